"""A site process as the server sees it: started, asked one thing at a time, and ended."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Self

from generator.serve import wire
from generator.serve.watch import CODE

_LIMIT = 60_000  # bytes of problems that a page is shown; the terminal shows all
_PATIENCE = 2.0  # seconds that a process is given to end by itself


class Ended(Exception):
    """A site process is no more, or plans nothing: what is wrong, for page and terminal."""


class _Group(asyncio.subprocess.SubprocessStreamProtocol):
    """A process whose workers end with it: else they would hold its pipes open."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._pid = transport.get_pid()

    def process_exited(self) -> None:
        super().process_exited()
        if self._pid is not None:
            _kill_group(self._pid)


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


class SiteProcess:
    """One planned archive in a process of its own, which answers until it is ended."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        assert process.stdout
        self._process, self._to, self._from = process, process.stdin, process.stdout
        self._turn = asyncio.Lock()
        self._said = bytearray()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, command: Sequence[str]) -> Self:
        """A process that has begun to plan."""
        loop = asyncio.get_running_loop()
        transport, protocol = await loop.subprocess_exec(
            partial(_Group, limit=1 << 20, loop=loop),
            *command,
            cwd=CODE.parent,  # where `-m generator` finds this very generator
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C reaches us alone; we end it with its workers
        )
        return cls(asyncio.subprocess.Process(transport, protocol, loop))

    async def ready(self) -> wire.Ready:
        """What it says when it can answer. Raises Ended where it cannot."""
        said = await self._reply()
        if isinstance(said, wire.Failed):
            raise Ended(said.problems[:_LIMIT])
        assert isinstance(said, wire.Ready)
        return said

    async def ask(self, path: str, known: str = "") -> wire.Answer:
        """What stands at a path. Raises Ended where the process has ended."""
        answer = await self._exchange(wire.Ask(path, known))
        assert isinstance(answer, wire.Answer)
        return answer

    async def edit(self, paths: Iterable[str]) -> wire.Ready | None:
        """How it stands once it shows what has changed in these files; None if nothing is new."""
        edited = await self._exchange(wire.Edit(tuple(sorted(paths))))
        assert isinstance(edited, wire.Edited)
        return edited.ready

    async def ended(self) -> str:
        """Wait for its end; what it said before."""
        code = await self._process.wait()
        await self._listening
        said = self._said.decode("utf-8", "replace").strip()
        return said or f"the site process ended with exit code {code} and said nothing"

    async def end(self) -> None:
        """End it when it has answered what it was asked; with all that it started."""
        async with self._turn:
            self._to.close()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    await self._process.wait()
        await self.kill()

    async def kill(self) -> None:
        """End it now, with all that it started."""
        if self._process.returncode is None:
            _kill_group(self._process.pid)
        await self._process.wait()
        await self._listening

    async def _exchange(self, request: wire.Request) -> wire.Reply:
        async with self._turn:
            # Who asked may go away; the reply must be taken all the same, or the next one
            # would be given it.
            return await asyncio.shield(asyncio.create_task(self._send(request)))

    async def _send(self, request: wire.Request) -> wire.Reply:
        try:
            self._to.write(wire.frame(request))
            await self._to.drain()
        except OSError as error:
            raise Ended(await self.ended()) from error
        return await self._reply()

    async def _reply(self) -> wire.Reply:
        try:
            return await wire.reply(self._from)
        except (EOFError, OSError) as error:
            raise Ended(await self.ended()) from error

    async def _listen(self) -> None:
        """Pass on to the terminal what it says beside its answers, and keep the end of it."""
        assert self._process.stderr
        while chunk := await self._process.stderr.read(1 << 16):
            sys.stderr.write(chunk.decode("utf-8", "replace"))
            sys.stderr.flush()
            self._said += chunk
            del self._said[:-_LIMIT]
