"""What stands after an article's text: quotations, dates, reports, and how it was edited."""

from __future__ import annotations

import csv
import io
import re
from hashlib import sha256
from pathlib import Path

import pytest

from generator import read
from generator.build import build
from generator.charts import line_up
from generator.frontmatter import read as front_matter
from generator.markup import marked
from generator.model import (
    Amount,
    Article,
    Block,
    Change,
    Detail,
    Edit,
    Fact,
    Note,
    Role,
    Saying,
    Trouble,
    When,
)
from generator.overlay import overlay
from generator.pages import rare as rare_module
from generator.pages.article import article_page
from generator.pages.article_after import told_of
from generator.pages.article_view import ArticleView, DateRow, History
from generator.pages.rare import rare
from generator.reporting import report_address

BODY = (
    "1月25日，镇长陈立对记者说：“守住堤坝，一步不退。”王强告诉大家：“水位已降。”"
    "“众志成城、共渡难关”的标语挂满全镇，“双抢”在即。截至2月3日，投入25万元。"
    "1月30日至2月3日，全镇停课。1月25日又雨。日前开工。"
)


def fact(kind: str, words: str, detail: Detail, key: str = "", nth: int = 0) -> Fact:
    start = -1
    for _ in range(nth + 1):
        start = BODY.index(words, start + 1)
    return Fact(kind, 1, start, start + len(words), words, key or words, "test", detail)


FACTS = (
    fact("date", "1月25日", When("2020-01-25", "year"), "2020-01-25"),
    fact("person", "陈立", Role("镇长"), "陈立@周河镇"),
    fact("quote", "“守住堤坝，一步不退。”", Saying("守住堤坝，一步不退。", "speech", "陈立")),
    fact("person", "王强", Role(), "王强"),
    fact("quote", "“水位已降。”", Saying("水位已降。", "speech", "王强")),
    fact("quote", "“众志成城、共渡难关”", Saying("众志成城、共渡难关", "slogan")),
    fact("quote", "“双抢”", Saying("双抢", "term")),
    fact("date", "2月3日", When("2020-02-03", "year", "as_of"), "2020-02-03"),
    fact("money", "25万元", Amount(250000, "元")),
    fact("date", "1月30日至2月3日", When("2020-01-30/2020-02-03", "year"), "2020-01-30/2020-02-03"),
    fact("date", "1月25日", When("2020-01-25", "year"), "2020-01-25", nth=1),
    fact("date", "日前", When("", "relative"), "日前"),
)


def view(*facts: Fact, **more: object) -> ArticleView:
    article = Article(
        "a", "Hans", "2020-02-05", "", (), (Block("title", "防汛"), Block("paragraph", BODY))
    )
    return article_page(article, facts or FACTS, **more).view  # type: ignore[arg-type]


def test_a_quotation_says_who_says_it_to_whom_and_where() -> None:
    speeches = [q for q in view().quotes if q.sort == "speech"]
    assert [(q.speaker.text, q.hearer.text, q.spots[0].anchor) for q in speeches] == [
        ("陈立", "记者", "p1-1"),
        ("王强", "大家", "p1-2"),
    ]
    assert speeches[0].path.startswith("people/陈立-周河镇")
    assert [(q.sort, q.words.text) for q in view().quotes][2:] == [
        ("slogan", "“众志成城、共渡难关”"),
        ("term", "“双抢”"),
    ]


def test_who_is_in_no_list_speaks_and_leads_nowhere() -> None:
    private = fact("person", "陈立", Role("镇长"))
    hidden = Fact(
        *(getattr(private, f) for f in ("kind", "block", "start", "end", "text")), "", "t", Role()
    )
    [quote] = view(hidden, FACTS[2]).quotes
    assert (quote.speaker.text, quote.path) == ("陈立", "")


def test_a_doubtful_quotation_or_date_says_so_and_leads_to_no_day() -> None:
    v = view(threshold=101)
    assert all(q.doubt and q.doubt.word == "doubt_likely" for q in v.quotes)
    assert [row.path for row in v.dates if row.doubt] == [""] * 4


def test_dates_stand_in_order_of_time_with_how_sure_they_are_and_the_unknown_last() -> None:
    assert [(row.value, row.sign, len(row.spots)) for row in view().dates] == [
        ("2020-01-25", "inferred", 2),
        ("2020-01-30/2020-02-03", "range", 1),
        ("2020-02-03", "bounded", 1),
        ("2020-02-05", "published", 0),
        ("", "", 1),
    ]
    assert view().dates[0].path == "days/2020-01-25.html"
    assert [text.text for text in view().dates[0].words] == ["1月25日"]


