"""`STYLES` and `RECORDS`: every form in which an article is cited."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from generator.export import apa, bibtex, csl, gbt, ris
from generator.model import Text
from generator.pages.reference import Reference


class Style(Struct, frozen=True):
    """A form for readers, in the script of their edition."""

    name: str
    write: Callable[[Reference, str, Callable[[Text], str]], str]


class Record(Struct, frozen=True):
    """A form for reference managers, in the article's own script: a file, shown on its page."""

    name: str
    ending: str  # of its file
    media: str
    write: Callable[[Reference, str], str]


def address_of(reference: Reference, link: Callable[[str], str] | None) -> str:
    """Where the article is to be had: where it was saved from, or else its page.

    `link` gives the address of a page; it is None where nobody knows where the site stands.
    """
    return reference.url or (link(reference.path) if link else "")


STYLES = (
    Style("GB/T 7714—2015", gbt.write),
    Style("APA 7", apa.write),
)
RECORDS = (
    Record("BibTeX", "bib", "application/x-bibtex", bibtex.write),
    Record("RIS", "ris", "application/x-research-info-systems", ris.write),
    Record("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl.write),
)
