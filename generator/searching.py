"""The steps that make the index for searching, and its files, at the site's root for all editions.

An edit runs one group anew, and writes the shards in which a term came or went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from generator.archive import words_of
from generator.catalogue import Card
from generator.dataset import File
from generator.editions import Edition
from generator.pages.facets import Keys
from generator.pages.paths import page_name
from generator.pages.search import CHOSEN_BY, values
from generator.pages.shelf import shown
from generator.recipes import recipe
from generator.search.files import (
    Facet,
    Listed,
    articles_file,
    classes_file,
    ids_file,
    names_file,
    path_of,
    terms_file,
)
from generator.search.groups import Columns, Group, digests_of, group_of, groups_of, shards_of
from generator.search.names import KINDS, Parts, names_of
from generator.steps import Prepared
from generator.store import Kept, Memo, digest
from generator.texts import Packed, worded


class Job(NamedTuple):
    """A group of articles whose terms are wanted."""

    texts: tuple[Kept[Packed], ...]
    shards: int


def jobs(memo: Memo, prepared: Mapping[str, Prepared], editions: tuple[Edition, ...]) -> list[Job]:
    """The groups of an archive."""
    groups = groups_of(prepared)
    return [
        Job(tuple(worded(memo, prepared[id], editions) for id in ids), shards_of(len(groups)))
        for ids in groups
    ]


def indexed(_: None, memo: Memo, job: Job) -> tuple[Kept[Group], Kept[bytes]]:
    """The terms of a group, and of what it brings to each shard a digest."""
    code = recipe("generator.search.groups")
    group = memo.step(code, tuple(text.ref for text in job.texts), Group, partial(_group, job))
    digests = memo.step(
        code,
        ("digests", group.ref, str(job.shards)),
        bytes,
        lambda: digests_of(group.value, job.shards),
    )
    return group, digests


def _group(job: Job) -> Group:
    return group_of([text.value for text in job.texts])


def listed_of(card: Card, keys: Keys) -> Listed:
    """What an article is ordered and chosen by."""
    values = dict(keys)
    return Listed(card.date, tuple(values.get(word, "") for word in CHOSEN_BY))


class Named(NamedTuple):
    """The names of a group's articles, and of what it brings to each shard a digest."""

    parts: Kept[Parts]
    digests: Kept[bytes]


def _named(memo: Memo, refs: tuple[str, ...], cards: Sequence[Card], shards: int) -> Named:
    """The names of a group of articles, whose cards have these refs."""
    code = recipe("generator.search.names", "generator.archive", "generator.pages.shelf")
    parts = memo.step(code, (*refs, str(shards)), Parts, lambda: _parts(cards, shards))
    digests = memo.step(
        code, ("digests", parts.ref), bytes, lambda: b"".join(map(_eight, parts.value))
    )
    return Named(parts, digests)


def _eight(part: bytes) -> bytes:
    return bytes.fromhex(digest(part))[:8]


def _parts(cards: Sequence[Card], shards: int) -> Parts:
    mentions = (
        ((m, words_of(m), shown(m.key)) for m in card.mentions if m.kind in KINDS) for card in cards
    )
    return names_of([*mentions], shards)


def search_files(
    memo: Memo,
    prepared: Mapping[str, Prepared],
    cards: Mapping[str, Card],
    keys: Mapping[str, Keys],
    editions: tuple[Edition, ...],
) -> Iterator[File]:
    """Every file under search/."""
    groups = groups_of(prepared)
    shards = {"terms": shards_of(len(groups)), "names": len(groups)}
    listed = [[listed_of(cards[id], keys[id]) for id in ids] for ids in groups]
    facets = [Facet(word, of) for word, of in values(keys.values()).items()]
    code = recipe("generator.search.files")
    first = partial(articles_file, listed, facets, **shards)
    yield File(path_of("articles"), digest(code, listed, shards), first)
    yield File(path_of("classes"), code, classes_file)
    for n, ids in enumerate(groups):
        yield File(path_of(f"ids-{n}"), digest(code, n, ids), partial(_ids, n, ids))
    found = [indexed(None, memo, job) for job in jobs(memo, prepared, editions)]
    columns = cache(lambda: Columns((group.value for group, _ in found), shards["terms"]))
    for n, key in enumerate(_together([told for _, told in found], shards["terms"])):
        yield File(path_of(f"terms-{n}"), digest(code, n, key), partial(_terms, n, columns))
    names = [
        _named(memo, tuple(prepared[id].card.ref for id in ids), [cards[id] for id in ids], number)
        for number, ids in ((len(groups), ids) for ids in groups)
    ]
    parts = cache(lambda: [name.parts.value for name in names])
    for n, key in enumerate(_together([name.digests for name in names], len(groups))):
        yield File(path_of(f"names-{n}"), digest(code, n, key), partial(_names, n, parts))


def _together(digests: Sequence[Kept[bytes]], shards: int) -> Iterator[bytes]:
    """Of each shard what its file is made of: the digests of what the groups bring to it."""
    told = [kept.value for kept in digests]
    for n in range(shards):
        yield b"".join(each[8 * n : 8 * n + 8] for each in told)


def _ids(group: int, ids: Sequence[str]) -> bytes:
    return ids_file(group, [page_name(id) for id in ids])


def _terms(shard: int, columns: Callable[[], Columns]) -> bytes:
    return terms_file(shard, columns())


def _names(shard: int, parts: Callable[[], list[Parts]]) -> bytes:
    return names_file(shard, (group[shard] for group in parts()))
