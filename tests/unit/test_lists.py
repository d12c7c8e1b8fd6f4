"""Reading lists: the articles of one source, section or month."""

from __future__ import annotations

from msgspec.structs import replace

from generator.archive import Index, gather
from generator.catalogue import Card
from generator.model import Names, Site
from generator.pages.articles import ArticlesView, pages
from generator.pages.shelf import Shelf


def card(id: str, date: str, publisher: str, section: str = "") -> Card:
    blank = Card(id, id, "", "Hans", date, "", publisher, section, 0, 0, "", (), (), (), ())
    return replace(blank, title=f"题{id}")


def views(*cards: Card) -> dict[str, ArticlesView]:
    shelf = Shelf(Site("馆"), Index(gather(cards)), (), Names())
    return {page.path: page.view for page in pages(shelf)}


def test_each_source_section_and_month_has_its_list_the_newest_first() -> None:
    found = views(
        card("a", "2020-02-17", "新报"),
        card("b", "2020-03-06", "新報", "要闻"),  # the same source in the other script
        card("c", "2020-03-13", "晚报"),
        card("d", "", "晚报"),
    )
    assert [entry.path for entry in found["lists/source/新报.html"].entries] == [
        "articles/b.html",
        "articles/a.html",
    ]
    assert len(found["lists/month/2020-03.html"].entries) == 2
    assert len(found["lists/section/要闻.html"].entries) == 1
    whole = found["articles/index.html"]
    assert len(whole.entries) == 4
    offered = {f.word: [(c.text.text, c.number) for c in f.choices] for f in whole.facets}
    assert offered == {
        "source": [("新报", 2), ("晚报", 2)],
        "section": [("要闻", 1)],
        "month": [("2020-03", 2), ("2020-02", 1)],
    }
    assert {c.path for f in whole.facets for c in f.choices} == found.keys() - {
        "articles/index.html"
    }


def test_where_articles_name_nothing_there_is_nothing_to_choose_by() -> None:
    assert views(card("a", "", ""))["articles/index.html"].facets == ()
