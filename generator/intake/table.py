"""Which file is read how, and what can not be read at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePath

from generator.intake.encoding import Decoded, decode
from generator.intake.html import read_html
from generator.intake.text import read_text
from generator.model import Source, Trouble
from generator.text import HAN

Intake = Callable[[str, str, str, Decoded], Source]

INTAKES: dict[str, Intake] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
}
"""File suffix → the function that gives a `Source` from id, path, digest and decoded text."""

LIMIT = 8 * 1024 * 1024
"""Bytes of the largest file that is read: a hundred times the longest article."""

_BROKEN = 0.02  # more unreadable places than this share, and the encoding was not found
_HAN = re.compile(f"[{HAN}]")


def intake(id: str, path: str, data: bytes) -> Source:
    """The source in a file's bytes; `Trouble` where there is none."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in INTAKES:
        raise Trouble(
            path, f'unknown kind of file "{suffix}"', f"known kinds: {', '.join(INTAKES)}"
        )
    if not data.strip():
        raise Trouble(path, "the file is empty", "save the page again, or remove the file")
    if len(data) > LIMIT:
        raise Trouble(
            path,
            f"the file holds {len(data):,} bytes, more than an article can",
            f"cut it into files of at most {LIMIT:,} bytes",
        )
    decoded = decode(data)
    if "\x00" in decoded.text:
        raise Trouble(
            path,
            f"a NUL character stands at {decoded.text.index(chr(0))}: this is no text",
            "save the page as text or HTML",
        )
    if decoded.replaced > _BROKEN * len(decoded.text):
        raise Trouble(
            path,
            f"{decoded.replaced} places cannot be read as {decoded.encoding}",
            "save the page again as UTF-8",
        )
    source = INTAKES[suffix](id, path, hashlib.sha256(data).hexdigest(), decoded)
    if not _HAN.search(source.text):
        raise Trouble(path, "there is no Chinese character in it", "remove the file")
    return source
