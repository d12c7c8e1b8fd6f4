"""The server as a browser meets it."""

from __future__ import annotations

import asyncio
import errno
import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
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

from generator.serve import wire
from generator.serve.current import _quiet
from generator.serve.responses import enliven, permit, within
from generator.serve.watch import told, watching
from tests.serving import REPOSITORY, SERVE, Server, lay_out


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose archive no test changes."""
    root = lay_out(tmp_path_factory.mktemp("archive"))
    (root / "secret.txt").write_text("SECRET", "utf-8")
    with Server(root) as server:
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
    status, headers, _ = server.ask("/%E5%90%8D%E5%AD%97")
    assert (status, headers["location"]) == (302, "/%E5%90%8D%E5%AD%97/")
    assert "目录".encode() in server.ask(headers["location"])[2]


def test_a_missing_page_is_the_404_page(server: Server) -> None:
    for path in ("/nothing.html", "/a/b/c", "/empty/", "/empty", "/_jianzhu", "/%ff%fe"):
        status, headers, body = server.ask(path)
        assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert "没有".encode() in body


def test_the_404_page_finds_its_style_at_any_depth(server: Server) -> None:
    _, _, body = server.ask("/people/nope.html")
    for link in (b'href="/static/site.css"', b'href="/index.html"', b'href="https://a.b/c"'):
        assert link in body


def test_a_page_is_enlivened_on_the_way_out(server: Server) -> None:
    _, headers, body = server.ask("/%E5%90%8D%E5%AD%97/%E7%94%B2.html")
    assert b'src="/_jianzhu/live.js"' in body
    assert b"connect-src &#x27;self&#x27;" in body
    assert headers["cache-control"] == "no-cache"
    assert server.ask("/site.css")[2] == b"main { color: black }"


def test_nothing_is_published(server: Server) -> None:
    server.ask("/")
    assert not (server.root / "public").exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("live.js", "text/javascript"), ("knock.js", "text/javascript"), ("live.css", "text/css")],
)
def test_the_live_parts_are_served(server: Server, name: str, kind: str) -> None:
    status, headers, _ = server.ask(f"/_jianzhu/{name}")
    assert (status, headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert server.ask("/_jianzhu/../site.py")[0] == 404


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
    b"/secret.txt",
    b"/seeds/1.txt",
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


# --- watching, planning, telling ----------------------------------------------------------------


def test_a_change_is_planned_and_open_pages_hear_of_it(
    live: Server, knocks: Callable[[], str]
) -> None:
    before = live.state()
    other = live.state("/%E5%90%8D%E5%AD%97/")
    (live.root / "seeds" / "2.txt").write_text("another one", "utf-8")
    assert knocks() == "data: knock"
    assert b"another one" in live.ask("/")[2]
    after = live.state()
    assert after["key"] != before["key"]
    assert {**after, "key": ""} == {**before, "key": ""}
    assert live.state("/%E5%90%8D%E5%AD%97/") == other


def test_a_change_to_style_alone_leaves_every_page_what_it_was(
    live: Server, knocks: Callable[[], str]
) -> None:
    before = live.state()
    (live.root / "themes" / "site.css").write_text("main { color: red }", "utf-8")
    knocks()
    after = live.state()
    assert after.pop("styles") != before.pop("styles")
    assert after == before


def test_what_can_be_shown_at_once_is_shown_before_all_is_planned(
    live: Server, knocks: Callable[[], str]
) -> None:
    (live.root / "seeds" / "slow.txt").write_text(" slow", "utf-8")
    live.line("planned in")
    knocks()
    (live.root / "seeds" / "1.txt").write_text("quick", "utf-8")
    knocks()
    assert b"quick slow" in live.ask("/")[2]
    assert live.line("edited pages shown")
    assert live.line("planned in")
    assert b"quick slow" in live.ask("/")[2]


def test_what_changed_while_it_was_planned_is_not_taken_back(
    live: Server, knocks: Callable[[], str]
) -> None:
    (live.root / "seeds" / "slow.txt").write_text(" slow", "utf-8")
    live.reading()
    (live.root / "seeds" / "1.txt").write_text("meanwhile", "utf-8")
    knocks()
    live.line("planned in")
    assert b"meanwhile" in live.ask("/")[2]
    live.line("planned in")
    assert b"meanwhile slow" in live.ask("/")[2]


def test_a_failed_plan_is_shown_and_the_last_good_site_stays(
    live: Server, knocks: Callable[[], str]
) -> None:
    good = live.state()
    (live.root / "seeds" / "2.txt").write_text("hopeless", "utf-8")
    knocks()
    said = "seeds: <b>hopeless</b>\n  give hope\n  what was planned before stays up"
    assert live.state() == {**good, "problems": said}
    assert b"original" in live.ask("/")[2]
    assert "seeds: <b>hopeless</b>\n" in live.said

    (live.root / "seeds" / "2.txt").unlink()
    knocks()
    assert live.state() == good


def test_problems_beside_a_good_site_are_shown_with_it(
    live: Server, knocks: Callable[[], str]
) -> None:
    (live.root / "seeds" / "2.txt").write_text("doubtful", "utf-8")
    knocks()
    assert live.state()["problems"] == "seeds/1.txt: doubtful\n  be sure"
    assert b"doubtful" in live.ask("/")[2]


def test_a_page_that_cannot_be_made_stays_where_it_is_open_and_says_why_elsewhere(
    live: Server, knocks: Callable[[], str]
) -> None:
    before = live.state()
    (live.root / "seeds" / "2.txt").write_text("unmakeable", "utf-8")
    knocks()
    problem = "page.html:3: no such name\n  mend the template"
    assert live.state(key=before["key"]) == {**before, "problems": problem}
    status, _, body = live.ask("/")
    assert (status, b"no such name" in body) == (500, True)
    assert live.state(key="")["key"] == ""
    (live.root / "seeds" / "2.txt").unlink()
    knocks()
    assert live.state(key="") == before


def test_a_site_process_that_dies_is_replaced_once(live: Server, knocks: Callable[[], str]) -> None:
    before, planned = live.state(), live.plans()
    (live.root / "seeds" / "2.txt").write_text("deadly", "utf-8")
    live.line("planned in")
    assert live.ask("/")[0] in (500, 503)  # it takes its process down
    live.line("planned in")
    assert live.ask("/")[0] == 500
    problem = "the site process ended with exit code 9 and said nothing"
    assert live.state(key="x") == {**before, "key": "x", "problems": problem}
    time.sleep(0.5)
    assert live.plans() - planned == 2  # else a page that reloads itself would go on for ever
    (live.root / "seeds" / "2.txt").unlink()
    live.line("planned in")
    assert b"original" in live.ask("/")[2]


def test_an_archive_that_cannot_be_planned_at_all_says_so_and_recovers(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "archive")
    (root / "seeds" / "1.txt").write_text("hopeless", "utf-8")
    with Server(root, first="nothing could") as live:
        status, _, body = live.ask("/")
        assert (status, b"&lt;b&gt;hopeless&lt;/b&gt;" in body) == (500, True)
        assert b"live.js" in body
        assert live.state()["key"] == ""
        (root / "seeds" / "1.txt").write_text("original", "utf-8")
        live.line("planned in")
        assert live.ask("/")[0] == 200
        assert live.state()["key"]


def test_while_the_archive_is_read_the_page_says_so(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "archive")
    (root / "seeds" / "slow.txt").write_text("slow", "utf-8")
    with Server(root, first="http://") as live:
        status, _, body = live.ask("/")
        assert (status, b'http-equiv="refresh"' in body) == (503, True)
        assert live.state()["key"] == ""
        live.line("planned in")
        assert live.ask("/")[0] == 200


def test_a_burst_of_files_is_planned_a_few_times_and_then_complete(live: Server) -> None:
    before = live.plans()
    for number in range(500):
        (live.root / "seeds" / f"2-{number:03}.txt").write_text(f"burst {number}", "utf-8")
    (live.root / "seeds" / "1.txt").write_text("the last", "utf-8")
    until = time.monotonic() + 20
    while b"the last" not in live.ask("/")[2] and time.monotonic() < until:
        time.sleep(0.05)
    assert b"the last" in live.ask("/")[2]
    time.sleep(0.5)
    assert 1 <= live.plans() - before <= 4


@pytest.mark.parametrize("turns", range(5))
def test_a_wait_for_changes_ends_when_it_is_told_to_whatever_comes_in_that_moment(
    turns: int,
) -> None:
    async def told() -> bool:
        changed = asyncio.Event()
        waiting = asyncio.create_task(_quiet(changed, 5, 60))
        await asyncio.sleep(0.01)
        changed.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting], timeout=2)
        ended = waiting.cancelled()
        waiting.cancel()
        return ended

    assert asyncio.run(told())


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
    live.line("planned in")
    (seeds / "3.txt").write_text("back again", "utf-8")
    knocks()
    assert b"back again" in live.ask("/")[2]


def test_a_removed_file_is_gone(live: Server, knocks: Callable[[], str]) -> None:
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


def test_ctrl_c_ends_a_process_that_plans(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "archive")
    with Server(root) as server:
        (root / "site.py").write_text(
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
    assert bool(told(event)) is expected  # type: ignore[arg-type]


def test_a_save_by_renaming_tells_of_the_file_that_is_there_then() -> None:
    assert told(FileMovedEvent("seeds/.1.swp", "seeds/1.txt")) == {"seeds/1.txt"}
    assert told(FileMovedEvent("seeds/1.txt", "seeds/1.txt~")) == {"seeds/1.txt"}


def test_where_the_system_grants_no_watch_it_looks_every_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Refused(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, *_: object, **__: object) -> NoReturn:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    async def change() -> bool:
        seeds = tmp_path / "seeds"
        seeds.mkdir()
        heard = asyncio.Queue[set[str]]()
        with watching(tmp_path, (seeds,), heard.put_nowait):
            (seeds / "1.txt").write_text("new", "utf-8")
            while str(seeds / "1.txt") not in await asyncio.wait_for(heard.get(), 10):
                pass
        return True

    monkeypatch.setattr("generator.serve.watch.Observer", Refused)
    assert asyncio.run(change())
    assert f"{tmp_path}: cannot be watched: [Errno 28]" in capsys.readouterr().err


def test_of_the_root_only_its_inputs_tell() -> None:
    assert told(FileModifiedEvent("archive/seeds"), {"seeds"})
    assert not told(FileModifiedEvent("archive/public"), {"seeds"})


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


READY = wire.Ready("", {"a.css": "1"}, "2")


def test_a_page_without_a_head_is_enlivened_too() -> None:
    assert enliven("<p>甲", "1", READY).endswith("<p>甲")
    assert 'data-key="&quot;"' in enliven("<head></HEAD >", '"', READY)
    assert "{&quot;a.css&quot;:&quot;1&quot;}" in enliven("", "", READY)


def test_a_policy_in_the_text_of_a_page_is_left_alone() -> None:
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page = enliven(f"<head>{meta}</head><body>{meta}", "1", READY)
    assert page.endswith(f"</head><body>{meta}")
    assert page.count("connect-src") == 1


@pytest.mark.parametrize("path", ["a", "", "/a//b", "/./a", "/a/..", "/a\\b", "/a\0", "//"])
def test_a_path_that_could_leave_the_site_names_nothing(path: str) -> None:
    assert within(path) is None


# --- what goes through the pipe -----------------------------------------------------------------


MESSAGES = (wire.Ask("名字/甲.html", "k"), wire.Edit(("seeds/1.txt",)), wire.Ask(""))


def test_requests_come_out_of_a_pipe_as_they_went_in() -> None:
    pipe = io.BytesIO(b"".join(map(wire.frame, MESSAGES)))
    assert [*iter(partial(wire.request, pipe), None)] == [*MESSAGES]


def test_a_request_that_breaks_off_is_none() -> None:
    whole = wire.frame(MESSAGES[0])
    for length in range(len(whole)):
        assert wire.request(io.BytesIO(whole[:length])) is None


def test_replies_come_out_as_they_went_in_and_their_end_is_noticed() -> None:
    replies = (
        READY,
        wire.Answer("k", bytes(1 << 20)),
        wire.Edited(READY),
        wire.Edited(None),
        wire.Failed("乙"),
    )

    async def read() -> list[wire.Reply]:
        pipe = asyncio.StreamReader()
        pipe.feed_data(b"".join(map(wire.frame, replies)) + b"\0")
        pipe.feed_eof()
        found = [await wire.reply(pipe) for _ in replies]
        with pytest.raises(EOFError):
            await wire.reply(pipe)
        return found

    assert asyncio.run(read()) == [*replies]


def test_the_server_takes_no_stage_into_its_process() -> None:
    code = "import sys, generator.serve.serve; print(*(m for m in sys.modules if 'generator' in m))"
    run = [sys.executable, "-c", code]
    loaded = subprocess.run(run, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    names = {name for name in loaded.stdout.split() if not name.startswith("generator.serve")}
    assert names == {"generator", "generator.model"}
