"""Documents: titles in 《》 and the numbers of official papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.annotate.reading import Reading
from generator.model import Fact, Work

_TITLE = re.compile(
    r"《[^《》]{1,120}(?:《[^《》]{1,60}》[^《》]{0,60}){0,3}》|〈[^〈〉《》]{1,80}〉|〈[^〉]{1,80}〉"
)
# 〔2022〕15号, and the office before it: 怀政办
_NUMBER = re.compile(r"[〔\[(](?:19|20)\d\d[〕\])]第?\d{1,4}号")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,12}$")
_PERIODICAL = re.compile(r"(?:日报|晚报|早报|时报|晨报|周报|周刊|月刊|杂志|学报|都市报|商报)》$")
_AFTER = re.compile(r"(?:杂志|周刊|报纸|月刊|期刊|记者|报(?:道|社))")


def find(reading: Reading) -> Iterator[Fact]:
    """The titles and document numbers of an article, outermost first."""
    for block, text in enumerate(reading.texts):
        for match in _TITLE.finditer(text) if "《" in text or "〈" in text else ():
            title = reading.article.blocks[block].text[match.start() + 1 : match.end() - 1]
            serial = _PERIODICAL.search(match.group()) or _AFTER.match(text, match.end())
            work = Work(title, "periodical" if serial else "document")
            key = text[match.start() + 1 : match.end() - 1]
            yield reading.fact("document", block, match.span(), key, "title-marks", work)
        for match in _NUMBER.finditer(text):
            office = _OFFICE.search(text, max(match.start() - 12, 0), match.start())
            if office:
                span = (office.start(), match.end())
                words = text[slice(*span)]
                yield reading.fact("document", block, span, words, "number", Work(words))
