"""The pages of days, and their index: what a page shows stays bounded."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

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


def test_a_day_that_very_many_name_shows_some_and_says_how_many_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(days, "EVENTS", 3)
    view = planned(*(card(id, "2020-01-23") for id in "abcde"))["days/2020-01-23.html"].view
    assert (len(view.day.events), view.more) == (3, 2)


def test_a_day_that_the_calendar_of_1582_left_out_has_no_lunar_name() -> None:
    assert lunar_day(datetime.date(1582, 10, 4)) == "九月十八"
    assert lunar_day(datetime.date(1582, 10, 7)) == ""
    assert lunar_day(datetime.date(1582, 10, 15)) == "九月十九"
    assert lunar_day(datetime.date(2033, 12, 25)) == "闰冬月初四"
