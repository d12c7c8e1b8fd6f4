"""How many strokes a Han character has, by the Unihan database (see LICENSES.md)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def strokes(character: str) -> int:
    """The strokes of a character; 0 where it has none, or is too rare for the table.

    >>> strokes("陈"), strokes("馬"), strokes("A")
    (7, 10, 0)
    """
    return _counts().get(character, 0)


@cache
def _counts() -> dict[str, int]:
    text = files("generator.strokes").joinpath("strokes.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[0] != "#")
    return {character: int(count) for count, characters in rows for character in characters}
