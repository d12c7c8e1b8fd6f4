"""The page of one person, organisation, place or document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from generator.archive import said, words_of
from generator.catalogue import Mention
from generator.model import Body, Name, Page, Role, Text, Where
from generator.pages.parts import LineGroup, Link, NameEntry, Strip
from generator.pages.paths import FOLDERS, article_path, path_of
from generator.pages.shelf import Shelf, line_groups, name_entry, named, shown, strip, words
from generator.text import fold

_NEIGHBOURS = 12
_PLACES = 4  # of a written form that are shown
DOUBTFUL = ("region", "doubtful", "elsewhere")
"""Reasons that are good but not certain."""


class Form(Struct, frozen=True):
    """One way the name is written, how often, where, and why it counts as this name."""

    text: Text
    mentions: int
    places: tuple[Place, ...]  # the first of them
    more: int  # places beyond these
    basis: str  # interface word: basis_stated, basis_home, basis_earlier, basis_alias, …
    doubtful: bool  # the reason is good, but not certain


class Place(Struct, frozen=True, order=True):
    """Where a form stands; `article` is named where the name stands in several."""

    path: str
    anchor: str
    article: Text


class RoleRow(Struct, frozen=True):
    """A role as stated: of a person, or held in an organisation."""

    person: Link
    role: Text
    date: str  # of the article that states it
    path: str
    anchor: str


class NamesakesView(Struct, frozen=True):
    """The people of one name, each with a page: the name's own address leads to all of them."""

    kind: str
    name: Text
    entries: tuple[NameEntry, ...]


class NameView(Struct, frozen=True):
    kind: str
    name: Text
    told: str  # the body that tells a person from namesakes, or ""
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


def pages(shelf: Shelf) -> Iterator[Page[NameView | NamesakesView]]:
    """A page for every key of a kind that has pages, dates aside; and one for namesakes."""
    alike = _alike(shelf)
    register = {(row.kind, row.name): row for row in shelf.names.rows}
    for (kind, key), mentions in shelf.index.names.items():
        if kind in FOLDERS:
            view = _view(shelf, kind, key, mentions, alike, register.get((kind, key)))
            yield Page(path_of(kind, key), "name.html", view)
    yield from _namesakes(shelf)


def _namesakes(shelf: Shelf) -> Iterator[Page[NameView | NamesakesView]]:
    people: dict[str, list[str]] = defaultdict(list)
    for kind, key in shelf.index.names:
        if kind == "person":
            people[shown(key)].append(key)
    for name, keys in people.items():
        if name not in keys:
            entries = tuple(name_entry(shelf.index, "person", key) for key in sorted(keys))
            page = NamesakesView("person", named("person", name), entries)
            yield Page(path_of("person", name), "namesakes.html", page)


def _alike(shelf: Shelf) -> dict[tuple[str, str], set[str]]:
    """Kind and written form → the keys it is written for."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (kind, key), mentions in shelf.index.names.items():
        for mention in mentions:
            found[kind, fold(words_of(mention))].add(key)
    return found


def _view(
    shelf: Shelf,
    kind: str,
    key: str,
    mentions: tuple[Mention, ...],
    alike: dict[tuple[str, str], set[str]],
    row: Name | None,
) -> NameView:
    index = shelf.index
    written = {fold(words_of(m)) for m in mentions}
    namesakes = set[str]().union(*(alike[kind, form] for form in written)) - {key}
    near = index.neighbours(kind, key)[:_NEIGHBOURS]
    where = next(
        (m.detail for m in mentions if isinstance(m.detail, Where) and m.detail.within), None
    )
    codes = (m.detail.adcode for m in mentions if isinstance(m.detail, Where | Body))
    articles = index.holders[kind, key]
    return NameView(
        kind=kind,
        name=named(kind, key),
        told=told
        if kind == "person" and (told := key.partition("@")[2]) not in index.cards
        else "",
        within=tuple(_unit(shelf, unit) for unit in where.within) if where else (),
        adcode=(row.adcode if row else "") or next(filter(None, codes), ""),
        note=row.note if row else "",
        articles=len(articles),
        mentions=len(mentions),
        forms=_forms(shelf, key, mentions),
        roles=_roles(shelf, kind, key, mentions),
        groups=line_groups(mentions, index),
        neighbours=tuple(name_entry(index, k, other, n) for (k, other), n in near),
        strip=strip(index.dated(mentions), (index.cards[id] for id in sorted(articles))),
        namesakes=tuple(name_entry(index, kind, other) for other in sorted(namesakes)),
    )


def _unit(shelf: Shelf, unit: str) -> Link:
    known = ("place", unit) in shelf.index.names
    return Link(Text(unit), path_of("place", unit) if known else "")


def _forms(shelf: Shelf, key: str, mentions: tuple[Mention, ...]) -> tuple[Form, ...]:
    """Each written form and each reason for it, the most frequent first."""
    grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[words_of(mention), _basis(mention, key)].append(mention)
    several = len({m.article for m in mentions}) > 1
    return tuple(
        _form(shelf, basis, found, several)
        for (_, basis), found in sorted(grouped.items(), key=lambda pair: -len(pair[1]))
    )


def _form(shelf: Shelf, basis: str, found: list[Mention], several: bool) -> Form:
    cards = shelf.index.cards
    places = tuple(
        Place(
            f"{article_path(article)}#{anchor}",
            anchor,
            said(cards[article].title, cards[article]) if several else Text(""),
        )
        for article, anchor in dict.fromkeys((m.article, m.anchor) for m in found)
    )
    return Form(
        text=words(found[0], shelf.index),
        mentions=len(found),
        places=places[:_PLACES],
        more=len(places[_PLACES:]),
        basis=f"basis_{basis}",
        doubtful=basis in DOUBTFUL,
    )


def _basis(mention: Mention, key: str) -> str:
    """Why a mention counts as this name."""
    detail = mention.detail
    if isinstance(detail, Body):
        return detail.basis
    alike = fold(words_of(mention)) == shown(key)
    if isinstance(detail, Role) and detail.basis:
        return "editor" if detail.basis == "alias" and alike else detail.basis
    return "stated" if alike or not isinstance(detail, Role) else "alias"


def _roles(shelf: Shelf, kind: str, key: str, mentions: tuple[Mention, ...]) -> tuple[RoleRow, ...]:
    """The roles of a person as stated, one row for each wording; or those held in a body."""
    if kind == "organisation":
        held = (
            m
            for (found, _), people in shelf.index.names.items()
            if found == "person"
            for m in people
            if isinstance(m.detail, Role) and m.detail.body == key
        )
    elif kind == "person":
        held = (m for m in mentions)
    else:
        return ()
    rows: dict[tuple[str, str], RoleRow] = {}
    for mention in held:
        detail, card = mention.detail, shelf.index.cards[mention.article]
        if isinstance(detail, Role) and detail.role:
            rows.setdefault(
                (mention.key, detail.role),
                RoleRow(
                    person=Link(named("person", mention.key), path_of("person", mention.key)),
                    role=said(detail.role, card),
                    date=card.date,
                    path=f"{article_path(card.id)}#{mention.anchor}",
                    anchor=mention.anchor,
                ),
            )
    return tuple(sorted(rows.values(), key=lambda row: (row.date, row.path)))
