"""The whole story on one page: an archive's folder in, a site out.

    seeds/ ─ intake ─ label ─ assemble ─ edit ─ annotate ─ summarise     each article by itself
                                                               │
                                                         gather, Index   all of them together
                                                               │
    content/notes/ ──────────────────────────────────── plan → Page      in no script yet
                                                               │
                                     render, once for each edition → public/
    facts ─ rows ───────────────── tables, annotations, JSON-LD → public/data/

Every arrow is a step of the memo: where its recipe and what goes in are known, it does not run.
An article that fails is listed and the rest goes on; what was published of it before stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import rcssmin

from generator import read
from generator.archive import COMMON, Index, gather, related
from generator.content import Content, contents, memo_of
from generator.dataset import Dataset, article_files, data_files, data_pages, dataset
from generator.editions import Edition, choose
from generator.model import Page, Problem, Site, Trouble
from generator.pages.article import article_page
from generator.pages.article_after import told_of
from generator.pages.article_view import ArticleView
from generator.pages.collation import CollationView, collation_page
from generator.pages.feeds import sitemap
from generator.pages.parts import Link
from generator.pages.paths import (
    article_path,
    collation_path,
    preview_path,
    raw_path,
    versions_path,
)
from generator.pages.received import received
from generator.pages.shelf import Shelf, entry, formulas
from generator.pages.table import plan
from generator.pages.versions import VersionsView, versions_page
from generator.phrasing import phrase_files, phrases_of
from generator.prepare import Preparation, Prepared, Watch, prepare_all
from generator.previews import preview_files
from generator.publish import Publisher
from generator.render import render
from generator.resolve import resolve
from generator.store import Kept, Memo, digest, recipe
from generator.takedown import cover, shown_in
from generator.templates import Theme, load
from generator.theme import theme_files, theme_folders


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
    site = read.site(root, address)
    folders = theme_folders(root, site.theme)
    theme = load(folders)
    with memo_of(root) as memo:
        content, problems = contents(root, memo)
        site = cover(site, Site, content.takedown.everywhere)
        publisher = Publisher(public, memo.pages, *_guard(content))
        done = resolve(memo, content, prepare_all(memo, content, watch))
        data = dataset(memo, done.prepared)
        gone = len(content.takedown.rows), done.covered
        index = Index(gather(p.card.value for p in done.prepared.values()))
        phrases = phrases_of(memo, index, done.prepared, site.threshold)
        shelf = Shelf(site, index, content.notes, content.names, gone, phrases)
        pages = list(plan_pages(memo, shelf, done.prepared, data))
        editions = choose(site.editions, content.glossary.words, site.interface)
        lost = [f(id) for id in sorted(done.failed) for f in (article_path, collation_path)]
        publisher.keep(edition.folder + path for edition in editions for path in lost)
        publisher.keep(
            path for id in done.failed for path in (*article_files(id), preview_path(id))
        )
        problems += done.problems + publish(publisher, pages, editions, site, theme, watch)
        files = data_files(memo, data, done.prepared, site, theme)
        for file in (*files, *phrase_files(index, phrases)):
            problems += _publish(publisher, *file)
        for file in preview_files(done.prepared, site, theme):
            problems += _publish(publisher, *file)
        problems += publish_files(publisher, content, folders, done)
        stamps = publisher.sweep()
        memo.finish(stamps)
        problems += [Problem(warning, "nothing is lost", "") for warning in memo.warnings]
    return Report(
        len(done.prepared), len(stamps), publisher.written, publisher.removed, tuple(problems)
    )


def plan_pages(
    memo: Memo, shelf: Shelf, prepared: dict[str, Prepared], data: Dataset
) -> Iterator[Planned]:
    """Every page of the site, in no script yet."""
    index = shelf.index
    words = {id: card.words for id, card in index.cards.items() if card.words}
    pages = [
        *_article_pages(memo, shelf, prepared, data),
        *_versions_pages(memo, index, prepared),
        *map(_planned, plan(shelf)),
        *(Planned(path, False, page) for path, page in data_pages(memo, data, words)),
    ]
    yield from pages
    if shelf.site.address:  # a sitemap takes no relative links
        paths = (p.path for p in pages if p.path.endswith(".html") and not p.once)
        yield from map(_planned, sitemap(tuple(paths)))


def _planned(page: Page[Any]) -> Planned:
    return Planned(page.path, page.once, Kept(digest(page), lambda: page))


def _article_pages(
    memo: Memo, shelf: Shelf, prepared: dict[str, Prepared], data: Dataset
) -> Iterator[Planned]:
    """An article's page and its textual notes; each sees of the others only what it shows."""
    index, threshold = shelf.index, shelf.site.threshold
    cards, told = index.newest(), told_of(shelf.notes)
    around = [None, *(Link(entry(c).title, article_path(c.id)) for c in cards), None]
    for n, card in enumerate(cards):
        p = prepared[card.id]
        elsewhere = {(m.kind, m.key): index.articles(m.kind, m.key) for m in card.mentions}
        shared = shelf.phrases.shared(card.id, COMMON)
        near = tuple((entry(c), kinds) for c, kinds in related(index, card, shared))
        family = index.versions.get(card.id, ())
        versions = tuple(entry(index.cards[id]) for id in family if id != card.id)
        compared = versions_path(family[0]) if family else ""
        said, notes = formulas(shelf, card), told.get(article_path(card.id), ())
        beside = near, around[n], around[n + 2], versions, compared, threshold, said, notes
        article = memo.step(
            recipe("generator.pages.article"),
            (
                p.article.ref,
                p.facts.ref,
                p.trace.ref,
                p.source.ref,
                p.edit.ref,
                data.rows[card.id].ref,
                digest(sorted(elsewhere.items()), beside),
            ),
            Page[ArticleView],
            partial(_article, p, data.rows[card.id].ref, (elsewhere, *beside)),
        )
        yield Planned(article_path(card.id), False, article)
        collation = memo.step(
            recipe("generator.pages.collation"),
            (p.source.ref, p.pieces.ref, p.article.ref, p.trace.ref, p.card.ref),
            Page[CollationView],
            partial(_collation, p),
        )
        yield Planned(collation_path(card.id), False, collation)


