"""Who is who over all articles: what comes together, on what evidence, and what stays apart."""

import random
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator import read
from generator.annotate.annotate import annotate
from generator.archive import Index, gather, summarise
from generator.catalogue import Card, Mention
from generator.identity import identified, identities
from generator.model import (
    Amount,
    Article,
    Block,
    Body,
    Edit,
    Fact,
    Name,
    Names,
    Page,
    Role,
    Site,
)
from generator.pages import name as name_pages
from generator.pages.parts import Cut
from generator.pages.shelf import Shelf
from generator.people import is_public
from generator.register import names_of
from generator.versions import families
from generator.who import who

NONE = Names()
LIUZHOU = "柳州市春耕"
KEQIAO = "绍兴市柯桥区开展普查"
FIRMS = "湖北三江光电有限公司、浙江古越轴承有限公司"


def article(id: str, title: str, *paragraphs: str, source: str = "") -> Article:
    head = (Block("title", title), *((Block("source", source),) if source else ()))
    blocks = (*head, *(Block("paragraph", text) for text in paragraphs))
    return Article(id, "Hans", "2021-05-06", "", (), blocks)


def known(
    *articles: Article, names: Names = NONE, unlisted: bool = False, seed: int = 0
) -> dict[str, tuple[Fact, ...]]:
    """Article → its facts, under the names that all of them together have."""
    facts = {a.id: annotate(a, names_of(names, a.id), Edit(a.id)) for a in articles}
    cards = [summarise(a, facts[a.id]) for a in articles]
    random.Random(seed).shuffle(cards)
    renames = dict(identities(map(who, cards), families(cards), names, unlisted))
    return {id: identified(them, renames.get(id, ())) for id, them in facts.items()}


def keys(facts: tuple[Fact, ...], text: str) -> set[str]:
    found = {fact.key for fact in facts if fact.text == text}
    assert found, text
    return found


def basis(facts: tuple[Fact, ...], text: str) -> set[str]:
    return {f.detail.basis for f in facts if f.text == text and isinstance(f.detail, Body | Role)}


POLICE = article("p", "柳州市公安局通报", "柳州市公安局局长张伟说，巡逻已经开始。")
MARKET = article("m", "柳州市市场监督管理局部署", "柳州市市场监督管理局局长张伟要求，检查要严。")
AGAIN = article("m2", "柳州市抽检", "柳州市市监局局长张伟表示，抽检合格率上升。")
FARMER = article("v", "柳州市春耕", "村民张伟说，今年收成好。")


# --- in one article -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text", "short", "key", "why"),
    [
        (KEQIAO, "区委组织部要求落实。", "区委组织部", "柯桥区委组织部", "home"),
        (KEQIAO, "柯桥区启动。市统计局到场。", "市统计局", "绍兴市统计局", "home"),
        (KEQIAO, "柯桥区启动。省委要求落实。", "省委", "浙江省委", "home"),
        ("甘肃省通渭县推广梯田", "通渭县启动。县委要求落实。", "县委", "通渭县委(621121)", "home"),
        (LIUZHOU, "柳州市公安局巡逻。市局党组部署。", "市局党组", "柳州市公安局党组", "earlier"),
        ("广西春耕", "广西商务厅开会。商务厅部署。", "商务厅", "广西壮族自治区商务厅", "earlier"),
        (LIUZHOU, "柳州市启动。省委要求落实。", "省委", "省委@a", "open"),
    ],
)  # fmt: skip
def test_a_short_name_stands_for_what_its_own_article_tells(
    title: str, text: str, short: str, key: str, why: str
) -> None:
    facts = known(article("a", title, text))["a"]
    assert (keys(facts, short), basis(facts, short)) == ({key}, {why})


