"""JSON Lines: a page a line, as crawlers keep them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from generator.intake.encoding import Decoded
from generator.intake.given import sorted_out
from generator.intake.html import read_page
from generator.intake.leaf import Leaf, source_of
from generator.model import Source, Trouble

_NOT_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 60  # four bytes each at most, and a file name holds 255


class _Row(Struct, frozen=True):
    """A line as it is decoded; what else it holds is left alone."""

    id: str | int | None = None
    url: str | None = None
    html: str | None = None
    text: str | None = None
    content: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    author: str | list[str] | None = None


class _Named(Struct, frozen=True):
    id: str | int | None = None


def cut_lines(leaf: Leaf) -> Iterator[Leaf]:
    """A leaf for each line that holds something, named by its own id or else by its number."""
    taken: set[str] = set()
    for number, line in enumerate(leaf.data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            id = _own_id(line)
            if not id or id in taken:
                id = f"{leaf.id}-{number}"
            taken.add(id)
            yield Leaf(id, f"{leaf.path}:{number}", line.strip(), leaf.given)


def _own_id(line: bytes) -> str:
    """The id that a line gives itself, as a file could be called."""
    try:
        own = msgspec.json.decode(line, type=_Named).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""  # what is wrong with the line is said when it is read
    return _NOT_NAME.sub("-", str(own or ""))[:_LONGEST].strip("-._")


def read_line(leaf: Leaf) -> Source:
    """The source of one line: its html, or else its text."""
    try:
        row = msgspec.json.decode(leaf.data, type=_Row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Trouble(leaf.path, f"cannot be read: {error}", "one JSON object a line") from error
    text = row.html or row.text or row.content or ""
    if not text.strip():
        raise Trouble(leaf.path, 'neither "html" nor "text" is in it', "give one of them")
    if "\x00" in text:
        raise Trouble(leaf.path, "a NUL character is in its text", "save the page again")
    decoded = Decoded(text, "utf-8", text.count("\ufffd"))
    given, meta = sorted_out(_said(row))
    if row.html:
        return read_page(leaf, decoded, given=given, meta=meta)
    return source_of(leaf, decoded, meta=meta, given=given)


def _said(row: _Row) -> Iterator[tuple[str, str]]:
    for name in ("url", "title", "date", "source"):
        yield name, getattr(row, name) or ""
    for name in [row.author] if isinstance(row.author, str) else row.author or []:
        yield "author", name
