"""Namesakes told apart, and officials told from private persons."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from generator.annotate.words import choice, table, words
from generator.model import Names, Role
from generator.register import named_rows
from generator.text import fold
from generator.who import Called, Who


class Person:
    """Whoever one article calls by a name."""

    def __init__(self, article: Who, called: list[Called], bodies: frozenset[str]) -> None:
        self.article, self.key = article, called[0].key
        self.roles = {
            (fold(c.detail.role), c.detail.body) for c in called if isinstance(c.detail, Role)
        }
        self.bodies = {body for body in bodies if "@" not in body}
        self.public = any(is_public(*role) for role in self.roles)
        for role, _ in self.roles:
            self.bodies |= {body for office, body in table("offices") if role.endswith(office)}
            if article.publisher and role in _signing():
                self.bodies.add(fold(article.publisher))

    @property
    def name(self) -> str:
        """The name without what tells it from namesakes."""
        return self.key.partition("@")[0]


def is_public(role: str, body: str) -> bool:
    """Whether a role, folded, makes who holds it a public person; one that is unsure does not.

    >>> is_public("县委书记", ""), is_public("副主任", "某县教育局"), is_public("班主任", "某小学")
    (True, True, False)
    >>> is_public("村民", ""), is_public("经理", "某公司"), is_public("记者", "")
    (False, False, True)
    """
    if _ends("offices_not").search(role):
        return False
    if role in _signing():
        return True
    body = body.partition("@")[0]
    if _ends("offices_public").search(role):
        return not (_PRIVATE.search(role) or _PRIVATE.search(body))
    return bool(_ends("offices_held").search(role) and _STATE.search(body))


_PRIVATE = re.compile(
    r"公司|集团|企业|厂|店|项目|支部|合作社|协会|商会|学会|学校|大学|学院|中学|小学|医院"
)
_STATE = re.compile(
    r"(?:委|委员会|局|厅|署|政府|办|办公[室厅]|政协|法院|检察院|中共中央|国务院|(?:组织|宣传|统战)部"
    r"|(?:委|局|厅|政府|办)(?:党组|机关)|派出所|(?:交警|刑警|特警|执法)[大支总中]队)(?:\(\d{6}\))?$"
)


@cache
def _signing() -> frozenset[str]:
    return frozenset(words("offices_signed"))


@cache
def _ends(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{choice(words(name))})$")


def told_apart(
    people: Iterable[Person], first: Mapping[str, str], names: Names, unlisted: bool
) -> Iterator[tuple[Person, str, str]]:
    """Each person, the key of who it is, and why: "" where the article alone tells.

    Of one name those are one person that hold a role in the same body, or stand in versions of
    one article, or that an editor made one. A name of one person is its own key.
    """
    rows = named_rows(names, "person")
    groups: dict[tuple[str, bool], list[Person]] = defaultdict(list)
    for person in people:
        settled = person.key in rows
        groups[person.key if settled else person.name, settled].append(person)
    for (name, settled), them in sorted(groups.items()):
        parts = [(them, "")] if settled else list(_parts(them, first))
        for part, basis in parts:
            alone = len(parts) == 1 and (settled or name not in rows)
            key = name if alone else f"{name}@{_tell(part)}"
            public = any(person.public for person in part)
            if settled and (said := rows[name].public) is not None:
                public = said
            for person in part:
                yield person, key if public or not unlisted else "", basis


def _parts(people: list[Person], first: Mapping[str, str]) -> Iterator[tuple[list[Person], str]]:
    """The people of one name, parted into those who are one, and what joins each part."""
    root = list(range(len(people)))

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    joined: dict[str, int] = {}
    for n, person in enumerate(people):
        signs = {f"/{first.get(person.article.id, person.article.id)}", *person.bodies}
        for sign in sorted(signs):
            a, b = find(joined.setdefault(sign, n)), find(n)
            root[max(a, b)] = min(a, b)
    parts: dict[int, list[Person]] = defaultdict(list)
    for n, person in enumerate(people):
        parts[find(n)].append(person)
    for part in parts.values():
        versions = {first.get(person.article.id, person.article.id) for person in part}
        yield part, "" if len(part) == 1 else "version" if len(versions) == 1 else "body"


def _tell(part: list[Person]) -> str:
    """What tells a person from namesakes: the body that most articles give, or an article."""
    bodies = Counter(body for person in part for body in person.bodies)
    if bodies:
        return min(bodies, key=lambda body: (-bodies[body], body))
    return min(person.article.id for person in part)
