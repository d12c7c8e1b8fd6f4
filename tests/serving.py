"""A real server in its own process, of a small archive with a small builder."""

from __future__ import annotations

import http.client
import json
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

BUILD = """
import os, sys
from pathlib import Path
root = Path(sys.argv[1])
with open(root / "builds.log", "a") as log:
    log.write("build\\n")
words = [path.read_text() for path in sorted((root / "seeds").glob("*.txt"))]
if any("hopeless" in word for word in words):
    print("seeds: <b>hopeless</b>\\n  give hope", file=sys.stderr)
    sys.exit(2)
def write(name, text):
    path = root / "public" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
page = '''<!doctype html><html lang="zh-Hans-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<link rel="stylesheet" href="/site.css"><title>t</title></head><body><main>%s</main></body></html>
'''
write("index.html", page % "".join(words[:20]))
write("名字/甲.html", page % "甲")
write("404.html", page % "没有")
write("site.css", (root / "themes" / "site.css").read_text())
if any("doubtful" in word for word in words):
    print("seeds/1.txt: doubtful\\n  be sure", file=sys.stderr)
    sys.exit(1)
"""

SERVE = """
import sys
from pathlib import Path
from generator.serve.serve import serve
root, port, *command = sys.argv[1:]
sys.exit(serve(Path(root), int(port), command or None))
"""

REPOSITORY = Path(__file__).parents[1]


class Server:
    """A server in its own process, and the lines that it says.

    An empty command leaves building to the generator, as `jianzhu serve` does.
    """

    def __init__(self, root: Path, command: Sequence[str] | None = None) -> None:
        self.root = root
        if command is None:
            command = (sys.executable, "-I", str(root / "build.py"), str(root))
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(root), "0", *command],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.port = int(self.line("http://").split(":")[2].split("/")[0])
        self.line("built in")

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            self._lines.put(line)

    def line(self, start: str, patience: float = 20) -> str:
        """The next line that starts so."""
        until = time.monotonic() + patience
        while True:
            line = self._lines.get(timeout=max(0.01, until - time.monotonic()))
            if line.startswith(start):
                return line

    def ask(
        self, path: str, method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, names, answer.read()
        finally:
            connection.close()

    def raw(self, target: bytes) -> bytes:
        """The answer to a request whose target no client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            host = f"127.0.0.1:{self.port}".encode()
            line.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\n")
            line.sendall(b"Connection: close\r\n\r\n")
            return b"".join(iter(lambda: line.recv(1 << 16), b""))

    def state(self) -> dict[str, str]:
        return dict(json.loads(self.ask("/_jianzhu/state")[2]))

    def builds(self) -> int:
        return (self.root / "builds.log").read_text().count("build")

    def end(self, number: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=20)
        self._reader.join(timeout=20)
        assert self.process.stdout
        self.process.stdout.close()
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def lay_out(root: Path) -> Path:
    for name in ("seeds", "content", "themes"):
        (root / name).mkdir(parents=True)
    (root / "seeds" / "1.txt").write_text("original", "utf-8")
    (root / "themes" / "site.css").write_text("main { color: black }", "utf-8")
    (root / "build.py").write_text(BUILD, "utf-8")
    return root
