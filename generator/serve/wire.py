"""What the server and a site process say to each other, and how it goes through a pipe.

Every message is a length of four bytes and as many bytes of MessagePack.
"""

from __future__ import annotations

import asyncio
from typing import BinaryIO

import msgspec
from msgspec import Struct


class Ready(Struct, frozen=True, tag=True):
    """The archive is planned and pages can be asked for: the first thing a site process says."""

    problems: str  # as the terminal shows them
    styles: dict[str, str]  # path of a style sheet → key
    assets: str  # a name for all else that pages load: the same files, the same name


class Failed(Struct, frozen=True, tag=True):
    """Or: nothing can be planned, and why. The process ends then."""

    problems: str


class Ask(Struct, frozen=True, tag=True):
    """What stands at a path within the site?"""

    path: str
    known: str = ""  # a key: what has it need not be made


class Answer(Struct, frozen=True, tag=True):
    """What stands there."""

    key: str  # of all that its bytes are made of; "" where nothing stands there
    body: bytes | None = None  # None where its key is known, or it cannot be made
    problem: str = ""  # why it cannot be made


class Edit(Struct, frozen=True, tag=True):
    """These files have changed: show at once what can be shown at once."""

    paths: tuple[str, ...]


class Edited(Struct, frozen=True, tag=True):
    """What came of it: how it stands now, or None where nothing is new."""

    ready: Ready | None


Request = Ask | Edit
Reply = Ready | Failed | Answer | Edited

_HEAD = 4  # bytes of a message's length


def frame(message: Request | Reply) -> bytes:
    """A message as it goes through a pipe.

    >>> frame(Edit(()))[:4]
    b'\\x00\\x00\\x00\\x12'
    """
    body = msgspec.msgpack.encode(message)
    return len(body).to_bytes(_HEAD, "big") + body


def request(pipe: BinaryIO) -> Request | None:
    """The next request, or None when nobody asks any more."""
    head = pipe.read(_HEAD)
    body = pipe.read(int.from_bytes(head, "big")) if len(head) == _HEAD else b""
    if len(head) < _HEAD or len(body) < int.from_bytes(head, "big"):
        return None
    found: Request = msgspec.msgpack.decode(body, type=Request)
    return found


async def reply(pipe: asyncio.StreamReader) -> Reply:
    """The next reply. Raises EOFError where the other side has gone."""
    size = int.from_bytes(await pipe.readexactly(_HEAD), "big")
    found: Reply = msgspec.msgpack.decode(await pipe.readexactly(size), type=Reply)
    return found
