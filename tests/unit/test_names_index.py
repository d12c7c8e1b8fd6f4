"""The indexes of names: their orders, what is said of a name, and long ones in parts."""

from __future__ import annotations

import pytest

from generator.archive import Index, gather
from generator.catalogue import Card, Mention
from generator.model import Detail, Name, Names, Page, Role, Site, Where
from generator.pages import names
from generator.pages.names import NamesView, pages
from generator.pages.shelf import Shelf
from generator.strokes.count import strokes

PERSON = Role()


def card(id: str, *named: tuple[str, str, str, Detail]) -> Card:
    mentions = tuple(
        Mention(kind, key, id, "p1-1", form, 0, 0, len(form), len(form), detail)
        for kind, key, form, detail in named
    )
    return Card(id, id, "", "Hans", "", "", "", "", 0, 0, "", b"", (), (), mentions)


def people(*keys: str) -> Card:
    return card("a", *(("person", key, key, PERSON) for key in keys))


def planned(*cards: Card, register: Names | None = None) -> dict[str, Page[NamesView]]:
    shelf = Shelf(Site("馆"), Index(gather(cards)), (), register or Names())
    return {cut.path: cut.page() for cut in pages(shelf)}


def groups(found: dict[str, Page[NamesView]], path: str) -> dict[str, list[str]]:
    return {g.heading: [n.entry.name.text for n in g.names] for g in found[path].view.groups}


def test_names_stand_by_pinyin_and_by_strokes() -> None:
    found = planned(people("陈立", "王一诺", "尹乐", "王飞", "于和伟", "Anna", "丁一"))
    assert groups(found, "people/index.html") == {
        "A": ["Anna"],
        "C": ["陈立"],
        "D": ["丁一"],
        "W": ["王飞", "王一诺"],
        "Y": ["尹乐", "于和伟"],
    }
    assert groups(found, "people/strokes/index.html") == {
        "2": ["丁一"],
        "3": ["于和伟"],
        "4": ["尹乐", "王一诺", "王飞"],  # one surname together, whatever follows
        "7": ["陈立"],
        "other": ["Anna"],
    }
    traditional = found["people/strokes/index.html"].view.traditional
    assert [g.heading for g in traditional] == ["2", "3", "4", "10", "other"]


def test_each_order_leads_to_the_others() -> None:
    found = planned(people("陈立"))
    for path in ("people/index.html", "people/strokes/index.html"):
        assert found[path].view.orders == (
            ("pinyin", "people/index.html"),
            ("strokes", "people/strokes/index.html"),
        )
    assert [order for order, _ in found["places/index.html"].view.orders] == [
        "province",
        "pinyin",
        "strokes",
    ]


def test_places_stand_by_province_too() -> None:
    there = Where("420281", ("湖北省", "大冶市"))
    found = planned(
        card("a", ("place", "周河镇", "周河镇", there), ("place", "某村", "某村", Where()))
    )
    assert groups(found, "places/index.html") == {"湖北省": ["周河镇"], "other": ["某村"]}
    assert groups(found, "places/pinyin/index.html") == {"M": ["某村"], "Z": ["周河镇"]}


def test_other_forms_stand_under_a_name_the_commonest_first() -> None:
    key = "陈仓区委组织部"
    forms = ("区委组织部", key, "組織部", "组织部", "区委组织部", "组织部", "组织部")
    found = planned(
        card("a", *(("organisation", key, form, PERSON) for form in forms)),
        register=Names((Name("organisation", key, ("区委组织部", "组织", "部@a")),)),
    )
    [group] = found["organisations/index.html"].view.groups
    assert [form.text for form in group.names[0].forms] == ["組織部", "区委组织部", "组织"]
    assert group.names[0].reading == "chen cang qu wei zu zhi bu"


def test_a_long_index_shows_some_of_each_group_and_has_pages_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(names, "MANY", 20)
    monkeypatch.setattr(names, "_SOME", 2)
    keys = [f"李{chr(0x4E00 + n)}" for n in range(30)] + ["王一", "王二"]
    found = planned(people(*keys, "李一", "李丁"))
    whole = found["people/index.html"].view
    assert {g.heading: (g.total, g.path) for g in whole.groups} == {
        "L": (30, "people/pinyin/L.html"),
        "W": (2, "people/pinyin/W.html"),
    }
    assert sorted(n.entry.name.text for n in whole.groups[0].names) == ["李一", "李丁"]
    first, rest = found["people/pinyin/L.html"].view, found["people/pinyin/L-2.html"].view
    assert (first.after, rest.before) == ("people/pinyin/L-2.html", "people/pinyin/L.html")
    listed = [n.entry.name.text for view in (first, rest) for n in view.groups[0].names]
    assert sorted(listed) == sorted(keys[:30])
    assert {path for _, path in first.headings} == {g.path for g in whole.groups}


def test_a_name_more_changes_its_own_group_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MANY", 3)
    keys = ("丁立", "丁一", "王飞", "张三", "张四")
    before, after = planned(people(*keys)), planned(people(*keys, "张五"))
    changed = {p for p, page in after.items() if p.startswith("people") and before.get(p) != page}
    assert changed == {
        "people/index.html",
        "people/pinyin/Z.html",
        "people/strokes/index.html",
        "people/strokes/7.html",
        "people/strokes/11.html",
    }


@pytest.mark.parametrize(
    ("character", "count"),
    [("一", 1), ("陈", 7), ("龙", 5), ("馬", 10), ("龜", 17), ("A", 0), ("《", 0)],
)
def test_characters_have_their_strokes(character: str, count: int) -> None:
    assert strokes(character) == count
