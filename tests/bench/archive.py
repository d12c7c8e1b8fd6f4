"""Archives of any size, of articles like the seeds: `python -m tests.bench.archive FOLDER COUNT`.

An article takes the page of one seed, with its chrome, and fills it with sentences of all seeds;
persons, districts, numbers and dates are others in each. The same count gives the same archive,
and a smaller archive is the beginning of a larger one.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.annotate.annotate import annotate
from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article, Edit, Fact, Names, Role
from generator.text import sentences

ROOT = Path(__file__).parents[2]
_LEXICON = ROOT / "generator" / "annotate" / "lexicon"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建文志国海燕飞鹏宇晨欣怡梓轩"
_FORM = re.compile(r"\d+")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")


class Sentence(NamedTuple):
    """A sentence, and what of it is other in each article: start, end, kind."""

    text: str
    spots: tuple[tuple[int, int, str], ...]


class Page(NamedTuple):
    """A seed without its words: lines before and after, and how long its paragraphs are."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    paragraphs: tuple[int, ...]  # sentences in each
    publisher: str


class Material(NamedTuple):
    """What articles are made of."""

    pages: tuple[Page, ...]
    titles: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    districts: tuple[str, ...]


def material() -> Material:
    """What the seeds give."""
    pages, titles, said = [], [], list[Sentence]()
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        source = intake(path.stem, path.name, path.read_bytes())
        pieces = label(source)
        article = assemble(source, pieces)
        body = [n for n, p in enumerate(pieces) if p.label in ("paragraph", "heading", "title")]
        chrome = [
            (n, source.text[p.start : p.end].strip("\n"))
            for n, p in enumerate(pieces)
            if p.label in ("chrome", "mark", "breadcrumb", "image")
        ]
        paragraphs = [b.text for b in article.blocks if b.kind == "paragraph"]
        pages.append(
            Page(
                tuple(line for n, line in chrome if n < body[0]),
                tuple(line for n, line in chrome if n > body[-1]),
                tuple(len(sentences(text)) for text in paragraphs),
                article.field("source"),
            )
        )
        titles += [article.title, *(b.text for b in article.blocks if b.kind == "heading")]
        said += _sentences(article, annotate(article, Names(), Edit(article.id)))
    rows = (
        line.split("\t") for line in (_LEXICON / "divisions.tsv").read_text("utf-8").splitlines()
    )
    districts = [cell for row in rows for cell in row if re.fullmatch(r"\w{2}[县区市]", cell)]
    return Material(tuple(pages), tuple(titles), tuple(said), tuple(dict.fromkeys(districts)))


def _sentences(article: Article, facts: tuple[Fact, ...]) -> Iterator[Sentence]:
    for n, block in enumerate(article.blocks):
        if block.kind != "paragraph":
            continue
        for start, end in sentences(block.text):
            inside = [f for f in facts if f.block == n and start <= f.start and f.end <= end]
            spots = [
                (f.start - start, f.end - start, f.kind)
                for f in inside
                if f.kind in ("quantity", "money")
                or (f.kind == "person" and not _known(f))
                or (f.kind == "place" and re.fullmatch(r"\w{2}[县区市]", f.text))
                or (f.kind == "date" and _DAY.fullmatch(f.text))
            ]
            yield Sentence(block.text[start:end], tuple(sorted(spots)))


def _known(fact: Fact) -> bool:
    """Whether everybody knows who holds the office, so that no other name may stand there."""
    return isinstance(fact.detail, Role) and fact.detail.role.endswith(("总书记", "主席"))


def write_archive(root: Path, count: int, given: Material | None = None) -> None:
    """Write `count` text dumps into the archive's seeds/, and a site.toml."""
    made = given or material()
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "site.toml").write_text('title = "文库"\n', "utf-8")
    for n in range(count):
        (root / "seeds" / f"{n:06}.txt").write_text(article_text(made, n), "utf-8")


def article_text(made: Material, n: int) -> str:
    """The text dump of the nth article."""
    chance = random.Random(n)
    page = made.pages[n % len(made.pages)]
    people = ["".join(chance.choices(_SURNAMES)) + _given(chance) for _ in range(6)]
    places = chance.choices(made.districts, k=4)
    first, second = chance.sample(made.titles, 2)
    day = f"{chance.randint(2018, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    lines = [
        *page.head,
        f"{places[0]}：{first.split('，')[0]} {second.split('，')[-1]}",
        f"发布时间：{day} {chance.randint(8, 20):02}:{chance.randint(0, 59):02}"
        f" 来源：{page.publisher} 作者：{people[0]} 责任编辑：{people[1]}",
    ]
    for length in page.paragraphs:
        found = chance.choices(made.sentences, k=length)
        lines.append("　　" + "".join(_filled(each, chance, people, places) for each in found))
    return "\n".join([*lines, *page.tail]) + "\n"


def _given(chance: random.Random) -> str:
    return "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))


def _filled(sentence: Sentence, chance: random.Random, people: list[str], places: list[str]) -> str:
    out, at = [], 0
    for start, end, kind in sentence.spots:
        if start < at:
            continue
        words = sentence.text[start:end]
        match kind:
            case "person":
                words = chance.choice(people)
            case "place":
                words = chance.choice(places)
            case "date":
                words = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
            case _:
                words = _FORM.sub(lambda m: _number(chance, len(m[0])), words)
        out += [sentence.text[at:start], words]
        at = end
    return "".join(out) + sentence.text[at:]


def _number(chance: random.Random, digits: int) -> str:
    return str(chance.randint(10 ** (digits - 1), 10**digits - 1))


if __name__ == "__main__":
    write_archive(Path(sys.argv[1]), int(sys.argv[2]))
