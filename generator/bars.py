"""Charts of amounts as coordinates: a bar for each, under a line of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

_ROW = 44  # a line of words and a bar
_LONGEST = 0.66  # of the width: beside it there is room for a number


class Length(Protocol):
    """An amount: how long its bar is, and how far a range reaches, in hundredths."""

    @property
    def width(self) -> float: ...
    @property
    def reach(self) -> float: ...


class AmountMark(Struct, frozen=True):
    """A bar of a chart of amounts: x in per cent of the width, y in pixels."""

    number: int  # of the amount
    y: float  # the top of its row
    width: float
    reach: float  # of a range, where it ends; else as wide as the bar
    after: float  # where its number stands


class Amounts(Struct, frozen=True):
    """Amounts as bars, one under the other, ready to draw at any width."""

    height: int
    bars: tuple[AmountMark, ...]


def amounts(values: Sequence[Length]) -> Amounts:
    """Bars under lines of words; beside the longest there is room for its number."""
    bars = []
    for number, value in enumerate(values):
        width = round(value.width * _LONGEST, 2)
        reach = max(width, round(value.reach * _LONGEST, 2))
        bars.append(AmountMark(number, number * _ROW, width, reach, reach))
    return Amounts(_ROW * len(bars), tuple(bars))
