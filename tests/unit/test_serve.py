"""The server as a browser meets it."""

from __future__ import annotations

import asyncio
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
)
from watchdog.observers import Observer

from generator.serve.rebuild import look, only_styles, problems_of, version
from generator.serve.responses import enliven, folder, permit, within
from generator.serve.watch import tells, watching
from tests.serving import REPOSITORY, SERVE, Server, lay_out


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose archive no test changes."""
    root = lay_out(tmp_path_factory.mktemp("archive"))
    (root / "secret.txt").write_text("SECRET", "utf-8")
    with Server(root) as server:
        public = root / "public"
        (public / "empty").mkdir()
        (public / "link.txt").symlink_to(root / "secret.txt")
        (public / "outside").symlink_to(root)
        (public / "loop").symlink_to(public / "loop")
        os.mkfifo(public / "pipe.txt")
        yield server


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Server]:
    """A server whose archive a test may change."""
    with Server(lay_out(tmp_path / "archive")) as server:
        yield server


@pytest.fixture
def knocks(live: Server) -> Iterator[Callable[[], str]]:
    """Waits for the next event that an open page hears."""
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=10)
    connection.request("GET", "/_jianzhu/events")
    answer = connection.getresponse()
    assert answer.getheader("content-type", "").startswith("text/event-stream")

    def following() -> str:
        while not (line := answer.readline().decode()).startswith("data:"):
            assert line
        return line.strip()

    assert following() == "data: knock"
    yield following
    connection.close()


# --- what is served -----------------------------------------------------------------------------


def test_a_folder_shows_its_index_and_a_folder_without_slash_leads_to_it(server: Server) -> None:
    assert b"original" in server.ask("/")[2]
    assert server.ask("/index.html?x=1")[0] == 200
    (server.root / "public" / "名字" / "index.html").write_text("<p>目录", "utf-8")
    status, headers, _ = server.ask("/%E5%90%8D%E5%AD%97")
    assert (status, headers["location"]) == (302, "/%E5%90%8D%E5%AD%97/")
    assert "目录".encode() in server.ask(headers["location"])[2]


def test_a_missing_page_is_the_404_page(server: Server) -> None:
    for path in ("/nothing.html", "/a/b/c", "/empty/", "/empty", "/_jianzhu", "/%ff%fe"):
        status, headers, body = server.ask(path)
        assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "没有".encode() in body


def test_the_404_page_finds_its_style_at_any_depth(server: Server) -> None:
    links = '<link href="static/site.css"><a href="index.html">馆</a><a href="https://a.b/c">外</a>'
    (server.root / "public" / "404.html").write_text(f"<html><head>{links}</head>", "utf-8")
    _, _, body = server.ask("/people/nope.html")
    for link in (b'href="/static/site.css"', b'href="/index.html"', b'href="https://a.b/c"'):
        assert link in body


def test_a_page_is_enlivened_on_the_way_out_and_stays_as_published(server: Server) -> None:
    _, headers, body = server.ask("/%E5%90%8D%E5%AD%97/%E7%94%B2.html")
    assert b'src="/_jianzhu/live.js"' in body
    assert b"connect-src &#x27;self&#x27;" in body
    assert headers["cache-control"] == "no-cache"
    kept = (server.root / "public" / "名字" / "甲.html").read_text("utf-8")
    assert "_jianzhu" not in kept
    assert server.ask("/site.css")[2] == b"main { color: black }"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("live.js", "text/javascript"), ("knock.js", "text/javascript"), ("live.css", "text/css")],
)
def test_the_live_parts_are_served(server: Server, name: str, kind: str) -> None:
    status, headers, _ = server.ask(f"/_jianzhu/{name}")
    assert (status, headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert server.ask("/_jianzhu/../build.py")[0] == 404


def test_head_has_the_headers_of_get_and_no_body(server: Server) -> None:
    for path in ("/", "/nothing", "/site.css", "/_jianzhu/live.js"):
        status, headers, body = server.ask(path, "HEAD")
        full = server.ask(path)
        assert (status, headers["content-length"], body) == (full[0], str(len(full[2])), b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_get_and_head_are_answered(server: Server, method: str) -> None:
    status, headers, _ = server.ask("/", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


# --- who may read it ----------------------------------------------------------------------------


def test_names_of_this_machine_are_answered(server: Server) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert server.ask("/", headers={"Host": f"{name}:{server.port}"})[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "localhost:1",
        "127.0.0.1.evil:{port}",
        "",
    ],
)
def test_another_host_is_refused(server: Server, host: str) -> None:
    for path in ("/", "/_jianzhu/state", "/_jianzhu/events"):
        status, _, body = server.ask(path, headers={"Host": host.format(port=server.port)})
        assert (status, b"original" in body) == (400, False)


def test_another_origin_is_refused(server: Server) -> None:
    own = f"http://localhost:{server.port}"
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", own + ".evil", "file://"):
        status, headers, _ = server.ask("/_jianzhu/state", headers={"Origin": origin})
        assert (status, "access-control-allow-origin" in headers) == (403, False)
    status, headers, _ = server.ask("/_jianzhu/state", headers={"Origin": own})
    assert (status, "access-control-allow-origin" in headers) == (200, False)
    assert headers["cross-origin-resource-policy"] == "same-origin"


ESCAPES = [
    b"/../secret.txt",
    b"/../../etc/passwd",
    b"/./../secret.txt",
    b"/empty/../../secret.txt",
    b"/empty/../index.html",
    b"/%2e%2e/secret.txt",
    b"/%2E%2E/secret.txt",
    b"/.%2e/secret.txt",
    b"/%2e./secret.txt",
    b"/..%2fsecret.txt",
    b"/..%2Fsecret.txt",
    b"/%2e%2e%2fsecret.txt",
    b"/%252e%252e/secret.txt",
    b"/%252e%252e%252fsecret.txt",
    b"/..%252fsecret.txt",
    b"/..\\secret.txt",
    b"/..%5csecret.txt",
    b"/%2e%2e%5csecret.txt",
    b"/empty\\..\\..\\secret.txt",
    b"/..%c0%afsecret.txt",
    b"/%c0%ae%c0%ae/secret.txt",
    b"/%uff0e%uff0e/secret.txt",
    b"/%ef%bc%8e%ef%bc%8e/secret.txt",
    b"/..%00/secret.txt",
    b"/index.html%00.txt",
    b"/%00",
    b"//secret.txt",
    b"///etc/passwd",
    b"//etc/passwd",
    b"/%2fetc/passwd",
    b"/....//secret.txt",
    b"/..;/secret.txt",
    b"/file:///etc/passwd",
    b"/link.txt",
    b"/outside/secret.txt",
    b"/outside/seeds/1.txt",
    b"/loop",
    b"/pipe.txt",
    b"../secret.txt",
    b"http://evil.example/../secret.txt",
    b"/" + b"a" * 3000,
    b"/" + b"a/" * 3000,
]


@pytest.mark.parametrize("target", ESCAPES)
def test_nothing_outside_the_site_is_served(server: Server, target: bytes) -> None:
    answer = server.raw(target)
    assert answer.split(b" ")[1] in (b"404", b"400")
    assert b"SECRET" not in answer
    assert b"root:" not in answer


# --- watching, building, telling ----------------------------------------------------------------


def test_a_change_is_built_and_open_pages_hear_of_it(
    live: Server, knocks: Callable[[], str]
) -> None:
    before = live.state()
    (live.root / "seeds" / "1.txt").write_text("another one", "utf-8")
    assert knocks() == "data: knock"
    assert b"another one" in live.ask("/")[2]
    after = live.state()
    assert after["version"] != before["version"]
    assert (after["before"], after["problems"]) == ("", "")


def test_a_change_to_style_alone_says_so(live: Server, knocks: Callable[[], str]) -> None:
    before = live.state()
    (live.root / "themes" / "site.css").write_text("main { color: red }", "utf-8")
    knocks()
    assert live.state()["before"] == before["version"]


def test_a_build_that_changes_nothing_reloads_nothing(live: Server) -> None:
    before = live.state()
    (live.root / "content" / "unused.md").write_text("nothing", "utf-8")
    assert "nothing that is published changed" in live.line("built in")
    assert live.state() == before


def test_a_failed_build_is_shown_and_the_last_good_site_stays(
    live: Server, knocks: Callable[[], str]
) -> None:
    good = live.state()
    (live.root / "seeds" / "1.txt").write_text("hopeless", "utf-8")
    knocks()
    assert live.state() == {**good, "problems": "seeds: <b>hopeless</b>\n  give hope"}
    assert b"original" in live.ask("/")[2]
    assert "seeds: <b>hopeless</b>\n" in live.said

    (live.root / "seeds" / "1.txt").write_text("original", "utf-8")
    knocks()
    assert live.state() == good


def test_problems_beside_a_good_site_are_shown_with_it(
    live: Server, knocks: Callable[[], str]
) -> None:
    (live.root / "seeds" / "1.txt").write_text("doubtful", "utf-8")
    knocks()
    assert live.state()["problems"] == "seeds/1.txt: doubtful\n  be sure"
    assert b"doubtful" in live.ask("/")[2]


def test_a_burst_of_files_is_built_a_few_times_and_then_complete(live: Server) -> None:
    before = live.builds()
    for number in range(500):
        (live.root / "seeds" / f"2-{number:03}.txt").write_text(f"burst {number}", "utf-8")
    (live.root / "seeds" / "1.txt").write_text("the last", "utf-8")
    until = time.monotonic() + 20
    while b"the last" not in live.ask("/")[2] and time.monotonic() < until:
        time.sleep(0.05)
    assert b"the last" in live.ask("/")[2]
    time.sleep(0.5)
    assert 1 <= live.builds() - before <= 4


def test_an_editor_that_saves_by_renaming_is_heard(live: Server, knocks: Callable[[], str]) -> None:
    scratch = live.root / "seeds" / ".1.txt.swp"
    scratch.write_text("renamed", "utf-8")
    scratch.rename(live.root / "seeds" / "1.txt")
    knocks()
    assert b"renamed" in live.ask("/")[2]


def test_a_folder_that_is_removed_and_put_back_is_watched_again(
    live: Server, knocks: Callable[[], str]
) -> None:
    seeds = live.root / "seeds"
    seeds.rename(live.root / "away")
    knocks()
    seeds.mkdir()
    live.line("built in")
    (seeds / "3.txt").write_text("back again", "utf-8")
    knocks()
    assert b"back again" in live.ask("/")[2]


def test_a_removed_file_is_built(live: Server, knocks: Callable[[], str]) -> None:
    (live.root / "seeds" / "1.txt").unlink()
    knocks()
    assert b"original" not in live.ask("/")[2]


# --- beginning and end --------------------------------------------------------------------------


def test_ctrl_c_ends_it_cleanly_with_pages_open(live: Server, knocks: Callable[[], str]) -> None:
    started = time.monotonic()
    assert live.end() == 0
    assert time.monotonic() - started < 5
    assert live.said[-1] == "stopped\n"
    assert "Traceback" not in "".join(live.said)


def test_ctrl_c_ends_a_build_that_runs(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "archive")
    with Server(root) as server:
        (root / "build.py").write_text(
            "import os, time, pathlib\n"
            f"pathlib.Path({str(root / 'pid')!r}).write_text(str(os.getpid()))\ntime.sleep(60)",
            "utf-8",
        )
        (root / "seeds" / "1.txt").write_text("slow", "utf-8")
        until = time.monotonic() + 20
        while not (root / "pid").exists() or not (root / "pid").read_text():
            assert time.monotonic() < until
            time.sleep(0.02)
        assert server.end(signal.SIGTERM) == 0
        with pytest.raises(ProcessLookupError):
            os.kill(int((root / "pid").read_text()), 0)


def test_fifty_open_pages_hear_the_same(live: Server) -> None:
    lines = []
    for _ in range(50):
        line = socket.create_connection(("127.0.0.1", live.port), timeout=10)
        line.sendall(
            f"GET /_jianzhu/events HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\n\r\n".encode()
        )
        lines.append(line)
    try:
        for line in lines:
            heard = b""
            while b"data: knock" not in heard:
                heard += line.recv(4096)
        (live.root / "seeds" / "1.txt").write_text("for all", "utf-8")
        for line in lines:
            assert b"data: knock" in line.recv(4096)
        assert b"for all" in live.ask("/")[2]
    finally:
        for line in lines:
            line.close()


def refused(*arguments: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-c", SERVE, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ended.stdout == ""
    return ended.returncode, ended.stderr


def test_a_taken_port_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = refused(str(tmp_path), str(port))
    assert code == 2
    assert said.splitlines()[0] == f"127.0.0.1:{port}: the port is taken"
    assert f"--port {port + 1} (make serve PORT={port + 1})" in said


def test_a_port_that_cannot_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    code, said = refused(str(tmp_path), "70000")
    assert code == 2
    assert said.startswith("127.0.0.1:70000: the port cannot be used")
    assert "--port 8000" in said


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    for root, place in ((tmp_path / "none", tmp_path / "none"), (tmp_path, tmp_path / "seeds")):
        code, said = refused(str(root), "0")
        assert code == 2
        assert said.startswith(f"{place}: no such folder\n  ")


# --- the parts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (FileModifiedEvent("seeds/1.txt"), True),
        (FileClosedEvent("seeds/1.txt"), True),
        (FileOpenedEvent("seeds/1.txt"), False),
        (FileClosedNoWriteEvent("seeds/1.txt"), False),
        (DirModifiedEvent("seeds"), False),
        (FileModifiedEvent("seeds/.1.txt.swp"), False),
        (FileModifiedEvent("seeds/1.txt~"), False),
        (FileModifiedEvent("generator/__pycache__/model.cpython-311.pyc"), False),
        (FileMovedEvent("seeds/1.txt", "seeds/1.txt~"), True),
        (FileMovedEvent("seeds/.new", "seeds/1.txt"), True),
    ],
)
def test_only_a_changed_input_tells(event: object, expected: bool) -> None:
    assert tells(event) is expected  # type: ignore[arg-type]


def test_where_the_system_grants_no_watch_it_looks_every_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Refused(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, *_: object, **__: object) -> NoReturn:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    async def change() -> bool:
        seeds = tmp_path / "seeds"
        seeds.mkdir()
        with watching(tmp_path, (seeds,)) as watch:
            (seeds / "1.txt").write_text("new", "utf-8")
            await asyncio.wait_for(watch.changed.wait(), 10)
            return watch.changed.is_set()

    monkeypatch.setattr("generator.serve.watch.Observer", Refused)
    assert asyncio.run(change())
    assert f"{tmp_path}: cannot be watched: [Errno 28]" in capsys.readouterr().err


def test_of_the_root_only_its_inputs_tell() -> None:
    assert tells(FileModifiedEvent("archive/seeds"), {"seeds"})
    assert not tells(FileModifiedEvent("archive/public"), {"seeds"})


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("", ""),
        ("img-src 'self'", "img-src 'self'"),
        (
            "default-src 'self'; connect-src 'none'",
            "default-src 'self'; connect-src 'self'",
        ),
        (
            "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-x='",
            "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-x='; "
            "connect-src 'self'",
        ),
        (
            "Style-Src 'none'; style-src https://a",
            "style-src 'self'",
        ),
    ],
)
def test_a_policy_is_widened_by_this_server_alone(policy: str, expected: str) -> None:
    assert permit(policy) == expected


def test_a_page_without_a_head_is_enlivened_too() -> None:
    assert enliven("<p>甲", "1").endswith("<p>甲")
    assert 'data-version="&quot;"' in enliven("<head></HEAD >", '"')


def test_a_policy_in_the_text_of_a_page_is_left_alone() -> None:
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page = enliven(f"<head>{meta}</head><body>{meta}", "1")
    assert page.endswith(f"</head><body>{meta}")
    assert page.count("connect-src") == 1


@pytest.mark.parametrize("path", ["a", "", "/a//b", "/./a", "/a/..", "/a\\b", "/a\0", "//"])
def test_a_path_that_could_leave_the_site_names_nothing(path: str) -> None:
    assert within(path) is None


def test_a_site_that_is_not_there_yet_holds_nothing(tmp_path: Path) -> None:
    assert folder(tmp_path / "public")("index.html") is None
    assert look(tmp_path / "public", {}) == {}


def test_the_version_is_of_what_the_files_say(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("a", "utf-8")
    first = look(tmp_path, {})
    os.utime(tmp_path / "a.html", (1, 1))
    touched = look(tmp_path, first)
    assert version(touched) == version(first)
    (tmp_path / "a.html").write_text("b", "utf-8")
    assert version(look(tmp_path, touched)) != version(first)


def test_a_new_style_sheet_is_more_than_style(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a", "utf-8")
    first = look(tmp_path, {})
    (tmp_path / "b.css").write_text("b", "utf-8")
    second = look(tmp_path, first)
    assert not only_styles(first, second)
    (tmp_path / "a.css").write_text("changed", "utf-8")
    assert only_styles(second, look(tmp_path, second))


def test_a_build_that_dies_silently_is_still_a_problem() -> None:
    assert problems_of(-9, " \n").startswith("the build ended with exit code -9")
    assert problems_of(1, "a: b\n") == "a: b"
    assert problems_of(0, "a warning") == ""
