"""What all tests share: browser tests run where there is a browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import standing
from tests.browser.chromium import CHROMIUM

ROOT = Path(__file__).parents[1]

WANTED = bool(os.environ.get("CI")) or os.environ.get("JIANZHU_BROWSER") == "1"
"""Where a browser is wanted, one that is missing is a failure."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM or WANTED:
        return
    browser = [item for item in items if item.get_closest_marker("browser")]
    if browser:
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not (CHROMIUM or WANTED):
        terminalreporter.write_line(
            "browser tests are left out: install chromium and fonts-noto-cjk to run them"
        )


@pytest.fixture(scope="session")
def seeds() -> dict[str, str]:
    """The five articles as received, by id."""
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    return {p.stem: p.read_bytes().decode() for p in paths}


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps of files are believed at once: a test does not wait for a clock to go on."""
    monkeypatch.setattr(standing, "_SETTLED", -(10**12))
    monkeypatch.setattr(standing, "_COARSE", -(10**12))
