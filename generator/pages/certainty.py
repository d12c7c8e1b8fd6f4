"""How sure a date is, in the words of a page: stated, inferred, bounded, a range."""

from __future__ import annotations

from generator.model import When


def certainty(when: When) -> str:
    """What a date's sign says: `stated` ●, `inferred` ◐, `bounded` ○ or `range` ▬."""
    if "/" in when.value:
        return "range"
    if when.mod:
        return "bounded"
    return "stated" if when.basis == "stated" else "inferred"


def basis(when: When) -> str:
    """The interface word for why it is that day."""
    return f"basis_{when.mod}" if when.mod and "/" not in when.value else f"basis_{when.basis}"
