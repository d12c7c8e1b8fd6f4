"""What the front matter of content/edits/<id>.md says: an editor's overlay on one article."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from generator import glossary
from generator.clean.labels import PARTS
from generator.frontmatter import Entry, Item, unknown
from generator.model import Change, Edit, FactEdit, Trouble, Word

FIELDS = (
    *("title", "subtitle", "kicker", "date", "time", "source", "author", "editor"),
    *("contributor", "photographer", "section", "page", "url"),
)
"""What an editor may set in the front matter of content/edits/<id>.md."""


def overlay(article: str, entries: tuple[Entry, ...], body: str, where: str) -> Edit:
    """The overlay in the entries and the body of a file; Trouble names the line that is wrong."""
    fields, labels = [], []
    facts: dict[str, tuple[FactEdit, ...]] = {}
    words: tuple[Word, ...] = ()
    history: tuple[Change, ...] = ()
    for entry in entries:
        here = f"{where}:{entry.line}"
        word, _, lines = entry.key.partition(" ")
        if entry.key in FIELDS:
            fields.append((entry.key, _field(entry.key, plain_words(entry, where), here)))
        elif entry.key in ("keep", "drop"):
            label = "paragraph" if entry.key == "keep" else "chrome"
            parts = plain_words(entry, where).split(",")
            labels += [(*_range(part, here), label) for part in parts]
        elif word == "label" and lines:
            label = plain_words(entry, where)
            if label not in PARTS:
                raise unknown(here, "label", label, PARTS)
            labels.append((*_range(lines, here), label))
        elif entry.key == "facts":
            facts = _facts(entry, where)
        elif entry.key == "words":
            words = glossary.overlaid(entry, where)
        elif entry.key == "history":
            history = tuple(_changes(entry, where))
        else:
            raise unknown(here, "key", entry.key, _KEYS)
    edit = Edit(article, tuple(fields), tuple(labels), note=body.strip(), words=words)
    return replace(edit, history=history, **facts)


_KEYS = (*FIELDS, "keep", "drop", "label N", "facts", "words", "history")


def _changes(entry: Entry, where: str) -> Iterator[Change]:
    """The revisions that an overlay tells of: `date:` of each, and `by:` and `why:`."""
    what, remedy = "history is a list of revisions", "begin each with - date: 2020-03-06"
    if isinstance(entry.value, str):
        raise Trouble(f"{where}:{entry.line}", what, remedy)
    known = [f.name for f in msgspec.structs.fields(Change)]
    for item in entry.value:
        here = f"{where}:{item.line}"
        if isinstance(item.value, str):
            raise Trouble(here, what, remedy)
        given = {}
        for each in item.value:
            if each.key not in known:
                raise unknown(f"{where}:{each.line}", "key of a revision", each.key, known)
            given[each.key] = plain_words(each, where)
        if not given.get("date"):
            raise Trouble(here, "a revision needs `date:`, the day of it", remedy)
        yield Change(**{**given, "date": _field("date", given["date"], here)})


def _field(name: str, words: str, here: str) -> str:
    if name == "date" and words and (len(words) != 10 or not _is_date(words)):
        raise Trouble(here, f"{words!r} is no day of the form 2020-03-06", "write year-month-day")
    if name == "time" and words and not re.fullmatch(r"\d\d:\d\d", words):
        raise Trouble(here, f"time {words!r} is not of the form 10:08", "write hours:minutes")
    return words


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-4]):[0-5]\d)?)?)?")


def _is_date(words: str) -> bool:
    """Whether the words are an ISO year, month, day or minute that the calendar has."""
    found = _DATE.fullmatch(words)
    try:
        return bool(found) and bool(
            datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))  # type: ignore[index]
        )
    except ValueError:
        return False


def _is_value(words: str) -> bool:
    try:
        return math.isfinite(float(words))
    except ValueError:
        return all(_is_date(part) for part in words.split("/", 1))


def _range(words: str, here: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{1,7})(?:-(\d{1,7}))?\s*", words)
    if not found:
        raise Trouble(here, f"{words!r} is no range of lines", "write 12 or 12-14")
    return int(found[1]), int(found[2] or found[1])


def _facts(entry: Entry, where: str) -> dict[str, tuple[FactEdit, ...]]:
    if (
        isinstance(entry.value, str)
        or len(entry.value) != 1
        or isinstance(entry.value[0].value, str)
    ):
        raise Trouble(
            f"{where}:{entry.line}", "facts holds add, drop and change", "see CONTRIBUTING.md"
        )
    table: dict[str, tuple[FactEdit, ...]] = {}
    for verb in entry.value[0].value:
        if verb.key not in ("add", "drop", "change"):
            raise unknown(f"{where}:{verb.line}", "verb", verb.key, ("add", "drop", "change"))
        if isinstance(verb.value, str):
            raise Trouble(
                f"{where}:{verb.line}", f"{verb.key} must be a list", "begin its lines with -"
            )
        table[verb.key] = tuple(_fact(item, verb.key, where) for item in verb.value)
    return table


def _fact(item: Item, verb: str, where: str) -> FactEdit:
    here = f"{where}:{item.line}"
    if isinstance(item.value, str):
        if verb == "drop":
            return FactEdit(item.value)
        raise Trouble(
            here, f"{verb} needs `text:` and what is to be said of it", "write text: and kind:"
        )
    known = [f.name for f in msgspec.structs.fields(FactEdit)]
    given: dict[str, str | int] = {}
    for entry in item.value:
        if entry.key not in known:
            raise unknown(f"{where}:{entry.line}", "key of a fact", entry.key, known)
        given[entry.key] = plain_words(entry, where)
    if "text" not in given:
        raise Trouble(
            here, "a fact needs `text:`, the words it stands on", "copy them from the article"
        )
    if verb == "add" and "kind" not in given:
        raise Trouble(here, "a new fact needs `kind:`", "kind: person, organisation, place, …")
    kind = str(given.get("kind", ""))
    if kind and kind not in KIND_NAMES:
        raise unknown(here, "fact kind", kind, KIND_NAMES)
    if not re.fullmatch(r"\d{1,6}", str(given.get("nth", 0))):
        raise Trouble(here, "nth is no number", "nth: 2 means the second time the words come")
    value = str(given.get("value", ""))
    if value and not _is_value(value):
        raise Trouble(here, f"{value!r} is neither number nor date", "write 3000 or 2020-01-25")
    return FactEdit(**{**given, "nth": int(given.get("nth", 0))})  # type: ignore[arg-type]


KIND_NAMES = (
    *("person", "organisation", "place", "date", "quantity"),
    *("money", "percent", "document", "quote"),
)


def plain_words(entry: Entry, where: str) -> str:
    """The words of an entry that may be no list."""
    if not isinstance(entry.value, str):
        raise Trouble(
            f"{where}:{entry.line}", f"{entry.key} must be plain words", "one line, no list"
        )
    return entry.value.strip()
