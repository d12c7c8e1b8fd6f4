"""An article and its facts as a page: marks in the text, notes in the margin, a table below."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from generator import layout
from generator.archive import names_told
from generator.markup import Mark, Point
from generator.model import (
    Amount,
    Article,
    Block,
    Edit,
    Fact,
    Formula,
    Page,
    Trace,
    When,
)
from generator.pages.about import about
from generator.pages.article_after import dates, history, quotes
from generator.pages.article_view import (
    ArticleView,
    BlockView,
    Heading,
    Margin,
    Part,
)
from generator.pages.formulas import NO_FORMULAS, Formulas, formula_facts, formula_rows
from generator.pages.glance import NOTED, glance
from generator.pages.marginalia import BODY, CLASSES, margin_note, tables
from generator.pages.marginalia import about as about_of
from generator.pages.parts import Entry, Link, Quoted
from generator.pages.paths import (
    annotations_path,
    article_path,
    article_table_path,
    collation_path,
    path_of,
    preview_path,
)
from generator.pages.rare import rare
from generator.pages.received import Received
from generator.pages.reference import reference
from generator.text import sentences

_BYLINE = ("source", "date", "author", "editor", "contributor", "photographer", "section", "page")
_CLAUSE = re.compile(r"[，。；：！？,;:!?]")
_COMMA = re.compile(r"[，、：；,:; ]")
_UNIT = re.compile(r"[^ ，、：；]{3,18}[，、：；]?")
_STOPS = {"per": 0, "doc": 1, "org": 2, "loc": 3, "phr": 4, "at": 4}  # others: from their notes
_MOST_STOPS = 30
_UNEDITED = Edit()
_MANY_SENTENCES, _MANY_CHARACTERS = 10, 600  # from either on, every fifth sentence is numbered

# What a block measures, in lines of running text; the style sheet says the same.
_METRICS = {  # kind → characters to a line, indent, line height, above, below
    "paragraph": (layout.MEASURE, layout.INDENT, 1.0, 0.0, 0.5),
    "heading": (layout.MEASURE * 18 / 22, 0.0, 1.125, 0.4375, 0.375),
    "caption": (layout.MEASURE * 18 / 15, 0.0, 0.75, 0.25, 0.75),
}


def article_page(
    article: Article,
    facts: Sequence[Fact],
    trace: Trace | None = None,
    elsewhere: Mapping[tuple[str, str], int] | None = None,
    related: tuple[tuple[Entry, tuple[tuple[str, int], ...]], ...] = (),
    before: Link | None = None,
    after: Link | None = None,
    versions: tuple[Entry, ...] = (),
    compared: str = "",
    threshold: int = 0,
    formulas: Formulas = NO_FORMULAS,
    told: tuple[Link, ...] = (),
    quoted: tuple[Quoted, ...] = (),
    *,
    files: tuple[Received, ...] = (),
    edit: Edit = _UNEDITED,
    digest: str = "",
) -> Page[ArticleView]:
    """The page of an article.

    `elsewhere` gives in how many articles, this one among them, each (kind, key) occurs;
    `related` how many keys of each kind another article shares with it. Facts less sure than
    `threshold` are listed in the tables only. `formulas` are the phrases that others share,
    `told` the hand-written pages that lead here, `quoted` the quotations that others have, `files`
    its source; `digest` names its rows in
    the data set.
    """
    article = replace(article, names=names_told(article, facts))
    known = [f for f in facts if f.kind in CLASSES]
    facts = [f for f in known if f.confidence >= threshold]
    said_too = formula_facts(article, facts, formulas.marks)
    body = _body(article, [*said_too, *facts], elsewhere or {})
    parts = _parts(article, facts)
    amounts = [f for f in facts if isinstance(f.detail, Amount)]
    return Page(
        article_path(article.id),
        "article.html",
        ArticleView(
            about=about(article, facts),
            annotations=annotations_path(article.id),
            preview=preview_path(article.id),
            table=article_table_path(article.id),
            id=article.id,
            script=article.script,
            title=article.said(article.title),
            units=tuple(Mark(m.start(), m.end(), "unit") for m in _UNIT.finditer(article.title)),
            kicker=article.said(_words(article, "kicker")),
            subtitle=article.said(_words(article, "subtitle")),
            date=article.date,
            time=article.time,
            day=path_of("date", article.date),
            dated_by=_dated_by(article),
            parts=parts,
            anchors=_other_anchors(article, parts),
            headings=_headings(article),
            blocks=body.blocks,
            tables=tables(article, known, elsewhere or {}, threshold),
            quotes=quotes(article, known, threshold, quoted),
            dates=dates(article, known, threshold),
            rare=sum(mark.kind == "rd" for block in body.blocks for mark in block.marks),
            map=glance(article, [*said_too, *facts]),
            formulas=formula_rows(article, formulas),
            formula_marks=len(said_too),
            formula_articles=formulas.others,
            formula_share=formulas.share,
            positions=body.positions,
            positions_hash=b64encode(sha256(body.positions.encode()).digest()).decode(),
            length=article.length,
            paragraphs=sum(b.kind == "paragraph" for b in article.blocks),
            captions=sum(b.kind == "caption" for b in article.blocks),
            amounts=len(amounts),
            greatest=article.said(_greatest(amounts)),
            removed=trace.removed if trace else -1,
            marks=sum(n for _, n in trace.marks) if trace else 0,
            damaged=len(article.damage),
            numbers_lost=sum(d.what == "number" for d in article.damage),
            collation=collation_path(article.id),
            files=files,
            history=history(article, edit, told),
            digest=digest,
            note=article.said(article.note),
            cited=reference(article),
            versions=versions,
            compared=compared,
            related=related,
            before=before,
            after=after,
        ),
    )


def _words(article: Article, kind: str) -> str:
    return next((b.text for b in article.blocks if b.kind == kind), "")


def _dated_by(article: Article) -> str:
    if not article.date:
        return "undated"
    return f"dated_by_{article.dated or 'page'}"


def _greatest(amounts: list[Fact]) -> str:
    money = [
        (f.detail.value, f.text)
        for f in amounts
        if f.kind == "money" and isinstance(f.detail, Amount) and f.detail.value is not None
    ]
    return max(money, default=(0.0, ""))[1]


def _headings(article: Article) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            anchor,
            article.said(block.text, b),
            tuple(m.end() for m in _COMMA.finditer(block.text) if 3 < m.end() < len(block.text)),
        )
        for b, (anchor, block) in enumerate(zip(article.anchors, article.blocks, strict=True))
        if block.kind == "heading"
    )


def _parts(article: Article, facts: Sequence[Fact]) -> tuple[Part, ...]:
    """The line above the title: what the page says of itself, its names linked."""
    found, seen = [], set[int]()
    for name in _BYLINE:
        for field in article.fields:
            if field.name != name or name == "date" or not field.text:
                continue
            text, first, last = field.text, 0, len(field.text)
            marks: tuple[Mark, ...] = ()
            anchor = ""
            if field.block >= 0 and article.blocks[field.block].kind not in BODY:
                text, first, last = article.blocks[field.block].text, field.start, field.end
                marks = tuple(
                    Mark(f.start, f.end, CLASSES[f.kind], href=path)
                    for f in facts
                    if f.block == field.block and (path := path_of(f.kind, f.key))
                )
                anchor = "" if field.block in seen else article.anchors[field.block]
                seen.add(field.block)
            word = "" if name == "source" else name
            found.append(Part(word, anchor, article.said(text), first, last, marks))
    return tuple(found)


def _other_anchors(article: Article, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Anchors that links from other pages may name, and that no element of its own carries."""
    carried = {"title", "kicker", "subtitle", *(part.anchor for part in parts)}
    return tuple(
        anchor
        for anchor, block in zip(article.anchors, article.blocks, strict=True)
        if block.kind not in BODY and anchor not in carried
    )


