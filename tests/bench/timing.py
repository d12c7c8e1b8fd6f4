"""CPU time of a run, and what must be forgotten before one is timed."""

from __future__ import annotations

import importlib
import pkgutil
import statistics
import time
from collections.abc import Callable
from typing import Any

import generator.clean

ROUNDS = 7


def cost(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median CPU milliseconds of a run, after one that is not counted."""
    run()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        taken.append(1000 * (time.process_time() - start))
    return statistics.median(taken)


def _caches() -> list[Any]:
    """What cleaning remembers of the pages it has seen; tables that are made once stay."""
    found: dict[int, Any] = {}
    for module in pkgutil.iter_modules(generator.clean.__path__, "generator.clean."):
        for value in vars(importlib.import_module(module.name)).values():
            if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"]:
                found[id(value)] = value
    return list(found.values())


CACHES = _caches()


def forget() -> None:
    """Let cleaning forget every page, so that the next one is timed as if it were the first."""
    for cache in CACHES:
        cache.cache_clear()


def anew(work: Callable[..., object]) -> Callable[..., object]:
    """The work as it is done where nothing is remembered."""

    def done(*values: object) -> object:
        forget()
        return work(*values)

    return done
