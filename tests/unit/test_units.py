"""Places by province, city and county: what counts where, and what an edit touches."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from generator.annotate.gazetteer import by_code, chain, full_key
from generator.archive import Index, gather
from generator.catalogue import Card, Mention
from generator.model import Names, Page, Site, Where
from generator.pages.divisions import divisions, home_of, why_lost
from generator.pages.name import pages as name_pages
from generator.pages.parts import Cut
from generator.pages.shelf import Shelf
from generator.pages.units import PART, pages

TOWN = ("周原镇", Where("", ("陕西省", "宝鸡市", "陈仓区")))


def unit(code: str) -> tuple[str, Where]:
    found = by_code()[code]
    return full_key(found), Where(code, tuple(above.name for above in chain(found)))


def card(id: str, date: str, publisher: str, *places: tuple[str, Where]) -> Card:
    mentions = tuple(
        Mention("place", key, id, f"p1-{n}", "在此地", 0, 1, 3, 3, where)
        for n, (key, where) in enumerate(places, 1)
    )
    return Card(id, f"题{id}", "", "Hans", date, "", publisher, "", 0, 0, "", (), (), (), mentions)


def shelf(*cards: Card) -> Shelf:
    return Shelf(Site("馆"), Index(gather(cards)), (), Names())


def planned(*cards: Card) -> dict[str, Page[Any]]:
    return {page.path: page for page in pages(shelf(*cards))}


def test_what_lies_in_a_unit_counts_for_all_that_it_lies_in_and_is_told_apart() -> None:
    found = planned(
        card("a", "2020-01-01", "", TOWN, TOWN, unit("610304")),
        card("b", "2020-02-01", "", unit("610300"), unit("610000")),
    )
    shaanxi, baoji, chencang = (
        found[f"places/province/{code}.html"].view for code in ("61", "6103", "610304")
    )
    assert (shaanxi.articles, shaanxi.mentions, shaanxi.direct) == (2, 5, 1)
    assert (baoji.articles, baoji.mentions, baoji.direct) == (2, 4, 1)
    assert (chencang.articles, chencang.mentions, chencang.direct) == (1, 3, 1)
    assert [row.path for row in baoji.units] == ["places/province/610304.html"]
    assert [entry.path for entry in chencang.places] == ["places/周原镇.html"]
    assert [link.path for link in chencang.above] == [
        "places/province/61.html",
        "places/province/6103.html",
    ]
    assert [(n.article.path, n.mentions, n.direct) for n in baoji.named] == [
        ("articles/b.html", 1, 1),
        ("articles/a.html", 3, 0),
    ]
    assert chencang.place == "places/陈仓区.html"


def test_a_county_of_a_municipality_lies_in_the_province_itself() -> None:
    found = planned(card("a", "2020-01-01", "", unit("110101")))
    assert [row.code for row in found["places/province/11.html"].view.units] == ["110101"]


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("鼓楼区@003", "lost_shared"),
        ("某村@003", "lost_local"),
        ("美国", "lost_abroad"),
        ("牛栏江", "lost_water"),
    ],
)
def test_what_cannot_be_located_says_why(key: str, reason: str) -> None:
    assert why_lost(key) == reason
    found = planned(card("a", "2020-01-01", "", (key, Where())))
    [lost] = found["places/province/other.html"].view.places
    assert lost.reason == reason


@pytest.mark.parametrize(
    ("publisher", "units"),
    [
        ("襄阳市市场监管局", ["湖北省", "襄阳市"]),
        ("贵阳网", ["贵州省", "贵阳市"]),
        ("陕西省宝鸡市陈仓区委组织部", ["陕西省", "宝鸡市", "陈仓区"]),
        ("新华社", []),
        ("人民日报", []),
    ],
)
def test_a_source_is_of_the_place_that_its_name_says(publisher: str, units: list[str]) -> None:
    found, reason = home_of(publisher)
    assert [unit.name for unit in found] == units
    assert bool(reason) == (not units)


def test_the_map_of_publication_counts_articles_by_the_places_of_their_sources() -> None:
    found = planned(
        card("a", "2020-01-01", "襄阳日报", unit("420600")),
        card("b", "2020-01-02", "湖北日报"),
        card("c", "2020-01-03", "新华社"),
    )
    view = found["places/published.html"].view
    assert [(p.name.text, p.articles) for p in view.provinces] == [("湖北省", 2)]
    assert [source.reason for source in view.lost] == ["source_no_place"]
    assert {t.name: t.mentions for t in view.tiles if t.mentions} == {"湖北省": 2}
    here = found["places/province/4206.html"].view
    assert [source.name.text for source in here.sources] == ["襄阳日报"]


def many(number: int) -> list[Card]:
    codes = [u.code for u in by_code().values() if u.level == 3 and not u.former][:600]
    return [
        card(
            f"{n:05}",
            f"20{10 + n // 365 % 10}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "日报",
            unit(codes[n % len(codes)]),
            unit("610304"),
        )
        for n in range(number)
    ]


def test_no_page_of_a_unit_lists_more_than_it_may() -> None:
    found = planned(*many(3000))
    named = {p: page.view.named for p, page in found.items() if hasattr(page.view, "named")}
    assert max(map(len, named.values())) <= PART * 3 // 2
    parts = [rows for path, rows in named.items() if path.startswith("places/province/610304")]
    assert sum(map(len, parts)) == 3000


def test_a_change_touches_the_units_it_lies_in_alone() -> None:
    cards = many(2000)
    before = planned(*cards)
    new = replace(cards[7], mentions=cards[7].mentions[:1])
    after = planned(*cards[:7], new, *cards[8:])
    touched = {path for path in after if after[path] != before.get(path)}
    assert touched
    assert {path[: len("places/province/61")] for path in touched} == {"places/province/61"}


def test_a_places_page_shows_what_it_is_a_unit_of() -> None:
    made = shelf(card("a", "2020-01-01", "", unit("610300"), unit("610304"), TOWN))
    found = {page.path: page.page() if isinstance(page, Cut) else page for page in name_pages(made)}
    view = found["places/宝鸡市.html"].view
    assert view.unit == "places/province/6103.html"
    assert [(row.name.text, row.mentions) for row in view.units] == [("陈仓区", 2)]
    assert found["places/周原镇.html"].view.unit == ""


def test_every_place_is_located_or_lost() -> None:
    made = shelf(card("a", "2020-01-01", "", TOWN, unit("610304"), ("某村@a", Where())))
    found = divisions(made.index)
    assert found.lost == ("某村@a",)
    assert found.units["610304"].places == ["周原镇"]
