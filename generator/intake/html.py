"""A saved HTML page, as the lines its reader would see, with what its markup says of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct
from resiliparse.parse.html import HTMLTree, NodeType

from generator.intake.encoding import LINES, Decoded, charset, readable, too_long
from generator.intake.head import read_head, read_saved
from generator.intake.leaf import Given, Leaf, source_of
from generator.intake.tame import lean, tame
from generator.model import Hint, Source

_UNSEEN_TAGS = """
script style noscript template head iframe object embed svg canvas select option textarea input
button math video audio map frameset
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())

_INLINE_TAGS = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby
s samp small span strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_TAGS.split())

# Elements that say what their text is; the nearest one above a line is its hint.
_MEANING_TAGS = """
h1 h2 h3 h4 h5 h6 p li dt dd td th blockquote pre figcaption time nav header footer aside article
main section form caption address
"""
_MEANING = frozenset(_MEANING_TAGS.split())

_LANDMARKS = ("nav", "footer", "aside", "header", "form")

# Words in class and id that say as much as an element would, most telling first.
_CLASS_WORDS = (
    ("breadcrumb", re.compile(r"bread-?_?crumb|crumbs?\b|position\b|location-bar|\bweizhi|dqwz")),
    ("share", re.compile(r"\bshare|bdshare|social")),
    ("related", re.compile(r"relat|recommend|hot-?(?:news|list)|\brank|read-?more|extend-?read")),
    ("comment", re.compile(r"\bcomments?\b|comment-?list|\bpinglun|\breply-?list")),
    ("footer", re.compile(r"\bfoot(?:er)?\b|copyright|site-?footer|page-?footer")),
    ("nav", re.compile(r"\bnav(?:bar|igation)?\b|main-?menu|\bmenu\b|top-?bar|\bpager\b|paginat")),
    ("aside", re.compile(r"\bside-?bar\b|\badvert|\bad-?(?:box|slot|wrap)|\bbanner\b")),
)
_CLASS_HINTS = frozenset(name for name, _ in _CLASS_WORDS)

_HIDDEN = re.compile(r"display\s{0,4}:\s{0,4}none", re.IGNORECASE)
_BODIES = ("js_content",)  # WeChat hides its article until its script has run
_SAVED_HIDDEN = "sf-hidden"  # SingleFile's word for what was hidden when the page was saved
_SPACE = re.compile(r"[ \t\r\n\x0b\f\x1c-\x1f\x85\u2028\u2029\u200b\ufeff]+")
_LINE_END = re.compile(r"\r\n?|[\n\u2028\u2029\x85]")
_MOST = 0.4  # a class that covers more of the page's text than this is no landmark
_TEXT = 150  # characters of prose above comments that are a text of their own
_CAPTION = 100  # characters of the longest caption that only its place tells
_CENTRED = re.compile(r"^center;|text-align\s{0,3}:\s{0,3}center")
_CENTRED_CLASS = re.compile(r"\b(?:text-|f-|f_|align-?)?cent(?:er|re)\b")


class _Place(Struct, frozen=True):
    """Where the walk stands: the nearest meaning, landmark and link above."""

    tag: str = ""
    landmark: str = ""
    mark: int = 0  # which element gave the landmark
    link: bool = False
    pre: bool = False
    centred: bool = False


class _Row(Struct, frozen=True):
    """A line as a reader sees it: its text, the stretches it is made of, what stood above it."""

    text: str
    places: tuple[tuple[int, _Place], ...]
    picture: bool  # a picture stands between this line and the one before
    alt: str  # what that picture's markup says it shows

    def share(self, holds: Callable[[_Place], bool]) -> float:
        """How much of the line stands in such places."""
        return sum(length for length, place in self.places if holds(place)) / len(self.text)


