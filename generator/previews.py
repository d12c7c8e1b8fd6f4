"""The pictures beside the pages: a preview for whoever is sent a link, and the archive's icons.

A link's preview needs an absolute address, so there are none where the site has no address.
There is one for each article, in its own script, since it shows what the article says of itself;
all editions of its page name it. All other pages have the site's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.dataset import File
from generator.editions import COLUMN
from generator.model import Script, Site
from generator.pages.parts import Wanted, everyone, owner
from generator.pages.paths import PREVIEW, icon_path, preview_path
from generator.pages.preview import Say, article_preview, site_preview
from generator.preview.icon import ICONS, icon
from generator.preview.picture import picture
from generator.recipes import recipe
from generator.steps import Prepared
from generator.store import digest
from generator.templates import Theme


def preview_files(
    prepared: dict[str, Prepared], site: Site, theme: Theme, wanted: Wanted = everyone
) -> Iterator[File]:
    """The icons, and where the site has an address the previews, of articles those asked for."""
    code = recipe("generator.preview.icon")
    for kind in ICONS:
        yield File(
            icon_path(kind.name), digest(code, kind, site.title), partial(icon, kind, site.title)
        )
    if not site.address:
        return
    code = recipe("generator.preview.picture")
    cards = {id: p.card.value for id, p in prepared.items()}
    view = site_preview(cards.values(), site, _say(theme, site, "Hans"))
    yield File(PREVIEW, digest(code, view), partial(picture, view))
    for id, card in cards.items():
        if wanted(of := owner("article", id)):
            view = article_preview(card, site, _say(theme, site, card.script))
            yield File(preview_path(id), digest(code, view), partial(picture, view), of, True)


def _say(theme: Theme, site: Site, script: Script) -> Say:
    """The interface words of the source edition, or of a script where those would be Chinese."""
    column = site.interface if site.interface != "auto" else COLUMN[script]
    return lambda word: theme.words[word][column]
