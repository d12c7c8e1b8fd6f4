"""An editor's overlay: lines relabelled, fields set, and the tiling kept."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit import edit_article, relabel
from generator.model import Article, Block, Edit, Field, Piece, Source, Trouble

TEXT = "导航\n标题\n  正文一。\n\n正文二。"


def source(text: str = TEXT) -> Source:
    return Source("a", "seeds/a.txt", "text", text, "", "utf-8")


def whole(text: str) -> tuple[Piece, ...]:
    return (Piece(0, len(text), "paragraph", "all"),)


def test_one_line_drops_what_the_machine_kept() -> None:
    pieces = relabel(source(), whole(TEXT), Edit("a", labels=((3, 3, "chrome"),)))
    assert [(TEXT[p.start : p.end], p.label, p.rule) for p in pieces] == [
        ("导航\n标题\n", "paragraph", "all"),
        ("  ", "blank", "editor"),
        ("正文一。", "chrome", "editor"),
        ("\n\n正文二。", "paragraph", "all"),
    ]


def test_a_line_that_is_not_there_is_named() -> None:
    with pytest.raises(Trouble, match="the source has 5 lines"):
        relabel(source(), whole(TEXT), Edit("a", labels=((5, 6, "chrome"),)))


@given(
    st.text("甲乙 \n\t", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), max_size=4),
    st.lists(st.integers(0, 60), max_size=5),
)
def test_the_pieces_still_tile_the_source(
    text: str, ranges: list[tuple[int, int]], cuts: list[int]
) -> None:
    edges = sorted({0, len(text), *(c for c in cuts if c < len(text))})
    pieces = tuple(Piece(a, b, "paragraph", "any") for a, b in itertools.pairwise(edges))
    lines = text.count("\n") + 1
    labels = tuple((a, a + n, "chrome") for a, n in ranges if a + n <= lines)
    found = relabel(source(text), pieces, Edit("a", labels=labels))
    assert "".join(text[p.start : p.end] for p in found) == text
    assert all(p.start < p.end for p in found)
    assert all(p.end == q.start for p, q in itertools.pairwise(found))


def test_fields_and_note_lie_over_the_article() -> None:
    article = Article(
        "a",
        "Hans",
        "",
        "",
        (Field("author", "甲", 1, 0, 1),),
        (Block("title", "旧"), Block("author", "甲")),
    )
    edit = Edit("a", (("title", "新"), ("date", "2020-03-06"), ("author", "乙")), note="按")
    edited = edit_article(article, edit)
    assert (edited.title, edited.date, edited.field("author"), edited.note) == (
        *("新", "2020-03-06", "乙", "按"),
    )
    assert edit_article(article, Edit("a")) is article