class _Lines:
    """Collects lines as a reader sees them, each with the stretches it is made of."""

    def __init__(self) -> None:
        self.done: list[_Row] = []
        self.text: list[str] = []
        self.places: list[tuple[int, _Place]] = []
        self.open = False  # a space is due before the next word
        self.above: list[str] = []  # what the pictures above this line show
        self.below: list[str] = []  # and those since it began
        self.boxes: set[tuple[int, int]] = set()  # first line and end of what holds several

    def add(self, text: str, place: _Place) -> None:
        for number, line in enumerate(_LINE_END.split(text) if place.pre else [text]):
            if number:
                self.end()
            folded = _SPACE.sub(" ", line)
            if folded.startswith(" ") and self.text:
                self.open = True
            words = folded.strip(" ")
            if not words:
                continue
            if self.open:
                words = " " + words
            self.open = folded.endswith(" ")
            self.text.append(words)
            self.places.append((len(words), place))

    def picture(self, alt: str) -> None:
        above = self.below if self.text else self.above
        above.append(_SPACE.sub(" ", alt).strip())

    def end(self) -> None:
        if self.text:
            alt = self.above[-1] if self.above else ""
            row = _Row("".join(self.text), tuple(self.places), bool(self.above), alt)
            self.done.append(row)
            self.text, self.places = [], []
            self.above, self.below = self.below, []
        self.open = False


def read_html(leaf: Leaf) -> Source:
    """The source of a page: one block of text a line, hints for each, what its head declared."""
    data = lean(leaf.data)
    return read_page(leaf, readable(leaf.path, data, charset(data)))


def read_page(leaf: Leaf, decoded: Decoded, *, given: Given = (), meta: Given = ()) -> Source:
    """The source of a page already decoded; `given` and `meta` are what its envelope says."""
    tree = HTMLTree.parse(tame(decoded.text, leaf.path))
    text, hints, boxes = _lines_of(tree, leaf.path)
    given = (*given, *read_saved(decoded.text))
    meta = (*read_head(tree, decoded.text), *meta)
    return source_of(leaf, decoded, text, hints=hints, boxes=boxes, meta=meta, given=given)


def lines_of(html: str, path: str) -> tuple[str, tuple[Hint, ...]]:
    """The lines that a reader of some markup sees, and what it says of each."""
    return _lines_of(HTMLTree.parse(tame(html, path)), path)[:2]


def _lines_of(
    tree: HTMLTree, path: str
) -> tuple[str, tuple[Hint, ...], tuple[tuple[int, int], ...]]:
    lines = _Lines()
    if tree.body is not None:
        _walk(tree.body, lines, path)
    lines.end()
    return (*_join(lines.done), _spans(lines))


def _spans(lines: _Lines) -> tuple[tuple[int, int], ...]:
    """Start and end, in the text, of each box; the outermost first, each once."""
    starts = [0]
    for row in lines.done:
        starts.append(starts[-1] + len(row.text) + 1)
    return tuple(
        (starts[first], starts[end] - 1)
        for first, end in sorted(lines.boxes, key=lambda box: (box[0], -box[1]))
    )


def _walk(body: Any, lines: _Lines, path: str) -> None:
    # By hand and not by recursion: pages nest thousands of elements deep.
    stack = [_Place()]
    opened: list[int] = []  # the line at which each open block began
    marks = 0
    for node, entering in _events(body):
        if node.type == NodeType.TEXT:
            if entering:
                lines.add(node.value or "", stack[-1])
            continue
        tag = node.tag
        if tag == "br":
            if entering:
                lines.end()
            continue
        if tag == "img":
            if entering and not stack[-1].link:  # one in a link is a button as often as not
                lines.picture(node.getattr("alt") or "")
        elif tag not in _INLINE:
            lines.end()
            if len(lines.done) > LINES:
                raise too_long(path, len(lines.done))
            if entering:
                opened.append(len(lines.done))
            elif len(lines.done) - (first := opened.pop()) > 1:
                lines.boxes.add((first, len(lines.done)))
        if entering:
            place = _enter(node, tag, stack[-1], marks + 1)
            marks = max(marks, place.mark)
            stack.append(place)
        else:
            stack.pop()


def _events(root: Any) -> Iterator[tuple[Any, bool]]:
    """Each seen node of the tree on the way in and, for elements, on the way out."""
    above: list[Any] = []
    node = root
    while True:
        child = None
        if node.type == NodeType.TEXT:
            yield node, True
        elif node.type == NodeType.ELEMENT and not _unseen(node):
            yield node, True
            child = node.first_child
            if child is None:
                yield node, False
        if child is not None:
            above.append(node)
            node = child
            continue
        while (after := node.next_sibling if above else None) is None:
            if not above:
                return
            node = above.pop()
            yield node, False
        node = after


