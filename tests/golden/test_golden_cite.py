"""How articles are cited, form by form.

`make golden` writes what comes out now; read the difference before committing it.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from generator.export.citations import RECORDS, STYLES
from generator.model import Article, Block, Field, Text
from generator.pages.reference import reference

FOLDER = Path(__file__).parent / "cite"
CASES = tomllib.loads((FOLDER / "articles.toml").read_text("utf-8"))["article"]
FILES = {
    "GB/T 7714—2015": "gbt.txt",
    "APA 7": "apa.txt",
    "BibTeX": "bibtex.txt",
    "RIS": "ris.txt",
    "CSL-JSON": "csl.txt",
}


def article(case: dict[str, str]) -> Article:
    blocks = [Block("title", case["title"])]
    if "subtitle" in case:
        blocks.append(Block("subtitle", case["subtitle"]))
    fields = tuple(Field(n, case[n], -1, 0, 0) for n in ("author", "source") if n in case)
    script, date, url = case.get("script", "Hans"), case.get("date", ""), case.get("url", "")
    return Article(case.get("id", "a1"), script, date, "", fields, tuple(blocks), url=url)  # type: ignore[arg-type]


def cited(form: str, case: dict[str, str]) -> str:
    told = reference(article(case))
    address = told.url or "https://archive.example.org/articles/a1.html"
    for style in STYLES:
        if style.name == form:
            return style.write(told, address, as_received) + "\n"
    [record] = [record for record in RECORDS if record.name == form]
    return record.write(told, address).replace("\r\n", "\n")


def as_received(text: Text) -> str:
    return text.text


@pytest.mark.parametrize("form", FILES)
def test_articles_are_cited_as_their_golden_says(form: str) -> None:
    golden = FOLDER / FILES[form]
    found = "\n".join(f"# {case['name']}\n{cited(form, case)}" for case in CASES)
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(found, "utf-8")
    assert golden.read_text("utf-8") == found


def test_every_form_has_its_cases() -> None:
    assert [form.name for form in (*STYLES, *RECORDS)] == [*FILES]
