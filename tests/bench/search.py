"""Ways to search a static site, compared: `python -m tests.bench.search [ARTICLES …]`.

Each way makes its index of the same articles in a process of its own, and is then asked the same
questions: substrings of 2 to 6 characters, anywhere in any article. What is counted of a first
question is every byte of the index that it asks for, compressed where a host compresses.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from generator.editions import choose
from generator.model import Article, Block, Site
from generator.texts import Packed, packed
from tests.bench import search_ways
from tests.bench.archive import Material, material, story
from tests.bench.peers import NotHere

EDITIONS = choose(Site("").editions)
EXACT, BYTES = 500, 50  # questions for each
_HEAD = "CPU s|peak MB|index MB|found %|right %|sure|median KB|worst KB"


class Way(NamedTuple):
    """A way to search: what makes its index, and what asks it."""

    make: Callable[[Path, list[bytes]], None]
    ask: Callable[[Path, list[str]], list[search_ways.Answer]]


WAYS = {
    "ours": Way(search_ways.make_ours, search_ways.ask_ours),
    "positions": Way(search_ways.make_positions, search_ways.ask_positions),
    "fts5": Way(search_ways.make_fts5, search_ways.ask_fts5),
    "pagefind": Way(search_ways.make_pagefind, search_ways.ask_pagefind),
}


def main() -> int:
    """The exit code, after the tables are printed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000], help="articles: 1000 10000")
    parser.add_argument("--ways", nargs="*", choices=WAYS, default=[*WAYS])
    options = parser.parse_args()
    for size in options.sizes:
        articles = texts(size)
        said = [plain(article) for article in articles]
        asked = questions(said, EXACT)
        truth = [{n for n, text in enumerate(said) if words in text} for words in asked]
        print(f"\n{size:,} articles, {sum(map(len, said)):,} characters")
        print(" " * 12 + "".join(f"{head:>11}" for head in _HEAD.split("|")), flush=True)
        for name in options.ways:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                try:
                    print(f"{name:12}" + line(WAYS[name], Path(folder), articles, asked, truth))
                except NotHere as error:
                    print(f"{name:12}not here: {error}")
                sys.stdout.flush()
    return 0


def line(
    way: Way, folder: Path, articles: list[bytes], asked: list[str], truth: list[set[int]]
) -> str:
    """What a way takes and finds."""
    taken = measured(partial(way.make, folder, articles))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    answers = way.ask(folder, asked)
    found = sum(len(a.articles & t) for a, t in zip(answers, truth, strict=True))
    told = sum(len(a.articles) for a in answers)
    sure = sum(a.articles == t for a, t in zip(answers, truth, strict=True))
    weights = [answer.weight / 1000 for answer in answers[:BYTES]]
    return (
        f"{taken[0]:11.1f}{taken[1]:11,.0f}{size / 1e6:11.1f}"
        f"{100 * found / sum(map(len, truth)):11.2f}{100 * found / max(told, 1):11.2f}"
        f"{sure:7}/{len(asked)}{statistics.median(weights):11.0f}{max(weights):11.0f}"
    )


# --- what is searched, and for what -------------------------------------------------------------


def texts(count: int) -> list[bytes]:
    """The texts of so many made articles, as the site has them."""
    with Pool() as pool:
        return pool.map(partial(text_of, material()), range(count), chunksize=50)


def text_of(made: Material, number: int) -> bytes:
    told = story(made, number)
    blocks = (Block("title", told.title), *(Block("paragraph", p) for p in told.paragraphs))
    article = Article(told.id, "Hans", told.day, told.time, (), blocks)
    return msgspec.msgpack.encode(packed(article, (), EDITIONS))


def plain(article: bytes) -> str:
    """An article's blocks as received."""
    return "\n".join(block.text for block in msgspec.msgpack.decode(article, type=Packed).blocks)


def questions(said: list[str], count: int) -> list[str]:
    """So many substrings of 2 to 6 characters."""
    chance, found = random.Random(7), list[str]()
    while len(found) < count:
        text, length = chance.choice(said), chance.randint(2, 6)
        start = chance.randrange(len(text) - length)
        words = text[start : start + length]
        if "\n" not in words and words.strip():
            found.append(words)
    return found


# --- what it takes ------------------------------------------------------------------------------


def measured(work: Callable[[], None]) -> tuple[float, float]:
    """CPU seconds and the most megabytes of a process that does the work, and of its children."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_measured, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        taken: Any = ours.recv()
    except EOFError as error:
        raise NotHere("its process died") from error
    process.join()
    if isinstance(taken, Exception):
        raise taken
    return taken  # type: ignore[no-any-return]


def _measured(work: Callable[[], None], pipe: Any) -> None:
    start = time.process_time()
    try:
        work()
    except NotHere as error:
        pipe.send(error)
        return
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    cpu = time.process_time() - start + children.ru_utime + children.ru_stime
    pipe.send((cpu, max(own.ru_maxrss, children.ru_maxrss) / 1000))


if __name__ == "__main__":
    sys.exit(main())
