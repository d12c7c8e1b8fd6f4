"""What a template can do with a value, beside printing it: `FILTERS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import unquote

import jinja2
import jinja2.runtime
import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from msgspec.structs import replace

from generator.bars import amounts
from generator.charts import draw, line_up
from generator.conversion.convert import convert
from generator.conversion.ledger import Doubt
from generator.editions import LANG, Edition, doubts, say
from generator.export.citations import RECORDS, STYLES, Style, address_of
from generator.export.jsonld import jsonld
from generator.interface import Words
from generator.links import absolute
from generator.markup import Mark, Point, marked
from generator.model import Script, Site, Text
from generator.pages.about import About
from generator.pages.names import Indexed
from generator.pages.parts import is_rough
from generator.pages.paths import cited_path
from generator.pages.reference import Reference
from generator.reporting import report_address
from generator.sheet import Blank, Here, Sheet, escaped


def _each(fill: Callable[..., str]) -> Callable[..., Blank]:
    """A filter that each edition runs by itself, where it stands in the page."""

    @jinja2.pass_environment
    def filter(environment: Any, *values: Any) -> Blank:
        sheet: Sheet = environment.sheet
        return sheet.blank(fill, *values)

    return filter


@jinja2.pass_environment
def _quoted(environment: Any, value: Text | str | Blank) -> Blank:
    """The words as a string of JSON, for a file that is JSON and no HTML."""
    sheet: Sheet = environment.sheet

    def fill(here: Here) -> str:
        if isinstance(value, str | Text) and not isinstance(value, Markup):
            said = say(value, here.edition)
        else:
            said = sheet.filled(value.__html__(), here)
        return msgspec.json.encode(str(said)).decode()

    return sheet.blank(fill)


@jinja2.pass_environment
def _tagged(environment: Any, value: Text) -> Blank:
    """The words, with their language where it is not the page's."""
    sheet: Sheet = environment.sheet
    if sheet.is_of_page(value):
        return Blank(sheet.printed(value), sheet)
    return sheet.blank(_tagged_here, value)


def _tagged_here(here: Here, value: Text) -> str:
    said, lang = Markup(escaped(here.said(value))), LANG[value.script]
    if here.edition.script is None and lang != here.lang:
        return Markup('<span lang="{}">{}</span>').format(lang, said)
    return said


def _otherwise(here: Here, value: Text) -> str:
    """The words in the other script, simplified or traditional, where they differ; or ""."""
    other: Script = "TW" if here.edition.script in ("Hans", None) else "Hans"
    written = convert(value.text, value.script, other, value.names)
    if written == here.spoken(value).text:
        return ""
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


@jinja2.pass_environment
def _received(environment: Any, value: Text, start: int = 0, end: int | None = None) -> Markup:
    """The words as received, converted in no edition; their element must say their language."""
    return _written(environment, value.text[start:end])


@jinja2.pass_environment
def _written(environment: Any, value: Any) -> Markup:
    """What is no words: converted in no edition."""
    sheet: Sheet = environment.sheet
    return Markup(sheet.literal(value))


@jinja2.pass_environment
def _cut(environment: Any, value: Text, start: int, end: int) -> Blank | str:
    """A part of the words, converted as a whole first, so that no word is cut before."""
    sheet: Sheet = environment.sheet
    return sheet.blank(_part, value, start, end) if start < end else ""


def _part(here: Here, value: Text, start: int, end: int) -> str:
    if here.edition.script in (None, value.script):
        return escaped(value.text[start:end])
    said = here.spoken(value)
    if said.changes:
        start, end = said.at(start), said.at(end)
    return escaped(said.text[start:end])


@jinja2.pass_context
def _marked(
    context: jinja2.runtime.Context,
    value: Text,
    marks: tuple[Mark, ...] = (),
    points: tuple[Point, ...] = (),
    first: int = 0,
    last: int | None = None,
    doubtful: bool = False,
) -> Blank:
    """The words with their marks, converted as a whole first; a mark's path becomes a link.

    With `doubtful`, what of the conversion wants a second look is marked as well.
    """
    href: Callable[[str], str] = context["href"]
    linked = tuple(
        replace(mark, href=href(mark.href)) if mark.href and mark.href[0] != "#" else mark
        for mark in marks
    )
    sheet: Sheet = context.environment.sheet  # type: ignore[attr-defined]
    return sheet.blank(_marked_here, value, linked, points, first, last, doubtful)


