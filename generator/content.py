"""What an archive's folder says, before any source is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator import read
from generator.model import Edit, Glossary, Name, Names, Note, Problem, Site, Word
from generator.store import Memo, digest
from generator.takedown import Takedown, cover, edit_without, names_without

T = TypeVar("T")


class Content(NamedTuple):
    """What the folder says."""

    root: Path
    site: Site
    names: Names
    notes: tuple[Note, ...]
    edits: dict[str, Edit]  # by article id
    files: dict[str, Path]  # of seeds/, by the id that their articles' ids begin with
    takedown: Takedown = Takedown()  # names that stand in none of the above
    glossary: Glossary = Glossary()


def memo_of(root: Path) -> Memo:
    """The memo of an archive. Raises Trouble where there is no archive."""
    read.site(root)
    return Memo(root / ".cache" / "memo.sqlite")


def contents(root: Path, memo: Memo) -> tuple[Content, list[Problem]]:
    """What the folder says, and the problems of those parts that cannot be read.

    A part that cannot be read says what it said when it last could.
    Raises Trouble where there is no archive, or it is not clear which names must not appear.
    """
    takedown = read.takedown(root)
    site, files = read.site(root), read.files(root)
    problems = read.strays(root, files.values())

    def good(reader: Callable[[Path], tuple[dict[str, T], list[Problem]]], kind: Any) -> list[T]:
        found, troubles = reader(root)
        problems.extend(troubles)
        return list(_with_last_good(memo, found, troubles, kind).values())

    names = Names(tuple(row for rows in good(read.names, tuple[Name, ...]) for row in rows))
    edits = {edit.article: edit for edit in good(read.edits, Edit)}
    notes = tuple(good(read.notes, Note))
    words = tuple(Word(row.name, row.tw, row.hk) for row in names.rows if row.tw or row.hk)
    words += tuple(word for each in good(read.words, Glossary) for word in each.words)
    content = Content(root, site, names, notes, edits, files, takedown, Glossary(words))
    return _without(content), problems


def _without(content: Content) -> Content:
    """The same without the names that must not appear."""
    takedown = content.takedown
    names = takedown.everywhere
    return content._replace(
        site=cover(content.site, Site, names),
        names=names_without(content.names, names),
        notes=cover(content.notes, tuple[Note, ...], names),
        glossary=cover(content.glossary, Glossary, names),
        edits={id: edit_without(e, takedown.of(id)) for id, e in content.edits.items()},
    )


def _with_last_good(
    memo: Memo, found: dict[str, T], troubles: list[Problem], kind: Any
) -> dict[str, T]:
    """What was found by file; of a file that cannot be read now, what was found before."""
    all_ = dict(found)
    for where, value in found.items():
        kept = memo.step("content", (where, digest(value)), kind, partial(_itself, value))
        memo.good(where, (kept,))
    for trouble in troubles:
        where = trouble.where.split(":")[0]
        if where not in found and (before := memo.last_good(where, (kind,))):
            all_[where] = before[0].value
    return dict(sorted(all_.items()))


def _itself(value: T) -> T:
    return value
