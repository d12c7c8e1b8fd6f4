"""Which element of a page holds a text, and where the page leaves it."""

from __future__ import annotations

from bisect import bisect_left

from generator.clean.lines import Line
from generator.model import Source


class Boxes:
    """The elements around one line of a page; plain text has none."""

    def __init__(self, source: Source, line: Line) -> None:
        held = [(s, e) for s, e in source.boxes if s <= line.start and line.end <= e]
        self._ends = sorted(end for _, end in held)  # the innermost ends first

    def leaves(self, last: Line, following: Line) -> bool:
        """Whether what holds this line and the `last` one, innermost, ends before `following`."""
        inner = bisect_left(self._ends, last.end)
        return inner < len(self._ends) and following.start >= self._ends[inner]
