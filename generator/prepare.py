"""Each article by itself, from its page in a file to its card: the first half of the story."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.annotators import Annotators
from generator.clean.continued import threads
from generator.content import Content
from generator.frontmatter import unknown
from generator.hidden import hidden
from generator.identity import Rename
from generator.intake.table import INTAKES, ending
from generator.model import Habits, Problem, Trouble
from generator.recipes import recipe
from generator.seeds import SeedFile, Slip
from generator.steps import (
    HABITS,
    LEARNT,
    PARTS,
    Labelled,
    Opened,
    Prepared,
    label_page,
    learnt_from,
    open_page,
    prepare_article,
)
from generator.store import Kept, Memo, digest
from generator.takedown import covered
from generator.workers import Workers

T = TypeVar("T")
Watch = Callable[[str, Iterable[T]], Iterable[T]]
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
    renames: Mapping[str, tuple[Rename, ...]] = {}  # by id, once all are resolved


def prepare_all(
    memo: Memo, content: Content, watch: Watch[Any], workers: Workers | None = None
) -> Preparation:
    """Every article that can be prepared, and the problems of those that cannot.

    One that cannot be stays what it was when it last could: on its page, and on all that name it.
    """
    workers = workers or Workers()
    mark = f" without {digest(content.takedown)}" if content.takedown.rows else ""
    done = Preparation({}, [], set(), {}, {}, mark=mark)
    owner: dict[str, str] = {}
    opened: list[Opened] = []
    files = watch("files", [*map(partial(_file, content), content.files)])
    for file, read_ in workers.each(memo, _open_file, None, files):
        for slip, page in _pages(memo, file, read_, done):
            if owner.setdefault(slip.id, file.where) != file.where:
                what = f"its id {slip.id!r} is that of {owner[slip.id]}"
                done.problems.append(Problem(slip.place, what, "rename one of the files"))
            elif isinstance(page, Exception):
                _fail(memo, page, slip, done)
            else:
                opened.append(page)
    labelled = list[Labelled]()
    learnt = learnt_from(memo, opened)
    for page, found in workers.each(memo, label_page, learnt, watch("articles", opened)):
        if isinstance(found, Exception):
            _fail(memo, found, page.slip, done)
        else:
            labelled.append(found)
    articles = _threads(memo, labelled)
    outside = Annotators(content.site.annotators)
    parts = [[(page.slip, page.source) for page in pages] for pages in articles]
    hides = hidden(memo, content, parts, owner, done.received, {*owner, *done.failed})
    jobs = [(pages, hides.ids[pages[0].slip.id]) for pages in articles]
    shared = content, outside, hides.withheld
    for (pages, called), made in workers.each(memo, prepare_article, shared, jobs):
        slip = pages[0].slip
        done.further.update((page.slip.id, slip.id) for page in pages[1:])
        if isinstance(made, Exception):
            _fail(memo, made, slip, done)
        else:
            done.prepared[called] = made
            memo.good(slip.id + done.mark, made)
    done.problems.extend((*outside.problems, *_unowned(content, owner, done), *hides.problems))
    failed = {hides.ids[id] for id in done.failed}
    return done._replace(failed=failed, withheld=hides.withheld, covered=hides.articles)


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


Pages = tuple[Kept[tuple[Slip, ...]], str, list[tuple[Slip, "Opened | Exception"]]]
"""Of a file: its slips, the ref of its bytes, and what each page came to."""


def _open_file(_: None, memo: Memo, file: SeedFile) -> Pages:
    slips, pages = file.slips(memo), list[tuple[Slip, Opened | Exception]]()
    for slip in slips.value:
        try:
            pages.append((slip, open_page(memo, file, slip)))
        except Exception as error:  # a fault in one article must not cost the others
            pages.append((slip, error))
    file.close()
    return slips, file.ref, pages


def _file(content: Content, id: str) -> SeedFile:
    return SeedFile(content.root, id, content.files[id])


def _pages(
    memo: Memo, file: SeedFile, found: Pages | Exception, done: Preparation
) -> list[tuple[Slip, Opened | Exception]]:
    """The pages of a file; of one that cannot be opened none, but its articles stay."""
    if not isinstance(found, Exception):
        slips, done.received[file.where], pages = found
        memo.good(file.where, (slips,))
        return pages
    done.problems.append(problem_of(found, file.where))
    before: list[Kept[tuple[Slip, ...]]] | None = memo.last_good(file.where, _SLIPS)
    for id in [slip.id for slip in before[0].value] if before else [file.id]:
        _restore(memo, id, done)
    return []


def _fail(memo: Memo, error: Exception, slip: Slip, done: Preparation) -> None:
    done.problems.append(problem_of(error, slip.place))
    _restore(memo, slip.id, done)


_SLIPS = (tuple[Slip, ...],)


def _restore(memo: Memo, id: str, done: Preparation) -> None:
    if before := memo.last_good(id + done.mark, PARTS):
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
    own = [id] if id in content.files else []
    many = (n for n, path in content.files.items() if INTAKES[ending(path.name)].many)
    for name in chain(own, (n for n in many if n != id)):
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
                shared = content, Annotators(content.site.annotators), frozenset[str]()
                return prepare_article(shared, memo, (pages, called))
        ids += [slip.id for slip in slips]
    where = (content.root / "seeds").as_posix()
    single = {n for n, path in content.files.items() if not INTAKES[ending(path.name)].many}
    raise unknown(where, "article", id, sorted({*single, *ids}))


def _found(memo: Memo, content: Content, file: SeedFile, slip: Slip) -> list[Labelled]:
    """The pages of the article that a page belongs to, as the last build put them together."""
    before: list[Kept[tuple[tuple[str, ...], ...]]] | None = memo.last_good(_THREADS, _IDS)
    ids = next((ids for ids in (before[0].value if before else ()) if slip.id in ids), (slip.id,))
    opened: dict[str, Opened] = {}
    for id in ids:
        path = content.files.get(id)
        of = SeedFile(content.root, id, path) if path else file
        opened |= {
            each.id: open_page(memo, of, each) for each in of.slips(memo).value if each.id == id
        }
    habits: list[Kept[tuple[Habits, ...]]] | None = memo.last_good(LEARNT, HABITS)
    learnt = habits[0] if habits else learnt_from(memo, [opened[slip.id]])
    return [label_page(learnt, memo, opened[id]) for id in ids if id in opened]


_IDS = (tuple[tuple[str, ...], ...],)


def problem_of(error: Exception, place: str) -> Problem:
    """What went wrong with a file: what a Trouble says, or that the fault is ours."""
    if isinstance(error, Trouble):
        return error.problem
    where = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}: {error}"
    return Problem(place, what, "a fault of the generator: report it, with the file")
