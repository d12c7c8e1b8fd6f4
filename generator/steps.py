"""The steps of one page and of one article, from its bytes to its card; the memo keeps each."""

from __future__ import annotations

from typing import NamedTuple

from generator.annotate.annotate import annotate
from generator.annotators import Annotators
from generator.archive import summarise
from generator.catalogue import Card
from generator.clean.assemble import assemble, trace
from generator.clean.continued import Part, join_pieces, join_sources, part
from generator.clean.habits import SiteLines, habits_of, learn, lines_of
from generator.clean.label import label
from generator.content import Content
from generator.edit import edit_article, relabel
from generator.hidden import clean, gone_of
from generator.intake.leaf import Leaf
from generator.intake.table import intake
from generator.model import Article, Edit, Fact, Habits, Piece, Source, Trace
from generator.recipes import recipe
from generator.register import names_of
from generator.seeds import SeedFile, Slip
from generator.store import Kept, Memo, digest
from generator.takedown import cover
from generator.versions import Print, print_of
from generator.who import Who, who


class Prepared(NamedTuple):
    """What is known of one article before it meets the others; each part loaded when asked."""

    source: Kept[Source]
    pieces: Kept[tuple[Piece, ...]]
    article: Kept[Article]
    trace: Kept[Trace]
    facts: Kept[tuple[Fact, ...]]
    card: Kept[Card]
    edit: Kept[Edit]


PARTS = (Source, tuple[Piece, ...], Article, Trace, tuple[Fact, ...], Card, Edit)
"""What `Prepared` holds."""


class Opened(NamedTuple):
    """A page that was read, and the lines it may share with others of its site."""

    file: SeedFile
    slip: Slip
    source: Kept[Source]
    lines: Kept[SiteLines]


class Labelled(NamedTuple):
    """A page whose every character has its label, before any editor's word."""

    slip: Slip
    source: Kept[Source]
    pieces: Kept[tuple[Piece, ...]]
    part: Kept[Part]  # which article it may be a part of


LEARNT = "seeds/: habits"  # no file's and no article's name
HABITS = (tuple[Habits, ...],)


def open_page(memo: Memo, file: SeedFile, slip: Slip) -> Opened:
    """A page of a file, read."""
    source = memo.step(
        recipe("generator.intake.table"),
        (slip.id, slip.place, slip.ref),
        Source,
        lambda: _read(file.leaf(slip.number)),
    )
    lines = memo.step(
        recipe("generator.clean.habits"),
        ("lines", source.ref),
        SiteLines,
        lambda: lines_of(source.value),
    )
    return Opened(file, slip, source, lines)


def learnt_from(memo: Memo, opened: list[Opened]) -> Kept[tuple[Habits, ...]]:
    """The habits of all sites; kept, so that one article alone is read as a build reads it."""
    learnt = memo.step(
        recipe("generator.clean.habits"),
        ("learn", *sorted(page.lines.ref for page in opened)),
        HABITS[0],
        lambda: learn(page.lines.value for page in opened),
    )
    memo.good(LEARNT, (learnt,))
    return learnt


def label_page(learnt: Kept[tuple[Habits, ...]], memo: Memo, page: Opened) -> Labelled:
    """A page cleaned, with what was learnt from all."""
    source = page.source
    # Of all that was learnt a page sees what it shows itself, so that other pages' news stop here.
    habits = memo.step(
        recipe("generator.clean.habits"),
        ("page", page.lines.ref, learnt.ref),
        Habits,
        lambda: habits_of(page.lines.value, learnt.value),
    )
    pieces = memo.step(
        recipe("generator.clean.label"),
        (source.ref, habits.ref),
        tuple[Piece, ...],
        lambda: label(source.value, habits.value),
    )
    of = memo.step(
        recipe("generator.clean.continued"),
        ("part", source.ref, pieces.ref),
        Part,
        lambda: part(source.value, pieces.value),
    )
    return Labelled(page.slip, source, pieces, of)


def _joined(memo: Memo, pages: list[Labelled]) -> tuple[Kept[Source], Kept[tuple[Piece, ...]]]:
    """The one source of an article's pages, and its pieces."""
    if len(pages) == 1:
        return pages[0].source, pages[0].pieces
    code, refs = recipe("generator.clean.continued"), [p.source.ref for p in pages]
    source = memo.step(
        code,
        ("join", *refs),
        Source,
        lambda: join_sources([p.source.value for p in pages]),
    )
    pieces = memo.step(
        code,
        ("join pieces", *refs, *(p.pieces.ref for p in pages)),
        tuple[Piece, ...],
        lambda: join_pieces([p.source.value for p in pages], [p.pieces.value for p in pages]),
    )
    return source, pieces


def prepare_article(
    shared: tuple[Content, Annotators, frozenset[str]],
    memo: Memo,
    job: tuple[list[Labelled], str],
) -> Prepared:
    """One article, from its labelled pages to its card.

    From here on it is `called` so, and without the names that must not appear: pieces and
    habits, which were made before, hold no words.
    """
    (content, outside, withheld), (pages, called) = shared, job
    id = pages[0].slip.id
    names = names_of(content.names, id)
    edit = content.edits.get(id, Edit(id))
    source, found = _joined(memo, pages)
    slips = [page.slip for page in pages]
    gone = gone_of(content, [slip.id for slip in slips])
    if content.takedown.rows:
        source = clean(memo, content, slips, source, called, withheld)
    edited = digest(edit, gone)
    pieces = found
    if edit.labels:
        pieces = memo.step(
            recipe("generator.edit"),
            (source.ref, found.ref, digest(edit.labels)),
            tuple[Piece, ...],
            lambda: relabel(source.value, found.value, edit),
        )
    code = recipe("generator.clean.assemble", "generator.edit")
    article = memo.step(
        code,
        ("article", source.ref, pieces.ref, edited),
        Article,
        lambda: cover(edit_article(assemble(source.value, pieces.value), edit), Article, gone),
    )
    traced = memo.step(
        code,
        ("trace", source.ref, pieces.ref),
        Trace,
        lambda: trace(source.value, pieces.value),
    )
    more = outside.hear(memo, article, pages[0].slip.place)
    facts = memo.step(
        recipe("generator.annotate.annotate"),
        (
            article.ref,
            digest(names),
            digest(edit.add, edit.drop, edit.change),
            *(said.ref for said in more),
        ),
        tuple[Fact, ...],
        lambda: annotate(
            article.value, names, edit, [fact for said in more for fact in said.value.facts]
        ),
    )
    threshold = content.site.threshold
    card = memo.step(
        recipe("generator.archive"),
        (article.ref, facts.ref, str(threshold)),
        Card,
        lambda: summarise(
            article.value, tuple(f for f in facts.value if f.confidence >= threshold)
        ),
    )
    compared(memo, card)
    told = memo.step("edit", (digest(edit),), Edit, lambda: edit)
    return Prepared(source, pieces, article, traced, facts, card, told)


def compared(memo: Memo, card: Kept[Card]) -> tuple[Kept[Who], Kept[Print]]:
    """What of an article all are compared by, to know who is who and what is a version of what."""
    return (
        memo.step(recipe("generator.who"), (card.ref,), Who, lambda: who(card.value)),
        memo.step(recipe("generator.versions"), (card.ref,), Print, lambda: print_of(card.value)),
    )


def _read(leaf: Leaf) -> Source:
    return intake(leaf.id, leaf.path, leaf.data, leaf.given)
