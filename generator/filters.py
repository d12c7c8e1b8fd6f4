"""What a template can do with a value, beside printing it: `FILTERS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

import jinja2
import jinja2.runtime
import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from msgspec.structs import replace

from generator.charts import draw, line_up
from generator.conversion.convert import convert
from generator.conversion.ledger import Doubt
from generator.editions import LANG, Edition, doubts, say, spoken
from generator.export.citations import RECORDS, STYLES, address_of
from generator.export.jsonld import jsonld
from generator.interface import Words
from generator.markup import Mark, Point, marked
from generator.model import Script, Site, Text
from generator.pages.about import About
from generator.pages.names import Indexed
from generator.pages.paths import cited_path
from generator.pages.reference import Reference
from generator.reporting import report_address


def absolute(site: Site, edition: Edition, target: str) -> str:
    """The address of a page of an edition, where the site says its own."""
    target = target.removesuffix("index.html")
    return site.address.rstrip("/") + "/" + quote(edition.folder + target)


@jinja2.pass_context
def _quoted(context: jinja2.runtime.Context, value: Text | str) -> Markup:
    """The words as a string of JSON, for a file that is JSON and no HTML."""
    said = value if isinstance(value, Markup) else say(value, context["edition"])
    return Markup(msgspec.json.encode(str(said)).decode())


@jinja2.pass_context
def _tagged(context: jinja2.runtime.Context, value: Text) -> Markup:
    """The words, with their language where it is not the page's."""
    said = escape(say(value, context["edition"]))
    lang = LANG[value.script]
    if context["edition"].script is None and lang != context["lang"]:
        return Markup('<span lang="{}">{}</span>').format(lang, said)
    return said


@jinja2.pass_context
def _otherwise(context: jinja2.runtime.Context, value: Text) -> Markup:
    """The words in the other script, simplified or traditional, where they differ; or ""."""
    edition: Edition = context["edition"]
    other: Script = "TW" if edition.script in ("Hans", None) else "Hans"
    written = convert(value.text, value.script, other, value.names)
    if written == say(value, edition):
        return Markup("")
    return Markup('<span lang="{}">{}</span>').format(LANG[other], written)


def _findable(value: Indexed) -> Markup:
    """How a name may be looked for, a line each: its initials, its reading, then either script."""
    read = value.reading.split()
    forms = [
        convert(text.text, text.script, script, text.names).lower()
        for text in (value.entry.name, *value.forms)
        for script in LANG
    ]
    initials = "".join(syllable[0] for syllable in read)
    return escape("\n".join([initials, "".join(read), *dict.fromkeys(forms)]))


def _received(value: Text, start: int = 0, end: int | None = None) -> Markup:
    """The words as received, converted in no edition; their element must say their language."""
    return escape(value.text[start:end])


@jinja2.pass_context
def _cut(context: jinja2.runtime.Context, value: Text, start: int, end: int) -> Markup:
    """A part of the words, converted as a whole first, so that no word is cut before."""
    said = spoken(value, context["edition"])
    return escape(said.text[said.at(start) : said.at(end)])


@jinja2.pass_context
def _marked(
    context: jinja2.runtime.Context,
    value: Text,
    marks: tuple[Mark, ...] = (),
    points: tuple[Point, ...] = (),
    first: int = 0,
    last: int | None = None,
    doubtful: bool = False,
) -> Markup:
    """The words with their marks, converted as a whole first; a mark's path becomes a link.

    With `doubtful`, what of the conversion wants a second look is marked as well.
    """
    href: Callable[[str], str] = context["href"]
    linked = tuple(
        replace(mark, href=href(mark.href)) if mark.href and mark.href[0] != "#" else mark
        for mark in marks
    )
    if doubtful:
        linked += tuple(
            Mark(d.start, d.end, "cv", told=_doubt(context["w"], value, d))
            for d in doubts(value, context["edition"])
        )
    said = spoken(value, context["edition"])
    if said.changes:  # a word of another length moves what stands behind it
        at = said.at
        linked = tuple(replace(m, start=at(m.start), end=at(m.end)) for m in linked)
        points = tuple(replace(p, offset=at(p.offset)) for p in points)
        first, last = at(first), None if last is None else at(last)
    return marked(said.text, linked, points, first, last)


