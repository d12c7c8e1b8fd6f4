"""The command line, as a script meets it: what is printed, and the exit code."""

import hashlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "003_67954e8f03f8fee3.txt"
COMMANDS = ("build", "serve", "check", "clean", "facts", "convert", "explain", "new")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert command in capsys.readouterr().out


def test_a_new_archive_builds_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "archive"
    assert main(["new", str(folder)]) == 0
    assert main(["build", str(folder)]) == 0
    assert (folder / "public" / "index.html").exists()
    assert (folder / ".gitignore").exists()
    capsys.readouterr()
    assert main(["new", str(folder)]) == 2
    assert "is there already and not empty" in capsys.readouterr().err


def test_clean_prints_one_file_and_writes_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clean", str(SEED)]) == 0
    assert json.loads(capsys.readouterr().out)["date"] == "2020-02-17"
    assert main(["facts", str(ROOT / "seeds"), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").glob("*.json"))) == 5


def test_a_bad_file_among_good_ones_is_listed_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["clean", str(tmp_path / "empty.txt"), str(SEED)]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[-1])["file"] == SEED.name
    assert "empty.txt" in err
    assert main(["clean", str(tmp_path / "missing.txt")]) == 1


def test_two_files_of_one_name_do_not_overwrite_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(SEED.read_bytes())
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b" / "a.txt")]
    assert main(["clean", *files, "--out", str(tmp_path / "out")]) == 1
    assert "a.json is already that of" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["clean", "missing.txt"], "no such file"),
        (["clean", "empty-folder"], "no article is in this folder"),
        (["clean", "a.txt", "--out", "a.txt"], "a.txt"),
        (["clean", "a.toml"], "unknown kind of file"),
    ],
)
def test_what_cannot_be_done_is_one_message(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "a.toml").write_text("x = 1")
    shutil.copy(SEED, tmp_path / "a.txt")
    assert main(arguments) in (1, 2)
    assert said in capsys.readouterr().err


def test_convert_reads_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("社区里\n裡面\n\n"))
    assert main(["convert", "--to", "zh-Hant-HK"]) == 0
    assert capsys.readouterr().out == "社區裏\n裏面\n\n"
    assert main(["convert", "--to", "zh-TW"]) == 2
    assert "did you mean 'zh-Hant-TW'?" in capsys.readouterr().err


def test_convert_spells_the_names_it_finds_and_those_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "names.txt").write_text("丑学斗\n", "utf-8")
    lines = "据游本昌回忆，当时他在上海。\n丑学斗走进教室。\n"
    for given, second in (([], "醜學鬥走進教室。"), (["--names"], "丑學斗走進教室。")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        names = [*given, str(tmp_path / "names.txt")] if given else []
        assert main(["convert", "--to", "zh-Hant-TW", *names]) == 0
        assert capsys.readouterr().out == f"據游本昌回憶，當時他在上海。\n{second}\n"
    assert main(["convert", "--to", "zh-Hant-TW", "--names", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_explain_names_a_rule_for_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", SEED.stem, str(ROOT)]) == 0
    out = capsys.readouterr().out
    assert "icp" in out
    assert "郭方芳" in out
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() in out
    assert "made full width" in out
    assert main(["explain", "003", str(ROOT)]) == 2


def test_explain_shows_what_a_text_lost(capsys: pytest.CaptureFixture[str]) -> None:
    damaged = next((ROOT / "seeds").glob("002_*.txt"))
    assert main(["explain", damaged.stem, str(ROOT)]) == 0
    assert "截至□月□日" in capsys.readouterr().out


def test_check_lists_what_an_editor_should_see(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT)]) == 0
    out = capsys.readouterr().out
    assert "no date of publication" in out
    assert "5 articles can be published" in out


def test_the_module_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "no-such-folder"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("no-such-folder: no such folder\n  name an archive's folder")
