"""How pages are made into files: a page to be, and all that its file depends on beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from generator.editions import Edition
from generator.model import Page, Site
from generator.recipes import recipe
from generator.render import render
from generator.store import Kept, Memo, digest
from generator.templates import Theme, load


class Planned(NamedTuple):
    """A page to be, in no script yet.

    `cut` gives it, as steps of a memo. What it needs goes with it to a worker, if it is `light`;
    else it holds the whole archive. `of` is its owner, if the page may change with that alone.
    """

    path: str  # within an edition
    template: str
    once: bool  # stands at the site's root only
    light: bool
    cut: Callable[[Memo], Kept[Page[Any]]]
    of: str = ""


class Manner(NamedTuple):
    """How pages are made into files: all that a file depends on beside its page."""

    editions: tuple[Edition, ...]
    keys: tuple[str, ...]  # of each edition: digest of what its pages are rendered with
    site: Site
    folders: tuple[Path, ...]  # of the theme
    theme: str  # its ref
    templates: dict[str, str]  # of each the digest of all that a page made of it is made of

    def targets(self, page: Planned) -> list[tuple[int, str]]:
        """The numbers of the editions a page is made in, and its path in the site in each."""
        editions = self.editions[:1] if page.once else self.editions
        return [(n, edition.folder + page.path) for n, edition in enumerate(editions)]

    def key(self, edition: int, template: str, page: Kept[Page[Any]]) -> str:
        """The digest of all that the page's bytes in that edition are made of."""
        return digest(self.keys[edition], self.templates[template], page.ref)

    def loaded(self) -> Theme:
        """The theme itself."""
        return _theme(self.folders, self.theme)

    def made(self, edition: int, page: Kept[Page[Any]]) -> bytes:
        """The page's bytes in that edition. Raises Trouble where it cannot be rendered."""
        how = self.editions[edition], self.editions, self.site, self.loaded()
        return render(page.value, *how).encode()


def manner_of(
    memo: Memo, editions: tuple[Edition, ...], site: Site, folders: tuple[Path, ...]
) -> Manner:
    """How to make pages with the theme in these folders. Raises Trouble where it cannot be read."""
    theme = _LOADED[folders] = load(folders, memo)
    base = digest(recipe("generator.render"), theme.told, site)
    keys = tuple(digest(base, edition) for edition in editions)
    return Manner(editions, keys, site, folders, theme.ref, theme.templates)


_LOADED = dict[tuple[Path, ...], Theme]()
"""The theme in some folders, once for each process."""


def _theme(folders: tuple[Path, ...], ref: str) -> Theme:
    if folders not in _LOADED or _LOADED[folders].ref != ref:
        _LOADED[folders] = load(folders)
    return _LOADED[folders]
