"""What is planned goes to its folder: looked at here, made by whoever is free, noted here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from generator.dataset import File
from generator.manner import Manner, Planned
from generator.model import Page, Problem
from generator.plan import Plan
from generator.prepare import Watch, problem_of
from generator.publish import Outcome, Publisher, Way, put
from generator.scratch import Scratch
from generator.store import Fresh, Kept, Missing
from generator.workers import Workers, chunks

AT_ONCE = 16  # pages or files on one errand


class Job(NamedTuple):
    """A page to be published where it changed: itself, or what cuts it."""

    page: Kept[Page[Any]] | Planned
    template: str
    targets: list[tuple[int, str, str]]  # edition, path, and the key of what stands there
    of: str


def publish_pages(
    publisher: Publisher, site: Plan, watch: Watch[Any], workers: Workers
) -> list[Problem]:
    """Write every page in every edition; the problems met."""
    problems: dict[Problem, None] = {}

    def jobs() -> Iterator[Job]:
        for page in watch("pages", site.pages()):
            targets = [(n, p, publisher.standing(p)) for n, p in site.manner.targets(page)]
            try:
                job = _job(site, page, targets, workers.alone)
            except Exception as error:
                problems[problem_of(error, page.path)] = None
                publisher.keep(path for _, path, _ in targets)
                continue
            for target in targets:
                if target not in job.targets:
                    publisher.stands(target[1], page.of)
            if job.targets:
                yield job

    errand = partial(_published, site.manner, publisher.way)
    for fresh, outcomes in workers.map(errand, chunks(jobs(), AT_ONCE)):
        site.memo.adopt(fresh)
        for outcome in outcomes:
            publisher.note(outcome)
            problems |= {outcome.problem: None} if outcome.problem else {}
    return list(problems)


def _job(site: Plan, page: Planned, targets: list[tuple[int, str, str]], alone: bool) -> Job:
    """A page that is known with the editions in which it changed; else what cuts it, to be sent."""
    try:
        kept = site.memo.known(page.cut) if page.light and not alone else page.cut(site.memo)
    except Missing:
        return Job(page, page.template, targets, page.of)
    key, salt = site.manner.key, site.guard[1]
    new = [t for t in targets if key(t[0], page.template, kept) + salt != t[2]]
    return Job(kept, page.template, new, page.of)


def _published(manner: Manner, way: Way, jobs: list[Job]) -> tuple[Fresh, list[Outcome]]:
    """Write these pages; what was worked out for it, and what was done."""
    scratch, outcomes = Scratch(), list[Outcome]()
    for page, template, targets, of in jobs:
        try:
            kept = page.cut(scratch) if isinstance(page, Planned) else page
        except Exception as error:  # a fault of ours in one page must not cost the others
            problem = problem_of(error, targets[0][1])
            outcomes += [Outcome(path, "", problem=problem, of=of) for _, path, _ in targets]
            continue
        for n, path, stands in targets:
            key = manner.key(n, template, kept)
            if key + way.salt == stands:
                outcomes.append(Outcome(path, key, of=of))
            else:
                outcomes.append(put(way, path, key, partial(manner.made, n, kept), of))
    return scratch.fresh(), outcomes


def publish_files(publisher: Publisher, files: Iterable[File], workers: Workers) -> list[Problem]:
    """Write every file that is no page; the problems met."""
    problems = list[Problem]()

    def note(outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            publisher.note(outcome)
            problems.extend([outcome.problem] if outcome.problem else [])

    def jobs() -> Iterator[File]:
        for file in files:
            if publisher.has(file.path, file.key, file.of):
                continue
            if file.mend and publisher.standing(file.path):
                file = file._replace(make=partial(file.mend, publisher.way.folder / file.path))
            if file.light and not workers.alone:
                yield file
            else:
                note(_put(publisher.way, [file]))

    for outcomes in workers.map(partial(_put, publisher.way), chunks(jobs(), AT_ONCE)):
        note(outcomes)
    return problems


def _put(way: Way, files: list[File]) -> list[Outcome]:
    return [put(way, file.path, file.key, file.make, file.of) for file in files]
