"""The pages of numbers: how claims are grouped, scaled, parted, and set beside each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from generator.bars import amounts
from generator.figures import figure_files, number_pages, numbers_of
from generator.model import Page, Text, Word
from generator.pages.figure import FigureView
from generator.pages.numbers import Group, NumbersView
from generator.pages.outline import FIGURE, FRONT, PART
from generator.scratch import Scratch
from generator.store import Kept, Memo, digest
from generator.tables import ArticleRow, ClaimRow, FactRow, Rows

ARTICLE = ArticleRow("a", "题", None, None, None, "日报", None, None, "Hans", None, 9, 0, "a.html")

PAID = "figures/measure/到位·元.html"


def kept(rows: Rows) -> Kept[Rows]:
    return Kept(digest(rows), lambda: rows)


def planned(
    *all_rows: Rows, words: dict[str, tuple[Word, ...]] | None = None, copies: tuple[str, ...] = ()
) -> dict[str, Page[Any]]:
    memo = Scratch()
    rows = {of.article.article: kept(of) for of in all_rows}
    numbers = numbers_of(memo, rows, words or {}, frozenset(copies))
    return {page.path: page.cut(memo).value for page in number_pages(memo, numbers)}


def article(id: str, date: str | None, *claims: ClaimRow) -> Rows:
    own = replace(ARTICLE, article=id, date=date, page=f"articles/{id}.html")
    return Rows(own, (), tuple(replace(c, article=id, fact=f"{id}{c.fact}") for c in claims))


def counts(
    value: float | None, measure: str, subject: str = "", unit: str = "元", **more: Any
) -> Any:
    text = f"{value}{unit}"
    whole = ClaimRow("#p1", "a", "quantity", subject or None, measure or None, value, None, unit,
                     None, None, None, text, f"共{text}。", 1, "p1-1")  # fmt: skip
    return replace(whole, **more)


def claim(n: int, value: float | None, unit: str = "个", kind: str = "quantity") -> ClaimRow:
    text = f"{value}{unit}"
    return ClaimRow(f"a#p1:{n}-{n + 1}:{kind}", "a", kind, None, None, value, None, unit, None,
                    None, None, text, f"共有{text}。", 2, "p1-1")  # fmt: skip


def view(*claims: ClaimRow) -> NumbersView:
    found: NumbersView = planned(Rows(ARTICLE, (), claims))["numbers.html"].view
    return found


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


def test_very_many_numbers_have_pages_by_unit_and_the_largest_stand_first() -> None:
    many = [claim(n, n) for n in range(900)] + [claim(n, n, "家") for n in range(30)]
    found = planned(Rows(ARTICLE, (), tuple(many)))
    front = found["numbers.html"].view
    assert front.total == 930
    assert front.shown <= FRONT
    assert {group.total for group in front.groups} == {900, 30}
    assert front.groups[0].claims[0].value == "899"
    assert front.groups[0].path == "numbers/quantity/个.html"
    parts = [
        page.view.group.claims for path, page in found.items() if "numbers/quantity/个" in path
    ]
    assert sorted(map(len, parts)) == [100, 200, 200, 200, 200]
    assert max(map(len, parts)) <= PART * 3 // 2
    assert len({c.value for part in parts for c in part}) == 900
    assert found["numbers/quantity/个.html"].view.older == "numbers/quantity/个/4.html"


def test_what_two_articles_count_in_one_unit_is_set_in_order_of_time() -> None:
    found = planned(
        article("a", "2020-03-06", counts(50, "到位", "资金"), counts(5, "到位", "人员", "名")),
        article("b", "2020-02-01", counts(None, "到位", "资金")),
        article("c", "2020-05-01", counts(20, "到位", "资金", as_of="2020-01-31", approx="more")),
        article("d", None, counts(30, "到位", "捐款", upper=40)),
        article("e", "2020-05-01", counts(9, "独有", "资金", "吨")),
    )
    assert [path for path in found if path.startswith("figures/m")] == [
        "figures/measure/到位·元.html"
    ]
    view: FigureView = found["figures/measure/到位·元.html"].view
    assert [(x.date, x.basis, x.claim.value) for x in view.values] == [
        ("2020-01-31", "as_of", "20"),
        ("2020-02-01", "published", ""),
        ("2020-03-06", "published", "50"),
        ("", "undated", "30"),
    ]
    assert {c.unit for c in (x.claim for x in view.values)} == {"元"}
    assert [x.told.text for x in view.values] == ["资金", "资金", "资金", "捐款"]
    assert view.several
    bars = amounts(view.values).bars
    assert [(b.width, b.reach) for b in bars] == [(26.4, 26.4), (0, 0), (66, 66), (39.6, 52.8)]
    front = found["numbers.html"].view
    assert [(m.word, m.articles, m.numbers) for m in front.measures] == [
        (Text("到位"), 4, 4),
        (Text("资金"), 3, 3),
    ]
    paths = {c.figures[0] for g in front.groups for c in g.claims if c.measure.text == "到位"}
    assert paths == {PAID, ""}  # what only one article counts has none


def test_a_copy_of_an_article_is_not_counted_again() -> None:
    both = (
        article("a", "2020-03-06", counts(5, "到位")),
        article("b", "2020-03-06", counts(5, "到位")),
    )
    assert "figures/measure/到位·元.html" in planned(*both)
    assert "figures/measure/到位·元.html" not in planned(*both, copies=("b",))


def test_an_edit_touches_only_the_pages_that_show_its_numbers() -> None:
    def cut_of(changed: Callable[[ClaimRow], ClaimRow]) -> tuple[set[str], int]:
        memo, runs = Scratch(), []
        step = memo.step

        def counting(*of: Any) -> Any:
            return step(*of[:3], lambda: runs.append(of[2]) or of[3]())

        memo.step = counting  # type: ignore[method-assign]
        before = pages(memo, rows)
        runs.clear()
        third = rows["0003"]
        new = replace(third, claims=(changed(third.claims[0]), *third.claims[1:]))
        after = pages(memo, {**rows, "0003": new})
        made = sum(kind == Page[FigureView] for kind in runs)
        return {path for path, ref in after.items() if before.get(path) != ref}, made

    def pages(memo: Memo, rows: dict[str, Rows]) -> dict[str, str]:
        numbers = numbers_of(memo, {id: kept(r) for id, r in rows.items()}, {}, frozenset())
        found = {page.path: page.cut(memo).ref for page in number_pages(memo, numbers)}
        return found | {file.path: file.key for file in figure_files(numbers)}

    rows = {
        of.article.article: of
        for of in (
            article(
                f"{n:04}",
                f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}",
                *(counts(n + m, f"谓{m}{n % 40}", "", "元吨"[m % 2]) for m in range(4)),
            )
            for n in range(1000)
        )
    }
    touched, made = cut_of(lambda claim: replace(claim, sentence=f"又{claim.sentence}", offset=2))
    assert made == 4  # those that one of its numbers stands in are looked at
    chart = "figures/measure/谓03·元"
    assert {path for path in touched if path.startswith("figures")} == {f"{chart}.html"}
    tables = {path for path in touched if path.startswith("data")}
    assert f"data/{chart}.csv" in tables
    assert len(tables) == 4
    [unit] = touched - tables - {f"{chart}.html"}
    assert unit.startswith("numbers/")


def test_no_chart_has_more_bars_than_it_may() -> None:
    many = [article(f"{n:04}", "2020-01-01", counts(n, "到位")) for n in range(1200)]
    found = [page.view for path, page in planned(*many).items() if path.startswith("figures/m")]
    assert sum(len(view.values) for view in found) == 1200
    assert max(len(view.values) for view in found) <= FIGURE * 3 // 2


def test_persons_and_an_articles_words_stand_right_in_its_sentences() -> None:
    person = FactRow("a#p1:0-3:person", "a", "person", "张文斗", "张文斗", "张文斗", "p1", 0, 3,
                     "p1-1", "title", 90, *(None,) * 8)  # fmt: skip
    rows = Rows(ARTICLE, (person,), (claim(1, 3),))
    found = planned(rows, words={"a": (Word("题", "題目"),)})
    (group,) = found["numbers.html"].view.groups
    said = group.claims[0].sentence
    assert said.names == ("张文斗",)
    assert said.words == (Word("题", "題目"),)
