"""The web app manifest of each edition."""

from __future__ import annotations

import json
import re

import pytest
from msgspec.structs import replace

from generator.editions import EDITIONS, convert
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
    (icon,) = manifest["icons"]
    assert (THEME / "static" / icon["src"].split("static/")[1]).is_file()
    assert icon["src"].count("../") == bool(EDITIONS[n].folder)
    colours = set(re.findall('media="[^"]*light[^"]*" content="([^"]*)"', BASE))
    assert {manifest["theme_color"], manifest["background_color"]} == colours == {LIGHT["bg"]}


def test_every_page_names_its_manifest_and_may_load_it() -> None:
    for path, text in rendered(load((THEME,)), EDITIONS[2]).items():
        if path.endswith(".html"):
            (link,) = re.findall('<link rel="manifest" href="([^"]+)">', text)
            assert link == "../" * path.count("/") + "manifest.webmanifest"
            assert "manifest-src 'self'" in text
