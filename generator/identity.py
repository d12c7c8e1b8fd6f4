"""Who is who over all articles: which keys of different articles are one entity.

Each article's facts are keyed by itself. Here what all of them call whom is read together,
and what comes out says how an article's keys are to be renamed. It is a function of the set of
articles: neither their order nor their grouping matters, and an article sees only its own part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from generator.annotate.gazetteer import by_code, chain, short
from generator.annotate.words import table
from generator.model import Body, Fact, Names, Role
from generator.people import Person, told_apart
from generator.register import kept_apart, parted
from generator.text import fold
from generator.who import Called, Who


class Rename(Struct, frozen=True, array_like=True):
    """In one article, what is written so under this key is that entity; `to` "" is unlisted."""

    kind: str
    key: str
    form: str  # folded; "" for every form
    to: str
    basis: str
    adcode: str = ""


Renames = tuple[tuple[str, tuple[Rename, ...]], ...]
"""Article → its renames, in order."""


def identities(
    articles: Iterable[Who],
    versions: Mapping[str, tuple[str, ...]],
    names: Names,
    unlisted: bool = False,
) -> Renames:
    """How the keys of each article are to be renamed; articles without renames are left out.

    `unlisted` keeps persons out of all lists who hold no public office.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    first = {id: them[0] for id, them in versions.items()}
    found: dict[str, list[Rename]] = defaultdict(list)
    for id, rename in (*_bodies(ordered, names), *_versions(ordered, first, names)):
        found[id].append(rename)
    people = [
        Person(article, called, _renamed(found[article.id], called))
        for article in ordered
        for called in _of(article, "person").values()
    ]
    for person, key, basis in told_apart(people, first, names, unlisted):
        if (key, basis) != (person.key, ""):
            found[person.article.id].append(Rename("person", person.key, "", key, basis))
    return tuple((id, tuple(sorted({*found[id]}, key=_order))) for id in sorted(found) if found[id])


def _order(rename: Rename) -> tuple[str, str, str]:
    return rename.kind, rename.key, rename.form


def identified(
    facts: Iterable[Fact], renames: Iterable[Rename], doubt: int = 0
) -> tuple[Fact, ...]:
    """The facts of an article under the names that the archive has for what they are about.

    A person less sure than `doubt`, of whom no card tells, is unlisted.
    """
    known = {(r.kind, r.key, r.form): r for r in renames}
    bodies: dict[str, set[str]] = defaultdict(set)
    for rename in known.values():
        if rename.kind == "organisation":
            bodies[rename.key].add(rename.to)
    one = {key: next(iter(them)) for key, them in bodies.items() if len(them) == 1}
    found = (_identified(fact, known, one) for fact in facts)
    return tuple(
        replace(f, key="") if f.kind == "person" and f.confidence < doubt else f for f in found
    )


def _identified(
    fact: Fact, known: Mapping[tuple[str, str, str], Rename], bodies: Mapping[str, str]
) -> Fact:
    if isinstance(fact.detail, Role) and fact.detail.body in bodies:
        fact = replace(fact, detail=replace(fact.detail, body=bodies[fact.detail.body]))
    rename = known.get((fact.kind, fact.key, fold(fact.text))) or known.get(
        (fact.kind, fact.key, "")
    )
    if rename is None:
        return fact
    detail = fact.detail
    if isinstance(detail, Body):
        detail = Body(rename.to, rename.basis or detail.basis, rename.adcode or detail.adcode)
    elif isinstance(detail, Role) and not detail.basis:
        detail = replace(detail, basis=rename.basis)
    return replace(fact, key=rename.to, detail=detail)


def _of(article: Who, kind: str) -> dict[str, list[Called]]:
    """What is called something of a kind, by key."""
    found: dict[str, list[Called]] = {}
    for one in article.called:
        if one.kind == kind:
            found.setdefault(one.key, []).append(one)
    return found


def _renamed(renames: list[Rename], called: list[Called]) -> frozenset[str]:
    """The bodies in which a person holds roles, as the archive calls them."""
    known = {r.key: r.to for r in renames if r.kind == "organisation"}
    held = {c.detail.body for c in called if isinstance(c.detail, Role) and c.detail.body}
    return frozenset(known.get(body, body) for body in held)


