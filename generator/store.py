"""What was worked out before: three words, ref, recipe and memo.

A *ref* is the digest of a value, and its name. A *recipe* is the digest of a step's code: its
module, all it imports inside the generator, the data beside them, and the libraries' versions.
A *memo* is a table from recipe and input refs to output ref. Where the key is there, the step
does not run and its value is not even loaded. Since keys are made of output refs, a change
without effect stops where its effect stops.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
import xxhash

from generator.model import Trouble

S = TypeVar("S")
T = TypeVar("T")


def digest(*values: Any) -> str:
    """The ref of some values: 32 hexadecimal digits (xxh3, 128 bits, over MessagePack)."""
    hasher = xxhash.xxh3_128()
    for value in values:
        hasher.update(value if isinstance(value, bytes) else msgspec.msgpack.encode(value))
    return hasher.hexdigest()


class Kept(Generic[T]):
    """A value that is kept elsewhere: its ref at hand, itself loaded when it is asked for."""

    __slots__ = ("_load", "ref")

    def __init__(self, ref: str, load: Callable[[], T]) -> None:
        self.ref, self._load = ref, load

    @property
    def value(self) -> T:
        """The value."""
        return self._load()

    def some(self, kind: type[S]) -> S | T:
        """The value, or as much of it as a kind with some of its fields has, loaded sooner."""
        return self.value

    def __reduce__(self) -> tuple[Any, ...]:
        return _given, (self.ref, self.value)


def _given(ref: str, value: T) -> Kept[T]:
    return Kept(ref, lambda: value)


class _Step(Kept[T]):
    """What a step came to. Sent to another process it takes its bytes along."""

    __slots__ = ("_kind", "_memo", "_work")

    def __init__(self, ref: str, memo: Memo, kind: Any, work: Callable[[], T]) -> None:
        self.ref, self._memo, self._kind, self._work = ref, memo, kind, work

    @property
    def value(self) -> T:
        """The value."""
        return self._memo.load(self.ref, self._kind, self._work)

    def some(self, kind: type[S]) -> S | T:
        blob = self._memo.blob(self.ref)
        return self.value if blob is None else msgspec.msgpack.decode(blob, type=kind)

    def __reduce__(self) -> tuple[Any, ...]:
        blob = self._memo.blob(self.ref)
        return (_Sent, (self.ref, blob, self._kind)) if blob else super().__reduce__()


class _Sent(Kept[T]):
    """What came from another process; loaded once for all editions."""

    __slots__ = ("_blob", "_kind")

    def __init__(self, ref: str, blob: bytes, kind: Any) -> None:
        super().__init__(ref, cache(partial(msgspec.msgpack.decode, blob, type=kind)))
        self._blob, self._kind = blob, kind

    def __reduce__(self) -> tuple[Any, ...]:
        return _Sent, (self.ref, self._blob, self._kind)


class Missing(BaseException):
    """Raised where only what is known is asked for, and a step is not; no fault to be listed."""


class Fresh(NamedTuple):
    """Steps that were worked out elsewhere."""

    refs: list[tuple[str, str]]  # key, ref
    blobs: dict[str, bytes]


Row = tuple[Any, ...]
"""Of a published file its key, its size and time of change, and whose it is."""

_UNWRITTEN = 1 << 24  # bytes of new values that wait in memory
_RECENT = 200  # values, some of each of a few articles


class Memo:
    """The memo of one archive, in one SQLite file that one build writes at a time.

    What a build did not use is dropped at its end. A damaged file or value is made anew, and
    `warnings` says so. Raises Trouble where another build holds the file, or it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.warnings = path, list[str]()
        self._used, self._fresh = set[str](), list[tuple[str, str]]()
        self._blobs, self._size = dict[str, bytes](), 0  # not yet in the file
        # By ref and kind, since values of two kinds may be the same bytes; the last used last.
        self._recent = dict[tuple[str, Any], Any]()
        self._now_good = dict[str, tuple[str, ...]]()
        self._known_only = self._resting = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._open()
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                self.warnings.append(f"{path}: the cache was damaged and is made anew")
                for part in ("", "-wal", "-shm"):
                    path.with_name(path.name + part).unlink(missing_ok=True)
                self._open()
        except (sqlite3.OperationalError, OSError) as error:
            raise Trouble(
                str(path), f"the cache cannot be used: {error}", "is another build running?"
            ) from error

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        try:
            self._read()
        except sqlite3.Error:
            self._db.close()
            raise

    def _read(self) -> None:
        self._db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE IF NOT EXISTS memo(key TEXT PRIMARY KEY, ref TEXT) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS value(ref TEXT PRIMARY KEY, blob BLOB);"
            "CREATE TABLE IF NOT EXISTS good"
            "(name TEXT, part INT, ref TEXT, PRIMARY KEY (name, part)) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS passing(key TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS file"
            "(path TEXT PRIMARY KEY, key TEXT, size INT, mtime INT, of TEXT) WITHOUT ROWID;"
            "CREATE INDEX IF NOT EXISTS file_of ON file(of);"
            "CREATE TABLE IF NOT EXISTS last(blob BLOB);"
        )
        self._db.execute("BEGIN IMMEDIATE")
        self._refs = dict(self._db.execute("SELECT key, ref FROM memo"))
        self._good: dict[str, tuple[str, ...]] = {}
        for name, _, ref in self._db.execute("SELECT * FROM good ORDER BY name, part"):
            self._good[name] = (*self._good.get(name, ()), ref)

    def last(self) -> bytes:
        """What the last build left for this one, or nothing."""
        row = self._db.execute("SELECT blob FROM last").fetchone()
        return row[0] if row else b""

    def files(self, of: Iterable[str] | None = None) -> dict[str, Row]:
        """What the last build published, by path: all, or what is somebody's of these."""
        if of is None:
            return {path: tuple(row) for path, *row in self._db.execute("SELECT * FROM file")}
        asked = "SELECT * FROM file WHERE of = ?"
        found = (self._db.execute(asked, (each,)) for each in of)
        return {path: tuple(row) for path, *row in chain.from_iterable(found)}

    def others(self, of: Collection[str]) -> Iterator[str]:
        """The paths of what the last build published and is nobody's of these."""
        rows = self._db.execute("SELECT path, of FROM file")
        return (path for path, whose in rows if whose not in of)

    def value(self, ref: str, kind: type[T]) -> T | None:
        """The value of a ref that a build came to, or None where it is no more."""
        blob = self.blob(ref)
        return None if blob is None else msgspec.msgpack.decode(blob, type=kind)

    def published(self) -> int:
        """How many files are published."""
        return int(self._db.execute("SELECT count(*) FROM file").fetchone()[0])

    def step(self, code: str, inputs: tuple[str, ...], kind: Any, work: Callable[[], T]) -> Kept[T]:
        """What `work` gives, worked out only where `code` or an input is new.

        `code` is a recipe, `inputs` are refs, `kind` is the type to decode into.
        """
        key = digest(code, inputs)
        self._used.add(key)
        if key not in self._refs:
            if self._known_only:
                raise Missing
            value = work()
            blob = msgspec.msgpack.encode(value)
            ref = digest(blob)
            self._refs[key] = ref
            self._fresh.append((key, ref))
            self._keep(ref, blob)
            self._remember((ref, kind), value)
        ref = self._refs[key]
        return _Step(ref, self, kind, work)

    def known(self, work: Callable[[Memo], T]) -> T:
        """What `work` gives, if no step of it has to be worked out; else Missing is raised."""
        self._known_only = True
        try:
            return work(self)
        finally:
            self._known_only = False

    def adopt(self, fresh: Fresh) -> None:
        """Know from now on what was worked out elsewhere."""
        self._refs.update(fresh.refs)
        self._fresh += fresh.refs
        for ref, blob in fresh.blobs.items():
            self._keep(ref, blob)

    def _keep(self, ref: str, blob: bytes) -> None:
        self._blobs[ref] = blob
        self._size += len(blob)
        if self._size > _UNWRITTEN and not self._resting:
            self._write_values()

    @contextmanager
    def _room(self) -> Iterator[None]:
        """Raises Trouble where what is written in the block finds no room."""
        try:
            yield
        except sqlite3.OperationalError as error:
            what = f"the cache cannot be written: {error}"
            raise Trouble(str(self.path), what, "make room; what is published stays") from error

    def _write_values(self) -> None:
        with self._room():
            self._db.executemany("INSERT OR REPLACE INTO value VALUES (?, ?)", self._blobs.items())
        self._blobs, self._size = {}, 0

    def _write_refs(self) -> None:
        self._db.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", self._fresh)
        self._fresh.clear()

    def _remember(self, key: tuple[str, Any], value: Any) -> None:
        """Have what was just used at hand, since the next step of its article asks for it."""
        self._recent[key] = value
        if len(self._recent) > _RECENT:
            del self._recent[next(iter(self._recent))]

    def good(self, name: str, parts: tuple[Kept[Any], ...]) -> None:
        """Note that these are what `name` came to, so that they can be had back if it fails."""
        self._now_good[name] = tuple(part.ref for part in parts)

    def last_good(self, name: str, kinds: tuple[Any, ...]) -> list[Kept[Any]] | None:
        """What `name` came to when it last went well, or None."""
        values = []
        for ref, kind in zip(self._good.get(name, ()), kinds, strict=False):
            if (blob := self.blob(ref)) is None:
                return None
            values.append(Kept(ref, partial(msgspec.msgpack.decode, blob, type=kind)))
        if len(values) < len(kinds):
            return None
        self._now_good[name] = self._good[name]
        return values

    def load(self, ref: str, kind: Any, work: Callable[[], T]) -> T:
        """The value of a step, which is worked out anew where it is lost or damaged."""
        if (ref, kind) in self._recent:
            value: T = self._recent.pop((ref, kind))
        elif (blob := self.blob(ref)) is not None:
            value = msgspec.msgpack.decode(blob, type=kind)
        else:
            self.warnings.append(f"{self.path}: a cached value was damaged and is made anew")
            value = work()
            self._keep(ref, msgspec.msgpack.encode(value))
        self._remember((ref, kind), value)
        return value

    def blob(self, ref: str) -> bytes | None:
        """The bytes of a value, or None where they are lost or damaged."""
        if ref in self._blobs:
            return self._blobs[ref]
        row = self._db.execute("SELECT blob FROM value WHERE ref = ?", (ref,)).fetchone()
        return row[0] if row is not None and digest(row[0]) == ref else None

    def __enter__(self) -> Memo:
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what is new, also of a build that failed, so that the next need not do it again."""
        try:
            if self._db.in_transaction:
                self._write_values()
                self._write_refs()
                self._db.execute("COMMIT")
        except (sqlite3.OperationalError, Trouble):  # no room: the build has said so, or needs none
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        finally:
            self._db.close()

    def rest(self) -> None:
        """Write what is new and hold the file no longer; what is known can be read all the same.

        What is worked out from now on is kept in memory only. What a build has used stays; what
        only an earlier rest brought goes where it was not used again, else the file would grow.
        """
        with self._room():
            self._write_values()
            self._pass_on()
            self._write_good()
            self._db.execute("COMMIT")
        self._good, self._resting = self._now_good, True

    def _pass_on(self) -> None:
        """Write what is new; of what is known for the time being only what was used stays."""
        passing = {key for (key,) in self._db.execute("SELECT key FROM passing")}
        new = (passing & self._used) | dict(self._fresh).keys()
        self._write_refs()
        self._drop(passing - self._used)
        self._db.execute("DELETE FROM passing")
        self._db.executemany("INSERT INTO passing VALUES (?)", ((key,) for key in new))

    def _drop(self, keys: set[str]) -> None:
        """Forget these steps, and their values where no other step came to the same."""
        gone = {self._refs.pop(key, "") for key in keys}
        gone -= {*self._refs.values(), *chain.from_iterable(self._now_good.values())}
        self._db.executemany("DELETE FROM memo WHERE key = ?", ((key,) for key in keys))
        self._db.executemany("DELETE FROM value WHERE ref = ?", ((ref,) for ref in gone))

    def finish(
        self,
        known: Mapping[str, Row],
        files: Mapping[str, Row],
        last: bytes = b"",
        whole: bool = True,
    ) -> None:
        """Note that `files` are published in place of what was `known`, and leave `last` to the
        next build; drop what this one did not use.

        A build that did not look at the whole drops only what another such build brought.
        Raises Trouble where there is no room for that: the next build then looks at everything.
        """
        with self._room():
            if whole:
                self._write_refs()  # what is new is used, and its values may be in the file already
                self._sweep()
            else:
                self._pass_on()
            self._write_good()
            gone = ((path,) for path in known.keys() - files.keys())
            self._db.executemany("DELETE FROM file WHERE path = ?", gone)
            rows = ((path, *row) for path, row in files.items() if known.get(path) != row)
            self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", rows)
            self._db.execute("DELETE FROM last")
            self._db.execute("INSERT INTO last VALUES (?)", (last,))

    def _sweep(self) -> None:
        """Drop all that was not used."""
        stale = [(key,) for key in self._refs.keys() - self._used]
        self._db.executemany("DELETE FROM memo WHERE key = ?", stale)
        self._db.execute("DELETE FROM passing")
        if stale:
            self._db.execute(
                "DELETE FROM value WHERE ref NOT IN"
                " (SELECT ref FROM memo UNION SELECT ref FROM good)"
            )

    def _write_good(self) -> None:
        if self._now_good != self._good:
            self._db.execute("DELETE FROM good")
            for name, refs in self._now_good.items():
                rows = ((name, part, ref) for part, ref in enumerate(refs))
                self._db.executemany("INSERT INTO good VALUES (?, ?, ?)", rows)
