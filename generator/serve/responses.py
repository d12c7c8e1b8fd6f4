"""What a browser is answered: the published files, with the live script added to pages.

A site is a function from path to bytes. Today it reads `public/`; one that renders the page
that is asked for can take its place.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.serve.news import News

Find = Callable[[str], bytes | None]
"""From a path such as `zh-Hans/index.html` to what is published there."""

LIVE = "/_jianzhu/"
"""Reserved: what stands here is the server's own, and is never published."""

_PARTS = {name: Path(__file__).parent / name for name in ("live.js", "knock.js", "live.css")}
_TYPES = {
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex",
    "css": "text/css",
    "csv": "text/csv",
    "gif": "image/gif",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "png": "image/png",
    "ris": "application/x-research-info-systems",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
_TEXTUAL = re.compile(r"text/|application/(?:atom\+xml|json|ld\+json|xml)")
_HEADERS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_PATIENCE = 15.0  # seconds after which a silent connection is tried
_RELATIVE = re.compile(rb'(\s(?:href|src)=")(?![a-z]+:|[/#])')
_NOTHING_YET = b"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>404</title></head><body><p>Nothing is published here.</p></body></html>"""


def application(find: Find, news: News, port: int) -> ASGIApp:
    """The server as an ASGI application, for requests to this very machine and port only."""
    hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
    origins = {f"http://{host}" for host in hosts}

    async def respond(request: Request) -> Response:
        if request.headers.get("host", "").lower() not in hosts:
            return _plain("this server answers to localhost only", 400)
        if request.headers.get("origin", next(iter(origins))).lower() not in origins:
            return _plain("other sites may not read this one", 403)
        if request.method not in ("GET", "HEAD"):
            return _plain("only GET and HEAD", 405, {"Allow": "GET, HEAD"})
        path = request.scope["path"]
        if path.startswith(LIVE):
            return _live(path.removeprefix(LIVE), request.method, news)
        return await asyncio.to_thread(published, find, path, news.state.version)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await respond(Request(scope, receive))
        await response(scope, receive, send)

    return app


def folder(public: Path) -> Find:
    """What stands in a folder, and nothing that stands outside it, through a link or otherwise."""

    def find(path: str) -> bytes | None:
        try:
            top = public.resolve(strict=True)
            file = (top / path).resolve(strict=True)
            return file.read_bytes() if file.is_relative_to(top) and file.is_file() else None
        except (OSError, RuntimeError, ValueError):  # missing, a loop of links, a bad name
            return None

    return find


def published(find: Find, path: str, version: str) -> Response:
    """The answer to a request for a page or file of the site."""
    name = within(path)
    if name is not None:
        if (body := find(name)) is not None:
            return _file(name, body, version)
        if find(f"{name}/index.html") is not None:
            return RedirectResponse(f"/{quote(name)}/", 302, _HEADERS)
    body = find("404.html")
    if body is not None:  # it may be shown at any depth
        body = _RELATIVE.sub(rb"\1/", body)
    return _file("404.html", _NOTHING_YET if body is None else body, version, 404)


def within(path: str) -> str | None:
    """The path of a file of the site that a request's path names, or None.

    >>> within("/zh-Hans/"), within("/a.css"), within("/../a"), within("//a")
    ('zh-Hans/index.html', 'a.css', None, None)
    """
    if not path.startswith("/") or "\0" in path or "\\" in path:
        return None
    parts = path[1:].split("/")
    if parts[-1] == "":
        parts[-1] = "index.html"
    return None if any(part in ("", ".", "..") for part in parts) else "/".join(parts)


_META = re.compile(r"<meta\s[^>]{0,4000}>", re.I)
_CONTENT = re.compile(r"""(\scontent=)(?:"([^"]{0,4000})"|'([^']{0,4000})')""", re.I)
_HEAD_END = re.compile(r"</head\s{0,9}>", re.I)


def enliven(page: str, version: str) -> str:
    """A page with the live script in its head, and a policy that lets it work."""
    live = (
        f'<link rel="stylesheet" href="{LIVE}live.css">'
        f'<script src="{LIVE}live.js" data-version="{escape(version)}" defer></script>'
    )
    head = _HEAD_END.search(page)
    at = head.start() if head else 0
    return _META.sub(_permit_meta, page[:at]) + live + page[at:]


def permit(policy: str) -> str:
    """A content security policy that also allows this server's script, styles and events.

    >>> permit("default-src 'none'; script-src 'self'")
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    """
    rows = [row.split() for row in policy.split(";") if row.strip()]
    sources = {row[0].lower(): row[1:] for row in reversed(rows)}  # of two, the first counts
    sources = {row[0].lower(): sources[row[0].lower()] for row in rows}
    for name in ("script-src", "style-src", "connect-src"):
        allowed = sources.get(name, sources.get("default-src"))
        if allowed is not None and "'self'" not in allowed:
            sources[name] = ["'self'", *(s for s in allowed if s != "'none'")]
    return "; ".join(" ".join((name, *allowed)) for name, allowed in sources.items())


def _permit_meta(match: re.Match[str]) -> str:
    if "content-security-policy" not in match[0].lower():
        return match[0]
    return _CONTENT.sub(
        lambda m: f'{m[1]}"{escape(permit(unescape(m[2] or m[3] or "")))}"', match[0], count=1
    )


def _file(name: str, body: bytes, version: str, status: int = 200) -> Response:
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    if kind == "text/html":
        body = enliven(body.decode("utf-8", "surrogateescape"), version).encode(
            "utf-8", "surrogateescape"
        )
    if _TEXTUAL.match(kind):
        kind += "; charset=utf-8"
    return Response(body, status, {**_HEADERS, "Content-Type": kind})


def _live(name: str, method: str, news: News) -> Response:
    if name == "state":
        body = msgspec.json.encode(news.state)
        return Response(body, headers={**_HEADERS, "Content-Type": "application/json"})
    if name == "events" and method == "GET":
        return StreamingResponse(_knocks(news), 200, _HEADERS, "text/event-stream")
    if name in _PARTS:
        return _file(name, _PARTS[name].read_bytes(), "")
    return _plain("nothing is reserved under this name", 404)


async def _knocks(news: News) -> AsyncIterator[str]:
    """An event now and at every change: what happened, the page asks for itself."""
    yield "retry: 1000\ndata: knock\n\n"
    while not news.closed:
        yield "data: knock\n\n" if await news.change(_PATIENCE) else ": still here\n\n"


def _plain(words: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(words + "\n", status, {**_HEADERS, **(headers or {})})
