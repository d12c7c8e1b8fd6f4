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


class Story(NamedTuple):
    """What an article says, before a page's chrome is put around it."""

    id: str
    page: Page
    title: str
    day: str
    time: str
    writer: str
    editor: str
    paragraphs: tuple[str, ...]
    people: tuple[str, ...]  # those that may stand in its sentences
    places: tuple[str, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The persons and places that do stand in it."""
        said = "".join((self.title, self.writer, self.editor, *self.paragraphs))
        return tuple(dict.fromkeys(name for name in self.people + self.places if name in said))


def write_archive(root: Path, count: int, given: Material | None = None) -> None:
    """Write `count` text dumps into the archive's seeds/, and a site.toml."""
    made = given or material()
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "site.toml").write_text('title = "文库"\n', "utf-8")
    for n in range(count):
        write_dump(root, story(made, n))


def write_dump(root: Path, told: Story) -> None:
    """Write an article's text dump into the archive's seeds/."""
    (root / "seeds" / f"{told.id}.txt").write_text(dump(told), "utf-8")


def story(made: Material, n: int) -> Story:
    """What the nth article says."""
    chance = random.Random(n)
    page = made.pages[n % len(made.pages)]
    people = [_person(_few(chance, 100_000)) for _ in range(6)]
    places = [made.districts[_few(chance, len(made.districts))] for _ in range(4)]
    first, second = chance.sample(made.titles, 2)
    day = f"{chance.randint(2018, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    time = f"{chance.randint(8, 20):02}:{chance.randint(0, 59):02}"
    paragraphs = []
    for length in page.paragraphs:
        found = chance.choices(made.sentences, k=length)
        paragraphs.append("".join(_filled(each, chance, people, places) for each in found))
    return Story(
        f"{n:06}",
        page,
        f"{places[0]}：{first.split('，')[0]} {second.split('，')[-1]}",
        day,
        time,
        *people[:2],
        tuple(paragraphs),
        tuple(people),
        tuple(places),
    )


def dump(told: Story) -> str:
    """The text dump of the page that an article stands on."""
    lines = [
        *told.page.head,
        told.title,
        f"发布时间：{told.day} {told.time}"
        f" 来源：{told.page.publisher} 作者：{told.writer} 责任编辑：{told.editor}",
        *("　　" + paragraph for paragraph in told.paragraphs),
        *told.page.tail,
    ]
    return "\n".join(lines) + "\n"


def _few(chance: random.Random, most: int) -> int:
    """A number below `most`, small ones far more often: some names are in every paper."""
    return int(most ** chance.random()) - 1


def _person(n: int) -> str:
    """The nth person: the same number is the same name in every archive."""
    of = random.Random(f"person {n}")
    return of.choice(_SURNAMES) + "".join(of.choices(_GIVEN, k=of.choice((1, 2, 2))))


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
