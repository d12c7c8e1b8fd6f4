"""No page of the timeline, the map or the lists grows with the archive: the largest, in bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.annotate.gazetteer import by_code, chain, full_key
from generator.archive import Index, gather
from generator.catalogue import Card, Mention
from generator.editions import EDITIONS
from generator.model import Names, Page, Site, When, Where
from generator.pages import articles, days, home, units
from generator.pages.parts import Cut
from generator.pages.shelf import Shelf
from generator.render import render
from generator.templates import load

MOST = 400_000
"""Bytes of the largest page, as it is sent without compression."""

SENTENCE = (
    "严格落实各项措施，于是日起在全区各镇街道组织开展联防联控工作，"
    "累计投入力量多人次，取得了阶段性成效。"
)
THEME = Path(__file__).parents[2] / "themes" / "default"


def mention(kind: str, key: str, article: str, anchor: int, detail: Any) -> Mention:
    end = len(SENTENCE)
    return Mention(kind, key, article, f"p1-{anchor}", SENTENCE, 0, 10, 12, end, detail)


def card(n: int, counties: list[Any]) -> Card:
    """An article of ten years that tells of two crowded days and of two of its own."""
    id = f"{n:05}"
    year, month, day = 2010 + n % 10, n // 10 % 12 + 1, n // 7 % 28 + 1
    dates = [f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-15", "2020-01-23", "2020-01-25"]
    where = counties[n % len(counties)], counties[0]
    mentions = (
        *(mention("date", d, id, m, When(d, "stated")) for m, d in enumerate(dates, 1)),
        *(
            mention("place", full_key(u), id, 9 + m, Where(u.code, tuple(a.name for a in chain(u))))
            for m, u in enumerate(where)
        ),
    )
    title = f"某地第{n}次扎实推进各项工作取得阶段性成效的情况报道"
    source = f"{where[0].name}第{n % 1500}报"
    return Card(
        id, title, "", "Hans", dates[0], "", source, "要闻", 900, 0, "", (), (), (), mentions
    )


@pytest.fixture(scope="module")
def largest() -> dict[str, Page[Any]]:
    """Of each template the page that shows most, in an archive of 4,000 articles."""
    counties = [u for u in by_code().values() if u.level == 3 and not u.former][:900]
    cards = [card(n, counties) for n in range(4000)]
    shelf = Shelf(Site("馆"), Index(gather(cards)), (), Names())
    found: dict[str, tuple[int, Page[Any]]] = {}
    for kind in (home, articles, days, units):
        for cut in kind.pages(shelf):
            page = cut.page() if isinstance(cut, Cut) else cut
            size = len(msgspec.msgpack.encode(page.view))
            if page.path.endswith(".html") and size > found.get(page.template, (0, page))[0]:
                found[page.template] = size, page
    return {template: page for template, (_, page) in found.items()}


def test_the_largest_page_of_each_kind_is_no_larger_than_it_may_be(
    largest: dict[str, Page[Any]],
) -> None:
    theme = load((THEME,))
    sizes = {
        page.path: len(render(page, EDITIONS[0], EDITIONS, Site("馆"), theme).encode())
        for page in largest.values()
    }
    assert {"timeline.html", "day.html", "unit_of_places.html"} <= largest.keys()
    assert {path: size for path, size in sizes.items() if size > MOST} == {}