@pytest.mark.parametrize(
    ("title", "text", "name", "body"),
    [
        ("甘肃省通渭县推广梯田", "县委书记王强到场。", "王强", "通渭县委(621121)"),
        ("会议召开", "襄阳市市长王强到场。", "王强", "襄阳市政府"),
        (KEQIAO, "区委常委、组织部长王强说，要落实。", "王强", "柯桥区委"),
        ("投产", FIRMS[11:] + "投产，公司董事长李明说，产值上升。", "李明", FIRMS[11:]),
        ("投产", FIRMS + "投产，公司董事长李明说，产值上升。", "李明", ""),
    ],
)  # fmt: skip
def test_a_role_is_held_in_the_body_that_its_level_means(
    title: str, text: str, name: str, body: str
) -> None:
    facts = known(article("a", title, text))["a"]
    assert [f.detail.body for f in facts if f.text == name and isinstance(f.detail, Role)] == [body]


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("广西商务运行平稳", "截至3月3日，全区监测企业5342家。", "450000"),
        ("绍兴市柯桥区开展普查", "全区登记企业5342家。", "330603"),
        ("广西商务运行平稳", "良庆区发放补贴。全区监测企业5342家。", ""),  # either may be meant
        ("襄阳市复工", "我市监测企业5342家。", "420600"),
        ("襄阳市复工", "全省监测企业5342家。", "420000"),
        ("甘肃省推广梯田", "通渭县春耕，该县企业5342家。", "621121"),
        ("会议召开", "全市监测企业5342家。", ""),
        ("黄石市秋收", "大冶市粮食局下拨资金。全市监测企业5342家。", ""),  # a city in a city
        ("黄石市秋收", "全市监测企业5342家。", "420200"),
        ("大冶市秋收", "全市监测企业5342家。", "420281"),
        ("襄阳市复工", "监测企业5342家。", ""),
        ("襄阳市复工", "全市市长5342名。", "420600"),
    ],
)
def test_an_amount_holds_for_the_division_that_its_sentence_means(
    title: str, text: str, code: str
) -> None:
    facts = known(article("a", title, text))["a"]
    assert [
        f.detail.adcode for f in facts if isinstance(f.detail, Amount) and "5342" in f.text
    ] == [code]


# --- bodies over articles -----------------------------------------------------------------------


def test_a_usual_short_form_joins_its_full_name_of_the_same_place() -> None:
    facts = known(
        article("a", "柳州市开会", "柳州市工信局、柳州市政府部署。"),
        article("b", "柳州市投产", "柳州市工业和信息化局、柳州市人民政府支持。"),
        article("c", "桂林市投产", "桂林市工信局支持。"),
    )
    assert keys(facts["a"], "柳州市工信局") == {"柳州市工业和信息化局"}
    assert keys(facts["a"], "柳州市政府") == {"柳州市人民政府"}
    assert basis(facts["a"], "柳州市工信局") == {"short"}
    assert keys(facts["c"], "桂林市工信局") == {"桂林市工信局"}  # no full name in the archive


def test_an_unusual_short_form_joins_the_only_name_it_can_mean_and_stays_doubtful() -> None:
    one = article("a", "柳州市开会", "柳州市农水局部署。")
    full = article("b", "柳州市投产", "柳州市农业和水务局支持。")
    other = article("c", "柳州市投产", "柳州市农业农村水利局支持。")
    facts = known(one, full)
    if any(f.text == "柳州市农水局" for f in facts["a"]):
        assert basis(facts["a"], "柳州市农水局") == {"doubtful"}
        assert basis(known(one, full, other)["a"], "柳州市农水局") == {"stated"}


def test_a_name_without_its_place_joins_the_full_name_of_the_articles_place() -> None:
    full = article("a", "柳州市防控", "柳州市疫情防控指挥部要求落实。")
    near = article("b", "柳州市春耕", "柳州市启动春耕。疫情防控指挥部发布通告。")
    far = article("c", "桂林市春耕", "桂林市启动春耕。疫情防控指挥部发布通告。")
    facts = known(full, near, far)
    assert keys(facts["b"], "疫情防控指挥部") == {"柳州市疫情防控指挥部"}
    assert basis(facts["b"], "疫情防控指挥部") == {"elsewhere"}
    assert keys(facts["c"], "疫情防控指挥部") == {"疫情防控指挥部@c"}


