"""Builds after edits: whatever the order, the site is what a clean build makes of the archive."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from generator import standing
from generator.standing import publish
from tests.bench.archive import write_archive
from tests.deeds import DEEDS, MATERIAL, a_word, the_title


@pytest.fixture
def archive(tmp_path: Path, settled: None) -> Path:
    root = tmp_path / "archive"
    write_archive(root, 3, MATERIAL)
    (root / "content" / "site.toml").write_text('title = "文库"\neditions = ["source"]\n', "utf-8")
    return root


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def clean(root: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build makes of a copy that was never built."""
    copy = tmp_path / f"copy{time.time_ns()}"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".cache", "public"))
    publish(copy, copy / "public")
    return tree(copy / "public")


def test_templates_are_compiled_once_for_all_builds(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled, compile = list[str](), jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, *given: str) -> object:
        compiled.append(given[0])
        return compile(self, source, *given)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    publish(archive, archive / "public", workers="serial")
    assert len(compiled) > 30
    compiled.clear()
    a_word(archive, random.Random(2))
    publish(archive, archive / "public", workers="serial")
    assert compiled == []


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_site_is_what_a_clean_build_makes(
    archive: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    publish(archive, archive / "public")
    deeds = chance.sample(DEEDS, 9)
    for deeds_at_once in (deeds[:1], deeds[1:2], deeds[2:4], deeds[4:5], deeds[5:]):
        for deed in deeds_at_once:
            deed(archive, chance)
        publish(archive, archive / "public")
        assert publish(archive, archive / "public").written == 0
    assert tree(archive / "public") == clean(archive, tmp_path), [deed.__name__ for deed in deeds]


# --- nothing changed ---------------------------------------------------------------------------


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Of which archives a build looked at anything."""
    from generator import build as builder

    seen: list[Path] = []
    build = builder.build

    def counted(root: Path, *given: object) -> object:
        seen.append(root)
        return build(root, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(builder, "build", counted)
    return seen


def test_where_nothing_changed_nothing_is_looked_at(archive: Path, builds: list[Path]) -> None:
    first = publish(archive, archive / "public")
    again = publish(archive, archive / "public")
    assert len(builds) == 1
    assert (again.articles, again.files) == (first.articles, first.files)
    assert (again.written, again.removed) == (0, 0)


def test_an_archive_may_be_named_in_any_way(
    archive: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(archive, archive / "public")
    monkeypatch.chdir(archive)
    publish(Path(), Path("public"))
    publish(Path("../archive"), Path("../archive/public"))
    assert len(builds) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda root: os.utime(root / "seeds" / "000001.txt"),
        lambda root: (root / "seeds" / "000001.txt").unlink(),
        lambda root: (root / "content" / "site.toml").write_text('title = "別"\n', "utf-8"),
        lambda root: (
            (root / "themes" / "own" / "static").mkdir(parents=True)
            or (root / "themes" / "own" / "static" / "a.css").write_text("a{}")
        ),
        lambda root: (root / "public" / "index.html").unlink(),
        lambda root: (root / "public" / "people" / "stray.html").write_text(""),
        lambda root: shutil.rmtree(root / "public"),
        lambda root: shutil.rmtree(root / ".cache"),
        lambda root: (root / ".cache" / "memo.sqlite").write_bytes(b"no database"),
    ],
)
def test_whatever_changed_is_seen(
    archive: Path,
    builds: list[Path],
    change: Callable[[Path], object],
) -> None:
    publish(archive, archive / "public")
    change(archive)
    publish(archive, archive / "public")
    assert len(builds) == 2


def test_a_link_to_a_folder_is_followed_and_one_that_leads_back_is_not(
    archive: Path, builds: list[Path], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    (own / "static").mkdir(parents=True)
    (archive / "themes").mkdir()
    (archive / "themes" / "own").symlink_to(own)
    for name in ("a", "b"):
        (archive / "content" / name).symlink_to(archive / "content")
    publish(archive, archive / "public")
    (own / "static" / "new.css").write_text("a{}")
    publish(archive, archive / "public")
    assert len(builds) == 2


def test_another_address_or_folder_is_another_build(archive: Path, builds: list[Path]) -> None:
    publish(archive, archive / "public")
    publish(archive, archive / "public", "https://example.org/")
    publish(archive, archive / "other", "https://example.org/")
    assert len(builds) == 3


def test_a_change_as_young_as_the_build_is_not_trusted(
    archive: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_SETTLED", 10**10)
    publish(archive, archive / "public")
    publish(archive, archive / "public")
    assert len(builds) == 2


def test_problems_are_listed_again(archive: Path) -> None:
    (archive / "seeds" / "bad.txt").write_bytes(b"")
    first = publish(archive, archive / "public")
    assert first.problems
    assert publish(archive, archive / "public").problems == first.problems


def test_a_source_that_changes_while_it_is_read_is_read_again(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator import steps

    label = steps.label

    def slow(*given: object) -> object:
        a_word(archive, random.Random(1))
        monkeypatch.setattr(steps, "label", label)
        return label(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(steps, "label", slow)
    publish(archive, archive / "public", workers="serial")
    publish(archive, archive / "public")
    assert tree(archive / "public") == clean(archive, tmp_path)


# --- a full disk ---------------------------------------------------------------------------------


def test_a_disk_that_is_full_in_mid_build_costs_what_it_could_not_hold(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(archive, archive / "public")
    before = tree(archive / "public")
    a_word(archive, random.Random(1))
    the_title(archive, random.Random(2))
    replace, written = Path.replace, [0]

    def full(self: Path, target: Path) -> Path:
        written[0] += 1
        if written[0] > 5:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    report = publish(archive, archive / "public", workers="serial")
    assert all("No space left" in problem.what for problem in report.problems)
    after = tree(archive / "public")
    assert sum(after[path] != before.get(path) for path in after) == report.written == 5
    monkeypatch.undo()
    whole = clean(archive, tmp_path)
    assert before.keys() & whole.keys() <= after.keys()
    assert all(data in (before.get(path), whole.get(path)) for path, data in after.items())
    assert publish(archive, archive / "public").problems == ()
    assert tree(archive / "public") == whole
