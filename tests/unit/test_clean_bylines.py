"""What the lines around a text say of it: dates, sources, names, line by line and on pages."""

from __future__ import annotations

import pytest

from generator.clean.assemble import assemble
from generator.clean.dates import clock, day
from generator.clean.fields import field_spans
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article
from generator.text import fold

PROSE = "各地春耕备耕工作有序展开，农资供应充足，价格平稳，农民种粮积极性较高。"


def _says(line: str) -> list[tuple[str, str]]:
    """Name and words of each field of a line, in its order."""
    text = fold(line)
    spans = field_spans(text, strict=False)
    return [(name, text[a:b]) for a, b, name, _ in spans if name not in ("field-name", "chrome")]


def _article(text: str, suffix: str = ".txt") -> Article:
    source = intake("a", f"a{suffix}", text.encode())
    return assemble(source, label(source))


def _fields(article: Article, name: str) -> list[str]:
    return [field.text for field in article.fields if field.name == name]


@pytest.mark.parametrize(
    ("line", "iso", "hour"),
    [
        ("2020.03.0610:08", "2020-03-06", "10:08"),
        ("时间：2020-03-0610:08来源：新报", "2020-03-06", "10:08"),
        ("发布时间：20-03-0610:08", "2020-03-06", "10:08"),
        ("发布日期: 20-03-06", "2020-03-06", ""),
    ],
)
def test_a_date_is_read_as_its_line_prints_it(line: str, iso: str, hour: str) -> None:
    [printed] = [words for name, words in _says(line) if name == "date"]
    assert (day(printed), clock(printed)) == (iso, hour)


@pytest.mark.parametrize("line", ["20-03-06", "发布日期：99-05-12", "比分：20-03-06"])
def test_two_figures_are_no_year_by_themselves(line: str) -> None:
    assert "date" not in dict(_says(line))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("编辑 林小雨 ｜ 排版 何静", [("editor", "林小雨"), ("proofreader", "何静")]),
        (
            "党委宣传部、护理部供稿  摄影/张磊  编辑/何静",
            [("contributor", "党委宣传部、护理部"), ("photographer", "张磊"), ("editor", "何静")],
        ),
        ("责任编辑：何静 HN321", [("editor", "何静")]),
        ("来源: 山里山外 广东", [("source", "山里山外")]),
        ("2020-03-06 新潮-自媒体综合", [("date", "2020-03-06"), ("source", "新潮-自媒体综合")]),
        ("原创： 林小雨编译  债市手记", [("author", "林小雨"), ("source", "债市手记")]),
        ("■ 林小雨", [("author", "林小雨")]),
        ("■ 组织人事", []),
        ("（万人）", []),
        ("（万公里）", []),
        ("（万元）", []),
        ("（万小雨）", [("author", "万小雨")]),
    ],
)  # fmt: skip
def test_a_byline_says_who_did_what(line: str, said: list[tuple[str, str]]) -> None:
    assert _says(line) == said


@pytest.mark.parametrize(
    "lines",
    [
        "山里山外\n\n发布时间：20-03-0610:08",
        "山里山外\n下载客户端\n2020-03-06 10:08",
        "2020-03-06 10:08\n山里山外\n关注",
        "2020-03-06 10:08\n山里山外\n企鹅号\n分享",
        "2020-03-06 10:08\n山里山外\n山里山外\nshanlishanwai\n山里人看山外的事",
    ],
)
def test_the_account_below_a_title_is_its_source(lines: str) -> None:
    article = _article(f"春耕备耕有序展开\n\n{lines}\n\n{PROSE}\n\n{PROSE[:-1]}，长势良好。")
    assert article.title == "春耕备耕有序展开"
    assert article.date == "2020-03-06"
    assert _fields(article, "source") == ["山里山外"]
    assert {block.kind for block in article.blocks if "山里" in block.text} == {"source"}


def test_a_line_said_twice_below_a_title_is_no_account_without_its_card() -> None:
    article = _article(f"春耕备耕\n\n布谷声声\n布谷声声\n\n{PROSE}\n\n{PROSE}")
    assert _fields(article, "source") == []


