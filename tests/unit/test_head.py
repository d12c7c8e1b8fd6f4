"""What a page declares of itself: the heads of news, government and WeChat pages."""

from __future__ import annotations

import json

import pytest

from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake

BODY = "<p>各地春耕备耕有序展开，农资供应充足，价格平稳。记者了解到，已备足种子。</p>"


def meta(head: str, body: str = BODY) -> tuple[tuple[str, str], ...]:
    return intake("a", "a.html", f"<head>{head}</head><body>{body}".encode()).meta


GOVERNMENT = """<meta name="SiteName" content="某县人民政府">
<meta name="ArticleTitle" content="春耕备耕">
<meta name="PubDate" content="2020-03-06 10:08"><meta name="ContentSource" content="县农业局">
<meta name="ColumnName" content="部门动态"><meta name="Author" content="王大明">
<meta name="Url" content="http://www.a.gov.cn/1.html">"""


def test_the_head_of_a_government_page_is_read() -> None:
    assert dict(meta(GOVERNMENT)) == {
        "site": "某县人民政府",
        "title": "春耕备耕",
        "date": "2020-03-06 10:08",
        "source": "县农业局",
        "section": "部门动态",
        "author": "王大明",
        "url": "http://www.a.gov.cn/1.html",
    }


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        ('<meta property="og:title" content="春耕">', "title", "春耕"),
        ('<meta property="article:published_time" content="2020-03-06T10:08">', "date", "2020"),
        ('<meta property="og:release_date" content="2020-03-06">', "date", "2020-03-06"),
        ('<meta name="publishdate" content="2020-03-06">', "date", "2020-03-06"),
        ('<meta name="weibo: article:create_at" content="2020-03-06">', "date", "2020-03-06"),
        ('<meta itemprop="datePublished" content="2020-03-06">', "date", "2020-03-06"),
        ('<meta name="DC.Creator" content="王大明">', "author", "王大明"),
        ('<meta name="mediaid" content="新报">', "source", "新报"),
        ('<meta property="og:site_name" content="新网">', "site", "新网"),
        ('<link rel="canonical" href="https://a.cn/1">', "url", "https://a.cn/1"),
    ],
)  # fmt: skip
def test_a_tag_of_the_head_is_read(tag: str, name: str, value: str) -> None:
    assert dict(meta(tag))[name].startswith(value)


def test_the_time_of_publication_in_the_body_is_read() -> None:
    body = (
        '<time itemprop="datePublished" datetime="2020-03-06T10:08">三月</time><time datetime="1">'
    )
    assert meta("", body + BODY) == (("date", "2020-03-06T10:08"),)


ARTICLE = {
    "@type": ["NewsArticle"],
    "headline": "春耕备耕",
    "datePublished": "2020-03-06T10:08:00+08:00",
    "author": [
        {"@type": "Person", "name": "王大明"},
        {"@type": "Organization", "name": "新报"},
        "李小红",
    ],
    "publisher": {"@type": "Organization", "name": "新网", "logo": {"url": "x"}},
    "articleSection": "农业",
}


