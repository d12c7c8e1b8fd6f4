"""A page printed once for all its editions, with blanks that each of them fills in.

A template runs once a page. What it prints of words is left blank, since each edition writes it
otherwise; the rest is the same in all. A template may do with a blank whatever it could do with
the words: where it does more than print them, the words are those of one edition, and the sheet
counts for that edition only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct

from generator.conversion.vocabulary import Reworded
from generator.editions import LANG, Edition, say, spoken
from generator.interface import Words
from generator.links import absolute, linked
from generator.model import Page, Site, Text

_EDGE = "\0"  # around the name of a blank; no HTML may hold it

Fill = Callable[..., str]
"""What an edition writes into a blank, as HTML, given the page in the edition and arguments."""


def escaped(text: str) -> str:
    """The text as HTML: most has nothing to escape, and is not copied."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return str(escape(text))
    return text


class Here(Struct, frozen=True):
    """A page in one edition."""

    page: Page[Any]
    site: Site
    editions: tuple[Edition, ...]
    edition: Edition
    at: int  # its position among the sheet's editions
    words: Words
    lang: str  # of the page's text
    said_in: str  # the language of its interface words
    up: str  # from the page to the site's root
    heard: dict[int, Reworded]  # by the id of a text that the sheet holds

    def at_root(self, target: str) -> Markup:
        """The link to a file that is there once, at the site's root."""
        return Markup(self.up + linked(target))

    def absolute(self, target: str = "") -> str:
        """The address of a page of the edition, or of this page."""
        return absolute(self.site, self.edition, target or self.page.path)

    def said(self, text: Text) -> str:
        """The words of a text of the page in the edition."""
        script = self.edition.script
        if script is None or script == text.script:
            return text.text
        return self.spoken(text).text

    def spoken(self, text: Text) -> Reworded:
        """A text of the page in the edition, worked out once."""
        if id(text) not in self.heard:
            self.heard[id(text)] = spoken(text, self.edition)
        return self.heard[id(text)]


