"""A command run and watched: `python watch.py FOLDER LOG COMMAND…` prints what it took as JSON.

It runs in a process of its own, so that what it sees of children is this command and nothing
else. Processes that a command leaves behind come to the watcher and are waited for: their time
counts. Linux only, since memory is read from /proc.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_PACE = 0.05  # seconds between two looks at memory
_ADOPT = 36  # PR_SET_CHILD_SUBREAPER


class Taken(NamedTuple):
    """What a command took, with all its processes."""

    code: int
    wall: float  # seconds
    cpu: float  # seconds
    memory: int  # bytes at the peak, what processes share counted once


def watched(command: Iterable[str], folder: Path, log: Path, more: Mapping[str, str]) -> Taken:
    """What a command takes, run in a folder with `more` in its environment; it prints to `log`."""
    asked = [sys.executable, __file__, str(folder), str(log), *command]
    ran = subprocess.run(
        asked, env=os.environ | more, stdout=subprocess.PIPE, check=True, text=True
    )
    return Taken(*json.loads(ran.stdout))


def below(root: int, parents: Mapping[int, int]) -> set[int]:
    """The processes that descend from one, by the parent of each."""
    children: dict[int, list[int]] = {}
    for process, parent in parents.items():
        children.setdefault(parent, []).append(process)
    found, todo = set[int](), [root]
    while todo:
        fresh = [p for p in children.get(todo.pop(), ()) if p not in found]
        found.update(fresh)
        todo += fresh
    return found


def parents() -> dict[int, int]:
    """The parent of each process of this machine."""
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text("utf-8", "replace")
            except OSError:  # gone by now
                continue
            found[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    return found


def memory(process: int) -> int:
    """The bytes of memory that a process holds, its part of what it shares; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def memory_below(root: int) -> int:
    """The bytes of memory that all descendants of a process hold together."""
    return sum(map(memory, below(root, parents())))


def _watch(folder: str, log: str, command: list[str]) -> Taken:
    ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    done, most = threading.Event(), [0]

    def look() -> None:
        pause = 0.0
        while not done.wait(pause):
            start = time.perf_counter()
            most[0] = max(most[0], memory_below(os.getpid()))
            # Looking at a gigabyte takes a while: never let it be a tenth of the time.
            pause = max(_PACE, 10 * (time.perf_counter() - start))

    looker = threading.Thread(target=look)
    with open(log, "wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        looker.start()
        code = process.wait()
        wall = time.perf_counter() - start
    done.set()
    looker.join()
    try:
        while True:
            os.wait()
    except ChildProcessError:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Taken(code, wall, used.ru_utime + used.ru_stime, most[0])


if __name__ == "__main__":
    json.dump(_watch(sys.argv[1], sys.argv[2], sys.argv[3:]), sys.stdout)
