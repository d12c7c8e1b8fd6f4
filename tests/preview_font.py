"""The type of preview pictures, made again: `python -m tests.preview_font`, or `make font`.

Noto Serif CJK SC Bold with the characters that a Chinese article is likely to use, from Debian's
fonts-noto-cjk; which those are Unihan says, from Debian's unicode-data. What a font shows for a
character that it lacks is a box; here it is 〓, with which printers keep the place of a missing
type, so that nothing that draws with it need ask what it holds.
"""

from __future__ import annotations

import bz2
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from generator.conversion.steps import STEPS, plain

FONTS = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")
UNIHAN = Path("/usr/share/unicode")
LEXICA = Path(__file__).parents[1] / "generator" / "annotate" / "lexicon"
TO = Path(__file__).parents[1] / "generator" / "preview" / "font" / "NotoSerifCJKsc-Bold.otf"
SIMPLIFIED_CHINESE = 2  # of the fonts in the file
GETA = "〓"

PROPERTIES = ("kTGH", "kHKGlyph", "kCheungBauer")
"""通用规范汉字表 of 2013 (8,105 characters), Hong Kong's 常用字字形表, and Cantonese."""

BLOCKS = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2027), range(0x3000, 0x3100),
          range(0xFF01, 0xFFE7))  # fmt: skip
"""Latin, and the marks and signs that those leave out: 〇 is no character to them."""


def characters() -> str:
    """All that the font is to show, in order."""
    lexica = (path.read_text("utf-8") for path in sorted(LEXICA.glob("*.t*")))
    found = {
        *"".join(lexica),
        *_properties(),
        *_codec("gb2312", 0xA1, 0xF8),
        *_codec("big5", 0xA1, 0xC7),
    }
    text = "".join(sorted(found))
    for steps in STEPS.values():
        for config in steps:
            text += plain(config, "".join(sorted({*text})))
    return "".join(sorted({*text, *(chr(n) for block in BLOCKS for n in block)}))


def _properties() -> Iterator[str]:
    for path in sorted(UNIHAN.glob("Unihan_*.txt.bz2")):
        for row in bz2.decompress(path.read_bytes()).decode().splitlines():
            if row[:1] == "U" and row.split("\t")[1] in PROPERTIES:
                yield chr(int(row.split("\t")[0][2:], 16))


def _codec(name: str, first: int, end: int) -> Iterator[str]:
    """What an encoding has in these rows: of Big5, symbols and the common characters."""
    for high in range(first, end):
        for low in range(0x40, 0xFF):
            yield from bytes((high, low)).decode(name, "ignore").replace("\0", "")


def main() -> None:
    """Write the font."""
    missing = [str(path) for path in (FONTS, UNIHAN) if not path.exists()]
    if missing:
        sys.exit(f"{missing[0]} is missing\n  apt-get install fonts-noto-cjk unicode-data")
    options = subset.Options(
        hinting=False,
        layout_features=[],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14],
        notdef_outline=True,
        drop_tables=["BASE", "GSUB", "GPOS", "VORG", "vhea", "vmtx", "DSIG"],
        recalc_timestamp=False,
    )
    font = TTFont(FONTS, fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
    chooser = subset.Subsetter(options)
    chooser.populate(text=characters())
    chooser.subset(font)
    tables = font["cmap"].tables
    font["cmap"].tables = [table for table in tables if table.format == 12]  # holds all of them
    outlines = font["CFF "].cff.topDictIndex[0].CharStrings
    geta = font.getBestCmap()[ord(GETA)]
    outlines[".notdef"].program = list(outlines[geta].program)
    outlines[".notdef"].private = outlines[geta].private
    font.save(TO)
    print(f"{TO.name}: {len(font.getBestCmap()):,} characters, {TO.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
