"""Numbers as text that a script file can hold between quotes.

A number below 1,024 is one character, a larger one two or three, none of them Han: so no words
can come about by chance, and what compresses bytes compresses them well.
"""

from __future__ import annotations

import numpy as np

from generator.phrases.row import Numbers

_FIRST = 0x23  # the character after the quotation mark
_BACKSLASH = 0x5C  # is left out
_ONE, _TWO = 1 << 10, 1 << 19
MOST = (1 << 28) + 1
"""Numbers are below this."""


def packed(numbers: Numbers) -> str:
    """The numbers, none negative, as characters."""
    values = numbers.astype(np.int64)
    assert not len(values) or (values.min() >= 0 and values.max() < MOST)
    sizes = 1 + (values >= _ONE) + (values >= _TWO)
    starts = np.cumsum(sizes) - sizes
    out = np.empty(int(sizes.sum()), np.int64)
    one, two, three = (sizes == n for n in (1, 2, 3))
    out[starts[one]] = values[one]
    out[starts[two]] = _ONE + (values[two] >> 10)
    out[starts[two] + 1] = values[two] & 1023
    out[starts[three]] = _ONE + 512 + (values[three] >> 20)
    out[starts[three] + 1] = values[three] >> 10 & 1023
    out[starts[three] + 2] = values[three] & 1023
    out += _FIRST
    out += out >= _BACKSLASH
    return out.astype("<u2").tobytes().decode("utf-16-le")


def unpacked(text: str) -> list[int]:
    """The numbers again: what the script does."""
    codes = [code - _FIRST - (code > _BACKSLASH) for code in map(ord, text)]
    found, at = list[int](), 0
    while at < len(codes):
        code = codes[at]
        if code < _ONE:
            found.append(code)
            at += 1
        elif code < _ONE + 512:
            found.append((code - _ONE) << 10 | codes[at + 1])
            at += 2
        else:
            found.append((code - _ONE - 512) << 20 | codes[at + 1] << 10 | codes[at + 2])
            at += 3
    return found
