"""What articles may be chosen by: source, section, the place they are about, month, damage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from generator.annotate.gazetteer import by_code, short
from generator.catalogue import Card
from generator.model import Text
from generator.pages.tiles import PROVINCES, lies_in
from generator.text import fold

Keys = tuple[tuple[str, str], ...]
"""Facet and value, in the order of the facets; damage may be of several kinds."""

UNDATED = "undated"


def keys_of(card: Card) -> Keys:
    """What an article may be chosen by."""
    return tuple((word, key) for word, of in FACETS.items() for key in of(card) if key)


def place_of(card: Card) -> Text:
    """The place an article is about as its list has it: 湖北 襄阳市."""
    code = card.region
    unit = by_code().get(code)
    province = PROVINCES.get(_province(card), "")
    near = short(province) or province
    if unit is None or unit.name == province:
        return Text(near)
    return Text(f"{near} {unit.name}".strip())


def _province(card: Card) -> str:
    """The code of the province-level unit an article is about, or "" where two are named alike."""
    if code := card.region[:2]:
        return code if code in PROVINCES else ""
    most = Counter(filter(None, map(lies_in, card.mentions))).most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""


FACETS: dict[str, Callable[[Card], tuple[str, ...]]] = {
    "source": lambda card: (fold(card.publisher),),
    "place": lambda card: (PROVINCES.get(_province(card), ""),),
    "section": lambda card: (fold(card.section),),
    "month": lambda card: (card.date[:7] or UNDATED,),
    "damage": lambda card: card.damage,
}
"""Each facet's values for an article; "" is none. Names are in simplified characters."""
