"""Words that an editor sets: content/glossary.toml for the archive, `words:` for one article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import toml
from generator.frontmatter import Entry
from generator.model import Glossary, Trouble, Word

_REMEDY = 'write hans = "社区" and tw = "社群", or hk = …'


def parse(text: str, where: str) -> Glossary:
    """The glossary in a file's words; Trouble where it cannot be read as it is meant."""
    return Glossary(tuple(_word(row, here) for here, row in toml.rows(text, "word", where)))


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
    word = toml.struct(row, Word, here, "script", _REMEDY)
    if sum(bool(form.strip()) for form in (word.hans, word.tw, word.hk)) < 2:
        raise Trouble(here, "a word needs its forms in two scripts or more", _REMEDY)
    return word
