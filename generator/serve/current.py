"""The site process that answers now, and how another takes its place.

A process is never told to plan again: after a change a new one plans, while the old one goes on
answering. So whatever changed, sources, theme or the generator's own code, what is shown in the
end is what a build would publish; and what fails to plan takes nothing down.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Sequence

from generator.serve import wire
from generator.serve.news import News
from generator.serve.process import Ended, SiteProcess

QUIET = 0.08
"""Seconds without a change after which a burst of changes counts as over."""
PATIENCE = 2.0
"""Seconds after which planning starts although changes go on."""
QUICK = 0.01
"""Seconds without a change after which what can be shown at once is shown.

A file that is caught half written is shown half, and again when it is whole.
"""


class NoSite(Exception):
    """There is no site to ask, not yet or no more."""


class Current:
    """What is shown now: of one site process, until a newer one is ready."""

    def __init__(self, command: Sequence[str], news: News) -> None:
        self.problems = ""  # of the last time that something was planned
        self.ready = wire.Ready("", {}, "")
        self._command, self._news = command, news
        self._site: SiteProcess | None = None
        self._changed, self._hurry = asyncio.Event(), asyncio.Event()
        self._touched, self._since = set[str](), set[str]()
        self._revived = False
        self._watches = set[asyncio.Task[None]]()

    def hear(self, paths: Iterable[str]) -> None:
        """Files have changed."""
        self._touched.update(paths)
        self._since.update(paths)
        self._revived = False
        self._changed.set()
        self._hurry.set()

    async def ask(self, path: str, known: str = "") -> wire.Answer:
        """What stands at a path of the site. Raises NoSite where there is none to ask."""
        while site := self._site:
            try:
                return await site.ask(path, known)
            except Ended as error:
                self._lose(site, str(error))
        raise NoSite

    async def plan_forever(self, prepare: Callable[[], None]) -> None:
        """Plan now and after every change, until cancelled."""
        try:
            while True:
                self._changed.clear()
                self._since.clear()
                prepare()
                await self._plan()
                await _settle(self._changed)
        finally:
            for watch in self._watches:
                watch.cancel()
            if self._site:
                await self._site.kill()

    async def hurry_forever(self) -> None:
        """Show at once, after every change, what can be shown before all is planned anew."""
        while True:
            await self._hurry.wait()
            await _quiet(self._hurry, QUICK, QUICK * 10)
            paths, self._touched = self._touched, set()
            started, site = time.monotonic(), self._site
            ready = await _edited(site, paths) if site else None
            if ready and site is self._site:
                self.ready = ready
                self._news.tell()
                print(f"edited pages shown in {time.monotonic() - started:.2f} s", flush=True)

    async def _plan(self) -> None:
        started = time.monotonic()
        site = await SiteProcess.start(self._command)
        try:
            ready = await site.ready()
            while self._since:  # it may have read them before they changed
                paths, self._since = self._since, set()
                ready = await _edited(site, paths) or ready
        except Ended as error:
            await site.kill()
            self._complain(str(error))
            return
        except asyncio.CancelledError:
            await site.kill()
            raise
        before, self._site, self.ready = self._site, site, ready
        watch = asyncio.create_task(self._watch(site))
        self._watches.add(watch)
        watch.add_done_callback(self._watches.discard)
        if ready.problems:
            print(ready.problems, file=sys.stderr, flush=True)
        self.problems = ready.problems
        self._news.tell()
        told = ", with problems" if ready.problems else ""
        print(f"planned in {time.monotonic() - started:.1f} s{told}", flush=True)
        if before:
            await before.end()

    async def _watch(self, site: SiteProcess) -> None:
        self._lose(site, await site.ended())

    def _lose(self, site: SiteProcess, said: str) -> None:
        """The process that answered has died: another is tried once, and then after a change."""
        if site is not self._site:
            return
        self._site = None
        self._complain(said)
        if not self._revived:
            self._revived = True
            self._changed.set()

    def _complain(self, problems: str) -> None:
        stays = "\n  what was planned before stays up" if self._site else ""
        self.problems = problems.strip() + stays
        print(self.problems, file=sys.stderr, flush=True)
        print("nothing could be planned", flush=True)
        self._news.tell()


async def _edited(site: SiteProcess, paths: Iterable[str]) -> wire.Ready | None:
    with contextlib.suppress(Ended):  # whoever watches it will say so
        return await site.edit(paths)
    return None


async def _settle(changed: asyncio.Event) -> None:
    """Wait for a change, and then until no more come."""
    await changed.wait()
    await _quiet(changed, QUIET, PATIENCE)


async def _quiet(changed: asyncio.Event, quiet: float, patience: float) -> None:
    """Wait until no change has come for so long; or until patience ends."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        changed.clear()
        try:
            # Not `wait_for`, which before Python 3.12 forgets that it is cancelled where the event
            # is set in the same moment: a server that is told to stop must.
            async with asyncio.timeout(quiet):
                await changed.wait()
        except TimeoutError:
            return
