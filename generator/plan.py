"""What a site consists of, before any of it is made: every file, and how to come by its bytes.

A page is cut from the archive when it is asked for and let go afterwards, so that a build holds
few pages at a time, and a server makes only those that somebody looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import rcssmin

from generator import read
from generator.archive import COMMON, related
from generator.catalogue import Card
from generator.content import Content
from generator.dataset import Dataset, File, article_files, data_files, data_page_of
from generator.figures import Numbers, figure_files, number_pages, numbers_of
from generator.manner import Manner, Planned
from generator.model import Article, Page, Problem
from generator.pages.article import article_page
from generator.pages.article_after import told_of
from generator.pages.article_view import ArticleView
from generator.pages.collation import CollationView, collation_page
from generator.pages.feeds import sitemap
from generator.pages.parts import Cut, Link, Wanted, everyone, owner, roughly, whole
from generator.pages.paths import (
    DATA,
    article_path,
    collation_path,
    preview_path,
    raw_path,
    text_path,
    versions_path,
)
from generator.pages.received import received
from generator.pages.shelf import Shelf, entry, formulas, quoted
from generator.pages.table import plan as shelf_pages
from generator.pages.versions import VersionsView, versions_page
from generator.phrases.phrase import Found
from generator.phrasing import Near, phrase_files
from generator.prepare import Preparation
from generator.previews import preview_files
from generator.recipes import recipe
from generator.searching import search_files
from generator.steps import Prepared
from generator.store import Kept, Memo, digest
from generator.tables import Rows
from generator.takedown import shown_in
from generator.texts import text_files
from generator.theme import theme_files


class Ready(NamedTuple):
    """A file that can be made: `key` is the digest of all that its bytes are made of."""

    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Plan:
    """The whole site, planned."""

    memo: Memo
    content: Content
    shelf: Shelf
    done: Preparation
    data: Dataset
    manner: Manner
    problems: tuple[Problem, ...]
    phrases: tuple[Kept[Found], Kept[Near]]
    wanted: Wanted = everyone
    standing: Callable[[], Iterable[str]] = tuple  # paths in the site of what is not asked for
    before: Mapping[str, Rows] | None = None  # the rows that edited articles had

    def pages(self) -> Iterator[Planned]:
        """Every page of the site that is asked for."""
        paths = set[str]()
        for page in chain(
            chain.from_iterable(article_pages(self, id) for id in self.around),
            _versions_pages(self),
            map(planned, shelf_pages(self.shelf, self.wanted)),
            _data_pages(self),
        ):
            paths |= {page.path} if page.path.endswith(".html") and not page.once else set()
            yield page
        if self.shelf.site.address:  # a sitemap takes no relative links
            others = tuple(edition.folder for edition in self.manner.editions if edition.folder)
            paths |= {path for path in self.standing() if not path.startswith(others)}
            pages = sorted(path for path in paths if path.endswith(".html"))
            yield from map(planned, map(whole, sitemap(tuple(pages))))

    def others(self) -> Iterator[File]:
        """Every file that is no page: data, pictures, the theme's own, the sources as received;
        those that are asked for."""
        prepared, site, theme = self.done.prepared, self.manner.site, self.manner.loaded()
        editions, wanted = self.manner.editions, self.wanted
        yield from static_files(self.manner.folders)
        yield from received_files(self)
        yield from text_files(self.memo, prepared, editions, self.shelf.index.versions, wanted)
        yield from search_files(
            self.memo, prepared, self.shelf.index.cards, self.shelf.keys, editions
        )
        yield from preview_files(prepared, site, theme, wanted)
        yield from data_files(self.memo, self.data, prepared, site, theme, wanted, self.before)
        yield from phrase_files(self.shelf.index, self.shelf.phrases, wanted)
        yield from figure_files(self.numbers)

    def lost(self) -> Iterator[str]:
        """Files of articles that could not be prepared, which stay what they were."""
        for id in sorted(self.done.failed):
            for edition in self.manner.editions:
                yield edition.folder + article_path(id)
                yield edition.folder + collation_path(id)
            yield from (*article_files(id), preview_path(id), text_path(id))
        yield from _unread(self)

    @property
    def guard(self) -> tuple[Callable[[str, bytes], bool] | None, str]:
        """What must not be published, whichever way it came there, and what tells to look again."""
        takedown = self.content.takedown
        if not takedown.rows:
            return None, ""
        names = takedown.everywhere
        return partial(_refuses, names) if names else None, digest(takedown)

    def find(self, path: str) -> Ready | None:
        """The file at a path of the site, or None; it is worked out no sooner than asked for."""
        if path.startswith(_NO_PAGES):
            file = self._others.get(path)
            return Ready(file.key, file.made) if file else None
        for n, edition in reversed([*enumerate(self.manner.editions)]):  # the root's folder is ""
            page = self._pages.get(path.removeprefix(edition.folder))
            if page and path.startswith(edition.folder) and not (n and page.once):
                return self.ready(n, page)
        return None

    def ready(self, edition: int, page: Planned) -> Ready:
        """A page in the edition of that number."""
        kept = page.cut(self.memo)
        key = self.manner.key(edition, page.template, kept)
        return Ready(key, partial(self.manner.made, edition, kept))

    def static(self) -> dict[str, str]:
        """The keys of the theme's own files, by path."""
        return {file.path: file.key for file in static_files(self.manner.folders)}

    @cached_property
    def around(self) -> dict[str, tuple[Any, ...]]:
        """What each article's page shows beside what it names: the articles before and after it
        by date, and the notes that tell of it.
        """
        cards, told = self.shelf.index.newest(), told_of(self.shelf.notes)
        links = [None, *(Link(entry(c).title, article_path(c.id)) for c in cards), None]
        return {
            card.id: (links[n], links[n + 2], told.get(article_path(card.id), ()))
            for n, card in enumerate(cards)
        }

    @cached_property
    def numbers(self) -> Numbers:
        """All numbers; of several versions of an article those of the first are counted."""
        index = self.shelf.index
        words = {id: card.words for id, card in index.cards.items() if card.words}
        copies = frozenset(id for ids in index.versions.values() for id in ids[1:])
        return numbers_of(self.memo, self.data.rows, words, copies)

    @cached_property
    def _pages(self) -> Sought[Planned]:
        return Sought(self.pages())

    @cached_property
    def _others(self) -> Sought[File]:
        return Sought(self.others())


