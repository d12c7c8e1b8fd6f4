"""A browser, the built archive, and where to look at it."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.editions import EDITIONS
from tests.conftest import CHROMIUM

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Headless Chromium as the system has it."""
    if not CHROMIUM:
        pytest.fail("Chromium is missing: install chromium and fonts-noto-cjk", pytrace=False)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of this repository, built into a folder called `name`."""
    root = tmp_path_factory.mktemp("repository")
    for name in ("seeds", "content", "themes"):
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, root / name)
    subprocess.run(
        [sys.executable, "-m", "generator", "build", str(root)], cwd=REPOSITORY, check=True
    )
    return (root / "public").rename(root / "name")


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves as a static host does: a page that is missing is the site's 404.html."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "name" / "404.html"
        body = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site stands as the project site `/name/` of a host."""

    def host(*arguments: object) -> _Host:
        return _Host(*arguments, directory=str(site.parent))  # type: ignore[arg-type]

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), host) as server:  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/name/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def sample(site: Path) -> tuple[str, ...]:
    """Paths within an edition: every article, and of every other kind of page the largest."""
    largest: dict[str, Path] = {}
    inner = {edition.folder.rstrip("/") for edition in EDITIONS}
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site)
        if path.parts[0] in inner or path.name == "404.html":
            continue
        kind = str(path) if path.parts[0] == "articles" or len(path.parts) == 1 else ""
        kind = kind or f"{path.parts[0]} {path.name == 'index.html'}"
        if kind not in largest or page.stat().st_size > largest[kind].stat().st_size:
            largest[kind] = page
    return tuple(page.relative_to(site).as_posix() for page in largest.values())
