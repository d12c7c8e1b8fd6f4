"""The timeline: bounded pages that all dates are on, and what a change touches."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from generator.archive import Index, gather
from generator.catalogue import Card, Mention
from generator.model import Names, Page, Site, When
from generator.pages.days import pages
from generator.pages.home import pages as home
from generator.pages.periods import ROWS, tree_of
from generator.pages.shelf import Shelf
from generator.pages.timeline import TimelineView


def card(id: str, published: str, *told: When) -> Card:
    mentions = tuple(
        Mention("date", w.value or w.basis, id, f"p1-{n}", "是日", 0, 0, 2, 2, w)
        for n, w in enumerate(told, 1)
    )
    return Card(id, id, "", "Hans", published, "", "", "", 0, 0, "", (), (), (), mentions)


def day(value: str, basis: str = "stated") -> When:
    return When(value, basis)


def shelf(*cards: Card) -> Shelf:
    return Shelf(Site("馆"), Index(gather(cards)), (), Names())


def planned(*cards: Card) -> dict[str, Page[Any]]:
    return {page.path: page for page in pages(shelf(*cards))}


def views(*cards: Card) -> dict[str, TimelineView]:
    return {p: page.view for p, page in planned(*cards).items() if p.startswith("timeline")}


FIRST = datetime.date(2015, 1, 1)


def many(number: int, told: int = 4) -> list[Card]:
    """Articles of ten years, which tell of days around theirs, of months, years, and no time."""
    cards = []
    for n in range(number):
        published = FIRST + datetime.timedelta(n * 3650 // number)
        days = [published - datetime.timedelta(back * 7) for back in range(told)]
        dates = [day(d.isoformat(), "year") for d in days]
        dates += [day(days[-1].isoformat()[:7]), day(days[-1].isoformat()[:4])]
        cards.append(card(f"{n:05}", published.isoformat(), *dates, When("", "目前")))
    return cards


def shown(view: TimelineView) -> int:
    return sum(len(d.events) for d in view.days) + len(view.undated) + len(view.rows)


def test_a_small_archive_has_all_its_days_on_one_page_the_undated_last() -> None:
    found = views(card("a", "2020-02-01", day("2020-01-23"), When("", "目前")))
    assert [*found] == ["timeline.html", "timeline/published.html"]
    front = found["timeline.html"]
    assert [d.date for d in front.days] == ["2020-01-23", "2020-02-01"]
    assert (len(front.undated), front.rows) == (1, ())
    [published] = found["timeline/published.html"].days
    [row] = published.events
    assert row.told is not None
    assert (published.date, row.told.number, row.told.first) == ("2020-02-01", 1, "2020-01-23")


def test_no_page_lists_more_than_it_may_and_every_date_is_on_one() -> None:
    cards = many(3000)
    pages = planned(*cards)
    found = {p: page.view for p, page in pages.items() if p.startswith("timeline")}
    assert max(map(shown, found.values())) <= ROWS
    days = {p: page.view for p, page in pages.items() if p.startswith("days/2")}
    assert max(len(v.day.events) for v in days.values() if hasattr(v, "day")) <= ROWS
    listed = sum(
        len(d.events) for v in found.values() if v.scale == "events" for d in v.days
    )  # no month is opened here, so each date is listed once
    assert listed == 3000 * 8
    assert sum(len(d.events) for v in found.values() if v.scale == "published" for d in v.days) == (
        3000
    )
    front = found["timeline.html"]
    assert sum(row.events for row in front.rows) + front.lost == 3000 * 7
    assert [row.key for row in front.rows][:2] == ["2014", "2015"]


def test_a_long_day_is_parted_on_either_scale() -> None:
    cards = [card(f"{n:04}", "2020-01-05", day("2020-01-23")) for n in range(700)]
    found = planned(*cards)
    month = found["timeline/2020-01.html"].view
    assert [(row.key, row.path) for row in month.rows] == [
        ("2020-01-05", "days/2020-01-05.html"),
        ("2020-01-23", "days/2020-01-23.html"),
    ]
    parts = [p for p in found if p.startswith("timeline/published/2020-01-05")]
    assert [len(found[p].view.days[0].events) for p in parts] == [100, 200, 200, 200]
    assert found[parts[0]].view.older == parts[1]


def test_dates_without_a_month_or_a_day_stand_apart_in_an_opened_period() -> None:
    dates = [day("2020")] * 350 + [day("2020-01")] * 350 + [day("2020-01-23")] * 350
    found = views(card("a", "2021-01-01", *dates))
    assert [row.key for row in found["timeline/2020.html"].rows] == ["2020-01", "2020-XX"]
    assert [row.key for row in found["timeline/2020-01.html"].rows] == ["2020-01-23", "2020-01-XX"]
    [blank] = found["timeline/2020-XX.html"].days
    assert (blank.date, len(blank.events)) == ("2020", 150)
    assert found["timeline/2020-XX.html"].older == "timeline/2020-XX/1.html"


def test_very_many_years_are_put_together_by_century() -> None:
    tree = tree_of("events", {f"{year}-05-05": 2 for year in range(1600, 2000)}, 0)
    assert tree.periods[""].parts == ("16", "17", "18", "19")
    assert tree.path("19") == "timeline/19XX.html"
    assert tree.page("1911-05-05") == "timeline/19XX.html"


def test_neighbours_are_the_pages_before_and_after_in_time() -> None:
    found = views(*many(1000))
    opened = next(v for v in found.values() if len(v.key) == 4 and v.rows and v.scale == "events")
    months = [row.path for row in opened.rows]
    third = found[months[2]]
    assert third.before is not None
    assert third.before.path == months[1]
    assert third.after is not None
    assert third.after.path == months[3]
    assert [near.path for near in third.above] == ["timeline.html", f"timeline/{opened.key}.html"]


@pytest.mark.parametrize("change", ["words", "a date"])
def test_a_change_touches_the_pages_of_its_period_alone(change: str) -> None:
    cards = many(2000)
    before = planned(*cards)
    old = cards[1000]
    if change == "words":
        new = replace(old, title="新题")
    else:
        mention = replace(old.mentions[0], anchor="p9-1")
        new = replace(old, mentions=(*old.mentions, mention))
    after = planned(*cards[:1000], new, *cards[1001:])
    touched = {path for path in after if before.get(path) != after[path]}
    months = {d[:7] for m in old.mentions if (d := m.key)[:1] == "2"} | {old.date[:7]}
    years = {month[:4] for month in months}
    allowed = {f"days/{y}.html" for y in years} | {"days/index.html", "timeline.html"}
    for period in months | years:
        allowed |= {f"timeline/{period}.html", f"timeline/published/{period}.html"}
        allowed |= {f"timeline/{period}-XX.html", f"timeline/{period}-XX/1.html"}
    allowed |= {path for path in after if path.startswith("timeline/undated")}
    allowed |= {f"days/{m.key}.html" for m in old.mentions} | {f"days/{old.date}.html"}
    assert touched <= allowed
    assert f"days/{old.mentions[0].key}.html" in touched
    if change == "words":  # no count is another one
        assert "timeline.html" not in touched


def test_the_strip_of_the_home_page_leads_to_periods() -> None:
    [page] = home(shelf(*many(2000)))
    strip = page.view.strip
    assert len(strip.bars) <= 130
    assert {bar.path[: len("timeline/20")] for bar in strip.bars} == {"timeline/20"}
    assert all(bar.path in planned(*many(2000)) for bar in strip.bars[:1])
