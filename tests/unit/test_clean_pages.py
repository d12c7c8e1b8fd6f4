"""Whole pages, as HTML and as the text a reader would copy: nothing lost, little left over."""

from __future__ import annotations

import json

import pytest

from tests.page_scores import FIELDS, PAGES, Score, dump, f1, scores, table

ROWS = scores()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}: {row.form}")
def test_no_paragraph_of_a_page_is_lost(row: Score) -> None:
    assert row.lost == ()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}: {row.form}")
def test_the_body_of_a_page_is_nearly_all_and_nothing_but_its_text(row: Score) -> None:
    assert row.body >= 0.94


def test_the_bodies_of_both_halves_reach_the_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + table(ROWS))
    for form, bar in (("html", 0.970), ("text", 0.955)):
        for held in (False, True):
            part = [r.body for r in ROWS if (r.form, r.held_out) == (form, held)]
            assert sum(part) / len(part) >= bar


@pytest.mark.parametrize(("form", "most"), [("html", 2), ("text", 2)])
def test_few_fields_of_a_page_are_wrong(form: str, most: int) -> None:
    assert sum(len(row.wrong) for row in ROWS if row.form == form) <= most


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}: {row.form}")
def test_no_author_is_invented(row: Score) -> None:
    assert not [w for w in row.wrong if w[0] == "author" and not w[1]]


def test_every_page_says_what_is_expected_of_it() -> None:
    names = {path.stem for path in PAGES.glob("*.html")}
    assert len(names) >= 14
    for name in names:
        gold = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
        assert gold.keys() == {*FIELDS, "held_out", "body"}
        page = (PAGES / f"{name}.html").read_text(encoding="utf-8")
        assert f1("".join(gold["body"]), dump(page)) < 1


def test_the_score_of_a_body_counts_what_is_missing_and_what_is_too_much() -> None:
    assert f1("甲乙丙丁戊", "甲乙丙丁戊") == 1
    assert f1("甲乙丙丁戊己", "甲乙丙丁") == pytest.approx(0.5)
