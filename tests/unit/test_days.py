"""The pages of days, and their index: what a page shows stays bounded."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from generator.archive import Index, gather
from generator.catalogue import Card, Mention
from generator.lunar import lunar_day
from generator.model import Names, Page, Site, When
from generator.pages import days
from generator.pages.days import pages
from generator.pages.shelf import Shelf


def card(id: str, *dates: str) -> Card:
    mentions = tuple(
        Mention("date", d, id, f"p1-{n}", d, 0, 0, len(d), len(d), When(d, "stated"))
        for n, d in enumerate(dates, 1)
    )
    return Card(id, id, "", "Hans", "", "", "", "", 0, 0, "", b"", (), (), mentions)


def dated(id: str, told: str, date: str) -> Card:
    return replace(card(id, told), date=date[:10], time=date[10:])


def planned(*cards: Card) -> dict[str, Page[Any]]:
    shelf = Shelf(Site("馆"), Index(gather(cards)), (), Names())
    return {page.path: page for page in pages(shelf)}


def test_a_day_knows_its_neighbours_its_weekday_and_its_lunar_date() -> None:
    found = planned(card("a", "2020-01-23", "2020-02", "2020-01-25", "2020-03-06"))
    view = found["days/2020-01-25.html"].view
    assert (view.day.weekday, view.day.lunar) == (5, "正月初一")
    assert view.before.path == "days/2020-01-23.html"
    assert view.after.path == "days/2020-03-06.html"  # a month has no page to lead to
    months = dict(found["days/index.html"].view.months)
    assert [day.path for day in months["2020-02"]] == [""]


def test_very_many_days_have_a_page_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "MANY", 100)
    first = datetime.date(2019, 11, 1)
    dates = [(first + datetime.timedelta(n)).isoformat() for n in range(120)]
    found = planned(card("a", *dates))
    index = found["days/index.html"].view
    assert index.years == (("2019", 61, "days/2019.html"), ("2020", 59, "days/2020.html"))
    assert index.months == ()
    listed = [
        day.date
        for _, _, path in index.years
        for _, month in found[path].view.months
        for day in month
    ]
    assert listed == dates


def test_a_day_that_very_many_name_stands_in_parts_counted_from_the_oldest_article() -> None:
    def events(*cards: Card) -> dict[str, list[str]]:
        return {
            path: [event.article.path for event in page.view.day.events]
            for path, page in planned(*cards).items()
            if path.startswith("days/2020-01-23")
        }

    many = [dated(f"{n:03}", "2020-01-23", f"2021-01-01T{n:03}") for n in range(450)]
    first = events(*many)
    assert [*first] == ["days/2020-01-23.html", "days/2020-01-23/1.html"]
    assert {path: len(rows) for path, rows in first.items()} == {
        "days/2020-01-23.html": 250,
        "days/2020-01-23/1.html": 200,
    }
    assert first["days/2020-01-23/1.html"][-1] == "articles/000.html"
    later = events(*many, dated("999", "2020-01-23", "2022-01-01"))
    assert later["days/2020-01-23/1.html"] == first["days/2020-01-23/1.html"]
    assert later["days/2020-01-23.html"][0] == "articles/999.html"


def test_a_day_that_the_calendar_of_1582_left_out_has_no_lunar_name() -> None:
    assert lunar_day(datetime.date(1582, 10, 4)) == "九月十八"
    assert lunar_day(datetime.date(1582, 10, 7)) == ""
    assert lunar_day(datetime.date(1582, 10, 15)) == "九月十九"
    assert lunar_day(datetime.date(2033, 12, 25)) == "闰冬月初四"
