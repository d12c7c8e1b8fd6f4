"""The view of an article: what is marked, what a note says, what the table lists."""

from __future__ import annotations

import re

import pytest

from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.edit import edit_article
from generator.intake.table import intake
from generator.model import (
    Amount,
    Article,
    Block,
    Damage,
    Detail,
    Edit,
    Fact,
    Field,
    Role,
    Saying,
    Text,
    Trace,
    When,
    Where,
    Work,
)
from generator.pages.article import article_page
from generator.pages.article_view import ArticleView, MarginNote
from generator.pages.parts import Link

BODY = (
    "6月2日，周河镇党委书记陈立说：“守住堤坝。”"
    "周河镇投入沙袋300条、水泵12台，陈立印发《关于防汛的通知》。"
)


def article(*paragraphs: str, damage: tuple[Damage, ...] = ()) -> Article:
    blocks = (
        Block("title", "周河镇防汛记"),
        Block("source", "周河日报"),
        Block("author", "陈立"),
        *(Block("paragraph", text) for text in paragraphs),
    )
    fields = (Field("source", "周河日报", 1, 0, 4), Field("author", "陈立", 2, 0, 2))
    return Article("a1", "Hans", "2020-06-03", "", fields, blocks, damage)


def fact(kind: str, text: str, detail: Detail, key: str = "", block: int = 3, nth: int = 0) -> Fact:
    found = [
        m.start()
        for m in re.finditer(re.escape(text), {2: "陈立", 0: "周河镇防汛记"}.get(block, BODY))
    ]
    start = found[nth]
    return Fact(kind, block, start, start + len(text), text, key or text, "test", detail)


FACTS = (
    fact("date", "6月2日", When("2020-06-02", "year"), "2020-06-02"),
    fact("place", "周河镇", Where("", ("安澜省", "临河县"))),
    fact("person", "陈立", Role("周河镇党委书记", "")),
    fact("quote", "“守住堤坝。”", Saying("守住堤坝。", "speech", "陈立")),
    fact("place", "周河镇", Where("", ("安澜省", "临河县")), nth=1),
    fact("quantity", "300条", Amount(300, "条", subject="沙袋", measure="投入")),
    fact("quantity", "12台", Amount(12, "台", subject="水泵", measure="投入")),
    fact("person", "陈立", Role(), nth=1),
    fact("document", "《关于防汛的通知》", Work("关于防汛的通知"), "关于防汛的通知"),
    fact("person", "陈立", Role("作者"), block=2),
    fact("place", "周河镇", Where(), block=0),
)


def view(facts: tuple[Fact, ...] = FACTS, **more: object) -> ArticleView:
    page = article_page(article(BODY), facts, **more)  # type: ignore[arg-type]
    assert isinstance(page.view, ArticleView)
    return page.view


def notes(v: ArticleView) -> list[MarginNote]:
    return [note for block in v.blocks for margin in block.margin for note in margin.notes]


def head(note: MarginNote) -> str:
    return "·".join(h.text.text + h.number.text for h in note.heads)


def test_the_page_stands_under_the_articles_id() -> None:
    assert article_page(article(BODY), ()).path == "articles/a1.html"


def test_a_name_has_one_note_at_its_first_mention_in_the_text() -> None:
    v = view()
    assert [head(n) for n in notes(v) if n.kind == "loc"] == ["周河镇"]
    marks = [m for m in v.blocks[0].marks if m.kind == "loc"]
    assert [bool(m.id) for m in marks] == [True, False]
    assert marks[0].note == marks[1].note


def test_amounts_of_one_clause_share_a_note() -> None:
    [note] = [n for n in notes(view()) if n.kind == "qty"]
    assert head(note) == "沙袋300条·水泵12台"


@pytest.mark.parametrize(
    ("words", "amount", "value"),
    [
        ("25万元", Amount(250000, "元"), "250,000 元"),
        ("300条", Amount(300, "条"), ""),
        ("1,200人", Amount(1200, "人"), ""),
        ("三成", Amount(30, "%", approx="about"), "30 %"),
        ("3至5万吨", Amount(30000, "吨", upper=50000), "30,000–50,000 吨"),
        ("无数", Amount(None, "个"), ""),
        ("极多元", Amount(float("inf"), "元"), ""),
    ],
)
def test_an_amount_says_its_value_where_its_words_do_not(
    words: str, amount: Amount, value: str
) -> None:
    found = Fact("quantity", 3, 0, len(words), words, words, "test", amount)
    page = article_page(article(words), (found,))
    [note] = notes(page.view)
    assert [h.value for h in note.heads] == [value]


