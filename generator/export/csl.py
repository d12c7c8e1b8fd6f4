"""An article as CSL-JSON, which citation processors take in."""

from __future__ import annotations

from typing import Any

import msgspec

from generator.editions import LANG
from generator.pages.reference import Reference


def write(reference: Reference, address: str) -> str:
    """A list of one item, in the article's own script.

    Names are literal: nothing in a byline says where a family name ends.
    """
    item: dict[str, Any] = {
        "id": reference.id,
        "type": "webpage",
        "author": [{"literal": name.text} for name in reference.authors],
        "title": reference.headline(),
        "container-title": reference.publisher.text,
        "issued": {"date-parts": [reference.day]} if reference.day else None,
        "URL": address,
        "language": LANG[reference.script],
    }
    known = {name: value for name, value in item.items() if value}
    return msgspec.json.format(msgspec.json.encode([known]), indent=2).decode() + "\n"
