"""The folder of sources: which files are pages, which are refused, and how little runs again."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from generator import read, steps
from generator.build import build
from generator.cli import main

BODY = "各地春耕备耕有序展开，农资供应充足，价格平稳。记者从县农业局了解到，已备足种子。"


def line(title: str, **more: str) -> str:
    page = f"{title}\n2020-03-06 10:08　来源：新报\n　　{BODY}\n　　{title}之后，{BODY}\n"
    return json.dumps({"text": page} | more, ensure_ascii=False)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive whose one file holds three articles."""
    root = tmp_path / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "content" / "edits").mkdir(parents=True)
    (root / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    rows = (line("春耕备耕有序展开"), line("夏收夏种全面完成", id="xia"), line("秋粮收购工作启动"))
    (root / "seeds" / "a.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    return root


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each stage ran."""
    count: Counter[str] = Counter()
    for name in ("intake", "label", "annotate"):
        stage = getattr(steps, name)

        def counted(*given: object, stage=stage, name=name):  # type: ignore[no-untyped-def]
            count[name] += 1
            return stage(*given)

        monkeypatch.setattr(steps, name, counted)
    return count


def articles(root: Path) -> set[str]:
    pages = (root / "public" / "articles").glob("*.html")
    return {page.stem for page in pages} - {"index"}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_file_of_many_pages_gives_an_article_each(archive: Path) -> None:
    assert not build(archive, archive / "public").problems
    assert articles(archive) == {"a-1", "xia", "a-3"}


def test_a_changed_line_runs_that_page_only(archive: Path, ran: Counter[str]) -> None:
    build(archive, archive / "public")
    assert ran == {"intake": 3, "label": 3, "annotate": 3}
    ran.clear()
    build(archive, archive / "public")
    assert not ran
    change(archive / "seeds" / "a.jsonl", "秋粮收购工作启动之后", "秋粮收购工作开始之后")
    assert not build(archive, archive / "public").problems
    assert ran == {"intake": 1, "label": 1, "annotate": 1}


def test_a_line_that_goes_bad_stays_what_it_was(archive: Path) -> None:
    build(archive, archive / "public")
    change(archive / "seeds" / "a.jsonl", '{"text": "秋', '{"text: "秋')
    report = build(archive, archive / "public")
    assert [p.where for p in report.problems] == ["seeds/a.jsonl:3"]
    assert articles(archive) == {"a-1", "xia", "a-3"}


def test_of_a_file_that_goes_bad_all_articles_stay(archive: Path) -> None:
    build(archive, archive / "public")
    (archive / "seeds" / "a.jsonl").write_bytes(b"\n")
    report = build(archive, archive / "public")
    assert [p.where for p in report.problems] == ["seeds/a.jsonl"]
    assert articles(archive) == {"a-1", "xia", "a-3"}


def test_two_files_may_not_claim_one_id(archive: Path) -> None:
    (archive / "seeds" / "xia.txt").write_text(BODY, "utf-8")
    report = build(archive, archive / "public")
    assert [p.where for p in report.problems] == ["seeds/xia.txt"]
    assert "seeds/a.jsonl" in report.problems[0].what


def test_an_overlay_corrects_one_page_of_many(archive: Path) -> None:
    edit = archive / "content" / "edits" / "xia.md"
    edit.write_text("---\ntitle: 改过的题目\n---\n", "utf-8")
    assert not build(archive, archive / "public").problems
    assert "改过的题目" in (archive / "public" / "articles" / "xia.html").read_text("utf-8")
    edit.rename(edit.with_name("xiaa.md"))
    (problem,) = build(archive, archive / "public").problems
    assert "did you mean 'xia'?" in problem.remedy


def test_a_sidecar_is_read_with_its_file_and_a_stray_one_is_named(
    archive: Path, ran: Counter[str]
) -> None:
    (archive / "seeds" / "b.html").write_text(f"<h1>冬修水利</h1><p>{BODY}", "utf-8")
    build(archive, archive / "public")
    ran.clear()
    (archive / "seeds" / "b.toml").write_text('title = "冬修水利动工"\n', "utf-8")
    (archive / "seeds" / "c.toml").write_text("", "utf-8")
    (problem,) = build(archive, archive / "public").problems
    assert problem.where == "seeds/c.toml"
    assert ran["intake"] == 1
    assert "冬修水利动工" in (archive / "public" / "articles" / "b.html").read_text("utf-8")
    (archive / "seeds" / "c.toml").unlink()
    (archive / "seeds" / "b.toml").write_text('titel = "冬"\n', "utf-8")
    (problem,) = build(archive, archive / "public").problems
    assert (problem.where, "title" in problem.remedy) == ("seeds/b.toml", True)


def test_explain_and_clean_find_each_page(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "xia", str(archive)]) == 0
    assert "夏收夏种" in capsys.readouterr().out
    assert main(["explain", "xiaa", str(archive)]) == 2
    assert "did you mean 'xia'?" in capsys.readouterr().err
    seeds = archive / "seeds"
    assert main(["clean", str(seeds / "a.jsonl")]) == 0
    titles = [json.loads(row)["title"] for row in capsys.readouterr().out.splitlines()]
    assert titles == ["春耕备耕有序展开", "夏收夏种全面完成", "秋粮收购工作启动"]
    (seeds / "a.toml").write_text('source = "晚报"\n', "utf-8")
    assert main(["clean", str(seeds), "--out", str(tmp_path / "out")]) == 0
    out = {p.stem: json.loads(p.read_text("utf-8")) for p in (tmp_path / "out").iterdir()}
    assert {id: made["source"] for id, made in out.items()} == dict.fromkeys(
        ("a-1", "xia", "a-3"), "晚报"
    )


def test_check_says_how_much_could_not_be_read(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive / "seeds" / "b.txt").write_bytes((BODY * 9).encode() + b"\xff" + BODY.encode())
    assert main(["check", str(archive)]) == 0
    assert "seeds/b.txt: 1 characters could not be read as utf-8" in capsys.readouterr().out


# --- files that are no pages --------------------------------------------------------------------


def test_parts_of_a_saved_page_and_readme_files_are_no_articles(archive: Path) -> None:
    seeds = archive / "seeds"
    for name in ("页_files/frame.html", "页.files/frame.htm", "own_files/b.html", "README.md"):
        (seeds / name).parent.mkdir(exist_ok=True)
        (seeds / name).write_text(BODY, "utf-8")
    (seeds / "页.html").write_text(BODY, "utf-8")
    assert set(read.files(archive)) == {"a", "own_files-b", "页"}


def test_what_is_no_plain_file_is_one_problem_each(archive: Path, tmp_path: Path) -> None:
    seeds = archive / "seeds"
    (seeds / "folder.txt").mkdir()
    os.mkfifo(seeds / "pipe.txt")
    (tmp_path / "secret.txt").write_text(BODY, "utf-8")
    (seeds / "out.txt").symlink_to(tmp_path / "secret.txt")
    (seeds / "up.txt").symlink_to("../../secret.txt")
    (seeds / "gone.txt").symlink_to("nowhere.txt")
    (seeds / "circle.txt").symlink_to("circle.txt")
    (seeds / "line\nend.txt").write_text(BODY, "utf-8")
    with (seeds / "huge.txt").open("wb") as file:
        file.truncate(read.LIMIT + 1)
    (seeds / "a..b.txt").write_text(BODY, "utf-8")
    report = build(archive, archive / "public")
    assert sorted(p.where.encode("utf-8", "replace").decode() for p in report.problems) == [
        *("seeds/circle.txt", "seeds/folder.txt", "seeds/gone.txt", "seeds/huge.txt"),
        *("seeds/line\nend.txt", "seeds/out.txt", "seeds/pipe.txt", "seeds/up.txt"),
    ]
    assert all(p.remedy and "generator" not in p.remedy for p in report.problems)
    assert articles(archive) == {"a-1", "xia", "a-3", "a..b"}


def test_a_name_that_is_not_utf8_is_one_problem(archive: Path) -> None:
    path = os.fsencode(archive / "seeds") + b"/\xb4\xba.txt"
    with open(path, "wb") as file:
        file.write(BODY.encode())
    (problem,) = build(archive, archive / "public").problems
    assert "its name cannot be printed" in problem.what
    assert articles(archive) == {"a-1", "xia", "a-3"}
