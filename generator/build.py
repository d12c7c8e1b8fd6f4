"""The whole story on one page: an archive's folder in, a site out.

    seeds/ ─ intake ─ label ─ assemble ─ edit ─ annotate ─ summarise     each article by itself
                                                               │
                                                         gather, Index   all of them together
                                                               │
    content/notes/ ──────────────────────────────────── plan → Page      in no script yet
                                                               │
                                     render, once for each edition → public/

Every arrow is a step of the memo: where its recipe and what goes in are known, it does not run.
An article that fails is listed and the rest goes on; what was published of it before stays.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from generator import read
from generator.annotate.annotate import annotate
from generator.archive import Index, gather, related, summarise
from generator.clean.assemble import assemble, trace
from generator.clean.label import label
from generator.edit import edit_article, relabel
from generator.editions import choose
from generator.frontmatter import unknown
from generator.intake.leaf import Leaf
from generator.intake.table import INTAKES, ending, intake
from generator.model import (
    Article,
    Card,
    Edit,
    Fact,
    Names,
    Note,
    Page,
    Piece,
    Problem,
    Site,
    Source,
    Trace,
    Trouble,
)
from generator.pages.article import article_page
from generator.pages.article_view import ArticleView
from generator.pages.collation import CollationView, collation_page
from generator.pages.feeds import sitemap
from generator.pages.parts import Link
from generator.pages.paths import article_path, collation_path
from generator.pages.shelf import Shelf, entry
from generator.pages.table import plan
from generator.publish import Publisher
from generator.render import Theme, load, render, theme_files, theme_folders
from generator.seeds import SeedFile, Slip
from generator.store import Kept, Memo, digest, recipe

T = TypeVar("T")
Watch = Callable[[str, list[T]], Iterable[T]]
"""Gives back what it is given, item by item, and may show how far it has come."""


class Content(NamedTuple):
    """What an archive's folder says, before any source is opened."""

    root: Path
    site: Site
    names: Names
    notes: tuple[Note, ...]
    edits: dict[str, Edit]
    files: dict[str, Path]  # of seeds/, by the id that their articles' ids begin with


class Preparation(NamedTuple):
    """What became of all articles; a failed one has no `Prepared` where it never went well."""

    prepared: dict[str, Prepared]
    problems: list[Problem]
    failed: set[str]


class Prepared(NamedTuple):
    """What is known of one article before it meets the others; each part loaded when asked."""

    source: Kept[Source]
    pieces: Kept[tuple[Piece, ...]]
    article: Kept[Article]
    trace: Kept[Trace]
    facts: Kept[tuple[Fact, ...]]
    card: Kept[Card]


_PARTS = (Source, tuple[Piece, ...], Article, Trace, tuple[Fact, ...], Card)
"""What `Prepared` holds."""


class Planned(NamedTuple):
    """A page to be, loaded when asked."""

    path: str  # within an edition
    once: bool  # stands at the site's root only
    page: Kept[Page[Any]]


class Report(NamedTuple):
    """What a build did."""

    articles: int
    files: int
    written: int  # of them, those that were new or different
    removed: int
    problems: tuple[Problem, ...]


def build(root: Path, public: Path, address: str = "", watch: Watch[Any] | None = None) -> Report:
    """Publish the archive in `root` into `public`, and say what was done.

    `address` stands in for the site's own. Raises Trouble where nothing can be built at all;
    whatever stood in `public` stays then.
    """
    watch = watch or (lambda _, items: items)
    content, problems = contents(root)
    site = replace(content.site, address=address or content.site.address)
    folders = theme_folders(root, site.theme)
    theme = load(folders)
    stamps = None
    with Memo(root / ".cache" / "memo.sqlite") as memo:
        publisher = Publisher(public, memo.pages)
        prepared, troubles, failed = prepare_all(memo, content, watch)
        pages = list(plan_pages(memo, content._replace(site=site), prepared))
        publisher.keep(f(id) for id in sorted(failed) for f in (article_path, collation_path))
        problems += troubles + publish(publisher, pages, site, theme, folders, watch)
        stamps = publisher.sweep()
        memo.finish(stamps)
        problems += [Problem(warning, "nothing is lost", "") for warning in memo.warnings]
    return Report(len(prepared), len(stamps), publisher.written, publisher.removed, tuple(problems))


