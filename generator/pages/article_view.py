"""What the page of one article shows: its text, the facts over it, and the notes beside it."""

from __future__ import annotations

from msgspec import Struct

from generator.markup import Mark, Point
from generator.model import Script, Text
from generator.pages.about import About
from generator.pages.parts import Entry, Link, SharedPhrase
from generator.pages.received import Received
from generator.pages.reference import Reference


class Phrase(Struct, frozen=True):
    """A few words of a note: an interface word, with its number, or words of the article."""

    word: str = ""
    number: int = 0
    text: Text = Text("")


class Head(Struct, frozen=True):
    """What a note is about; where `head` is not 0, its middle is left out.

    `number` is printed strongly after it: the words of an amount, the day of a date. `value` is the
    amount in base units, where its words do not say it so already: `250,000 元` of 25万元.
    """

    text: Text
    head: int = 0
    tail: int = 0
    number: Text = Text("")
    arrow: bool = False
    value: str = ""


class MarginNote(Struct, frozen=True):
    """One note: `kind` is its class, `back` the id of its words in the text."""

    id: str
    kind: str
    back: str
    heads: tuple[Head, ...]
    details: tuple[Phrase, ...]
    path: str  # of the page of what it is about, or ""


class Margin(Struct, frozen=True):
    """One line beside a block: a note, or several folded into one line."""

    id: str
    kind: str  # "" where kinds are mixed
    notes: tuple[MarginNote, ...]


class BlockView(Struct, frozen=True):
    """One block of the text."""

    kind: str  # heading, paragraph, caption
    anchor: str
    number: int  # of its kind, from 1
    text: Text
    marks: tuple[Mark, ...]
    points: tuple[Point, ...]
    margin: tuple[Margin, ...]


class Part(Struct, frozen=True):
    """Something the page says of itself: `text[first:last]`, after an interface word."""

    word: str  # "" for what needs no label
    anchor: str  # of its block, where it is the first of it
    text: Text
    first: int
    last: int
    marks: tuple[Mark, ...]


class Spot(Struct, frozen=True):
    """Where a fact stands: ¶2, the title, a caption."""

    word: str
    number: int
    anchor: str


class FactRow(Struct, frozen=True):
    """A line of the facts table."""

    head: Text
    value: Text  # of a date, its ISO form
    details: tuple[Phrase, ...]
    mentions: int
    spots: tuple[Spot, ...]
    path: str
    number: float | None = None  # of an amount, by which it is sorted


class FactTable(Struct, frozen=True):
    """The facts of one kind."""

    kind: str
    mentions: int
    rows: tuple[FactRow, ...]


class FormulaRow(Struct, frozen=True):
    """A phrase of the article, and where it stands in it."""

    phrase: SharedPhrase
    spots: tuple[Spot, ...]


class Quote(Struct, frozen=True):
    """Words in quotation marks: `sort` is speech, slogan or term."""

    sort: str
    words: Text
    speaker: Text  # empty where nobody is named
    path: str  # of the speaker's page, or ""
    hearer: Text  # whom it is said to, where the text says so
    doubt: Phrase | None = None  # how sure it is, where it is not shown in the text
    spots: tuple[Spot, ...] = ()
    others: int = 0  # other articles that have the words
    elsewhere: str = ""  # where in them


class DateRow(Struct, frozen=True):
    """A date of the text: `sign` says how sure it is, "" that it cannot be told."""

    sign: str  # stated, inferred, bounded, range, published
    basis: str  # interface word, or ""
    value: str  # ISO; a/b for a range
    words: tuple[Text, ...]  # as written
    path: str  # of its day, or ""
    spots: tuple[Spot, ...]
    doubt: Phrase | None = None


class Revision(Struct, frozen=True):
    """One revision by an editor, as the overlay tells it."""

    date: str
    by: Text
    why: Text


class Deed(Struct, frozen=True):
    """What an overlay does of one kind, and to what."""

    word: str
    number: int
    items: tuple[Text, ...]


class History(Struct, frozen=True):
    """How the article was edited, and the hand-written pages that tell of it."""

    revisions: tuple[Revision, ...]
    deeds: tuple[Deed, ...]
    told: tuple[Link, ...]


class Tick(Struct, frozen=True):
    """A fact in the small map of the text: column and height are in its units."""

    kind: str
    x: float
    y: float


class Box(Struct, frozen=True):
    """A block in the small map of the text."""

    anchor: str
    number: int
    y: float
    height: float
    ticks: tuple[Tick, ...]


class Map(Struct, frozen=True):
    """The text at a glance: where which facts fall."""

    kinds: tuple[tuple[str, float], ...]  # and where the column of each stands
    boxes: tuple[Box, ...]
    height: float


class Heading(Struct, frozen=True):
    """A heading in the table of contents, broken after its comma at `breaks`."""

    anchor: str
    text: Text
    breaks: tuple[int, ...]


class ArticleView(Struct, frozen=True):
    """All that the page of an article shows."""

    about: About  # what it says to machines
    annotations: str  # path of its facts as web annotations, from the site's root
    preview: str  # path of its picture, from the site's root
    table: str  # and of its facts as a table
    id: str
    script: Script
    title: Text
    units: tuple[Mark, ...]  # parts of the title that a line had better not break
    kicker: Text
    subtitle: Text
    date: str
    time: str
    day: str  # path of the day's page, or ""
    dated_by: str  # interface word: on what basis the date stands
    parts: tuple[Part, ...]
    anchors: tuple[str, ...]  # of blocks that neither the parts nor the text show
    headings: tuple[Heading, ...]
    blocks: tuple[BlockView, ...]
    tables: tuple[FactTable, ...]
    quotes: tuple[Quote, ...]
    dates: tuple[DateRow, ...]
    rare: int  # characters whose reading is told
    map: Map
    formulas: tuple[FormulaRow, ...]  # phrases that other articles share
    formula_marks: int  # places marked in the text
    formula_articles: int  # that share any
    formula_share: int  # per cent of the text
    positions: str  # the style sheet that puts each note in its place
    positions_hash: str  # which the content security policy names
    length: int
    paragraphs: int
    captions: int
    amounts: int
    greatest: Text
    removed: int  # lines; -1 where there is no trace
    marks: int  # half-width marks made full width
    damaged: int
    numbers_lost: int
    collation: str  # path
    files: tuple[Received, ...]
    history: History
    digest: str  # of its rows in the data set, as a printed page names them
    note: Text  # the editor's, Markdown
    cited: Reference
    versions: tuple[Entry, ...]  # other versions of it
    compared: str  # path of the page that shows what differs
    related: tuple[tuple[Entry, tuple[tuple[str, int], ...]], ...]  # how much they share, by kind
    before: Link | None
    after: Link | None
