"""An archive in parts: what is in which, what all of them share, and what is not held in full."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive import Index, gather, summarise
from generator.model import Article, Block, Names, Site
from generator.pages import phrase as phrase_page
from generator.pages.shelf import Shelf
from generator.phrases import parts
from generator.phrases.index import Phrases
from generator.phrases.parts import Candidates, candidates, choose, parts_of
from generator.phrases.phrase import LINES, WORDINGS, Found, gathered, phrases
from generator.phrases.places import Chosen, hits, unpacked
from generator.phrases.prose import Passage, Prose
from generator.text import fold
from tests.bench.phrases import seeds

SAYING = "疫情就是命令，防控就是责任"


def prose(*texts: str) -> list[Prose]:
    """Articles of one paragraph each."""
    return [Prose(f"{n:04}", (Passage(0, text, "p1"),)) for n, text in enumerate(texts)]


def many(number: int, words: str = SAYING) -> list[Prose]:
    """Articles that share these words, and say something else around them."""
    return prose(*(f"{chr(0x5000 + n)}，{words}，{chr(0x6000 + n)}" for n in range(number)))


def shelf(articles: list[Prose], found: Found) -> Shelf:
    """The shelf of articles of these words."""
    cards = [
        summarise(
            Article(
                p.id,
                "Hans",
                "",
                "",
                (),
                (Block("title", "题"), Block("paragraph", p.blocks[0].text)),
            ),
            (),
        )
        for p in articles
    ]
    return Shelf(Site("馆"), Index(gather(cards)), (), Names(), phrases=Phrases(found))


@given(st.sets(st.text(max_size=6), max_size=60))
def test_every_article_is_in_one_part_and_a_new_one_moves_no_other(ids: set[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "PART", 4)
        found = parts_of(ids)
        assert sorted(id for part in found for id in part) == sorted(ids)
        number = {id: n for n, part in enumerate(found) for id in part}
        more = parts_of(ids | {"一篇新的"})
        if len(more) == len(found):
            assert all(number[id] == n for n, part in enumerate(more) for id in part if id in ids)


def test_as_many_parts_as_hold_so_many_articles() -> None:
    assert len(parts_of(map(str, range(parts.PART)))) == 1
    assert len(parts_of(map(str, range(parts.PART + 1)))) == 2
    assert max(map(len, parts_of(map(str, range(10_000))))) < parts.PART


def test_what_parts_find_is_counted_over_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = many(40)
    whole = phrases(articles, {})
    monkeypatch.setattr(parts, "PART", 10)
    assert len(parts_of(p.id for p in articles)) == 4
    assert phrases(articles, {}) == whole
    assert [(p.words, p.articles, p.uses) for p in whole.phrases] == [(SAYING, 40, 40)]


def test_what_weighs_most_in_all_parts_together_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    found = [Candidates((), (("甲", 5), ("乙", 4))), Candidates((), (("丙", 6), ("乙", 4)))]
    assert choose(found).strings == ("丙", "乙")


def test_families_of_two_parts_that_have_a_wording_in_common_are_one() -> None:
    found = [
        Candidates((("吹响号角", "吹响集结号"), ("打赢硬仗", "打赢这场硬仗")), ()),
        Candidates((("吹响冲锋号", "吹响集结号"), ("守土有责", "守土尽责")), ()),
    ]
    assert choose(found).families == (
        ("吹响号角", "吹响集结号", "吹响冲锋号"),
        ("打赢硬仗", "打赢这场硬仗"),
        ("守土有责", "守土尽责"),
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("甲乙，𠀀", max_size=30), min_size=1, max_size=4),
    st.sets(st.text("甲乙𠀀", min_size=4, max_size=7), max_size=6),
)
def test_strings_are_found_everywhere_they_stand(texts: list[str], strings: set[str]) -> None:
    chosen = Chosen((), tuple(sorted(strings)))
    found = hits(prose(*texts), chosen)
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    origins = unpacked(found.blocks, 3)[:, 2].tolist()
    for string, at, size, within in unpacked(found.places, 4).tolist():
        assert within == -1
        article = max(n for n, origin in enumerate(origins) if origin <= at)
        start = at - origins[article]
        words = texts[article][start : start + size]
        assert "".join(filter(str.isalnum, words)) == chosen.strings[string]
        places[chosen.strings[string]].append((article, start))
    for words in strings:
        expected = [
            (n, kept[at])
            for n, text in enumerate(texts)
            for kept in [[i for i, c in enumerate(text) if c.isalnum()]]
            for at in range(len(kept))
            if "".join(text[i] for i in kept[at : at + len(words)]) == words
        ]
        assert places[words] == expected


def test_a_string_only_within_a_familys_words_is_no_phrase_of_its_own() -> None:
    found = phrases(seeds(), {})
    strings = {words for words, _ in candidates(seeds(), {}).strings}
    inside = {
        words
        for words in strings - {phrase.key for phrase in found.phrases}
        for wordings in choose([candidates(seeds(), {})]).families
        if any(words in wording for wording in wordings)
    }
    assert {"打赢疫情防控", "守土有责守土"} <= inside


def test_a_page_shows_some_places_of_a_phrase_and_counts_all() -> None:
    articles = many(LINES + 30)
    found = phrases(articles, {})
    page, *_ = phrase_page.pages(shelf(articles, found))
    view = page.page().view
    assert view.uses == view.articles == LINES + 30
    assert len(view.lines) == LINES


def test_a_family_has_its_most_used_wordings() -> None:
    plain = [char for char in map(chr, range(0x4E00, 0x4F00)) if fold(char) == char]
    wordings = tuple(f"吹响{char}号角" for char in plain[: WORDINGS + 20])
    articles = prose(*wordings, *wordings[20:])
    chosen = Chosen((wordings,), ())
    read = {p.id: p for p in articles}
    [phrase] = gathered(chosen, [hits(articles, chosen)], {}, read.__getitem__).phrases
    assert {w.words for w in phrase.wordings} == set(wordings[20:])
    assert phrase.uses == 2 * WORDINGS


def test_what_many_share_relates_none_but_is_counted() -> None:
    found = Phrases(phrases(many(6), {}))
    assert found.others("0000") == 5
    assert set(found.shared("0000", 6)) == {f"{n:04}" for n in range(1, 6)}
    assert not found.shared("0000", 5)


def test_an_article_that_shares_nothing_has_no_others() -> None:
    found = Phrases(phrases([*many(2), Prose("z", (Passage(0, "水库放水了"),))], {}))
    assert found.others("z") == 0
    assert found.of("z") == ()
    assert found.share("z", 5) == 0
