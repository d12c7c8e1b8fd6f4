"""The ways to search that `tests.bench.search` compares: how each makes its index and is asked.

Pagefind and FTS5 know words, so articles are cut into pairs of characters for them beforehand,
each a word, and what is asked is a phrase of such words.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from generator.search.classes import numbers_of
from generator.search.files import (
    Facet,
    Listed,
    articles_file,
    classes_file,
    ids_file,
    path_of,
    terms_file,
)
from generator.search.groups import Columns, group_of, groups_of, shards_of
from generator.search.packing import packed, unpacked
from generator.search.terms import term
from generator.texts import Packed
from tests.bench.peers import NotHere
from tests.browser.chromium import CHROMIUM, launched

ROOT = Path(__file__).parents[2]


class Answer(NamedTuple):
    """The articles found, and how many bytes came for it."""

    articles: set[int]
    weight: int


def compressed(data: bytes) -> int:
    """The bytes that a host sends."""
    return len(gzip.compress(data, 6, mtime=0))


def _texts(articles: Sequence[bytes]) -> list[Packed]:
    return [msgspec.msgpack.decode(article, type=Packed) for article in articles]


def _grouped(articles: Sequence[bytes]) -> list[list[int]]:
    number = {f"{n:06}": n for n in range(len(articles))}
    return [[number[id] for id in ids] for ids in groups_of(number)]


def _write(folder: Path, part: str, data: bytes) -> None:
    file = folder / path_of(part)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)


# --- ours: which articles hold a pair -----------------------------------------------------------


def make_ours(folder: Path, articles: list[bytes]) -> None:
    """The files under search/, but for names."""
    groups = _grouped(articles)
    shards = shards_of(len(groups))
    made = [group_of(_texts([articles[n] for n in group])) for group in groups]
    columns = Columns(made, shards)
    for shard in range(shards):
        _write(folder, f"terms-{shard}", terms_file(shard, columns))
    listed = []
    for n, group in enumerate(groups):
        texts = _texts([articles[m] for m in group])
        values = [(f"来源{m % 97}", f"省{m % 31}", f"栏目{m % 13}") for m in group]
        listed.append([Listed(t.date, v) for t, v in zip(texts, values, strict=True)])
        _write(folder, f"ids-{n}", ids_file(n, [text.name for text in texts]))
    found = [{row.values[n] for group in listed for row in group} for n in range(3)]
    words = ("source", "place", "section")
    facets = [Facet(word, tuple(sorted(of))) for word, of in zip(words, found, strict=True)]
    _write(folder, "articles", articles_file(listed, facets, terms=shards, names=len(groups)))
    _write(folder, "classes", classes_file())


def ask_ours(folder: Path, questions: list[str]) -> list[Answer]:
    """What the index alone says; the texts of those in view then say which it is right of."""
    names = _numbers(folder)
    head = _weight(folder, "articles") + _weight(folder, "classes") + _scripts()
    shards = _count(folder, "terms-*.js")

    @functools.cache
    def lists(shard: int) -> dict[int, set[int]]:
        terms, counts, gaps = _read(folder, f"terms-{shard}")
        first = shard * ((1 << 32) // shards)
        return dict(_lists(first, terms, counts, unpacked(gaps), names))

    def ask(words: str) -> Answer:
        codes = numbers_of(words).tolist()
        pairs = [term(one, two) for one, two in pairwise(codes)]
        touched = {pair * shards >> 32 for pair in pairs}
        found = set.intersection(*(lists(p * shards >> 32).get(p, set()) for p in pairs))
        weight = head + sum(_weight(folder, f"terms-{shard}") for shard in touched)
        return Answer(found, weight)

    return [*map(ask, questions)]


def _lists(
    first: int, terms: str, counts: str, gaps: list[int], names: dict[int, int]
) -> Iterator[tuple[int, set[int]]]:
    code, at = first, 0
    for gap, count in zip(unpacked(terms), unpacked(counts), strict=True):
        code += gap
        numbers = np.cumsum([n + 1 for n in gaps[at : at + count + 1]]) - 1
        at += count + 1
        yield code, {names[n] for n in numbers.tolist()}


def _numbers(folder: Path) -> dict[int, int]:
    """From the index's number of an article to ours."""
    return {
        256 * group + place: int(name)
        for group in range(_count(folder, "ids-*.js"))
        for place, name in enumerate(_read(folder, f"ids-{group}"))
    }


