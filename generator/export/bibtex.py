"""An article as an entry of BibTeX."""

from __future__ import annotations

import re

import xxhash

from generator.editions import LANG
from generator.pages.reference import Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# What TeX would obey. A brace is written by its name: BibTeX counts even those behind a backslash.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "#$%&_"},
    **{chr(code): " " for code in (*range(32), 127)},
}
_TEX = str.maketrans(_ESCAPES)
# An address is printed as it is; only what would unbalance the entry must not stand in it.
_ADDRESS = str.maketrans({mark: f"%{ord(mark):02X}" for mark in "\\{} "})


def write(reference: Reference, address: str) -> str:
    """One entry, in the article's own script.

    A name is braced twice, so that it is not taken apart into a given and a family name, nor a
    title's capitals changed.
    """
    year, month, day = (*reference.day, 0, 0, 0)[:3]
    fields = {
        "author": " and ".join(f"{{{_tex(name.text)}}}" for name in reference.authors),
        "title": f"{{{_tex(reference.headline())}}}",
        "howpublished": _tex(reference.publisher.text),
        "year": f"{year}" if year else "",
        "month": _MONTHS[month - 1] if month else "",
        "day": f"{day}" if day else "",
        "url": address.translate(_ADDRESS),
        "language": LANG[reference.script],
    }
    lines = (_field(name, value) for name, value in fields.items() if value)
    return f"@misc{{{_key(reference.id)},\n" + "".join(lines) + "}\n"


def _field(name: str, value: str) -> str:
    # The names of months are BibTeX's own words: a style writes them in its language.
    return f"  {name} = {value},\n" if name == "month" else f"  {name} = {{{value}}},\n"


def _tex(words: str) -> str:
    return words.translate(_TEX)


def _key(id: str) -> str:
    """The article's id where a key may hold it, or what of it may, and a digest."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", id).strip("-")
    if plain == id:
        return id
    return f"{plain}-{xxhash.xxh3_64_hexdigest(id.encode('utf-8', 'replace'))[:8]}".lstrip("-")
