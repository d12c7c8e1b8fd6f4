"""What is done to an article of the bench: an edit, or plain Markdown for another generator."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial

import opencc

from tests.bench.archive import Story

Converter = Callable[[str], str]
_OTHERS = (("工作", "事务"), ("问题", "难题"), ("进行", "开展"), ("的", "之"))


def word_edited(told: Story) -> Story:
    """The same with one word of its text another."""
    for n, paragraph in enumerate(told.paragraphs):
        for word, other in _OTHERS:
            if word in paragraph:
                changed = paragraph.replace(word, other, 1)
                return told._replace(
                    paragraphs=(*told.paragraphs[:n], changed, *told.paragraphs[n + 1 :])
                )
    raise ValueError(f"article {told.id} has no word that can be edited")


def title_edited(told: Story, word: str) -> Story:
    """The same with a word more in its title."""
    return told._replace(title=told.title + word)


def newest(stories: list[Story]) -> Story:
    """The article that every home page lists."""
    return max(stories, key=lambda told: (told.day, told.time, told.id))


@cache
def languages() -> Mapping[str, Converter]:
    """The languages of a translated site, the first as written; converted as a script would."""
    first, *regions = (opencc.OpenCC(name) for name in ("s2t", "t2tw", "t2hk"))

    def traditional(region: opencc.OpenCC, text: str) -> str:
        return str(region.convert(first.convert(text)))

    taiwan, hong_kong = (partial(traditional, region) for region in regions)
    return {"zh-hans": str, "zh-hant-tw": taiwan, "zh-hant-hk": hong_kong}


def yaml(told: Story, convert: Converter = str) -> str:
    """An article as Markdown under front matter, as Hugo and Eleventy read it."""
    rows = {
        "title": told.title,
        "date": f"{told.day}T{told.time}:00+08:00",
        "origin": told.page.publisher,
        "writer": told.writer,
        "tags": told.tags,
    }
    front = "".join(f"{key}: {_quoted(value)}\n" for key, value in rows.items())
    return convert(f"---\n{front}---\n\n{_body(told)}")


def headers(told: Story) -> str:
    """An article as Markdown under a header, as Pelican reads it."""
    return (
        f"Title: {told.title}\nDate: {told.day} {told.time}\nOrigin: {told.page.publisher}\n"
        f"Writer: {told.writer}\nTags: {', '.join(told.tags)}\n\n{_body(told)}"
    )


def _body(told: Story) -> str:
    return "\n\n".join(told.paragraphs) + "\n"


def _quoted(value: object) -> str:
    """The value as YAML; a date stands bare, so that it is one."""
    text = json.dumps(value, ensure_ascii=False)
    return text.strip('"') if text[1:5].isdigit() and "T" in text else text
