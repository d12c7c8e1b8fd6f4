"""What a person or an envelope says of a page: checked words under known names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from generator import toml
from generator.frontmatter import unknown
from generator.intake.leaf import Given
from generator.model import Trouble

GIVEN = {
    "url": "the address of the page",
    "retrieved": "the day it was saved",
    "source": "who published it",
    "licence": "on what terms it may be used",
    "title": "its title",
    "date": "the day it was published",
    "author": "who wrote it",
    "script": "Hans, TW or HK",
}
"""What may be said of a page → what that is."""

OF_MANY = ("retrieved", "source", "licence", "script")
"""What may be said of all pages of a file at once."""

_LONGEST = 1000
_WEB = re.compile(r"https?://[^\s\"'<>]{3,2000}")
_DAY = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:[T\s]{0,3}(\d{1,2}):(\d\d))?"
)
_SPACE = re.compile(r"\s+")


def sidecar(text: str, where: str, *, many: bool = False) -> Given:
    """What a NAME.toml beside a file says of it; `many` where the file holds many pages.

    Raises Trouble where a key is unknown or its value is not of its kind.
    """
    table = toml.table(text, where, "write key = 'value'")
    known = OF_MANY if many else tuple(GIVEN)
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if key not in known:
            raise unknown(where, "key", key, known)
        values = value if key == "author" and isinstance(value, list) else [value]
        found += [(key, _checked(key, one, where)) for one in values]
    return tuple(found)


def _checked(key: str, value: object, where: str) -> str:
    if isinstance(value, datetime.date):  # a time stands after its day
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise Trouble(where, f"{key} must be words between quotes", f"{key} = 'words'")
    words = plain(value)
    mended = mend(key, words)
    if not mended:
        raise Trouble(where, f"{key} {words!r} is not {_FORMS[key]}", f"{key}: {GIVEN[key]}")
    return mended


_FORMS = {
    "url": "a web address",
    "retrieved": "a day like 2020-03-06",
    "date": "a day like 2020-03-06 or 2020-03-06 10:08",
    "script": "Hans, TW or HK",
}


def mend(key: str, words: str) -> str:
    """The words in the form that their name asks for, or "" where they have none.

    >>> mend("date", "2020/3/6 9:05"), mend("date", "三月"), mend("source", "新报")
    ('2020-03-06 09:05', '', '新报')
    """
    if key == "url":
        return words if _WEB.fullmatch(words) else ""
    if key in ("date", "retrieved"):
        return _day(words, clock=key == "date")
    if key == "script":
        return words if words in ("Hans", "TW", "HK") else ""
    return words


def _day(words: str, *, clock: bool) -> str:
    found = _DAY.match(words)
    if not found:
        return ""
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        stamp = datetime.datetime(year, month, day, hour, minute)
    except ValueError:
        return ""
    return stamp.isoformat(" ", "minutes") if clock and found[4] else stamp.date().isoformat()


def plain(value: str) -> str:
    """The words of a value on one line.

    >>> plain(" 某 报\\n ")
    '某 报'
    """
    return _SPACE.sub(" ", value[:_LONGEST]).strip()


def sorted_out(pairs: Iterator[tuple[str, str]]) -> tuple[Given, Given]:
    """What is given in good form, and the rest as a head would declare it: it may be a guess."""
    given: list[tuple[str, str]] = []
    meta: list[tuple[str, str]] = []
    for key, value in pairs:
        if words := plain(value):
            mended = mend(key, words) if key in GIVEN else ""
            (given if mended else meta).append((key, mended or words))
    return tuple(given), tuple(meta)
