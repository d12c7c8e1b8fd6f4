"""Maximal repeats, against a brute-force oracle and the laws that they keep."""

import random
from collections import defaultdict
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.phrases.prose import Passage, Prose
from generator.phrases.repeats import BESIDE, SHORTEST, repeats
from generator.phrases.row import row_of
from tests.bench.phrases import seeds
from tests.phrase_places import Place, places

ALL = 10**9


def prose(*texts: str | tuple[str, ...]) -> list[Prose]:
    """Articles of these blocks, without names in them."""
    blocks = [(text,) if isinstance(text, str) else text for text in texts]
    return [Prose(f"{n:03}", tuple(map(Passage, range(len(b)), b))) for n, b in enumerate(blocks)]


class Shared(NamedTuple):
    """A repeat with its places as an article has them."""

    words: str
    articles: int
    places: tuple[Place, ...]


def found(
    articles: list[Prose], versions: dict[str, tuple[str, ...]] | None = None
) -> list[Shared]:
    row = row_of(articles, versions or {})
    return [
        Shared(r.words, r.articles, tuple(places(row, r.starts, len(r.words))))
        for r in repeats(row, ALL)
    ]


def bodies(p: Prose) -> list[tuple[int, str]]:
    return [(passage.block, passage.text) for passage in p.blocks]


def bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


Spot = tuple[str, int, int]


def oracle(articles: list[Prose], versions: dict[str, tuple[str, ...]]) -> dict[str, set[Spot]]:
    """Every string of two articles that has two different neighbours on either side."""
    places: dict[str, set[Spot]] = defaultdict(set)
    texts = {(p.id, number): bare(text) for p in articles for number, text in bodies(p)}
    named: dict[Spot, bool] = {}
    for p in articles:
        for number, text in bodies(p):
            kept = [n for n, c in enumerate(text) if c.isalnum()]
            spans = [(start, end) for block, start, end in p.names if block == number]
            for at, n in enumerate(kept):
                named[p.id, number, at] = any(start <= n < end for start, end in spans)
    for (id, number), text in texts.items():
        for start in range(len(text)):
            for end in range(start + SHORTEST, len(text) + 1):
                places[text[start:end]].add((id, number, start))

    def neighbours(words: str, spots: set[Spot], step: int) -> set[object]:
        seen: set[object] = set()
        for id, number, start in spots:
            at = start + (len(words) if step > 0 else -1)
            text = texts[id, number]
            seen.add(text[at] if 0 <= at < len(text) else (id, number, at))
        return seen

    def beside(words: str, spots: set[Spot]) -> float:
        free = [
            sum(not named[id, number, start + n] for n in range(len(words)))
            for id, number, start in spots
        ]
        return sum(free) / len(free)

    return {
        words: spots
        for words, spots in places.items()
        if len({versions.get(id, (id,))[0] for id, _, _ in spots}) > 1
        and len(neighbours(words, spots, 1)) > 1
        and len(neighbours(words, spots, -1)) > 1
        and beside(words, spots) >= BESIDE
    }


def check(articles: list[Prose], versions: dict[str, tuple[str, ...]] | None = None) -> None:
    expected = oracle(articles, versions or {})
    got = {r.words: r for r in found(articles, versions)}
    assert got.keys() == expected.keys()
    for words, repeat in got.items():
        places = [(p.article, p.block) for p in repeat.places]
        assert sorted(places) == sorted((id, number) for id, number, _ in expected[words])


def test_every_maximal_shared_string_of_the_seeds_is_found() -> None:
    articles = seeds()
    check(articles)
    assert {"疫情就是命令防控就是责任", "打赢疫情防控阻击战", "守土有责守土"} <= {
        r.words for r in found(articles)
    }


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.text("甲乙丙，。", max_size=40), min_size=1, max_size=3),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_the_oracle_agrees_whatever_the_articles(texts: list[list[str]], alike: bool) -> None:
    articles = prose(*map(tuple, texts))
    ids = tuple(p.id for p in articles[:2])
    check(articles, dict.fromkeys(ids, ids) if alike and len(ids) > 1 else {})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("甲乙丙丁、", max_size=60), min_size=2, max_size=6), st.randoms())
def test_the_order_of_the_articles_makes_no_difference(
    texts: list[str], dice: random.Random
) -> None:
    articles = prose(*texts)
    shuffled = list(articles)
    dice.shuffle(shuffled)
    assert found(shuffled) == found(articles)


def test_every_place_holds_the_words() -> None:
    articles = seeds()
    texts = {(p.id, number): text for p in articles for number, text in bodies(p)}
    for repeat in found(articles):
        for place in repeat.places:
            words = texts[place.article, place.block][place.start : place.end]
            assert bare(words) == repeat.words
            assert words[0].isalnum()
            assert words[-1].isalnum()


def test_marks_do_not_count_but_paragraphs_part() -> None:
    words = "甲疫情就是命令，防控就是责任。", "“疫情就是命令、防控就是责任”"
    assert [r.words for r in found(prose(*words))] == ["疫情就是命令防控就是责任"]
    parted = prose(words[0], ("疫情就是命令", "防控就是责任"))
    assert [r.words for r in found(parted)] == ["疫情就是命令", "防控就是责任"]


def test_what_stands_only_inside_a_longer_string_is_dropped() -> None:
    assert [r.words for r in found(prose("甲坚决打赢这场硬仗乙", "丙坚决打赢这场硬仗丁"))] == [
        "坚决打赢这场硬仗"
    ]


def test_versions_of_one_article_share_nothing_between_them() -> None:
    articles = prose("甲坚决打赢这场硬仗乙", "丙坚决打赢这场硬仗丁")
    ids = tuple(p.id for p in articles)
    assert not found(articles, dict.fromkeys(ids, ids))
    articles += [Prose("005", (Passage(0, "坚决打赢这场硬仗"),))]
    [repeat] = found(articles, dict.fromkeys(ids, ids))
    assert (repeat.articles, len(repeat.places)) == (2, 3)


def test_mere_names_are_dropped() -> None:
    texts = "在自治区工业和信息化厅调研", "由自治区工业和信息化厅牵头"
    named = [Prose(f"{n}", (Passage(0, text),), ((0, 1, 11),)) for n, text in enumerate(texts)]
    assert not found(named)
    assert found(prose(*texts))


def test_those_that_weigh_most_are_kept() -> None:
    articles = seeds()
    weights = sorted((r.articles * len(r.words) for r in found(articles)), reverse=True)
    most = repeats(row_of(articles, {}), 20)
    assert sorted((r.articles * len(r.words) for r in most), reverse=True) == weights[:20]


@pytest.mark.parametrize("articles", [[], prose(""), prose("", "")])
def test_nothing_shares_nothing(articles: list[Prose]) -> None:
    assert not found(articles)


def test_rare_characters_are_characters() -> None:
    words = "𠀀𠀁𠀂𠀃𠀄𠀅"
    [repeat] = found(prose(f"甲{words}乙", f"丙{words}丁"))
    assert repeat.words == words
    assert repeat.places[0][2:] == (1, 7)
