"""Families of wordings: what belongs together, and what has only common words in common."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.model import Article, Block, Site
from generator.phrases.families import families
from generator.phrases.parts import candidates, choose
from generator.phrases.places import hits, unpacked
from generator.phrases.prose import Passage, Prose, prose_of
from generator.phrases.row import row_of
from tests.bench.phrases import seeds
from tests.golden_articles import rules
from tests.phrase_places import Place

GOLDEN = Path(__file__).parents[1] / "golden" / "phrases.tsv"
_HELD = re.compile("【(.*?)】")


class Row(NamedTuple):
    """A row of the golden file: its articles, and where the words in question stand."""

    kind: str
    prose: tuple[Prose, ...]
    held: tuple[Place, ...]


def _rows() -> list[Row]:
    rows = []
    for number, line in enumerate(GOLDEN.read_text("utf-8").splitlines()):
        if line.startswith("#"):
            continue
        kind, *sentences = line.split("\t")
        prose, held = [], []
        for n, sentence in enumerate(sentences):
            match = _HELD.search(sentence)
            assert match
            id = f"{number:03}-{n}"
            text = sentence.replace("【", "").replace("】", "")
            article = Article(id, "Hans", "", "", (), (Block("paragraph", text),))
            sure = [f for f in rules(article) if f.confidence >= Site("").threshold]
            prose.append(prose_of(article, sure))
            held.append(Place(id, 0, match.start(), match.end() - 2))
        rows.append(Row(kind, tuple(prose), tuple(held)))
    return rows


ROWS = _rows()


def family_places(prose: list[Prose]) -> list[tuple[Place, int]]:
    """Every place of a family's wordings, with the number of its family."""
    chosen = choose([candidates(prose, {})])
    found = hits(prose, chosen)
    family = [n for n, wordings in enumerate(chosen.families) for _ in wordings]
    blocks = unpacked(found.blocks, 3).tolist()
    places = []
    for string, at, size, _ in unpacked(found.places, 4).tolist():
        if string < len(family):
            article, block, start = next(b for b in reversed(blocks) if b[2] <= at)
            place = Place(found.articles[article], block, at - start, at - start + size)
            places.append((place, family[string]))
    return places


@pytest.fixture(scope="module")
def together() -> dict[Place, list[int]]:
    """Words in question → the families that have them, at least the most of them."""
    prose = [p for row in ROWS for p in row.prose]
    places = family_places(prose)

    def holds(held: Place, place: Place) -> bool:
        common = min(held.end, place.end) - max(held.start, place.start)
        return held.article == place.article and common >= 0.5 * (held.end - held.start)

    every = [held for row in ROWS for held in row.held]
    return {held: [n for place, n in places if holds(held, place)] for held in every}


def _name(row: Row) -> str:
    return _HELD.sub(r"\1", row.prose[0].blocks[0].text)[:16]


@pytest.mark.parametrize("row", [r for r in ROWS if r.kind == "family"], ids=_name)
def test_wordings_of_one_formula_are_one_family(row: Row, together: dict[Place, list[int]]) -> None:
    assert set.intersection(*(set(together[held]) for held in row.held))


@pytest.mark.parametrize("row", [r for r in ROWS if r.kind == "none"], ids=_name)
def test_common_words_and_names_make_no_family(row: Row, together: dict[Place, list[int]]) -> None:
    found = [n for held in row.held for n in set(together[held])]
    assert len(found) == len(set(found))


def test_the_golden_file_has_thirty_of_each() -> None:
    for kind in ("family", "none"):
        assert sum(row.kind == kind for row in ROWS) >= 30


def test_the_wordings_of_the_seeds_come_together() -> None:
    found = [set(wordings) for wordings in families(row_of(seeds(), {}))]
    for wordings in (
        {"守土有责守土担责守土尽责", "守土有责守土尽责", "守土有责尽责担责"},
        {"吹响集结号", "吹响疫情防控冲锋号角", "吹响复工复产冲锋号"},
        {"打赢疫情防控阻击战", "打赢疫情防控的人民战争总体战阻击战"},
    ):
        assert any(wordings <= family for family in found)


def test_what_the_seeds_are_about_makes_no_family() -> None:
    words = "疫情防控", "疫情防控工作", "经济社会发展", "各级党组织", "复工复产"
    found = [words for wordings in families(row_of(seeds(), {})) for words in wordings]
    assert not set(words) & set(found)


def test_the_order_of_the_articles_makes_no_difference() -> None:
    articles = seeds()
    assert families(row_of(articles[::-1], {})) == families(row_of(articles, {}))


def test_wordings_of_versions_of_one_article_are_no_family() -> None:
    texts = "全县决战脱贫攻坚战场。", "全县决战脱贫最后战场。"
    articles = [Prose(f"{n}", (Passage(0, text),)) for n, text in enumerate(texts)]
    assert families(row_of(articles, {}))
    assert not families(row_of(articles, dict.fromkeys("01", ("0", "1"))))