def _doubt(words: Words, text: Text, doubt: Doubt) -> str:
    """What a place of the ledger was, what else it might be, and why: 于和伟 · 人名."""
    told = [text.text[doubt.start : doubt.end], "/".join(doubt.candidates)]
    return " · ".join([*filter(None, told), words.plain(f"cv_{doubt.rule}")])


@jinja2.pass_context
def _doubts(context: jinja2.runtime.Context, value: Text) -> tuple[Doubt, ...]:
    """The places of the ledger, in the edition."""
    return doubts(value, context["edition"])


@jinja2.pass_context
def _described(context: jinja2.runtime.Context, value: About) -> Markup:
    """JSON-LD for a script element: it tells of the source edition, in the article's script."""
    site: Site = context["site"]
    source: Edition = context["editions"][0][0]
    at_root: Callable[[str], str] = context["at_root"]
    link = partial(absolute, site, source) if site.address else lambda path: str(at_root(path))
    return Markup(jsonld(value, link))


@jinja2.pass_context
def _styles(
    context: jinja2.runtime.Context, value: Reference, addressed: bool = True
) -> tuple[tuple[str, Markup], ...]:
    """The name of every style, and the article cited in it, in the script of the edition."""
    link = context["absolute"] if context["site"].address else None
    address = address_of(value, link) if addressed else ""
    say_here = partial(say, edition=context["edition"])
    return tuple((s.name, escape(s.write(value, address, say_here))) for s in STYLES)


@jinja2.pass_context
def _records(
    context: jinja2.runtime.Context, value: Reference
) -> tuple[tuple[str, Markup, str], ...]:
    """Every record's name, its words, which are converted in no edition, and where its file is."""
    site: Site = context["site"]
    source: Edition = context["editions"][0][0]
    address = address_of(value, partial(absolute, site, source) if site.address else None)
    return tuple(
        (
            record.name,
            escape(record.write(value, address).replace("\r\n", "\n")),
            context["at_root"](cited_path(value.id, record.ending)),
        )
        for record in RECORDS
    )


@jinja2.pass_context
def _reported(context: jinja2.runtime.Context, title: Text, id: str) -> str:
    """Where an error in an article is reported: a form or a letter that says which article."""
    site, page = context["site"], context["page"]
    where = context["absolute"]() if site.address else page.path
    subject = f"{say(title, context['edition'])} ({id})"
    return report_address(site.report, subject, where)


_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_OUTWARD = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.I)


def _joined(children: list[Token]) -> list[Token]:
    """The parts of a paragraph, with no space where a line ends between Chinese characters."""

    def wide(parts: Iterable[Token], place: int) -> bool:
        words = next((part.content for part in parts if part.content), " ")
        return words[place] >= "\u2e80" or words[place] in "“”‘’—…·"

    return [
        part
        for n, part in enumerate(children)
        if part.type != "softbreak"
        or not (wide(reversed(children[:n]), -1) and wide(children[n + 1 :], 0))
    ]


@jinja2.pass_context
def _prose(context: jinja2.runtime.Context, value: Text) -> Markup:
    """Markdown as HTML, in the script of the edition; markup in it is shown, not obeyed."""
    href: Callable[[str], str] = context["href"]
    tokens = _MARKDOWN.parse(value.text)
    for token in tokens:
        token.children = _joined(token.children or [])
    for child in (c for token in tokens for c in token.children or ()):
        if child.type in ("text", "code_inline"):
            child.content = say(Text(child.content, value.script), context["edition"])
        target = str(child.attrGet("href") or "")
        if child.type == "link_open" and target[:1] not in "#." and not _OUTWARD.match(target):
            child.attrSet("href", href(unquote(target).lstrip("/")))
    return Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


FILTERS: dict[str, Callable[..., Any]] = {
    "tagged": _tagged,
    "received": _received,
    "cut": _cut,
    "marked": _marked,
    "prose": _prose,
    "drawn": draw,
    "lined": line_up,
    "reported": _reported,
    "described": _described,
    "doubts": _doubts,
    "quoted": _quoted,
    "written": escape,
    "styles": _styles,
    "records": _records,
    "findable": _findable,
    "otherwise": _otherwise,
}
