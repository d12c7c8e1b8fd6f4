"""The phrases near another, and what the index is narrowed by."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.build import build, plan
from generator.content import memo_of
from generator.pages import phrases as index_page
from generator.pages.phrases import CHOICES, PART, PhrasesView, WhereView
from generator.phrases.neighbours import NEAREST, neighbours, signs
from generator.phrases.phrase import Phrase, Use, Wording
from tests.bench.archive import material, write_archive


def phrase(key: str, *sentences: tuple[str, str]) -> Phrase:
    uses = tuple(
        Use(article, anchor, key, 0, 0, len(key), len(key), None) for article, anchor in sentences
    )
    return Phrase(key, (Wording(key, len(uses), uses),), 2, b"")


def test_a_neighbour_shares_a_part_or_stands_in_the_same_sentences() -> None:
    known = [
        phrase("打赢疫情防控阻击战", ("a", "p1-1"), ("b", "p1-1"), ("c", "p2-2")),
        phrase("打赢脱贫攻坚阻击战", ("d", "p1-1")),
        phrase("投身疫情防控一线去", ("d", "p1-2"), ("c", "p2-2")),
        phrase("践行初心使命", ("a", "p1-1"), ("b", "p1-1")),
        phrase("党员干部下沉社区", ("a", "p1-1")),
        phrase("为打赢疫情防控阻击战", ("a", "p1-1"), ("b", "p1-1")),
    ]
    near = neighbours(signs(known))[0]
    assert [(n.number, n.part, n.sentences) for n in near] == [
        (2, "疫情防控", 1),  # two of three: what both are, then what they share
        (3, "", 2),
    ]  # not what is the same and more, nor what met it once
    assert neighbours(signs(known))[1] == ()


def test_neighbours_are_a_dozen_at_most() -> None:
    known = [phrase(f"{chr(0x4E00 + n)}同心协力共渡难关", ("a", f"p{n}")) for n in range(40)]
    near = neighbours(signs(known))[7]
    assert len(near) == NEAREST
    assert {n.part for n in near} == {"同心协力共渡难关"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("neighbours")
    write_archive(root, 80, material())
    return root


def test_the_index_tells_who_has_a_phrase_and_when(root: Path) -> None:
    with memo_of(root) as memo:
        shelf = plan(root, memo).shelf
        views = [page.view for page in index_page.pages(shelf)]
        index, where = views[0], views[-1]
        assert isinstance(index, PhrasesView)
        assert isinstance(where, WhereView)
        assert len(where.rows) == index.total == len(shelf.phrases.all) > PART
        entries = [e for view in views if isinstance(view, PhrasesView) for e in view.entries]
        assert entries == [*shelf.phrase_entries.values()]
        assert 1 < len(index.sources) <= CHOICES
        assert 20 < len(index.months) <= CHOICES
        assert [m.key for m in index.months] == sorted((m.key for m in index.months), reverse=True)
        for phrase, (sources, months) in zip(shelf.phrases.all, where.rows, strict=True):
            cards = [shelf.index.cards[id] for id in shelf.phrases.holders(phrase)]
            assert {index.sources[n].key for n in sources} == {c.publisher for c in cards} - {""}
            told = {c.date[:7] for c in cards} & {m.key for m in index.months}
            assert {index.months[n].key for n in months} == told


def test_the_index_and_what_it_asks_for_stay_small_whatever_the_archive_is(root: Path) -> None:
    assert not build(root, root / "public").problems
    script = (root / "public" / "phrases" / "where.js").read_text("utf-8")
    rows = json.loads(script.removeprefix("jianzhu.where(").removesuffix(");\n"))
    assert max(len(of) for row in rows for of in row) <= CHOICES
    page = (root / "public" / "phrases" / "index.html").read_text("utf-8")
    template = page[page.index("<search") : page.index("</search>")]
    assert template.count("<option") <= 2 * (CHOICES + 1) + 10
    assert len(re.findall(r"<tr data-length", page)) == PART < len(rows)
    # A row is as long as its phrase.
    for found in re.finditer(r'<tr data-length="(\d+)"[^\n]*', page):
        assert len(found[0]) < 600 + 8 * int(found[1])
