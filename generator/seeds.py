"""The files of seeds/ while their pages are prepared, and what is known of a page unread."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator import read
from generator.intake.leaf import Leaf
from generator.intake.table import cut
from generator.recipes import recipe
from generator.store import Kept, Memo, digest


class Slip(Struct, frozen=True, array_like=True):
    """What marks a page's place: the id of its article, and the ref of what it is read from."""

    id: str
    place: str  # what messages call it: seeds/a.jsonl:17
    number: int  # of the leaf in its file
    ref: str  # of its bytes and of what is said of it


class SeedFile:
    """One file of seeds/: read and cut when first needed, let go by `close`."""

    def __init__(self, root: Path, id: str, path: Path) -> None:
        self.root, self.id, self.path = root, id, path
        self.where = path.relative_to(root).as_posix()
        self.ref = ""  # of its bytes, once they were read
        self._leaves: tuple[Leaf, ...] | None = None

    def slips(self, memo: Memo) -> Kept[tuple[Slip, ...]]:
        """A slip for each of its pages, in the file's order."""
        data, given = self._data(), read.given(self.path, self.root)
        self.ref = digest(data)
        return memo.step(
            recipe("generator.intake.table"),
            ("slips", self.id, self.where, digest(data, given)),
            tuple[Slip, ...],
            lambda: tuple(
                Slip(leaf.id, leaf.path, number, digest(leaf.data, leaf.given))
                for number, leaf in enumerate(self._cut(data, given))
            ),
        )

    def leaf(self, number: int) -> Leaf:
        """One of its pages."""
        if self._leaves is None:
            self._cut(self._data(), read.given(self.path, self.root))
        assert self._leaves is not None
        return self._leaves[number]

    def close(self) -> None:
        """Let its bytes go; a page that is asked for later is cut anew."""
        self._leaves = None

    def _data(self) -> bytes:
        return read.data(self.path, self.where, self.root / "seeds")

    def _cut(self, data: bytes, given: tuple[tuple[str, str], ...]) -> tuple[Leaf, ...]:
        self._leaves = cut(self.id, self.where, data, given)
        return self._leaves
