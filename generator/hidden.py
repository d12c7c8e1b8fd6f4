"""Where names stand that must not appear, before anything is made of the pages that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from generator import read
from generator.content import Content
from generator.frontmatter import unknown
from generator.model import Problem, Source
from generator.recipes import recipe
from generator.seeds import Slip
from generator.store import Kept, Memo, digest
from generator.takedown import found_in, holds, ids_without, without

Pages = list[tuple[Slip, Kept[Source]]]
"""The pages of an article, in order."""


class Hidden(NamedTuple):
    """What the takedown list does to this archive."""

    ids: dict[str, str]  # id → what it is called in public
    withheld: frozenset[str] = frozenset()  # files that are not given out as received
    articles: int = 0  # in which a name stood
    problems: tuple[Problem, ...] = ()


def hidden(
    memo: Memo,
    content: Content,
    articles: list[Pages],
    files: dict[str, str],
    received: dict[str, str],
    ids: set[str],
) -> Hidden:
    """What the list does: `files` gives the file of each page, `received` the ref of each file.

    Raises Trouble where it names an article that is not there: it would hide nothing.
    """
    takedown = content.takedown
    called = ids_without(ids, takedown.all)
    if not takedown.rows:
        return Hidden(called)
    for article in sorted(takedown.articles - ids):
        raise unknown("content/takedown.toml", "article", article, sorted(ids)[:20])
    asked: dict[str, set[str]] = {}  # file → the names that must not be in it
    bad, found, count = set[str](), set[tuple[str, str]](), 0
    for pages in articles:
        names = gone_of(content, [slip.id for slip, _ in pages])
        shown = _shown(memo, pages, names)
        count += bool(shown)
        found |= {(name, only) for name in shown for only in ("", *(slip.id for slip, _ in pages))}
        for slip, _ in pages:
            asked.setdefault(files[slip.id], set()).update(names)
            bad |= {files[slip.id]} if shown else set()
    for where, words in asked.items():
        names = tuple(sorted(words))
        ref = digest(received.get(where, ""), where, names)
        if where not in bad and _holds(memo, content, where, names, ref):
            bad.add(where)
    return Hidden(called, frozenset(bad), count, tuple(_unmet(content, found)))


def gone_of(content: Content, ids: Iterable[str]) -> tuple[str, ...]:
    """The names that must not appear in an article of these pages."""
    names = {name for id in ids for name in content.takedown.of(id)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def clean(
    memo: Memo,
    content: Content,
    slips: list[Slip],
    source: Kept[Source],
    called: str,
    withheld: frozenset[str],
) -> Kept[Source]:
    """The source of an article of these pages without the names."""
    names = gone_of(content, [slip.id for slip in slips])
    places = {place for slip in slips for place in (slip.place, slip.place.rpartition(":")[0])}
    mine = withheld & places
    return memo.step(
        recipe("generator.takedown"),
        ("without", source.ref, digest(names, called, sorted(mine))),
        Source,
        lambda: without(source.value, names, called, mine),
    )


def _shown(memo: Memo, pages: Pages, names: tuple[str, ...]) -> tuple[str, ...]:
    return memo.step(
        recipe("generator.takedown"),
        ("shown", digest(names), *(source.ref for _, source in pages)),
        tuple[str, ...],
        lambda: found_in([source.value for _, source in pages], names),
    ).value


def _holds(memo: Memo, content: Content, where: str, names: tuple[str, ...], ref: str) -> bool:
    return memo.step(
        recipe("generator.takedown"), ("holds", ref), bool, partial(_look, content, where, names)
    ).value


def _look(content: Content, where: str, names: tuple[str, ...]) -> bool:
    return holds(read.data(content.root / where, where), names, where)


def _unmet(content: Content, found: set[tuple[str, str]]) -> Iterable[Problem]:
    """The rows that meet nothing: a name that is spelt otherwise would stay where it is."""
    for number, row in enumerate(content.takedown.folded, 1):
        if row not in found:  # its number, not its words: a log may be public
            what = f"name {number} stands in no article"
            yield Problem("content/takedown.toml", what, "check its spelling, or remove it")
