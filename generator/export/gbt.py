"""An article after GB/T 7714—2015, as an electronic resource read on the web."""

from __future__ import annotations

from collections.abc import Callable

from generator.model import Text
from generator.pages.reference import Reference

_MOST = 3  # authors that the standard has named
_OTHERS = "等"  # the same in every script


def write(reference: Reference, address: str, say: Callable[[Text], str]) -> str:
    """The reference; what is not known is left out, as the standard allows for such resources.

    The year stands behind who published, the day of publication in round brackets; the day of
    access, in square ones, is its reader's to add.
    """
    names = [say(name) for name in reference.authors]
    by = ", ".join([*names[:_MOST], _OTHERS] if len(names) > _MOST else names)
    day = f"({reference.date})" if reference.date else ""
    publisher = say(reference.publisher)
    where = f"{publisher}, {reference.date[:4]}{day}" if publisher and day else publisher or day
    return " ".join(
        f"{part}." for part in (by, f"{reference.headline(say)}[EB/OL]", where, address) if part
    )
