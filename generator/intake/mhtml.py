"""A page saved as MHTML: a message whose first HTML part is the page."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from itertools import islice

from generator.intake.encoding import charset, readable
from generator.intake.given import sorted_out
from generator.intake.html import read_page
from generator.intake.leaf import Leaf
from generator.intake.tame import lean
from generator.model import Source, Trouble

_PARTS = 5000


def read_mhtml(leaf: Leaf) -> Source:
    """The source of the page in the message; its envelope says where it stood, and when."""
    try:
        message = email.message_from_bytes(leaf.data, policy=email.policy.compat32)
        part = _page(message)
        data = part.get_payload(decode=True) if part else None
    except (RecursionError, ValueError, LookupError) as error:
        raise Trouble(leaf.path, f"cannot be read as MHTML: {error}", "save it again") from error
    if part is None or not isinstance(data, bytes):
        raise Trouble(leaf.path, "no HTML page is in it", "save the page again as MHTML or HTML")
    data = lean(data)
    declared = part.get_content_charset() or charset(data)
    decoded = readable(leaf.path, data, declared)
    given, meta = sorted_out(_envelope(message, part))
    return read_page(leaf, decoded, given=given, meta=meta)


def _page(message: Message) -> Message | None:
    """The part that the message starts with, else its first HTML."""
    parts = [p for p in islice(message.walk(), _PARTS) if p.get_content_subtype() in _HTML]
    start = message.get_param("start")
    named = [p for p in parts if isinstance(start, str) and p.get("Content-ID", "") == start]
    return next(iter([*named, *parts]), None)


_HTML = ("html", "xhtml+xml")


def _envelope(message: Message, part: Message) -> Iterator[tuple[str, str]]:
    places = (message.get("Snapshot-Content-Location"), part.get("Content-Location"))
    yield "url", next((str(place) for place in places if place), "")
    yield "retrieved", _day(message)
    yield "page", _subject(message)


def _day(message: Message) -> str:
    """The day of the message, or ""."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _subject(message: Message) -> str:
    """The subject line, its encoded words read; "" where they cannot be."""
    try:
        decoded = EmailMessage(policy=email.policy.default)
        decoded["Subject"] = str(message.get("Subject", "")).replace("\r", "").replace("\n", "")
        return str(decoded["Subject"])
    except (ValueError, LookupError, IndexError):
        return ""
