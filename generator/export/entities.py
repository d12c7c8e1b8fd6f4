"""Entities: the facts of all articles, folded by what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.pages.paths import path_of
from generator.pages.shelf import shown
from generator.tables import EntityRow, FactRow, Rows


class _Entity:
    """An entity in the making."""

    def __init__(self, kind: str, key: str) -> None:
        self.kind, self.key = kind, key
        self.forms, self.articles = Counter[str](), set[str]()
        self.first, self.last = "~", ""
        self.adcode = self.within = _NONE

    def add(self, fact: FactRow, date: str | None) -> None:
        self.forms[fact.text] += 1
        self.adcode = _earlier(self.adcode, fact.article, fact.adcode)
        self.within = _earlier(self.within, fact.article, fact.within)
        if date:
            self.first, self.last = min(self.first, date), max(self.last, date)
        self.articles.add(fact.article)


_NONE = ("\U0010ffff", "")  # after every article


def _earlier(known: tuple[str, str], article: str, told: str | None) -> tuple[str, str]:
    """What the first of the articles tells that tell anything, and its id."""
    return (article, told) if told and article < known[0] else known


class Folded(Struct, frozen=True, array_like=True):
    """What the rows of all articles come to."""

    facts: int
    claims: int
    entities: tuple[EntityRow, ...]


def fold_rows(all_rows: Iterable[Rows]) -> Folded:
    """What these rows come to; each article's are looked at once, and let go."""
    count = Counter[str]()

    def counted() -> Iterator[Rows]:
        for rows in all_rows:
            count.update(facts=len(rows.facts), claims=len(rows.claims))
            yield rows

    found = entities(counted())
    return Folded(count["facts"], count["claims"], found)


def entities(all_rows: Iterable[Rows]) -> tuple[EntityRow, ...]:
    """A row for each entity, by kind and key; the order of articles makes no difference."""
    found: dict[str, _Entity] = {}
    for rows in all_rows:  # one by one: there may be very many
        for fact in rows.facts:
            if fact.entity:
                kind, _, key = fact.entity.partition("/")
                entity = found.setdefault(fact.entity, _Entity(kind, key))
                entity.add(fact, rows.article.date)
    return tuple(_row(id, found[id]) for id in sorted(found))


def _row(id: str, entity: _Entity) -> EntityRow:
    forms = sorted(entity.forms, key=lambda form: (-entity.forms[form], form))
    return EntityRow(
        entity=id,
        kind=entity.kind,
        key=entity.key,
        name=shown(entity.key),
        forms="/".join(forms),
        articles=len(entity.articles),
        mentions=entity.forms.total(),
        first=entity.first if entity.last else None,
        last=entity.last or None,
        adcode=entity.adcode[1] or None,
        within=entity.within[1] or None,
        page=path_of(entity.kind, entity.key),
    )
