"""What cleaning costs: articles a second, pages beside a body finder, and how it grows."""

from __future__ import annotations

import json
import logging
import random
import resource
import time
from pathlib import Path

from readability import Document

from generator.clean.assemble import assemble, trace
from generator.clean.habits import lines_of
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Article, Trouble
from tests.bench.timing import cost, forget
from tests.page_scores import PAGES, dump, f1

ROOT = Path(__file__).parents[2]
_BODY = frozenset(("paragraph", "heading"))


def cleaned(id: str, path: str, data: bytes) -> Article:
    """The article in some bytes, by the whole path, with nothing remembered."""
    forget()
    source = intake(id, path, data)
    pieces = label(source)
    article = assemble(source, pieces)
    trace(source, pieces)
    return article


def cleaning() -> None:
    """Print the three tables."""
    _texts()
    _pages()
    _growth()


def _texts() -> None:
    seeds = [(p.stem, p.name, p.read_bytes()) for p in sorted((ROOT / "seeds").glob("*.txt"))]
    ms = cost(lambda: [cleaned(*seed) for seed in seeds], 21) / len(seeds)
    print(f"\ntext path: {1000 / ms:.0f} articles/s of seed size on one core ({ms:.2f} ms)")


def _body(page: str) -> str:
    """The text that readability-lxml takes for a page's body."""
    return dump(Document(page).summary())


def _pages() -> None:
    """Print cost and body score of the HTML path and of the body finder on whole pages."""
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    pages = [(p.stem, p.read_text("utf-8")) for p in sorted(PAGES.glob("*.html"))]
    gold = [json.loads((PAGES / f"{name}.json").read_text("utf-8"))["body"] for name, _ in pages]

    def ours(name: str, page: str) -> str:
        article = cleaned(name, f"{name}.html", page.encode())
        return "\n".join(block.text for block in article.blocks if block.kind in _BODY)

    finders = {
        "readability-lxml": (lambda _, page: Document(page).summary(), lambda _, page: _body(page)),
        "jianzhu": (ours, ours),
    }
    print(f"\nHTML path, {len(pages)} whole pages")
    print(f"{'':22}{'ms a page':>10}{'ratio':>8}{'body F1':>9}")
    peer = 0.0
    for name, (timed, find) in finders.items():
        ms = cost(lambda timed=timed: [timed(*page) for page in pages], 3) / len(pages)
        peer = peer or ms
        found = [f1("\n".join(body), find(*page)) for body, page in zip(gold, pages, strict=True)]
        print(f"{name:22}{ms:10.2f}{ms / peer:8.2f}{sum(found) / len(found):9.3f}")


# --- growth ------------------------------------------------------------------------------------


def _growth() -> None:
    """Print CPU seconds for 1, 2 and 4 MB of each kind of page; linear is a ratio of 2."""
    print(f"\n{'CPU s of a page of':22}{'1 MB':>8}{'2 MB':>8}{'4 MB':>8}{'ratio':>8}")
    for name, page in SHAPES.items():
        taken = []
        for size in (1, 2, 4):
            data = page(size * 1_000_000)
            start = time.process_time()
            try:
                forget()
                source = intake("a", name, data)
                lines_of(source)
                pieces = label(source)
                assemble(source, pieces)
                trace(source, pieces)
            except Trouble as trouble:
                print(f"{name:22}{trouble.problem.problem}")
                break
            taken.append(time.process_time() - start)
        else:
            row = "".join(f"{seconds:8.2f}" for seconds in taken)
            print(f"{name:22}{row}{(taken[2] / taken[0]) ** 0.5:8.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory of the whole bench so far: {peak} MB")


def _paragraphs(size: int, before: str = "", after: str = "\n") -> list[str]:
    """Paragraphs as articles have them, no two alike, of so many bytes."""
    pick = random.Random(size)
    words = "".join(p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("*.txt")))
    lines = [line for line in words.splitlines() if len(line) > 40]
    made, left = [f"{before}春耕备耕正当时{after}", f"{before}2020-03-06 来源：新报{after}"], size
    while left > 0:
        one, two = pick.choice(lines), pick.choice(lines)
        made.append(f"{before}{one[pick.randrange(len(one)) :]}{two[:60]}。{after}")
        left -= len(made[-1].encode())
    return made


def _one_line(size: int) -> bytes:
    return "".join("".join(_paragraphs(size)).split()).encode()[:size]


def _short_lines(size: int) -> bytes:
    words = _one_line(size).decode("utf-8", "ignore")
    width = 40  # characters: as many lines as a page may have at 6 MB
    return "\n".join(words[at : at + width] for at in range(0, len(words), width)).encode()


SHAPES = {
    "lines.txt": lambda size: "".join(_paragraphs(size)).encode(),
    "one-line.txt": _one_line,
    "short-lines.txt": _short_lines,
    "marks.txt": lambda size: ("春耕備(bèi)耕，，甲&hellip;乙,," * (size // 40)).encode()[:size],
    "dates.txt": lambda size: (
        ("2020-03-06 10:08" + " " * 83 + "\n") * (size // 100)  # as lists of other articles have
        + "春耕备耕正当时\n2020-03-06 来源：新报\n"
        + "".join(_paragraphs(300))
    ).encode(),
    "page.html": lambda size: "".join(_paragraphs(size, "<p>", "</p>\n")).encode(),
    "nested.html": lambda size: b"<div>" * (size // 25) + "春耕".encode(),
    "links.html": lambda size: "".join(
        f"<p><a href=x>春耕{n}</a><b>备耕</b>" for n in range(size // 120)
    ).encode(),
}