# --- the text and its margin --------------------------------------------------------------------


class _Draft(Struct):
    """A note in the making, with all facts that share it."""

    id: str
    facts: list[Fact]


class _Body(Struct, frozen=True):
    blocks: tuple[BlockView, ...]
    positions: str


def _body(
    article: Article, facts: Sequence[Fact], elsewhere: Mapping[tuple[str, str], int]
) -> _Body:
    mentions: dict[tuple[str, str], int] = {}
    for fact in facts:
        mentions[about_of(fact)] = mentions.get(about_of(fact), 0) + 1
    order = [b for b, block in enumerate(article.blocks) if block.kind in BODY]
    of_block: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: (f.block, f.start, -f.end)):
        of_block.setdefault(fact.block, []).append(fact)

    noted: dict[tuple[str, str], _Draft] = {}  # first notes, by what they are about
    drafts: list[_Draft] = []
    marks: dict[int, list[Mark]] = {}
    for b in order:
        clause: _Draft | None = None
        for fact in of_block.get(b, ()):
            draft, first = _note_of(fact, article.blocks[b], noted, drafts, clause)
            clause = draft if draft and CLASSES[fact.kind] == "qty" else clause
            marks.setdefault(b, []).extend(_marks(fact, draft, first))

    tops, heights = {}, 0.0
    set_lines: dict[int, tuple[int, ...]] = {}
    for b in order:
        measure, indent, unit, above, below = _METRICS[article.blocks[b].kind]
        gaps = [d.offset for d in article.damage if d.block == b]
        set_lines[b] = layout.lines(article.blocks[b].text, measure, indent, gaps)
        tops[b] = heights
        heights += above + below + unit * (1 + max(set_lines[b], default=0))

    def line_of(fact: Fact) -> float:
        _, _, unit, above, _ = _METRICS[article.blocks[fact.block].kind]
        return tops[fact.block] + above + unit * set_lines[fact.block][fact.start]

    placed = layout.place(
        [
            layout.Anchor(CLASSES[d.facts[0].kind], d.facts[0].block, line_of(d.facts[0]))
            for d in drafts
        ]
    )
    margins: dict[int, list[Margin]] = {}
    rules = []
    for number, spot in enumerate(placed, 1):
        notes = tuple(
            margin_note(article, drafts[m].facts, drafts[m].id, mentions, elsewhere)
            for m in spot.members
        )
        name = notes[0].id if len(notes) == 1 else f"f{number}"
        margins.setdefault(spot.block, []).append(Margin(name, spot.kind, notes))
        rules.append(f"#{name}{{--y:{round(spot.top - tops[spot.block], 3):g}}}")

    read = set[str]()  # a character's reading is given once
    for b in order:
        names = {fact.start for fact in of_block.get(b, ()) if fact.kind == "person"}
        for at, reading in rare(article.blocks[b].text, names):
            if (char := article.blocks[b].text[at]) not in read:
                marks.setdefault(b, []).append(Mark(at, at + 1, "rd", told=reading))
                read.add(char)

    stops = _stops([mark for b in order for mark in marks.get(b, ())])
    numbers: dict[str, int] = {}
    blocks = []
    for b in order:
        block, anchor = article.blocks[b], article.anchors[b]
        numbers[block.kind] = numbers.get(block.kind, 0) + 1
        blocks.append(
            BlockView(
                kind=block.kind,
                anchor=anchor,
                number=numbers[block.kind],
                text=article.said(block.text, b),
                marks=tuple(m if m.id in stops else _passed_by(m) for m in marks.get(b, ())),
                points=_points(article, b, anchor),
                margin=tuple(margins.get(b, ())),
            )
        )
    return _Body(tuple(blocks), "".join(rules))


