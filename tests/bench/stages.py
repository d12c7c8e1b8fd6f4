"""What each stage costs an article of an archive of the bench."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.annotate.annotate import annotate
from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.editions import choose, say
from generator.intake.table import intake
from generator.model import Edit, Names, Site
from generator.pages.article import article_page
from generator.publish import Publisher
from generator.render import render
from generator.templates import load
from generator.theme import theme_folders
from tests.bench.archive import Story, dump

ROOT = Path(__file__).parents[2]


def stage_costs(stories: Iterable[Story], editions: tuple[str, ...]) -> dict[str, float]:
    """CPU milliseconds of each stage an article, in these editions and as received.

    Each article goes once through all stages, as in a cold build; the first is not counted,
    since it pays for tables and templates.
    """
    spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        start = time.process_time()
        yield
        spent[stage] += 1000 * (time.process_time() - start)

    site = Site("bench", editions=editions)
    rows, theme = choose(editions), load(theme_folders(ROOT, "default"))
    n = 0
    with tempfile.TemporaryDirectory() as folder:
        publisher = Publisher(Path(folder), {})
        for n, told in enumerate(stories):
            if n == 1:
                spent.clear()
            with timed("clean"):
                source = intake(told.id, f"{told.id}.txt", dump(told).encode())
                article = assemble(source, label(source))
            with timed("annotate"):
                facts = annotate(article, Names(), Edit(article.id))
            with timed("convert"):
                for at, block in enumerate(article.blocks):
                    for edition in rows:
                        say(article.said(block.text, at), edition)
            with timed("view"):
                page = article_page(article, facts)
            with timed("render"):
                pages = [(e.folder + page.path, render(page, e, rows, site, theme)) for e in rows]
            with timed("write"):
                for path, text in pages:
                    publisher.publish(path, "", text.encode)
    return {stage: ms / n for stage, ms in spent.items()}
