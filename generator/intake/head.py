"""What an HTML head declares of its page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from resiliparse.parse.html import HTMLTree

from generator.intake.given import mend
from generator.intake.nobody import is_nobody

# Names as sites write them → what they are called here. The first value of a name counts.
_NAMED = {
    "title": "og:title twitter:title articletitle article_title headline dc.title dcterms.title",
    "date": (
        "article:published_time og:published_time og:article:published_time og:release_date"
        " datepublished pubdate publishdate publish-date publish_date publish_time publishtime"
        " pubtime publication_date parsely-pub-date sailthru.date bytedance:published_time"
        " weibo:article:create_at apub:time date dateupdate dc.date dc.date.issued dcterms.date"
        " dcterms.created dcterms.issued"
    ),
    "author": "author article:author og:article:author dc.creator dcterms.creator parsely-author",
    "source": "contentsource source articlesource article:source mediaid dc.source",
    "site": "og:site_name publisher sitename application-name dc.publisher twitter:site",
    "section": "columnname article:section articlesection parsely-section",
    "url": "og:url url twitter:url",
    "description": "description og:description",
}
_NAMES = {name: ours for ours, names in _NAMED.items() for name in names.split()}

_SPACE = re.compile(r"\s+")
_LONGEST = 1000
_LINKED_DATA = 200_000
_ARTICLES = frozenset(
    ("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle")
)

_ADDRESS = re.compile(r"@|://|www\.|\.(?:com|cn|net|org|tw|hk)\b", re.IGNORECASE)

# What a page on WeChat says in its script and nowhere else, until that has run.
_WECHAT = (
    ("title", re.compile(r"\bvar\s{1,3}msg_title\s{0,3}=\s{0,3}['\"]([^'\"\n]{1,200})['\"]")),
    (
        "source",
        re.compile(
            r"\bvar\s{1,3}nickname\s{0,3}=\s{0,3}(?:htmlDecode\()?['\"]([^'\"\n]{1,60})['\"]"
        ),
    ),
    ("date", re.compile(r"\bvar\s{1,3}publish_time\s{0,3}=\s{0,3}['\"](\d{4}-\d\d-\d\d)")),
    ("date", re.compile(r"\bcreateTime\s{0,3}=\s{0,3}['\"](\d{4}-\d\d-\d\d \d\d:\d\d)")),
    ("date", re.compile(r"\bvar\s{1,3}(?:ct|oriCreateTime)\s{0,3}=\s{0,3}['\"](\d{10})['\"]")),
)
_SCRIPT = 300_000

# How a page's script calls the day of what it shows, if its head does not.
_IN_SCRIPT = re.compile(
    r"\"(?:publish(?:ed)?_?(?:time|date|at)|pub_?(?:time|date)|datePublished|release_?date)\""
    r"\s{0,3}:\s{0,3}\"(20\d\d-\d\d-\d\d[^\"<>]{0,20})\"",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_CHINA = datetime.timezone(datetime.timedelta(hours=8))

# A comment with which a browser or SingleFile says where a page was, and when it was saved.
_SAVED_FROM = re.compile(r"<!--\s{0,5}saved from url=\(\d{4,5}\)(\S{1,2000})", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"<!--\s{1,5}Page saved with SingleFile\s{1,5}url:\s{0,5}(\S{1,2000})"
    r"(?:\s{1,5}saved date:\s{0,5}([A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4}))?"
)


def read_head(tree: HTMLTree, html: str) -> tuple[tuple[str, str], ...]:
    """Name and value of each thing the head declares, in its order; `page` is its <title>."""
    found: dict[tuple[str, str], None] = {}
    for name, value in _declared(tree):
        value = _SPACE.sub(" ", value[:_LONGEST]).strip()
        if value:
            found[name, value] = None
    if not any(name == "date" for name, _ in found) and (day := _day(tree, html)):
        found["date", day] = None
    sites = {value for name, value in found if name == "site"}
    return tuple(pair for pair in found if pair[0] != "author" or _somebody(pair[1], sites))


def _somebody(author: str, sites: set[str]) -> bool:
    """Whether an author may be a person: no software's user, no site, no address."""
    return not (is_nobody(author) or author.lower() in sites or _ADDRESS.search(author))


