"""The page of one person, organisation, place or document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct

from generator.archive import Index, days_of, said, words_of
from generator.catalogue import Mention
from generator.model import Body, Page, Role, Text, Where
from generator.pages.divisions import division_path
from generator.pages.issued import Issue, issues
from generator.pages.parts import (
    Cut,
    Line,
    LineGroup,
    Link,
    NameEntry,
    Strip,
    Wanted,
    everyone,
    owner,
    whole,
)
from generator.pages.paths import FOLDERS, article_path, lines_path, path_of
from generator.pages.shelf import Shelf, line, named, shown, strip, words
from generator.pages.units import UnitRow, rows
from generator.text import fold

_NEIGHBOURS = 12
_PLACES = 4  # of a written form that are shown
_CLAIMS = 12
_ROLES = 60
_ALIKE = 12
_UNITS = 12
LINES = 300
"""Lines of context a page; those of earlier articles have pages of their own."""

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
    date: str  # that the sentence states, or else of the article that has it
    published: bool  # whether it is the article's
    line: Line


class IssueRow(Struct, frozen=True):
    """A document and who issued it, as a sentence says; `other` is the one or the other."""

    other: NameEntry
    verb: Text
    date: str  # of the article
    line: Line


class ClaimRow(Struct, frozen=True):
    """A number that stands in a sentence with the name."""

    subject: Text
    measure: Text
    words: Text
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
    unit: str  # the page of the division that it is, or ""
    units: tuple[UnitRow, ...]  # in it, that articles name or tell of, the first of them
    note: str  # from the authority file
    articles: int
    mentions: int
    id: str  # in the tables of the data set
    aliases: tuple[Text, ...]
    forms: tuple[Form, ...]
    roles: tuple[RoleRow, ...]
    more_roles: int
    issued: tuple[IssueRow, ...]  # documents of a body, or the bodies that issued a document
    groups: tuple[LineGroup, ...]
    earlier: str  # where further lines are
    neighbours: tuple[NameEntry, ...]  # named in the same sentence, most often first
    claims: tuple[ClaimRow, ...]
    strip: Strip
    namesakes: tuple[NameEntry, ...]  # written alike, not merged
    more_namesakes: int


class LinesView(Struct, frozen=True):
    """Earlier lines of context of a name."""

    kind: str
    name: Text
    path: str  # of its page
    groups: tuple[LineGroup, ...]
    later: str
    earlier: str


def pages(shelf: Shelf, wanted: Wanted = everyone) -> Iterator[Page[Any] | Cut]:
    """A page for every key that is asked for of a kind that has pages, dates aside; and those for
    namesakes."""
    about = _About(shelf)
    for (kind, key), mentions in shelf.index.names.items():
        if kind not in FOLDERS or not wanted(of := owner(kind, key)):
            continue
        if len(mentions) < LINES:  # its lines are in one part
            cut = partial(_page, about, kind, key, mentions)
            yield Cut(path_of(kind, key), "name.html", False, cut, of)
            continue
        parts = cut_lines(shelf.line_groups(mentions))
        numbers = range(len(parts) - 1, 0, -1)
        paths = [path_of(kind, key), *(lines_path(kind, key, n) for n in numbers), ""]
        view = _view(about, kind, key, mentions, parts[0], paths[1])
        yield whole(Page(paths[0], "name.html", view), of)
        for n, part in enumerate(parts[1:], 1):
            lines = LinesView(kind, view.name, paths[0], part, paths[n - 1], paths[n + 1])
            yield whole(Page(paths[n], "lines.html", lines), of)
    yield from _namesakes(shelf, wanted)


def _page(about: _About, kind: str, key: str, mentions: tuple[Mention, ...]) -> Page[NameView]:
    groups = about.shelf.line_groups(mentions)
    return Page(path_of(kind, key), "name.html", _view(about, kind, key, mentions, groups, ""))


class _About:
    """What is known over all names: which are written alike, who issued what, the register."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.alike = _Alike(shelf.alike)
        self.register = {(row.kind, row.name): row for row in shelf.names.rows}
        self.issues: dict[tuple[str, str], list[tuple[str, Issue]]] = defaultdict(list)
        for issue in issues(shelf.index):
            self.issues["organisation", issue.body].append((issue.document, issue))
            self.issues["document", issue.document].append((issue.body, issue))
        self.divisions = {here.key: here for here in shelf.divisions.units.values()}
        self.held: dict[str, list[Mention]] = defaultdict(list)
        for (kind, _), people in shelf.index.names.items():
            for mention in people if kind == "person" else ():
                if isinstance(mention.detail, Role) and mention.detail.body:
                    self.held[mention.detail.body].append(mention)


def cut_lines(groups: tuple[LineGroup, ...]) -> list[tuple[LineGroup, ...]]:
    """Lines in parts, the newest first; all but that are counted from the oldest article, so
    that a new one changes the first alone."""
    rest, parts = list(groups), list[tuple[LineGroup, ...]]()
    while True:
        part, lines = list[LineGroup](), 0
        while rest and lines < LINES:
            part.insert(0, rest.pop())
            lines += len(part[0].lines)
        if sum(len(group.lines) for group in rest) < LINES // 2:
            return [(*rest, *part), *reversed(parts)]
        parts.append(tuple(part))


def namesakes(key: str) -> str:
    """The owner of the page of all persons that have the name of this one."""
    return owner("namesakes", shown(key))


