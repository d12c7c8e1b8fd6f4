"""The interface's words on a page, and their language where it is not that of the page's text.

A page is in the language of its text, which is what readers and machines come for. Words of
another language between them say so: each stands between `<w>` and `</w>` while the page is made,
which no text can hold, since all text is escaped; `in_language` turns that into `lang`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from string import Formatter
from typing import Any

import jinja2
from markupsafe import Markup, escape

_FILLED = 1 << 14  # words with their places filled that are kept


class Words:
    """The interface words of one edition: `w.articles`, `w["person"]`; an unknown one is an error.

    Words with a place to fill are filled by `.format`: `w.elsewhere.format(n=4)`.
    With `tagged` they stand between `<w>` and `</w>`.
    """

    def __init__(
        self, table: Mapping[str, Mapping[str, str]], column: str, tagged: bool = False
    ) -> None:
        self._table, self._column, self._tagged = table, column, tagged
        self._said: dict[str, Said] = {}
        self._filled: dict[Any, str] = {}

    def __getitem__(self, key: str) -> Said:
        if key not in self._said:
            word = self.plain(key)
            self._said[key] = Said(f"<w>{word}</w>" if self._tagged else word)
        return self._said[key]

    __getattr__ = __getitem__

    @cached_property
    def all(self) -> dict[str, str]:
        """Every word as it stands on a page, by its key behind a full stop."""
        return {f".{key}": str(self[key]) for key in self._table}

    def filled(self, key: str, fields: tuple[tuple[str, Any], ...]) -> str:
        """The word with its places filled; the same few numbers fill it on most pages."""
        if (key, fields) not in self._filled:
            if len(self._filled) > _FILLED:
                self._filled.clear()
            self._filled[key, fields] = str(self[key].format(**dict(fields)))
        return self._filled[key, fields]

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def plain(self, key: str) -> str:
        """The word as it is written, for what is no markup yet."""
        if key not in self._table:
            raise jinja2.UndefinedError(f"words.toml has no word {key!r}")
        return self._table[key][self._column]


class Said(Markup):
    """An interface word; where it has two forms, `one|many`, its number chooses.

    >>> str(Said("{n} article|{n} articles").format(n=1))
    '1 article'
    """

    def format(self, **fields: Any) -> Said:  # type: ignore[override]
        """The word with its places filled, escaped."""
        one, many = _forms(str(self))
        form = one if str(fields.get("n")) == "1" else many
        return Said(
            "".join(part for before, name in form for part in _filled(before, name, fields))
        )


def _filled(before: str, name: str | None, fields: Mapping[str, Any]) -> tuple[str, ...]:
    return (before,) if name is None else (before, escape(fields[name]))


@cache
def _forms(word: str) -> tuple[tuple[tuple[str, str | None], ...], ...]:
    """The forms of a word for one and for many: what stands before each place, and its name."""
    start, inner, end = _PARTS.fullmatch(word).groups()  # type: ignore[union-attr]
    forms = inner.split("|")
    parsed = (Formatter().parse(start + form + end) for form in (forms[0], forms[-1]))
    return tuple(tuple((before, name) for before, name, _, _ in form) for form in parsed)


_PARTS = re.compile(r"((?:<w>)?)(.*?)((?:</w>)?)", re.S)
_TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_MARK = re.compile(r"</?w>")
_NO_LETTER = re.compile(r"<w>((?:[^<\w]|[\d_])*)</w>")  # ¶2 is of no language
_ADJACENT = re.compile(r"</w>(\s*)<w>")
_WHOLE = re.compile(r'<(?!w>)(\w+)((?:\s[^<>"]*(?:"[^"]*"[^<>"]*)*)?)><w>([^<]*)</w>(?=</\1>)')
_TEXT_ONLY = re.compile(r"<(title|option|text)\b.*?</\1>", re.S)  # no element may stand in these


def in_language(html: str, lang: str) -> str:
    """The page with the language of its interface words said.

    An element that holds one word and nothing else takes the `lang`; words among others stand in
    a `bdi`. An attribute cannot say its language.

    >>> in_language('<p title="<w>Day</w>"><w>Day</w></p><p>一<w>Day</w></p>', "en")
    '<p title="Day" lang="en">Day</p><p>一<bdi lang="en">Day</bdi></p>'
    """
    if "<w>" not in html:
        return html
    html = _TAG.sub(lambda tag: tag[0] if _MARK.fullmatch(tag[0]) else _MARK.sub("", tag[0]), html)
    html = _ADJACENT.sub(r"\1", _NO_LETTER.sub(r"\1", _outermost(html)))
    html = _WHOLE.sub(lambda found: _with_lang(found, lang), html)
    html = _TEXT_ONLY.sub(lambda found: _MARK.sub("", found[0]), html)
    return html.replace("<w>", f'<bdi lang="{lang}">').replace("</w>", "</bdi>")


def _with_lang(found: re.Match[str], lang: str) -> str:
    tag, attributes, word = found.groups()
    said = "" if re.search(r"\slang=", attributes) else f' lang="{lang}"'
    return f"<{tag}{attributes}{said}>{word}"


def _outermost(html: str) -> str:
    """Without the marks of a word that fills a place of another."""
    depth = 0

    def kept(mark: re.Match[str]) -> str:
        nonlocal depth
        before, depth = depth, depth + (1 if mark[0] == "<w>" else -1)
        return mark[0] if 0 in (before, depth) else ""

    return _MARK.sub(kept, html)
