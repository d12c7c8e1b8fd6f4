"""Pages to HTML: the theme's templates, in the script of an edition.

Everything a template prints is converted, as everything it prints is escaped: a `Text` from its
own script, a bare string from simplified characters. Interface words come from the theme's
words.toml, written by hand for each edition, and are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import jinja2
import jinja2.runtime
import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from generator.charts import draw, line_up
from generator.conversion.ledger import Doubt
from generator.editions import LANG, Edition, doubts, say, spoken
from generator.export.citations import RECORDS, STYLES, address_of
from generator.export.jsonld import jsonld
from generator.interface import Words, in_language
from generator.markup import Mark, Point, marked
from generator.model import Page, Script, Site, Text, Trouble
from generator.pages.about import About
from generator.pages.paths import cited_path
from generator.pages.reference import Reference
from generator.reporting import report_address
from generator.store import digest
from generator.theme import theme_words


class Theme(Struct, frozen=True):
    """A theme ready to use: its templates compiled when first asked for, its words read."""

    environment: jinja2.Environment
    words: dict[str, dict[str, str]]
    ref: str  # digest of its templates and words


def load(folders: tuple[Path, ...]) -> Theme:
    """The theme in the first of these folders, with what it lacks from those after it.

    Raises Trouble where a template or words.toml cannot be read.
    """
    nearest, parents = _loader(*folders), _parents(folders)
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([nearest, parents]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_in_edition,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(
        tagged=_tagged, received=_received, cut=_cut, marked=_marked, prose=_prose, drawn=draw,
        lined=line_up, reported=_reported, described=_described, doubts=_doubts, quoted=_quoted,
        written=escape, styles=_styles, records=_records,
    )  # fmt: skip
    words = theme_words(folders)
    names = nearest.list_templates()
    overridden = [
        name
        for name in parents.list_templates()
        if parents.get_source(environment, name)[1]
        != nearest.get_source(environment, name.partition("/")[2])[1]
    ]
    templates = [(name, _compile(environment, name)) for name in (*names, *overridden)]
    return Theme(environment, words, digest(templates, sorted(words.items())))


def render(
    page: Page[Any], edition: Edition, editions: tuple[Edition, ...], site: Site, theme: Theme
) -> str:
    """The page as HTML (or XML, by its path) in one edition.

    Raises Trouble naming the template and line where it cannot be rendered.
    """
    path = edition.folder + page.path
    up = "../" * path.count("/")

    def href(target: str) -> str:
        return Markup(relative(page.path, target))  # an address is converted in no edition

    lang, spoken_lang = page_lang(page, edition), edition.interface
    is_html = path.endswith(".html")
    words = Words(theme.words, edition.column, tagged=is_html and spoken_lang != lang)
    try:
        text = theme.environment.get_template(page.template).render(
            v=page.view,
            w=words,
            page=page,
            edition=edition,
            editions=tuple((e, Markup(up + linked(e.folder + page.path))) for e in editions),
            site=site,
            lang=lang,
            lang_of=LANG.__getitem__,
            href=href,
            static=lambda name: f"{up}static/{name}",
            at_root=lambda target: Markup(up + linked(target)),
            absolute=lambda target="", to=edition: _absolute(site, to, target or page.path),
        )
    except Exception as error:  # a template may run into anything
        raise template_trouble(error, page.template) from error
    return in_language(text, spoken_lang)


def relative(page: str, target: str) -> str:
    """The link from one page of an edition to another (both paths within it).

    >>> relative("people/a.html", "articles/003.html#p2-3")
    '../articles/003.html#p2-3'
    """
    path, _, fragment = target.partition("#")
    if path == page:
        path = path.rsplit("/", 1)[-1] if not fragment else ""
    else:
        path = "../" * page.count("/") + path
    return linked(path) + (f"#{linked(fragment)}" if fragment else "")


_ASCII = re.compile(r"[\x00-\x7f]+")


def linked(path: str) -> str:
    """A path as a link within the site has it: Chinese as it is, which any browser encodes.

    Encoded, it would be three times as long, and a page a fifteenth heavier.

    >>> linked("people/张 伟.html")
    'people/张%20伟.html'
    """
    return _ASCII.sub(lambda found: quote(found[0]), path)


def page_lang(page: Page[Any], edition: Edition) -> str:
    """The `lang` of a page's text: in the source edition an article's own."""
    script: Script | None = getattr(page.view, "script", None)
    return edition.lang if edition.script or not script else LANG[script]


def template_trouble(error: Exception, name: str) -> Trouble:
    """What is wrong with a template, and at which line."""
    lineno, filename = getattr(error, "lineno", None), getattr(error, "filename", None) or name
    frame = error.__traceback__
    while lineno is None and frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith((".html", ".xml", ".txt", ".jinja")):
            filename, line = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        frame = frame.tb_next
        if frame is None and filename != name:
            lineno = line
    where = f"{filename}:{lineno}" if lineno else str(filename)
    return Trouble(
        where,
        f"{type(error).__name__}: {error}",
        "mend the template; the pages it makes stay as they were",
    )


def _loader(*folders: Path) -> jinja2.FileSystemLoader:
    return jinja2.FileSystemLoader(
        [f / part for f in folders for part in ("templates", "partials")]
    )


def _parents(folders: tuple[Path, ...]) -> jinja2.BaseLoader:
    """The templates that a theme overrides, as `PARENT/home.html`, for it to extend."""
    themes = [(name, tuple(same)) for name, same in groupby(folders, lambda f: f.name)]
    return jinja2.PrefixLoader({name: _loader(*same) for name, same in themes[1:]})


def _compile(environment: jinja2.Environment, name: str) -> str:
    try:
        assert environment.loader
        source: str = environment.loader.get_source(environment, name)[0]
        environment.get_template(name)
    except jinja2.TemplateError as error:
        raise template_trouble(error, name) from error
    except UnicodeDecodeError as error:
        raise Trouble(name, "is not UTF-8", "save the template as UTF-8") from error
    return source


def _absolute(site: Site, edition: Edition, target: str) -> str:
    target = target.removesuffix("index.html")
    return site.address.rstrip("/") + "/" + quote(edition.folder + target)


@jinja2.pass_context
def _in_edition(context: jinja2.runtime.Context, value: Any) -> Any:
    if value.__class__ is str or value.__class__ is Text:
        return say(value, context["edition"])
    return value


@jinja2.pass_context
def _quoted(context: jinja2.runtime.Context, value: Text | str) -> Markup:
    """The words as a string of JSON, for a file that is JSON and no HTML."""
    return Markup(msgspec.json.encode(say(value, context["edition"])).decode())


@jinja2.pass_context
def _tagged(context: jinja2.runtime.Context, value: Text) -> Markup:
    """The words, with their language where it is not the page's."""
    said = escape(say(value, context["edition"]))
    lang = LANG[value.script]
    if context["edition"].script is None and lang != context["lang"]:
        return Markup('<span lang="{}">{}</span>').format(lang, said)
    return said


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
    link = partial(_absolute, site, source) if site.address else lambda path: str(at_root(path))
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
    address = address_of(value, partial(_absolute, site, source) if site.address else None)
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
