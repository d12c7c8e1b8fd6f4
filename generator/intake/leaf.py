"""One page as it lies in a file: cut out, not yet read."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from generator.intake.encoding import Decoded
from generator.model import Hint, Source

Given = tuple[tuple[str, str], ...]


class Leaf(Struct, frozen=True):
    """What one source is made of. Most files are one leaf; a JSON Lines file has one a line."""

    id: str  # of the article it will be
    path: str  # what messages call it: seeds/a.jsonl:17
    data: bytes
    given: Given = ()  # what stands in a file beside it, by `given.GIVEN` name


def source_of(
    leaf: Leaf,
    decoded: Decoded,
    text: str = "",
    *,
    hints: tuple[Hint, ...] | None = None,
    boxes: tuple[tuple[int, int], ...] = (),
    meta: Given = (),
    given: Given = (),
) -> Source:
    """The source of a leaf; without hints its text is the decoded text itself.

    What a leaf was given wins over `given`, what its own envelope says.
    """
    own = {name for name, _ in leaf.given}
    said = (*leaf.given, *(pair for pair in given if pair[0] not in own))
    titles = tuple(pair for pair in said if pair[0] == "title")  # so that its line is known
    return Source(
        id=leaf.id,
        path=leaf.path,
        form="text" if hints is None else "html",
        text=decoded.text if hints is None else text,
        sha256=hashlib.sha256(leaf.data).hexdigest(),
        encoding=decoded.encoding,
        hints=hints or (),
        boxes=boxes,
        meta=titles + meta,
        given=said,
        replaced=decoded.replaced,
    )
