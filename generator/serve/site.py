"""The program of a site process: an archive planned once, and its files made when asked for.

`python -m generator.serve.site ROOT` answers in the words of `wire`. What it needs of the
generator is imported late, so that what is wrong with that is a problem to be shown like others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.serve import wire
from generator.serve.answer import run

if TYPE_CHECKING:
    from generator.plan import Plan, Ready

_MOST = 8  # files that are shown at once; of more, the next plan has to tell


class Site:
    """A planned archive."""

    def __init__(self, plan: Plan) -> None:
        self._plan = self._edited = plan
        self._over: dict[str, Callable[[], Ready]] = {}
        self._static = plan.static()

    def ready(self) -> wire.Ready:
        """What there is to know of it beside its pages."""
        from generator.store import digest

        problems = "\n".join(map(str, dict.fromkeys(self._plan.problems)))
        static = self._static | {p: self._over[p]().key for p in self._static.keys() & self._over}
        styles = {path: key for path, key in static.items() if path.endswith(".css")}
        return wire.Ready(problems, styles, digest(sorted(static.items() - styles.items())))

    def find(self, path: str) -> Ready | None:
        """The file at a path of the site, as it is now."""
        over = self._over.get(path)
        return over() if over else self._plan.find(path)

    def edit(self, paths: tuple[str, ...]) -> bool:
        """Whether something is shown otherwise now that these files have changed."""
        from generator.quick import edited

        new = False
        for path in map(Path, paths if len(paths) <= _MOST else ()):
            if found := edited(self._edited, path):
                self._edited, new = found.plan, True
                self._over |= found.files
        return new


def load(root: Path) -> Site:
    """An archive planned, with all at hand that its pages are made of."""
    from generator.build import plan
    from generator.content import memo_of
    from generator.quick import rehearse
    from generator.workers import Workers

    memo = memo_of(root)
    try:
        with Workers(str(os.cpu_count() or 1)) as workers:
            planned = plan(root, memo, workers=workers)
    finally:
        memo.rest()  # a build may run while this process answers
    with suppress(Exception):  # the page that cannot be made says why
        rehearse(planned)
    return Site(planned)


if __name__ == "__main__":
    sys.exit(run(partial(load, Path(sys.argv[1]))))
