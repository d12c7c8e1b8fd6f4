"""A block of text and what lies over it, as HTML.

The law: what a reader copies from the markup is the text, character for character. Labels, □ and
paragraph numbers are made by the style sheet; the anchors of sentences are empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape
from msgspec import Struct


class Mark(Struct, frozen=True, array_like=True):
    """A fact in the text: `text[start:end]`."""

    start: int
    end: int
    kind: str  # its class in the style sheet
    id: str = ""  # of a first mention
    href: str = ""  # its note, or its page where it has no note; "" makes a later mention
    note: str = ""  # the id of its note
    stop: bool = True  # whether Tab stops here
    told: str = ""  # what hovering over it shows; how a character is read


class Point(Struct, frozen=True, array_like=True):
    """A place between two characters: the start of a sentence, or a gap where text was lost."""

    offset: int
    id: str = ""  # of a sentence; "" is a gap
    number: int = 0  # shown in the margin, unless 0


PLAIN = ("nb", "qm", "unit", "rd")
"""Classes of stretches that are no facts: kept on a line, a quotation mark, a part of a title, a
character with its reading."""

GROUND = ("phr", "at")
"""Classes of stretches with a ground of their own: no line has to be broken between two."""

# Two dashes or six dots are one mark; a line must not break within.
_UNBROKEN = re.compile(r"—{2,8}|…{2,8}")


def marked(
    text: str,
    marks: Sequence[Mark] = (),
    points: Sequence[Point] = (),
    first: int = 0,
    last: int | None = None,
) -> Markup:
    """`text[first:last]` as HTML, with its marks and points.

    Marks nest; one that crosses another is left out, as is one outside the part shown.

    >>> print(marked("在甲市开会", [Mark(1, 3, "loc", "m1", "#n1", "n1")]))
    在<a class="m loc" id="m1" href="#n1" aria-describedby="n1">甲市</a>开会
    """
    last = len(text) if last is None else min(last, len(text))
    kept = _nested([m for m in marks if first <= m.start < m.end <= last])
    kept = _with_unbroken(text, kept, points, first, last)
    opens: dict[int, list[Mark]] = {}
    for mark in kept:
        opens.setdefault(mark.start, []).append(mark)
    at: dict[int, list[Point]] = {}
    for point in points:
        if first <= point.offset <= last:
            at.setdefault(point.offset, []).append(point)
    ends = {mark.end for mark in kept if mark.kind not in (*PLAIN, *GROUND)}
    out: list[str] = []
    stack: list[tuple[int, str]] = []  # where an open element ends, and its name
    stops = sorted({first, last, *opens, *at, *(m.end for m in kept)})
    for here, there in zip(stops, [*stops[1:], last], strict=True):
        while stack and stack[-1][0] == here:
            out.append(f"</{stack.pop()[1]}>")
        out.extend(_point(point) for point in at.get(here, ()))
        for mark in opens.get(here, ()):
            inside_link = any(name == "a" for _, name in stack)
            name = "a" if mark.href and not inside_link else "span"
            out.append(_tag(mark, name, touching=here in ends and mark.kind not in GROUND))
            stack.append((mark.end, name))
        out.append(str(escape(text[here:there])))
    return Markup("".join(out))


def _nested(marks: list[Mark]) -> list[Mark]:
    """The marks in order, outer before inner, without those that cross one before."""
    kept: list[Mark] = []
    stack: list[int] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        while stack and stack[-1] <= mark.start:
            stack.pop()
        if stack and mark.end > stack[-1]:
            continue
        stack.append(mark.end)
        kept.append(mark)
    return kept


def _with_unbroken(
    text: str, marks: list[Mark], points: Sequence[Point], first: int, last: int
) -> list[Mark]:
    runs = [Mark(m.start(), m.end(), "nb") for m in _UNBROKEN.finditer(text, first, last)]
    if not runs:
        return marks
    edges = {m.start for m in marks} | {m.end for m in marks} | {p.offset for p in points}
    runs = [r for r in runs if not any(n in edges for n in range(r.start + 1, r.end))]
    # A stable sort keeps a run inside a mark of the same extent.
    return sorted([*marks, *runs], key=lambda m: (m.start, -m.end))


def _point(point: Point) -> str:
    if not point.id:
        return '<span class="lac" role="img" aria-label="缺"></span>'
    number = f' data-n="{point.number}"' if point.number else ""
    return f'<span class="s" id="{escape(point.id)}"{number}></span>'


def _tag(mark: Mark, name: str, touching: bool) -> str:
    if mark.kind in PLAIN:
        told = f' data-told="{escape(mark.told)}"' if mark.told else ""
        return f'<span class="{mark.kind}"{told}>'
    attributes = [f'class="m {escape(mark.kind)}{" adj" if touching else ""}"']
    if mark.id:
        attributes.append(f'id="{escape(mark.id)}"')
    if name == "a":
        attributes.append(f'href="{escape(mark.href)}"')
    if mark.note and name != "a":  # a link has its note in its address
        attributes.append(f'data-e="{escape(mark.note)}"')
    if mark.told:
        attributes.append(f'data-told="{escape(mark.told)}"')
    if name == "a" and not mark.stop:
        attributes.append('tabindex="-1"')
    elif name == "a" and mark.note:
        attributes.append(f'aria-describedby="{escape(mark.note)}"')
    return f"<{name} {' '.join(attributes)}>"
