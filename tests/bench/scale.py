"""Whole builds as an archive grows, beside other generators: `python -m tests.bench.scale 1000`.

Each size is one run: ours and the peers build the same articles one after another, so that their
ratios hold where the seconds do not, on a machine that is shared. CPU says more than wall then.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench.archive import Story, material, story
from tests.bench.peers import NotHere
from tests.bench.sites import (
    COLD,
    EDITIONS,
    Site,
    eleventy,
    home,
    hugo,
    hugo_articles,
    ours,
    pelican,
)
from tests.bench.stages import stage_costs
from tests.bench.watch import Taken, watched

Stamps = dict[str, tuple[int, int]]
SITES: dict[str, Callable[[Path, list[Story]], Site]] = {
    "hugo": hugo,  # first: what the others are compared with
    "hugo, no tags": hugo_articles,
    "pelican": pelican,
    "eleventy": eleventy,
    "jianzhu": ours,
}
QUICK = ("hugo", "jianzhu")
_SAMPLE, _LEAST = 50, 10
_HEAD = (
    " " * 38
    + "".join(
        f"{head:>9}"
        for head in "wall s|CPU s|peak MB|written|pages|files|wall/h|CPU/h|peak/h".split("|")
    )
    + "  home (/h: of hugo's)"
)


class Row(NamedTuple):
    """What one build took and did."""

    site: str
    step: str
    taken: Taken
    written: int
    pages: int
    files: int
    home: str  # after a title was edited: fresh or stale


def main() -> int:
    """The exit code, after the tables are printed: 1 where something failed or ours is stale."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.scale", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100], help="articles: 100 1000")
    parser.add_argument("--quick", action="store_true", help="100 articles beside Hugo only")
    options = parser.parse_args()
    if min(options.sizes) < _LEAST:
        parser.error(f"an archive of {min(options.sizes)} says nothing: {_LEAST} articles or more")
    if not Path("/proc/self/smaps_rollup").exists():
        print("memory is read from /proc: this needs Linux", file=sys.stderr)
        return 2
    made, good = material(), True
    for size in [100] if options.quick else options.sizes:
        stories = [story(made, n) for n in range(size)]
        print(f"\n{size:,} articles; jianzhu and hugo in three editions, the others in one")
        print(_HEAD, flush=True)
        rows: list[Row] = []
        for row in measured(stories, QUICK if options.quick else tuple(SITES)):
            rows.append(row)
            print(line(row, rows), flush=True)
            good &= row.taken.code == 0 and (row.site, row.home) != ("jianzhu", "stale")
        if not options.quick:
            stages(stories, rows)
    return 0 if good else 1


def measured(stories: list[Story], names: tuple[str, ...]) -> Iterator[Row]:
    """Every build of these sites, in order; what cannot be run is said and left out."""
    for name in names:
        with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
            try:
                site = SITES[name](Path(scratch) / "site", stories)
            except NotHere as error:
                print(f"{name:14}not here: {error}", flush=True)
            else:
                yield from _builds(name, site, Path(scratch) / "log")


def _builds(name: str, site: Site, log: Path) -> Iterator[Row]:
    """The builds of a site; the first that fails is the last."""
    before: Stamps = {}
    for step in site.steps:
        step.edit()
        taken = watched(step.command, site.folder, log, site.environment)
        after = stamps(site.out)
        written = sum(before.get(path) != stamp for path, stamp in after.items())
        pages = sum(path.endswith(".html") for path in after)
        shown = home(site.out, step.mark) if step.mark else ""
        yield Row(name, step.name, taken, written, pages, len(after), shown)
        if taken.code:
            print(f"{name}: it failed\n{log.read_text('utf-8', 'replace')[-2000:]}", flush=True)
            return
        before = after
    if name == "jianzhu":
        kinds = Counter(kind_of(path) for path in before).most_common(10)
        print(f"{'':14}files: " + ", ".join(f"{kind} {count:,}" for kind, count in kinds))
    if site.watching:
        print(f"{name:14}a title edited, --watch --incremental: home is {site.watching()}")


def kind_of(path: str) -> str:
    """The folder that a file stands in within its edition, which says what kind of page it is.

    >>> kind_of("zh-Hant-TW/people/张伟.html")
    'people'
    """
    parts = path.split("/")
    inside = parts[parts[0] in EDITIONS :]
    return inside[0] if len(inside) > 1 else "others"


def stamps(folder: Path) -> Stamps:
    """Of each file below a folder, what changes when it is written."""
    found: Stamps = {}
    for path in folder.rglob("*"):
        if path.is_file():
            status = path.stat()
            found[path.relative_to(folder).as_posix()] = status.st_mtime_ns, status.st_ino
    return found


def line(row: Row, rows: list[Row]) -> str:
    """A row as it is printed, beside Hugo's of that name or, where it has none, its cold build."""
    taken = row.taken
    text = (
        f"{row.site:14}{row.step:24}{taken.wall:9.2f}{taken.cpu:9.2f}"
        f"{taken.memory / 1e6:9,.0f}{row.written:9,}{row.pages:9,}{row.files:9,}"
    )
    peers = {other.step: other.taken for other in rows if other.site == "hugo"}
    if peer := peers.get(row.step, peers.get(COLD)):
        ratios = taken.wall / peer.wall, taken.cpu / peer.cpu, taken.memory / peer.memory
        text += "".join(f"{ratio:9.2f}" for ratio in ratios)
    return f"{text}  {row.home}".rstrip()


def stages(stories: list[Story], rows: list[Row]) -> None:
    """Print what each stage costs an article, and what of a cold build is none of them."""
    sample = stories[:: max(1, len(stories) // _SAMPLE)][: _SAMPLE + 1]
    costs = stage_costs(sample, EDITIONS)
    print(f"\nCPU ms an article, three editions, mean of {len(sample) - 1}")
    for stage, ms in costs.items():
        print(f"{stage:24}{ms:9.2f}")
    for row in rows:
        if (row.site, row.step) == ("jianzhu", COLD):
            whole = 1000 * row.taken.cpu / len(stories)
            print(f"{'everything else':24}{whole - sum(costs.values()):9.2f}")
            print(f"{'the cold build':24}{whole:9.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
