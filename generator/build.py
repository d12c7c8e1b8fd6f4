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

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from generator import read
from generator.archive import Index, gather
from generator.content import contents, memo_of
from generator.dataset import dataset, described, naming_of
from generator.editions import Edition, choose
from generator.figures import claims_of, counted_of
from generator.manner import manner_of
from generator.model import Problem, Site, Trouble
from generator.pages.shelf import Shelf
from generator.phrases.index import Phrases
from generator.phrasing import compared, phrases_of
from generator.plan import Plan
from generator.prepare import Watch, prepare_all
from generator.publish import Publisher, Report
from generator.publishing import publish_files, publish_pages
from generator.reach import left, reached
from generator.resolve import resolve
from generator.searching import indexed, jobs
from generator.steps import Prepared
from generator.store import Memo
from generator.takedown import cover
from generator.texts import worded
from generator.theme import theme_folders
from generator.workers import Workers


def build(
    root: Path,
    public: Path,
    address: str = "",
    watch: Watch[Any] | None = None,
    workers: Workers | None = None,
    intact: bool = False,
) -> Report:
    """Publish the archive in `root` into `public`, and say what was done.

    `address` stands in for the site's own; `intact` says that what the last build published is
    as it left it. Raises Trouble where nothing can be built at all; whatever stood in `public`
    stays then.
    """
    watch, workers = watch or (lambda _, items: items), workers or Workers()
    with memo_of(root) as memo:
        site = plan(root, memo, address, watch, workers)
        now = left(site, public)
        some = reached(site, memo, now) if intact else None
        known = memo.files(some and some.owners)
        if some:
            rest = partial(memo.others, some.owners)
            asked = some.owners.__contains__
            site = replace(site, wanted=asked, standing=rest, before=some.before)
        publisher = Publisher(public, known, *site.guard, whole=some is None)
        publisher.keep(site.lost())
        problems = [
            *site.problems,
            *publish_pages(publisher, site, watch, workers),
            *publish_files(publisher, site.others(), workers),
        ]
        stamps = publisher.sweep()
        try:
            memo.finish(known, stamps, b"" if problems else now, some is None)
        except Trouble as trouble:
            problems.append(trouble.problem)
        problems += [Problem(warning, "nothing is lost", "") for warning in memo.warnings]
        files = memo.published()
    done = len(site.done.prepared), files, publisher.written, publisher.removed
    return Report(*done, tuple(problems), publisher.folders)


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
    manner = manner_of(memo, editions, site, folders)
    done = resolve(memo, content, prepare_all(memo, content, watch, workers))
    for _ in workers.each(memo, _alone, (site.threshold, editions), done.prepared.values()):
        pass  # what else is known of an article by itself
    for _ in workers.each(memo, indexed, None, jobs(memo, done.prepared, editions)):
        pass  # by which words each group of articles is found
    data = dataset(memo, done.prepared)
    index = Index(gather(p.card.value for p in done.prepared.values()))
    found, near = phrases_of(memo, index, done.prepared, workers, site.threshold)
    phrases = Phrases(found.value, lambda: near.value)
    gone = len(content.takedown.rows), done.covered
    shelf = Shelf(site, index, content.notes, content.names, gone, phrases)
    problems = [*problems, *done.problems]
    return Plan(memo, content, shelf, done, data, manner, tuple(problems), (found, near))


def _alone(shared: tuple[int, tuple[Edition, ...]], memo: Memo, p: Prepared) -> None:
    threshold, editions = shared
    rows, *_ = described(memo, p)
    naming_of(memo, rows)
    claims_of(memo, counted_of(memo, rows))
    compared(memo, p, threshold)
    worded(memo, p, editions)
