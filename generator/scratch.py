"""The memo of a worker: it works out what it is asked for, and hands that over."""

from __future__ import annotations

from pathlib import Path

from generator.store import Fresh, Memo


class Scratch(Memo):
    """A memo that knows nothing, has no file, and hands over what was worked out with it."""

    def __init__(self) -> None:
        self.path, self.warnings = Path("memory"), []
        self._used, self._fresh, self._refs = set(), [], {}
        self._blobs, self._size, self._recent = {}, 0, {}
        self._known_only = False

    def fresh(self) -> Fresh:
        """All of it."""
        return Fresh(self._fresh, self._blobs)

    def _keep(self, ref: str, blob: bytes) -> None:
        self._blobs[ref] = blob

    def blob(self, ref: str) -> bytes | None:
        return self._blobs.get(ref)