# --- organisations ------------------------------------------------------------------------------

_PART = re.compile(r"党组|党委|党总支|党支部|办公[室厅]|机关|直属|纪委|纪检|第.{1,3}支部|工会|团委")
_TELLING = re.compile(r"@.*$|\(\d{6}\)$")


def _bodies(articles: list[Who], names: Names) -> Iterator[tuple[str, Rename]]:
    """Abbreviations that have their full name in the archive, and names without their place."""
    codes: dict[str, str] = {}  # key → division, of those whose place is known
    for article in articles:
        for key, called in _of(article, "organisation").items():
            for one in called:
                if isinstance(one.detail, Body) and one.detail.adcode and "@" not in key:
                    codes.setdefault(key, one.detail.adcode)
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    tails: dict[str, list[str]] = defaultdict(list)
    for key in sorted(codes):
        alike[codes[key], full(_tail(key, codes[key]))].append(key)
    settled = {fold(row.name) for row in names.rows if row.kind == "organisation"}
    best = {where: _fullest(keys, settled) for where, keys in alike.items()}
    for code, tail in best:
        tails[code].append(tail)
    apart = kept_apart(names, "organisation")
    for article in articles:
        for key, called in _of(article, "organisation").items():
            code = codes.get(key, article.region if key not in settled else "")
            tail = full(_tail(key, code))
            to, basis = best.get((code, tail), key), "short" if key in codes else "elsewhere"
            if key in codes and to == key and key not in settled:
                longer = [t for t in tails[code] if initials(tail, t)]
                to, basis = (best[code, longer[0]], "doubtful") if len(longer) == 1 else (key, "")
            for form in sorted({one.form for one in called} if to != key else ()):
                if (form, article.id, to) not in apart and (form, "", to) not in apart:
                    rename = Rename("organisation", key, form, to, basis, codes[to])
                    yield article.id, rename


def _fullest(keys: list[str], called: set[str]) -> str:
    """Of several spellings the one that the authority file has, or else the longest."""
    return min(keys, key=lambda key: (key not in called, -len(key), key))


def _tail(key: str, code: str) -> str:
    """The name of a body without its place."""
    bare = _TELLING.sub("", key)
    if unit := by_code().get(code):
        for place in (*chain(unit), unit):
            for name in (place.name, short(place.name)):
                if name and bare.startswith(name) and len(bare) > len(name) + 1:
                    bare = bare.removeprefix(name)
                    break
    return bare


def full(tail: str) -> str:
    """The name of an office spelled out.

    >>> full("工信局党组"), full("委"), full("委员会"), full("政府")
    ('工业和信息化局党组', '委员会', '委员会', '人民政府')
    """
    for length in range(min(len(tail), 12), 0, -1):
        rest = tail[length:]
        if (words := _shorts().get(tail[:length])) and (not rest or _PART.match(rest)):
            return words + rest
    return tail


@cache
def _shorts() -> dict[str, str]:
    return {row[0]: row[1] for row in table("body_shorts")}


def initials(tail: str, longer: str) -> bool:
    """Whether an office's name is made of first characters of another's words.

    >>> initials("教科局", "教育和科学技术局"), initials("公安局", "公安交通管理局")
    (True, False)
    """
    if len(tail) < 3 or len(longer) <= len(tail) + 1 or tail[-1] != longer[-1]:
        return False
    if tail[0] != longer[0]:
        return False
    at = 0
    for char in tail[1:-1]:
        at = longer.find(char, at + 2, len(longer) - 2)  # a word has two characters or more
        if at < 0:
            return False
    return True


def _versions(
    articles: list[Who], first: Mapping[str, str], names: Names
) -> Iterator[tuple[str, Rename]]:
    """Names that only their article can tell: versions of one article tell the same."""
    kept = {f"{form}@{id}" for row in names.rows for form, id in map(parted, row.apart)}
    for article in articles:
        if (known := first.get(article.id, article.id)) == article.id:
            continue
        for one in article.called:
            own = one.kind in ("organisation", "place") and one.key.endswith(f"@{article.id}")
            if own and one.key not in kept:
                to = f"{_TELLING.sub('', one.key)}@{known}"
                rename = Rename(one.kind, one.key, "", to, "version")
                yield article.id, rename
