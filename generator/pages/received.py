"""The files of an article as they were received."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Source
from generator.pages.paths import raw_path


class Received(Struct, frozen=True):
    """A file as received."""

    path: str  # in the archive
    raw: str  # from the site's root, or "" where it is not given out
    sha256: str


def received(source: Source) -> tuple[Received, ...]:
    """The files of a source, more than one where the site parted the article."""
    return tuple(
        Received(path, raw_path(path) if sha256 else "", sha256)
        for path, sha256 in ((source.path, source.sha256), *source.further)
    )
