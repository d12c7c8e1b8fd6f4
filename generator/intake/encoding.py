"""Bytes to text: the ladder of encodings that Chinese pages are saved in."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct
from resiliparse.parse.encoding import detect_encoding

from generator.intake import common
from generator.model import Trouble

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Each superset stands for what pages declare: GB2312 pages hold GBK characters, Big5 pages HKSCS.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "hz-gb-2312": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "utf8": "utf-8",
}
_USUAL = ("gb18030", "big5hkscs", "utf-8")

# Bytes read in a wrong encoding give rare characters.
_COMMON = re.compile(f"[{common.MARKS}{''.join(sorted(common.HAN))}]")
# Codecs of Python that a page may mean; idna, unicode_escape and their like are none.
_PAGE = re.compile(
    r"(?:utf-?8|gb\w{1,9}|big5\w{0,9}|hz|euc[-_]?\w{2}|shift_?jis|sjis|koi8-?\w|ascii"
    r"|(?:iso|windows|cp)[-_]?[\d-]{3,7})"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]")

_SAMPLE = 65536
_READS = re.compile(r"[\x09\x0a\x0d\x20-\x7e\u3000-\u303f\u3400-\u9fff\uff00-\uffef‘’“”—…·]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_-]{3,20})", re.IGNORECASE)

LIMIT = 8 * 1024 * 1024
"""Bytes of the largest page that is read: a hundred times the longest article."""

LINES = 20_000
"""Lines of the largest page that is read; the longest articles have a few thousand."""

_BROKEN = 0.02  # more unreadable places than this share, and the encoding was not found
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x7f]")

# What is not a page but is saved under a page's name.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x7fELF", "a program"),
)


class Decoded(Struct, frozen=True):
    """Text, the encoding it was in, and how many places could not be read."""

    text: str
    encoding: str
    replaced: int


def readable(path: str, data: bytes, declared: str = "") -> Decoded:
    """The text of a page; `Trouble` where there is none, or more than a page holds."""
    if not data.strip():
        raise Trouble(path, "the file is empty", "save the page again, or remove the file")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise Trouble(path, f"this is {what}, no page", "save the page as text or HTML")
    if len(data) > LIMIT:
        raise Trouble(
            path,
            f"the file holds {len(data):,} bytes, more than an article can",
            f"cut it into files of at most {LIMIT:,} bytes",
        )
    decoded = decode(data, declared)
    text = decoded.text
    if "\x00" in text:
        raise Trouble(
            path,
            f"a NUL character stands at {text.index(chr(0))}: this is no text",
            "save the page as text or HTML",
        )
    if len(_CONTROL.findall(text)) > _BROKEN * len(text):
        raise Trouble(path, "control characters: this is no text", "save the page again as UTF-8")
    if decoded.replaced > _BROKEN * len(text):
        raise Trouble(
            path,
            f"{decoded.replaced} places cannot be read as {decoded.encoding}",
            "save the page again as UTF-8",
        )
    return decoded


def too_long(path: str, lines: int) -> Trouble:
    """What is said of a page that has more lines than LINES; so many are known of."""
    return Trouble(
        f"{path}:{LINES}",
        f"it has {lines:,} lines or more, and an article has fewer",
        f"cut it into parts of at most {LINES:,} lines",
    )


def charset(data: bytes) -> str:
    """The encoding that the head of an HTML page declares, or ""."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii") if found else ""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The bytes as text; line ends stay as they are.

    First a byte order mark, then strict UTF-8 (a cut last character is forgiven), then UTF-16
    if one byte order reads as Chinese, then whichever of the usual encodings, the declared and
    the detected one gives the most of the commonest characters.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    if b"\x00" not in data:
        text = _utf8(data)
        if text is not None:
            return Decoded(text, "utf-8", 0)
    wide = _utf16(data)
    if wide:
        return _read(data, wide)
    return _read(data, _likeliest(data, declared))


def _utf8(data: bytes) -> str | None:
    try:
        # `final` off: the bytes of a character cut at the end of the file are left unread.
        return codecs.getincrementaldecoder("utf-8")("strict").decode(data, final=False)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str:
    sample = data[: _SAMPLE & ~1]
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if max(low, high) * 5 > len(sample) and max(low, high) > 20 * min(low, high):
        return "utf-16-le" if high > low else "utf-16-be"  # ASCII, every other byte of it zero
    shares = {
        order: _share(sample.decode(order, errors="replace"))
        for order in ("utf-16-le", "utf-16-be")
    }
    best, other = sorted(shares, key=lambda order: -shares[order])
    return best if shares[best] >= 0.85 and shares[best] - shares[other] >= 0.2 else ""


def _share(text: str) -> float:
    return len(_READS.findall(text)) / len(text) if text else 0.0


def _likeliest(data: bytes, declared: str) -> str:
    first = _HIGH.search(data)
    start = first.start() if first else 0
    sample = data[start : start + _SAMPLE]
    detected = detect_encoding(sample, _SAMPLE) or ""
    names = (known(declared), known(detected), *_USUAL)
    scores = {name: _score(sample, name) for name in names if name}
    return max(scores, key=lambda name: scores[name])  # of equals the first: what was declared


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    foreign = len(_FOREIGN.findall(text))
    wrong = text.count("\ufffd")
    return (len(_COMMON.findall(text)) - 2 * wrong) / foreign if foreign else 0.0


def known(name: str) -> str:
    """The encoding that stands for a declared or detected name, or "" where there is none.

    >>> known("GB2312"), known("x-user-defined")
    ('gb18030', '')
    """
    name = _SUPERSETS.get(name.lower(), name.lower())
    if not _PAGE.fullmatch(name):
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _read(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))