def contents(root: Path) -> tuple[Content, list[Problem]]:
    """What the folder says, and the problems of those parts that cannot be read."""
    site = read.site(root)
    files = read.files(root)
    names, trouble_names = read.names(root)
    notes, trouble_notes = read.notes(root)
    edits, trouble_edits = read.edits(root)
    strays = read.strays(root, files.values())
    content = Content(root, site, names, notes, edits, files)
    return content, trouble_names + trouble_notes + trouble_edits + strays


def prepare_all(memo: Memo, content: Content, watch: Watch[Any]) -> Preparation:
    """Every article that can be prepared, and the problems of those that cannot.

    One that cannot be stays what it was when it last could: on its page, and on all that name it.
    """
    done = Preparation({}, [], set())
    owner: dict[str, str] = {}
    for file in watch("files", [*map(partial(_file, content), content.files)]):
        for slip in _slips(memo, file, done):
            if owner.setdefault(slip.id, file.where) != file.where:
                what = f"its id {slip.id!r} is that of {owner[slip.id]}"
                done.problems.append(Problem(slip.place, what, "rename one of the files"))
                continue
            try:
                done.prepared[slip.id] = prepare(memo, content, file, slip)
                memo.good(slip.id, done.prepared[slip.id])
            except Exception as error:  # a fault of ours in one article must not cost the others
                done.problems.append(problem_of(error, slip.place))
                _restore(memo, slip.id, done)
        file.close()
    done.problems.extend(_unowned(content, owner, done))
    return done


def _file(content: Content, id: str) -> SeedFile:
    return SeedFile(content.root, id, content.files[id])


def _slips(memo: Memo, file: SeedFile, done: Preparation) -> tuple[Slip, ...]:
    """The pages of a file; of one that cannot be opened none, but its articles stay."""
    try:
        slips = file.slips(memo)
        memo.good(file.where, (slips,))
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
    if before := memo.last_good(id, _PARTS):
        done.prepared[id] = Prepared(*before)
    else:
        done.failed.add(id)


def _unowned(content: Content, owner: dict[str, str], done: Preparation) -> Iterator[Problem]:
    """The overlays that correct no article."""
    known = {*owner, *done.prepared, *done.failed}
    for id in content.edits.keys() - known:
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
                return prepare(memo, content, file, slip)
        ids += [slip.id for slip in slips]
    where = (content.root / "seeds").as_posix()
    raise unknown(where, "article", id, sorted({*content.files, *ids} - {*many}))


def problem_of(error: Exception, place: str) -> Problem:
    """What went wrong with a file: what a Trouble says, or that the fault is ours."""
    if isinstance(error, Trouble):
        return error.problem
    where = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} in {Path(where.filename).name}:{where.lineno}: {error}"
    return Problem(place, what, "a fault of the generator: report it, with the file")


def prepare(memo: Memo, content: Content, file: SeedFile, slip: Slip) -> Prepared:
    """One article, from its page in a file to its card."""
    edit, names = content.edits.get(slip.id, Edit(slip.id)), content.names
    edited = digest(edit)

    source = memo.step(
        recipe("generator.intake.table"),
        (slip.id, slip.place, slip.ref),
        Source,
        lambda: _read(file.leaf(slip.number)),
    )
    pieces = memo.step(
        recipe("generator.clean.label", "generator.edit"),
        (source.ref, digest(edit.labels)),
        tuple[Piece, ...],
        lambda: relabel(source.value, label(source.value), edit),
    )
    clean = recipe("generator.clean.assemble", "generator.edit")
    article = memo.step(
        clean,
        ("article", source.ref, pieces.ref, edited),
        Article,
        lambda: edit_article(assemble(source.value, pieces.value), edit),
    )
    traced = memo.step(
        clean,
        ("trace", source.ref, pieces.ref),
        Trace,
        lambda: trace(source.value, pieces.value),
    )
    facts = memo.step(
        recipe("generator.annotate.annotate"),
        (article.ref, digest(names), digest(edit.add, edit.drop, edit.change)),
        tuple[Fact, ...],
        lambda: annotate(article.value, names, edit),
    )
    card = memo.step(
        recipe("generator.archive"),
        (article.ref, facts.ref),
        Card,
        lambda: summarise(article.value, facts.value),
    )
    return Prepared(source, pieces, article, traced, facts, card)