def test_dates_are_drawn_in_order_and_those_of_one_day_above_each_other() -> None:
    drawn = line_up(view().dates, 960)
    xs = [sign.x for sign in drawn.signs]
    assert xs == sorted(xs)
    assert [view().dates[sign.number].sign for sign in drawn.signs] == [
        *("inferred", "bounded", "published"),
    ]
    assert [(line.first, line.last) for line in drawn.lines] == [("2020-01-30", "2020-02-03")]
    row = DateRow("stated", "", "2020-01-25", (), "", ())
    twice = line_up((*view().dates, row), 960)
    first, *_, last = twice.signs
    assert first.x == last.x
    assert first.y != last.y


@pytest.mark.parametrize("values", [(), ("2020-01-25",), ("2020-01", "2020"), ("2020-02-31",)])
def test_one_day_or_none_is_no_line(values: tuple[str, ...]) -> None:
    rows = tuple(DateRow("stated", "", value, (), "", ()) for value in values)
    assert line_up(rows, 960).height == 0


def test_an_amount_is_sorted_by_its_value() -> None:
    [table] = [t for t in view().tables if t.kind == "qty"]
    assert [row.number for row in table.rows] == [250000]


# --- how it was edited ----------------------------------------------------------------------------

OVERLAY = """---
date: 2020-03-06
drop: 3-4
history:
  - date: 2026-09-02
    by: 编者甲
    why: 改正日期
  - date: 2026-08-01
facts:
  add:
    - text: 严峻
      kind: person
---
按语
"""


def test_the_overlay_tells_when_it_was_written_by_whom_and_why() -> None:
    edit = overlay("a", *front_matter(OVERLAY, "a.md"), "a.md")
    assert edit.history == (Change("2026-09-02", "编者甲", "改正日期"), Change("2026-08-01"))
    history = view(edit=edit).history
    assert [(r.date, r.by.text, r.why.text) for r in history.revisions] == [
        ("2026-08-01", "", ""),
        ("2026-09-02", "编者甲", "改正日期"),
    ]
    assert [(d.word, [text.text for text in d.items]) for d in history.deeds] == [
        ("edit_fields", ["2020-03-06"]),
        ("edit_lines", ["3–4"]),
        ("edit_added", ["严峻"]),
    ]


@pytest.mark.parametrize(
    ("lines", "line", "what"),
    [
        ("history: 2026-01-01", 2, "history is a list of revisions"),
        ("history:\n  - 2026-01-01", 3, "history is a list of revisions"),
        ("history:\n  - by: 甲", 3, "a revision needs `date:`"),
        ("history:\n  - date: 2026-1-1", 3, "is no day of the form"),
        ("history:\n  - date: 2026-01-01\n    who: 甲", 4, "unknown key of a revision 'who'"),
        ("history:\n  - date: 2026-01-01\n    by: [甲]", 4, "by must be plain words"),
    ],
)
def test_a_wrong_history_is_named_with_its_line(lines: str, line: int, what: str) -> None:
    with pytest.raises(Trouble, match=rf"a\.md:{line}: .*{what}"):
        overlay("a", *front_matter(f"---\n{lines}\n---\n", "a.md"), "a.md")


def test_notes_that_lead_to_an_article_are_told_on_its_page() -> None:
    body = "见 [甲](articles/a.html#p2)、[又](/articles/a.html) 与 [乙](articles/b%20c.html)。"
    told = told_of((Note("n", "凡例", body), Note("m", "他", "articles/a.html")))
    assert {path: [link.path for link in links] for path, links in told.items()} == {
        "articles/a.html": ["notes/n.html"],
        "articles/b c.html": ["notes/n.html"],
    }


def test_who_edits_nothing_has_no_history() -> None:
    history = view(edit=Edit("a")).history
    assert history == History((), (), ())


# --- a built site ---------------------------------------------------------------------------------

SEED = next((Path(__file__).parents[2] / "seeds").glob("003*.txt"))


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    for folder in ("seeds", "content/edits", "content/notes"):
        (root / folder).mkdir(parents=True)
    (root / "content/site.toml").write_text(
        'title = "试"\nreport = "mailto:a@example.org"\n', "utf-8"
    )
    (root / "seeds/one.txt").write_bytes(SEED.read_bytes())
    (root / "content/edits/one.md").write_text(
        "---\nhistory:\n  - date: 2026-09-02\n    why: 补名\n---\n", "utf-8"
    )
    (root / "content/notes/n.md").write_text("见 [一](articles/one.html)。", "utf-8")
    assert not build(root, root / "public").problems
    return root / "public"


SECTIONS = ("facts", "quotes", "related", "times", "cite", "collation", "versions")