def _versions_pages(memo: Memo, index: Index, prepared: dict[str, Prepared]) -> Iterator[Planned]:
    """A page for each article that is there in several versions."""
    for family in dict.fromkeys(index.versions.values()):
        parts = [prepared[id] for id in family]
        page = memo.step(
            recipe("generator.pages.versions"),
            tuple(ref for p in parts for ref in (p.card.ref, p.article.ref)),
            Page[VersionsView],
            partial(_versions, parts),
        )
        yield Planned(versions_path(family[0]), False, page)


def _versions(parts: list[Prepared]) -> Page[VersionsView]:
    return versions_page([p.card.value for p in parts], [p.article.value for p in parts])


def _article(p: Prepared, rows: str, others: tuple[Any, ...]) -> Page[Any]:
    values = (p.article.value, p.facts.value, p.trace.value)
    files = received(p.source.value)
    return article_page(*values, *others, files=files, edit=p.edit.value, digest=rows)


def _collation(p: Prepared) -> Page[Any]:
    values = (p.source.value, p.pieces.value, p.article.value, p.trace.value, p.card.value)
    return collation_page(*values)


def publish(
    publisher: Publisher,
    pages: list[Planned],
    editions: tuple[Edition, ...],
    site: Site,
    theme: Theme,
    watch: Watch[Any],
) -> list[Problem]:
    """Write every page in every edition; the problems met."""
    problems: dict[Problem, None] = {}
    base = digest(recipe("generator.render"), theme.ref, site)
    keys = {edition.id: digest(base, edition) for edition in editions}
    for path, once, page in watch("pages", pages):
        for edition in editions[:1] if once else editions:
            target = edition.folder + path
            key = digest(keys[edition.id], page.ref)
            make = partial(_bytes, page, edition, editions, site, theme)
            problems |= dict.fromkeys(_publish(publisher, target, key, make))
    return list(problems)


def _publish(publisher: Publisher, path: str, key: str, make: Callable[[], bytes]) -> list[Problem]:
    """See to one file; what is wrong with it costs no other."""
    try:
        publisher.publish(path, key, make)
    except Trouble as trouble:
        publisher.keep([path])
        return [trouble.problem]
    return []


def _guard(content: Content) -> tuple[Callable[[str, bytes], bool] | None, str]:
    """What a publisher must refuse, whichever way it came there, and what tells it to look."""
    names = content.takedown.everywhere
    if not content.takedown.rows:
        return None, ""

    def refuses(path: str, data: bytes) -> bool:
        return shown_in(path.encode(), names) or shown_in(data, names)

    return refuses if names else None, digest(content.takedown)


def publish_files(
    publisher: Publisher, content: Content, folders: tuple[Path, ...], done: Preparation
) -> list[Problem]:
    """Put beside the pages what they ask for: the theme's own files, and the sources as received.

    A source with a problem keeps the file that its pages still tell of; one that holds a name
    that must not appear is not given out.
    """
    problems: list[Problem] = []
    code = recipe("generator.build")  # a style sheet is published otherwise than it is written
    for name, file in theme_files(folders).items():
        key = digest(code, file.read_bytes())
        problems += _publish(publisher, f"static/{name}", key, partial(_static, file))
    bad = {problem.where for problem in done.problems}
    for source in content.files.values():
        where = source.relative_to(content.root).as_posix()
        if where in done.withheld or (where in bad and content.takedown.rows):
            continue
        if where in done.received and where not in bad:
            data = partial(read.data, source, where, content.root / "seeds")
            problems += _publish(publisher, raw_path(where), done.received[where], data)
        else:
            publisher.keep([raw_path(where)])
    return problems


def _static(file: Path) -> bytes:
    """A file of the theme as it is published: a style sheet without what only its writers read."""
    data = file.read_bytes()
    return rcssmin.cssmin(data) if file.suffix == ".css" else data


def _bytes(page: Kept[Page[Any]], *how: Any) -> bytes:
    return render(page.value, *how).encode()
