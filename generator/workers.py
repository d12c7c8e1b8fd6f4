"""Many processors, many machines: steps worked out ahead of the story that asks for them.

The story itself is told by one process, in one order. What it would have to work out it first
has worked out by others; they know nothing, are given all that a step needs, and hand back what
they found. So the bytes are the same however many there are, and a worker that dies costs only
its time.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

from generator.model import Trouble
from generator.recipes import recipe
from generator.scratch import Scratch
from generator.store import Fresh, Memo, Missing

J = TypeVar("J")
R = TypeVar("R")

Work = Callable[[Any, Memo, J], R]
"""From what all jobs share, a memo and a job to what the job is for; a function of a module."""

_WHOLE = "generator.build"  # the module whose recipe covers all that a worker may be asked to run
_SOME = 8  # how many a cluster may be, before it says so
_LOST = 2  # times that workers are replaced
_PATIENCE = 10  # seconds that a scheduler has to answer
_BATCH = 8  # jobs in one errand: few enough that all workers end together
_ALONE = 2 * _BATCH  # jobs that are sooner done than a worker is started
_FEW = 8  # and so many errands: a worker takes some seconds until it has all that a page asks for


Sent = tuple[Executor | None, "Future[Any] | None"]
"""Who was sent on an errand, and what will come of it."""


class Workers(AbstractContextManager["Workers"]):
    """Those who work things out: this process itself, a pool of processes, or a Dask cluster.

    Nobody is started before there is much to do.
    """

    def __init__(self, name: str = "serial") -> None:
        """`name` is `serial`, a number of processes, or `dask://host:port`; "" is a process for
        each processor.

        Raises Trouble where it is none of these.
        """
        name, self._executor = name or str(processors()), _nobody()
        self._close: Callable[[], Any] = _nobody
        self._start = _starter(name)
        # A cluster tells how many they are when it is asked for the first time.
        self.count = int(name) if name.isdigit() else 1 if name == "serial" else _SOME
        self._lost = 0

    def __exit__(self, *_: object) -> None:
        self._end()

    @property
    def idle(self) -> bool:
        """Whether nobody has been started."""
        return self._executor is None

    @property
    def alone(self) -> bool:
        """Whether this process does everything itself."""
        return self._start is None

    def each(
        self, memo: Memo, work: Work[J, R], shared: Any, jobs: Iterable[J]
    ) -> Iterator[tuple[J, R | Exception]]:
        """Each job with what came of it, in their order; what a job raises comes of it.

        What a job needs and the memo does not know is worked out by the workers.
        """
        packed = _Packed(shared)
        size = 1 if self.alone else 4 * _BATCH * self.count
        for chunk in chunks(jobs, size):
            yield from zip(chunk, self._chunk(memo, work, packed, chunk), strict=True)

    def _chunk(
        self, memo: Memo, work: Work[J, R], shared: _Packed, jobs: list[J]
    ) -> list[R | Exception]:
        if self.alone:
            return [_tried(work, shared.value, memo, job) for job in jobs]
        known = [_known(work, shared.value, memo, job) for job in jobs]
        todo = [job for job, found in zip(jobs, known, strict=True) if found is _UNKNOWN]
        if len(todo) > _ALONE:
            errand = partial(_worked, work, shared)
            for fresh in self.map(errand, chunks(todo, _BATCH)):
                memo.adopt(fresh)
        return [
            _tried(work, shared.value, memo, job) if found is _UNKNOWN else found
            for job, found in zip(jobs, known, strict=True)
        ]

    def map(self, errand: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """What the errand gives for each, in their order; a few of them are under way at a time.

        Whatever workers fail to do, because they are no more, is done again or done here.
        """
        waiting, rest = deque[tuple[J, Sent]](), iter(jobs)
        first = list(islice(rest, _FEW))
        if len(first) < _FEW and self.idle:
            yield from map(errand, first)
            return
        if self.idle:  # what this process has loaded by then, those forked off have from it
            yield errand(first.pop(0))
        for job in chain(first, rest):
            waiting.append((job, self._send(errand, job)))
            if len(waiting) > 2 * self.count + 2:
                yield self._come(errand, *waiting.popleft())
        while waiting:
            yield self._come(errand, *waiting.popleft())

    def _send(self, errand: Callable[[J], R], job: J) -> Sent:
        if self._start is None or self._lost > _LOST:
            return None, None
        code = recipe(_WHOLE)  # before others start, who then have it from us
        try:
            if self._executor is None:
                self._executor, self._close, self.count = self._start()
            # Packed here: a pool would do so in a thread of its own, which may not use the memo.
            packed = pickle.dumps((errand, job))
            return self._executor, self._executor.submit(_done, packed, code)
        except BrokenExecutor:
            self._lose(self._executor)
            return None, None

    def _come(self, errand: Callable[[J], R], job: J, sent: Sent) -> R:
        executor, future = sent
        if future is None:
            return errand(job)
        try:
            came: R = future.result()
        except (BrokenExecutor, CancelledError):
            self._lose(executor)
        except Exception as error:
            if type(error).__name__ != "KilledWorker":  # Dask's own, that not everybody has
                raise
        else:
            return came
        return errand(job)

    def _lose(self, executor: Executor | None) -> None:
        """Let go of workers of whom one died; others take their place, but not for ever."""
        if executor is self._executor:
            self._end()
            self._lost += 1

    def _end(self) -> None:
        if self._executor is not None:
            _free(self._executor)
            self._executor = None
            self._close()


def _free(executor: Executor) -> None:
    """Have a pool end also if a worker of it died.

    Until Python 3.11.5 (https://github.com/python/cpython/issues/94777) it waits for ever where it
    was writing to workers that are no more.
    """
    queue = getattr(executor, "_call_queue", None)  # of a pool, not of a cluster
    if queue is not None and sys.version_info < (3, 11, 5):
        queue._reader.close()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _nobody() -> Executor | None:
    return None


_Start = Callable[[], tuple[Executor, Callable[[], Any], int]]
"""Gives who works, how they are let go, and how many they are."""


def _starter(name: str) -> _Start | None:
    if name in ("serial", "1"):
        return None
    if name.isdigit() and int(name) > 0:
        return partial(_pool, int(name))
    address = urlsplit(name)
    try:
        there = address.scheme == "dask" and address.hostname and address.port
    except ValueError:
        there = None
    if not there:
        what = f"{name!r} names no workers"
        raise Trouble("--workers", what, "say serial, a number, or dask://HOST:PORT")
    return partial(_cluster, f"tcp://{address.netloc}")


def _pool(count: int) -> tuple[Executor, Callable[[], Any], int]:
    gc.freeze()  # what is there at their start no worker need go through, nor make its own
    pool = ProcessPoolExecutor(count)
    return pool, partial(pool.shutdown, cancel_futures=True), count


def _cluster(address: str) -> tuple[Executor, Callable[[], Any], int]:
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        what = f"{address}: Dask is not installed"
        raise Trouble("--workers", what, "pip install 'jianzhu[dask]'") from error
    # An errand brings all it needs, which may be much, and is meant to.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"})
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as error:
        what = f"{address}: no scheduler answers there"
        raise Trouble("--workers", what, "start one: dask scheduler") from error
    count = sum(client.nthreads().values()) or _SOME  # none may have come yet
    return client.get_executor(pure=False, retries=3), client.close, count


def _done(errand_and_job: bytes, code: str) -> Any:
    if code != recipe(_WHOLE):
        what = "a worker has another version of the generator"
        raise Trouble("--workers", what, "give all machines the same, and start the workers anew")
    errand, job = pickle.loads(errand_and_job)
    return errand(job)


class _Packed:
    """What all jobs share: packed once, and unpacked once by each worker."""

    def __init__(self, value: Any, data: bytes = b"") -> None:
        self.value, self._data = value, data

    def __reduce__(self) -> tuple[Any, ...]:
        self._data = self._data or pickle.dumps(self.value)
        return (_unpack, (self._data,))


@lru_cache(maxsize=2)
def _unpack(data: bytes) -> _Packed:
    return _Packed(pickle.loads(data), data)


_UNKNOWN: Any = object()


def _known(work: Work[J, R], shared: Any, memo: Memo, job: J) -> Any:
    try:
        return memo.known(lambda memo: work(shared, memo, job))
    except Missing:
        return _UNKNOWN
    except Exception as error:
        return error


def _tried(work: Work[J, R], shared: Any, memo: Memo, job: J) -> R | Exception:
    try:
        return work(shared, memo, job)
    except Exception as error:
        return error


def _worked(work: Work[J, R], shared: _Packed, jobs: list[J]) -> Fresh:
    """What these jobs worked out, as far as they came: the story meets what goes wrong itself."""
    scratch = Scratch()
    for job in jobs:
        _tried(work, shared.value, scratch, job)
    return scratch.fresh()


def chunks(jobs: Iterable[J], size: int) -> Iterator[list[J]]:
    """The jobs in lists of that size, the last one shorter."""
    rest = iter(jobs)
    while chunk := list(islice(rest, size)):
        yield chunk
