"""Pages to HTML: the theme's templates, in the script of an edition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from generator.editions import LANG, Edition
from generator.filters import absolute
from generator.interface import in_language
from generator.model import Page, Script, Site
from generator.templates import Theme, template_trouble


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
    tagged = path.endswith(".html") and spoken_lang != lang
    try:
        text = (
            theme.of(edition)
            .get_template(page.template)
            .render(
                v=page.view,
                w=theme.said[edition.column, tagged],
                page=page,
                edition=edition,
                editions=tuple((e, Markup(up + linked(e.folder + page.path))) for e in editions),
                site=site,
                lang=lang,
                said_in=spoken_lang if tagged else lang,
                lang_of=LANG.__getitem__,
                href=href,
                static=lambda name: f"{up}static/{name}",
                at_root=lambda target: Markup(up + linked(target)),
                absolute=lambda target="", to=edition: absolute(site, to, target or page.path),
            )
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
    if path != page:
        link = "../" * page.count("/") + linked(path)
    else:
        link = "" if fragment else linked(path.rsplit("/", 1)[-1])
    return f"{link}#{linked(fragment)}" if fragment else link


_ASCII = re.compile(r"[\x00-\x7f]+")


@lru_cache(maxsize=1 << 16)  # the same names are linked from many pages
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
