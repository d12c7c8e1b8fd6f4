"""What an edit can reach: the articles, names and phrases whose pages may be others than they were.

A build that knows what the last one was made of looks at their pages, and at those that all
articles make together; every other page stands. Where it is not plain whether a page is reached
it is: one page too many costs a look, one too few would be wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from generator.archive import COMMON, Index, newest, relating, words_of
from generator.catalogue import Card, Mention
from generator.dataset import rows_before
from generator.model import Role
from generator.pages.name import namesakes
from generator.pages.names import INDEXES
from generator.pages.parts import owner
from generator.pages.paths import FOLDERS
from generator.pages.shelf import Shelf, entry, mostly
from generator.phrases.index import Phrases
from generator.phrases.neighbours import Neighbour
from generator.phrases.phrase import Found
from generator.plan import Plan
from generator.recipes import recipe
from generator.rephrased import Rephrased
from generator.steps import PARTS, Prepared
from generator.store import Kept, Memo, digest
from generator.tables import Rows
from generator.text import fold

_MOST = 20  # articles; after an edit to more a build looks at everything
_CARD = PARTS.index(Card)

Name = tuple[str, str]
"""Kind and key."""


class Last(Struct, frozen=True, array_like=True):
    """What a site was made of."""

    base: str  # the digest of everything but articles
    articles: dict[str, tuple[str, ...]]  # of each what `Prepared` holds, by refs
    versions: dict[str, tuple[str, ...]]
    phrases: tuple[str, str]  # refs of all, and of their neighbours


class Reached(NamedTuple):
    """What an edit reaches."""

    owners: frozenset[str]  # whose pages may be others than the last build made them
    before: dict[str, Rows] | None  # the rows that edited articles had, where all had and have any


class Edit(NamedTuple):
    """What an article was and is; None where it was not there, or is no more."""

    old: Card | None
    new: Card | None

    @property
    def both(self) -> tuple[Card, ...]:
        """Those that there are."""
        return tuple(card for card in self if card)


def left(plan: Plan, public: Path) -> bytes:
    """What a build leaves to the next one; nothing where that has to look at everything."""
    if plan.problems or plan.content.takedown.rows:
        return b""
    articles = {id: tuple(part.ref for part in p) for id, p in plan.done.prepared.items()}
    refs = tuple(part.ref for part in plan.phrases)
    last = Last(_base(plan, public), articles, plan.shelf.index.versions, refs)  # type: ignore[arg-type]
    return msgspec.msgpack.encode(last)


def _base(plan: Plan, public: Path) -> str:
    manner, shelf = plan.manner, plan.shelf
    code, folder = recipe("generator.build"), str(public.resolve())
    given = manner.keys, manner.templates, manner.theme, shelf.notes, shelf.names
    return digest(code, folder, *given)


def reached(plan: Plan, memo: Memo, now: bytes) -> Reached | None:
    """What the edits since the last build reach, "" for the pages of all together; None where that
    is not known, or too much. `now` is what is left to the next one."""
    data = memo.last()
    if not data or not now:
        return None
    last, here = (msgspec.msgpack.decode(each, type=Last) for each in (data, now))
    if last.base != here.base or _telling(last) != _telling(here):
        return None
    ids = {*last.articles, *here.articles}
    changed = sorted(id for id in ids if last.articles.get(id) != here.articles.get(id))
    if len(changed) > _MOST:
        return None
    edits = dict[str, Edit]()
    for id in changed:
        old = memo.value(last.articles[id][_CARD], Card) if id in last.articles else None
        if old is None and id in last.articles:
            return None
        edits[id] = Edit(old, plan.shelf.index.cards.get(id))
    before = _before(plan, memo, last, here)
    if before is None:
        return None
    names = _names(plan.shelf, edits)
    retold = {id for id, edit in edits.items() if len({*map(_source, edit)}) > 1}
    owners = frozenset(
        chain(
            [""],
            (owner(*name) for name in names.pages),
            (namesakes(key) for kind, key in names.told if kind == "person"),
            [INDEXES] if names.indexes else [],
            (owner("phrase", key) for key in before.pages(retold)),
            (
                owner("article", id)
                for id in _articles(plan.shelf.index, edits, last.versions, names, before)
            ),
        )
    )
    return Reached(owners, _rows(memo, last, here, changed))


def _rows(memo: Memo, last: Last, here: Last, changed: Iterable[str]) -> dict[str, Rows] | None:
    """The rows that edited articles had; None where one came or went, or has none that is known."""
    found = dict[str, Rows]()
    for id in changed:
        refs = last.articles.get(id) if id in here.articles else None
        rows = rows_before(memo, Prepared(*(_only(ref) for ref in refs))) if refs else None
        if rows is None:
            return None
        found[id] = rows
    return found


def _only(ref: str) -> Kept[Any]:
    """A ref whose value nobody asks for."""
    return Kept(ref, lambda: None)


def _telling(last: Last) -> int:
    return relating(len(last.articles))


# --- names ----------------------------------------------------------------------------------------


class Names(NamedTuple):
    """What an edit does to names."""

    pages: set[Name]
    told: set[Name]  # of which lists may tell something else
    moved: set[Name]  # that came into articles, or went

    @property
    def indexes(self) -> bool:
        """Whether an index may tell something else."""
        return any(kind in FOLDERS for kind, _ in self.told)


def _names(shelf: Shelf, edits: Mapping[str, Edit]) -> Names:
    index = shelf.index
    pages, told, moved = set[Name](), set[Name](), set[Name]()
    for edit in edits.values():
        old, new = (_uses(card) for card in edit)
        turned = len({_face(card) for card in edit}) > 1
        for name in {*old, *new}:
            pages.add(name)
            if turned or old.get(name) != new.get(name):
                told.add(name)
            if (name in old) != (name in new):
                moved.add(name)
        pages |= {("organisation", body) for card in edit.both for body in _bodies(card)}
    cards = [edit.old for edit in edits.values() if edit.old]
    together = _together(cards)
    for kind, key in told:
        mentions = index.names.get((kind, key), ())
        pages.update(chain.from_iterable(map(index.beside, mentions)), together[kind, key])
        forms = {fold(words_of(m)) for m in (*mentions, *_of(cards, (kind, key)))}
        pages |= {(kind, other) for form in forms for other in shelf.alike.get((kind, form), ())}
    if any(kind == "place" for kind, _ in told):
        # What lies in a unit is counted on the unit's page, and units are linked where named.
        pages |= {name for name in index.names if name[0] == "place"}
    return Names(pages, told, moved)


def _face(card: Card | None) -> tuple[Any, ...]:
    """What of an article stands beside a name in lists, or orders its mentions."""
    return (card.title, card.script, card.date, card.time, card.names, card.words) if card else ()


def _uses(card: Card | None) -> dict[Name, list[tuple[Any, ...]]]:
    """What of each name's mentions lists may tell."""
    found: dict[Name, list[tuple[Any, ...]]] = defaultdict(list)
    for m in card.mentions if card else ():
        found[m.kind, m.key].append((m.detail, words_of(m), m.script))
    return dict(found)


