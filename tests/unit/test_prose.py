"""Notes in Markdown, as pages show them."""

from functools import partial

import pytest

from generator.editions import EDITIONS
from generator.filters import _prose_here
from generator.interface import Words
from generator.model import Page, Site, Text
from generator.render import relative
from generator.sheet import Here


def shown(markdown: str, edition: int = 0) -> str:
    page = Page("notes/a.html", "note.html", Text(""))
    words = Words({}, "hans")
    here = Here(page, Site("试"), EDITIONS, EDITIONS[edition], 0, words, "", "", "", {})
    return _prose_here(here, Text(markdown), partial(relative, page.path))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("一行。\n又一行", "<p>一行。又一行</p>"),
        ("见**甲**\n[乙](b)", '<p>见<strong>甲</strong><a href="../b">乙</a></p>'),
        ("word\n汉字 and\nmore", "<p>word\n汉字 and\nmore</p>"),
        ("一行。  \n又一行", "<p>一行。<br />\n又一行</p>"),
    ],
)
def test_a_line_end_between_chinese_characters_is_no_space(markdown: str, expected: str) -> None:
    assert shown(markdown).strip() == expected


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("people/郭方芳.html", "../people/郭方芳.html"),
        ("/people/郭方芳.html", "../people/郭方芳.html"),
        ("https://a.b/c", "https://a.b/c"),
        ("#p1", "#p1"),
    ],
)
def test_links_are_the_sites_own_in_every_edition(target: str, href: str) -> None:
    for edition in range(len(EDITIONS)):
        assert f'href="{href}"' in shown(f"[人]({target})", edition)


def test_markup_is_shown_and_not_obeyed() -> None:
    assert "<script>" not in shown("<script>alert(1)</script>")
    assert "<a" not in shown("[人](javascript:alert(1))")
