"""The values that pass between the stages.

All are frozen structs of strings, numbers and tuples, whole from birth; nothing reads a file.
Offsets count code points and are half open, as in Python. `gc=False`: many, and in no cycle.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from msgspec import Struct

Script = Literal["Hans", "TW", "HK"]  # simplified, or as Taiwan or Hong Kong writes it


class Word(Struct, frozen=True, forbid_unknown_fields=True):
    """A word of a glossary, and what each script writes for it; "" is what conversion gives."""

    hans: str = ""
    tw: str = ""
    hk: str = ""


class Text(Struct, frozen=True, array_like=True, gc=False):
    """Words and the script they are in. A page shows them in the script of its edition."""

    text: str
    script: Script = "Hans"
    names: tuple[str, ...] = ()  # persons in it whom other scripts spell by themselves
    words: tuple[Word, ...] = ()  # that an editor has set for its article


# --- what came in -----------------------------------------------------------------------------


class Hint(Struct, frozen=True, array_like=True):
    """What markup said of a source: `text[start:end]` stood in such an element."""

    start: int
    end: int
    tag: str  # the nearest element that means something: h1, p, li, nav, footer, figcaption, …


class Source(Struct, frozen=True):
    """One page as received, decoded and never changed."""

    id: str  # the file's stem; names the article everywhere
    path: str  # of its file, for messages; seeds/a.jsonl:17 where a file holds several
    form: Literal["text", "html"]
    text: str  # for HTML: the lines a reader would see, one element of text a line
    sha256: str  # of the file's bytes
    encoding: str
    hints: tuple[Hint, ...] = ()  # empty for text
    boxes: tuple[tuple[int, int], ...] = ()  # of HTML: start and end of what holds several lines
    meta: tuple[tuple[str, str], ...] = ()  # what an HTML head declared, in its order
    given: tuple[tuple[str, str], ...] = ()  # said of it by hand or envelope: wins over all found
    further: tuple[tuple[str, str], ...] = ()  # path and sha256 of the files of its further pages
    replaced: int = 0  # places that could not be decoded and are U+FFFD in the text


# --- cleaning ---------------------------------------------------------------------------------


class Piece(Struct, frozen=True, array_like=True):
    """A stretch of a source and what it is; the pieces of a source, joined, are its text.

    `label` is a row of `clean.labels.LABELS`; `rule` names the one rule that decided.
    """

    start: int
    end: int
    label: str
    rule: str


class Habits(Struct, frozen=True, array_like=True):
    """The short lines that a site prints around its texts, as digests in order of value."""

    site: str = ""
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()


class Block(Struct, frozen=True, array_like=True):
    """A stretch of an article's text. Its `kind` is `title`, `subtitle`, `kicker`, `heading`,
    `paragraph`, `caption`, or a byline field's name: facts can lie over its words too."""

    kind: str
    text: str
    script: Script | None = None  # where it is not the article's


class Field(Struct, frozen=True, array_like=True):
    """What the page says of itself: `blocks[block].text[start:end]`; `block` -1 is no block."""

    name: str
    text: str
    block: int
    start: int
    end: int


class Damage(Struct, frozen=True, array_like=True):
    """A place where the source lost text: before `offset` of a block something is missing."""

    block: int
    offset: int
    what: Literal["number", "stop", "quote", "other"]


_NUMBERED = {"paragraph": "p", "heading": "h", "caption": "c"}


def _anchor(kind: str, seen: dict[str, int]) -> str:
    seen[kind] = seen.get(kind, 0) + 1
    if kind in _NUMBERED:
        return f"{_NUMBERED[kind]}{seen[kind]}"
    return kind if seen[kind] == 1 else f"{kind}{seen[kind]}"


Dated = Literal["", "page", "head", "address", "given", "editor"]
"""Where an article's date stands: printed, declared in the page's head or its scripts, in its
address, said of it by its envelope or beside its file, or in an overlay; "" where there is none."""


