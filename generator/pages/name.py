"""The page of one person, organisation, place or document."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Text
from generator.pages.parts import LineGroup, Link, NameEntry, Strip


class Form(Struct, frozen=True):
    """One way the name is written, how often, where first, and why it counts as this name."""

    text: Text
    mentions: int
    path: str
    anchor: str
    basis: str  # interface word: basis_stated, basis_home, basis_earlier, basis_alias


class RoleRow(Struct, frozen=True):
    """A role as stated: of a person, or held in an organisation."""

    person: Link
    role: Text
    date: str  # of the article that states it
    path: str
    anchor: str


class NameView(Struct, frozen=True):
    kind: str
    name: str
    within: tuple[Link, ...]  # the units it lies in, outermost first
    adcode: str
    note: str  # from the authority file
    articles: int
    mentions: int
    forms: tuple[Form, ...]
    roles: tuple[RoleRow, ...]
    groups: tuple[LineGroup, ...]
    neighbours: tuple[NameEntry, ...]  # named in the same sentence, most often first
    strip: Strip
    namesakes: tuple[NameEntry, ...]  # written alike, not merged
