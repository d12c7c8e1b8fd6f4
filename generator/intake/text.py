"""A text dump of a page, as it is."""

from __future__ import annotations

from generator.intake.encoding import Decoded
from generator.model import Source


def read_text(id: str, path: str, sha256: str, decoded: Decoded) -> Source:
    """The source as received: its text is the file's text, every character of it."""
    return Source(
        id=id, path=path, form="text", text=decoded.text, sha256=sha256, encoding=decoded.encoding
    )