def _stops(marks: list[Mark]) -> frozenset[str]:
    """The marks that Tab stops at: at most thirty, people and documents before the rest.

    The others are links as well, and the notes of all lead back to them.
    """
    links = [mark for mark in marks if mark.href and mark.kind in _STOPS]
    links.sort(key=lambda mark: _STOPS[mark.kind])  # within a kind, as they stand in the text
    return frozenset(mark.id for mark in links[:_MOST_STOPS])


def _passed_by(mark: Mark) -> Mark:
    return replace(mark, stop=False) if mark.href else mark


def _note_of(
    fact: Fact,
    block: Block,
    noted: dict[tuple[str, str], _Draft],
    drafts: list[_Draft],
    clause: _Draft | None,
) -> tuple[_Draft | None, bool]:
    """The note a fact belongs to, and whether the fact is what the note stands beside.

    A name has one note in an article, at its first mention; amounts of one clause share one.
    """
    kind = CLASSES[fact.kind]
    if kind not in NOTED or (isinstance(fact.detail, When) and not fact.detail.value):
        return None, False
    if kind == "qty":
        if clause and not _CLAUSE.search(block.text, clause.facts[-1].end, fact.start):
            clause.facts.append(fact)
            return clause, False
    elif (draft := noted.get(about_of(fact))) is not None:
        draft.facts.append(fact)
        return draft, False
    draft = _Draft(f"n{len(drafts) + 1}", [fact])
    drafts.append(draft)
    if kind != "qty":
        noted[about_of(fact)] = draft
    return draft, True


def _marks(fact: Fact, draft: _Draft | None, first: bool) -> list[Mark]:
    kind = CLASSES[fact.kind]
    if kind == "quo":
        marks = [Mark(fact.start, fact.end, "quo")]
        if fact.end - fact.start > 2:
            marks += [
                Mark(fact.start, fact.start + 1, "qm"),
                Mark(fact.end - 1, fact.end, "qm"),
            ]
        return marks
    if draft is None:
        return []
    if not first:
        return [Mark(fact.start, fact.end, kind, note=draft.id)]
    mark = "m" + draft.id[1:]
    link = Mark(fact.start, fact.end, kind, mark, f"#{draft.id}", draft.id)
    if isinstance(fact.detail, Formula) and fact.detail.free != (fact.start, fact.end):
        # A link cannot hold links: of a phrase that holds names, what is beside them is the link.
        start, end = fact.detail.free
        return [
            Mark(fact.start, fact.end, kind, note=draft.id),
            replace(link, start=start, end=end, kind="at"),
        ]
    return [link]


def _points(article: Article, b: int, anchor: str) -> tuple[Point, ...]:
    points = [Point(d.offset) for d in article.damage if d.block == b]
    if article.blocks[b].kind == "paragraph":
        spans = sentences(article.blocks[b].text)
        long = len(spans) >= _MANY_SENTENCES or len(article.blocks[b].text) >= _MANY_CHARACTERS
        points += [
            Point(start, f"{anchor}-{n}", n if long and n % 5 == 0 else 0)
            for n, (start, _) in enumerate(spans, 1)
        ]
    return tuple(sorted(points, key=lambda p: p.offset))
