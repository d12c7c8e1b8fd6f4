"""Front matter: no implicit types, no key twice, and the line of every trouble."""

import pytest

from generator.frontmatter import read, unknown
from generator.model import Trouble


def test_scalars_stay_as_written() -> None:
    entries, body = read("---\na: no\nb: 2020-03-06\nc: 007\n---\n正文\n", "x.md")
    assert [(e.key, e.line, e.value) for e in entries] == [
        ("a", 2, "no"),
        ("b", 3, "2020-03-06"),
        ("c", 4, "007"),
    ]
    assert body == "正文\n"


def test_a_file_without_front_matter_is_all_body() -> None:
    assert read("正文\n", "x.md") == ((), "正文\n")


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("---\na: 1\na: 2\n---\n", "x.md:3", "comes twice"),
        ("---\na: [1\n---\n", "x.md:3", "expected"),
        ("---\n- a\n---\n", "x.md:2", "expected `key: value`"),
        ("---\na: 1\n  b: 2\n---\n", "x.md:3", "mapping values"),
    ],
)
def test_trouble_names_the_line(text: str, where: str, what: str) -> None:
    with pytest.raises(Trouble, match=what) as raised:
        read(text, "x.md")
    assert raised.value.problem.where == where


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    trouble = unknown("x.md:4", "fact kind", "persons", ("person", "place"))
    assert str(trouble) == (
        "x.md:4: unknown fact kind 'persons'\n  did you mean 'person'? known: person, place"
    )