def _bodies(card: Card) -> Iterator[str]:
    """The bodies in which a person holds a role."""
    for mention in card.mentions:
        if isinstance(mention.detail, Role) and mention.detail.body:
            yield mention.detail.body


def _together(cards: Iterable[Card]) -> Mapping[Name, set[Name]]:
    """The names that stand in one sentence with a name."""
    sentences: dict[tuple[str, str], set[Name]] = defaultdict(set)
    for card in cards:
        for mention in card.mentions:
            sentences[card.id, mention.anchor].add((mention.kind, mention.key))
    found: dict[Name, set[Name]] = defaultdict(set)
    for names in sentences.values():
        for name in names:
            found[name] |= names
    return found


def _of(cards: Iterable[Card], name: Name) -> Iterator[Mention]:
    return (m for card in cards for m in card.mentions if (m.kind, m.key) == name)


# --- phrases --------------------------------------------------------------------------------------


def _before(plan: Plan, memo: Memo, last: Last, here: Last) -> Rephrased | None:
    new = plan.shelf.phrases
    if last.phrases == here.phrases:
        return Rephrased(new, new)
    found = memo.value(last.phrases[0], Found)
    near = memo.value(last.phrases[1], tuple[tuple[Neighbour, ...], ...])
    return None if found is None or near is None else Rephrased(new, Phrases(found, lambda: near))


def _source(card: Card | None) -> tuple[Any, ...]:
    """What of an article the page of a phrase tells."""
    return (*_face(card), card.publisher, card.length, mostly(card)) if card else ()


# --- articles -------------------------------------------------------------------------------------


def _articles(
    index: Index,
    edits: Mapping[str, Edit],
    versions: Mapping[str, tuple[str, ...]],
    names: Names,
    phrases: Rephrased,
) -> set[str]:
    """The articles whose own pages may be others."""
    found = {*edits, *phrases.marked, *phrases.beside(), *phrases.articles(phrases.told)}
    found |= phrases.quoting(index.cards)
    for name in names.moved:
        found.update(index.holders.get(name, ()))
    for id in {*versions, *index.versions}:
        if versions.get(id) != index.versions.get(id):
            found |= {id, *phrases.sharing(id)}
    shown = {id for id, e in edits.items() if len({entry(c) if c else None for c in e}) > 1}
    for id in shown:
        found |= {*versions.get(id, ()), *index.versions.get(id, ()), *phrases.related(id)}
        for card in edits[id].both:
            for name in {(m.kind, m.key) for m in card.mentions}:
                holders = index.holders.get(name, ())
                found.update(holders if name[0] != "date" and len(holders) <= COMMON + 1 else ())
    if shown:
        found |= _around(index, edits)
    return found


def _around(index: Index, edits: Mapping[str, Edit]) -> set[str]:
    """The articles before and after which, by date, another comes than did, or an edited one."""
    others = [card for id, card in index.cards.items() if id not in edits]
    old = _pairs(newest((*others, *(edit.old for edit in edits.values() if edit.old))))
    new = _pairs(index.newest())
    return {
        id for id, pair in new.items() if pair != old.get(id) or not edits.keys().isdisjoint(pair)
    }


def _pairs(cards: tuple[Card, ...]) -> dict[str, tuple[str, str]]:
    ids = ["", *(card.id for card in cards), ""]
    return {id: (ids[n - 1], ids[n + 1]) for n, id in enumerate(ids[1:-1], 1)}
