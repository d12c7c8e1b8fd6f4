"""The web app manifest of each edition."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from generator.editions import EDITIONS, convert
from generator.pages.paths import icon_path
from generator.preview.icon import ICONS
from generator.render import render
from generator.templates import load
from tests.unit.test_theme import LIGHT, PAGES, SITE, THEME, rendered

BASE = (THEME / "templates" / "base.html").read_text("utf-8")


@pytest.mark.parametrize("n", [0, 2])
def test_the_manifest_names_the_site_as_its_edition_does(n: int) -> None:
    site = replace(SITE, title='测"试\\馆</script>', subtitle="笺\n注")
    (page,) = (page for page in PAGES if page.path == "manifest.webmanifest")
    manifest = json.loads(render(page, EDITIONS[n], EDITIONS, site, load((THEME,))))
    said = [convert(words, "Hans", EDITIONS[n].script) for words in (site.title, site.subtitle)]
    assert manifest["short_name"] == said[0]
    assert manifest["name"] == " · ".join(said)
    assert manifest["lang"] == EDITIONS[n].lang
    up = "../" if EDITIONS[n].folder else ""
    vector, *drawn = manifest["icons"]
    assert vector == {"src": f"{up}favicon.svg", "sizes": "any", "type": "image/svg+xml"}
    sides = {icon_path(kind.name): f"{kind.side}x{kind.side}" for kind in ICONS}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in drawn}  # to be installable
    assert [icon.get("purpose", "any") for icon in drawn].count("maskable") == 1
    for icon in drawn:
        assert icon["sizes"] == sides[icon["src"].removeprefix(up)]
        assert icon["type"] == "image/png"
    assert manifest["display"] in ("standalone", "minimal-ui", "fullscreen", "browser")
    assert manifest["start_url"] == "index.html"
    colours = set(re.findall('media="[^"]*light[^"]*" content="([^"]*)"', BASE))
    assert {manifest["theme_color"], manifest["background_color"]} == colours == {LIGHT["bg"]}


def test_the_icon_shows_the_first_character_of_the_name() -> None:
    (page,) = (page for page in PAGES if page.path == "favicon.svg")
    svg = ElementTree.fromstring(render(page, EDITIONS[0], EDITIONS, SITE, load((THEME,))))
    (text,) = svg.iter("{http://www.w3.org/2000/svg}text")
    assert text.text == SITE.title[0]


def test_every_page_names_its_manifest_and_may_load_it() -> None:
    for path, text in rendered(load((THEME,)), EDITIONS[2]).items():
        if path.endswith(".html"):
            (link,) = re.findall('<link rel="manifest" href="([^"]+)">', text)
            assert link == "../" * path.count("/") + "manifest.webmanifest"
            assert "manifest-src 'self'" in text
