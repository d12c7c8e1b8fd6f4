"""The ledger: what of a conversion a reader should look at twice."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.conversion import ledger as module
from generator.conversion import vocabulary
from generator.conversion.convert import convert
from generator.conversion.ledger import ledger
from generator.model import Script, Word

SCRIPTS: tuple[Script, ...] = ("TW", "HK")


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(module).failed == doctest.testmod(vocabulary).failed == 0


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("演员于洋说", {"于洋": "name"}),
        ("它被发明出来", {"發": "join"}),
        ("这里不准停车", {"不准": "word"}),
        ("社区很好", {"社群": "glossary"}),
        ("他端上一碗面", {"麵": "alone"}),
        ("家里头发白了，公里", {}),  # words that the segmenter knows leave no doubt
        ("两人很亲昵", {"暱": "back"}),
        ("abc", {}),
    ],
)
def test_each_doubt_has_its_rule(text: str, forms: dict[str, str]) -> None:
    found = ledger(text, "Hans", "TW", (), (Word("社区", "社群"),))
    assert {doubt.form: doubt.rule for doubt in found} == forms


def test_candidates_stand_as_the_region_writes_them() -> None:
    (taiwan,) = ledger("他吃了一碗面", "Hans", "TW")
    (hong_kong,) = ledger("他吃了一碗面", "Hans", "HK")
    assert taiwan.candidates == ("面", "麵")
    assert hong_kong.candidates == ("面", "麪")
    assert taiwan.form == "麵"


def test_traditional_sources_have_doubts_too() -> None:
    (doubt,) = ledger("乾元年間", "TW", "Hans")
    assert doubt.candidates == ("干", "乾")


def test_the_way_back_gives_the_source_but_where_the_ledger_says(seeds: dict[str, str]) -> None:
    told = characters = 0
    for text in seeds.values():
        for line in text.split("\n"):
            for script in SCRIPTS:
                there = convert(line, "Hans", script)
                doubtful = {n for d in ledger(line, "Hans", script) for n in range(d.start, d.end)}
                for n, (a, b) in enumerate(zip(line, convert(there, script, "Hans"), strict=True)):
                    assert a == b or n in doubtful or a in "「」『』"
                    told += a != b
                    characters += 1
    assert told * 1000 < characters


@given(st.text("于和伟冲里面发明不准一二三，。社区头干了系", max_size=40))
def test_doubts_are_in_order_and_say_what_stands_there(text: str) -> None:
    converted = convert(text, "Hans", "TW")
    end = 0
    for doubt in ledger(text, "Hans", "TW"):
        assert end <= doubt.start < doubt.end <= len(text)
        assert converted[doubt.start : doubt.end] == doubt.form
        end = doubt.end
