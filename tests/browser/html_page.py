"""A built page as a parser sees it: its ids, its links, and its words with their language."""

from __future__ import annotations

import os
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img"),
    *("input", "link", "meta", "source", "track", "wbr"),
}
_INLINE = {
    *("a", "abbr", "b", "bdi", "em", "i", "mark"),
    *("ruby", "small", "span", "strong", "sub", "sup", "time"),
}
_LINKS = {"href", "src", "srcset", "data", "action", "poster"}


class HtmlPage(HTMLParser):
    """What one page holds; `texts` are its runs of words, not cut by inline markup."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.alternates: dict[str, str] = {}
        self.lang = ""
        self.texts: list[tuple[str, str]] = []  # language, words
        self._open: list[tuple[str, str]] = []  # element, language
        self._run: list[str] = []
        self.feed(text)
        self.close()
        self._end_run()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        lang = values.get("lang", self._open[-1][1] if self._open else "")
        self.lang = self.lang or lang
        if tag not in _INLINE or lang != self._lang():
            self._end_run()
        if tag not in _VOID:
            self._open.append((tag, lang))
        if "id" in values:
            self.ids.append(values["id"])
        self.links += [values[name] for name in _LINKS & values.keys()]
        if tag == "link" and "hreflang" in values:
            self.alternates[values["hreflang"]] = values["href"]
        for name in ("title", "aria-label", "alt", "content", "placeholder"):
            if name in values:
                self.texts.append((lang, values[name]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self._open):
            return
        while True:
            name, lang = self._open.pop()
            if name not in _INLINE or lang != self._lang():
                self._end_run(lang)
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] not in ("script", "style"):
            self._run.append(data)

    def _lang(self) -> str:
        return self._open[-1][1] if self._open else ""

    def _end_run(self, lang: str = "") -> None:
        words = "".join(self._run).strip()
        self._run.clear()
        if words:
            self.texts.append((lang or self._lang(), words))


@cache
def html_page(path: Path) -> HtmlPage:
    """The page in that file."""
    return HtmlPage(path.read_text("utf-8"))


def target(page: Path, link: str) -> tuple[Path, str] | None:
    """The file and fragment that a link on a page leads to; None where it leads off the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page, unquote(parts.fragment)
    file = os.path.normpath(f"{page.parent}/{unquote(parts.path)}")
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
        file += "/index.html"
    return Path(file), unquote(parts.fragment)
