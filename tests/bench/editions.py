"""What the editions cost and how right they are, beside plain OpenCC.

zhconv-rs is under the GPL and so is in no requirements file: where somebody has installed it by
hand beside the peers, its rows are printed too.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import opencc

from generator.annotate.annotate import persons_in
from generator.conversion.convert import convert
from generator.conversion.names import likely, spelled
from generator.conversion.steps import segments
from generator.conversion.words import by_words
from generator.model import Article, Script
from tests.bench.timing import cost

TABLE = Path(__file__).parents[1] / "golden" / "conversion.tsv"
SCRIPTS: tuple[Script, ...] = ("TW", "HK")
Converter = Callable[[str, Script], str]


def editions(articles: list[Article]) -> None:
    """Print names and words that come out right, and articles a second in three editions."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#"]
    print(f"\nhard names and words, right of all{'names TW':>12}{'HK':>6}{'words TW':>12}{'HK':>6}")
    for name, convert_by in _converters().items():
        found = "".join(
            f"{sum(convert_by(r[1], s) == r[c] for r in rows if r[0] == kind):{width}}"
            for kind in ("name", "word")
            for c, (s, width) in enumerate(zip(SCRIPTS, (12, 6), strict=True), 2)
        )
        print(f"{name:34}{found}")
    total = {kind: sum(row[0] == kind for row in rows) for kind in ("name", "word")}
    print(f"{'of':34}{total['name']:12}{total['name']:6}{total['word']:12}{total['word']:6}")
    texts = [block.text for article in articles for block in article.blocks]
    print(f"\n{'editions, articles/s':34}{'Hans, TW, HK':>14}{'ratio':>8}")
    base = 0.0
    for name, run in _runs(texts).items():
        ms = cost(run) / len(articles)
        base = base or ms
        print(f"{name:34}{1000 / ms:14.0f}{ms / base:8.2f}")


def _converters() -> dict[str, Converter]:
    plain = {"TW": opencc.OpenCC("s2tw"), "HK": opencc.OpenCC("s2hk")}
    found: dict[str, Converter] = {
        "jianzhu": lambda text, to: convert(text, "Hans", to, persons_in(text, "Hans")),
        "opencc s2tw, s2hk": lambda text, to: plain[to].convert(text),
    }
    try:
        zhconv = importlib.import_module("zhconv_rs").zhconv
        found["zhconv-rs"] = lambda text, to: zhconv(text, {"TW": "zh-tw", "HK": "zh-hk"}[to])
    except ImportError:
        pass
    return found


def _runs(texts: list[str]) -> dict[str, Callable[[], object]]:
    dear = [opencc.OpenCC(config) for config in ("s2tw", "s2hk")]
    first, *cheap = (opencc.OpenCC(config) for config in ("s2t", "t2tw", "t2hk"))

    def ours() -> None:
        for known in (convert, spelled, likely, by_words, segments):
            known.cache_clear()
        for text in texts:
            for script in ("Hans", *SCRIPTS):
                convert(text, "Hans", script)

    def shared() -> None:
        for text in texts:
            traditional = first.convert(text)
            for each in cheap:
                each.convert(traditional)

    return {
        "opencc s2tw and s2hk": lambda: [each.convert(text) for text in texts for each in dear],
        "opencc s2t, then t2tw and t2hk": shared,
        "jianzhu": ours,
    }
