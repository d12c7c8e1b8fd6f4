"""The kinds of fact, in the order of the sidebar."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from generator.annotate import date, document, organisation, person, place, quantity, quote
from generator.annotate.reading import Reading
from generator.model import Fact


class Kind(Struct, frozen=True):
    """A kind of fact: how it is named, labelled and found, and whether its keys get pages."""

    name: str
    label: str  # one character, for the margin
    find: Callable[[Reading], Iterable[Fact]]
    turn: int  # kinds are found in order of turn: a later one may read the facts of an earlier
    pages: bool


KINDS = (
    Kind("person", "人", person.find, 6, True),
    Kind("organisation", "机", organisation.find, 4, True),
    Kind("place", "地", place.find, 5, True),
    Kind("date", "时", date.find, 2, True),
    Kind("quantity", "数", quantity.find_quantity, 3, False),
    Kind("money", "数", quantity.find_money, 3, False),
    Kind("percent", "数", quantity.find_percent, 3, False),
    Kind("document", "文", document.find, 1, True),
    Kind("quote", "引", quote.find, 7, False),
)
