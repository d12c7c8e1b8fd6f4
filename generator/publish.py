"""Pages to files: written only where different, never half, and what no page claims removed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator.model import Problem, Trouble

_MARKER = ".nojekyll"  # GitHub Pages must not touch the site; it also says that a folder is ours

Stamp = tuple[str, int, int]
"""Key of what was published, and the file's size and time of change after it was written."""


class Report(Struct, frozen=True):
    """What a build did."""

    articles: int
    files: int
    written: int  # of them, those that were new or different
    removed: int
    problems: tuple[Problem, ...] = ()


class Way(NamedTuple):
    """Where files are published, and what may not be."""

    folder: Path
    refuses: Callable[[str, bytes], bool] | None = None
    """Tells of a path and what is in it that it must not be published."""
    salt: str = ""  # what was published while another held is looked at again


class Outcome(NamedTuple):
    """What became of a file: its stamp, or a problem where it could not be published; neither where
    it stands already."""

    path: str
    key: str
    stamp: Stamp | None = None
    written: bool = False
    problem: Problem | None = None


def put(way: Way, path: str, key: str, make: Callable[[], bytes]) -> Outcome:
    """See that a file holds what `make` gives; any process may do so for its own files."""
    target, key = way.folder / path, key + way.salt
    try:
        content = make()
        if way.refuses and way.refuses(path, content):
            what = "a name that is taken down stands in it"
            raise Trouble(path, what, "see what brings it there")
        if different := _held(target) != content:
            _write(target, content)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        remedy = "make room or mend permissions"
        return Outcome(path, key, problem=Problem(str(target), what, remedy))
    except Trouble as trouble:
        return Outcome(path, key, problem=trouble.problem)
    return Outcome(path, key, _stamp(target, key), different)


class Publisher:
    """The folder a site is published into.

    Raises Trouble where the folder holds something else.
    """

    def __init__(
        self,
        folder: Path,
        known: dict[str, Stamp],
        refuses: Callable[[str, bytes], bool] | None = None,
        salt: str = "",
    ) -> None:
        """`known` is what the last build's `sweep` gave."""
        self.way, self._known, self._before = Way(folder, refuses, salt), known, f"{folder}{os.sep}"
        self._stamps: dict[str, Stamp] = {}
        self._kept: set[str] = set()
        self.written = self.removed = 0
        if folder.exists() and not folder.is_dir():
            raise Trouble(str(folder), "is not a folder", "move it away")
        if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARKER).exists():
            raise Trouble(
                str(folder),
                "holds files that no build of ours put there",
                "move them away; a build removes from its folder whatever is no page",
            )
        if problems := self.publish(_MARKER, "", lambda: b""):
            raise Trouble(problems[0].where, problems[0].what, problems[0].remedy)

    def standing(self, path: str) -> str:
        """The key of what stands at a path, or "" where it is not what was published there."""
        stamp = self._known.get(path)
        return stamp[0] if stamp and _stamp(self._before + path, stamp[0]) == stamp else ""

    def stands(self, path: str) -> None:
        """Note that what stands at a path is what belongs there."""
        self._stamps[path] = self._known[path]
        self._kept.add(path)

    def note(self, outcome: Outcome) -> None:
        """Note what became of a file; where it could not be published, what was there stays."""
        if outcome.problem:
            self.keep([outcome.path])
        elif outcome.stamp is None:
            self.stands(outcome.path)
        else:
            self._stamps[outcome.path] = outcome.stamp
            self._kept.add(outcome.path)
            self.written += outcome.written

    def publish(self, path: str, key: str, make: Callable[[], bytes]) -> list[Problem]:
        """See to one file; `key` tells whether it holds already what `make` gives. The problem."""
        if self.standing(path) == key + self.way.salt != "":
            self.stands(path)
            return []
        outcome = put(self.way, path, key, make)
        self.note(outcome)
        return [outcome.problem] if outcome.problem else []

    def keep(self, paths: Iterable[str]) -> None:
        """Leave these files as they were, if they may stay: what makes them failed this time."""
        self._kept.update(path for path in paths if not self._bad(path))

    def _bad(self, path: str) -> bool:
        target, refuses = self.way.folder / path, self.way.refuses
        return bool(refuses and target.is_file() and refuses(path, target.read_bytes()))

    def sweep(self) -> dict[str, Stamp]:
        """Remove files and folders that no page claims; what was published, for the next build."""
        for folder, folders, files in os.walk(self.way.folder, topdown=False):
            here = Path(folder)
            inside = here.relative_to(self.way.folder).as_posix()
            before = "" if inside == "." else f"{inside}/"
            for name in files:
                if before + name not in self._kept:
                    try:
                        (here / name).unlink()
                    except OSError as error:
                        raise Trouble(
                            str(here / name),
                            f"cannot be removed: {error.strerror}",
                            "mend the permissions of its folder",
                        ) from error
                    self.removed += 1
            for name in folders:
                if not (here / name).is_symlink() and not any((here / name).iterdir()):
                    (here / name).rmdir()
        return self._stamps


def _stamp(path: Path | str, key: str) -> Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return key, -1, -1
    return key, status.st_size, status.st_mtime_ns


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, content: bytes) -> None:
    """Write aside, then rename: a reader sees the old file or the new one, never a part."""
    aside = path.with_name(f".{path.name[:40]}.{os.getpid()}.new")
    try:
        try:
            aside.write_bytes(content)
        except FileNotFoundError:  # most files have their folder, and need not ask
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
