"""What stands after the text of an article: its quotations, its dates, and how it was edited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from msgspec.structs import replace

from generator.model import Article, Edit, Fact, Note, Saying, Text, When
from generator.pages.article_view import DateRow, Deed, History, Quote, Revision, Spot
from generator.pages.certainty import basis, certainty
from generator.pages.marginalia import doubt, spot
from generator.pages.parts import Link, Quoted
from generator.pages.paths import note_path, path_of
from generator.pages.shelf import named
from generator.text import fold

_LEAD = 24  # characters before a quotation in which its hearer is named
_HEARER = re.compile(
    r"(?:告诉|[对向跟])([\u4e00-\u9fff]{1,10}?)"
    r"(?=说|讲|表示|介绍|喊|坦言|笑道|感慨|承诺|[,:]|$)[^,。;]{0,6}[,:]*$"
)


def quotes(
    article: Article,
    facts: Sequence[Fact],
    threshold: int = 0,
    quoted: Sequence[Quoted] = (),
) -> tuple[Quote, ...]:
    """The quotations in the order of the text, with who says each, and to whom where it is said.

    What is quoted several times alike stands once, with all its places. `quoted` are those that
    other articles have.
    """
    anchors = article.anchors
    people = [f for f in facts if f.kind == "person"]
    others = {(each.block, each.start): each for each in quoted}
    found: dict[Quote, dict[Spot, None]] = {}
    for fact in sorted(facts, key=lambda f: (f.block, f.start)):
        if not isinstance(fact.detail, Saying):
            continue
        key = _key_of(fact.detail.speaker, fact, people)
        speech = fact.detail.sort == "speech"
        other = others.get((fact.block, fact.start))
        quote = Quote(
            sort=fact.detail.sort,
            words=article.said(fact.text, fact.block),
            speaker=named("person", key or fact.detail.speaker),
            path=path_of("person", key),
            hearer=_hearer(article, fact) if speech else Text(""),
            doubt=doubt(fact.confidence) if fact.confidence < threshold else None,
            others=other.articles if other else 0,
            elsewhere=other.path if other else "",
        )
        found.setdefault(quote, {}).setdefault(spot(article, anchors, fact.block, fact.start))
    return tuple(replace(quote, spots=tuple(spots)) for quote, spots in found.items())


def _key_of(speaker: str, quote: Fact, people: Sequence[Fact]) -> str:
    """The key that the archive has for a speaker: of the person so called who stands nearest."""
    own = [f for f in people if fold(f.text) == speaker or f.key.partition("@")[0] == speaker]
    own.sort(key=lambda f: (abs(f.block - quote.block), abs(f.start - quote.start)))
    return own[0].key if own else ""


def _hearer(article: Article, fact: Fact) -> Text:
    lead = article.blocks[fact.block].text[max(fact.start - _LEAD, 0) : fact.start]
    found = _HEARER.search(fold(lead))
    return article.said(lead[found.start(1) : found.end(1)] if found else "", fact.block)


def dates(article: Article, facts: Sequence[Fact], threshold: int = 0) -> tuple[DateRow, ...]:
    """The dates that the text states, in order of time, and its publication; the unknown last."""
    anchors = article.anchors
    grouped: dict[tuple[str, str, bool], list[tuple[Fact, When]]] = {}
    for fact in sorted(facts, key=lambda f: (f.block, f.start)):
        when = fact.detail
        if isinstance(when, When) and article.blocks[fact.block].kind != "date":
            known = when.value or fold(fact.text)
            sign = certainty(when) if when.value else ""
            doubtful = fact.confidence < threshold
            grouped.setdefault((known, sign, doubtful), []).append((fact, when))
    rows = []
    for (_, sign, doubtful), group in grouped.items():
        fact, when = group[0]
        spots: dict[Spot, None] = {}
        for other, _ in group:
            spots.setdefault(spot(article, anchors, other.block, other.start))
        words = dict.fromkeys(article.said(f.text, f.block) for f, _ in group)
        rows.append(
            DateRow(
                sign=sign,
                basis=basis(when) if sign not in ("", "stated") else "",
                value=when.value,
                words=tuple(words),
                path=path_of("date", fact.key) if when.value and not doubtful else "",
                spots=tuple(spots),
                doubt=doubt(max(f.confidence for f, _ in group)) if doubtful else None,
            )
        )
    if article.date:
        day = path_of("date", article.date)
        rows.append(DateRow("published", "", article.date, (), day, ()))
    return tuple(sorted(rows, key=lambda row: (not row.value, row.value, row.sign == "published")))


def history(article: Article, edit: Edit, told: tuple[Link, ...] = ()) -> History:
    """What an editor did to the article and says of it; the latest revision last."""
    changes = sorted(edit.history, key=lambda change: change.date)
    return History(
        revisions=tuple(Revision(c.date, article.said(c.by), article.said(c.why)) for c in changes),
        deeds=tuple(_deeds(article, edit)),
        told=told,
    )


def _deeds(article: Article, edit: Edit) -> Iterable[Deed]:
    lines = [str(a) if a == b else f"{a}–{b}" for a, b, _ in edit.labels]
    for word, items in (
        ("edit_fields", [value for _, value in edit.fields if value]),
        ("edit_lines", lines),
        ("edit_added", [fact.text for fact in edit.add]),
        ("edit_dropped", [fact.text for fact in edit.drop]),
        ("edit_changed", [fact.text for fact in edit.change]),
    ):
        if items:
            yield Deed(word, len(items), tuple(article.said(words) for words in items))
    if edit.words:
        yield Deed("edit_words", len(edit.words), ())


_LINKED = re.compile(r"\]\(<?/?(articles/[^)\s#>]+\.html)")


def told_of(notes: Sequence[Note]) -> Mapping[str, tuple[Link, ...]]:
    """Path of an article's page → the hand-written pages that lead to it."""
    found: dict[str, list[Link]] = {}
    for note in notes:
        link = Link(Text(note.title, note.script), note_path(note.id))
        for path in dict.fromkeys(map(unquote, _LINKED.findall(note.body))):
            found.setdefault(path, []).append(link)
    return {path: tuple(links) for path, links in found.items()}