class Blank:
    """Markup that each edition writes by itself.

    Printing it leaves it blank. Anything else is done with what one edition writes there.
    """

    __slots__ = ("_html", "_sheet")

    def __init__(self, html: str, sheet: Sheet) -> None:
        self._html, self._sheet = html, sheet

    def __html__(self) -> str:
        return self._html

    def __str__(self) -> str:
        return self._sheet.settled(self._html)

    def __bool__(self) -> bool:
        return bool(str(self))

    def __len__(self) -> int:
        return len(str(self))

    def __hash__(self) -> int:
        return hash(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == (str(other) if isinstance(other, Blank) else other)

    def __lt__(self, other: object) -> bool:
        return str(self) < str(other)

    def __format__(self, how: str) -> str:
        return format(str(self), how)

    def __getitem__(self, place: Any) -> Any:
        return Markup(str(self))[place]

    def __contains__(self, part: object) -> bool:
        return str(part) in str(self)

    def __add__(self, other: Any) -> Any:
        return Markup(str(self)) + other

    def __radd__(self, other: Any) -> Any:
        return other + Markup(str(self))

    def __getattr__(self, name: str) -> Any:
        return getattr(Markup(str(self)), name)


class Word(Blank):
    """An interface word; its places are filled by `.format`, as those of `interface.Said`."""

    __slots__ = ("_key",)

    def __init__(self, key: str, html: str, sheet: Sheet) -> None:
        super().__init__(html, sheet)
        self._key = key

    def __bool__(self) -> bool:
        said = {bool(here.words[self._key]) for here in self._sheet.everywhere}
        return said.pop() if len(said) == 1 else super().__bool__()

    def format(self, **fields: Any) -> Word:
        """The word with its places filled, escaped."""
        held = tuple((n, f if f.__class__ is int else escape(f)) for n, f in fields.items())
        return Word(self._key, self._sheet.filling(self._key, held), self._sheet)


class SheetWords:
    """The interface words on a sheet: `w.articles`, `w["person"]`; an unknown one is an error."""

    def __init__(self, sheet: Sheet, words: Words) -> None:
        self._sheet, self._words, self._known = sheet, words, dict[Any, Word]()

    def __getitem__(self, key: Any) -> Word:
        try:
            return self._known[key]
        except KeyError:
            self._words.plain(str(key))
            html = f"{_EDGE}.{key}{_EDGE}"
            word = self._known[key] = Word(str(key), html, self._sheet)
            return word

    __getattr__ = __getitem__

    def __contains__(self, key: object) -> bool:
        return str(key) in self._words


class SheetEdition:
    """The edition, as a template sees it."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def __getattr__(self, name: str) -> Any:
        values = [getattr(here.edition, name) for here in self._sheet.everywhere]
        if all(isinstance(value, str) for value in values):
            return self._sheet.blank(lambda here: escape(values[here.at]))
        return values[self._sheet.look().at]


class _Filling(Struct, frozen=True):
    """An interface word with its places filled; what fills them may hold blanks."""

    key: str
    fields: tuple[tuple[str, Any], ...]


class _Each(Struct, frozen=True):
    """What each edition makes of a part of a template, in the order of the sheet's editions."""

    parts: tuple[str, ...]


class _Written(dict[str, str]):
    """What an edition writes into each blank of a sheet."""

    def __init__(self, sheet: Sheet, here: Here) -> None:
        super().__init__(here.words.all)
        self._sheet, self._here = sheet, here

    def __missing__(self, name: str) -> str:
        html = self[name] = self._write(self._sheet.blanks[int(name)])
        return html

    def _write(self, blank: Any) -> str:
        here, kind = self._here, blank.__class__
        if kind is Text:
            return escaped(here.said(blank))
        if kind is tuple:
            html: str = blank[0](here, *blank[1:])
            return html
        if kind is str:
            return escaped(say(blank, here.edition))
        if kind is _Filling:
            return self.filled(here.words.filled(blank.key, blank.fields))
        return self.filled(blank.parts[here.at])

    def filled(self, html: str) -> str:
        """The HTML with its blanks filled in."""
        if _EDGE not in html:
            return html
        parts = html.split(_EDGE)
        parts[1::2] = [self[name] for name in parts[1::2]]
        return "".join(parts)


class Sheet:
    """A page while it is printed, and after.

    `here` is the edition in which a template sees what it looks at; `looked` tells whether it
    did. With `at_once` nothing is left blank.
    """

    def __init__(self, here: Here, everywhere: tuple[Here, ...], at_once: bool = False) -> None:
        self.here, self.everywhere, self.at_once = here, everywhere, at_once
        self.looked = at_once
        self.html = ""
        self.blanks: list[Any] = []
        self._names: dict[Any, str] = {}
        self._texts: dict[int, tuple[Text, str]] = {}
        self._written = [_Written(self, each) for each in everywhere]
        self._as_it_is = not any(here.edition.words for here in everywhere)  # what is ASCII
        self.up = self.blank(lambda here: here.up)

    def printed(self, value: Any) -> str:
        """What is printed of a value, as HTML: words are blank, the rest is escaped."""
        kind = value.__class__
        if kind is Markup:
            return value  # type: ignore[no-any-return]
        if kind is Blank or kind is Word:
            return value._html  # type: ignore[no-any-return]
        if kind is str:
            try:
                return self._names[value]
            except KeyError:
                return self._str(value)
        if kind is Text:
            try:
                return self._texts[id(value)][1]
            except KeyError:
                name = self._blank(value)
                self._texts[id(value)] = value, name
                return name
        if kind is int:
            return str(value)
        return escape(value)

    def _str(self, value: str) -> str:
        if value.isascii() and _EDGE not in value and self._as_it_is:
            html = escaped(value)
        else:
            html = self._blank(value)
        self._names[value] = html
        return html

    def _blank(self, value: Any) -> str:
        if self.at_once:
            self.blanks.append(value)
            return self.filled(f"{_EDGE}{len(self.blanks) - 1}{_EDGE}", self.here)
        self.blanks.append(value)
        return f"{_EDGE}{len(self.blanks) - 1}{_EDGE}"

    def blank(self, fill: Fill, *arguments: Any) -> Blank:
        """Markup that each edition writes by itself."""
        return Blank(self._blank((fill, *arguments)), self)

    def literal(self, value: Any) -> str:
        """What is printed of what is no words: converted in no edition."""
        html = str(escape(value))
        marked = isinstance(value, str) and not isinstance(value, Markup) and _EDGE in value
        return self._blank((lambda here: html,)) if marked else html

    def look(self) -> Here:
        """The edition for which a template decides something."""
        self.looked = True
        return self.here

    def filling(self, key: str, fields: tuple[tuple[str, Any], ...]) -> str:
        """An interface word with its places filled, as HTML."""
        name = key, *fields
        if name not in self._names:
            self._names[name] = self._blank(_Filling(key, fields))
        return self._names[name]

    def each(self, make: Callable[[], Any]) -> str:
        """What `make` gives, made in each edition by itself."""
        if self.at_once:
            return self.printed(make())
        return self.chosen(self._made(make))

    def in_each(self, make: Callable[[], Any]) -> tuple[str, ...]:
        """The same with no blank, for other sheets too."""
        made = zip(self._made(make), self.everywhere, strict=True)
        return tuple(self.filled(html, here) for html, here in made)

    def _made(self, make: Callable[[], Any]) -> tuple[str, ...]:
        here, looked, parts = self.here, self.looked, list[str]()
        for one in self.everywhere:
            self.here = one
            parts.append(self.printed(make()))
        self.here, self.looked = here, looked
        return tuple(parts)

    def chosen(self, parts: tuple[str, ...]) -> str:
        """Of parts, one for each edition, its own."""
        return parts[0] if len(set(parts)) == 1 else self._blank(_Each(parts))

    def settled(self, html: str) -> str:
        """What the edition writes that a template looks at."""
        if _EDGE in html:
            self.looked = True
        return self.filled(html, self.here)

    def plainly(self, value: Any) -> Any:
        """A value as a filter needs it that does more than to print it."""
        if value.__class__ is Markup and _EDGE in value:
            return Markup(self.settled(value))
        return Markup(str(value)) if isinstance(value, Blank) else value

    def filled(self, html: str, here: Here) -> str:
        """The HTML in an edition, its blanks filled in."""
        return self._written[here.at].filled(html)

    def clear(self) -> None:
        """Let go of all, since what is on a sheet knows its sheet."""
        for here in self.everywhere:
            here.heard.clear()
        for held in (self.blanks, self._names, self._texts, self._written):
            held.clear()
        del self.up

    def position(self, edition: Edition) -> int:
        """The place of an edition among the sheet's."""
        return next(here.at for here in self.everywhere if here.edition == edition)

    def is_of_page(self, text: Text) -> bool:
        """Whether a text is in the script of the page where nothing is converted."""
        return all(h.edition.script or h.lang == LANG[text.script] for h in self.everywhere)
