"""Bytes to text: the ladder of encodings that Chinese pages are saved in."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct
from resiliparse.parse.encoding import detect_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Each superset stands for what pages declare: GB2312 pages hold GBK characters, Big5 pages HKSCS.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz-gb-2312": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}

_SAMPLE = 65536
_READS = re.compile(r"[\x09\x0a\x0d\x20-\x7e\u3000-\u303f\u3400-\u9fff\uff00-\uffef‘’“”—…·]")


class Decoded(Struct, frozen=True):
    """Text, the encoding it was in, and how many places could not be read."""

    text: str
    encoding: str
    replaced: int


def decode(data: bytes) -> Decoded:
    """The bytes as text; line ends stay as they are.

    First a byte order mark, then strict UTF-8 (a cut last character is forgiven), then UTF-16
    if one byte order reads as Chinese, then what resiliparse detects.
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
    found = (detect_encoding(data, _SAMPLE) or "utf-8").lower()
    return _read(data, _SUPERSETS.get(found, found))


def _utf8(data: bytes) -> str | None:
    try:
        # `final` off: the bytes of a character cut at the end of the file are left unread.
        return codecs.getincrementaldecoder("utf-8")("strict").decode(data, final=False)
    except UnicodeDecodeError:
        return None


def _utf16(data: bytes) -> str:
    sample = data[: _SAMPLE & ~1]
    shares = {
        order: _share(sample.decode(order, errors="replace"))
        for order in ("utf-16-le", "utf-16-be")
    }
    best, other = sorted(shares, key=lambda order: -shares[order])
    return best if shares[best] >= 0.85 and shares[best] - shares[other] >= 0.2 else ""


def _share(text: str) -> float:
    return len(_READS.findall(text)) / len(text) if text else 0.0


def _read(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:
        encoding = "gb18030"
        text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))