def _marked_here(
    here: Here,
    value: Text,
    marks: tuple[Mark, ...],
    points: tuple[Point, ...],
    first: int,
    last: int | None,
    doubtful: bool,
) -> Markup:
    if doubtful:
        marks += tuple(
            Mark(d.start, d.end, "cv", told=_doubt(here.words, value, d))
            for d in doubts(value, here.edition)
        )
    said = here.spoken(value)
    if said.changes:  # a word of another length moves what stands behind it
        at = said.at
        marks = tuple(replace(m, start=at(m.start), end=at(m.end)) for m in marks)
        points = tuple(replace(p, offset=at(p.offset)) for p in points)
        first, last = at(first), None if last is None else at(last)
    return marked(said.text, marks, points, first, last)


def _doubt(words: Words, text: Text, doubt: Doubt) -> str:
    """What a place of the ledger was, what else it might be, and why: 于和伟 · 人名."""
    told = [text.text[doubt.start : doubt.end], "/".join(doubt.candidates)]
    return " · ".join([*filter(None, told), words.plain(f"cv_{doubt.rule}")])


@jinja2.pass_environment
def _doubts(environment: Any, value: Text) -> tuple[Doubt, ...]:
    """The places of the ledger, in the edition."""
    sheet: Sheet = environment.sheet
    return doubts(value, sheet.look().edition)


def _described(here: Here, value: About) -> str:
    """JSON-LD for a script element: it tells of the source edition, in the article's script."""
    site, source = here.site, here.editions[0]
    link = partial(absolute, site, source) if site.address else lambda path: here.at_root(path)
    return jsonld(value, lambda path: str(link(path)))


@jinja2.pass_environment
def _styles(
    environment: Any, value: Reference, addressed: bool = True
) -> tuple[tuple[str, Blank], ...]:
    """The name of every style, and the article cited in it, in the script of the edition."""
    sheet: Sheet = environment.sheet

    def fill(style: Style, here: Here) -> str:
        address = address_of(value, here.absolute if here.site.address else None)
        say_here = partial(say, edition=here.edition)
        return escape(style.write(value, address if addressed else "", say_here))

    return tuple((style.name, sheet.blank(partial(fill, style))) for style in STYLES)


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


def _reported(here: Here, title: Text, id: str) -> str:
    """Where an error in an article is reported: a form or a letter that says which article."""
    where = here.absolute() if here.site.address else here.page.path
    subject = f"{here.spoken(title).text} ({id})"
    return escape(say(report_address(here.site.report, subject, where), here.edition))


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
def _prose(context: jinja2.runtime.Context, value: Text) -> Blank:
    """Markdown as HTML, in the script of the edition; markup in it is shown, not obeyed."""
    href: Callable[[str], str] = context["href"]
    sheet: Sheet = context.environment.sheet  # type: ignore[attr-defined]
    return sheet.blank(_prose_here, value, href)


def _prose_here(here: Here, value: Text, href: Callable[[str], str]) -> str:
    tokens = _MARKDOWN.parse(value.text)
    for token in tokens:
        token.children = _joined(token.children or [])
    for child in (c for token in tokens for c in token.children or ()):
        if child.type in ("text", "code_inline"):
            child.content = say(Text(child.content, value.script), here.edition)
        target = str(child.attrGet("href") or "")
        if child.type == "link_open" and target[:1] not in "#." and not _OUTWARD.match(target):
            child.attrSet("href", href(unquote(target).lstrip("/")))
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


FILTERS: dict[str, Callable[..., Any]] = {
    "tagged": _tagged,
    "received": _received,
    "cut": _cut,
    "marked": _marked,
    "prose": _prose,
    "barred": amounts,
    "drawn": draw,
    "lined": line_up,
    "reported": _each(_reported),
    "described": _each(_described),
    "doubts": _doubts,
    "quoted": _quoted,
    "written": _written,
    "styles": _styles,
    "records": _records,
    "findable": _findable,
    "otherwise": _each(_otherwise),
}

TESTS: dict[str, Callable[..., bool]] = {"rough": is_rough}
