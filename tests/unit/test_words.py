"""Openers and choices: where the words of the lexica may begin in a text."""

from __future__ import annotations

import re

import pytest

from generator.annotate.words import Openers, choice

OPENERS = Openers("市委", "省", "市监局")


@pytest.mark.parametrize(
    "text",
    ["市委", "到市委", "到省市委", "\U00020000市委\U00020001省", "\ud800省市", "市", "", "省"],
)
def test_openers_stand_where_their_first_two_characters_do(text: str) -> None:
    expected = [found.start() for found in re.finditer("市(?=[委监])|省", text)]
    assert OPENERS.starts(text) == expected


def test_a_choice_of_many_words_still_takes_the_longest() -> None:
    words = [chr(0x4E00 + number) for number in range(60)] + ["一甲", "-", "]", "^乙", "一甲乙"]
    pattern = re.compile(choice(words, {"一甲": "丙"}))
    assert [pattern.match(word + "。")[0] for word in words] == words  # type: ignore[index]
    assert pattern.match("一甲丙")[0] == "一"  # type: ignore[index]
    assert not pattern.match("龙")
