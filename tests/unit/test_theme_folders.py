"""Themes as folders: what a theme lacks its parent gives; what is wrong with one is one Trouble."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.build import Report, build
from generator.model import Trouble
from generator.templates import load
from generator.theme import theme_files, theme_folders

ROOT = Path(__file__).parents[2]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """One article in an archive of its own."""
    root = tmp_path / "archive"
    for name in ("seeds", "content"):
        (root / name).mkdir(parents=True)
    shutil.copy(ROOT / "seeds" / "000_b923f37d13575b58.txt", root / "seeds")
    wear(root, "default")
    return root


def wear(root: Path, theme: str) -> None:
    (root / "content" / "site.toml").write_text(f'title = "试"\ntheme = "{theme}"\n', "utf-8")


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / "themes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def run(root: Path) -> Report:
    return build(root, root / "public")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_second_theme_builds_and_changes_only_what_it_holds(archive: Path) -> None:
    run(archive)
    before = tree(archive / "public")
    wear(archive, "print-room")
    assert not run(archive).problems
    after = tree(archive / "public")
    assert set(after) - set(before) == {"static/print-room.css"}
    assert after["static/site.css"] == before["static/site.css"]
    for path in (p for p in after if p.endswith(".html")):
        page = after[path].decode()
        assert re.search(
            r'/[a-z]+\.css">\s*<link rel="stylesheet" href="[^"]*print-room\.css',
            page,
        )
        assert 'class="printers-mark"' in page
        assert "笺注 编" not in page
    assert "笺注 刊" in after["index.html"].decode()
    assert "箋注 刊" in after["zh-Hant-TW/index.html"].decode()


CHAIN = {
    "child/theme.toml": 'parent = "middle"\n',
    "child/partials/footer.html": "<p>孩 {{ w.made_by }} {{ w.feed }}</p>",
    "child/static/site.css": "/* of the child */ p { color: red }",
    "middle/theme.toml": 'parent = "print-room"\n',
    "middle/templates/404.html": "中",
    "middle/partials/footer.html": "中",
    "middle/static/middle.css": "/* middle */",
    "middle/words.toml": 'feed = { hans = "通知", tw = "通知", hk = "通知", en = "News" }\n',
}


def test_parents_are_followed_for_templates_partials_words_and_files(archive: Path) -> None:
    write(archive, CHAIN)
    wear(archive, "child")
    assert not run(archive).problems
    public = archive / "public"
    assert "<p>孩 笺注 刊 通知</p>" in (public / "index.html").read_text("utf-8")
    assert (public / "404.html").read_text("utf-8") == "中"
    assert (public / "static" / "site.css").read_text("utf-8") == "p{color:red}"
    assert (public / "static" / "middle.css").exists()
    assert (public / "static" / "print-room.css").exists()


def test_a_template_may_extend_the_one_it_overrides(archive: Path) -> None:
    home = '{% extends "default/home.html" %}{% block main %}{{ super() }}<p>又</p>{% endblock %}'
    write(archive, {"own/templates/home.html": home})
    wear(archive, "own")
    assert not run(archive).problems
    text = (archive / "public" / "index.html").read_text("utf-8")
    assert 'class="masthead"' in text
    assert "<p>又</p>" in text


def test_a_theme_without_a_parent_stands_alone(archive: Path) -> None:
    write(archive, {"alone/theme.toml": 'parent = ""\n', "alone/templates/home.html": "独"})
    folders = theme_folders(archive, "alone")
    assert [folder.name for folder in folders] == ["alone"]
    assert load(folders).environment.list_templates() == ["home.html"]
    assert not theme_files(folders)


def test_an_archive_changes_the_default_theme_by_a_file_of_the_same_name(archive: Path) -> None:
    write(archive, {"default/templates/404.html": "自己的"})
    assert not run(archive).problems
    assert (archive / "public" / "404.html").read_text("utf-8") == "自己的"


@pytest.mark.parametrize(
    ("files", "where", "what", "remedy"),
    [
        ({"a/theme.toml": 'parent = "b"'}, "a/theme.toml", "no theme 'b'", "print-room"),
        (
            {"a/theme.toml": 'parent = "b"', "b/theme.toml": 'parent = "a"'},
            "b/theme.toml",
            "circle: a → b → a",
            "parent",
        ),
        ({"a/theme.toml": 'parent = "a"'}, "a/theme.toml", "circle: a → a", "parent"),
        ({"default/theme.toml": 'parent = "a"', "a/x": ""}, "theme.toml", "a → default → a", ""),
        ({"a/theme.toml": 'parent = "../a"'}, "a/theme.toml", "no name of a folder", "themes/"),
        ({"a/theme.toml": 'parnet = "b"'}, "a/theme.toml", "parnet", "did you mean 'parent'"),
        ({"a/theme.toml": "parent = 1"}, "a/theme.toml", "parent", "mend"),
        ({"a/theme.toml": "parent ="}, "a/theme.toml", "cannot be read", "mend"),
        ({"a/words.toml": 'feed = { hans = "订" }'}, "a/words.toml", "'feed' has no form", "add"),
    ],
)
def test_what_is_wrong_with_a_theme_is_one_trouble_and_the_pages_stay(
    archive: Path, files: dict[str, str], where: str, what: str, remedy: str
) -> None:
    run(archive)
    before = tree(archive / "public")
    write(archive, files)
    wear(archive, "a")
    with pytest.raises(Trouble) as raised:
        run(archive)
    problem = raised.value.problem
    assert problem.where.endswith(where)
    assert what in problem.what
    assert problem.remedy
    assert remedy in problem.remedy
    assert tree(archive / "public") == before


@pytest.mark.parametrize("name", ["v.nothing", "w.nothing", "nothing"])
def test_an_undefined_name_in_an_overriding_template_names_its_line(
    archive: Path, name: str
) -> None:
    run(archive)
    before = tree(archive / "public")
    write(archive, {"own/templates/home.html": "<!doctype html>\n<p>\n{{ " + name + " }}\n"})
    wear(archive, "own")
    report = run(archive)
    assert len(report.problems) == 1
    assert report.problems[0].where.endswith("themes/own/templates/home.html:3")
    assert "nothing" in report.problems[0].what
    assert report.problems[0].remedy
    assert tree(archive / "public") == before
