"""Builds, one after another, each after a change; and what each of them changed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import xxhash
from msgspec import Struct

from generator.serve.news import News
from generator.serve.watch import CODE, Watch

QUIET = 0.08
"""Seconds without a change after which a burst of changes counts as over."""
PATIENCE = 2.0
"""Seconds after which a build starts although changes go on."""
_LIMIT = 60_000  # bytes of problems that a page is shown; the terminal shows all


class Imprint(Struct, frozen=True, array_like=True):
    """A published file: when its stamp is the same, its digest is not taken again."""

    stamp: tuple[int, int, int]
    digest: int


Imprints = Mapping[str, Imprint]


def look(public: Path, known: Imprints) -> Imprints:
    """What is published, by path; reads only files that are not as they were when `known`."""
    imprints: dict[str, Imprint] = {}
    for folder, _, names in os.walk(public):
        for name in names:
            path = os.path.join(folder, name)
            key = os.path.relpath(path, public)
            with contextlib.suppress(OSError):  # gone since it was listed
                imprints[key] = _imprint(path, known.get(key))
    return imprints


def version(imprints: Imprints) -> str:
    """A name for all that is published: the same files, the same name."""
    rows = (f"{path}\0{imprints[path].digest:x}" for path in sorted(imprints))
    return xxhash.xxh3_64_hexdigest("\n".join(rows).encode("utf-8", "surrogateescape"))


def only_styles(before: Imprints, after: Imprints) -> bool:
    """Whether the two differ in style sheets that were there before, and in nothing else."""
    if before.keys() != after.keys():
        return False
    return all(
        path.endswith(".css")
        for path, imprint in after.items()
        if before[path].digest != imprint.digest
    )


async def rebuild_forever(
    command: Sequence[str], public: Path, seen: Imprints, watch: Watch, news: News
) -> None:
    """Build now and after every change, until cancelled."""
    while True:
        watch.changed.clear()
        watch.refresh()
        started = time.monotonic()
        problems = await build(command)
        known, seen = seen, await asyncio.to_thread(look, public, seen)
        before, after = news.state.version, version(seen)
        news.tell(version=after, styles=only_styles(known, seen), problems=problems)
        took = f"built in {time.monotonic() - started:.1f} s"
        outcome = "nothing that is published changed" if after == before else "open pages reload"
        print(f"{took}{', with problems' if problems else ''}; {outcome}", flush=True)
        await _settle(watch.changed)


async def build(command: Sequence[str]) -> str:
    """The problems that a build lists, "" where there were none; the terminal sees them too."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=CODE.parent,  # where `-m generator` finds this very generator
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # so that Ctrl-C reaches us alone, and we end it with its workers
    )
    assert process.stderr
    said = bytearray()
    try:
        while chunk := await process.stderr.read(1 << 16):
            sys.stderr.write(chunk.decode("utf-8", "replace"))
            sys.stderr.flush()
            said += chunk[: max(0, _LIMIT - len(said))]
        code = await process.wait()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            await process.wait()
    return problems_of(code, said.decode("utf-8", "replace"))


def problems_of(code: int, said: str) -> str:
    """What a page is to show after a build that ended so.

    >>> problems_of(0, "a warning")
    ''
    >>> problems_of(-9, "")
    'the build ended with exit code -9 and said nothing\\n  the last good site stays up'
    """
    if code == 0:
        return ""
    if not said.strip():
        said = f"the build ended with exit code {code} and said nothing\n"
        said += "  the last good site stays up"
    return said.strip()


async def _settle(changed: asyncio.Event) -> None:
    """Wait for a change, and then until no more come."""
    await changed.wait()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        changed.clear()
        try:
            await asyncio.wait_for(changed.wait(), QUIET)
        except TimeoutError:
            return


def _imprint(path: str, known: Imprint | None) -> Imprint:
    stat = os.lstat(path)
    stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    if known and known.stamp == stamp:
        return known
    digest = xxhash.xxh3_64()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return Imprint(stamp, digest.intdigest())