class Article(Struct, frozen=True):
    """What a page said, without its chrome: block 0 is the title."""

    id: str
    script: Script  # of the source
    date: str  # ISO day of publication, or "" where the page does not say
    time: str  # HH:MM, or ""
    fields: tuple[Field, ...]  # in page order; a name may come more than once
    blocks: tuple[Block, ...]
    damage: tuple[Damage, ...] = ()
    url: str = ""
    note: str = ""  # the editor's note, Markdown
    names: tuple[str, ...] = ()  # as in Text; known where its facts are
    words: tuple[Word, ...] = ()  # as in Text
    dated: Dated = ""

    @property
    def title(self) -> str:
        """The title's words."""
        return self.blocks[0].text

    def field(self, name: str) -> str:
        """The words of the first field of that name, or ""."""
        return next((f.text for f in self.fields if f.name == name), "")

    def said(self, words: str, block: int | None = None) -> Text:
        """Words of it in its script, or of a block of it in the block's."""
        script = self.blocks[block].script if block is not None else None
        return Text(words, script or self.script, self.names, self.words)

    @property
    def length(self) -> int:
        """Characters of its text: paragraphs and headings."""
        return sum(len(b.text) for b in self.blocks if b.kind in ("paragraph", "heading"))

    @property
    def anchors(self) -> tuple[str, ...]:
        """The fragment of each block: p2 is the second paragraph, h1 the first heading."""
        seen: dict[str, int] = {}
        return tuple(_anchor(block.kind, seen) for block in self.blocks)


class Trace(Struct, frozen=True):
    """Where an article's blocks stood in its source, and what cleaning did: kept apart from it,
    so that an edit to chrome reruns nothing that reads the article."""

    runs: tuple[tuple[tuple[int, int], ...], ...]
    """Of each block, (offset in block, offset in source): where each run of characters begins."""
    lines: int  # of the source
    removed: int  # lines of which nothing was kept
    marks: tuple[tuple[str, int], ...]  # half-width mark made full width → how often
    mends: tuple[tuple[str, int], ...] = ()  # a row of `clean.mends.NAMES` → how often

    def at(self, block: int, offset: int) -> int:
        """The source offset of the character at `offset` of a block, or -1 where it has none."""
        found = -1
        for start, origin in self.runs[block]:
            if start > offset:
                break
            found = origin + offset - start if origin >= 0 else -1
        return found


# --- facts ------------------------------------------------------------------------------------


class Role(Struct, frozen=True, gc=False, tag="person"):
    """Of a person: the title as written in that clause, and the body it is held in."""

    role: str = ""
    body: str = ""
    basis: str = ""  # why several articles' mentions are one person: body, version, alias


class Body(Struct, frozen=True, gc=False, tag="organisation"):
    """Of an organisation: the full name it stands for here, on what basis, and its division."""

    name: str
    basis: str  # stated, home (by the article's own region), earlier, alias, …: basis_* in words
    adcode: str = ""


class Where(Struct, frozen=True, gc=False, tag="place"):
    """Of a place: GB/T 2260 code where known, and the units it lies in, outermost first."""

    adcode: str = ""
    within: tuple[str, ...] = ()


class When(Struct, frozen=True, gc=False, tag="date"):
    """Of a date: ISO 8601 (`2020-01-25`, `2020-02`, `2020-03-06T10:08`, `a/b`) or "" if unknown."""

    value: str
    basis: str  # stated, year (inferred), month (and year inferred), lunar, festival, relative
    mod: Literal["", "since", "as_of"] = ""


class Amount(Struct, frozen=True, gc=False, tag="amount"):
    """Of a quantity, an amount of money or a percentage: a number and what it is the number of."""

    value: float | None  # in base units: 2365万个 is 23650000; None where the source lost it
    unit: str
    approx: Literal["", "more", "less", "near", "about"] = ""
    subject: str = ""
    measure: str = ""
    as_of: str = ""
    upper: float | None = None  # the upper end of a range: 3–5名
    adcode: str = ""  # of the division that 全区, 我市 or 该县 before it in its sentence means


class Work(Struct, frozen=True, gc=False, tag="document"):
    """Of a document: its title without the marks."""

    title: str
    sort: Literal["document", "periodical"] = "document"


class Saying(Struct, frozen=True, gc=False, tag="quote"):
    """Of a quotation: its words without the marks."""

    words: str
    sort: Literal["slogan", "term", "speech"] = "term"
    speaker: str = ""


class Formula(Struct, frozen=True, gc=False, tag="phrase"):
    """Of words that other articles say too: how many articles do, this one among them."""

    articles: int
    free: tuple[int, int]  # of its block, the longest part of it over which no other fact lies


