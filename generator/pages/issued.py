"""Which body issued which document: a sentence names the body, a verb of issuing, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.archive import Index
from generator.catalogue import Card, Mention
from generator.text import fold

# Matched in folded text.
_VERB = re.compile(
    r"(印发|下发|发出|发布|出台|制定|公布|颁布|下达|制发|推出|编制|起草|致)"
    r"(?:了|的)?[^,。;!?、“”《》]{0,12}$"
)
_SENTENCE = re.compile(r"[。!?;]")
_YET = re.compile(
    r"应[当该尽]|建议|尽快|希望|呼吁|[拟将须未]|没有|准备|计划"
)  # not issued, or not yet

_FURTHER = re.compile(r"》(?:[、和及与]|以及)?《?$")


class Issue(NamedTuple):
    """A body issued a document, as a sentence says."""

    body: str  # key
    document: str  # key
    verb: str
    mention: Mention  # of the document


def issues(index: Index) -> tuple[Issue, ...]:
    """What bodies issued, the newest article first; each body and document once."""
    found: dict[tuple[str, str], Issue] = {}
    for card in index.newest():
        for issue in _of(card):
            found.setdefault((issue.body, issue.document), issue)
    return tuple(found.values())


def _of(card: Card) -> Iterator[Issue]:
    anchor = body = verb = ""
    for mention in card.mentions:  # in the order of the text
        if mention.anchor != anchor:
            anchor, body, verb = mention.anchor, "", ""
        if mention.kind == "organisation":
            body = mention.key
        elif mention.kind == "document" and body:
            before = fold(mention.context[: mention.start])
            verb = _issued(before) or (verb if _FURTHER.search(before) else "")
            if verb:
                yield Issue(body, mention.key, verb, mention)


def _issued(before: str) -> str:
    """The verb that says that what stands behind it was issued, or ""."""
    sentence = _SENTENCE.split(before)[-1].rstrip("《")
    verb = _VERB.search(sentence)
    return verb[1] if verb and not _YET.search(sentence.rpartition(",")[2]) else ""
