"""The five seeds as articles, laid out from the clean gold: for tests of what comes after."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from generator.model import Article, Block, Damage, Field, Source, Trace

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def gold_article(path: Path) -> tuple[Source, Article, Trace]:
    """A seed with the article and the trace that perfect cleaning would give."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    digest = hashlib.sha256(raw).hexdigest()
    source = Source(path.stem, f"seeds/{path.name}", "text", text, digest, "utf-8")
    gold = json.loads((ROOT / "tests/gold/clean" / f"{path.stem}.json").read_text("utf-8"))
    blocks: list[Block] = []
    runs: list[tuple[tuple[int, int], ...]] = []
    fields: list[Field] = []
    at = 0

    def lay(kind: str, words: str, start: int) -> int:
        spans, here = _aligned(text, words, start)
        blocks.append(Block(kind, words))
        runs.append(spans)
        return here

    at = lay("title", gold["title"], text.index(gold["title"]))
    head = at
    if gold["kicker"]:
        lay("kicker", gold["kicker"], text.index(gold["kicker"]))
    if gold["subtitle"]:
        at = lay("subtitle", gold["subtitle"], text.index(gold["subtitle"], at))
    stamp = re.search(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?: \d{1,2}:\d\d)?", text[head:])
    if gold["date"] and stamp:
        lay("date", stamp.group(), head + stamp.start())
        fields.append(Field("date", stamp.group(), len(blocks) - 1, 0, len(stamp.group())))
    for name in ("source", "author"):
        if gold[name]:
            begin = text.index(gold[name], text.index("□") if "□" in text else head)
            lay(name, gold[name], begin)
            fields.append(Field(name, gold[name], len(blocks) - 1, 0, len(gold[name])))
    for block in gold["body"]:
        at = lay(block["kind"], block["text"], at)
    for name in ("contributor", "editor"):
        if gold[name]:
            lay(name, gold[name], text.rindex(gold[name]))
            fields.append(Field(name, gold[name], len(blocks) - 1, 0, len(gold[name])))
    damage = (Damage(0, 0, "number"),) if gold.get("line3") else ()
    article = Article(
        path.stem, "Hans", gold["date"] or "", gold["time"] or "",
        tuple(fields), tuple(blocks), damage,
    )  # fmt: skip
    return source, article, Trace(tuple(runs), text.count("\n") + 1, 0, ())


def _aligned(text: str, words: str, start: int) -> tuple[tuple[tuple[int, int], ...], int]:
    """Runs of a block's words in the raw text from an offset on, and where they end."""
    start = _first(text, words, start)
    runs: list[tuple[int, int]] = []
    at = start
    expected = -1
    for offset, char in enumerate(words):
        found = text.index(char, at)
        if found != expected:
            if found - at > 40 and runs:
                # a jump mark longer than any run of spaces: find the rest as a whole
                found = text.index(words[offset : offset + 8], at)
            runs.append((offset, found))
        at = expected = found + 1
    return tuple(runs), at


def _first(text: str, words: str, start: int) -> int:
    for size in (12, 6, 3, 1):
        if (found := text.find(words[:size], start)) >= 0:
            return found
    return start