@pytest.mark.parametrize("edition", ["", "zh-Hant-TW/"])
def test_the_parts_after_the_text_come_in_order_each_with_its_anchor(
    public: Path, edition: str
) -> None:
    page = (public / edition / "articles/one.html").read_text("utf-8")
    places = [page.find(f'<h2 id="{id}"') for id in SECTIONS if id != "related"]
    assert -1 not in places
    assert places == sorted(places)
    assert "2026-09-02" in page
    assert '../notes/n.html"' in page
    assert f"SHA-256 {sha256(SEED.read_bytes()).hexdigest()}" in page
    assert 'href="' + "../" * (1 + edition.count("/")) + 'raw/one.txt" download' in page


def test_an_articles_facts_are_a_table_of_their_own(public: Path) -> None:
    own = (public / "data/facts/one.csv").read_bytes()
    assert own == (public / "data/facts.csv").read_bytes()  # of the one article there is
    rows = list(csv.DictReader(io.StringIO(own.decode())))
    assert {row["article"] for row in rows} == {"one"}
    page = (public / "articles/one.html").read_text("utf-8")
    assert 'href="../data/facts/one.csv" download' in page


def test_a_report_names_the_article_and_is_absent_without_an_address(public: Path) -> None:
    page = (public / "articles/one.html").read_text("utf-8")
    assert 'href="mailto:a@example.org?subject=' in page
    assert 'data-key="subject"' in page
    bare = public.parent / "bare"
    (bare / "seeds").mkdir(parents=True)
    (bare / "content").mkdir()
    (bare / "content/site.toml").write_text('title = "试"\n', "utf-8")
    (bare / "seeds/one.txt").write_bytes(SEED.read_bytes())
    build(bare, bare / "public")
    assert "report" not in (bare / "public/articles/one.html").read_text("utf-8")


def test_a_report_is_written_out_in_its_address() -> None:
    issue = report_address("https://example.org/issues/new?labels=a", "题 & 名", "一\n二")
    assert issue == (
        "https://example.org/issues/new?labels=a"
        "&title=%E9%A2%98%20%26%20%E5%90%8D&body=%E4%B8%80%0A%E4%BA%8C"
    )


@pytest.mark.parametrize(
    "report", ["javascript:alert(1)", "http://example.org/", "mailto:", "a@example.org", "https://"]
)
def test_a_report_address_that_is_none_is_refused(tmp_path: Path, report: str) -> None:
    (tmp_path / "content").mkdir()
    toml = tmp_path / "content/site.toml"
    toml.write_text(f'title = "试"\nreport = "{report}"\n', "utf-8")
    with pytest.raises(Trouble, match="neither a web address nor mailto"):
        read.site(tmp_path)


def test_what_is_quoted_again_stands_once_with_both_places() -> None:
    text = "“双抢”在即。干部谈“双抢”。"
    facts = [
        Fact("quote", 1, at, at + 4, "“双抢”", "双抢", "t", Saying("双抢", "term"))
        for at in (0, text.rindex("“"))
    ]
    made = Article("a", "Hans", "", "", (), (Block("title", "农忙"), Block("paragraph", text)))
    [quote] = article_page(made, facts).view.quotes
    assert [spot.anchor for spot in quote.spots] == ["p1-1", "p1-2"]


# --- readings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("虢鎮街道", (), [(0, "guó")]),
        ("虢1虢", (), [(0, "guó"), (2, "guó")]),
        ("未雨绸缪，缪云到场", (5,), [(3, "móu"), (5, "miào")]),
        ("缪云到场", (), []),  # read in several ways, and nothing tells which
        ("守住堤坝二〇二〇", (), []),
        ("\U00020bb7", (), []),
        ("", (), []),
    ],
)
def test_a_rare_character_is_read_where_one_reading_is_certain(
    text: str, names: tuple[int, ...], found: list[tuple[int, str]]
) -> None:
    assert [(at, said) for at, said in rare(text, names)][: len(found) + 1] == found


def test_common_characters_are_those_of_the_table() -> None:
    common = Path(rare_module.__file__).with_name("common.txt").read_text("utf-8").strip()
    assert (len(common), len(set(common)), common[0], common[-1]) == (3500, 3500, "一", "矗")


def test_a_reading_is_told_once_and_leaves_the_text_as_it_is() -> None:
    text = "虢镇街道在陈仓区，虢镇不大。"
    made = Article("a", "Hans", "", "", (), (Block("title", "记"), Block("paragraph", text)))
    block = article_page(made, ()).view.blocks[0]
    assert [(m.start, m.kind, m.told) for m in block.marks] == [(0, "rd", "guó")]
    html = marked(text, block.marks, block.points)
    assert '<span class="rd" data-told="guó">虢</span>' in html
    assert re.sub("<[^>]*>", "", html) == text
