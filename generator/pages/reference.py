"""What a citation says of an article: by whom, what, where and when it was published."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from generator.model import Article, Script, Text
from generator.pages.paths import article_path
from generator.text import HAN, fold


class Reference(Struct, frozen=True):
    """An article to be cited; empty where its page does not say.

    There is no day of access: pages are made of what stands in the archive, and of no clock.
    """

    id: str
    path: str
    script: Script
    authors: tuple[Text, ...]
    title: Text
    subtitle: Text
    publisher: Text
    date: str  # ISO
    url: str  # where it was saved from

    def headline(self, say: Callable[[Text], str] = lambda text: text.text) -> str:
        """Title and subtitle, each as `say` has it."""
        return "：".join(filter(None, (say(self.title), say(self.subtitle))))

    @property
    def day(self) -> tuple[int, ...]:
        """Year, month and day, as far as they are known."""
        return tuple(map(int, self.date.split("-"))) if self.date else ()


def reference(article: Article) -> Reference:
    """The article as others cite it."""
    subtitle = next((b.text for b in article.blocks if b.kind == "subtitle"), "")
    credits = (f.text for f in article.fields if f.name == "author")
    people = dict.fromkeys(name for credit in credits for name in authors(credit))
    return Reference(
        id=article.id,
        path=article_path(article.id),
        script=article.script,
        authors=tuple(article.said(name) for name in people),
        title=article.said(article.title),
        subtitle=article.said(subtitle),
        publisher=article.said(article.field("source")),
        date=article.date,
        url=article.url,
    )


# What a credit says of its people, beside their names; matched in folded text.
_DUTY = re.compile(
    rf"^(?:[{HAN}]{{0,10}}(?:记者|通讯员|评论员|撰稿人):?|(?:文字|撰文|撰稿|作者|文)(?:[:/]|$))"
)
_WORK = re.compile(r"^(?:文|图|摄|摄影|图文|文图|(?:摄影|综合)?报[道导]|整理|编译)$")
_SPREAD = re.compile(rf"(?<![{HAN}])([{HAN}])\s+([{HAN}])(?![{HAN}])")  # 陈 立
_BETWEEN = re.compile(rf"\s*[、，,;；/／|｜]\s*|(?<=[{HAN}])\s+|\s+(?=[{HAN}])")


def authors(credit: str) -> tuple[str, ...]:
    """The names in a credit.

    >>> authors("本报记者 陈 立 通讯员 李四、王小五")
    ('陈立', '李四', '王小五')
    """
    parts = _BETWEEN.split(_SPREAD.sub(r"\1\2", credit.strip()))
    names = (part[_duty(part) :].strip() for part in parts)
    return tuple(name for name in names if name and not _WORK.match(fold(name)))


def _duty(part: str) -> int:
    found = _DUTY.match(fold(part))
    return found.end() if found else 0
