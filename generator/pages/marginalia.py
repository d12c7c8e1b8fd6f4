"""What is said of a fact: beside the text in a line, and in the table below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite

from msgspec.structs import replace

from generator import layout
from generator.model import Amount, Article, Body, Fact, Formula, Role, Saying, Text, When, Where
from generator.pages.article_view import FactRow, FactTable, Head, MarginNote, Phrase, Spot
from generator.pages.parts import is_rough
from generator.pages.paths import path_of
from generator.text import fold, sentence_number

CLASSES = {
    "person": "per",
    "organisation": "org",
    "place": "loc",
    "document": "doc",
    "quantity": "qty",
    "money": "qty",
    "percent": "qty",
    "date": "dat",
    "phrase": "phr",
    "quote": "quo",
}
"""The class of each kind of fact in the style sheet, in the order of the legend."""

BODY = frozenset(("heading", "paragraph", "caption"))
_HEADLINE = frozenset(("title", "kicker", "subtitle"))
_NOTHING = Text("")
_WIDEST = 18.0  # characters of a note after its label


def about(fact: Fact) -> tuple[str, str]:
    """What a fact is about; who is left out of all lists has no key but stays one in the text."""
    return fact.kind, fact.key or fold(fact.text)


def margin_note(
    article: Article,
    facts: Sequence[Fact],
    id: str,
    mentions: Mapping[tuple[str, str], int],
    elsewhere: Mapping[tuple[str, str], int],
) -> MarginNote:
    fact = facts[0]
    kind = CLASSES[fact.kind]
    heads = _amounts(article, facts) if kind == "qty" else (_head(article, fact),)
    details = _details(article, facts)
    if kind not in ("qty", "dat", "phr"):
        details += _counts(mentions[about(fact)], elsewhere.get((fact.kind, fact.key), 0))
    return MarginNote(
        id=id,
        kind=kind,
        back="m" + id[1:],
        heads=heads,
        details=details,
        path=path_of(fact.kind, fact.key),
    )


def _amounts(article: Article, facts: Sequence[Fact]) -> tuple[Head, ...]:
    """The amounts of one clause; what is counted is named once where it is the same."""
    room = _WIDEST - 1.5 - sum(layout.width(f.text) + 1.5 for f in facts)
    named: list[tuple[str, Fact]] = []
    for fact in facts:
        assert isinstance(fact.detail, Amount)
        subject = fact.detail.subject or fact.detail.measure
        alike = any(subject == other for other, _ in named)
        named.append(("" if alike else subject, fact))
    share = room / max(sum(bool(subject) for subject, _ in named), 1)
    return tuple(
        replace(
            _brief(
                article.said(subject if n == 0 or share >= 3 else ""),
                share,
                article.said(fact.text, fact.block),
            ),
            value=_value(fact),
        )
        for n, (subject, fact) in enumerate(named)
    )


def _value(fact: Fact) -> str:
    """An amount in base units, or "" where its own words are that already."""
    amount = fact.detail
    if not isinstance(amount, Amount) or amount.value is None or not isfinite(amount.value):
        return ""
    ends = [amount.value] + ([] if amount.upper is None else [amount.upper])
    plain = "–".join(f"{end:.15g}" for end in ends) + amount.unit
    if fold(fact.text).replace(",", "") == plain:
        return ""
    return "–".join(f"{end:,.15g}" for end in ends) + f" {amount.unit}"


def _head(article: Article, fact: Fact) -> Head:
    match fact.detail:
        case When(value=value):
            return Head(article.said(fact.text, fact.block), number=Text(_day(value)), arrow=True)
        case _:
            return _brief(article.said(fact.text, fact.block), _WIDEST - 2)


def _brief(text: Text, room: float, number: Text = _NOTHING) -> Head:
    """The words, their middle left out where they are wider than there is room."""
    if layout.width(text.text) <= room:
        return Head(text, number=number)
    keep = max(int(room) - 1, 4)
    tail = keep // 2
    return Head(text, keep - tail, tail, number)


def _day(value: str) -> str:
    return value.replace("/", "–").replace("T", " ")


def _details(article: Article, facts: Sequence[Fact]) -> tuple[Phrase, ...]:
    """What is said of what a fact is about: a post, a full name, a unit, a basis."""
    fact = facts[0]
    match fact.detail:
        case Role():
            post = next((p for f in facts if (p := _post(f.detail))), "")
            return _phrases(article.said(post))
        case Body(name=name):
            full = name.split("@")[0]  # what follows keeps an unresolved name to its article
            return _phrases(Text(full) if full != fold(fact.text) else _NOTHING)
        case Where(within=within):
            return _phrases(Text("".join(within)))
        case When(basis=basis, mod=mod):
            words = [Phrase(f"basis_{basis}")] if basis != "stated" else []
            return tuple(words + ([Phrase(f"mod_{mod}")] if mod else []))
        case Amount(measure=measure, subject=subject, as_of=as_of):
            told = measure if subject and measure not in subject else ""
            until = (Phrase("as_of", text=Text(_day(as_of))),) if as_of else ()
            return (*_phrases(article.said(told)), *until)
        case Formula(articles=articles):
            return (_articles(articles - 1, "elsewhere", "elsewhere_least"),)
        case Saying(sort=sort, speaker=speaker):
            return (Phrase(f"quote_{sort}"), *_phrases(article.said(speaker)))
        case _:
            return ()


def _post(detail: object) -> str:
    if not isinstance(detail, Role):
        return ""
    # As written, the role has its body before it where the text has it there.
    return detail.role or detail.body.split("@")[0]


def _phrases(*texts: Text) -> tuple[Phrase, ...]:
    return tuple(Phrase(text=text) for text in texts if text.text)


def _counts(here: int, articles: int) -> tuple[Phrase, ...]:
    found = [Phrase("times_here", here)] if here > 1 else []
    if articles > 1:
        found.append(_articles(articles, "articles_in_all", "articles_in_all_least"))
    return tuple(found)


def _articles(number: int, word: str, least: str) -> Phrase:
    """So many articles, or where they are very many so many at least."""
    return Phrase(least if is_rough(number) else word, number)


def tables(
    article: Article,
    facts: Sequence[Fact],
    elsewhere: Mapping[tuple[str, str], int],
    threshold: int = 0,
) -> tuple[FactTable, ...]:
    """The tables of the facts, kind by kind: those less sure than `threshold` say how sure."""
    found = []
    ordered = sorted(facts, key=lambda f: (f.block, f.start))
    for kind in dict.fromkeys(CLASSES.values()):
        mine = [f for f in ordered if CLASSES[f.kind] == kind]
        if mine:
            rows = _rows(article, kind, mine, elsewhere, threshold)
            sure = sum(f.confidence >= threshold for f in mine)
            found.append(FactTable(kind, sure, rows))
    return tuple(found)


def _rows(
    article: Article,
    kind: str,
    facts: list[Fact],
    elsewhere: Mapping[tuple[str, str], int],
    threshold: int,
) -> tuple[FactRow, ...]:
    """One row for what a fact is about; amounts stand for themselves, doubtful facts last."""
    anchors = article.anchors
    grouped: dict[tuple[bool, str, str, int], list[Fact]] = {}
    for n, fact in enumerate(facts):
        alone = n if kind == "qty" else 0
        grouped.setdefault((fact.confidence < threshold, *about(fact), alone), []).append(fact)
    rows = []
    for (doubtful, *_), group in sorted(grouped.items(), key=lambda item: item[0][0]):
        fact = group[0]
        spots: dict[Spot, None] = {}
        for f in group:
            spots.setdefault(spot(article, anchors, f.block, f.start))
        count = elsewhere.get((fact.kind, fact.key), 0)
        head, value = fact.text, ""
        if isinstance(fact.detail, Amount):
            head, value = fact.detail.subject, fact.text
        elif isinstance(fact.detail, When):
            value = _day(fact.detail.value)
        more = _counts(0, count) if kind not in ("qty", "dat", "quo") else ()
        if doubtful:
            more = (doubt(max(f.confidence for f in group)),)
        rows.append(
            FactRow(
                head=article.said(head),
                value=article.said(value),
                details=_details(article, group) + more,
                mentions=len(group),
                spots=tuple(spots),
                path="" if doubtful else path_of(fact.kind, fact.key),
                number=fact.detail.value if isinstance(fact.detail, Amount) else None,
            )
        )
    return tuple(rows)


def doubt(confidence: int) -> Phrase:
    """How sure a fact is that is not shown in the text, in words."""
    word = "likely" if confidence >= 60 else "even" if confidence >= 40 else "unlikely"
    return Phrase(f"doubt_{word}", confidence)


def spot(article: Article, anchors: tuple[str, ...], number: int, offset: int) -> Spot:
    """Where in an article a character stands, in words, and its anchor."""
    block, anchor = article.blocks[number], anchors[number]
    counted = int(m[0]) if (m := re.search(r"\d+$", anchor)) else 0
    if block.kind == "paragraph":
        anchor = f"{anchor}-{sentence_number(block.text, offset)}"
    known = block.kind in BODY or block.kind in _HEADLINE
    return Spot(f"at_{block.kind}" if known else "at_byline", counted, anchor)
