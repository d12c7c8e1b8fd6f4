"""The annotators that an archive chose: programs from outside that find facts of their own.

One is an entry point of the group `jianzhu.annotators`: a callable that is given an article and
gives facts, or rows of kind, block, start and end. Being installed does nothing; `annotators` in
content/site.toml names those that are asked, so that an archive gives the same bytes anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from importlib import metadata
from typing import Any

from generator.annotate.outside import Heard, heard
from generator.frontmatter import unknown
from generator.model import Article, Problem
from generator.recipes import recipe
from generator.store import Kept, Memo, digest

GROUP = "jianzhu.annotators"
_SITE = "content/site.toml"
_MEND = "mend or update it, or leave it out of `annotators`"


class Annotator:
    """One that was chosen: what of it is part of a memo's key, and itself once it is needed."""

    def __init__(self, point: metadata.EntryPoint) -> None:
        self.name, self._point = point.name, point
        made = point.dist.name if point.dist else ""
        version = point.dist.version if point.dist else ""
        self.title = f"{_SITE}: annotator {point.name} ({made} {version})"
        inside = point.module.partition(".")[0] == __name__.partition(".")[0]
        self.recipe = digest(
            recipe("generator.annotate.outside"),
            (point.name, point.value, made, version),
            recipe(point.module) if inside else "",
        )

    @cached_property
    def find(self) -> Callable[[Article], Iterable[Any]]:
        """The callable, imported."""
        found: Callable[[Article], Iterable[Any]] = self._point.load()
        return found


class Annotators:
    """All that were chosen, in the order of their names, and what went wrong with them.

    Whatever one of them does, articles go on without its facts; each has one problem at most.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names, self._chosen = sorted(set(names)), list[Annotator]()
        self._troubles: dict[str, Problem] = {}
        self._faults: dict[
            str, tuple[str, dict[str, None]]
        ] = {}  # by title: the first, and where all
        points = _points() if self._names else {}
        for name in self._names:
            try:
                self._chosen.append(Annotator(points[name]))
            except KeyError:
                missing = unknown(_SITE, "annotator", name, sorted(points)).problem
                self._troubles[name] = Problem(
                    missing.where, missing.what, f"install it, or {missing.remedy}"
                )
            except metadata.PackageNotFoundError as error:
                what = f"annotator {name} needs {error.name}, which is not installed"
                mend = "pip install 'jianzhu[ner]', or leave it out of `annotators`"
                self._troubles[name] = Problem(_SITE, what, mend)

    def __reduce__(self) -> tuple[Any, ...]:
        return Annotators, (self._names,)  # a worker asks them itself

    def hear(self, memo: Memo, article: Kept[Article], place: str) -> list[Kept[Heard]]:
        """What each says of an article; what went wrong is noted under `place`."""
        said = []
        for annotator in self._chosen:
            try:
                work = partial(_ask, annotator, article)
                told = memo.step(annotator.recipe, (article.ref,), Heard, work)
                said.append(told)
                fault = next(iter(told.value.faults), "")
            except Exception as error:  # whatever it is, it is not the article's fault
                fault = f"{type(error).__name__}: {error}"
            if fault:
                self._faults.setdefault(annotator.title, (fault, {}))[1][place] = None
        return said

    @property
    def problems(self) -> list[Problem]:
        """One for each annotator that could not be asked, failed, or gave what is no fact."""
        found = list(self._troubles.values())
        for title, (fault, places) in self._faults.items():
            more = f" and {len(places) - 1} more" if len(places) > 1 else ""
            found.append(Problem(title, f"{fault} (in {next(iter(places))}{more})", _MEND))
        return found


def _points() -> dict[str, metadata.EntryPoint]:
    """All that are installed, by name; of two of one name the first by its distribution's."""
    found: dict[str, metadata.EntryPoint] = {}
    points = metadata.entry_points(group=GROUP)
    for point in sorted(points, key=lambda p: (p.dist.name if p.dist else "", p.value)):
        found.setdefault(point.name, point)
    return found


def _ask(annotator: Annotator, article: Kept[Article]) -> Heard:
    return heard(article.value, annotator.find(article.value) or (), annotator.name)