def test_the_title_above_an_account_and_its_card_is_the_title() -> None:
    card = "山里山外\n山里山外\n\nshanlishanwai\n\n山里人看山外的事\n\n发表于"
    text = f"县里表彰三十位老护林员\n\n{card}\n\n县里举行\n\n护林员表彰大会"
    article = _article(f"{text}\n\n{PROSE}\n\n{PROSE}")
    assert article.title == "县里表彰三十位老护林员"
    assert _fields(article, "source") == ["山里山外"]


@pytest.mark.parametrize(
    "text",
    [
        "林小雨：老街为什么留得住人\n\n林小雨江南大学历史系教授\n\n2020-03-06 10:08 来源：新报",
        "春耕备耕的几点经验\n\n本文会以几个实际的例子，说一说备耕中遇到的问题，希望有一点帮助",
        "备耕\n\n朝代：唐代\n\n作者：林小雨",
        "老街不老：一座县城的更新\n\n在路上\n下载客户端\n独家抢先看\n2020-03-06 10:08 来自江苏省",
    ],
)
def test_the_title_is_told_from_what_stands_below_it(text: str) -> None:
    assert _article(f"{text}\n\n{PROSE}\n\n{PROSE}").title == text.split("\n")[0]


def test_the_heading_of_a_wiki_is_its_title() -> None:
    above = "• 首页\n\n永安县[编辑]\n\n• 讨论\n\n人口 三十万\n\n面积 两千平方公里"
    assert _article(f"{above}\n\n{PROSE}\n\n{PROSE}").title == "永安县"


def test_a_figure_glued_to_a_declared_title_is_no_part_of_it() -> None:
    page = f"<title>第二章 渡口_某站</title><h1>第二章 渡口241</h1><p>{PROSE}</p><p>{PROSE}</p>"
    assert _article(page, ".html").title == "第二章 渡口"
    page = page.replace("渡口_", "渡口241_")
    assert _article(page, ".html").title == "第二章 渡口241"


def test_the_paper_in_a_small_heading_above_the_day_is_the_source() -> None:
    head = "<h1>关于会计差错的公告</h1><h2>江南证券报网络版</h2><time>2020.03.0605:39</time>"
    article = _article(f"{head}<p>{PROSE}</p><p>{PROSE}</p>", ".html")
    assert (_fields(article, "source"), article.date) == (["江南证券报网络版"], "2020-03-06")


def test_the_day_of_a_calendar_is_not_that_of_the_text() -> None:
    days = "2024年05月28日\n农历：甲辰年 四月 廿一\n设为首页\n加入收藏"
    article = _article(f"{days}\n\n夜雨\n\n作者：林小雨\n\n{PROSE}\n\n{PROSE}")
    assert article.date == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("（记者林小雨）", "林小雨"),
        ("（新江社记者林小雨、张磊）", "林小雨、张磊"),
        ("（江南日报全媒体记者 林小雨 通讯员 张磊）", "林小雨|张磊"),
        ("（江南青年报·江南在线记者 林小雨）", "林小雨"),
        ("（文/林小雨）", "林小雨"),
        ("（林小雨/文）", "林小雨"),
        ("（编译/林小雨）", "林小雨"),
        ("（作者：林小雨，系江南大学教授）", "林小雨"),
        ("（本文来源：新报 作者：江南大学教授，老街研究中心主任林小雨）", "林小雨"),
        ("（记者连线）", ""),
        ("（完）", ""),
    ],
)
def test_the_last_words_of_a_paragraph_say_who_wrote_it(words: str, said: str) -> None:
    article = _article(f"春耕备耕有序展开\n\n2020-03-06\n\n{PROSE}\n\n{PROSE}{words}")
    assert "|".join(_fields(article, "author")) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("本报讯（记者林小雨 通讯员张磊）", "林小雨|张磊"),
        ("江南网3月6日电 (林小雨)", "林小雨"),
        ("江南网消息（记者 林小雨）：", "林小雨"),
        ("本网讯 记者林小雨报道：", "林小雨"),
        ("【江南网报道 记者 林小雨】", "林小雨"),
        ("[江南时报驻北方特约记者 林小雨]", "林小雨"),
        ("（总台记者 林小雨）", "林小雨"),
        ("记者林小雨从农业局获悉，", ""),
    ],
)
def test_the_first_words_of_a_paragraph_say_who_wrote_it(words: str, said: str) -> None:
    article = _article(f"春耕备耕有序展开\n\n2020-03-06\n\n{words}{PROSE}\n\n{PROSE}")
    assert "|".join(_fields(article, "author")) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("作者：林小雨（江南大学教授）", [("author", "林小雨")]),
        ("作者：林小雨，江南大学教授", [("author", "林小雨")]),
        ("作者：林小雨，欧阳小明", [("author", "林小雨,欧阳小明")]),
        ("作者：江南大学教授 林小雨", [("author", "林小雨")]),
        ("采写/江南日报记者 林小雨", [("author", "林小雨")]),
        ("早报记者：林小雨 早报编辑：张磊", [("author", "林小雨"), ("editor", "张磊")]),
        ("早报记者 林小雨 早报编辑 张磊", [("author", "林小雨"), ("editor", "张磊")]),
        ("作者：林小雨 张磊编辑：何静", [("author", "林小雨 张磊"), ("editor", "何静")]),
    ],
)
def test_what_a_writer_is_is_no_part_of_the_name(line: str, said: list[tuple[str, str]]) -> None:
    assert _says(line) == said


