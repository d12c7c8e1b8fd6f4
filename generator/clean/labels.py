"""`LABELS`: every label a piece may carry, and what it says of its words."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Part = Literal["text", "field", "inline", "gone"]


class Label(Struct, frozen=True):
    """One label: its name, the kind of line it makes, what becomes of its words, its meaning."""

    name: str
    line: str  # the kind of line that holds it, as in tests/gold/clean/README.md
    part: Part  # a block of text; a byline field; a field inside text; or not in the article
    meaning: str
    words: str  # the same for readers


LABELS: tuple[Label, ...] = (
    Label("title", "title", "text", "the article's title", "标题"),
    Label("kicker", "title", "text", "the line or tag above or before a title", "引题"),
    Label("subtitle", "subtitle", "text", "the line below the title", "副题"),
    Label("heading", "heading", "text", "a section's heading", "小标题"),
    Label("paragraph", "paragraph", "text", "running text", "正文"),
    Label("caption", "caption", "text", "a picture's caption", "图注"),
    Label("date", "meta", "field", "when the article was published", "日期"),
    Label("source", "meta", "field", "who published it, or where it comes from", "来源"),
    Label("editor", "meta", "field", "its editors", "责任编辑"),
    Label("proofreader", "meta", "field", "who checked it", "审校"),
    Label("author", "byline", "field", "its authors", "作者"),
    Label("contributor", "byline", "field", "who sent it in", "供稿"),
    Label("photographer", "byline", "field", "who took its pictures", "摄影"),
    Label("section", "chrome", "field", "the channel or column it stood in", "栏目"),
    Label("page", "chrome", "field", "the newspaper page it stood on", "版次"),
    Label("other-date", "meta", "gone", "when it was written or changed", "成文、更新日期"),
    Label("field-name", "meta", "gone", "the words that announce a field", "署名用语"),
    Label("image", "image", "gone", "what a picture left behind", "图片痕迹"),
    Label("mark", "blank", "gone", "a sign before or around words: △ —— □ 【】", "标识符号"),
    Label("jump", "paragraph", "gone", "a newspaper's jump to another page", "转版标记"),
    Label("breadcrumb", "chrome", "gone", "a step of the way from the home page", "面包屑"),
    Label("site", "chrome", "gone", "the site, as its footer names it", "网站"),
    Label("chrome", "chrome", "gone", "what belongs to the page, not to the article", "网页杂项"),
    Label("blank", "blank", "gone", "white space and line ends", "空白"),
)

PARTS: dict[str, Part] = {label.name: label.part for label in LABELS}
LINES: dict[str, str] = {label.name: label.line for label in LABELS}

FIELDS = tuple(label.name for label in LABELS if label.part == "field")
"""Names of the byline fields; also the kinds of their blocks."""
