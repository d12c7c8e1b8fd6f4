"""Pictures of the site: docs/article.png for the README, and every kind of page to look over.

    python -m tests.browser.screenshots FOLDER

Every kind of page goes into FOLDER, in every edition, on a phone and a desktop, light and dark,
and what only opens on it: the card of a mark, the settings, the keys.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.archive import EDITIONS, REPOSITORY, asked, build_site, sample_of
from tests.browser.chromium import launched

OPENED = {
    "card": "document.querySelectorAll('.text a.m.org')[1].click()",
    "settings": "document.querySelector('.settings').open = true",
    "keys": "document.getElementById('keys').showPopover()",
}
"""What a reader opens on an article, and the script that opens it."""

SIZES = {"phone": (390, 844), "desktop": (1440, 1000)}


def main(arguments: list[str]) -> int:
    """The exit code, after the pictures are written."""
    with tempfile.TemporaryDirectory() as folder, launched() as chromium:
        site = build_site(Path(folder))
        shoot(chromium, site / article(site), REPOSITORY / "docs" / "article.png", "desktop")
        shoot_all(chromium, site, Path(arguments[0]))
    return 0


def article(site: Path) -> str:
    """The article whose margin holds most: it shows what a page can be."""
    paths = [p for p in sample_of(site) if p.startswith("articles/") and "index" not in p]
    return max(paths, key=lambda p: (site / p).read_text("utf-8").count('<li class="n '))


def shoot_all(chromium: Browser, site: Path, folder: Path) -> None:
    """Write a picture of each kind of page, in each edition, size and colour scheme."""
    for edition in EDITIONS:
        for path in sample_of(site):
            for size in SIZES:
                for scheme in ("light", "dark"):
                    name = f"{path.removesuffix('.html').replace('/', '-')}-{size}-{scheme}.png"
                    page = site / edition.folder / path
                    shoot(chromium, page, folder / edition.id / name, size, scheme, whole=True)
        for size in SIZES:
            for scheme in ("light", "dark"):
                for what, (path, shown) in asked(sample_of(site)).items():
                    picture = folder / edition.id / f"{what}-{size}-{scheme}.png"
                    page = site / edition.folder / path
                    shoot(chromium, page, picture, size, scheme, whole=True, wait=shown)
        for what, act in OPENED.items():
            for size in SIZES:
                for scheme in ("light", "dark"):
                    page = site / edition.folder / article(site)
                    picture = folder / edition.id / f"opened-{what}-{size}-{scheme}.png"
                    shoot(chromium, page, picture, size, scheme, act=act)


def shoot(
    chromium: Browser,
    page: Path,
    picture: Path,
    size: str,
    scheme: str = "light",
    whole: bool = False,
    act: str = "",
    wait: str = "",
) -> None:
    """Write a picture of one page after `act`, of what is in view or of the whole.

    Where it has a query, that stands in its name; `wait` is what it must show first.
    """
    width, height = SIZES[size]
    picture.parent.mkdir(parents=True, exist_ok=True)
    with chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        tab = context.new_page()
        name, _, query = page.name.partition("?")
        tab.goto(page.with_name(name).as_uri() + (f"?{query}" if query else ""))
        if wait:
            tab.wait_for_selector(wait)
        tab.evaluate("document.fonts.ready.then(() => undefined)")
        if act:
            tab.evaluate(act)
        tab.screenshot(path=picture, full_page=whole, animations="disabled")
    print(picture, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
