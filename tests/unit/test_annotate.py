"""What the authority file, the overlay and damage do to facts."""

from __future__ import annotations

import pytest

from generator.annotate.annotate import annotate
from generator.annotate.table import KINDS
from generator.model import (
    Amount,
    Article,
    Block,
    Body,
    Damage,
    Edit,
    Fact,
    FactEdit,
    Name,
    Names,
    Role,
    When,
    Where,
)


def article(*texts: str, date: str = "2020-03-06", damage: tuple[Damage, ...] = ()) -> Article:
    kinds = ["title", *["paragraph"] * (len(texts) - 1)]
    blocks = tuple(Block(k, t) for k, t in zip(kinds, texts, strict=True))
    return Article("007", "Hans", date, "", (), blocks, damage)


def found(text: str, *more: str, **options: str) -> list[Fact]:
    return list(annotate(article(text, *more, **options), Names(), Edit()))  # type: ignore[arg-type]


def test_kinds_share_the_names_of_the_model_and_one_character_labels() -> None:
    assert [k.name for k in KINDS][:4] == ["person", "organisation", "place", "date"]
    assert all(len(kind.label) == 1 for kind in KINDS)


@pytest.mark.parametrize("text", ["2020年2月30日开会", "2月30日开会", "13月5日开会", "4月31日起"])
def test_impossible_date_gives_none(text: str) -> None:
    assert [f.text for f in found(text) if f.kind == "date" and len(f.text) > 5] == []


def test_day_and_month_that_were_lost_give_no_date() -> None:
    text = "截至月日，已有千名工作人员返岗，种植万亩，帮扶1200家"
    damaged = article(text, damage=(Damage(0, 2, "number"),))
    facts = annotate(damaged, Names(), Edit())
    assert [f.text for f in facts if f.kind == "date"] == []
    amounts = {f.text: f.detail.value for f in facts if isinstance(f.detail, Amount)}
    assert amounts == {"千名": None, "万亩": None, "1200家": 1200}


def test_short_name_stands_for_the_body_of_the_home_region() -> None:
    facts = found("襄阳市战疫纪实", "襄阳市市场监管局部署工作。市委组织部、市局党组开会。")
    keys = {f.text: f.key for f in facts if f.kind == "organisation"}
    assert keys == {
        "襄阳市市场监管局": "襄阳市市场监督管理局",
        "市委组织部": "襄阳市委组织部",
        "市局党组": "襄阳市市场监督管理局党组",
    }


def test_short_name_without_region_stays_apart() -> None:
    facts = found("各级动员", "市委组织部印发通知。")
    (body,) = (f for f in facts if f.kind == "organisation")
    assert body.key == "市委组织部@007"


def test_namesake_divisions_are_told_apart_by_the_unit_before() -> None:
    facts = found("福建省福州市鼓楼区见闻", "鼓楼区很热闹。")
    keys = [f.key for f in facts if f.text == "鼓楼区"]
    assert keys == ["鼓楼区(350102)"] * 2


def test_alias_takes_the_canonical_name() -> None:
    names = Names(
        (Name("person", "王小明", ("小王子",)), Name("place", "武汉市", ("江城",), adcode="420100"))
    )
    facts = annotate(article("江城故事", "小王子来了。"), names, Edit())
    assert [(f.text, f.key) for f in facts] == [("江城", "武汉市"), ("小王子", "王小明")]
    assert isinstance(facts[0].detail, Where)
    assert facts[0].detail.adcode == "420100"


def test_editor_adds_drops_and_changes() -> None:
    edit = Edit(
        add=(FactEdit("老码头", "place", key="老码头(襄阳)"),),
        drop=(FactEdit("1200多家", "quantity"),),
        change=(FactEdit("3月3日", value="2019-03-03"), FactEdit("王小明", role="店主")),
    )
    text = "3月3日，老码头的1200多家商户负责人王小明说，生意好了。"
    facts = annotate(article("襄阳", text), Names(), edit)
    by_text = {f.text: f for f in facts}
    assert by_text["老码头"].key == "老码头(襄阳)"
    assert "1200多家" not in by_text
    when, role = by_text["3月3日"].detail, by_text["王小明"].detail
    assert isinstance(when, When)
    assert when.value == "2019-03-03"
    assert isinstance(role, Role)
    assert role.role == "店主"


def test_speaker_of_a_quotation_is_named() -> None:
    facts = found("见闻", "局长李建军说：“再难也要把路抢通，不能让一个人掉队。”")
    (saying,) = (f.detail for f in facts if f.kind == "quote")
    assert getattr(saying, "speaker") == "李建军"  # noqa: B009


def test_body_of_a_role_is_the_full_name() -> None:
    facts = found("襄阳市见闻", "襄阳市市场监督管理局党组书记、局长郭方芳到场。")
    (person,) = (f for f in facts if f.kind == "person")
    assert person.detail == Role("襄阳市市场监督管理局党组书记、局长", "襄阳市市场监督管理局党组")


def test_bodies_known_by_name_have_one_key() -> None:
    facts = found("学习", "党中央、国务院部署，中央强调。")
    assert [f.key for f in facts] == ["中共中央", "国务院", "中共中央"]
    assert all(isinstance(f.detail, Body) for f in facts)
