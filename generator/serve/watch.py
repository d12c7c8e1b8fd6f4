"""Files that change, and who is told of them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

import generator
from generator.model import Problem

CODE = Path(generator.__file__).resolve().parent
"""The generator's own files: a change to them changes what a build makes."""

# Reading tells nothing new: a build opens every source, and must not lead to a build.
_TELLING = {
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
}
_SCRATCH = (".pyc", ".swp", ".swx", ".tmp", "~")


Hear = Callable[[set[str]], None]
"""Is told which files changed."""


class Watch:
    """Folders under watch; `hear` is called when files in them change."""

    def __init__(
        self, observer: BaseObserver, root: Path, folders: tuple[Path, ...], hear: Hear
    ) -> None:
        self._observer = observer
        self._folders = folders
        self._held: dict[Path, tuple[tuple[int, int], ObservedWatch]] = {}
        loop = asyncio.get_running_loop()

        def tell(paths: set[str]) -> None:
            loop.call_soon_threadsafe(hear, paths)

        self._handler = _Handler(tell)
        # The root too, without what is below it: a folder may come, or be put back by git.
        names = {folder.name for folder in folders if folder.parent == root}
        observer.schedule(_Handler(tell, names), str(root), recursive=False)

    def refresh(self) -> None:
        """Watch the folders that are there now: one that was put back is another folder."""
        there = {path: stamp for path in self._folders if (stamp := _identity(path))}
        for path, (stamp, held) in list(self._held.items()):
            if there.get(path) != stamp:
                del self._held[path]
                with contextlib.suppress(KeyError):  # it may have ended with its folder
                    self._observer.unschedule(held)
        for path in there.keys() - self._held.keys():
            with contextlib.suppress(FileNotFoundError):  # gone again: the root will tell
                held = self._observer.schedule(self._handler, str(path), recursive=True)
                self._held[path] = (there[path], held)


@contextlib.contextmanager
def watching(root: Path, folders: tuple[Path, ...], hear: Hear) -> Iterator[Watch]:
    """A watch on these folders, for as long as the block lasts."""
    folders = tuple({folder.resolve(): None for folder in folders})
    observer: BaseObserver = Observer()
    try:
        observer.start()
        watch = Watch(observer, root, folders, hear)
        watch.refresh()
    except OSError as error:
        # Mostly the system's limit on watches: looking every second is slower, and works.
        _end(observer)
        remedy = "looking every second instead; raise fs.inotify.max_user_watches to be quicker"
        print(Problem(str(root), f"cannot be watched: {error}", remedy), file=sys.stderr)
        observer = PollingObserver()
        observer.start()
        watch = Watch(observer, root, folders, hear)
        watch.refresh()
    try:
        yield watch
    finally:
        _end(observer)


def told(event: FileSystemEvent, names: set[str] | None = None) -> set[str]:
    """The paths of what there is to build from that an event says has changed.

    With `names`, only what happens to these entries of a folder counts.
    """
    paths = [PurePath(os.fsdecode(p)) for p in (event.src_path, event.dest_path) if p]
    if event.event_type not in _TELLING:
        return set()
    if names is not None:
        return {str(path) for path in paths if path.name in names}
    if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
        return set()  # what changed in it is told apart
    return {str(path) for path in paths if not _is_scratch(path)}


class _Handler(FileSystemEventHandler):
    def __init__(self, hear: Hear, names: set[str] | None = None) -> None:
        self._hear, self._names = hear, names

    def on_any_event(self, event: FileSystemEvent) -> None:
        if paths := told(event, self._names):
            self._hear(paths)


def _is_scratch(path: PurePath) -> bool:
    """Whether only a program's own housekeeping makes such a file.

    An editor that saves by renaming writes one of these first; the renaming then counts.
    """
    return (
        path.name.startswith(".")
        or path.name.endswith(_SCRATCH)
        or path.name == "4913"  # vim tries with it whether it may write
        or "__pycache__" in path.parts
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if path.is_dir() else None


def _end(observer: BaseObserver) -> None:
    observer.stop()
    observer.join()