def _count(folder: Path, pattern: str) -> int:
    return sum(1 for _ in (folder / "search").glob(pattern))


def _read(folder: Path, part: str) -> Any:
    text = (folder / path_of(part)).read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : -3])


@functools.lru_cache(maxsize=1 << 14)
def _weight(folder: Path, part: str) -> int:
    return compressed((folder / path_of(part)).read_bytes())


@functools.cache
def _scripts() -> int:
    static = ROOT / "themes" / "default" / "static"
    names = ("texts", "search", "search-query", "search-index", "search-match")
    return sum(compressed((static / f"{name}.js").read_bytes()) for name in names)


# --- positions: where each pair stands ----------------------------------------------------------


def make_positions(folder: Path, articles: list[bytes]) -> None:
    """Of each pair every place, in the shards and the packing of our own."""
    rows = [numbers_of("\n".join(b.text for b in t.blocks)) for t in _texts(articles)]
    starts = np.cumsum([0, *(len(row) + 1 for row in rows)])
    classes = np.concatenate([np.append(row, 10) for row in rows]).astype(np.uint32)
    within = np.flatnonzero((classes[:-1] != 10) & (classes[1:] != 10))
    terms = (classes[within] << 16 | classes[within + 1]) * np.uint32(0x9E3779B1)
    order = np.argsort(terms, kind="stable")
    terms, places = terms[order].astype(np.int64), within[order]
    shards = 8 * shards_of(len(_grouped(articles)))
    bounds = np.searchsorted(terms, np.arange(shards + 1) * ((1 << 32) // shards))
    for shard in range(shards):
        mine, at = (
            terms[bounds[shard] : bounds[shard + 1]],
            places[bounds[shard] : bounds[shard + 1]],
        )
        first = np.flatnonzero(np.diff(mine, prepend=-1))
        gaps = np.diff(at, prepend=0)
        gaps[first] = at[first]
        counts = np.diff(np.append(first, len(mine)))
        columns = [
            packed(np.diff(mine[first], prepend=shard * ((1 << 32) // shards))),
            packed(counts - 1),
            packed(gaps),
        ]
        _write(folder, f"terms-{shard}", b"(0,%s);\n" % msgspec.json.encode(columns))
    _write(folder, "starts", b"(0,%s);\n" % msgspec.json.encode(packed(np.diff(starts))))


def ask_positions(folder: Path, questions: list[str]) -> list[Answer]:
    """What the index says: exactly which articles."""
    starts = np.cumsum([0, *unpacked(_read(folder, "starts"))])
    shards = _count(folder, "terms-*.js")
    head = _weight(folder, "starts")

    @functools.lru_cache(maxsize=64)
    def lists(shard: int) -> dict[int, Any]:
        terms, counts, gaps = _read(folder, f"terms-{shard}")
        code, at, found, all_gaps = shard * ((1 << 32) // shards), 0, {}, unpacked(gaps)
        for gap, count in zip(unpacked(terms), unpacked(counts), strict=True):
            code += gap
            found[code] = np.cumsum(all_gaps[at : at + count + 1])
            at += count + 1
        return found

    def ask(words: str) -> Answer:
        codes = numbers_of(words).tolist()
        steps = sorted({*range(0, len(codes) - 1, 2), len(codes) - 2})  # pairs that cover it
        here, touched = None, set()
        for step in steps:
            pair = term(*codes[step : step + 2])
            touched.add(pair * shards >> 32)
            at = lists(pair * shards >> 32).get(pair, np.empty(0, int)) - step
            here = at if here is None else np.intersect1d(here, at, assume_unique=True)
        found = np.searchsorted(starts, here, side="right") - 1
        weight = head + sum(_weight(folder, f"terms-{shard}") for shard in touched)
        return Answer({*found.tolist()}, weight)

    return [*map(ask, questions)]


# --- others: pairs as words ---------------------------------------------------------------------


def letters(text: str) -> str:
    """The text with a letter for whatever is none, since others leave marks out."""
    return "".join(
        c if ord(c) > 0x2E80 and c.isalnum() else chr(0xA000 + ord(c) % 0x460) for c in text
    )


def cut(text: str) -> str:
    """The pairs of a block, each a word."""
    plain = letters(text)
    return " ".join(plain[n : n + 2] for n in range(len(plain) - 1))


def make_fts5(folder: Path, articles: list[bytes]) -> None:
    """An index without the text itself, as small as FTS5 makes it."""
    db = sqlite3.connect(folder / "index.db", isolation_level=None)
    db.executescript(
        "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE VIRTUAL TABLE t USING fts5(x, content='', columnsize=0);"
    )
    db.execute("BEGIN")
    for n, text in enumerate(_texts(articles), 1):
        words = " | ".join(cut(block.text) for block in text.blocks)
        db.execute("INSERT INTO t(rowid, x) VALUES (?, ?)", (n, words.replace("|", "ends")))
    db.execute("INSERT INTO t(t) VALUES ('optimize')")
    db.execute("COMMIT")
    db.execute("VACUUM")
    db.close()


_ASK = """
import json, sqlite3, sys
def read(): return int(open("/proc/self/io").readline().split()[1])
for words in json.load(sys.stdin):
    db = sqlite3.connect(sys.argv[1])
    before = read()
    own = read() - before
    rows = [r - 1 for (r,) in db.execute("SELECT rowid FROM t WHERE t MATCH ?", (words,))]
    print(json.dumps([rows, read() - before - 2 * own]))
    db.close()
"""


def ask_fts5(folder: Path, questions: list[str]) -> list[Answer]:
    """Each question on a connection of its own: the pages that SQLite reads for it, of 4,096 bytes.

    A host sends ranges as they are, uncompressed; SQLite itself is not counted.
    """
    if not Path("/proc/self/io").exists():
        raise NotHere("what is read is counted in /proc: this needs Linux")
    asked = json.dumps([f'"{cut(words)}"' for words in questions])
    command = [sys.executable, "-c", _ASK, str(folder / "index.db")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    answers = map(json.loads, done.stdout.splitlines())
    return [Answer({*rows}, read) for rows, read in answers]


def make_pagefind(folder: Path, articles: list[bytes]) -> None:
    """Pages of pairs, indexed by Pagefind, as one language that it knows nothing of."""
    command = _pagefind()
    for n, text in enumerate(_texts(articles)):
        body = "".join(f"<p>{cut(block.text)}</p>" for block in text.blocks)
        page = f'<!DOCTYPE html><html lang="und"><title>{n}</title><body>{body}</body></html>'
        (folder / f"{n:06}.html").write_text(page, "utf-8")
    done = subprocess.run(
        [*command, "--site", str(folder), "--force-language", "und", "--quiet"],
        capture_output=True,
        text=True,
    )
    for page in folder.glob("*.html"):
        page.unlink()
    if done.returncode:
        raise NotHere(f"it ended with {done.returncode}: {done.stderr[-300:]}")


def _pagefind() -> list[str]:
    try:
        import pagefind_bin
    except ImportError as error:
        raise NotHere("pip install pagefind_bin") from error
    return [str(Path(pagefind_bin.__file__).with_name("pagefind"))]


class _Counting(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and counts what it sends: packed files as they are, others compressed."""

    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_file():
            data = path.read_bytes()
            type(self).sent += len(data) if ".p" in path.name[-10:] else compressed(data)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    (folder / "index.html").write_text("<!DOCTYPE html><title>asks</title>", "utf-8")
    serve: Callable[..., Any] = functools.partial(_Counting, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


_SEARCH = """async (words) => {
  const pagefind = window.pagefind ||= await import("/pagefind/pagefind.js");
  return (await pagefind.search(words)).results.map((result) => result.id);
}"""


def ask_pagefind(folder: Path, questions: list[str]) -> list[Answer]:
    """Each question as a phrase; the first ones each in a browser that has seen nothing."""
    if not CHROMIUM:
        raise NotHere("Pagefind is asked in Chromium")
    shutil.rmtree(folder / "asked", ignore_errors=True)
    answers = []
    fragments = {
        file.name.partition("_")[2].partition(".")[0]: file
        for file in (folder / "pagefind" / "fragment").iterdir()
    }
    number = {}
    for id, file in fragments.items():
        text = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
        url = json.loads(text[text.index("{") :])["url"]
        number[id] = int(Path(url).stem)
    with _served(folder) as address, launched() as chromium:
        page = chromium.new_page()
        for n, words in enumerate(questions):
            if n < FIRST:
                page.close()
                page = chromium.new_context().new_page()
                page.goto(address)
                _Counting.sent = 0
            ids = page.evaluate(_SEARCH, f'"{cut(words)}"')
            found = {number[id.partition("_")[2]] for id in ids}
            answers.append(Answer(found, _Counting.sent))
    return answers


FIRST = 50
"""Questions that are each the first of a reader."""
