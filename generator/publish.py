"""Pages to files: written only where different, never half, and what no page claims removed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.model import Trouble

_MARKER = ".nojekyll"  # GitHub Pages must not touch the site; it also says that a folder is ours

Stamp = tuple[str, int, int]
"""Key of what was published, and the file's size and time of change after it was written."""


class Publisher:
    """The folder a site is published into.

    Raises Trouble where the folder holds something else, or a file cannot be written.
    """

    def __init__(
        self,
        folder: Path,
        known: dict[str, Stamp],
        refuses: Callable[[str, bytes], bool] | None = None,
        salt: str = "",
    ) -> None:
        """`refuses` tells of a path and what is in it that it must not be published; what was
        published while another `salt` held is looked at again.
        """
        self.folder, self._known = folder, known
        self._refuses, self._salt = refuses, salt
        self._stamps: dict[str, Stamp] = {}
        self._kept: set[str] = set()
        self.written = self.removed = 0
        if folder.exists() and not folder.is_dir():
            raise Trouble(str(folder), "is not a folder", "move it away")
        if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARKER).exists():
            raise Trouble(
                str(folder),
                "holds files that no build of ours put there",
                "move them away; a build removes from its folder whatever is no page",
            )
        self.publish(_MARKER, "", lambda: b"")

    def publish(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """See that the file holds what `make` gives; `key` tells whether it does already."""
        target, key = self.folder / path, key + self._salt
        if path in self._known and self._known[path] == (stamp := _stamp(target, key)):
            self._stamps[path] = stamp
            self._kept.add(path)
            return
        content = make()
        if self._refuses and self._refuses(path, content):
            raise Trouble(
                path, "a name that is taken down stands in it", "see what brings it there"
            )
        self._kept.add(path)
        try:
            if not (target.is_file() and target.read_bytes() == content):
                _write(target, content)
                self.written += 1
        except OSError as error:
            raise Trouble(
                str(target), f"cannot be written: {error.strerror}", "make room or mend permissions"
            ) from error
        self._stamps[path] = _stamp(target, key)

    def keep(self, paths: Iterable[str]) -> None:
        """Leave these files as they were, if they may stay: what makes them failed this time."""
        self._kept.update(path for path in paths if not self._bad(path))

    def _bad(self, path: str) -> bool:
        target = self.folder / path
        return bool(self._refuses and target.is_file() and self._refuses(path, target.read_bytes()))

    def sweep(self) -> dict[str, Stamp]:
        """Remove files and folders that no page claims; what was published, for the next build."""
        for folder, folders, files in os.walk(self.folder, topdown=False):
            here = Path(folder)
            for name in files:
                if (here / name).relative_to(self.folder).as_posix() not in self._kept:
                    try:
                        (here / name).unlink()
                    except OSError as error:
                        raise Trouble(
                            str(here / name),
                            f"cannot be removed: {error.strerror}",
                            "mend the permissions of its folder",
                        ) from error
                    self.removed += 1
            for name in folders:
                if not (here / name).is_symlink() and not any((here / name).iterdir()):
                    (here / name).rmdir()
        return self._stamps


def _stamp(path: Path, key: str) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return key, -1, -1
    return key, status.st_size, status.st_mtime_ns


def _write(path: Path, content: bytes) -> None:
    """Write aside, then rename: a reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name[:40]}.{os.getpid()}.new")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
