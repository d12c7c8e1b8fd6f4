"""A theme as a folder: which folders make it up, and what they hold besides templates.

    themes/NAME/theme.toml     parent = "default", and the colours of its paper
    themes/NAME/words.toml     interface words, those that differ from the parent's
    themes/NAME/templates/     whole pages
    themes/NAME/partials/      parts of pages
    themes/NAME/static/        what pages ask for by `static(name)`

Whatever a theme lacks its parent gives, and the parent's parent after that.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator import toml
from generator.model import Trouble

COLUMNS = ("hans", "tw", "hk", "en")  # of words.toml


class Manner(Struct, frozen=True):
    """theme.toml."""

    name: str = ""
    title: str = ""
    parent: str | None = None  # "" for none; a theme that says nothing has the default one


def theme_folders(root: Path, name: str) -> tuple[Path, ...]:
    """Where to look for a theme's files: its own folders, then its parent's, and so on.

    A theme has two if the archive in `root` has one of that name and so have we.
    Raises Trouble where a theme or a parent is not there, or parents go in a circle.
    """
    ours = Path(__file__).parent / "themes"  # as installed; in a checkout they stand beside
    ours = ours if ours.is_dir() else Path(__file__).parents[1] / "themes"
    found: dict[Path, None] = {}
    names: list[str] = []
    where = root / "content" / "site.toml"
    while name:
        if name in names:
            line = " → ".join([*names[names.index(name) :], name])
            what = f"the themes' parents go in a circle: {line}"
            raise Trouble(str(where), what, 'name another parent here, or none: parent = ""')
        names.append(name)
        if not re.fullmatch(r"[\w-]+", name):
            raise Trouble(str(where), f"parent {name!r} is no name of a folder", "see themes/")
        folders = [f.resolve() for f in (root / "themes" / name, ours / name) if f.is_dir()]
        if not folders:
            raise _missing(where, name, (root / "themes", ours), len(names) > 1)
        found |= dict.fromkeys(folders)
        where, parent = _parent(folders)
        name = parent if parent is not None else "" if name == "default" else "default"
    return tuple(found)


def _parent(folders: list[Path]) -> tuple[Path, str | None]:
    """What the first of a theme's folders that has a theme.toml says of its parent."""
    for path in (folder / "theme.toml" for folder in folders):
        if path.is_file():
            return path, _manner(path).parent
    return folders[0] / "theme.toml", None


def _missing(where: Path, name: str, places: tuple[Path, ...], parent: bool) -> Trouble:
    there = {f.name for place in places if place.is_dir() for f in place.iterdir() if f.is_dir()}
    make = places[0] / name
    what = f"no theme {name!r}" + (" to be the parent" if parent else "")
    return Trouble(str(where), what, f"make {make}, or name one of: {', '.join(sorted(there))}")


def _manner(path: Path) -> Manner:
    return toml.struct(_toml(path), Manner, str(path), "setting", "mend the setting")


def theme_files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """The files that pages ask for by `static(name)`; the first folder that has one gives it."""
    found: dict[str, Path] = {}
    for folder in folders:
        static = folder / "static"
        for path in sorted(p for p in static.rglob("*") if p.is_file() and p.name[0] != "."):
            found.setdefault(path.relative_to(static).as_posix(), path)
    return found


def theme_words(folders: tuple[Path, ...]) -> dict[str, dict[str, str]]:
    """The interface words of a theme; the first folder that has one gives it.

    Raises Trouble where a words.toml cannot be read, or a word lacks a form.
    """
    words: dict[str, dict[str, str]] = {}
    for path in (folder / "words.toml" for folder in reversed(folders)):
        if path.is_file():
            words |= _words(path)
    return words


def _words(path: Path) -> dict[str, dict[str, str]]:
    table = _toml(path)
    for key, row in table.items():
        for column in COLUMNS:
            if not isinstance(row, dict) or not isinstance(row.get(column), str):
                raise Trouble(str(path), f"word {key!r} has no form {column!r}", "add it")
    return table


def _toml(path: Path) -> dict[str, Any]:
    try:
        return toml.table(path.read_text("utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise Trouble(str(path), "is not UTF-8", "save it as UTF-8") from error
