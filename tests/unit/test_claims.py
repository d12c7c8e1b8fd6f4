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
    ("公司总资产96.8亿元，资产负债率47.1%。", [("公司", "总资产"), ("公司", "资产负债率")]),
    ("班车由8趟增至14趟。", [("班车", ""), ("班车", "增至")]),
    ("学生增加到86人，其中女生占48.8%。", [("学生", "增加"), ("女生", "占")]),
    ("研发投入3亿元，占营业收入的5.9%。", [("研发", "投入"), ("研发", "占营业收入")]),
    (
        "县长说，到2025年，全县将再建20片球场，投资约620万元。",
        [("球场", "将再建"), ("全县", "投资")],
    ),
    ("他把37位老人背到二楼。", [("老人", "背")]),
    ("停电的农户中已有98.6%恢复供电。", [("农户", "恢复供电")]),
    (
        "毕业的41名学生中，有5人入选球队，2人考入大学。",
        [("学生", "毕业"), ("学生", "入选"), ("学生", "考入")],
    ),
    ("数学平均分提高了11.5分和14分。", [("数学平均分", "提高"), ("数学平均分", "提高")]),
    ("家长给球场装上了16盏路灯。", [("路灯", "装上")]),
    ("救援队连续作业72小时。", [("救援队", "连续作业")]),
    ("毛利率为31.2%，较上半年提高0.8个百分点。", [("", "毛利率"), ("毛利率", "提高")]),
    ("全村412户中有300户受灾。", [("全村", ""), ("全村", "受灾")]),
    ("西山小学海拔2300米。", [("西山小学", "海拔")]),
    ("镇上年产能由8万吨增至14万吨。", [("镇上", "年产能"), ("镇上", "年产能")]),
    ("明年将再增加800万元。", [("", "将再增加")]),
    ("本院共办理公益诉讼案件61件。", [("公益诉讼案件", "共办理")]),
    ("全县36.5万人受灾。", [("全县", "受灾")]),
    ("去年产值首次突破1000万元。", [("", "产值")]),
    ("铜鼎重500克，通高8.6厘米。", [("铜鼎", "重"), ("铜鼎", "通高")]),
    ("医生有八成集中在城里。", [("医生", "集中")]),
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


def test_number_holds_for_the_time_its_clause_begins_with() -> None:
    (first,) = claims("2016年时学校只剩19名学生。")
    assert first.as_of == "2016"