def test_two_offices_that_begin_alike_stay_apart() -> None:
    facts = known(article("a", "柳州市开会", "柳州市公安局、柳州市公安交通管理局部署。"))
    assert keys(facts["a"], "柳州市公安局") != keys(facts["a"], "柳州市公安交通管理局")


# --- people -------------------------------------------------------------------------------------


def test_namesakes_of_two_bodies_are_two_people() -> None:
    facts = known(POLICE, MARKET, AGAIN, FARMER)
    assert keys(facts["p"], "张伟") == {"张伟@柳州市公安局"}
    assert keys(facts["m"], "张伟") == {"张伟@柳州市市场监督管理局"}
    assert keys(facts["m2"], "张伟") == {"张伟@柳州市市场监督管理局"}
    assert basis(facts["m2"], "张伟") == {"body"}
    assert keys(facts["v"], "张伟") == {"张伟@v"}
    assert keys(known(POLICE)["p"], "张伟") == {"张伟"}


def test_an_office_that_one_holds_at_a_time_tells_who_is_meant() -> None:
    facts = known(
        article("a", "会议", "中共中央总书记张伟说，要落实。"),
        article("b", "会议", "总书记张伟说，要落实。"),
    )
    assert keys(facts["a"], "张伟") == keys(facts["b"], "张伟") == {"张伟"}


def shelf(*articles: Article, names: Names = NONE) -> Shelf:
    facts = known(*articles, names=names)
    index = Index(gather(summarise(a, facts[a.id]) for a in articles))
    return Shelf(Site("试"), index, (), names)


def cut(shelf: Shelf) -> list[Page[Any]]:
    return [p.page() if isinstance(p, Cut) else p for p in name_pages.pages(shelf)]


def test_namesakes_have_a_page_each_that_lists_the_others() -> None:
    pages = [p for p in cut(shelf(POLICE, MARKET)) if p.view.name.text == "张伟"]
    views = {p.path: p.view for p in pages if p.template == "name.html"}
    [all_of_them] = [p for p in pages if p.template == "namesakes.html"]
    assert all_of_them.path == "people/张伟.html"
    assert {e.path for e in all_of_them.view.entries} == {*views}
    assert {view.told for view in views.values()} == {"柳州市公安局", "柳州市市场监督管理局"}
    for view in views.values():
        [other] = view.namesakes
        assert other.path in views
        assert other.path.startswith("people/张伟-")
        assert other.detail.text.endswith("局长")


def test_a_written_form_shows_its_places_and_its_reason() -> None:
    one = article("a", "柳州市开会", "柳州市工信局部署。市工信局验收。")
    full = article("b", "柳州市投产", "柳州市工业和信息化局支持。")
    [view] = [p.view for p in cut(shelf(one, full)) if "工业" in p.view.name.text]
    rows = {f.text.text: (f.mentions, f.basis, [p.anchor for p in f.places]) for f in view.forms}
    assert rows["柳州市工信局"] == (1, "basis_short", ["p1-1"])
    assert rows["柳州市工业和信息化局"] == (1, "basis_stated", ["p1-1"])
    assert {p.article.text for f in view.forms for p in f.places} == {"柳州市开会", "柳州市投产"}


# --- what an editor says ------------------------------------------------------------------------


def test_an_editor_makes_two_people_one_and_takes_one_out_again() -> None:
    both = Names((Name("person", "张伟", ("张伟@p", "张伟@m")),))
    facts = known(POLICE, MARKET, names=both)
    assert keys(facts["p"], "张伟") == keys(facts["m"], "张伟") == {"张伟"}
    assert basis(facts["p"], "张伟") == {"alias"}
    split = Names((Name("person", "张伟", apart=("张伟@v",)),))
    facts = known(POLICE, MARKET, FARMER, names=split)
    assert keys(facts["p"], "张伟") == keys(facts["m"], "张伟") == {"张伟"}
    assert keys(facts["v"], "张伟") == {"张伟@v"}


