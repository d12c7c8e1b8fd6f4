"""Names that must not appear: what stands where they stood, in a text and in any value.

What stands in for a name has its length, so that offsets hold. The name is sought in the folded
text, so that it is found in either script, and also where spaces or line ends part it, since
cleaning takes these out.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import unquote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator import toml
from generator.conversion.convert import convert
from generator.conversion.names import spelled
from generator.conversion.steps import TRADITIONAL
from generator.frontmatter import unknown
from generator.model import Edit, FactEdit, Name, Names, Source, Trouble
from generator.text import HAN, fold

T = TypeVar("T")

STAND_IN = "某"
_GAP = r"[\s\u200b-\u200f\u2060\ufeff\u00ad]{0,4}"


class Takedown(Struct, frozen=True):
    """The list: names, each said of all articles ("") or of one."""

    rows: tuple[tuple[str, str], ...] = ()  # name, article

    def of(self, article: str) -> tuple[str, ...]:
        """The names that must not appear in an article, folded, the longest first."""
        return _sorted(name for name, only in self.folded if only in ("", article))

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The names that must appear nowhere, folded."""
        return self.of("")

    @property
    def all(self) -> tuple[str, ...]:
        """Every name of the list, folded."""
        return _sorted(name for name, _ in self.folded)

    @property
    def folded(self) -> tuple[tuple[str, str], ...]:
        """The rows, their names folded."""
        return tuple((fold(name), article) for name, article in self.rows)

    @property
    def articles(self) -> frozenset[str]:
        """The articles that rows are said of."""
        return frozenset(article for _, article in self.rows if article)


_REMEDY = 'write names = ["张三", "李四@003"]; nothing is published until it is mended'


def parse(text: str, where: str) -> Takedown:
    """The list in a file's words; Trouble where it is not clear what it means."""
    table = toml.table(text, where, _REMEDY)
    for key in table:
        if key != "names":
            raise unknown(where, "key", key, ["names"])
    listed = table.get("names")
    if not isinstance(listed, list):
        raise Trouble(where, "names is no list", _REMEDY)
    rows: dict[tuple[str, str], None] = {}
    for n, words in enumerate(listed, 1):
        if not isinstance(words, str):
            raise Trouble(where, f"name {n} is not words between quotes", _REMEDY)
        name, at, article = (part.strip() for part in words.partition("@"))
        if len(_HAN.findall(name)) < 2 or (at and not article):
            raise Trouble(where, f"name {n} is not a name of two Chinese characters", _REMEDY)
        if not name.replace(STAND_IN, ""):
            raise Trouble(where, f"name {n} is what stands in for names", "remove it")
        rows[name, article] = None
    return Takedown(tuple(rows))


_HAN = re.compile(f"[{HAN}]")


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*names}, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_GAP.join(map(re.escape, name)) for name in names))


def covered(text: str, names: tuple[str, ...]) -> str:
    """The text with every name in it covered; nothing else of it is touched.

    >>> covered("張 三說：张三丰在。", ("张三",))
    '某 某說：某某丰在。'
    """
    if not names:
        return text
    chars: list[str] | None = None
    for found in _pattern(names).finditer(fold(text)):
        chars = chars or list(text)
        for at in range(*found.span()):
            if not re.fullmatch(_GAP, chars[at]):
                chars[at] = STAND_IN
    return covered("".join(chars), names) if chars else text


def cover(value: T, kind: Any, names: tuple[str, ...]) -> T:
    """A value of a kind with the names covered in every string in it."""
    if not names:
        return value
    plain = msgspec.to_builtins(value)
    found = _cover(plain, names)
    return value if found == plain else msgspec.convert(found, kind)


