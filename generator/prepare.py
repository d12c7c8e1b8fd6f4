"""Each article by itself, from its page in a file to its card: the first half of the story."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.annotate.annotate import annotate
from generator.annotators import Annotators
from generator.archive import summarise
from generator.catalogue import Card
from generator.clean.assemble import assemble, trace
from generator.clean.continued import Part, join_pieces, join_sources, part, threads
from generator.clean.habits import SiteLines, habits_of, learn, lines_of
from generator.clean.label import label
from generator.content import Content
from generator.edit import edit_article, relabel
from generator.frontmatter import unknown
from generator.hidden import clean, gone_of, hidden
from generator.intake.leaf import Leaf
from generator.intake.table import INTAKES, ending, intake
from generator.model import Article, Edit, Fact, Habits, Piece, Problem, Source, Trace, Trouble
from generator.register import names_of
from generator.seeds import SeedFile, Slip
from generator.store import Kept, Memo, digest, recipe
from generator.takedown import cover, covered

T = TypeVar("T")
Watch = Callable[[str, list[T]], Iterable[T]]
"""Gives back what it is given, item by item, and may show how far it has come."""


class Preparation(NamedTuple):
    """What became of all articles; a failed one has no `Prepared` where it never went well."""

    prepared: dict[str, Prepared]
    problems: list[Problem]
    failed: set[str]
    received: dict[str, str]  # path of a file in the archive → ref of its bytes
    further: dict[str, str]  # id of a page that goes on with an article → the article's
    withheld: frozenset[str] = frozenset()  # files that hold a name that must not appear
    covered: int = 0  # articles in which such a name stood
    mark: str = ""  # what was good under other such names must not come back


class Prepared(NamedTuple):
    """What is known of one article before it meets the others; each part loaded when asked."""

    source: Kept[Source]
    pieces: Kept[tuple[Piece, ...]]
    article: Kept[Article]
    trace: Kept[Trace]
    facts: Kept[tuple[Fact, ...]]
    card: Kept[Card]
    edit: Kept[Edit]


_PARTS = (Source, tuple[Piece, ...], Article, Trace, tuple[Fact, ...], Card, Edit)
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


def prepare_all(memo: Memo, content: Content, watch: Watch[Any]) -> Preparation:
    """Every article that can be prepared, and the problems of those that cannot.

    One that cannot be stays what it was when it last could: on its page, and on all that name it.
    """
    mark = f" without {digest(content.takedown)}" if content.takedown.rows else ""
    done = Preparation({}, [], set(), {}, {}, mark=mark)
    owner: dict[str, str] = {}
    opened: list[Opened] = []
    for file in watch("files", [*map(partial(_file, content), content.files)]):
        for slip in _slips(memo, file, done):
            if owner.setdefault(slip.id, file.where) != file.where:
                what = f"its id {slip.id!r} is that of {owner[slip.id]}"
                done.problems.append(Problem(slip.place, what, "rename one of the files"))
                continue
            try:
                opened.append(_open(memo, file, slip))
            except Exception as error:  # a fault of ours in one article must not cost the others
                done.problems.append(problem_of(error, slip.place))
                _restore(memo, slip.id, done)
        file.close()
    articles = _threads(memo, _label_all(memo, opened, done, watch))
    outside = Annotators(content.site.annotators)
    parts = [[(page.slip, page.source) for page in pages] for pages in articles]
    ids = {*owner, *done.failed}
    found = hidden(memo, content, parts, owner, done.received, ids)
    for pages in articles:
        id = pages[0].slip.id
        done.further.update((page.slip.id, id) for page in pages[1:])
        try:
            made = _prepare(memo, content, pages, outside, found.ids[id], found.withheld)
            done.prepared[found.ids[id]] = made
            memo.good(id + done.mark, made)
        except Exception as error:
            done.problems.append(problem_of(error, pages[0].slip.place))
            _restore(memo, id, done)
    done.problems.extend((*outside.problems, *_unowned(content, owner, done), *found.problems))
    failed = {found.ids[id] for id in done.failed}
    return done._replace(failed=failed, withheld=found.withheld, covered=found.articles)


def _label_all(
    memo: Memo, opened: list[Opened], done: Preparation, watch: Watch[Any]
) -> list[Labelled]:
    learnt = _learnt(memo, opened)
    labelled: list[Labelled] = []
    for page in watch("articles", opened):
        try:
            labelled.append(_label(memo, page, learnt))
        except Exception as error:
            done.problems.append(problem_of(error, page.slip.place))
            _restore(memo, page.slip.id, done)
    return labelled


def _threads(memo: Memo, labelled: list[Labelled]) -> list[list[Labelled]]:
    """The pages of each article, in the order of the articles' first pages."""
    found = memo.step(
        recipe("generator.clean.continued"),
        ("threads", digest([(page.slip.id, page.part.ref) for page in labelled])),
        tuple[tuple[str, ...], ...],
        lambda: tuple(threads((page.slip.id, page.part.value) for page in labelled)),
    )
    memo.good(_THREADS, (found,))
    pages = {page.slip.id: page for page in labelled}
    first = {ids[0]: ids for ids in found.value}
    later = {id for ids in found.value for id in ids[1:]}
    return [[pages[id] for id in first.get(one, (one,))] for one in pages if one not in later]


