"""A web archive: every HTML page that a crawl brought home."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from generator.intake.encoding import LIMIT, charset, readable
from generator.intake.given import sorted_out
from generator.intake.html import read_page
from generator.intake.leaf import Leaf
from generator.intake.tame import lean
from generator.model import Source, Trouble

_HTML = ("text/html", "application/xhtml+xml")
_MOST = 256 << 20  # bytes of all its pages: they are held at once
_BREAK = b"\r\n"  # nowhere in the head: its white space is folded


def cut_records(leaf: Leaf) -> Iterator[Leaf]:
    """A leaf for each HTML page that was answered with, in the archive's order.

    A leaf holds the address, the day and the declared encoding, a line each, and then the page.
    """
    number = total = 0
    try:
        for record in ArchiveIterator(
            io.BytesIO(leaf.data), record_types=WarcRecordType.response, auto_decode="content"
        ):
            if not _is_page(record):
                continue
            number += 1
            page = record.reader.read(LIMIT + 1)  # one byte more, so that it is seen to be too long
            total += len(page)
            while total <= _MOST and (rest := record.reader.read(1 << 20)):
                total += len(rest)  # a record left half read would spoil the next
            if total > _MOST:
                what = f"its pages hold more than {_MOST >> 20} MB"
                raise Trouble(leaf.path, what, "cut it into smaller archives")
            said = (record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date"))
            head = "\n".join(" ".join((word or "").split()) for word in (*said, _charset(record)))
            data = head.encode("utf-8", "replace") + _BREAK + page
            yield Leaf(f"{leaf.id}-{number}", f"{leaf.path}:{number}", data, leaf.given)
    except (OSError, ValueError) as error:
        # The pages before it are whole; what is wrong is said where this one is read.
        id, place = f"{leaf.id}-{number + 1}", f"{leaf.path}:{number + 1}"
        yield Leaf(id, place, str(error).encode("utf-8", "replace"), leaf.given)


def _is_page(record: Any) -> bool:
    answer = record.http_headers
    if answer is None or answer.status_code != 200:
        return False
    return (record.http_content_type or "").lower() in _HTML


def _charset(record: Any) -> str:
    return str(record.http_charset or "")


def read_record(leaf: Leaf) -> Source:
    """The source of one page of the archive, given its address and the day it was fetched."""
    head, whole, page = leaf.data.partition(_BREAK)
    if not whole:
        what = f"the archive is damaged: {head.decode()}"
        raise Trouble(leaf.path, what, "fetch it again; the pages before it are whole")
    url, day, declared = head.decode("utf-8").split("\n")
    page = lean(page)
    decoded = readable(leaf.path, page, declared or charset(page))
    given, meta = sorted_out(iter((("url", url.strip("<>")), ("retrieved", day))))
    return read_page(leaf, decoded, given=given, meta=meta)
