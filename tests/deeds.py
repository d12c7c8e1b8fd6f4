"""What editors do to an archive, at random: to its articles, and to all else in its folder."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.bench.archive import dump, material, story

MATERIAL = material()

Deed = Callable[[Path, random.Random], None]
"""Done to the archive in a folder."""

_NEWS = (
    "湖北省武汉市江岸区区长王小明说，一切都好。",
    "市局局长张三丰同志来了。",
    "北京市卫健委印发《关于加强工作的通知》。",
    "襄阳市市场监管局党组书记李大山2020年3月5日到了樊城区，看望群众1200人。",
)


def one(root: Path, chance: random.Random) -> Path:
    """A source."""
    return chance.choice(sorted(root.glob("seeds/*.txt")))


def _edit(root: Path, chance: random.Random, change: Callable[[str], str]) -> None:
    file = one(root, chance)
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def _in_a_paragraph(root: Path, chance: random.Random, change: Callable[[str], list[str]]) -> None:
    """Put lines in the place of a paragraph."""

    def changed(text: str) -> str:
        lines = text.split("\n")
        own = [n for n, line in enumerate(lines) if line.startswith("　　")]
        if len(own) > 1:
            n = chance.choice(own)
            lines[n : n + 1] = change(lines[n])
        return "\n".join(lines)

    _edit(root, chance, changed)


# --- articles -------------------------------------------------------------------------------------


def a_word(root: Path, chance: random.Random) -> None:
    def change(text: str) -> str:
        at = chance.randrange(len(text) // 2, len(text) - 1)
        return text[:at] + chance.choice("国家人民大地") + text[at + 1 :]

    _edit(root, chance, change)


def the_title(root: Path, chance: random.Random) -> None:
    _edit(root, chance, lambda text: text.replace("：", f"：第{chance.randint(2, 99)}次", 1))


def chrome(root: Path, chance: random.Random) -> None:
    _edit(root, chance, lambda text: f"{text}\n京ICP备{chance.randint(10**7, 10**8)}号\n")


def the_day(root: Path, chance: random.Random) -> None:
    day = f"20{chance.randint(18, 23)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
    _edit(root, chance, lambda text: re.sub(r"20\d\d-\d\d-\d\d", day, text, count=1))


def no_day(root: Path, chance: random.Random) -> None:
    _edit(root, chance, lambda text: re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d", "", text, count=1))


def the_publisher(root: Path, chance: random.Random) -> None:
    _edit(root, chance, lambda text: text.replace("来源：", "来源：新", 1))


def news(root: Path, chance: random.Random) -> None:
    """A sentence with names that the archive may not have yet."""
    _in_a_paragraph(root, chance, lambda line: [line + chance.choice(_NEWS)])


def a_loan(root: Path, chance: random.Random) -> None:
    """A sentence of another article."""
    said = re.findall(r"[^。\n]{10,200}。", one(root, chance).read_text("utf-8"))
    _in_a_paragraph(root, chance, lambda line: [line + chance.choice(said or [""])])


def no_paragraph(root: Path, chance: random.Random) -> None:
    _in_a_paragraph(root, chance, lambda _: [])


def saved_by_renaming(root: Path, chance: random.Random) -> None:
    file = one(root, chance)
    aside = file.with_suffix(".tmp")
    aside.write_text(file.read_text("utf-8") + "\n　　湖北省武汉市又有一人。\n", "utf-8")
    aside.replace(file)


def another(root: Path, chance: random.Random) -> None:
    n = chance.randint(3, 99)
    (root / "seeds" / f"{n:06}.txt").write_text(dump(story(MATERIAL, n)), "utf-8")


def a_reprint(root: Path, chance: random.Random) -> None:
    """Another version of an article."""
    text = one(root, chance).read_text("utf-8").replace("的", "之", 1)
    (root / "seeds" / f"8{chance.randint(10**4, 10**5)}.txt").write_text(text, "utf-8")


def removed(root: Path, chance: random.Random) -> None:
    if len(list(root.glob("seeds/*.txt"))) > 1:
        one(root, chance).unlink()


def renamed(root: Path, chance: random.Random) -> None:
    one(root, chance).rename(root / "seeds" / f"{chance.randint(10**6, 10**7)}.txt")


def an_overlay(root: Path, chance: random.Random) -> None:
    edits = root / "content" / "edits"
    shutil.rmtree(edits, ignore_errors=True)
    edits.mkdir()
    text = f"---\ntitle: 校订{chance.randint(1, 9)}\n---\n按语。\n"
    (edits / f"{one(root, chance).stem}.md").write_text(text, "utf-8")


ARTICLES: tuple[Deed, ...] = (
    a_word,
    the_title,
    chrome,
    the_day,
    no_day,
    the_publisher,
    news,
    a_loan,
    no_paragraph,
    saved_by_renaming,
    another,
    a_reprint,
    removed,
    renamed,
    an_overlay,
)

# --- everything else ------------------------------------------------------------------------------


def a_note(root: Path, chance: random.Random) -> None:
    notes = root / "content" / "notes"
    notes.mkdir(exist_ok=True)
    text = f"# 说明\n\n第{chance.randint(1, 9)}版。\n"
    (notes / f"n{chance.randint(1, 2)}.md").write_text(text, "utf-8")


def the_glossary(root: Path, chance: random.Random) -> None:
    text = f'[[word]]\nhans = "疫情"\ntw = "疫況{chance.randint(1, 9)}"\n'
    (root / "content" / "glossary.toml").write_text(text, "utf-8")


def the_site(root: Path, chance: random.Random) -> None:
    text = f'title = "文库{chance.randint(1, 9)}"\nscope = "试"\n'
    (root / "content" / "site.toml").write_text(text, "utf-8")


def a_published_file(root: Path, chance: random.Random) -> None:
    chance.choice(sorted((root / "public").rglob("*.html"))).unlink()


def the_cache(root: Path, chance: random.Random) -> None:
    shutil.rmtree(root / ".cache")


DEEDS = (*ARTICLES, a_note, the_glossary, the_site, a_published_file, the_cache)
