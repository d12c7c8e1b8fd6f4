"""An article and its facts as rows: the one place where facts leave for the data set."""

from __future__ import annotations

import math
from collections.abc import Iterable

from generator.archive import anchor_of
from generator.model import (
    Amount,
    Article,
    Body,
    Fact,
    Role,
    Saying,
    When,
    Where,
    Work,
)
from generator.pages.paths import FOLDERS, article_path
from generator.tables import ArticleRow, ClaimRow, FactRow, Rows
from generator.text import sentence_number, sentences

_LONGEST = 300
"""Characters of a sentence that a claim repeats, so that a page of one sentence stays linear."""


def rows_of(article: Article, facts: Iterable[Fact]) -> Rows:
    """The rows of one article, facts in the order of the text."""
    anchors = article.anchors
    facts = sorted(facts, key=lambda f: (f.block, f.start, -f.end, f.kind))
    return Rows(
        article=_article(article),
        facts=tuple(_fact(article, anchors, fact) for fact in facts),
        claims=tuple(
            _claim(article, anchors, fact, fact.detail)
            for fact in facts
            if isinstance(fact.detail, Amount)
        ),
    )


def fact_id(article: str, block: str, fact: Fact) -> str:
    """What names a fact: it stays while its block and its words stand where they stand.

    A fragment of the article's id, since it is a place in the article.
    """
    return f"{article}#{block}:{fact.start}-{fact.end}:{fact.kind}"


def entity_of(article: Article, fact: Fact) -> str | None:
    """The id of the entity that a fact names, where its kind has pages; the page's own date none.

    A name that only its own article can tell has a key with the article in it.
    """
    if fact.kind in FOLDERS and fact.key and article.blocks[fact.block].kind != "date":
        return f"{fact.kind}/{fact.key}"
    return None


def _article(article: Article) -> ArticleRow:
    return ArticleRow(
        article=article.id,
        title=article.title or None,
        subtitle=next((b.text for b in article.blocks if b.kind == "subtitle"), "") or None,
        date=article.date or None,
        time=article.time or None,
        publisher=article.field("source") or None,
        section=article.field("section") or None,
        author=article.field("author") or None,
        script=article.script,
        url=article.url or None,
        characters=article.length,
        gaps=len(article.damage),
        page=article_path(article.id),
    )


def _fact(article: Article, anchors: tuple[str, ...], fact: Fact) -> FactRow:
    basis = bound = role = body = sort = speaker = ""
    adcode, within = "", tuple[str, ...]()
    match fact.detail:
        case Role(role, body, basis):
            pass
        case Body(_, basis, adcode):
            pass
        case Where(adcode, within):
            pass
        case When(_, basis, bound):
            pass
        case Work(_, sort):
            pass
        case Saying(_, sort, speaker):
            pass
        case Amount():
            adcode = fact.detail.adcode
    block = anchors[fact.block]
    return FactRow(
        fact=fact_id(article.id, block, fact),
        article=article.id,
        kind=fact.kind,
        entity=entity_of(article, fact),
        key=fact.key or None,
        text=fact.text,
        block=block,
        start=fact.start,
        end=fact.end,
        anchor=anchor_of(article, anchors, fact),
        rule=fact.rule,
        confidence=fact.confidence,
        basis=basis or None,
        bound=bound or None,  # type: ignore[arg-type]  # a pattern forgets that it is a Literal
        role=role or None,
        body=body or None,
        adcode=adcode or None,
        within="/".join(within) or None,
        sort=sort or None,
        speaker=speaker or None,
    )


def _claim(article: Article, anchors: tuple[str, ...], fact: Fact, amount: Amount) -> ClaimRow:
    block = article.blocks[fact.block]
    first, last = _around(block.text, fact)
    return ClaimRow(
        fact=fact_id(article.id, anchors[fact.block], fact),
        article=article.id,
        kind=fact.kind,
        subject=amount.subject or None,
        measure=amount.measure or None,
        value=_number(amount.value),
        upper=_number(amount.upper),
        unit=amount.unit or None,
        approx=amount.approx or None,
        as_of=amount.as_of or None,
        adcode=amount.adcode or None,
        text=fact.text,
        sentence=block.text[first:last],
        offset=fact.start - first,
        anchor=anchor_of(article, anchors, fact),
    )


def _around(text: str, fact: Fact) -> tuple[int, int]:
    """The sentence that states a fact, or the part of a very long one around it."""
    first, last = sentences(text)[sentence_number(text, fact.start) - 1]
    last = max(last, fact.end)
    spare = max(_LONGEST - (fact.end - fact.start), 0) // 2
    if last - first > _LONGEST:
        first, last = max(first, fact.start - spare), min(last, fact.end + spare)
    return first, last


def _number(value: float | None) -> int | float | None:
    """The value, whole where it is whole; what no table can hold is not known."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value
