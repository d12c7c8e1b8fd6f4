"""The archive of this repository, built somewhere else, and which of its pages to look at."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from generator import read
from generator.editions import choose

REPOSITORY = Path(__file__).parents[2]
EDITIONS = choose(read.site(REPOSITORY).editions)
"""Those that this repository publishes."""


def copy_archive(root: Path) -> Path:
    """The folder, with the repository's own seeds, content and themes in it."""
    for name in ("seeds", "content", "themes"):
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, root / name)
    return root


def build_site(root: Path) -> Path:
    """The site built from a copy of the repository's archive, in a folder called `name`."""
    build(copy_archive(root))
    return (root / "public").rename(root / "name")


def build(root: Path, *options: str) -> None:
    """Build the archive in that folder, as the command line does."""
    command = [sys.executable, "-m", "generator", "build", str(root), *options]
    subprocess.run(command, cwd=REPOSITORY, check=True)


def sample_of(site: Path) -> tuple[str, ...]:
    """Paths within an edition: every article, and of every other kind of page the largest."""
    largest: dict[str, Path] = {}
    inner = {edition.folder.rstrip("/") for edition in EDITIONS}
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site)
        if path.parts[0] in inner or path.name == "404.html":
            continue
        one_of_many = len(path.parts) > 1 and path.name != "index.html"
        kind = path.parts[0] if one_of_many and path.parts[0] != "articles" else str(path)
        if kind not in largest or page.stat().st_size > largest[kind].stat().st_size:
            largest[kind] = page
    return tuple(page.relative_to(site).as_posix() for page in largest.values())


SEARCH = "search.html?q=疫情 日:abc"
"""A search whose results and whose problem show what its page can hold."""


def asked(sample: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """What a reader asks pages for: the address, and what shows that the answer has come."""
    return {"search-results": (SEARCH, ".exact > li"), "compared": (compared(sample), "a.run")}


def compared(sample: tuple[str, ...]) -> str:
    """The page that sets two articles side by side, asked for the first two."""
    articles = [p for p in sample if p.startswith("articles/") and p != "articles/index.html"]
    return "compare.html?a={}&b={}".format(*(Path(p).stem for p in articles))
