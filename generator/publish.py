"""Pages to files: written only where different, never half, and what no page claims removed."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple

from msgspec import Struct

from generator.model import Problem, Trouble

_PIECE = 1 << 20  # bytes of a large file in memory
_MARKER = ".nojekyll"  # GitHub Pages must not touch the site; it also says that a folder is ours


class Stamp(NamedTuple):
    """What was published at a path."""

    key: str
    size: int  # of the file after it was written
    changed: int  # nanoseconds
    of: str = ""  # whose file it is, so that it is looked at only where that may have changed


class Report(Struct, frozen=True):
    """What a build did."""

    articles: int
    files: int
    written: int  # of them, those that were new or different
    removed: int
    problems: tuple[Problem, ...] = ()
    folders: tuple[str, ...] = ()  # in which it saw files, within the site


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
    of: str = ""


Content = bytes | Iterator[bytes]
"""What is in a file: whole, or in pieces where it may be very much."""


def put(way: Way, path: str, key: str, make: Callable[[], Content], of: str = "") -> Outcome:
    """See that a file of somebody holds what `make` gives; any process may do so for its own."""
    target, key = way.folder / path, key + way.salt
    try:
        content = make()
        if isinstance(content, bytes):
            [content] = _allowed(way, path, [content])
            if different := not _holds(target, content):
                _write(target, content)
        else:
            different = _stream(target, _allowed(way, path, content))
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        remedy = "make room or mend permissions"
        return Outcome(path, key, problem=Problem(str(target), what, remedy), of=of)
    except Trouble as trouble:
        return Outcome(path, key, problem=trouble.problem, of=of)
    return Outcome(path, key, _stamp(target, key, of), different, of=of)


def _allowed(way: Way, path: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    for part in parts:
        if way.refuses and way.refuses(path, part):
            what = "a name that is taken down stands in it"
            raise Trouble(path, what, "see what brings it there")
        yield part


class Publisher:
    """The folder a site is published into.

    Raises Trouble where the folder holds something else.
    """

    def __init__(
        self,
        folder: Path,
        known: Mapping[str, tuple[Any, ...]],
        refuses: Callable[[str, bytes], bool] | None = None,
        salt: str = "",
        whole: bool = True,
    ) -> None:
        """`known` is what the last build's `sweep` gave; where it is not the `whole`, nothing else
        of the folder is looked at."""
        self.way, self._known, self._before = Way(folder, refuses, salt), known, f"{folder}{os.sep}"
        self._whole = whole
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
        row = self._known.get(path)
        if row is None:
            return ""
        stamp = Stamp._make(row)
        return stamp.key if _stamp(self._before + path, stamp.key, stamp.of) == stamp else ""

    def stands(self, path: str, of: str = "") -> None:
        """Note that what stands at a path is what belongs there."""
        self._stamps[path] = Stamp._make(self._known[path])._replace(of=of)
        self._kept.add(path)

    def note(self, outcome: Outcome) -> None:
        """Note what became of a file; where it could not be published, what was there stays."""
        if outcome.problem:
            self.keep([outcome.path])
        elif outcome.stamp is None:
            self.stands(outcome.path, outcome.of)
        else:
            self._stamps[outcome.path] = outcome.stamp
            self._kept.add(outcome.path)
            self.written += outcome.written

    def has(self, path: str, key: str, of: str = "") -> bool:
        """Whether a file holds already what has that key; it is noted then."""
        if not self.standing(path) == key + self.way.salt != "":
            return False
        self.stands(path, of)
        return True

    def publish(self, path: str, key: str, make: Callable[[], Content]) -> list[Problem]:
        """See to one file; `key` tells whether it holds already what `make` gives. The problem."""
        if self.has(path, key):
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
        if not self._whole:
            for path in sorted(self._known.keys() - self._kept):
                self._remove(self.way.folder / path)
                for above in PurePosixPath(path).parents:
                    _drop(self.way.folder / above)
            return self._stamps
        for folder, folders, files in os.walk(self.way.folder, topdown=False):
            here = Path(folder)
            inside = here.relative_to(self.way.folder).as_posix()
            before = "" if inside == "." else f"{inside}/"
            for name in files:
                if before + name not in self._kept:
                    self._remove(here / name)
            for name in folders:
                if not (here / name).is_symlink():
                    _drop(here / name)
        return self._stamps

    def _remove(self, file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            what = f"cannot be removed: {error.strerror}"
            raise Trouble(str(file), what, "mend the permissions of its folder") from error
        self.removed += 1

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of all files it saw, within its own."""
        found = {path.rpartition("/")[0] for path in (*self._stamps, *self._known)}
        above = {str(folder) for path in found for folder in PurePosixPath(path).parents}
        return tuple(sorted((found | above) - {"", "."}))


def _drop(folder: Path) -> None:
    """Remove a folder that holds nothing."""
    with suppress(OSError):
        folder.rmdir()


def _stamp(path: Path | str, key: str, of: str) -> Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return Stamp(key, -1, -1, of)
    return Stamp(key, status.st_size, status.st_mtime_ns, of)


def _holds(path: Path, content: bytes) -> bool:
    """Whether that is what is in a file; one of another size need not be read."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Write aside, then rename: a reader sees the old file or the new one, never a part."""
    with _aside(path) as aside:
        try:
            aside.write_bytes(content)
        except FileNotFoundError:  # most files have their folder, and need not ask
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
        aside.replace(path)


def _stream(path: Path, parts: Iterator[bytes]) -> bool:
    """The same with what comes in pieces; whether it is other than what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _aside(path) as aside:
        with aside.open("wb") as file:
            file.writelines(parts)
        if path.exists() and filecmp.cmp(aside, path, shallow=False):
            aside.unlink()
            return False
        aside.replace(path)
        return True


def swapped(path: Path, pairs: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes] | None:
    """What is in a file, in pieces, with the second of each pair in place of the first; None where
    a first is not there."""
    pairs, places = tuple(pairs), []
    if not all(old for old, _ in pairs):
        return None
    with path.open("rb") as file, _mapped(file) as whole:
        for old, new in pairs:
            if (at := whole.find(old)) < 0:
                return None
            places.append((at, len(old), new))
    return _pieces(path, sorted(places))


def _mapped(file: BinaryIO) -> AbstractContextManager[mmap | bytes]:
    """What is in a file, for looking through; one that is empty cannot be mapped."""
    if not os.fstat(file.fileno()).st_size:
        return nullcontext(b"")
    return mmap(file.fileno(), 0, access=ACCESS_READ)


def _pieces(path: Path, places: Iterable[tuple[int, int, bytes]]) -> Iterator[bytes]:
    with path.open("rb") as file:
        for at, size, new in places:
            while (left := at - file.tell()) > 0:
                yield file.read(min(left, _PIECE))
            file.seek(size, os.SEEK_CUR)
            yield new
        while piece := file.read(_PIECE):
            yield piece


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """Gives a file beside another, which is gone where something goes wrong."""
    aside = path.with_name(f".{path.name[:40]}.{os.getpid()}.new")
    try:
        yield aside
    except (OSError, Trouble):
        aside.unlink(missing_ok=True)
        raise