_THREADS = "seeds/: threads"  # no file's and no article's name
_LEARNT = "seeds/: habits"  # no file's and no article's name
_HABITS = (tuple[Habits, ...],)


def _open(memo: Memo, file: SeedFile, slip: Slip) -> Opened:
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


def _learnt(memo: Memo, opened: list[Opened]) -> Kept[tuple[Habits, ...]]:
    """The habits of all sites; kept, so that one article alone is read as a build reads it."""
    learnt = memo.step(
        recipe("generator.clean.habits"),
        ("learn", *sorted(page.lines.ref for page in opened)),
        _HABITS[0],
        lambda: learn(page.lines.value for page in opened),
    )
    memo.good(_LEARNT, (learnt,))
    return learnt


def _file(content: Content, id: str) -> SeedFile:
    return SeedFile(content.root, id, content.files[id])


def _slips(memo: Memo, file: SeedFile, done: Preparation) -> tuple[Slip, ...]:
    """The pages of a file; of one that cannot be opened none, but its articles stay."""
    try:
        slips = file.slips(memo)
        memo.good(file.where, (slips,))
        done.received[file.where] = file.ref
        return slips.value
    except Exception as error:
        done.problems.append(problem_of(error, file.where))
        before: list[Kept[tuple[Slip, ...]]] | None = memo.last_good(file.where, _SLIPS)
        ids = [slip.id for slip in before[0].value] if before else [file.id]
        for id in ids:
            _restore(memo, id, done)
        return ()


_SLIPS = (tuple[Slip, ...],)


def _restore(memo: Memo, id: str, done: Preparation) -> None:
    if before := memo.last_good(id + done.mark, _PARTS):
        made = Prepared(*before)
        done.prepared[made.source.value.id if done.mark else id] = made
    else:
        done.failed.add(id)


def _unowned(content: Content, owner: dict[str, str], done: Preparation) -> Iterator[Problem]:
    """The overlays that correct no article."""
    for id, article in done.further.items():
        if id in content.edits:
            what = f"{id!r} is a further page of {article!r}"
            remedy = f"correct the article: content/edits/{article}.md"
            yield Problem(f"content/edits/{id}.md", what, remedy)
    known = {*owner, *done.prepared, *done.failed}
    for id in sorted(content.edits.keys() - known):
        yield unknown(f"content/edits/{id}.md", "article", id, sorted(known)[:20]).problem


def find(memo: Memo, content: Content, id: str) -> Prepared:
    """One article by its id; only files that may hold it are opened. Trouble where none does."""
    ids: list[str] = []
    many = [n for n, path in content.files.items() if INTAKES[ending(path.name)].many]
    for name in dict.fromkeys((*(n for n in content.files if n == id), *many)):
        file = _file(content, name)
        try:
            slips = file.slips(memo).value
        except Trouble:
            if name == id:
                raise
            continue  # another file's trouble is for a build to list
        for slip in slips:
            if slip.id == id:
                pages = _found(memo, content, file, slip)
                called = covered(slip.id, content.takedown.all)
                return _prepare(memo, content, pages, Annotators(content.site.annotators), called)
        ids += [slip.id for slip in slips]
    where = (content.root / "seeds").as_posix()
    raise unknown(where, "article", id, sorted({*content.files, *ids} - {*many}))


def _found(memo: Memo, content: Content, file: SeedFile, slip: Slip) -> list[Labelled]:
    """The pages of the article that a page belongs to, as the last build put them together."""
    before: list[Kept[tuple[tuple[str, ...], ...]]] | None = memo.last_good(_THREADS, _IDS)
    ids = next((ids for ids in (before[0].value if before else ()) if slip.id in ids), (slip.id,))
    opened: dict[str, Opened] = {}
    for id in ids:
        path = content.files.get(id)
        of = SeedFile(content.root, id, path) if path else file
        opened |= {each.id: _open(memo, of, each) for each in of.slips(memo).value if each.id == id}
    habits: list[Kept[tuple[Habits, ...]]] | None = memo.last_good(_LEARNT, _HABITS)
    learnt = habits[0] if habits else _learnt(memo, [opened[slip.id]])
    return [_label(memo, opened[id], learnt) for id in ids if id in opened]


_IDS = (tuple[tuple[str, ...], ...],)


def problem_of(error: Exception, place: str) -> Problem:
    """What went wrong with a file: what a Trouble says, or that the fault is ours."""
    if isinstance(error, Trouble):
        return error.problem
    where = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}: {error}"
    return Problem(place, what, "a fault of the generator: report it, with the file")


def _label(memo: Memo, page: Opened, learnt: Kept[tuple[Habits, ...]]) -> Labelled:
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


def _prepare(
    memo: Memo,
    content: Content,
    pages: list[Labelled],
    outside: Annotators,
    called: str,
    withheld: frozenset[str] = frozenset(),
) -> Prepared:
    """One article, from its labelled pages to its card.

    From here on it is `called` so, and without the names that must not appear: pieces and
    habits, which were made before, hold no words.
    """
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
    told = memo.step("edit", (digest(edit),), Edit, lambda: edit)
    return Prepared(source, pieces, article, traced, facts, card, told)


def _read(leaf: Leaf) -> Source:
    return intake(leaf.id, leaf.path, leaf.data, leaf.given)
