"""Entities: the facts of all articles, folded by what they name.

An article is folded by itself first: where in it a name stands reaches no entity, so that an edit
which only moves facts folds nothing anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from generator.pages.paths import path_of
from generator.pages.shelf import shown
from generator.tables import EntityRow, Rows


class Named(Struct, frozen=True, array_like=True, gc=False):
    """An entity in one article."""

    entity: str
    forms: tuple[tuple[str, int], ...]  # with how often each stands
    adcode: str | None  # the first that is told
    within: str | None


class Naming(Struct, frozen=True, array_like=True):
    """What entities take from an article."""

    article: str
    date: str | None
    facts: int
    claims: int
    named: tuple[Named, ...]


class Folded(Struct, frozen=True, array_like=True):
    """What the rows of all articles come to."""

    facts: int
    claims: int
    entities: tuple[EntityRow, ...]


def naming(rows: Rows) -> Naming:
    """What entities take from these rows."""
    forms: dict[str, Counter[str]] = {}
    adcode, within = dict[str, str](), dict[str, str]()
    for fact in rows.facts:
        if fact.entity:
            forms.setdefault(fact.entity, Counter())[fact.text] += 1
            if fact.adcode:
                adcode.setdefault(fact.entity, fact.adcode)
            if fact.within:
                within.setdefault(fact.entity, fact.within)
    named = (
        Named(entity, tuple(sorted(count.items())), adcode.get(entity), within.get(entity))
        for entity, count in sorted(forms.items())
    )
    count = len(rows.facts), len(rows.claims)
    return Naming(rows.article.article, rows.article.date, *count, tuple(named))


class _Entity:
    """An entity in the making."""

    def __init__(self) -> None:
        self.forms, self.articles = Counter[str](), 0
        self.first, self.last = "~", ""
        self.adcode = self.within = _NONE

    def add(self, named: Named, article: str, date: str | None) -> None:
        for form, times in named.forms:
            self.forms[form] += times
        self.adcode = _earlier(self.adcode, article, named.adcode)
        self.within = _earlier(self.within, article, named.within)
        if date:
            self.first, self.last = min(self.first, date), max(self.last, date)
        self.articles += 1


_NONE = ("\U0010ffff", "")  # after every article


def _earlier(known: tuple[str, str], article: str, told: str | None) -> tuple[str, str]:
    """What the first of the articles tells that tell anything, and its id."""
    return (article, told) if told and article < known[0] else known


def fold(all_articles: Iterable[Naming]) -> Folded:
    """What these articles come to: a row for each entity, by kind and key.

    Their order makes no difference, and each is looked at once, and let go.
    """
    found: dict[str, _Entity] = {}
    facts = claims = 0
    for each in all_articles:
        facts, claims = facts + each.facts, claims + each.claims
        for named in each.named:
            found.setdefault(named.entity, _Entity()).add(named, each.article, each.date)
    return Folded(facts, claims, tuple(_row(id, found[id]) for id in sorted(found)))


def _row(id: str, entity: _Entity) -> EntityRow:
    kind, _, key = id.partition("/")
    forms = sorted(entity.forms, key=lambda form: (-entity.forms[form], form))
    return EntityRow(
        entity=id,
        kind=kind,
        key=key,
        name=shown(key),
        forms="/".join(forms),
        articles=entity.articles,
        mentions=entity.forms.total(),
        first=entity.first if entity.last else None,
        last=entity.last or None,
        adcode=entity.adcode[1] or None,
        within=entity.within[1] or None,
        page=path_of(kind, key),
    )
