"""What NAME.toml says of a page: checked, and it wins over what is found."""

from __future__ import annotations

import pytest

from generator.clean.assemble import assemble, trace
from generator.clean.label import label
from generator.intake.given import GIVEN, sidecar
from generator.intake.table import intake
from generator.model import Trouble

FULL = """
url = "https://a.cn/1.html"
retrieved = 2020-03-07
source = "新报"
licence = "CC BY 4.0"
title = "另一个题目"
date = 2020-03-06T10:08:00
author = ["王大明", "李小红"]
script = "TW"
"""
PAGE = """<head><title>春耕备耕_旧站</title><meta name="author" content="张三丰">
<link rel="canonical" href="https://b.cn/"></head><body><h1>春耕备耕</h1>
<div>2019-01-02 03:04　来源：旧报</div>
<p>各地春耕备耕有序展开，农资供应充足，价格平稳。记者了解到，已备足种子。</p></body>"""


def test_every_key_of_a_sidecar_is_read() -> None:
    given = sidecar(FULL, "seeds/a.toml")
    assert {name for name, _ in given} == set(GIVEN)
    assert ("date", "2020-03-06 10:08") in given
    assert [value for name, value in given if name == "author"] == ["王大明", "李小红"]


@pytest.mark.parametrize(
    ("text", "many", "what"),
    [
        ('soruce = "新报"', False, "did you mean 'source'?"),
        ('url = "ftp://a.cn"', False, "web address"),
        ('url = "javascript:alert(1)"', False, "web address"),
        ('date = "三月"', False, "2020-03-06"),
        ("date = 3", False, "between quotes"),
        ('title = ""', False, "between quotes"),
        ('source = ["甲", "乙"]', False, "between quotes"),
        ('script = "Hant"', False, "Hans, TW or HK"),
        ('date = "2020-02-30"', False, "2020-03-06"),
        ("title = 春", False, "TOML"),
        ('title = "春"', True, "unknown key 'title'"),
    ],
)
def test_what_a_sidecar_may_not_say_is_named(text: str, many: bool, what: str) -> None:
    with pytest.raises(Trouble) as caught:
        sidecar(text, "seeds/a.toml", many=many)
    assert caught.value.problem.where == "seeds/a.toml"
    assert what in str(caught.value)


def test_a_sidecar_of_many_pages_speaks_of_all_of_them() -> None:
    assert sidecar('source = "新报"', "seeds/a.toml", many=True) == (("source", "新报"),)


def test_what_is_given_wins_over_what_is_found() -> None:
    source = intake("a", "a.html", PAGE.encode(), sidecar(FULL, "a.toml"))
    pieces = label(source)
    article = assemble(source, pieces)
    assert article.title == "另一个题目"
    assert (article.date, article.time, article.script) == ("2020-03-06", "10:08", "TW")
    assert article.url == "https://a.cn/1.html"
    assert article.field("source") == "新报"
    assert [f.text for f in article.fields if f.name == "author"] == ["王大明", "李小红"]
    assert article.field("licence") == "CC BY 4.0"
    assert article.field("retrieved") == "2020-03-07"
    assert trace(source, pieces).at(0, 0) == -1  # the title given stands nowhere in the page


def test_a_title_that_is_given_and_found_keeps_its_place() -> None:
    source = intake("a", "a.html", PAGE.encode(), (("title", "春耕备耕"),))
    pieces = label(source)
    assert assemble(source, pieces).title == "春耕备耕"
    assert source.text[trace(source, pieces).at(0, 0) :].startswith("春耕备耕")


def test_without_a_sidecar_the_page_speaks() -> None:
    source = intake("a", "a.html", PAGE.encode())
    article = assemble(source, label(source))
    assert (article.title, article.date, article.time) == ("春耕备耕", "2019-01-02", "03:04")
    assert article.field("source") == "旧报"
    assert article.url == "https://b.cn/"