def _unseen(node: Any) -> bool:
    if node.tag in _UNSEEN or (node.tag == "dialog" and not node.hasattr("open")):
        return True
    style = node.getattr("style")
    if (style and _HIDDEN.search(style[:500])) or node.hasattr("hidden"):
        return node.id not in _BODIES
    return _SAVED_HIDDEN in (node.getattr("class") or "")


def _enter(node: Any, tag: str, above: _Place, number: int) -> _Place:
    landmark, mark = above.landmark, above.mark
    found = tag if tag in _LANDMARKS else _class_hint(node)
    # The outermost landmark stays, but a heading site chrome wraps is told by its own element.
    if found and (not landmark or landmark == "header"):
        landmark, mark = found, number
    return _Place(
        tag=tag if tag in _MEANING else above.tag,
        landmark=landmark,
        mark=mark,
        link=above.link or tag == "a",
        pre=above.pre or tag == "pre",
        centred=above.centred if tag in _INLINE else _centred(node, tag, above.centred),
    )


def _centred(node: Any, tag: str, above: bool) -> bool:
    """Whether a block's lines are centred, as it says itself or takes from above."""
    if tag == "center":
        return True
    align, style, words = node.getattr("align"), node.getattr("style"), node.getattr("class")
    if not (align or style or words):
        return above
    said = f"{align or ''};{(style or '')[:500]}".lower()
    if _CENTRED.search(said) or _CENTRED_CLASS.search((words or "")[:300].lower()):
        return True
    return above and "text-align" not in said


def _class_hint(node: Any) -> str:
    words = f"{node.getattr('class', '') or ''} {node.getattr('id', '') or ''}"[:300]
    return _landmark_of(words) if len(words) > 2 else ""


@lru_cache(maxsize=4096)  # a site's pages share their classes
def _landmark_of(words: str) -> str:
    words = words.lower().replace("_", "-")
    return next((name for name, pattern in _CLASS_WORDS if pattern.search(words)), "")


def _join(rows: list[_Row]) -> tuple[str, tuple[Hint, ...]]:
    wide = _wide(rows)
    total = sum(len(row.text) for row in rows)
    centred = sum(len(row.text) for row in rows if row.share(_is_centred) > 0.5)
    hints: list[Hint] = []
    at = 0
    for row in rows:
        start, end = at, at + len(row.text)
        for length, place in row.places:
            landmark = "" if place.mark in wide else place.landmark
            hints.append(Hint(start, start + length, _hint(place, landmark)))
            start += length
        if row.share(_is_link) > 0.6:
            hints.append(Hint(at, end, "a"))
        if row.picture and _is_caption(row, centred * 5 < total * 2):
            hints.append(Hint(at, end, "caption"))
        at = end + 1
    return "\n".join(row.text for row in rows), tuple(hint for hint in hints if hint.tag)


def _is_link(place: _Place) -> bool:
    return place.link


def _is_centred(place: _Place) -> bool:
    return place.centred


def _is_caption(row: _Row, set_apart: bool) -> bool:
    """Whether a line below a picture says what it shows: centred as other lines are not."""
    if len(row.text) > _CAPTION or row.share(_is_link) > 0.6:
        return False
    return row.alt == row.text or (set_apart and row.share(_is_centred) > 0.5)


def _wide(rows: list[_Row]) -> set[int]:
    """The elements whose class names a landmark, but that hold too much of the page for one.

    Comments may: a text is often shorter than what its readers say below it.
    """
    total = sum(len(row.text) for row in rows)
    share: dict[int, int] = {}
    names: dict[int, str] = {}
    above: dict[int, int] = {}  # prose before the first line of each
    prose = 0
    for row in rows:
        for length, place in row.places:
            if place.landmark in _CLASS_HINTS:
                names.setdefault(place.mark, place.landmark)
                above.setdefault(place.mark, prose)
                share[place.mark] = share.get(place.mark, 0) + length
        if "。" in row.text and not row.places[0][1].landmark and row.share(_is_link) < 0.5:
            prose += len(row.text)
    return {
        mark
        for mark, size in share.items()
        if size > _MOST * total and not (names[mark] == "comment" and above[mark] >= _TEXT)
    }


def _hint(place: _Place, landmark: str) -> str:
    # A site's header holds the article's own heading on some pages: the nearer element is right.
    if landmark == "header" and place.tag in ("h1", "h2", "time", "p"):
        return place.tag
    return landmark or place.tag
