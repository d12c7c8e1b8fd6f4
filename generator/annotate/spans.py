"""Stretches of one text that do not overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator


class Spans:
    """Disjoint stretches, in order; a new one is asked about its neighbours only."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            self.add(*span)

    def free(self, start: int, end: int) -> bool:
        """Whether none of these characters is taken."""
        return self._gap(start, end) >= 0

    def _gap(self, start: int, end: int) -> int:
        """Where a stretch belongs among the others, or -1 where it touches one."""
        at = bisect_right(self._ends, start)
        return at if at == len(self._starts) or self._starts[at] >= end else -1

    def add(self, start: int, end: int) -> bool:
        """Whether the stretch was free; now it is taken."""
        at = self._gap(start, end)
        if at < 0:
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True

    def cover(self, start: int, end: int) -> None:
        """Take the stretch with all that it touches."""
        if self.add(start, end):
            return
        for low, high in tuple(self.touching(start, end)):
            start, end = min(start, low), max(end, high)
            self.remove(low)
        self.add(start, end)

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches that share a character with this one."""
        at = bisect_right(self._ends, start)
        while at < len(self._starts) and self._starts[at] < end:
            yield self._starts[at], self._ends[at]
            at += 1

    def remove(self, start: int) -> None:
        """Free the stretch that begins here."""
        at = bisect_left(self._starts, start)
        del self._starts[at], self._ends[at]
