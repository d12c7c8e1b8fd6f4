"""How well whole pages come out, as HTML and as the text a reader would copy from them.

`python -m tests.page_scores` prints the table, with the wrong places of the pages that are not
held out: those are looked at for their score alone, so that it stays an honest one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from msgspec import Struct
from resiliparse.extract.html2text import extract_plain_text

from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article
from generator.text import fold

PAGES = Path(__file__).parent / "fixtures/pages"
FIELDS = ("title", "date", "source", "author", "editor")
_BODY = frozenset(("paragraph", "heading"))


class Score(Struct, frozen=True):
    """What one page scores in one form."""

    name: str
    form: str
    held_out: bool
    body: float  # F1 over character 4-grams
    wrong: tuple[tuple[str, str, str], ...]  # field, expected, found
    lost: tuple[str, ...]  # expected lines that are not in the body
    extra: tuple[str, ...]  # lines of the body that nobody expected


def dump(page: str) -> str:
    """The visible text of a page, one block a line, as a reader would copy it."""
    return str(extract_plain_text(page, main_content=False, alt_texts=False, links=False))


def grams(text: str) -> Counter[str]:
    """How often each run of four characters stands in a text, white space aside."""
    bare = re.sub(r"\s+", "", fold(text))
    return Counter(bare[n : n + 4] for n in range(max(1, len(bare) - 3)))


def f1(expected: str, found: str) -> float:
    """The harmonic mean of precision and recall over character 4-grams."""
    a, b = grams(expected), grams(found)
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values()))


def article_of(name: str, form: str) -> Article:
    """A page of the fixtures, cleaned."""
    page = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    text = page if form == "html" else dump(page)
    suffix = ".html" if form == "html" else ".txt"
    source = intake(name, name + suffix, text.encode())
    return assemble(source, label(source))


def score(name: str, form: str) -> Score:
    """The score of one page in one form."""
    gold: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    article = article_of(name, form)
    found = [block.text for block in article.blocks if block.kind in _BODY]
    got = {name: _said(article, name) for name in FIELDS}
    wrong = [
        (name, gold[name] or "", got[name])
        for name in FIELDS
        if _bare(gold[name] or "") != _bare(got[name])
    ]
    whole, wanted = _bare("".join(found)), _bare("".join(gold["body"]))
    return Score(
        name=name,
        form=form,
        held_out=gold["held_out"],
        body=f1("\n".join(gold["body"]), "\n".join(found)),
        wrong=tuple(wrong),
        lost=tuple(line for line in gold["body"] if _bare(line) not in whole),
        extra=tuple(line for line in found if _bare(line) not in wanted),
    )


def _said(article: Article, name: str) -> str:
    if name in ("title", "date"):
        return str(getattr(article, name))
    words = dict.fromkeys(field.text for field in article.fields if field.name == name)
    return next(iter(words), "") if name == "source" else " ".join(words)


def _bare(text: str) -> str:
    return re.sub(r"[\s、,，/]+", "", fold(text))


def scores() -> list[Score]:
    """The scores of all pages in both forms."""
    names = sorted(path.stem for path in PAGES.glob("*.html"))
    return [score(name, form) for form in ("html", "text") for name in names]


def table(rows: list[Score]) -> str:
    """The scores by form and half, a line each."""
    shown = ["form  half      body    >=.95  fields wrong"]
    for form in ("html", "text"):
        for held in (False, True):
            part = [row for row in rows if (row.form, row.held_out) == (form, held)]
            mean = sum(row.body for row in part) / len(part)
            good = sum(row.body >= 0.95 for row in part)
            wrong = Counter(field for row in part for field, _, _ in row.wrong)
            half = "held out" if held else "seen"
            shown.append(f"{form:5} {half:9} {mean:.4f}  {good}/{len(part)}  {dict(wrong)}")
    return "\n".join(shown)


def main() -> None:
    """Print the table and what is wrong in the half that may be seen."""
    rows = scores()
    for row in rows:
        if row.held_out or (row.body > 0.999 and not row.wrong):
            continue
        print(f"{row.form} {row.name}: {row.body:.3f}")
        for field, expected, found in row.wrong:
            print(f"  {field}: {found!r}, not {expected!r}")
        for line in row.lost:
            print("  -", line[:70])
        for line in row.extra:
            print("  +", line[:70])
    print(table(rows))


if __name__ == "__main__":
    main()
