"""Pages to HTML: the theme's templates, in the script of an edition."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from generator.editions import LANG, Edition, say
from generator.interface import in_language
from generator.links import absolute, linked, relative
from generator.model import Page, Script, Site
from generator.sheet import Here, Sheet, SheetEdition, SheetWords
from generator.templates import Theme, template_trouble


def render(
    page: Page[Any], edition: Edition, editions: tuple[Edition, ...], site: Site, theme: Theme
) -> str:
    """The page as HTML (or XML, by its path) in one edition.

    A page is printed once and kept until the next, since its other editions are asked for then.
    Raises Trouble naming the template and line where it cannot be rendered.
    """
    with theme.environment.lock:
        sheet = _sheet(page, edition, editions, site, theme)
        try:
            text = sheet.filled(sheet.html, sheet.everywhere[sheet.position(edition)])
        except Exception as error:  # a template may run into anything
            _print(page, edition, editions, site, theme, at_once=True)
            raise template_trouble(error, page.template) from error
    return in_language(text, edition.interface)


def _sheet(
    page: Page[Any], edition: Edition, editions: tuple[Edition, ...], site: Site, theme: Theme
) -> Sheet:
    """The page printed: the one at hand, if it will do."""
    last = theme.environment.sheet
    if (
        last is not None
        and last.here.page is page
        and last.here.site == site
        and last.here.editions == editions
        and (last.here.edition == edition or (not last.looked and edition in editions))
    ):
        return last
    return _print(page, edition, editions, site, theme)


def _print(
    page: Page[Any],
    edition: Edition,
    editions: tuple[Edition, ...],
    site: Site,
    theme: Theme,
    at_once: bool = False,
) -> Sheet:
    """The page printed anew; with `at_once`, what goes wrong does so at its line."""
    everywhere = tuple(
        _here(page, at, each, editions, site, theme)
        for at, each in enumerate(editions if edition in editions else (*editions, edition))
    )
    sheet = Sheet(everywhere[0], everywhere, at_once)
    sheet.here = everywhere[sheet.position(edition)]
    names = _names(page, editions, site, theme, sheet)
    try:
        sheet.html = theme.environment.print_on(sheet, page.template, names)
    except Exception as error:
        theme.environment.sheet = None
        raise template_trouble(error, page.template) from error
    return sheet


def _here(
    page: Page[Any],
    at: int,
    edition: Edition,
    editions: tuple[Edition, ...],
    site: Site,
    theme: Theme,
) -> Here:
    path = edition.folder + page.path
    lang = page_lang(page, edition)
    tagged = path.endswith(".html") and edition.interface != lang
    return Here(
        page=page,
        site=site,
        editions=editions,
        edition=edition,
        at=at,
        words=theme.said[edition.column, tagged],
        lang=lang,
        said_in=edition.interface if tagged else lang,
        up="../" * path.count("/"),
        heard={},
    )


def _names(
    page: Page[Any], editions: tuple[Edition, ...], site: Site, theme: Theme, sheet: Sheet
) -> dict[str, Any]:
    """What a template may name."""
    up = sheet.up.__html__()

    def href(target: str) -> str:
        return Markup(relative(page.path, target))  # an address is converted in no edition

    def address(target: str = "", to: Edition | None = None) -> Any:
        if to is not None:
            return absolute(site, to, target or page.path)
        return sheet.blank(lambda here: escape(say(here.absolute(target), here.edition)))

    return {
        "v": page.view,
        "w": SheetWords(sheet, sheet.here.words),
        "page": page,
        "edition": SheetEdition(sheet),
        "editions": tuple((e, Markup(up + linked(e.folder + page.path))) for e in editions),
        "site": site,
        "lang": sheet.blank(lambda here: here.lang),
        "said_in": sheet.blank(lambda here: here.said_in),
        "lang_of": LANG.__getitem__,
        "href": href,
        "static": lambda name: Markup(up + "static/") + name,
        "at_root": lambda target: Markup(up + linked(target)),
        "absolute": address,
    }


def page_lang(page: Page[Any], edition: Edition) -> str:
    """The `lang` of a page's text: in the source edition an article's own."""
    script: Script | None = getattr(page.view, "script", None)
    return edition.lang if edition.script or not script else LANG[script]
