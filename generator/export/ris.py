"""An article as a record of RIS, which reference managers exchange."""

from __future__ import annotations

from generator.editions import LANG
from generator.pages.reference import Reference


def write(reference: Reference, address: str) -> str:
    """One record, in the article's own script.

    An author's name has no comma, which makes it one name for those that read the record.
    """
    lines = [
        ("TY", "ELEC"),
        ("ID", reference.id),
        *(("AU", name.text) for name in reference.authors),
        ("TI", reference.headline()),
        ("PB", reference.publisher.text),
        ("PY", reference.date[:4]),
        ("DA", reference.date.replace("-", "/")),
        ("UR", address),
        ("LA", LANG[reference.script]),
    ]
    told = (f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value)
    return "".join(told) + "ER  - \r\n"
