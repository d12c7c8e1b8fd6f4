"""The catalogue: all that a page may know of articles other than its own."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Detail, Script, Word


class Mention(Struct, frozen=True, gc=False):
    """A fact as other pages may show it: with a line of context and the way back to it."""

    kind: str
    key: str
    article: str
    anchor: str  # of its sentence: p2-3 is the third sentence of the second paragraph
    context: str  # a window of the block's text, in the article's script
    first: int  # what of the window is shown: the rest is there for conversion to see
    start: int  # of the fact, in context
    end: int
    last: int
    detail: Detail
    script: Script | None = None  # of its block, where it is not the article's


class Claim(Struct, frozen=True, array_like=True, gc=False):
    """A number as other pages may show it: what is counted, by which verb, and its own words."""

    anchor: str
    kind: str
    subject: str
    measure: str
    text: str
    script: Script | None = None  # of its block, where it is not the article's


class Quotation(Struct, frozen=True, array_like=True, gc=False):
    """A quotation, long enough to be known again: where it stands, and its letters, folded."""

    block: int
    start: int
    end: int
    letters: str


class Card(Struct, frozen=True):
    """The catalogue entry of an article: all that other pages may know of it."""

    id: str
    title: str
    subtitle: str
    script: Script
    date: str
    time: str
    publisher: str  # the source as named on the page, or ""
    section: str
    length: int  # characters of body text
    damaged: int  # places where the source lost text
    lead: str  # one line of the strongest facts
    print: bytes  # MinHash of its text; empty for a very short one
    counts: tuple[tuple[str, int], ...]  # kind of fact → how many
    names: tuple[str, ...]  # as in Text
    mentions: tuple[Mention, ...]
    words: tuple[Word, ...] = ()  # as in Text
    claims: tuple[Claim, ...] = ()
    damage: tuple[str, ...] = ()  # what the source lost: number, stop, quote, other
    quotes: tuple[Quotation, ...] = ()
    region: str = ""  # the code of the division it is about, where it names one most


class Archive(Struct, frozen=True):
    """Cards in order of their id; gathering them ignores order and grouping."""

    cards: tuple[Card, ...] = ()
