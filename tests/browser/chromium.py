"""Headless Chromium, as the system has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
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
