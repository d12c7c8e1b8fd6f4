"""What shared phrases cost as an archive grows: `python -m tests.bench.phrases [ARTICLES …]`.

Articles of seed size are made of the seeds' sentences, in which every fifth word is another of
its length: what is left alike is as long as formulas are, and there is far more of it than in a
real archive. Every size runs in a process of its own, on one core.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import rjieba

from generator.annotate.annotate import annotate
from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Edit, Names
from generator.phrases.phrase import phrases as found_in
from generator.phrases.prose import Passage, Prose, prose_of
from generator.text import fold, sentences

ROOT = Path(__file__).parents[2]
SIZES = (100, 1_000, 10_000)
_LENGTH = 2_700  # characters of an article, as the seeds have
_SWAPPED = 0.2


def seeds() -> list[Prose]:
    """The five seeds, as phrases are found in them."""
    found = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        source = intake(path.stem, path.name, path.read_bytes())
        article = assemble(source, label(source))
        found.append(prose_of(article, annotate(article, Names(), Edit(article.id))))
    return found


def made(number: int) -> list[Prose]:
    """So many articles like the seeds; the same each time."""
    dice = random.Random(20200123)
    texts = [fold(b.text) for p in seeds() for b in p.blocks if len(b.text) > 100]
    pool = [rjieba.cut(t[a:b]) for t in texts for a, b in sentences(t)]
    alike: dict[int, list[str]] = defaultdict(list)
    for words in pool:
        for word in words:
            alike[len(word)].append(word)
    return [_article(f"{n:05}", dice, pool, alike) for n in range(number)]


def _article(
    id: str, dice: random.Random, pool: list[list[str]], alike: dict[int, list[str]]
) -> Prose:
    blocks: list[Passage] = []
    length = 0
    while length < _LENGTH:
        words = [
            dice.choice(alike[len(word)]) if dice.random() < _SWAPPED else word
            for _ in range(4)
            for word in dice.choice(pool)
        ]
        blocks.append(Passage(len(blocks) + 1, "".join(words)))
        length += len(blocks[-1].text)
    return Prose(id, tuple(blocks))


def measure(number: int) -> None:
    """Print what so many articles cost."""
    prose = made(number)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = found_in(prose, {}).phrases
    taken = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    characters = sum(len(b.text) for p in prose for b in p.blocks)
    places = sum(phrase.uses for phrase in found)
    print(
        f"{number:8,} articles{characters:12,} characters{taken:8.2f} s"
        f"{most // 1024:7,} MB, {(most - before) // 1024:,} of them for this"
        f"{len(found):10,} phrases{places:12,} places"
    )


def phrases() -> None:
    """Print what phrases cost at each size."""
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.bench.phrases", str(size)], check=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        for argument in sys.argv[1:]:
            measure(int(argument))
    else:
        phrases()
