"""axe-core finds nothing on any kind of page: all editions, phone and desktop, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from generator.editions import Edition
from tests.browser.archive import EDITIONS, asked

SIGHTS = [(390, "light"), (1440, "dark"), (390, "dark"), (1440, "light")]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("edition", "width", "scheme"),
    [(edition, *sight) for edition, sight in zip(EDITIONS, SIGHTS, strict=True)],
    ids=lambda of: getattr(of, "id", None),
)
def test_no_page_hinders_a_reader(
    chromium: Browser,
    address: str,
    sample: tuple[str, ...],
    edition: Edition,
    width: int,
    scheme: str,
) -> None:
    # Its script is put into the page, which the page's own policy forbids.
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    answers = dict(asked(sample).values())
    for path in (*sample, *answers):
        page.goto(f"{address}{edition.folder}{path}")
        if path in answers:
            page.wait_for_selector(answers[path])
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.setdefault(f"{violation['id']} on {path}", nodes)
    context.close()
    assert found == {}
