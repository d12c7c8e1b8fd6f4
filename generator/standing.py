"""Whether anything changed since the last build: told by the stamps of files, none of them read.

A stamp is a file's size and time of change. Those of everything that goes into a build are
compared, and of what was published the times of its folders: a file that comes, goes or is saved
anew changes its folder's. So a build in which nothing changed costs a walk over the archive.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import xxhash
from msgspec import Struct

from generator.publish import Report

if TYPE_CHECKING:
    from generator.prepare import Watch

_PACKAGE = Path(__file__).parent
_INPUTS = ("content", "seeds", "themes")  # in an archive's folder
_SETTLED = 20_000_000  # nanoseconds after which a second change has another time than the first
_COARSE = 2_000_000_000  # the same where the file system counts in seconds


class Standing(Struct, frozen=True):
    """What stood after a build, and the state it was built from."""

    inputs: str
    folders: tuple[tuple[str, int], ...]  # of what is published, with their times of change
    report: Report


def publish(
    root: Path,
    public: Path,
    address: str = "",
    watch: Watch[Any] | None = None,
    workers: str = "",
) -> Report:
    """Build the archive in `root` into `public`, unless nothing changed since that was last done.

    `workers` is a name as `Workers` takes it. Raises Trouble where nothing can be built at all.
    """
    memo, started = root / ".cache" / "memo.sqlite", time.time_ns()
    folder = public.resolve()  # whichever way it is named
    inputs, newest = _state(root.resolve(), folder, address)
    last = _last(memo)
    intact = last is not None and last.folders == _folders(last.folders)
    if last and intact and last.inputs == inputs:
        return msgspec.structs.replace(last.report, written=0, removed=0)
    from generator.build import build  # all that a build needs, none of which was needed so far
    from generator.workers import Workers

    with Workers(workers) as those:
        report = build(root, public, address, watch, those, intact)
    settled = _SETTLED if newest % 10**9 else _COARSE
    if not report.problems and newest < started - settled:
        seen = {str(folder), *(str(folder / inside) for inside in report.folders)}
        seen |= {path for path, _ in last.folders} if last and intact else set()
        folders = _folders(tuple((path, 0) for path in sorted(seen)))
        there = tuple((path, changed) for path, changed in folders if changed >= 0)
        _keep(memo, Standing(inputs, there, report))
    return report


def _state(root: Path, public: Path, address: str) -> tuple[str, int]:
    """The digest of all that a build depends on, and the newest time of change in it."""
    digest, newest = xxhash.xxh3_128(), 0
    digest.update(repr((sys.version, str(public), address)).encode())
    for folder in (*(root / name for name in _INPUTS), *_ours()):
        for path, size, changed in _stamps(str(folder)):
            digest.update(f"{path}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
            newest = max(newest, changed)
    return digest.hexdigest(), newest


def _ours() -> tuple[Path, ...]:
    """The generator's code, its themes, and the list of what is installed beside it."""
    themes = _PACKAGE.parent / "themes"
    installed = Path(sysconfig.get_path("purelib"))
    return _PACKAGE, *((themes,) if themes.is_dir() else ()), *installed.glob("*.dist-info/RECORD")


def _stamps(folder: str, inside: tuple[str, ...] = ()) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of change of a file, or of every file in a folder, in a fixed order.

    Links are followed, but not into a folder that they stand in.
    """
    real = os.path.realpath(folder)
    if real in inside:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except NotADirectoryError:
        status = os.stat(folder)
        yield folder, status.st_size, status.st_mtime_ns
        return
    except OSError:
        return
    for entry in entries:
        if os.path.isdir(entry):
            if entry.name != "__pycache__":
                yield from _stamps(entry.path, (*inside, real))
        else:
            try:
                status = entry.stat()
            except OSError:  # a link to nowhere, or gone since
                yield entry.path, -1, 0
            else:
                yield entry.path, status.st_size, status.st_mtime_ns


def _folders(of: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """The same folders with their times of change now."""
    return tuple((path, _changed(path)) for path, _ in of)


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return -1


def _last(memo: Path) -> Standing | None:
    """What the last build left, or None where that is not known."""
    try:
        with closing(sqlite3.connect(f"{memo.resolve().as_uri()}?mode=ro", uri=True)) as db:
            row = db.execute("SELECT blob FROM standing").fetchone()
            return msgspec.msgpack.decode(row[0], type=Standing) if row else None
    except (sqlite3.Error, msgspec.DecodeError, OSError):
        return None


def _keep(memo: Path, standing: Standing) -> None:
    try:
        with closing(sqlite3.connect(memo, timeout=60)) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS standing(blob BLOB)")
            db.execute("DELETE FROM standing")
            db.execute("INSERT INTO standing VALUES (?)", (msgspec.msgpack.encode(standing),))
    except sqlite3.Error:
        pass  # then the next build looks at everything
