"""Headless Chromium, as the system has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
PHONE, DESKTOP = 390, 1440
MISSING = "Chromium is missing: tests/browser/install says what to install"


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser for as long as the block lasts."""
    if not CHROMIUM:
        raise FileNotFoundError(MISSING)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@contextmanager
def opened(chromium: Browser, width: int = DESKTOP, **settings: Any) -> Iterator[Page]:
    """A page in a browser of its own, which must end without a complaint."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, **settings)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: m.type in ("error", "warning") and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def follow(link: Locator) -> None:
    """Click a link and be where it leads: a click by itself returns while that page still loads."""
    with link.page.expect_navigation():
        link.click()