def test_a_date_shows_what_it_stands_for_and_why() -> None:
    [note] = [n for n in notes(view()) if n.kind == "dat"]
    assert head(note) == "6月2日2020-06-02"
    assert [p.word for p in note.details] == ["basis_year"]
    assert note.path == "days/2020-06-02.html"


@pytest.mark.parametrize(("articles", "word"), [(99, ""), (100, "_least"), (1700, "_least")])
def test_very_many_articles_are_told_roughly(articles: int, word: str) -> None:
    v = view(elsewhere={("person", "陈立"): articles})
    [note] = [n for n in notes(v) if n.kind == "per"]
    assert (note.details[-1].word, note.details[-1].number) == (f"articles_in_all{word}", articles)


def test_a_person_shows_the_post_and_how_often() -> None:
    v = view(elsewhere={("person", "陈立"): 4})
    [note] = [n for n in notes(v) if n.kind == "per"]
    assert [p.text.text or (p.word, p.number) for p in note.details] == [
        "周河镇党委书记",
        ("times_here", 3),
        ("articles_in_all", 4),
    ]


def test_a_quotation_is_marked_and_listed_but_has_no_note() -> None:
    v = view()
    assert not [n for n in notes(v) if n.kind == "quo"]
    assert [m.kind for m in v.blocks[0].marks if m.kind in ("quo", "qm")] == ["quo", "qm", "qm"]
    assert [t.rows[0].head.text for t in v.tables if t.kind == "quo"] == ["“守住堤坝。”"]


def test_a_date_that_cannot_be_told_is_listed_and_not_drawn() -> None:
    unknown = fact("date", "6月2日", When("", "relative"), "6月2日")
    v = view((unknown,))
    assert not v.blocks[0].marks
    assert v.tables[0].rows[0].head.text == "6月2日"


def test_every_note_has_its_mark_and_its_place() -> None:
    v = view()
    ids = {m.id for b in v.blocks for m in b.marks if m.id}
    assert ids == {n.back for n in notes(v)}
    for block in v.blocks:
        for margin in block.margin:
            assert f"#{margin.id}{{--y:" in v.positions


def test_the_table_says_where_each_fact_stands() -> None:
    [people] = [t for t in view().tables if t.kind == "per"]
    assert people.rows[0].mentions == 3
    assert [(s.word, s.number, s.anchor) for s in people.rows[0].spots] == [
        ("at_byline", 0, "author"),
        ("at_paragraph", 1, "p1-1"),
        ("at_paragraph", 1, "p1-2"),
    ]


def test_the_byline_links_its_names() -> None:
    [author] = [p for p in view().parts if p.word == "author"]
    assert author.text == Text("陈立")
    assert author.marks[0].href == "people/陈立.html"


def test_sentences_have_anchors_and_every_fifth_of_many_a_number() -> None:
    page = article_page(article("甲。" * 12), ())
    assert isinstance(page.view, ArticleView)
    points = page.view.blocks[0].points
    assert [p.id for p in points][:2] == ["p1-1", "p1-2"]
    assert [p.number for p in points if p.number] == [5, 10]


def test_a_long_paragraph_of_few_sentences_is_numbered_too() -> None:
    found = {}
    for characters in (98, 99):
        points = article_page(article(("甲" * characters + "。") * 6), ()).view.blocks[0].points
        found[characters] = [p.number for p in points if p.number]
    assert found == {98: [], 99: [5]}
    assert not [
        p.number for p in article_page(article("甲。" * 6), ()).view.blocks[0].points if p.number
    ]


def test_damage_is_counted_and_shown_where_it_is() -> None:
    page = article_page(article("截至月日。", damage=(Damage(3, 2, "number"),)), ())
    assert isinstance(page.view, ArticleView)
    assert (page.view.damaged, page.view.numbers_lost) == (1, 1)
    assert [p.offset for p in page.view.blocks[0].points if not p.id] == [2]