def test_a_byline_with_a_link_back_is_still_one() -> None:
    last = "（本文来源：新报 作者：江南大学教授，“老街”研究中心主任林小雨）返回某某，查看更多"
    article = _article(f"春耕备耕有序展开\n\n2020-03-06\n\n{PROSE}\n\n{PROSE}\n\n{last}\n\n{PROSE}")
    assert _fields(article, "source") == ["新报"]
    assert _fields(article, "author") == ["林小雨"]
    assert not [block for block in article.blocks if "查看更多" in block.text]


def test_a_last_sentence_with_its_byline_is_of_the_text() -> None:
    last = "愿今年风调雨顺，五谷丰登！（评论员 林小雨 张磊）"
    article = _article(f"春耕备耕有序展开\n\n2020-03-06\n\n{PROSE}\n\n{PROSE}\n\n{last}")
    assert article.blocks[-2].text == "愿今年风调雨顺，五谷丰登！"
    assert _fields(article, "author") == ["林小雨 张磊"]


def test_a_day_over_three_lines_is_one() -> None:
    above = "2020\n03/06\n10:08\n山里山外\n企鹅号"
    article = _article(f"春耕备耕有序展开\n\n{above}\n\n{PROSE}\n\n{PROSE}")
    assert (article.date, article.time) == ("2020-03-06", "10:08")


def test_a_title_may_be_declared_behind_its_site() -> None:
    page = f"<title>江南网-老街不老</title><p>新闻</p><p>老街不老</p><p>{PROSE}</p><p>{PROSE}</p>"
    assert _article(page, ".html").title == "老街不老"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("江南小屋 2020-03-06 10:08 江苏", "江南小屋"),
        ("2020-03-06 来源：江南日报 【字体：大 中 小】", "江南日报"),
        ("江南日报官方账号 2020-03-06", "江南日报"),
        ("本文转载自公众号“江南小屋”", "江南小屋"),
        ("（本文首发于江南小屋）", "江南小屋"),
        ("《江南日报》2020年3月6日第3版", "江南日报"),
        ("《江南日报》（2020年03月06日 03版）", "江南日报"),
        ("来自江苏", ""),
    ],
)
def test_a_source_is_read_as_its_line_tells_it(line: str, said: str) -> None:
    found = dict(_says(line))
    assert (found.get("source", ""), found.get("author")) == (said, None)


@pytest.mark.parametrize(
    "lines", ["江南日报", "2020-03-06 10:08\n江南日报", "2020-03-06\n\n老街新闻网"]
)
def test_a_paper_alone_below_a_title_or_its_day_is_the_source(lines: str) -> None:
    article = _article(f"春耕备耕有序展开\n\n{lines}\n\n{PROSE}\n\n{PROSE}")
    assert article.title == "春耕备耕有序展开"
    assert _fields(article, "source") == [lines.split("\n")[-1]]
