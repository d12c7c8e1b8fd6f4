"""A real server in its own process, of a small archive with a small site process."""

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
import urllib.parse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

SITE = """
import os, sys, time, zlib
from pathlib import Path
from generator.model import Trouble
from generator.serve.answer import run
from generator.serve.wire import Ready

root = Path(sys.argv[1])
page = '<!doctype html><html lang="zh-Hans-CN"><head><meta charset="utf-8">' \\
    '<meta http-equiv="Content-Security-Policy" content="default-src \\'none\\'; ' \\
    'style-src \\'self\\'"><link rel="stylesheet" href="/site.css"><title>t</title></head>' \\
    '<body><main>%s</main></body></html>'

LOST = '没有<a href="static/site.css">乙</a><a href="index.html">馆</a><a href="https://a.b/c">外'

class Site:
    def __init__(self):
        with open(root / "plans.log", "a") as log:
            log.write("plan\\n")
        self.read()
        if (root / "seeds" / "slow.txt").exists():
            (root / "reading").touch()
            time.sleep(1)
        if any("hopeless" in word for word in self.words):
            raise Trouble("seeds", "<b>hopeless</b>", "give hope")
        style = (root / "themes" / "site.css").read_text()
        self.styles = {"site.css": f"{zlib.crc32(style.encode()):x}"}
        self.files = {"index.html": "", "名字/甲.html": "甲", "名字/index.html": "目录",
                      "404.html": LOST, "site.css": style}

    def ready(self):
        doubt = any("doubtful" in word for word in self.words)
        return Ready("seeds/1.txt: doubtful\\n  be sure" if doubt else "", self.styles, "1")

    def read(self):
        paths = sorted((root / "seeds").glob("*.txt"))
        self.words = [path.read_text() for path in paths]

    def find(self, path):
        if path not in self.files:
            return None
        text = self.files[path] or "".join(self.words[:20])
        if "deadly" in text:
            os._exit(9)
        if path.endswith(".html"):
            text = page % text
        return f"{zlib.crc32(text.encode()):x}", lambda: self.make(text)

    def make(self, text):
        if "unmakeable" in text:
            raise Trouble("page.html:3", "no such name", "mend the template")
        return text.encode()

    def edit(self, paths):
        before = self.words
        if paths == (str(root / "seeds" / "1.txt"),) and Path(paths[0]).is_file():
            self.read()
        return self.words != before

if __name__ == "__main__":
    sys.exit(run(Site))
"""

RUN = "import runpy, sys; runpy.run_path(sys.argv[1] + '/site.py', run_name='__main__')"

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

    An empty command leaves planning to the generator, as `jianzhu serve` does. It is there when
    it has said a line that starts with `first`.
    """

    def __init__(
        self, root: Path, command: Sequence[str] | None = None, first: str = "planned in"
    ) -> None:
        self.root = root
        if command is None:
            command = (sys.executable, "-c", RUN, str(root))
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
        if first != "http://":
            self.line(first)

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

    def forget(self) -> None:
        """Let go of the lines that were said until now."""
        while not self._lines.empty():
            self._lines.get()

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

    def state(self, path: str = "/", key: str = "") -> dict[str, Any]:
        query = urllib.parse.urlencode({"path": path, "key": key})
        return dict(json.loads(self.ask(f"/_jianzhu/state?{query}")[2]))

    def reading(self) -> None:
        """Wait until a slow archive is being read."""
        until = time.monotonic() + 20
        while not (self.root / "reading").exists():
            assert time.monotonic() < until
            time.sleep(0.01)

    def plans(self) -> int:
        return (self.root / "plans.log").read_text().count("plan")

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
    (root / "site.py").write_text(SITE, "utf-8")
    return root
