"""The word lists and tables, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list, in its order; lines that begin with # are comments."""
    return tuple(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a list, to ask for one."""
    return frozenset(words(name))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, split at tabs."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv"))


def choice(choices: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(choices), key=lambda w: (-len(w), w)))


def _lines(name: str) -> list[str]:
    text = files("generator.annotate").joinpath("lexicon", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
