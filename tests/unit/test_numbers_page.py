"""The page of numbers: how claims are grouped, scaled and, where there are very many, cut."""

from __future__ import annotations

import random

from generator.model import Word
from generator.pages.numbers import Group, NumbersView, numbers_page
from generator.tables import ArticleRow, ClaimRow, FactRow, Rows

ARTICLE = ArticleRow("a", "题", None, None, None, "日报", None, None, "Hans", None, 9, 0, "a.html")


def claim(n: int, value: float | None, unit: str = "个", kind: str = "quantity") -> ClaimRow:
    text = f"{value}{unit}"
    return ClaimRow(f"a#p1:{n}-{n + 1}:{kind}", "a", kind, None, None, value, None, unit, None,
                    None, None, text, f"共有{text}。", 2, "p1-1")  # fmt: skip


def view(*claims: ClaimRow) -> NumbersView:
    return numbers_page([Rows(ARTICLE, (), claims)]).view


def shares(group: Group) -> list[float]:
    return [c.share for c in group.claims]


def test_people_are_one_group_and_person_times_another() -> None:
    groups = view(claim(1, 3, "人"), claim(2, 5, "名"), claim(3, 7, "人次"), claim(4, 8, "人次"))
    assert [group.units for group in groups.groups] == [("人", "名"), ("人次",)]


def test_a_bar_is_scaled_by_its_group_and_a_percentage_by_the_whole() -> None:
    found = view(
        *(claim(1, 50, "元", "money"), claim(2, 200, "元", "money")),
        *(claim(3, 50, "%", "percent"), claim(4, 25, "%", "percent")),
    )
    money, percent = found.groups
    assert shares(money) == [1, 0.25]
    assert shares(percent) == [0.5, 0.25]


def test_what_has_nothing_to_compare_has_no_bar_and_stands_last() -> None:
    found = view(claim(1, 9, "头"), claim(2, None, "亩"), claim(3, 4), claim(4, 2))
    assert [group.kind for group in found.groups] == ["quantity", ""]
    assert shares(found.groups[1]) == [-1, -1]
    assert found.groups[1].claims[1].value == ""
    assert found.lost == 1


def test_a_value_is_written_out_with_its_thousands() -> None:
    [group] = view(claim(1, 1240000), claim(2, 96.5)).groups
    assert [c.value for c in group.claims] == ["1,240,000", "96.5"]


def test_the_page_is_the_same_in_any_order() -> None:
    claims = [claim(n, n % 7, "个名家"[n % 3]) for n in range(60)]
    shuffled = random.Random(2).sample(claims, 60)
    assert view(*claims) == view(*shuffled)


def test_very_many_numbers_are_cut_to_the_largest_of_each_unit() -> None:
    many = [claim(n, n) for n in range(9000)] + [claim(n, n, "家") for n in range(30)]
    found = view(*many)
    assert found.total == 9030
    assert found.shown <= 2000
    assert {group.total for group in found.groups} == {9000, 30}
    assert [len(group.claims) for group in found.groups][1] == 30
    assert found.groups[0].claims[0].value == "8,999"


def test_persons_and_an_articles_words_stand_right_in_its_sentences() -> None:
    person = FactRow("a#p1:0-3:person", "a", "person", "张文斗", "张文斗", "张文斗", "p1", 0, 3,
                     "p1-1", "title", 90, *(None,) * 8)  # fmt: skip
    rows = Rows(ARTICLE, (person,), (claim(1, 3),))
    (group,) = numbers_page([rows], {"a": (Word("题", "題目"),)}).view.groups
    said = group.claims[0].sentence
    assert said.names == ("张文斗",)
    assert said.words == (Word("题", "題目"),)
