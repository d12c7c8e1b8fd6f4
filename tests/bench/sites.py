"""The sites that the bench builds: ours, and the same articles as each peer would have them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.bench import peers
from tests.bench.archive import Story, write_dump
from tests.bench.stories import headers, languages, newest, title_edited, word_edited, yaml

ROOT = Path(__file__).parents[2]
COLD, SAME, WORD, TITLE = "cold build", "nothing changed", "one word edited", "a title edited"
RULE, TEMPLATE = "a chrome rule changed", "a template changed"
_PATIENCE, _SETTLING = 300, 5  # seconds for two builds of Eleventy; until it watches indeed
_LAYOUTS = Path(__file__).parent / "peers"
EDITIONS = ("zh-Hant-TW", "zh-Hant-HK")  # beside the source edition, which is always there
_SITE = f'title = "文库"\neditions = {[*EDITIONS]}\n'
_MARK, _AGAIN = "补记", "再记"


class Step(NamedTuple):
    """One build of a site, and what is edited before it."""

    name: str
    edit: Callable[[], object]
    command: tuple[str, ...]
    mark: str = ""  # what the home page shows afterwards, if it is not stale


class Site(NamedTuple):
    """A generator's folder, laid out and not built yet."""

    folder: Path  # where its commands run
    out: Path
    steps: tuple[Step, ...]
    environment: Mapping[str, str]  # beside the bench's own
    watching: Callable[[], str] | None = None  # what becomes of its home page while it watches


def ours(folder: Path, stories: list[Story]) -> Site:
    """Our own: an archive of text dumps, and a copy of the generator whose code can be edited."""
    code, archive, out = folder / "code", folder / "archive", folder / "public"
    for part in ("generator", "themes"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, code / part, ignore=ignored)
    subprocess.run([sys.executable, "-m", "compileall", "-q", code / "generator"], check=True)
    for part in ("seeds", "content"):
        (archive / part).mkdir(parents=True)
    (archive / "content" / "site.toml").write_text(_SITE, "utf-8")

    def put(told: Story) -> None:
        write_dump(archive, told)

    for told in stories:
        put(told)
    build = (sys.executable, "-m", "generator", "build", str(archive), "--out", str(out))
    rules = code / "generator" / "clean" / "rules.py"
    template = code / "themes" / "default" / "templates" / "article.html"
    steps = (
        *_steps(build, put, stories),
        Step(RULE, lambda: _edit(rules, rule_edited), build),
        Step(TEMPLATE, lambda: _edit(template, template_edited), build),
    )
    return Site(code, out, steps, {"PYTHONPATH": str(code)})


def hugo(folder: Path, stories: list[Story]) -> Site:
    """Hugo's: Markdown in three languages, a page for each tag."""
    program = peers.hugo()
    put = _laid(folder, "hugo", hugo_files, stories)
    template = folder / "layouts" / "page.html"

    def edit_template() -> None:
        _edit(template, lambda html: html.replace("<h1>", '<h1 class="title">'))

    steps = (
        *_steps((program, "--quiet"), put, stories),
        Step(TEMPLATE, edit_template, (program, "--quiet")),
    )
    return Site(folder, folder / "public", steps, {"HUGO_CACHEDIR": str(folder / "cache")})


def hugo_articles(folder: Path, stories: list[Story]) -> Site:
    """Hugo's with no page for a tag: the least that it can do."""
    program = peers.hugo()
    _laid(folder, "hugo", hugo_files, stories)
    environment = {"HUGO_CACHEDIR": str(folder / "cache"), "HUGO_DISABLEKINDS": "taxonomy term"}
    step = Step(COLD, lambda: None, (program, "--quiet"))
    return Site(folder, folder / "public", (step,), environment)


def pelican(folder: Path, stories: list[Story]) -> Site:
    """Pelican's: Markdown in one language, every cache on."""
    program = peers.pelican()
    put = _laid(folder, "pelican", pelican_files, stories)
    return Site(folder, folder / "output", _steps((program, "-q"), put, stories), {})


def eleventy(folder: Path, stories: list[Story]) -> Site:
    """Eleventy's: Markdown in one language."""
    program = peers.eleventy()
    put = _laid(folder, "eleventy", eleventy_files, stories)
    out = folder / "public"

    def watching() -> str:
        return _watching(folder, program, lambda: put(title_edited(newest(stories), _AGAIN)))

    return Site(folder, out, _steps((program, "--quiet"), put, stories), {}, watching)


def hugo_files(told: Story) -> Iterator[tuple[str, str]]:
    """The files of an article, in three languages."""
    for language, convert in languages().items():
        yield f"content/{language}/articles/{told.id}.md", yaml(told, convert)


def eleventy_files(told: Story) -> Iterator[tuple[str, str]]:
    """The file of an article."""
    yield f"content/articles/{told.id}.md", yaml(told)


def pelican_files(told: Story) -> Iterator[tuple[str, str]]:
    """The file of an article."""
    yield f"content/articles/{told.id}.md", headers(told)


def rule_edited(code: str) -> str:
    """`clean/rules.py` with words more that the first row takes."""
    return _replaced(r'(Rule\(\s*"[^"]+",\s*r")', r"\g<1>本站网安备案|", code)


def template_edited(html: str) -> str:
    """`article.html` with a word more on the page."""
    return _replaced(r"(\{% block main %\})", r"\g<1><p>校对中</p>", html)


def _replaced(pattern: str, by: str, text: str) -> str:
    changed, count = re.subn(pattern, by, text, count=1)
    if not count:
        raise ValueError(f"nothing to edit: {pattern} is not there")
    return changed


def _edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def _steps(
    command: tuple[str, ...], put: Callable[[Story], object], stories: list[Story]
) -> tuple[Step, ...]:
    """What every site is put through; `put` writes an article's files anew."""
    middle, latest = stories[len(stories) // 2], newest(stories)
    return (
        Step(COLD, lambda: None, command),
        Step(SAME, lambda: None, command),
        Step(WORD, lambda: put(word_edited(middle)), command),
        Step(TITLE, lambda: put(title_edited(latest, _MARK)), command, _MARK),
    )


def _laid(
    folder: Path,
    layout: str,
    files: Callable[[Story], Iterator[tuple[str, str]]],
    stories: list[Story],
) -> Callable[[Story], None]:
    """What writes an article's files, after the layout and all articles are there."""
    shutil.copytree(_LAYOUTS / layout, folder)

    def put(told: Story) -> None:
        for name, text in files(told):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    for told in stories:
        put(told)
    return put


def home(out: Path, mark: str) -> str:
    """Whether the home page shows some words that were added to a title."""
    page = out / "index.html"
    return "fresh" if page.is_file() and mark in page.read_text("utf-8") else "stale"


def _watching(folder: Path, program: str, edit: Callable[[], object]) -> str:
    """What becomes of Eleventy's home page when it watches with --incremental."""
    with subprocess.Popen(
        [program, "--watch", "--incremental"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        end = threading.Timer(_PATIENCE, process.kill)
        end.start()
        try:
            waits = (line for line in process.stdout or () if "Watching" in line)
            if not next(waits, ""):
                return "not known, it never watched"
            time.sleep(_SETTLING)
            edit()
            built = next(waits, "")
            return home(folder / "public", _AGAIN) if built else "not known, it did not build"
        finally:
            end.cancel()
            process.kill()
