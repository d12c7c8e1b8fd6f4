"""Which file is read how: cut into pages, and each page read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePath

from msgspec import Struct

from generator.intake.encoding import LINES, too_long
from generator.intake.html import read_html
from generator.intake.jsonl import cut_lines, read_line
from generator.intake.leaf import Given, Leaf
from generator.intake.markdown import read_markdown
from generator.intake.mhtml import read_mhtml
from generator.intake.text import read_text
from generator.intake.warc import cut_records, read_record
from generator.model import Source, Trouble
from generator.text import HAN


def _whole(leaf: Leaf) -> Iterator[Leaf]:
    yield leaf


class Intake(Struct, frozen=True):
    """How one kind of file is read."""

    read: Callable[[Leaf], Source]
    cut: Callable[[Leaf], Iterator[Leaf]] = _whole

    @property
    def many(self) -> bool:
        """Whether a file of this kind may hold several pages."""
        return self.cut is not _whole


INTAKES: dict[str, Intake] = {
    ".txt": Intake(read_text),
    ".html": Intake(read_html),
    ".htm": Intake(read_html),
    ".mhtml": Intake(read_mhtml),
    ".mht": Intake(read_mhtml),
    ".md": Intake(read_markdown),
    ".jsonl": Intake(read_line, cut_lines),
    ".warc": Intake(read_record, cut_records),
    ".warc.gz": Intake(read_record, cut_records),
}
"""How a file's name ends → how it is read."""

_HAN = re.compile(f"[{HAN}]")
_LINE_ENDS = re.compile(r"\r\n?|[\n\u2028\u2029\x85]")


def ending(name: str) -> str:
    """The row of INTAKES that a file's name asks for, or "".

    >>> ending("2020/crawl.WARC.gz"), ending("a.pdf")
    ('.warc.gz', '')
    """
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    return next((e for e in ("".join(suffixes), *suffixes[-1:]) if e in INTAKES), "")


def stem(name: str) -> str:
    """A file's name without what makes it of its kind.

    >>> stem("crawl.warc.gz"), stem("2020.3.6.txt")
    ('crawl', '2020.3.6')
    """
    return name[: len(name) - len(ending(name) or PurePath(name).suffix)]


def cut(id: str, path: str, data: bytes, given: Given = ()) -> tuple[Leaf, ...]:
    """The pages in a file's bytes, in their order; `Trouble` where it holds none, or one id twice.

    `id` names the file: its article, or what its articles' names begin with.
    """
    kind = INTAKES.get(ending(path))
    if kind is None:
        words = f'unknown kind of file "{PurePath(path).suffix}"'
        raise Trouble(path, words, f"known kinds: {', '.join(INTAKES)}")
    leaves = tuple(kind.cut(Leaf(id, path, data, given)))
    if not leaves:
        raise Trouble(path, "no page is in it", "save the pages again, or remove the file")
    often = Counter(leaf.id for leaf in leaves)
    for leaf in leaves:
        if often[leaf.id] > 1:
            raise Trouble(leaf.path, f"two pages have the id {leaf.id!r}", "give each its own")
    return leaves


def intake(id: str, path: str, data: bytes, given: Given = ()) -> Source:
    """The source in a page's bytes; `Trouble` where there is none.

    `path` is its file, and behind a colon its place in it where the file holds many pages.
    """
    file = path.rpartition(":")[0] if not ending(path) else path
    kind = INTAKES.get(ending(file))
    if kind is None:
        words = f'unknown kind of file "{PurePath(path).suffix}"'
        raise Trouble(path, words, f"known kinds: {', '.join(INTAKES)}")
    source = kind.read(Leaf(id, path, data, given))
    if not _HAN.search(source.text):
        raise Trouble(path, "there is no Chinese character in it", "remove it")
    if (count := len(_LINE_ENDS.findall(source.text)) + 1) > LINES:
        raise too_long(path, count)
    return source