_NO_PAGES = ("data/", "icons/", "previews/", "raw/", "search/", "static/", "texts/")
"""Folders without a page."""


class Pathed(Protocol):
    """What stands at a path."""

    @property
    def path(self) -> str:
        """The path."""


P = TypeVar("P", bound=Pathed)


class Sought(Generic[P]):
    """Pages or files by path, planned no further than to the last that was asked for."""

    def __init__(self, coming: Iterator[P]) -> None:
        self._coming, self._seen = coming, dict[str, P]()

    def get(self, path: str) -> P | None:
        """The one at a path."""
        while path not in self._seen and (one := next(self._coming, None)):
            self._seen[one.path] = one
        return self._seen.get(path)


def _refuses(names: tuple[str, ...], path: str, data: bytes) -> bool:
    return shown_in(path.encode(), names) or shown_in(data, names)


def planned(cut: Cut) -> Planned:
    return Planned(cut.path, cut.template, cut.once, False, lambda _: _digested(cut.page()), cut.of)


def _digested(page: Page[Any]) -> Kept[Page[Any]]:
    return Kept(digest(page), lambda: page)


def _data_pages(plan: Plan) -> Iterator[Planned]:
    yield from number_pages(plan.memo, plan.numbers)
    page_ = data_page_of(plan.memo, plan.data)
    yield Planned(DATA, "data.html", False, True, partial(_known, page_))


def _known(page: Kept[Page[Any]], _: Memo) -> Kept[Page[Any]]:
    return page


# --- the pages of an article: each sees of the others only what it shows --------------------------


def article_pages(plan: Plan, id: str) -> Iterator[Planned]:
    """An article's page and its textual notes, if they are asked for."""
    of = owner("article", id)
    if not plan.wanted(of):
        return
    p, rows = plan.done.prepared[id], plan.data.rows[id].ref
    seen = plan.shelf, plan.shelf.index.cards[id], plan.around[id]
    beside = Kept("", cache(partial(_beside, *seen)))
    article, collation = partial(_article, p, rows, beside), partial(_collation, p)
    yield Planned(article_path(id), "article.html", False, True, article, of)
    yield Planned(collation_path(id), "collation.html", False, True, collation, of)


