"""What the bench is made of: articles, edits, and what it sees of processes. Nothing is timed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml as pyyaml

from generator.clean.rules import RULES
from tests.bench.archive import dump, material, story
from tests.bench.scale import Row, line
from tests.bench.sites import (
    eleventy_files,
    home,
    hugo_files,
    pelican_files,
    rule_edited,
    template_edited,
)
from tests.bench.stories import languages, newest, title_edited, word_edited
from tests.bench.watch import Taken, below, memory, memory_below, watched

ROOT = Path(__file__).parents[2]
MADE = material()
STORIES = [story(MADE, n) for n in range(20)]
HOLD = "held = bytearray(30_000_000); print('up', flush=True); sys.stdin.read()"
BURN = "import time\nwhile time.process_time() < 0.2: pass"


@pytest.mark.parametrize("files", [hugo_files, eleventy_files, pelican_files])
def test_the_markdown_of_an_article_is_the_same_each_time(files) -> None:
    again = material()
    for n, told in enumerate(STORIES):
        assert list(files(told)) == list(files(story(again, n)))


def test_hugo_has_every_article_in_three_languages() -> None:
    paths = [path for told in STORIES for path, _ in hugo_files(told)]
    assert len(set(paths)) == len(paths) == 3 * len(STORIES)
    assert [convert("发展，里程") for convert in languages().values()] == [
        "发展，里程",
        "發展，里程",
        "發展，里程",
    ]


def test_front_matter_says_what_the_dump_says() -> None:
    for told in STORIES:
        ((_, text),) = eleventy_files(told)
        _, front, body = text.split("---\n", 2)
        said = pyyaml.safe_load(front)
        assert (said["title"], said["writer"]) == (told.title, told.writer)
        assert f"{said['date']:%Y-%m-%d %H:%M}" == f"{told.day} {told.time}"
        assert said["tags"]
        for words in (*said["tags"], *body.split()):
            assert words in dump(told).replace("　", "")


def test_an_edit_to_a_word_changes_one_paragraph() -> None:
    for told in STORIES:
        edited = word_edited(told)
        pairs = zip(told.paragraphs, edited.paragraphs, strict=True)
        assert sum(old != new for old, new in pairs) == 1
        assert edited._replace(paragraphs=told.paragraphs) == told


def test_an_edit_to_a_title_changes_the_title_alone() -> None:
    told = newest(STORIES)
    edited = title_edited(told, "补记")
    assert dump(edited) == dump(told).replace(told.title, told.title + "补记")


def test_an_edit_to_the_rules_changes_one_row(tmp_path: Path) -> None:
    code = (ROOT / "generator" / "clean" / "rules.py").read_text("utf-8")
    edited = tmp_path / "edited.py"
    edited.write_text(rule_edited(code), "utf-8")
    spec = importlib.util.spec_from_file_location("edited", edited)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    changed = [new for old, new in zip(RULES, module.RULES, strict=True) if old != new]
    assert [row.name for row in changed] == [RULES[0].name]


def test_an_edit_to_the_template_adds_one_word() -> None:
    template = ROOT / "themes" / "default" / "templates" / "article.html"
    html = template.read_text("utf-8")
    assert template_edited(html).replace("<p>校对中</p>", "", 1) == html != template_edited(html)
    with pytest.raises(ValueError, match="nothing to edit"):
        template_edited("")


def test_a_home_page_is_stale_until_it_shows_the_title(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("旧题", "utf-8")
    assert home(tmp_path, "补记") == "stale"
    (tmp_path / "index.html").write_text("旧题补记", "utf-8")
    assert home(tmp_path, "补记") == "fresh"


def test_processes_below_one_are_found_at_any_depth() -> None:
    assert below(1, {2: 1, 3: 2, 4: 3, 5: 9, 9: 0}) == {2, 3, 4}


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no /proc")
def test_memory_of_a_tree_is_that_of_all_its_processes() -> None:
    child = f"import sys; {HOLD}"
    parent = (
        f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {child!r}]); {HOLD}"
    )
    before = memory_below(os.getpid())
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == ["up\n", "up\n"]
        inside = memory_below(process.pid)
        assert inside > 30_000_000
        assert inside + memory(process.pid) > 60_000_000
        assert before + 60_000_000 < memory_below(os.getpid())
    assert memory(process.pid) == 0


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no /proc")
def test_what_a_command_leaves_behind_is_waited_for(tmp_path: Path) -> None:
    code = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}]); sys.exit(3)"
    )
    taken = watched([sys.executable, "-c", code], tmp_path, tmp_path / "log", {})
    assert taken.code == 3
    assert taken.cpu >= 0.2


def test_a_row_stands_beside_hugos_of_its_name_or_its_cold_build() -> None:
    def row(site: str, step: str, cpu: float) -> Row:
        return Row(site, step, Taken(0, cpu, cpu, 1_000_000), 0, 0, 0, "")

    hugo = [row("hugo", "cold build", 4.0), row("hugo", "nothing changed", 2.0)]
    same, rule = row("ours", "nothing changed", 1.0), row("ours", "a chrome rule changed", 1.0)
    assert line(same, [*hugo, same]).split()[-3:] == ["0.50", "0.50", "1.00"]
    assert line(rule, [*hugo, rule]).split()[-3:] == ["0.25", "0.25", "1.00"]
