"""`HARNESSES`: one for each kind of file, for cleaning a text, for the grammars of a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.clean.rules import RULES
from generator.clean.vocabulary import WORDS
from generator.intake.table import INTAKES
from tests.laws import holds_of_file, holds_of_line, holds_of_source, source_of
from tests.property.test_clean_laws import WORDS as PROSE
from tests.property.test_intake_laws import MARKUP
from tests.unit.test_inputs import FORMS

ROOT = Path(__file__).parents[2]


class Harness(Struct, frozen=True):
    """What is run on bytes, what the fuzzer starts from, and words worth trying."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "ignore")


def _clean(data: bytes) -> None:
    holds_of_source(source_of(_text(data)))


def _repeated(data: bytes) -> None:
    """A page that says the same over and over: what grows faster than its size shows here."""
    if parts := _text(data).split("\x00"):
        holds_of_source(source_of("".join(part * (4_000 // (len(part) + 1)) for part in parts)))


def _lines(data: bytes) -> None:
    for line in _text(data).splitlines():
        holds_of_line(line)


def _pages() -> Iterable[bytes]:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield path.read_bytes()[:4000]


def _takes() -> Iterable[bytes]:
    for rule in RULES:
        yield f"{rule.takes}\n{rule.leaves}".encode()


_LABELS = tuple(word for words in WORDS.values() for word in words.split())

HARNESSES: dict[str, Harness] = {
    **{
        ending[1:]: Harness(
            partial(holds_of_file, f"a{ending}"),
            lambda ending=ending: (
                [data for name, data in FORMS.items() if name == f"a{ending}"] or _pages()
            ),
            tuple(word for word in MARKUP if word.isprintable()),
        )
        for ending in INTAKES
        if ending not in (".htm", ".mht")  # read as .html and .mhtml are
    },
    "clean": Harness(_clean, _pages, tuple(PROSE)),
    "repeated": Harness(_repeated, _takes, tuple(PROSE)),
    "lines": Harness(_lines, _takes, (*PROSE, *_LABELS)),
}
