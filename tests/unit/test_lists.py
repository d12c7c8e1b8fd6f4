"""Reading lists: the articles of one source, section, place, month or kind of damage."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from generator.archive import Index, gather
from generator.catalogue import Card, Mention
from generator.model import Detail, Names, Page, Site, Where
from generator.pages.articles import PART, pages
from generator.pages.shelf import Shelf
from generator.who import region_of


def card(id: str, date: str, publisher: str, section: str = "", *about: Detail) -> Card:
    blank = Card(id, id, "", "Hans", date, "", publisher, section, 0, 0, "", b"", (), (), ())
    mentions = [Mention("place", "地", id, "p1-1", "地", 0, 0, 1, 1, detail) for detail in about]
    return replace(blank, title=f"题{id}", mentions=tuple(mentions), region=region_of(mentions))


def planned(*cards: Card) -> dict[str, Page[Any]]:
    shelf = Shelf(Site("馆"), Index(gather(cards)), (), Names())
    return {page.path: page for page in pages(shelf)}


def views(*cards: Card) -> dict[str, Any]:
    return {path: page.view for path, page in planned(*cards).items()}


def articles(view: Any) -> list[str]:
    return [row.entry.path for row in view.rows]


def test_each_source_section_and_month_has_its_list_the_newest_first() -> None:
    found = views(
        card("a", "2020-02-17", "新报"),
        card("b", "2020-03-06", "新報", "要闻"),  # the same source in the other script
        card("c", "2020-03-13", "晚报"),
        card("d", "", "晚报"),
    )
    assert articles(found["lists/source/新报.html"]) == ["articles/b.html", "articles/a.html"]
    assert len(found["lists/month/2020-03.html"].rows) == 2
    assert len(found["lists/section/要闻.html"].rows) == 1
    whole = found["articles/index.html"]
    assert len(whole.rows) == 4
    offered = {f.word: [(c.key, c.number) for c in f.choices] for f in whole.facets}
    assert offered == {
        "source": [("新报", 2), ("晚报", 2)],
        "section": [("要闻", 1)],
        "month": [("2020-03", 2), ("2020-02", 1), ("undated", 1)],
    }
    lists = {c.path for f in whole.facets for c in f.choices}
    choices = {f.path for f in whole.facets}
    assert lists | choices == found.keys() - {"articles/index.html"}
    assert found["lists/source/index.html"].choices == whole.facets[0].choices


def test_very_many_sources_are_offered_in_parts() -> None:
    found = views(*(card(f"{n:04}", "2020-02-17", f"第{n}报") for n in range(2300)))
    first, second, third = (found[f"lists/source/index{n}.html"] for n in ("", "-2", "-3"))
    assert [len(v.choices) for v in (first, second, third)] == [1000, 1000, 300]
    assert (first.after, third.before) == ("lists/source/index-2.html", "lists/source/index-2.html")
    assert {c.path for v in (first, second, third) for c in v.choices} < found.keys()


def test_an_article_is_of_the_place_that_it_is_about() -> None:
    xiangyang, hubei = Where("420600", ("湖北省", "襄阳市")), Where("420000", ("湖北省",))
    found = views(
        card("a", "2020-02-17", "", "", xiangyang, hubei),
        card("b", "2020-02-18", "", "", hubei, hubei, Where("610000", ("陕西省",))),
        card("c", "2020-02-19", "", "", hubei, Where("610000", ("陕西省",))),  # of neither more
    )
    assert articles(found["lists/place/湖北省.html"]) == ["articles/b.html", "articles/a.html"]
    said = {row.entry.path[9]: row.place.text for row in found["articles/index.html"].rows}
    assert said == {"a": "湖北 襄阳市", "b": "湖北", "c": ""}


def test_damage_of_several_kinds_stands_in_the_list_of_each() -> None:
    hurt = replace(card("a", "2020-02-17", ""), damaged=3, damage=("number", "stop"))
    found = views(hurt, card("b", "2020-02-17", ""))
    facet = next(f for f in found["articles/index.html"].facets if f.word == "damage")
    assert [(c.key, c.number, c.text.text) for c in facet.choices] == [
        ("number", 1, ""),
        ("stop", 1, ""),
    ]
    assert [articles(found[c.path]) for c in facet.choices] == [["articles/a.html"]] * 2


def many(count: int) -> list[Card]:
    return [
        card(f"{n:04}", f"20{n // 336:02}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}", "日报")
        for n in range(count)
    ]


def test_a_long_list_stands_in_parts_that_hold_every_article_once() -> None:
    found = planned(*many(3 * PART))
    for first, rest in (
        ("articles/index.html", "lists/all/"),
        ("lists/source/日报.html", "lists/source/日报/"),
    ):
        parts = [first, *sorted((p for p in found if p.startswith(rest)), reverse=True)]
        listed = [a for path in parts for a in articles(found[path].view)]
        assert listed == [f"articles/{n:04}.html" for n in reversed(range(3 * PART))]
        assert max(len(found[path].view.rows) for path in parts) < 2 * PART
        for here, there in pairwise(parts):
            assert found[here].view.earlier.path == there
            assert found[there].view.later.path == here
    assert found["articles/index.html"].view.parts == 2
    assert articles(found["articles/rows-1.js"].view) == articles(found["lists/all/1.html"].view)


def test_a_new_article_changes_the_newest_part_alone() -> None:
    cards = many(3 * PART)
    before, after = planned(*cards), planned(*cards, card("new", "2031-01-01", "日报"))
    changed = {path for path, page in after.items() if before.get(path) != page}
    assert changed == {
        "articles/index.html",
        "lists/source/index.html",
        "lists/source/日报.html",
        "lists/month/index.html",
        "lists/month/2031-01.html",
    }


def test_where_articles_name_nothing_only_their_day_is_to_choose_by() -> None:
    facets = views(card("a", "", ""))["articles/index.html"].facets
    assert [(f.word, [c.key for c in f.choices]) for f in facets] == [("month", ["undated"])]


def test_an_empty_archive_has_an_empty_list() -> None:
    found = views()
    assert list(found) == ["articles/index.html"]
    assert found["articles/index.html"].rows == ()
