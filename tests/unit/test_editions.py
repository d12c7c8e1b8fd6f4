"""Editions: one character for one, faithful to the words, whatever the source's script."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editions import EDITIONS, convert
from generator.model import Script

HAN = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("，。“”a1")
)
SCRIPTS: tuple[Script, ...] = ("Hans", "TW", "HK")


@given(HAN, st.sampled_from(SCRIPTS), st.sampled_from(SCRIPTS))
def test_conversion_keeps_the_length_of_any_text(text: str, source: Script, to: Script) -> None:
    assert len(convert(text, source, to)) == len(text)


@given(HAN, st.sampled_from(SCRIPTS))
def test_the_source_edition_changes_nothing(text: str, source: Script) -> None:
    assert convert(text, source, None) == text == convert(text, source, source)


@pytest.mark.parametrize(
    ("source", "to", "text", "expected"),
    [
        ("Hans", "TW", "社区里的“四支队伍”", "社區裡的「四支隊伍」"),
        ("Hans", "HK", "社区里的“四支队伍”", "社區裏的「四支隊伍」"),
        ("Hans", "TW", "里面‘外面’It’s", "裡面『外面』It’s"),
        ("TW", "Hans", "社區裡的「四支隊伍」", "社区里的“四支队伍”"),
        ("TW", "HK", "社區裡的「四支隊伍」", "社區裏的「四支隊伍」"),
        ("HK", "TW", "社區裏的「四支隊伍」", "社區裡的「四支隊伍」"),
        ("HK", "Hans", "着手", "着手"),
    ],
)
def test_conversion(source: Script, to: Script, text: str, expected: str) -> None:
    assert convert(text, source, to) == expected


def test_words_are_never_changed_for_regional_ones() -> None:
    assert convert("软件信息程序社区", "Hans", "TW") == "軟件信息程序社區"


def test_two_cheap_steps_give_what_one_dear_one_gives(seeds: dict[str, str]) -> None:
    for direct, script in (("s2tw", "TW"), ("s2hk", "HK")):
        plain = opencc.OpenCC(direct)
        for text in seeds.values():
            for line in text.split("\n"):
                curled = convert(line, "Hans", script).translate(str.maketrans("「」『』", "“”‘’"))
                assert curled == plain.convert(line)


def test_only_the_source_edition_stands_at_the_root() -> None:
    assert [e.folder for e in EDITIONS if not e.script] == [""]
    assert len({e.folder for e in EDITIONS}) == len(EDITIONS)
    tags = [tag for e in EDITIONS for tag in e.hreflang]
    assert sorted(tags) == sorted(set(tags))
