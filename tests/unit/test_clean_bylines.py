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
        ("(责任编辑:HN321)", []),
        ("责任编辑：何静 HN321", [("editor", "何静")]),
        ("来源: 山里山外 广东", [("source", "山里山外")]),
        ("2020-03-06 10:08 新潮财经-自媒体综合", [("date", "2020-03-06 10:08"), ("source", "新潮财经-自媒体综合")]),
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