Detail = Role | Body | Where | When | Amount | Work | Saying | Formula


class Fact(Struct, frozen=True):
    """Something the text states, and where: `text` is `blocks[block].text[start:end]`.

    `key` is what it is about, in simplified characters: a canonical name, an ISO date, …; "" is
    a person left out of all lists. `rule` names what found it.
    """

    kind: str  # a row of annotate.table.KINDS
    block: int
    start: int
    end: int
    text: str
    key: str
    rule: str
    detail: Detail
    confidence: int = 100  # per cent


# --- what content/ says -------------------------------------------------------------------------


class FactEdit(Struct, frozen=True, forbid_unknown_fields=True):
    """One correction to the facts; `text` names the words, `nth` which of them (0: all)."""

    text: str
    kind: str = ""
    nth: int = 0
    key: str = ""
    role: str = ""
    value: str = ""


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """When an overlay was written or revised, by whom and why."""

    date: str  # ISO day
    by: str = ""
    why: str = ""


class Edit(Struct, frozen=True):
    """An editor's overlay on one article; empty fields change nothing."""

    article: str = ""
    fields: tuple[tuple[str, str], ...] = ()  # title, date, source, … as they should be
    labels: tuple[tuple[int, int, str], ...] = ()  # first line, last line, label
    add: tuple[FactEdit, ...] = ()
    drop: tuple[FactEdit, ...] = ()
    change: tuple[FactEdit, ...] = ()
    note: str = ""  # Markdown
    words: tuple[Word, ...] = ()  # how this article is converted, before the archive's glossary
    history: tuple[Change, ...] = ()


class Name(Struct, frozen=True):
    """One row of the authority file; a form is words, or WORDS@ARTICLE for one article's."""

    kind: str
    name: str  # canonical, in simplified characters
    aliases: tuple[str, ...] = ()  # forms that are this entity
    apart: tuple[str, ...] = ()  # forms that are not, whatever the rules say
    public: bool | None = None  # of a person: whether lists may show it, where rules err
    adcode: str = ""
    note: str = ""
    tw: str = ""  # how Taiwan writes the name, and Hong Kong: where conversion errs
    hk: str = ""


class Names(Struct, frozen=True):
    """The authority file: what an archive calls things."""

    rows: tuple[Name, ...] = ()


class Glossary(Struct, frozen=True):
    """content/glossary.toml: words that every article is converted with."""

    words: tuple[Word, ...] = ()


class Note(Struct, frozen=True):
    """A hand-written page of content/notes/."""

    id: str
    title: str
    body: str  # Markdown
    script: Script = "Hans"
    date: str = ""


class Site(Struct, frozen=True):
    """content/site.toml."""

    title: str
    scope: str = ""  # one or two sentences: what the archive holds
    subtitle: str = ""
    address: str = ""  # https://… where it will stand; "" leaves absolute links out
    author: str = ""
    theme: str = "default"
    annotators: tuple[str, ...] = ()  # entry points asked for more facts, by name
    threshold: int = 60  # per cent: facts less sure are listed only
    editions: tuple[str, ...] = ("source", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
    interface: Literal["auto", "en"] = "auto"  # of the source edition: its script's, or English
    private: Literal["shown", "unlisted"] = "shown"  # persons who hold no public office
    report: str = ""  # where readers report errors: https://…/issues/new or mailto:…; "" nowhere


V = TypeVar("V", bound=Struct)


class Page(Struct, Generic[V], frozen=True):
    """A page in no script yet: `view` is all that its template may see of the archive."""

    path: str  # within an edition: articles/003.html
    template: str
    view: V
    once: bool = False  # stands at the site's root only, not in every edition


class Problem(Struct, frozen=True, order=True):
    """Something wrong with one input: where, what, and what to do. The rest goes on."""

    where: str  # content/edits/003.md:4
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        """Two lines as a terminal shows them."""
        return f"{self.where}: {self.what}" + (f"\n  {self.remedy}" if self.remedy else "")


class Trouble(Exception):
    """Raised where one input cannot be used; the build catches it, lists it and goes on."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        super().__init__(where, what, remedy)  # all three, so that it survives pickling
        self.problem = Problem(where, what, remedy)

    def __str__(self) -> str:
        return str(self.problem)
