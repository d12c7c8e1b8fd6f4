"""Cleaning, as a reader would see it: each case of clean/*.md is a name, a page, what comes out.

A case is three parts, each closed by a line with a single full stop. Run this file as a program
to write what comes out now into the cases; then read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article

FOLDER = Path(__file__).parent / "clean"
SHOWN = {"heading": "## ", "caption": "! ", "paragraph": ""}


def cases(path: Path) -> list[tuple[str, str, str]]:
    """Name, input and expected output of each case of a file."""
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    assert len(parts) % 3 == 1, f"{path.name}: a case is three parts, each closed by a full stop"
    rows = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [(name.strip(), text, out) for name, text, out in rows]


def shown(article: Article) -> str:
    """An article in plain text: its fields, a rule, its body."""
    rows = [f"title: {article.title}"]
    rows += [f"{b.kind}: {b.text}" for b in article.blocks if b.kind in ("kicker", "subtitle")]
    if article.date:
        rows.append(f"date: {article.date} {article.time}".strip())
    rows += [f"{f.name}: {f.text}" for f in article.fields if f.name != "date"]
    if article.script != "Hans":
        rows.append(f"script: {article.script}")
    rows.append("--")
    rows += [SHOWN[b.kind] + b.text for b in article.blocks if b.kind in SHOWN]
    rows += [f"□ {d.what} {d.block}:{d.offset}" for d in article.damage]
    return "\n".join(rows)


def cleaned(text: str) -> str:
    """What cleaning makes of a page; one that opens with `<` is HTML."""
    suffix = ".html" if text.startswith("<") else ".txt"
    source = intake("case", f"case{suffix}", text.encode())
    return shown(assemble(source, label(source)))


ALL = [(path.stem, *case) for path in sorted(FOLDER.glob("*.md")) for case in cases(path)]


@pytest.mark.parametrize(
    ("text", "out"), [c[2:] for c in ALL], ids=[f"{c[0]}: {c[1]}" for c in ALL]
)
def test_page_comes_out_as_its_case_says(text: str, out: str) -> None:
    assert cleaned(text) == out


def test_there_are_cases_from_many_kinds_of_sites() -> None:
    assert len(ALL) >= 25
    assert len({case[0] for case in ALL}) >= 7


def rewrite() -> None:
    """Write what comes out now into every case."""
    for path in sorted(FOLDER.glob("*.md")):
        rows = [f"{name}\n.\n{text}\n.\n{cleaned(text)}\n.\n" for name, text, _ in cases(path)]
        path.write_text("\n".join(rows), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