@pytest.mark.parametrize("shape", [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebSite"}, ARTICLE]}])
def test_linked_data_is_read_and_a_body_is_no_author(shape: object) -> None:
    found = meta(f'<script type="application/ld+json">{json.dumps(shape)}</script>')
    assert set(found) == {
        *(("title", "春耕备耕"), ("date", "2020-03-06T10:08:00+08:00"), ("section", "农业")),
        *(("site", "新网"), ("site", "新报"), ("author", "王大明"), ("author", "李小红")),
    }


NOBODY = (
    "admin",
    "Webmaster",
    "管理员",
    "网站编辑",
    "本站",
    "佚名",
    "a@b.cn",
    "新网",
    "www.a.cn",
    "",
)


@pytest.mark.parametrize("author", NOBODY)
def test_nobody_is_invented(author: str) -> None:
    head = f'<meta name="author" content="{author}"><meta property="og:site_name" content="新网">'
    assert "author" not in dict(meta(head))
    source = intake("a", "a.html", f"<head>{head}</head><h1>春耕</h1>{BODY}".encode())
    assert assemble(source, label(source)).field("author") == ""


WECHAT = """<meta property="og:title" content="春耕备耕"></head><body>
<h1 id="activity-name">春耕备耕</h1><a id="js_name">新农村</a><em id="publish_time"></em>
<div id="js_content" style="visibility: hidden; opacity: 0;">%s</div>
<script>var nickname = htmlDecode("新农村"); var msg_title = '春耕备耕'.html(false);
var ct = "1583460480"; var user = "9999999999";</script>"""


def test_a_page_on_wechat_is_read_before_its_script_has_run() -> None:
    source = intake("a", "a.html", f"<head>{WECHAT % BODY}".encode())
    assert "农资供应充足" in source.text
    assert "var" not in source.text
    assert ("source", "新农村") in source.meta
    assert ("date", "2020-03-06 10:08") in source.meta
    hidden = WECHAT.replace("visibility: hidden; opacity: 0;", "display:none")
    assert "农资供应充足" in intake("a", "a.html", f"<head>{hidden % BODY}".encode()).text


def test_scripts_of_other_pages_say_nothing() -> None:
    assert meta('<script>var ct = "1583460480"; var nickname = "某某"</script>') == ()


@pytest.mark.parametrize(
    "date", ["createTime = '2020-03-06 10:08'", 'var publish_time = "2020-03-06" || ""']
)
def test_other_ways_of_wechat_to_say_the_day(date: str) -> None:
    page = f'<div id="js_content">{BODY}</div><script>{date};</script>'
    assert dict(meta("", page))["date"].startswith("2020-03-06")


SAVED = {
    "<!-- saved from url=(0022)https://a.cn/1.html -->": (("url", "https://a.cn/1.html"),),
    "<!--\n Page saved with SingleFile \n url: https://a.cn/1.html \n"
    " saved date: Fri Mar 06 2020 10:08:00 GMT+0800\n-->": (
        ("url", "https://a.cn/1.html"),
        ("retrieved", "2020-03-06"),
    ),
    "<!-- saved from url=(0014)about:internet -->": (),
    "<!-- Page saved with SingleFile url: javascript:alert(1) -->": (),
}


@pytest.mark.parametrize("comment", SAVED)
def test_what_a_browser_noted_when_it_saved_the_page_is_given(comment: str) -> None:
    page = f"<!DOCTYPE html>{comment}<body>{BODY}"
    assert intake("a", "a.html", page.encode()).given == SAVED[comment]


def test_what_was_hidden_or_not_yet_open_is_not_read() -> None:
    page = f'<nav class="x sf-hidden">首页</nav><dialog>弹窗</dialog>{BODY}'
    text = intake("a", "a.html", page.encode()).text
    assert "首页" not in text
    assert "弹窗" not in text


def test_pictures_within_a_page_do_not_count() -> None:
    inlined = f'<img src="data:image/png;base64,{"A" * 9_000_000}">'
    assert intake("a", "a.html", (inlined + BODY).encode()).text.startswith("各地")


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("", '<time datetime="2020-03-06T10:08">3小时前</time>', "2020-03-06T10:08"),
        ("", '<time datetime="2020-03-06">今</time><time datetime="2020-03-05">昨</time>', ""),
        ('<script>var page = {"pubTime": "2020-03-06"}</script>', "", "2020-03-06"),
        ('<script>{"publish_date":"2020-03-06T02"}</script>', "", "2020-03-06T02"),
        ('<script>{"expires":"2020-03-06"}</script>', "", ""),
        ('<script>[{"pubTime":"2020-03-06"},{"pubTime":"2020-03-05"}]</script>', "", ""),
        ('<meta name="date" content="2020-03-06">', '<time datetime="2020-03-05">', "2020-03-06"),
    ],
)  # fmt: skip
def test_a_page_that_declares_no_day_may_say_one_elsewhere(head: str, body: str, day: str) -> None:
    assert [value for name, value in meta(head, body + BODY) if name == "date"] == [day] * bool(day)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.cn/2020/03/06/1.html", "2020-03-06"),
        ("https://a.cn/2020-03/06/c_1.htm", "2020-03-06"),
        ("https://a.cn/t20200306_12.html", "2020-03-06"),
        ("https://a.cn/120200306/1.html", ""),
        ("https://a.cn/2020/13/06/1.html", ""),
    ],
)
def test_the_address_of_a_page_may_hold_its_day(address: str, day: str) -> None:
    page = f'<link rel="canonical" href="{address}"><h1>春耕备耕有序展开</h1>{BODY}{BODY}'
    source = intake("a", "a.html", page.encode())
    assert assemble(source, label(source)).date == day
    dated = page.replace("</h1>", "</h1><p>2020-03-07 10:08 来源：新报</p>")
    source = intake("a", "a.html", dated.encode())
    assert assemble(source, label(source)).date == "2020-03-07"
