"""The index for searching: what counts as one character, which articles hold a pair, and that an
edit touches little of it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import searching
from generator.archive import Index, gather, summarise
from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.editions import EDITIONS, Edition, say
from generator.intake.table import intake
from generator.model import Article, Block, Body, Fact, Text, Word
from generator.pages.facets import keys_of
from generator.scratch import Scratch
from generator.search.classes import classed, classes, numbers_of, plain
from generator.search.files import terms_file
from generator.search.groups import Columns, digests_of, group_of, groups_of, shards_of
from generator.search.names import formed, names_of, shard_of, together
from generator.search.packing import MOST, packed, unpacked
from generator.search.terms import blocks_of, term
from generator.store import Kept, digest
from generator.text import HAN
from generator.texts import Packed
from generator.texts import packed as text_of
from tests.conftest import ROOT


def article(id: str, *paragraphs: str, words: tuple[Word, ...] = ()) -> Article:
    blocks = (Block("title", f"第{id}篇"), *(Block("paragraph", p) for p in paragraphs))
    return Article(id, "Hans", "2020-02-03", "", (), blocks, words=words)


def text(id: str, *paragraphs: str) -> Packed:
    return text_of(article(id, *paragraphs), (), EDITIONS)


def seeds() -> list[Packed]:
    """The texts of the seeds."""
    found = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        source = intake(path.stem, path.name, path.read_bytes())
        found.append(text_of(assemble(source, label(source)), (), EDITIONS))
    return found


# --- numbers as text ----------------------------------------------------------------------------


@given(st.lists(st.integers(0, 3000) | st.integers(0, MOST - 1)))
def test_packed_numbers_are_numbers_again_and_no_words(numbers: list[int]) -> None:
    found = packed(np.array(numbers, np.int64))
    assert unpacked(found) == numbers
    assert not re.search(rf'["\\\x00-\x1f{HAN}]', found)


# --- classes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "one", ["发發髮", "干幹乾", "里裡裏", "台臺檯颱", "后後", "Ａaａ", "「“", "，,"]
)
def test_what_editions_write_for_one_another_is_one_class(one: str) -> None:
    assert len(set(numbers_of(one).tolist())) == 1
    assert len(set(classed(one))) == 1


def test_what_differs_in_every_edition_is_no_class() -> None:
    assert len(set(classed("发展党建一二。，"))) == 8
    assert all(len(members) <= 8 for members in classes())


def test_a_class_keeps_lengths_and_rare_characters() -> None:
    words = "Ａ座：𠮷田İ先生、豈"
    assert len(classed(words)) == len(plain(words)) == len(words)
    assert len(numbers_of(words)) == len(words)


# --- terms --------------------------------------------------------------------------------------


def pairs(blocks: list[str]) -> set[int]:
    """What terms an article has, said plainly."""
    rows = [numbers_of(block).tolist() for block in blocks]
    return {term(*pair) for row in rows for pair in pairwise(row)} | {
        term(one) for row in rows for one in row
    }


def test_an_article_has_the_pairs_of_each_edition_s_page() -> None:
    texts = seeds()
    columns = Columns([group_of(texts)], 1)
    terms, counts, numbers = columns.shard(0)
    ends = np.cumsum(counts)
    found = defaultdict[int, set[int]](set)
    for code, start, end in zip(terms.tolist(), ends - counts, ends, strict=True):
        for number in numbers[start:end].tolist():
            found[number].add(code)
    for number, one in enumerate(texts):
        shown = list[str]()
        for edition in EDITIONS:
            shown += (written(block.text, edition) for block in one.blocks)
        assert found[number] >= pairs([*shown])
        assert found[number] == pairs([*blocks_of(one)])


def written(words: str, edition: Edition) -> str:
    return say(Text(words), edition)


def test_words_of_another_length_are_found_too() -> None:
    editions = tuple(e for e in EDITIONS if not e.regional)
    set_words = (Word(hans="互联网", tw="網際網路系統"),)
    one = text_of(article("1", "村里有互联网了", words=set_words), (), editions)
    terms = {int(t) for t in np.frombuffer(group_of([one]).terms, "<u4")}
    assert pairs(["村裡有網際網路系統了"]) <= terms
    assert not pairs(["了第"]) & terms - pairs(["了"]) - pairs(["第"])  # none over a block's end


def test_an_article_without_words_is_in_no_list() -> None:
    empty = text_of(Article("1", "Hans", "", "", (), (Block("title", ""),)), (), EDITIONS)
    assert group_of([empty]).terms == b""
    terms, counts, numbers = Columns([group_of([empty, text("2", "有")])], 1).shard(0)
    assert set(numbers.tolist()) == {1}
    assert len(terms) == len(counts)


# --- groups and shards --------------------------------------------------------------------------


def test_every_group_s_terms_come_together_in_the_shards() -> None:
    groups = [[text(f"{g}{n}", f"甲乙丙丁{n}", "戊" * g) for n in range(3)] for g in range(4)]
    columns = Columns([group_of(group) for group in groups], 64)
    found = dict[int, list[int]]()
    for shard in range(64):
        terms, counts, numbers = columns.shard(shard)
        at = 0
        for code, count in zip(terms.tolist(), counts.tolist(), strict=True):
            assert code * 64 >> 32 == shard
            found[code] = numbers[at : at + count].tolist()
            at += count
    expected = defaultdict[int, list[int]](list)
    for g, group in enumerate(groups):
        for n, one in enumerate(group):
            for code in pairs([*blocks_of(one)]):
                expected[code].append(256 * g + n)
    assert found == expected


def test_a_shard_s_file_is_read_as_it_was_written() -> None:
    columns = Columns([group_of([text("1", "甲乙丙"), text("2", "乙丙丁")])], 16)
    code = term(*numbers_of("乙丙").tolist())
    shard = code * 16 >> 32
    file = terms_file(shard, columns).decode()
    name, (terms, counts, gaps) = json.loads(f"[{file[len('jianzhu.part(') : -3]}]")
    assert name == f"terms-{shard}"
    codes = (np.cumsum(unpacked(terms)) + columns.first(shard)).tolist()
    start = sum(count + 1 for count in unpacked(counts)[: codes.index(code)])
    assert unpacked(gaps)[start : start + 2] == [0, 0]  # the first article, and the next


def test_a_new_article_changes_one_group_and_a_group_is_never_too_large() -> None:
    ids = [f"{n:05}" for n in range(3000)]
    before, after = groups_of(ids), groups_of([*ids, "new"])
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert all(len(group) <= 256 for group in before)
    assert sorted(id for group in before for id in group) == ids


# --- names --------------------------------------------------------------------------------------


def mention(key: str, kind: str = "person") -> Any:
    return SimpleNamespace(kind=kind, key=key)


def test_a_form_leads_to_all_that_it_may_stand_for() -> None:
    first = [[(mention("柳州市工信局", "organisation"), "市工信局", "柳州市工信局")]]
    second = [
        [],
        [
            (mention("市工信局@b", "organisation"), "市工信局", "市工信局"),
            (mention("2020-01-01", "date"), "元旦", "2020-01-01"),
        ],
    ]
    parts = [names_of(first, 8), names_of(second, 8)]
    shard = shard_of(formed("市工信局"), 8)
    forms, keys = together(part[shard] for part in parts)
    assert forms["o" + formed("市工信局")] == ["市工信局@b", "柳州市工信局"]
    assert keys["o市工信局@b"] == [257]
    _, others = together(part[shard_of("柳州市工信局", 8)] for part in parts)
    assert others["o柳州市工信局"] == [0]
    every = [together(part[n] for part in parts)[0] for n in range(8)]
    assert not [form for forms in every for form in forms if "元旦" in form]


# --- an edit ------------------------------------------------------------------------------------


def prepared(texts: dict[str, Article]) -> dict[str, Any]:
    """Articles as the steps leave them, with a name in each."""
    found = {}
    for id, one in texts.items():
        fact = Fact("organisation", 0, 0, 1, "第", "第", "rule", Body("第", "stated"))
        card = summarise(one, (fact,))
        parts = {"article": one, "facts": (fact,), "card": card}
        found[id] = SimpleNamespace(
            **{name: Kept(digest(value), lambda v=value: v) for name, value in parts.items()}
        )
    return found


def planned(memo: Any, articles: dict[str, Article]) -> dict[str, str]:
    """The files of the index and their keys."""
    known = prepared(articles)
    cards = Index(gather(p.card.value for p in known.values())).cards
    keys = {id: keys_of(card) for id, card in cards.items()}
    files = searching.search_files(memo, known, cards, keys, EDITIONS[:3])
    return {file.path: file.key for file in files}


def test_an_edited_article_redoes_its_group_and_the_shards_of_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    articles = {f"{n:04}": article(f"{n:04}", f"甲乙{n}丙丁，戊己庚辛") for n in range(400)}
    memo, ran = Scratch(), list[int]()
    made = searching.group_of

    def counted(texts: Any) -> Any:
        ran.append(len(texts))
        return made(texts)

    monkeypatch.setattr(searching, "group_of", counted)
    before = planned(memo, articles)
    groups = groups_of(articles)
    assert len(groups) == 8
    assert len(ran) == 8
    assert len([path for path in before if "terms-" in path]) == shards_of(8) == 128
    ran.clear()
    edited = articles | {"0123": article("0123", "甲乙123丙丁，戊己壬辛")}
    after = planned(memo, edited)
    assert len(ran) == 1
    changed = {path for path in after if after[path] != before[path]}
    gone, new = pairs(["戊己庚辛"]), pairs(["戊己壬辛"])
    touched = {f"search/terms-{code * 128 >> 32}.js" for code in gone ^ new}
    assert changed == touched
    ran.clear()
    assert planned(memo, edited) == after
    assert not ran


def test_a_digest_tells_of_each_shard_whether_a_group_changed_it() -> None:
    before, after = group_of([text("1", "甲乙丙")]), group_of([text("1", "甲乙丁")])
    one, other = digests_of(before, 256), digests_of(after, 256)
    changed = {n for n in range(256) if one[8 * n : 8 * n + 8] != other[8 * n : 8 * n + 8]}
    assert changed == {code * 256 >> 32 for code in pairs(["乙丙"]) ^ pairs(["乙丁"])}
