"""The story of `serve`: take the port, show the site, watch, plan anew, tell the pages.

The site is planned and its pages are made in another process, when they are asked for: so a
change to the generator's own code counts too, nothing a stage does can take the server down,
and nothing is written to `public/`.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvicorn

from generator.model import Problem
from generator.serve.current import Current
from generator.serve.news import News
from generator.serve.responses import application
from generator.serve.watch import CODE, watching

HOST = "127.0.0.1"


def serve(root: Path, port: int = 8000, command: Sequence[str] | None = None) -> int:
    """The exit code of a server that ran until it was told to stop.

    `command` starts a site process, one that plans the archive and answers in the words of
    `wire`.
    """
    root = root.resolve()
    for place in (root, root / "seeds"):
        if not place.is_dir():
            return _refuse(
                Problem(str(place), "no such folder", "name an archive's folder, or lay one out")
            )
    try:
        listener = socket.create_server((HOST, port), backlog=256)
    except (OSError, OverflowError) as error:
        return _refuse(_no_port(port, error))
    command = command or (sys.executable, "-m", "generator.serve.site", str(root))
    with contextlib.suppress(KeyboardInterrupt), listener:
        asyncio.run(_run(root, listener, command))
    print("stopped", flush=True)
    return 0


class _Server(uvicorn.Server):
    """A server that leaves signals to us: uvicorn's own handling ends in a traceback."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _run(root: Path, listener: socket.socket, command: Sequence[str]) -> None:
    port, news = listener.getsockname()[1], News()
    current = Current(command, news)
    config = uvicorn.Config(
        application(current, news, port),
        lifespan="off",
        http="h11",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        server.force_exit = server.should_exit
        server.should_exit = True
        news.close()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    folders = (
        *(root / name for name in ("seeds", "content", "themes")),
        CODE,
        CODE.parent / "themes",
    )
    with watching(root, folders, current.hear) as watch:
        works = [
            asyncio.create_task(current.plan_forever(watch.refresh)),
            asyncio.create_task(current.hurry_forever()),
        ]
        for work in works:
            work.add_done_callback(lambda _: stop())
        print(f"http://{HOST}:{port}/ shows {root}; Ctrl-C ends it", flush=True)
        await server.serve(sockets=[listener])
        for work in works:
            work.cancel()
        for work in works:
            with contextlib.suppress(asyncio.CancelledError):
                await work


def _no_port(port: int, error: OSError | OverflowError) -> Problem:
    number = getattr(error, "errno", None)
    what = {
        errno.EADDRINUSE: "the port is taken",
        errno.EACCES: "the port needs rights that you do not have",
    }.get(number or 0, f"the port cannot be used: {error}")
    other = port + 1 if 1024 <= port < 65535 else 8000
    return Problem(
        f"{HOST}:{port}",
        what,
        f"stop what holds it, or take another: --port {other} (make serve PORT={other})",
    )


def _refuse(problem: Problem) -> int:
    print(problem, file=sys.stderr, flush=True)
    return 2