def test_a_form_kept_apart_joins_neither_in_its_article_nor_over_articles() -> None:
    one = article("a", "柳州市开会", "柳州市启动。市工信局部署。")
    full = article("b", "柳州市投产", "柳州市工业和信息化局支持。")
    row = Name("organisation", "柳州市工业和信息化局", apart=("市工信局@a",))
    assert keys(known(one, full, names=Names((row,)))["a"], "市工信局") == {"柳州市工信局"}
    hall = article("c", "广西春耕", "广西壮族自治区商务厅开会。商务厅部署。")
    row = Name("organisation", "广西壮族自治区商务厅", apart=("商务厅@c",))
    facts = known(hall, names=Names((row,)))
    assert keys(facts["c"], "商务厅") == {"商务厅@c"}
    assert basis(facts["c"], "商务厅") == {"apart"}


def test_an_alias_of_one_article_is_none_in_another() -> None:
    row = Names((Name("organisation", "柳州市疫情防控指挥部", ("疫情防控指挥部@a",)),))
    texts = ("会议", "疫情防控指挥部发布通告。")
    facts = known(article("a", *texts), article("b", *texts), names=row)
    assert keys(facts["a"], "疫情防控指挥部") == {"柳州市疫情防控指挥部"}
    assert keys(facts["b"], "疫情防控指挥部") == {"疫情防控指挥部@b"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('kind = "person"\nname = "甲"\naliases = ["乙"]\napart = ["乙"]', "in aliases and apart"),
        ('kind = "person"\nname = "甲"\napart = ["@003"]', "a name is empty"),
        ('kind = "person"\nname = "甲@003"', "belongs to no article"),
        ('kind = "place"\nname = "甲"\npublic = true', "public is for persons"),
        ('kind = "person"\nname = "甲"\nsame = ["乙"]', "same"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_meant_is_named(tmp_path: Path, row: str, words: str) -> None:
    (tmp_path / "content/names").mkdir(parents=True)
    (tmp_path / "content/names/a.toml").write_text(f"[[name]]\n{row}\n", "utf-8")
    _, [problem] = read.names(tmp_path)
    assert words in str(problem)
    assert problem.where == "content/names/a.toml: [[name]] 1"
    assert problem.remedy


# --- officials and private persons --------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "body", "public"),
    [
        *[(role, "", True) for role in ("县委书记", "市长", "局党组书记、局长", "总书记", "记者")],
        *[(role, "", False) for role in ("", "村民", "患者", "学生", "董事长", "班主任", "主任")],
        ("主任", "某县政府办公室", True),
        ("主任", "某科技有限公司", False),
        ("党委书记", "某科技有限公司", False),
        ("民警", "某县公安局", True),
        ("校长", "某中学", False),
    ],
)  # fmt: skip
def test_who_holds_no_public_office_is_private(role: str, body: str, public: bool) -> None:
    assert is_public(role, body) is public


def test_an_unlisted_person_has_no_key_and_stays_in_the_text() -> None:
    facts = known(POLICE, FARMER, unlisted=True)
    assert keys(facts["v"], "张伟") == {""}
    assert keys(facts["p"], "张伟") == {"张伟@柳州市公安局"}
    card = summarise(FARMER, facts["v"])
    assert not [m for m in card.mentions if m.kind == "person"]


def test_a_doubtful_person_is_as_unlisted_as_a_private_one() -> None:
    facts = tuple(replace(f, confidence=40) for f in known(POLICE)["p"])
    assert keys(identified(facts, (), 60), "张伟") == {""}
    assert keys(identified(facts, (), 0), "张伟") == {"张伟"}


# --- laws ---------------------------------------------------------------------------------------


def test_neither_order_nor_repetition_of_cards_matters() -> None:
    articles = (POLICE, MARKET, AGAIN, FARMER)
    assert len({repr(known(*articles, seed=seed)) for seed in range(6)}) == 1


def test_one_card_says_nothing_of_others() -> None:
    card = Card("a", "", "", "Hans", "", "", "", "", 0, 0, "", b"", (), (), ())
    mention = Mention("person", "王强", "a", "p1-1", "王强", 0, 0, 2, 2, Role())
    card = Card(*(getattr(card, f) for f in card.__struct_fields__[:14]), (mention,))
    assert identities([who(card)], {}, Names()) == ()
