"""The names by which articles are found: each written form, and the articles of what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct

from generator.catalogue import Mention
from generator.search.classes import classed
from generator.search.terms import term

KINDS = {"person": "p", "organisation": "o", "place": "l"}
"""The kinds of name that articles can be asked for, and the letter of each in the files."""


class Part(Struct, frozen=True, array_like=True):
    """Some names: of each form what it may stand for, of each key the articles that name it."""

    forms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    keys: tuple[tuple[str, tuple[int, ...]], ...] = ()


Parts = tuple[bytes, ...]
"""The names of a group of articles, each shard packed by itself, so that it is read by itself."""


@lru_cache(maxsize=1 << 16)  # most names come often
def formed(words: str) -> str:
    """Words as their form is looked up: in no script, without spaces.

    >>> formed("張 偉") == formed("张伟")
    True
    """
    return classed(words.replace(" ", ""))


@lru_cache(maxsize=1 << 16)
def shard_of(words: str, shards: int) -> int:
    """Where a form or a key is looked up: its first two characters say it."""
    one, two, *_ = (*(ord(char) & 0xFFFF for char in classed(words[:2])), 0, 0)
    return term(one, two) * shards >> 32


def names_of(articles: Sequence[Iterable[tuple[Mention, str, str]]], shards: int) -> Parts:
    """The names of a group: of each article the mentions, with their words and their name."""
    forms, keys = defaultdict[str, set[str]](set), defaultdict[str, set[int]](set)
    for number, mentions in enumerate(articles):
        for mention, *written in mentions:
            if letter := KINDS.get(mention.kind):
                keys[letter + mention.key].add(number)
                for words in written:
                    forms[letter + formed(words)].add(mention.key)
    found: list[tuple[dict[str, tuple[str, ...]], dict[str, tuple[int, ...]]]]
    found = [({}, {}) for _ in range(shards)]
    for form in sorted(forms):
        found[shard_of(form[1:], shards)][0][form] = tuple(sorted(forms[form]))
    for key in sorted(keys):
        found[shard_of(key[1:], shards)][1][key] = tuple(sorted(keys[key]))
    return tuple(msgspec.msgpack.encode(Part(tuple(f.items()), tuple(k.items()))) for f, k in found)


def together(parts: Iterable[bytes]) -> tuple[dict[str, list[str]], dict[str, list[int]]]:
    """A shard's forms and keys, of what the groups bring to it in their order."""
    forms, keys = defaultdict[str, set[str]](set), defaultdict[str, list[int]](list)
    for group, packed in enumerate(parts):
        part = msgspec.msgpack.decode(packed, type=Part)
        for form, of in part.forms:
            forms[form].update(of)
        for key, articles in part.keys:
            keys[key] += (256 * group + article for article in articles)
    return (
        {form: sorted(of) for form, of in sorted(forms.items())},
        {key: keys[key] for key in sorted(keys)},
    )
