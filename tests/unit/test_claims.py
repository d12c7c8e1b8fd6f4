"""What a number is the number of."""

from __future__ import annotations

import pytest

from generator.annotate.annotate import annotate
from generator.model import Amount, Article, Block, Edit, Names

CLAIMS = [
    ("民警共排查住户18家43人。", [("住户", "共排查"), ("住户", "共排查")]),
    ("全县监测1045家外贸企业，复工率为92.3%。", [("外贸企业", "监测"), ("外贸企业", "复工率")]),
    ("工厂捐赠生活物资超过2000吨。", [("生活物资", "捐赠")]),
    ("县里紧急下拨23万元补贴。", [("补贴", "紧急下拨")]),
    ("近日，300多名员工立即赶工。", [("员工", "立即赶工")]),
    ("净利润9.87亿元，同比下降3.2%。", [("", "净利润"), ("净利润", "下降")]),
    ("周原镇67个村提前完工。", [("村", "提前完工")]),
]


def claims(text: str, *more: str, date: str = "2020-03-06") -> list[Amount]:
    blocks = (Block("title", "见闻"), *(Block("paragraph", t) for t in (text, *more)))
    facts = annotate(Article("1", "Hans", date, "", (), blocks), Names(), Edit())
    return [f.detail for f in facts if isinstance(f.detail, Amount)]


@pytest.mark.parametrize(("text", "expected"), CLAIMS, ids=lambda c: c if type(c) is str else "")
def test_clause_tells_subject_and_measure(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.subject, c.measure) for c in claims(text)] == expected


def test_number_holds_for_the_day_that_frames_it() -> None:
    first, second = claims("截至3月3日，全县复工企业120家。", "又有30家复工。")
    assert (first.as_of, second.as_of) == ("2020-03-03", "")


def test_row_of_amounts_without_words_is_read() -> None:
    assert len(claims("发放3个" * 3000)) == 3000
