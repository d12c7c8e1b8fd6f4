"""What an annotator from outside gives, checked: rows and facts become facts of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.annotate.gazetteer import Unit, by_name, by_short, chain, full_key
from generator.annotate.spans import Spans
from generator.annotate.table import KINDS
from generator.model import (
    Amount,
    Article,
    Body,
    Detail,
    Fact,
    Role,
    Saying,
    When,
    Where,
    Work,
)
from generator.text import fold

UNSAID = 70
"""The confidence of a row that gives none: above the default threshold, below most rules."""

_RULE = "annotator:"
_KINDS = tuple(kind.name for kind in KINDS)


class Heard(Struct, frozen=True):
    """What one annotator said of one article."""

    facts: tuple[Fact, ...] = ()
    faults: tuple[str, ...] = ()  # what is wrong with the rows that are no facts


def heard(article: Article, given: Iterable[Any], name: str) -> Heard:
    """The facts among what the annotator `name` gave, and what is wrong with the rest.

    A row is a `Fact`, or `(kind, block, start, end)` with key and confidence after it, if any.
    """
    facts: list[Fact] = []
    faults: dict[str, None] = {}
    for row in given:
        fact = _fact(article, row, _RULE + name)
        if isinstance(fact, Fact):
            facts.append(fact)
        else:
            faults[fact] = None
    return Heard(tuple(facts), tuple(faults))


def _fact(article: Article, row: Any, rule: str) -> Fact | str:
    """The fact that a row states, or what is wrong with it."""
    if isinstance(row, Fact):
        try:
            row = msgspec.msgpack.decode(msgspec.msgpack.encode(row), type=Fact)
        except (TypeError, msgspec.ValidationError) as error:
            return f"{row!r} is no fact: {error}"
        kind, block, start, end = row.kind, row.block, row.start, row.end
        key, confidence = row.key, row.confidence
    else:
        if not isinstance(row, Sequence) or not 4 <= len(row) <= 6:
            return f"{row!r} is no row of kind, block, start, end"
        kind, block, start, end = row[:4]
        key = row[4] if len(row) > 4 else ""
        confidence = row[5] if len(row) > 5 else UNSAID
    if kind not in _KINDS:
        return f"unknown fact kind {kind!r}; known kinds: {', '.join(_KINDS)}"
    numbers = (block, start, end, confidence)
    if not isinstance(key, str) or any(type(number) is not int for number in numbers):
        return f"{row!r}: block, start, end and confidence are whole numbers, key is words"
    if not 0 <= block < len(article.blocks):
        return f"{row!r}: the article has blocks 0 to {len(article.blocks) - 1}"
    if isinstance(row, Fact) and type(row.detail) is not type(plain(kind, "")):
        return f"{row!r}: the detail of a {kind} is {type(plain(kind, '')).__name__}"
    text = article.blocks[block].text
    if not 0 <= start < end <= len(text):
        return f"{row!r}: outside its block, which has {len(text)} characters"
    words = text[start:end]
    if isinstance(row, Fact) and row.text != words:
        return f"{row.text!r} is not the text at {start} to {end} of block {block}: {words!r}"
    confidence = min(max(confidence, 0), 100)
    if isinstance(row, Fact):
        return replace(row, key=key or fold(words), rule=rule, confidence=confidence)
    known, detail = _known(article, kind, fold(words))
    return Fact(kind, block, start, end, words, key or known, rule, detail, confidence)


def _known(article: Article, kind: str, words: str) -> tuple[str, Detail]:
    """Key and detail of a fact of which only its words are known."""
    unit = _unit(words) if kind == "place" else None
    if unit:
        return full_key(unit), Where(unit.code, tuple(above.name for above in chain(unit)))
    own = kind in ("place", "date")  # another article's may be another: this article's own
    return f"{words}@{article.id}" if own else words, plain(kind, words)


def _unit(words: str) -> Unit | None:
    """The one division that a name stands for."""
    units = by_name().get(words) or by_short().get(words, ())
    return units[0] if len(units) == 1 else None


def plain(kind: str, text: str) -> Detail:
    """The detail of a fact of which only its words are known."""
    details: dict[str, Detail] = {
        "person": Role(),
        "organisation": Body(text, "alias"),
        "place": Where(),
        "date": When("", "stated"),
        "document": Work(text.strip("《》〈〉")),
        "quote": Saying(text.strip("“”「」")),
    }
    return details.get(kind, Amount(None, ""))


def is_outside(fact: Fact) -> bool:
    """Whether an annotator from outside gave the fact."""
    return fact.rule.startswith(_RULE)


def fill(settled: tuple[Fact, ...], more: Iterable[Fact]) -> Iterator[Fact]:
    """Those of the facts from outside that stand where nothing settled stands, the surest first.

    They add to what the rules found and take nothing away.
    """
    taken: dict[int, Spans] = {}
    quoted: dict[int, list[Fact]] = {}
    for fact in settled:
        if fact.kind == "quote":
            quoted.setdefault(fact.block, []).append(fact)
        else:
            taken.setdefault(fact.block, Spans()).add(fact.start, fact.end)
    ordered = sorted(more, key=lambda f: (-f.confidence, f.start - f.end, f.block, f.start, f.kind))
    for fact in ordered:
        over = [q for q in quoted.get(fact.block, ()) if q.start < fact.end and fact.start < q.end]
        if fact.kind == "quote":
            near = [*taken.get(fact.block, Spans()).touching(fact.start, fact.end)]
            if not over and not near:
                quoted.setdefault(fact.block, []).append(fact)
                yield fact
        elif all(_holds(q, fact) for q in over) and taken.setdefault(fact.block, Spans()).add(
            fact.start, fact.end
        ):
            yield fact


def _holds(quote: Fact, fact: Fact) -> bool:
    """Whether a fact may stand within a quotation: within speech, not within a term."""
    speech = isinstance(quote.detail, Saying) and quote.detail.sort == "speech"
    return speech and quote.start <= fact.start and fact.end <= quote.end