def read_saved(html: str) -> tuple[tuple[str, str], ...]:
    """Address and day that the browser noted when it saved the page."""
    start = html[:20_000]
    if (found := _SINGLE_FILE.search(start)) or (found := _SAVED_FROM.search(start)):
        url = (("url", mend("url", found[1])),)
        day = (("retrieved", _saved_on(found[2] or "")),) if found.re is _SINGLE_FILE else ()
        return tuple(pair for pair in (*url, *day) if pair[1])
    return ()


def _saved_on(words: str) -> str:
    """The ISO day of a date as JavaScript prints it: Fri Mar 06 2020."""
    month = "JanFebMarAprMayJunJulAugSepOctNovDec".find(words[4:7]) // 3 + 1
    return mend("retrieved", f"{words[11:]}-{month}-{words[8:10]}") if words else ""


def _declared(tree: HTMLTree) -> Iterator[tuple[str, str]]:
    if tree.title:
        yield "page", tree.title
    document: Any = tree.document
    for node in document.query_selector_all("meta"):
        name = node.getattr("property") or node.getattr("name") or node.getattr("itemprop") or ""
        name = _NAMES.get("".join(name.lower().split()), "")
        if name:
            yield name, node.getattr("content") or ""
    # By selectors, since a collection by name is sought through anew for each of its nodes.
    for node in document.query_selector_all('link[rel="canonical" i]'):
        yield "url", node.getattr("href") or ""
    for node in document.query_selector_all("time"):
        if (node.getattr("itemprop") or "").lower() == "datepublished" or node.hasattr("pubdate"):
            yield "date", node.getattr("datetime") or ""
    for node in document.query_selector_all('script[type="application/ld+json" i]'):
        yield from _linked_data((node.text or "")[:_LINKED_DATA])
    if document.get_element_by_id("js_content") is not None:
        for node in document.query_selector_all("script"):
            yield from _wechat((node.text or "")[:_SCRIPT])


def _day(tree: HTMLTree, html: str) -> str:
    """The day that the <time> elements agree on, or else that a script's do: of several, each may
    be another text's."""
    document: Any = tree.document
    said = [node.getattr("datetime") or "" for node in document.query_selector_all("time")]
    said = [words for words in said if _ISO.match(words)]
    if len({words[:10] for words in said}) == 1:
        return said[0]
    told = _IN_SCRIPT.findall(html)
    return told[0] if len({words[:10] for words in told}) == 1 else ""


def _wechat(script: str) -> Iterator[tuple[str, str]]:
    for name, pattern in _WECHAT:
        if found := pattern.search(script):
            yield (
                name,
                _china_time(found[1]) if found[1].isdecimal() and name == "date" else found[1],
            )


def _china_time(seconds: str) -> str:
    stamp = datetime.datetime.fromtimestamp(int(seconds), _CHINA)
    return stamp.strftime("%Y-%m-%d %H:%M")


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        value = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        graph = row.get("@graph") if isinstance(row, dict) else None
        for item in graph if isinstance(graph, list) else [row]:
            if isinstance(item, dict) and _kinds(item.get("@type")) & _ARTICLES:
                yield from _of_article(item)


def _of_article(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("headline", "datePublished", "publisher", "articleSection"):
        yield from ((_NAMES[key.lower()], name) for name in _names(item.get(key)))
    authors = item.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        body = isinstance(author, dict) and "Organization" in _kinds(author.get("@type"))
        for name in _names(author):
            yield ("site" if body else "author"), name


def _kinds(value: object) -> frozenset[str]:
    kinds = value if isinstance(value, list) else [value]
    return frozenset(kind for kind in kinds if isinstance(kind, str))


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