def _cover(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return covered(value, names)
    if isinstance(value, list | tuple):
        return type(value)(_cover(each, names) for each in value)
    if isinstance(value, dict):
        return {key: _cover(each, names) for key, each in value.items()}
    return value


def without(source: Source, names: tuple[str, ...], id: str, withheld: frozenset[str]) -> Source:
    """A source without the names, under an id without them.

    The digest of a file that is withheld goes too: with the text known but for the name, one
    could try names until the digest fits.
    """

    def sealed(path: str) -> bool:
        return path in withheld or path.rpartition(":")[0] in withheld

    clean = replace(cover(source, Source, names), id=id)
    further = tuple(
        (covered(path, names), "" if sealed(path) else sha256) for path, sha256 in source.further
    )
    return replace(clean, further=further, sha256="" if sealed(source.path) else source.sha256)


def found_in(value: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the names stand in any string of a value."""
    plain = msgspec.to_builtins(value)
    return tuple(name for name in names if _cover(plain, (name,)) != plain)


def edit_without(edit: Edit, names: tuple[str, ...]) -> Edit:
    """An overlay without the names; what it says of facts about them has nothing to say."""

    def clean(wishes: tuple[FactEdit, ...]) -> tuple[FactEdit, ...]:
        return tuple(wish for wish in wishes if covered(wish.text, names) == wish.text)

    if not names:
        return edit
    edit = replace(edit, add=clean(edit.add), drop=clean(edit.drop), change=clean(edit.change))
    return replace(cover(edit, Edit, names), article=edit.article)


def names_without(register: Names, names: tuple[str, ...]) -> Names:
    """The authority file without its rows and forms that hold one of the names."""

    def clean(forms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(form for form in forms if covered(form, names) == form)

    return Names(
        tuple(
            cover(replace(row, aliases=clean(row.aliases), apart=clean(row.apart)), Name, names)
            for row in register.rows
            if covered(row.name, names) == row.name
        )
    )


def ids_without(ids: Iterable[str], names: tuple[str, ...]) -> dict[str, str]:
    """Id → what it is called in public: those that hold a name are covered and numbered."""
    ids = sorted(ids)
    found = {id: id for id in ids if covered(id, names) == id}
    taken = {*found.values()}
    for id in ids:
        if id not in found:
            plain = covered(id, names)
            tries = (plain if n == 1 else f"{plain}-{n}" for n in range(1, len(ids) + 2))
            found[id] = next(one for one in tries if one not in taken)
            taken.add(found[id])
    return found


# --- bytes that are to be published -------------------------------------------------------------

_ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_OPAQUE = (".mhtml", ".mht", ".warc", ".warc.gz")
"""Endings of files whose text is packed, so that a name in them is not seen."""


def holds(data: bytes, names: tuple[str, ...], path: str = "") -> bool:
    """Whether a file holds a name, in its path, in any encoding or way of writing it."""
    if not names:
        return False
    if path.lower().endswith(_OPAQUE) or _in(unquote(path), names):
        return True
    return any(_in(text, names) for text in _readings(data))


def _readings(data: bytes) -> Iterable[str]:
    for encoding in _ENCODINGS:
        text = data.decode(encoding, "ignore")
        yield text
        if "&" in text:
            yield html.unescape(text)
        if "%" in text:
            yield unquote(text)
        if "\\u" in text:
            yield _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text)


def _in(text: str, names: tuple[str, ...]) -> bool:
    return bool(_pattern(names).search(fold(unicodedata.normalize("NFC", text))))


def shown_in(data: bytes, names: tuple[str, ...]) -> bool:
    """Whether a page of ours would show one of the names: ours are UTF-8."""
    text = data.decode("utf-8", "ignore")
    texts = [text, unquote(text)] if "%" in text else [text]
    spelt = re.compile("|".join(re.escape(s) for s in _spellings(names)))
    return any(spelt.search(each) for each in texts)


@lru_cache(maxsize=256)
def _spellings(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names as the editions would write them, and folded."""
    return _sorted(
        spelling
        for name in names
        for form in (convert, spelled)  # as words, and as a name
        for spelling in (name, *(form(name, "Hans", to) for to in TRADITIONAL))
    )
