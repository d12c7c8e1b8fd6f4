"""What a browser is answered: the pages of the site, with the live script added to them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from html import escape, unescape
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.serve import wire
from generator.serve.current import NoSite
from generator.serve.news import News

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
_LOST = "404 "  # begins the key of what is shown where nothing stands
_PLAIN = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
</head><body><p id="jianzhu-words">{words}</p>{more}</body></html>
"""
_WRONG = '<section id="jianzhu-problems"><h2>The build has problems</h2><pre>{}</pre></section>'
_AGAIN = '<noscript><meta http-equiv="refresh" content="2"></noscript>'


class Site(Protocol):
    """What is shown now, and what is wrong with it."""

    problems: str
    ready: wire.Ready

    async def ask(self, path: str, known: str = "") -> wire.Answer:
        """What stands at a path. Raises NoSite where there is none to ask."""


class State(Struct, frozen=True):
    """What an open page needs to know to decide whether to reload."""

    key: str  # of what is now shown where it stands
    styles: dict[str, str]
    assets: str
    problems: str


def application(site: Site, news: News, port: int) -> ASGIApp:
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
            return await _live(path.removeprefix(LIVE), request, site, news)
        try:
            return await shown(site, path)
        except NoSite:
            return _unplanned(site)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response = await respond(Request(scope, receive))
        await response(scope, receive, send)

    return app


async def shown(site: Site, path: str) -> Response:
    """The answer to a request for a page or file of the site."""
    name = within(path)
    if name is not None:
        answer = await site.ask(name)
        if answer.problem:
            return _wrong(site, answer.problem)
        if answer.key:
            return _file(site, name, answer.key, answer.body or b"")
        if (await site.ask(f"{name}/index.html")).key:
            return RedirectResponse(f"/{quote(name)}/", 302, _HEADERS)
    answer = await site.ask("404.html")
    if answer.body is None:
        body = _PLAIN.format(title=404, words="Nothing is published here.", more="").encode()
    else:  # it may be shown at any depth
        body = _RELATIVE.sub(rb"\1/", answer.body)
    return _file(site, "404.html", _LOST + answer.key, body, 404)


async def state(site: Site, path: str, key: str) -> State:
    """How it stands with an open page that was shown under a key.

    A page that cannot be made any more is left as it is, and told why.
    """
    now, problem = key, ""
    try:
        answer = await site.ask(name, key) if (name := within(path)) else wire.Answer("")
        now, problem = answer.key, answer.problem
        if not now and not problem:
            answer = await site.ask("404.html", key.removeprefix(_LOST))
            now, problem = _LOST + answer.key, answer.problem
    except NoSite:
        pass
    problems = "\n".join(dict.fromkeys(filter(None, (problem, site.problems))))
    ready = site.ready
    return State(key if problem else now, ready.styles, ready.assets, problems)


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
    if any(part in ("", ".", "..") for part in parts):
        return None
    name = "/".join(parts)
    return None if _LONE.search(name) else name


_LONE = re.compile("[\ud800-\udfff]")  # stands for bytes that are not UTF-8
_META = re.compile(r"<meta\s[^>]{0,4000}>", re.I)
_CONTENT = re.compile(r"""(\scontent=)(?:"([^"]{0,4000})"|'([^']{0,4000})')""", re.I)
_HEAD_END = re.compile(r"</head\s{0,9}>", re.I)


def enliven(page: str, key: str, ready: wire.Ready) -> str:
    """A page with the live script in its head, and a policy that lets it work.

    The script is told what the page is made of, to compare it with what it would be made of now.
    """
    styles = escape(msgspec.json.encode(ready.styles).decode())
    live = (
        f'<link rel="stylesheet" href="{LIVE}live.css">'
        f'<script src="{LIVE}live.js" data-key="{escape(key)}" data-styles="{styles}"'
        f' data-assets="{escape(ready.assets)}" defer></script>'
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


def _file(site: Site, name: str, key: str, body: bytes, status: int = 200) -> Response:
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    if kind == "text/html":
        page = enliven(body.decode("utf-8", "surrogateescape"), key, site.ready)
        body = page.encode("utf-8", "surrogateescape")
    if _TEXTUAL.match(kind):
        kind += "; charset=utf-8"
    return Response(body, status, {**_HEADERS, "Content-Type": kind})


def _wrong(site: Site, problem: str) -> Response:
    """A page that cannot be made says why, and reloads itself when it can."""
    more = _WRONG.format(escape(problem))
    words = "This page cannot be made. It comes by itself when what is wrong is mended."
    page = _PLAIN.format(title="Problems", words=words, more=more)
    return _file(site, "wrong.html", "", page.encode(), 500)


def _unplanned(site: Site) -> Response:
    """While there is no site: that it is to come, or what is wrong."""
    if site.problems:
        return _wrong(site, site.problems)
    words = "The archive is being read. The page comes by itself when that is done."
    page = _PLAIN.format(title="Reading", words=words, more="").replace(
        "</head>", _AGAIN + "</head>"
    )
    return _file(site, "wait.html", "", page.encode(), 503)


async def _live(name: str, request: Request, site: Site, news: News) -> Response:
    if name == "state":
        asked = request.query_params
        told = await state(site, unquote(asked.get("path", "")), asked.get("key", ""))
        headers = {**_HEADERS, "Content-Type": "application/json"}
        return Response(msgspec.json.encode(told), headers=headers)
    if name == "events" and request.method == "GET":
        return StreamingResponse(_knocks(news), 200, _HEADERS, "text/event-stream")
    if name in _PARTS:
        return _file(site, name, "", await asyncio.to_thread(_PARTS[name].read_bytes))
    return _plain("nothing is reserved under this name", 404)


async def _knocks(news: News) -> AsyncIterator[str]:
    """An event now and at every change: what happened, the page asks for itself."""
    yield "retry: 1000\ndata: knock\n\n"
    while not news.closed:
        yield "data: knock\n\n" if await news.change(_PATIENCE) else ": still here\n\n"


def _plain(words: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(words + "\n", status, {**_HEADERS, **(headers or {})})
