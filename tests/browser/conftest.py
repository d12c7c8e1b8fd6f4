"""A browser, the built archive, and where to look at it."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.archive import build_site, sample_of
from tests.browser.chromium import launched


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Headless Chromium; no longer than a module, since it keeps an event loop running."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of this repository."""
    return build_site(tmp_path_factory.mktemp("repository"))


@pytest.fixture(scope="session")
def sample(site: Path) -> tuple[str, ...]:
    """Paths within an edition of the pages to open."""
    return sample_of(site)


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


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Where a site in a folder called `name` stands as the project site `/name/` of a host."""

    def host(*arguments: object) -> _Host:
        return _Host(*arguments, directory=str(site.parent))  # type: ignore[arg-type]

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), host) as server:  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/name/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site stands as the project site `/name/` of a host."""
    with hosted(site) as found:
        yield found