def test_cleaning_is_told_from_the_trace() -> None:
    v = view(trace=Trace((), 40, 7, ((",", 5), ("!", 1))))
    assert (v.removed, v.marks) == (7, 6)
    assert view().removed == -1


def test_a_long_name_loses_its_middle() -> None:
    title = "《关于进一步做好全县防汛抗洪抢险救灾和灾后恢复重建工作的通知》"
    page = article_page(
        article(title),
        [Fact("document", 3, 0, len(title), title, title[1:-1], "t", Work(title[1:-1]))],
    )
    assert isinstance(page.view, ArticleView)
    [h] = notes(page.view)[0].heads
    assert 0 < h.head + h.tail < 18


def test_the_reference_names_author_title_source_and_day() -> None:
    cited = view().cited
    words = [cited.authors[0].text, cited.title.text, cited.publisher.text]
    assert words == ["陈立", "周河镇防汛记", "周河日报"]
    assert cited.day == (2020, 6, 3)


def test_neighbours_are_passed_on() -> None:
    before = Link(Text("上"), "articles/a0.html")
    assert view(before=before).before == before


def test_an_article_without_words_makes_a_page() -> None:
    empty = Article("e", "Hans", "", "", (), (Block("title", ""), Block("paragraph", "")))
    page = article_page(empty, ())
    assert isinstance(page.view, ArticleView)
    assert page.view.dated_by == "undated"


def test_a_fact_of_an_unknown_kind_is_left_alone() -> None:
    odd = Fact("weather", 3, 0, 2, BODY[:2], "x", "t", Role())
    assert not view((odd,)).tables


def test_tab_stops_at_thirty_marks_and_at_people_before_places() -> None:
    text = "".join(f"甲{n}乙{n}" for n in range(10, 50))
    facts = []
    for n in range(10, 50):
        for kind, letter in (("place", "甲"), ("person", "乙")):
            at = text.index(f"{letter}{n}")
            facts.append(Fact(kind, 3, at, at + 3, text[at : at + 3], f"{letter}{n}", "t", Role()))
    page = article_page(article(text), facts)
    assert isinstance(page.view, ArticleView)
    stops = [m for m in page.view.blocks[0].marks if m.stop]
    assert len(stops) == 30
    assert {m.kind for m in stops} == {"per"}


BODY_TEXT = "各地春耕备耕有序展开，农资供应充足，价格平稳，干部群众一起下到田间地头抢抓农时。"


@pytest.mark.parametrize(
    ("path", "text", "given", "basis"),
    [
        ("a.txt", f"春耕正当时\n2020-03-06\n{BODY_TEXT}\n", (), "page"),
        (
            "a.html",
            '<head><meta property="article:published_time" content="2020-03-06"></head>'
            f"<body><h1>春耕正当时</h1><p>{BODY_TEXT}</p>",
            (),
            "head",
        ),
        (
            "a.txt",
            f"春耕正当时\n{BODY_TEXT}\n",
            (("url", "https://news.example.cn/2020-03/06/c_1.htm"),),
            "address",
        ),
        ("a.txt", f"春耕正当时\n{BODY_TEXT}\n", (("date", "2020-03-06"),), "given"),
    ],
)
def test_a_date_says_where_it_stands(
    path: str, text: str, given: tuple[tuple[str, str], ...], basis: str
) -> None:
    source = intake("a", path, text.encode(), given)
    article = assemble(source, label(source))
    assert article.date == "2020-03-06"
    assert article_page(article, ()).view.dated_by == f"dated_by_{basis}"
    edited = edit_article(article, Edit("a", (("date", "2020-03-07"),)))
    assert article_page(edited, ()).view.dated_by == "dated_by_editor"
    undated = edit_article(article, Edit("a", (("date", ""),)))
    assert article_page(undated, ()).view.dated_by == "undated"


def test_a_title_in_another_script_lends_its_script_to_nothing_else() -> None:
    blocks = (
        Block("title", "甲"),
        Block("paragraph", "臺灣的學者說這裡的發展變化極為顯著", "TW"),
        Block("paragraph", "乙"),
    )
    view = article_page(Article("a", "Hans", "", "", (), blocks, note="附记"), ()).view
    assert [block.text.script for block in view.blocks] == ["TW", "Hans"]
    assert view.title.script == view.note.script == "Hans"
