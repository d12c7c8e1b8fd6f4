"""Words that an editor sets: content/glossary.toml for the archive, `words:` for one article."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from generator.frontmatter import Entry, unknown
from generator.model import Glossary, Trouble, Word

_KEYS = ("hans", "tw", "hk")
_REMEDY = 'write hans = "社区" and tw = "社群", or hk = …'


def parse(text: str, where: str) -> Glossary:
    """The glossary in a file's words; Trouble where it cannot be read as it is meant."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Trouble(where, f"cannot be read as TOML: {error}", "mend the TOML") from error
    for key in table:
        if key != "word":
            raise unknown(where, "table", key, ["word"])
    listed = table.get("word", [])
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        raise Trouble(where, "word is no list of rows", "begin each row with [[word]]")
    return Glossary(tuple(_word(row, f"{where}: [[word]] {n}") for n, row in enumerate(listed, 1)))


def overlaid(entry: Entry, where: str) -> tuple[Word, ...]:
    """The words that an overlay sets for its article."""
    if isinstance(entry.value, str):
        raise Trouble(f"{where}:{entry.line}", "words must be a list", "begin its lines with -")
    words = []
    for item in entry.value:
        here = f"{where}:{item.line}"
        if isinstance(item.value, str):
            raise Trouble(here, f"{item.value!r} says no script", "write hans: 社区 and tw: 社群")
        for each in item.value:
            if not isinstance(each.value, str):
                raise Trouble(f"{where}:{each.line}", f"{each.key} must be words", "one line")
        words.append(_word({each.key: each.value for each in item.value}, here))
    return tuple(words)


def _word(row: Mapping[str, Any], here: str) -> Word:
    for key in row:
        if key not in _KEYS:
            raise unknown(here, "script", key, _KEYS)
    try:
        word = msgspec.convert(row, Word)
    except msgspec.ValidationError as error:
        raise Trouble(here, str(error), _REMEDY) from error
    if sum(bool(form.strip()) for form in (word.hans, word.tw, word.hk)) < 2:
        raise Trouble(here, "a word needs its forms in two scripts or more", _REMEDY)
    return word
