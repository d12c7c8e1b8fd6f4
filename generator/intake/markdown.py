"""A Markdown file with front matter, read as the page it would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator import frontmatter
from generator.frontmatter import Entry
from generator.intake.encoding import readable
from generator.intake.given import mend, sorted_out
from generator.intake.html import lines_of
from generator.intake.leaf import Leaf, source_of
from generator.model import Source, Trouble

# Keys as blogs, note-taking programs and web clippers write them → what they say.
_KEYS = {
    "title": "title",
    "标题": "title",
    "標題": "title",
    "date": "date",
    "published": "date",
    "publish_date": "date",
    "pubdate": "date",
    "日期": "date",
    "source": "source",
    "publisher": "source",
    "来源": "source",
    "來源": "source",
    "author": "author",
    "authors": "author",
    "作者": "author",
    "url": "url",
    "link": "url",
    "source_url": "url",
    "original_url": "url",
    "clipped": "retrieved",
    "created": "retrieved",
    "retrieved": "retrieved",
    "licence": "licence",
    "license": "licence",
    "script": "script",
}

_MARKS = frozenset("[]*_`<!~")
_MOST = 600  # marks of one paragraph that are read: what holds more is no writing
_COST = 20_000_000  # of all paragraphs: reading one costs the square of its marks
_CELLS = 100_000
_FULL_LINE = 25  # characters: what is shorter was not broken for want of room
_BREAKS = ("softbreak", "hardbreak")
_STOPS = ("。", "！", "？", "…", "”", "」", "：")
_HEAD = 100_000  # characters of front matter


def read_markdown(leaf: Leaf) -> Source:
    """The source of a Markdown page: its words a line a block, its front matter given."""
    decoded = readable(leaf.path, leaf.data)
    head, _, _ = frontmatter.split(decoded.text)
    if len(head) > _HEAD:
        raise Trouble(f"{leaf.path}:2", "the front matter does not end", "close it with ---")
    try:
        entries, body = frontmatter.read(decoded.text, leaf.path)
    except RecursionError as error:
        raise Trouble(f"{leaf.path}:2", "the front matter nests too deep", "flatten it") from error
    text, hints = lines_of(_parser(body).render(body), leaf.path)
    given, meta = sorted_out(pair for entry in entries for pair in _said(entry))
    return source_of(leaf, decoded, text, hints=hints, meta=meta, given=given)


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    name = _KEYS.get(entry.key.strip().lower(), "")
    if not name:
        return
    values = (
        [entry.value]
        if isinstance(entry.value, str)
        else [item.value for item in entry.value if isinstance(item.value, str)]
    )
    for value in values if name == "author" else values[:1]:
        words = value.strip().removeprefix("[[").removesuffix("]]")
        # A web clipper writes the address under the name of the source.
        yield ("url" if name == "source" and mend("url", words) else name), words


def _parser(body: str) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20})
    bars = [count for line in body.split("\n") if (count := line.count("|"))]
    if max(bars, default=0) * len(bars) < _CELLS:  # a row is filled up to the width of its head
        parser.enable("table")
    parser.core.ruler.at("inline", _inline)
    parser.add_render_rule("softbreak", _softbreak)
    return parser


def _softbreak(_: object, tokens: Sequence[Token], at: int, *rest: object) -> str:
    """What a line's end within a paragraph becomes: Chinese puts no space where a line is full."""
    start = next((n for n in range(at - 1, -1, -1) if tokens[n].type in _BREAKS), -1)
    before = "".join(token.content for token in tokens[start + 1 : at])
    if len(before) < _FULL_LINE or before.endswith(_STOPS):
        return "<br>\n"
    return "\n" if before[-1].isascii() else ""


def _inline(state: StateCore) -> None:
    """Read the marks within each block, where they are as few as a writer sets."""
    cost = 0
    for token in state.tokens:
        if token.type != "inline":
            continue
        children: list[Token] = []
        marks = sum(char in _MARKS for char in token.content)
        cost += marks * marks
        if marks <= _MOST and cost <= _COST:
            state.md.inline.parse(token.content, state.md, state.env, children)
        else:
            words = Token("text", "", 0)
            words.content = token.content
            children.append(words)
        token.children = children
