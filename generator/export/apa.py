"""An article after the seventh edition of APA, in the order and with the marks of Chinese."""

from __future__ import annotations

from collections.abc import Callable

from generator.model import Script, Text
from generator.pages.reference import Reference

_MOST = 20  # authors that are named; of more, the first nineteen and the last
_UNDATED: dict[Script, str] = {"Hans": "无日期", "TW": "無日期", "HK": "無日期"}
_STOPS = "。？！…?!"


def write(reference: Reference, address: str, say: Callable[[Text], str]) -> str:
    """The reference; where nobody is named as its author, its title comes first."""
    names = [say(name) for name in reference.authors]
    by = "、".join(names)
    if len(names) > _MOST:
        by = "、".join(names[: _MOST - 1]) + "……" + names[-1]
    title = reference.headline(say)
    day = _day(reference.day) or say(Text(_UNDATED[reference.script], reference.script))
    head, rest = (by, title) if by else (title, "")
    parts = (f"{head}（{day}）", rest, say(reference.publisher))
    return "".join(_stopped(part) for part in parts if part) + address


def _day(day: tuple[int, ...]) -> str:
    """(2020, 6, 3) as 2020年6月3日."""
    return "".join(f"{number}{unit}" for number, unit in zip(day, "年月日", strict=False))


def _stopped(part: str) -> str:
    return part if part[-1] in _STOPS else f"{part}。"
