"""Marks lie over the text and never change it."""

from __future__ import annotations

import doctest
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from generator import markup
from generator.markup import Mark, Point, marked


class Reader(HTMLParser):
    """What a reader would copy, and whether the elements were well nested."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.open, self.links = "", list[str](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not (tag == "a" and "a" in self.open)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> str:
    reader = Reader()
    reader.feed("".join(html))
    reader.close()
    assert not reader.open
    return reader.text


TEXT = st.text(alphabet="甲乙丙<>&\"'—…。“”\u0000é😀\r a=", min_size=1, max_size=40)
SPANS = st.lists(
    st.tuples(st.integers(-2, 42), st.integers(-2, 42), st.sampled_from(["per", "org", "quo"])),
    max_size=12,
)


@given(TEXT, SPANS, st.lists(st.integers(-1, 42), max_size=8), st.booleans())
def test_the_text_is_left_as_it_was(
    text: str, spans: list[tuple[int, int, str]], offsets: list[int], linked: bool
) -> None:
    marks = [
        Mark(a, b, kind, f"m{n}", "#n" if linked else "", "n")
        for n, (a, b, kind) in enumerate(spans)
    ]
    points = [Point(o, f"p1-{n}" if n % 2 else "") for n, o in enumerate(offsets)]
    shown = read(marked(text, marks, points))
    assert shown == read(str(markup.escape(text)))


@given(TEXT, SPANS, st.integers(0, 40), st.integers(0, 40))
def test_a_part_shows_that_part(
    text: str, spans: list[tuple[int, int, str]], first: int, last: int
) -> None:
    first, last = min(first, len(text)), min(last, len(text))
    if first <= last:
        marks = [Mark(a, b, kind) for a, b, kind in spans]
        assert read(marked(text, marks, (), first, last)) == read(
            str(markup.escape(text[first:last]))
        )


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(markup).failed == 0


def test_hostile_text_is_shown_not_obeyed() -> None:
    html = marked("<script>alert(1)</script>", [Mark(0, 8, 'per" onclick="x', "m1", "#n1", "n1")])
    assert "<script" not in html
    assert ' onclick="x' not in html


def test_marks_nest_and_only_the_outermost_is_a_link() -> None:
    html = marked(
        "甲市乙局", [Mark(0, 4, "org", "m1", "#n1", "n1"), Mark(0, 2, "loc", "m2", "#n2", "n2")]
    )
    assert html == (
        '<a class="m org" id="m1" href="#n1" aria-describedby="n1">'
        '<span class="m loc" id="m2" data-e="n2">甲市</span>乙局</a>'
    )


def test_a_mark_that_crosses_another_is_left_out() -> None:
    assert marked("甲乙丙丁", [Mark(0, 2, "org"), Mark(1, 3, "loc")]).count("<span") == 1


def test_touching_marks_are_told_apart() -> None:
    html = marked("湖北武汉", [Mark(0, 2, "loc"), Mark(2, 4, "loc")])
    assert html == '<span class="m loc">湖北</span><span class="m loc adj">武汉</span>'


def test_amounts_and_dates_are_links_but_no_tab_stops() -> None:
    html = marked("共3家", [Mark(1, 3, "qty", "m1", "#n1", "n1", False)])
    assert 'tabindex="-1"' in html
    assert "aria-describedby" not in html


def test_dashes_stay_whole_unless_a_mark_ends_within() -> None:
    assert marked("甲——乙") == '甲<span class="nb">——</span>乙'
    assert "nb" not in marked("甲——乙", [Mark(0, 2, "per")])


def test_lost_text_and_sentences_add_no_character() -> None:
    html = marked("截至月日", (), [Point(0, "p1-1"), Point(2)])
    assert html.startswith('<span class="s" id="p1-1"></span>截至<span class="lac"')
    assert read(html) == "截至月日"