def _read(leaf: Leaf) -> Source:
    return intake(leaf.id, leaf.path, leaf.data, leaf.given)


def plan_pages(memo: Memo, content: Content, prepared: dict[str, Prepared]) -> Iterator[Planned]:
    """Every page of the site, in no script yet."""
    index = Index(gather(p.card.value for p in prepared.values()))
    shelf = Shelf(content.site, index, content.notes, content.names)
    pages = [*_article_pages(memo, index, prepared), *map(_planned, plan(shelf))]
    yield from pages
    if content.site.address:  # a sitemap takes no relative links
        paths = (p.path for p in pages if p.path.endswith(".html") and not p.once)
        yield from map(_planned, sitemap(tuple(paths)))


def _planned(page: Page[Any]) -> Planned:
    return Planned(page.path, page.once, Kept(digest(page), lambda: page))


def _article_pages(memo: Memo, index: Index, prepared: dict[str, Prepared]) -> Iterator[Planned]:
    """An article's page and its textual notes; each sees of the others only what it shows."""
    cards = index.newest()
    around = [None, *(Link(entry(c).title, article_path(c.id)) for c in cards), None]
    for n, card in enumerate(cards):
        p = prepared[card.id]
        elsewhere = {(m.kind, m.key): index.articles(m.kind, m.key) for m in card.mentions}
        near = tuple((entry(c), tuple(shared.items())) for c, shared in related(index, card))
        others = (elsewhere, near, around[n], around[n + 2])
        article = memo.step(
            recipe("generator.pages.article"),
            (
                p.article.ref,
                p.facts.ref,
                p.trace.ref,
                digest(sorted(elsewhere.items()), others[1:]),
            ),
            Page[ArticleView],
            partial(_article, p, others),
        )
        yield Planned(article_path(card.id), False, article)
        collation = memo.step(
            recipe("generator.pages.collation"),
            (p.source.ref, p.pieces.ref, p.article.ref, p.trace.ref, p.card.ref),
            Page[CollationView],
            partial(_collation, p),
        )
        yield Planned(collation_path(card.id), False, collation)


def _article(p: Prepared, others: tuple[Any, ...]) -> Page[Any]:
    return article_page(p.article.value, p.facts.value, p.trace.value, *others)


def _collation(p: Prepared) -> Page[Any]:
    values = (p.source.value, p.pieces.value, p.article.value, p.trace.value, p.card.value)
    return collation_page(*values)


def publish(
    publisher: Publisher,
    pages: list[Planned],
    site: Site,
    theme: Theme,
    folders: tuple[Path, ...],
    watch: Watch[Any],
) -> list[Problem]:
    """Write every page in every edition, and the theme's own files; the problems met."""
    problems: dict[Problem, None] = {}
    editions = choose(site.editions)
    base = digest(recipe("generator.render"), theme.ref, site)
    for path, once, page in watch("pages", pages):
        for edition in editions[:1] if once else editions:
            target = edition.folder + path
            key = digest(base, page.ref, edition.id)

            make = partial(_bytes, page, edition, editions, site, theme)
            try:
                publisher.publish(target, key, make)
            except Trouble as trouble:
                publisher.keep([target])
                problems[trouble.problem] = None
    for name, file in theme_files(folders).items():
        publisher.publish(f"static/{name}", digest(file.read_bytes()), file.read_bytes)
    return list(problems)


def _bytes(page: Kept[Page[Any]], *how: Any) -> bytes:
    return render(page.value, *how).encode()
