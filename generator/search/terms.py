"""What articles are found by: every pair of characters that stand side by side in any edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from generator.phrases.row import Numbers
from generator.search.classes import numbers_of
from generator.texts import Packed, Said

_END = "\n"  # between blocks: no pair goes over it
_MIX = 0x9E3779B1  # odd, so that every pair has a term of its own; its multiples lie all over


def term(one: int, two: int = 0) -> int:
    """The number of a pair of classes, or of a character's class alone.

    Its high bits choose the shard: so a frequent character's pairs lie in all of them.
    """
    return (one << 16 | two) * _MIX & 0xFFFFFFFF


def terms_of(texts: Sequence[Packed]) -> tuple[Numbers, Numbers]:
    """The terms of these articles in order, and beside each the number of an article that has it.

    Articles, 256 at most, are numbered as they come.
    """
    rows = ["\n".join(blocks_of(text)) for text in texts]
    classes = numbers_of(_END.join(rows)).astype(np.uint32)
    sizes = [len(row) + 1 for row in rows]  # with the end behind each
    article = np.repeat(np.arange(len(rows), dtype=np.uint64), sizes)[: len(classes)]
    within = classes != ord(_END)
    pairs = within[:-1] & within[1:]
    numbers = np.concatenate(
        ((classes[:-1] << 16 | classes[1:])[pairs], classes[within] << 16), dtype=np.uint32
    ) * np.uint32(_MIX)
    of = np.concatenate((article[:-1][pairs], article[within]))
    found = np.sort(numbers.astype(np.uint64) << np.uint64(8) | of)
    found = found[np.diff(found, prepend=found[:1] + np.uint64(1)) != 0]  # each once
    return (found >> np.uint64(8)).astype(np.uint32), found.astype(np.uint8)


def blocks_of(text: Packed) -> Iterator[str]:
    """The blocks as received, and as editions write them, where that is of other classes."""
    received = [block.text for block in text.blocks]
    yield from received
    known = [*map(numbers_of, received)]
    told = set[tuple[int, str]]()
    for _, said in text.said:
        for number, block in enumerate(_written(received, said)):
            if (number, block) in told or np.array_equal(numbers_of(block), known[number]):
                continue
            told.add((number, block))
            yield block


def _written(received: Sequence[str], said: Said) -> list[str]:
    """The blocks as an edition writes them."""
    pairs = str.maketrans(dict(zip(said.pairs[::2], said.pairs[1::2], strict=True)))
    written = _END.join(received).translate(pairs).split(_END)
    spliced = dict[int, list[str]]()
    for number, offset, words in said.splices:
        if number < len(received):  # what follows is no block
            spliced.setdefault(number, [*written[number]])[offset] = words
    for number, chars in spliced.items():
        written[number] = "".join(chars)
    return written
