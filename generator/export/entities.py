"""Entities: the facts of all articles, folded by what they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.pages.paths import path_of
from generator.pages.shelf import shown
from generator.tables import EntityRow, FactRow, Rows


class _Entity:
    """An entity in the making."""

    def __init__(self, kind: str, key: str) -> None:
        self.kind, self.key = kind, key
        self.forms, self.articles = Counter[str](), set[str]()
        self.dates: list[str] = []
        self.adcode = self.within = ""

    def add(self, fact: FactRow, date: str | None) -> None:
        self.forms[fact.text] += 1
        self.adcode = self.adcode or fact.adcode or ""
        self.within = self.within or fact.within or ""
        if date and fact.article not in self.articles:
            self.dates.append(date)
        self.articles.add(fact.article)


def entities(all_rows: Iterable[Rows]) -> tuple[EntityRow, ...]:
    """A row for each entity, by kind and key; the order of articles makes no difference."""
    found: dict[str, _Entity] = {}
    for rows in sorted(all_rows, key=lambda rows: rows.article.article):
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
        first=min(entity.dates, default=None),
        last=max(entity.dates, default=None),
        adcode=entity.adcode or None,
        within=entity.within or None,
        page=path_of(entity.kind, entity.key),
    )