def _namesakes(shelf: Shelf, wanted: Wanted) -> Iterator[Cut]:
    people: dict[str, list[str]] = defaultdict(list)
    for kind, key in shelf.index.names:
        if kind == "person":
            people[shown(key)].append(key)
    for name, keys in people.items():
        if name not in keys and wanted(of := namesakes(name)):
            entries = tuple(shelf.name_entry("person", key) for key in sorted(keys))
            view = NamesakesView("person", named("person", name), entries)
            yield whole(Page(path_of("person", name), "namesakes.html", view), of)


class _Alike:
    """The keys that are written alike, in order; very many may be written as one is (市局)."""

    def __init__(self, alike: Mapping[tuple[str, str], list[str]]) -> None:
        self._keys = {of: keys for of, keys in alike.items() if len(keys) > 1}
        self._several: dict[tuple[tuple[str, str], ...], list[str]] = {}

    def namesakes(self, kind: str, key: str, forms: Iterable[str]) -> tuple[list[str], int]:
        """The first of the other keys that any of these forms is written for, and how many are
        beyond them."""
        shared = tuple(of for form in sorted(forms) if (of := (kind, form)) in self._keys)
        if not shared:
            return [], 0
        if shared not in self._several:
            lists = [self._keys[of] for of in shared]
            self._several[shared] = lists[0] if not lists[1:] else sorted(set().union(*lists))
        keys = self._several[shared]
        return [k for k in keys[: _ALIKE + 1] if k != key][:_ALIKE], max(len(keys) - 1 - _ALIKE, 0)


def _view(
    about: _About,
    kind: str,
    key: str,
    mentions: tuple[Mention, ...],
    groups: tuple[LineGroup, ...],
    earlier: str,
) -> NameView:
    shelf, row = about.shelf, about.register.get((kind, key))
    index = shelf.index
    written = {fold(words_of(m)) for m in mentions}
    namesakes, more = about.alike.namesakes(kind, key, written)
    near = index.neighbours(kind, key, _NEIGHBOURS)
    where = next(
        (m.detail for m in mentions if isinstance(m.detail, Where) and m.detail.within), None
    )
    codes = (m.detail.adcode for m in mentions if isinstance(m.detail, Where | Body))
    articles = index.holders[kind, key]
    roles = _roles(about, kind, key, mentions)
    here = about.divisions.get(key) if kind == "place" else None
    return NameView(
        kind=kind,
        name=named(kind, key),
        told=told
        if kind == "person" and (told := key.partition("@")[2]) not in index.cards
        else "",
        within=tuple(_unit(shelf, unit) for unit in where.within) if where else (),
        adcode=(row.adcode if row else "") or next(filter(None, codes), ""),
        unit=division_path(here.unit.code) if here else "",
        units=rows(shelf.divisions, here.parts)[:_UNITS] if here else (),
        note=row.note if row else "",
        articles=len(articles),
        mentions=len(mentions),
        id=f"{kind}/{key}",
        aliases=tuple(Text(a) for a in row.aliases if "@" not in a) if row else (),
        forms=_forms(shelf, key, mentions),
        roles=roles[:_ROLES],
        more_roles=len(roles[_ROLES:]),
        issued=tuple(
            _issued(shelf, "document" if kind == "organisation" else "organisation", *found)
            for found in about.issues[kind, key]
        ),
        groups=groups,
        earlier=earlier,
        neighbours=tuple(shelf.name_entry(k, other, n) for (k, other), n in near),
        claims=_claims(index, mentions) if kind in ("organisation", "place") else (),
        strip=strip(index.dated(mentions), (index.cards[id] for id in sorted(articles))),
        namesakes=tuple(shelf.name_entry(kind, other) for other in namesakes),
        more_namesakes=more,
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


def _roles(
    about: _About, kind: str, key: str, mentions: tuple[Mention, ...]
) -> tuple[RoleRow, ...]:
    """The roles of a person as stated, one row for each wording; or those held in a body."""
    index = about.shelf.index
    held = {"organisation": about.held[key], "person": mentions}.get(kind, ())
    rows: dict[tuple[str, str], RoleRow] = {}
    for mention in held:
        detail, card = mention.detail, index.cards[mention.article]
        if isinstance(detail, Role) and detail.role:
            days = {day for date in index.dated([mention]) for day in days_of(date)}
            stated = days.pop() if len(days) == 1 else ""
            rows.setdefault(
                (mention.key, detail.role),
                RoleRow(
                    person=Link(named("person", mention.key), path_of("person", mention.key)),
                    role=said(detail.role, card),
                    date=stated or card.date,
                    published=not stated,
                    line=line(mention, card),
                ),
            )
    return tuple(sorted(rows.values(), key=lambda row: (row.date, row.line.path)))


def _issued(shelf: Shelf, kind: str, key: str, issue: Issue) -> IssueRow:
    card = shelf.index.cards[issue.mention.article]
    return IssueRow(
        other=shelf.name_entry(kind, key),
        verb=Text(issue.verb),
        date=card.date,
        line=line(issue.mention, card),
    )


def _claims(index: Index, mentions: tuple[Mention, ...]) -> tuple[ClaimRow, ...]:
    """The numbers of its sentences that say what they count, the first of them."""
    return tuple(
        ClaimRow(
            subject=said(claim.subject, card, claim.script),
            measure=said(claim.measure, card, claim.script),
            words=said(claim.text, card, claim.script),
            path=f"{article_path(card.id)}#{claim.anchor}",
            anchor=claim.anchor,
        )
        for card, claim in index.claims(mentions)
        if claim.subject.strip()
    )[:_CLAIMS]
