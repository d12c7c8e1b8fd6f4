"""The whole story on one page: an archive's folder in, a site out.

    seeds/ ─ intake ─ label ─ assemble ─ edit ─ annotate ─ summarise     each article by itself
                                                               │
                                                         gather, Index   all of them together
                                                               │
    content/notes/ ──────────────────────────────────── plan → Page      in no script yet
                                                               │
                                     render, once for each edition → public/
    facts ─ rows ───────────────── tables, annotations, JSON-LD → public/data/

Every arrow is a step of the memo: where its recipe and what goes in are known, it does not run.
An article that fails is listed and the rest goes on; what was published of it before stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator import read
from generator.archive import Index, gather
from generator.content import contents, memo_of
from generator.dataset import dataset, described
from generator.editions import Edition, choose
from generator.figures import counted_of
from generator.manner import Manner, Planned, manner_of
from generator.model import Page, Problem, Site, Trouble
from generator.pages.shelf import Shelf
from generator.phrasing import compared, phrases_of
from generator.plan import Plan
from generator.prepare import Watch, prepare_all, problem_of
from generator.publish import Outcome, Publisher, Report, Way, put
from generator.resolve import resolve
from generator.searching import indexed, jobs
from generator.steps import Prepared
from generator.store import Fresh, Kept, Memo, Missing, Scratch
from generator.takedown import cover
from generator.texts import worded
from generator.theme import theme_folders
from generator.workers import Workers, chunks


def build(
    root: Path,
    public: Path,
    address: str = "",
    watch: Watch[Any] | None = None,
    workers: Workers | None = None,
) -> Report:
    """Publish the archive in `root` into `public`, and say what was done.

    `address` stands in for the site's own. Raises Trouble where nothing can be built at all;
    whatever stood in `public` stays then.
    """
    watch, workers = watch or (lambda _, items: items), workers or Workers()
    with memo_of(root) as memo:
        site = plan(root, memo, address, watch, workers)
        publisher = Publisher(public, memo.pages, *site.guard)
        publisher.keep(site.lost())
        problems = [*site.problems, *publish_pages(publisher, site, watch, workers)]
        for file in site.others():
            problems += publisher.publish(*file)
        stamps = publisher.sweep()
        try:
            memo.finish(stamps)
        except Trouble as trouble:
            problems.append(trouble.problem)
        problems += [Problem(warning, "nothing is lost", "") for warning in memo.warnings]
    return Report(
        len(site.done.prepared), len(stamps), publisher.written, publisher.removed, tuple(problems)
    )


def plan(
    root: Path,
    memo: Memo,
    address: str = "",
    watch: Watch[Any] | None = None,
    workers: Workers | None = None,
) -> Plan:
    """The whole site of an archive, planned: every article prepared, nothing else made.

    Raises Trouble where nothing can be built at all.
    """
    watch, workers = watch or (lambda _, items: items), workers or Workers()
    site = read.site(root, address)
    folders = theme_folders(root, site.theme)
    content, problems = contents(root, memo)
    site = cover(site, Site, content.takedown.everywhere)
    editions = choose(site.editions, content.glossary.words, site.interface)
    manner = manner_of(editions, site, folders)
    done = resolve(memo, content, prepare_all(memo, content, watch, workers))
    for _ in workers.each(memo, _alone, (site.threshold, editions), done.prepared.values()):
        pass  # what else is known of an article by itself
    for _ in workers.each(memo, indexed, None, jobs(memo, done.prepared, editions)):
        pass  # by which words each group of articles is found
    data = dataset(memo, done.prepared)
    index = Index(gather(p.card.value for p in done.prepared.values()))
    phrases = phrases_of(memo, index, done.prepared, site.threshold)
    gone = len(content.takedown.rows), done.covered
    shelf = Shelf(site, index, content.notes, content.names, gone, phrases)
    return Plan(memo, content, shelf, done, data, manner, (*problems, *done.problems))


def _alone(shared: tuple[int, tuple[Edition, ...]], memo: Memo, p: Prepared) -> None:
    threshold, editions = shared
    counted_of(memo, described(memo, p)[0])
    compared(memo, p, threshold)
    worded(memo, p, editions)


class Job(NamedTuple):
    """A page to be published where it changed: itself, or what cuts it."""

    page: Kept[Page[Any]] | Planned
    template: str
    targets: list[tuple[int, str, str]]  # edition, path, and the key of what stands there


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
                    publisher.stands(target[1])
            if job.targets:
                yield job

    errand = partial(_published, site.manner, publisher.way)
    for fresh, outcomes in workers.map(errand, chunks(jobs(), PAGES_AT_ONCE)):
        site.memo.adopt(fresh)
        for outcome in outcomes:
            publisher.note(outcome)
            problems |= {outcome.problem: None} if outcome.problem else {}
    return list(problems)


PAGES_AT_ONCE = 16  # on one errand


def _job(site: Plan, page: Planned, targets: list[tuple[int, str, str]], alone: bool) -> Job:
    """A page that is known with the editions in which it changed; else what cuts it, to be sent."""
    try:
        kept = site.memo.known(page.cut) if page.light and not alone else page.cut(site.memo)
    except Missing:
        return Job(page, page.template, targets)
    key, salt = site.manner.key, site.guard[1]
    new = [t for t in targets if key(t[0], page.template, kept) + salt != t[2]]
    return Job(kept, page.template, new)


def _published(manner: Manner, way: Way, jobs: list[Job]) -> tuple[Fresh, list[Outcome]]:
    """Write these pages; what was worked out for it, and what was done."""
    scratch, outcomes = Scratch(), list[Outcome]()
    for page, template, targets in jobs:
        try:
            kept = page.cut(scratch) if isinstance(page, Planned) else page
        except Exception as error:  # a fault of ours in one page must not cost the others
            problem = problem_of(error, targets[0][1])
            outcomes += [Outcome(path, "", problem=problem) for _, path, _ in targets]
            continue
        for n, path, stands in targets:
            key = manner.key(n, template, kept)
            if key + way.salt == stands:
                outcomes.append(Outcome(path, key))
            else:
                outcomes.append(put(way, path, key, partial(manner.made, n, kept)))
    return scratch.fresh(), outcomes
