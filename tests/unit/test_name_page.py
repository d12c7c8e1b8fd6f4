"""The page of a name: its roles, numbers and documents, and its lines of context in parts."""

from __future__ import annotations

from typing import Any

import pytest

from generator.archive import Index, gather, summarise
from generator.catalogue import Card
from generator.model import (
    Amount,
    Article,
    Block,
    Body,
    Detail,
    Fact,
    Name,
    Names,
    Page,
    Role,
    Site,
    When,
    Work,
)
from generator.pages import name
from generator.pages.name import pages
from generator.pages.parts import Cut
from generator.pages.shelf import Shelf

KINDS = {Role: "person", Body: "organisation", Work: "document", When: "date", Amount: "quantity"}
BODY = "陈仓区委组织部"


def card(text: str, *named: tuple[str, str, Detail], id: str = "a", date: str = "") -> Card:
    """An article of one paragraph; named words in the order of the text."""
    facts, at = [], 0
    for words, key, detail in named:
        at = text.index(words, at)
        kind = KINDS[type(detail)]
        facts.append(Fact(kind, 1, at, at + len(words), words, key, "test", detail))
        at += len(words)
    article = Article(id, "Hans", date, "", (), (Block("title", "题"), Block("paragraph", text)))
    return summarise(article, tuple(facts))


def planned(*cards: Card, register: Names | None = None) -> dict[str, Page[Any]]:
    shelf = Shelf(Site("馆"), Index(gather(cards)), (), register or Names())
    return {page.path: page.page() if isinstance(page, Cut) else page for page in pages(shelf)}


def body(words: str = BODY) -> tuple[str, str, Detail]:
    return words, BODY, Body(BODY, "stated")


def document(title: str) -> tuple[str, str, Detail]:
    return f"《{title}》", title, Work(title)


ORGANISATION = f"organisations/{BODY}.html"


@pytest.mark.parametrize(
    ("text", "titles", "verb"),
    [
        ("区委组织部第一时间向全区印发《甲》，要求学习。", ["甲"], "印发"),
        ("区委组织部印发了《甲》和《乙》。", ["甲", "乙"], "印发"),
        ("区委组织部下发《甲》《乙》《丙》。", ["甲", "乙", "丙"], "下发"),
        ("區委組織部印發《甲》。", ["甲"], "印发"),
        ("区委组织部学习《甲》。", [], ""),
        ("区委组织部建议，应尽快出台《甲》。", [], ""),
        ("区委组织部印发通知，学习《甲》。", [], ""),
        ("区委组织部开会。会后印发《甲》。", [], ""),  # whose, no sentence says
    ],
)
def test_a_body_has_the_documents_that_a_sentence_says_it_issued(
    text: str, titles: list[str], verb: str
) -> None:
    named = [document(words) for words in "甲乙丙" if f"《{words}》" in text]
    found = planned(card(text, body(text[:5]), *named))
    issued = found[ORGANISATION].view.issued
    assert [row.other.name.text for row in issued] == titles
    assert {row.verb.text for row in issued} == ({verb} if verb else set())
    for title in titles:
        [row] = found[f"documents/{title}.html"].view.issued
        assert (row.other.name.text, row.line.anchor) == (BODY, "p1-1")


def test_a_role_has_the_day_of_its_sentence_or_else_of_its_article() -> None:
    man = ("裴振强", "裴振强", Role("组织部长", BODY))
    day = ("1月25日", "2020-01-25", When("2020-01-25", "year"))
    found = planned(
        card("1月25日，组织部长裴振强要求做好表率。", day, man, id="a", date="2020-03-13"),
        card("常委裴振强讲话。", ("裴振强", "裴振强", Role("常委")), id="b", date="2020-03-14"),
    )
    rows = found["people/裴振强.html"].view.roles
    assert [(row.role.text, row.date, row.published) for row in rows] == [
        ("组织部长", "2020-01-25", False),
        ("常委", "2020-03-14", True),
    ]
    line = rows[0].line
    assert line.context.text[line.first : line.start] == "1月25日，组织部长"


def test_the_numbers_of_a_body_are_those_of_its_sentences_that_say_what_they_count() -> None:
    text = f"{BODY}划分社区网格353个，投入41人。别处有9个板块。"
    amounts = [
        ("353个", "353 个", Amount(353, "个", subject="社区网格", measure="划分")),
        ("41人", "41 人", Amount(41, "人")),
        ("9个", "9 个", Amount(9, "个", subject="板块")),
    ]
    [row] = planned(card(text, body(), *amounts))[ORGANISATION].view.claims
    told = (row.subject.text, row.measure.text, row.words.text, row.anchor)
    assert told == ("社区网格", "划分", "353个", "p1-1")


def test_a_name_tells_its_id_in_the_tables_and_the_aliases_of_the_authority_file() -> None:
    register = Names((Name("organisation", BODY, ("区委组织部", "部@a"), adcode="610304"),))
    view = planned(card(f"{BODY}开会。", body()), register=register)[ORGANISATION].view
    assert (view.id, view.adcode) == (f"organisation/{BODY}", "610304")
    assert [alias.text for alias in view.aliases] == ["区委组织部"]


def test_lines_of_a_very_frequent_name_stand_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name, "LINES", 4)
    cards = [
        card(f"{BODY}开会。", body(), id=f"{n:02}", date=f"2020-01-{n:02}") for n in range(1, 12)
    ]
    before = planned(*cards[:10])
    after = planned(*cards)
    parts = [ORGANISATION, f"organisations/{BODY}/2.html", f"organisations/{BODY}/1.html"]
    assert [path for path in before if BODY in path] == parts
    listed = [g.article.path for path in parts for g in before[path].view.groups]
    assert listed == [f"articles/{n:02}.html" for n in range(10, 0, -1)]
    assert before[ORGANISATION].view.earlier == before[parts[2]].view.later == parts[1]
    assert [path for path in parts if before[path] != after[path]] == parts[:1]
    assert before[ORGANISATION].view.mentions == 10
