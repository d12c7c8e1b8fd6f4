"""`Rule`: one row of the chrome table, and the zones it may hold in."""

from __future__ import annotations

from msgspec import Struct

HEAD, BODY, TAIL = 1, 2, 4
EDGES = HEAD | TAIL
ANY = HEAD | BODY | TAIL


class Rule(Struct, frozen=True):
    """One row: a pattern over a folded line, where it holds, and its own two tests."""

    name: str
    pattern: str
    where: int
    takes: str  # a line it must take
    leaves: str  # a line it must leave
    words: str  # what readers of the textual notes are told
    ends: bool = False  # after the body, nothing that follows belongs to the article
    longest: int = 120  # characters of the longest line it may take
