"""A text dump of a page, as it is."""

from __future__ import annotations

from generator.intake.encoding import readable
from generator.intake.leaf import Leaf, source_of
from generator.model import Source


def read_text(leaf: Leaf) -> Source:
    """The source as received: its text is the file's text, every character of it."""
    return source_of(leaf, readable(leaf.path, leaf.data))