def _beside(shelf: Shelf, card: Card, seen: tuple[Any, ...]) -> tuple[Any, ...]:
    """What an article's page shows of other articles."""
    index, (earlier, later, notes) = shelf.index, seen
    keys = {(m.kind, m.key) for m in card.mentions}
    elsewhere = {key: roughly(index.articles(*key)) for key in keys}
    shared = shelf.phrases.shared(card.id, COMMON)
    near = tuple((entry(c), kinds) for c, kinds in related(index, card, shared))
    family = index.versions.get(card.id, ())
    versions = tuple(entry(index.cards[id]) for id in family if id != card.id)
    compared = versions_path(family[0]) if family else ""
    said, told = formulas(shelf, card), quoted(shelf, card)
    more = shelf.site.threshold, said, notes, told
    return elsewhere, near, earlier, later, versions, compared, *more


def _article(
    p: Prepared, rows: str, beside: Kept[tuple[Any, ...]], memo: Memo
) -> Kept[Page[ArticleView]]:
    def work() -> Page[ArticleView]:
        values = (p.article.value, p.facts.value, p.trace.value)
        files = received(p.source.value)
        return article_page(*values, *beside.value, files=files, edit=p.edit.value, digest=rows)

    elsewhere, *others = beside.value
    mine = (p.article.ref, p.facts.ref, p.trace.ref, p.source.ref, p.edit.ref, rows)
    seen = digest(sorted(elsewhere.items()), others)
    return memo.step(recipe("generator.pages.article"), (*mine, seen), Page[ArticleView], work)


def _collation(p: Prepared, memo: Memo) -> Kept[Page[CollationView]]:
    of = (p.source, p.pieces, p.article, p.trace, p.card)
    return memo.step(
        recipe("generator.pages.collation"),
        tuple(part.ref for part in of),
        Page[CollationView],
        lambda: collation_page(*(part.value for part in of)),  # type: ignore[arg-type]
    )


def _versions_pages(plan: Plan) -> Iterator[Planned]:
    """A page for each article that is there in several versions."""
    for family in dict.fromkeys(plan.shelf.index.versions.values()):
        parts = [(p.card, p.article) for p in (plan.done.prepared[id] for id in family)]
        yield Planned(
            versions_path(family[0]), "versions.html", False, True, partial(_versions, parts)
        )


def _versions(
    parts: list[tuple[Kept[Card], Kept[Article]]], memo: Memo
) -> Kept[Page[VersionsView]]:
    return memo.step(
        recipe("generator.pages.versions"),
        tuple(ref for card, article in parts for ref in (card.ref, article.ref)),
        Page[VersionsView],
        lambda: versions_page([c.value for c, _ in parts], [a.value for _, a in parts]),
    )


# --- what is no page ---------------------------------------------------------------------------


def static_files(folders: tuple[Path, ...], only: Collection[Path] | None = None) -> Iterator[File]:
    """The theme's own files, or of these paths those that are."""
    code = recipe("generator.plan")  # a style sheet is published otherwise than it is written
    for name, file in theme_files(folders).items():
        if only is not None and file not in only:
            continue
        key = digest(code, file.read_bytes())
        yield File(f"static/{name}", key, partial(_static, file))


def _static(file: Path) -> bytes:
    """A file of the theme as it is published: a style sheet without what only its writers read."""
    data = file.read_bytes()
    return rcssmin.cssmin(data) if file.suffix == ".css" else data


def received_files(plan: Plan) -> Iterator[File]:
    """The sources as received; one that holds a name that must not appear is not given out."""
    content, done = plan.content, plan.done
    bad = {problem.where for problem in done.problems}
    for source in content.files.values():
        where = source.relative_to(content.root).as_posix()
        if where in done.received and where not in bad | done.withheld:
            data = partial(read.data, source, where, content.root / "seeds")
            yield File(raw_path(where), done.received[where], data, light=True)


def _unread(plan: Plan) -> Iterator[str]:
    """A source with a problem keeps the file that its pages still tell of."""
    content, done = plan.content, plan.done
    bad = {problem.where for problem in done.problems}
    for source in content.files.values():
        where = source.relative_to(content.root).as_posix()
        troubled = where in bad or where not in done.received
        if troubled and where not in done.withheld and not (where in bad and content.takedown.rows):
            yield raw_path(where)
