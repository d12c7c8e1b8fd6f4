"""The steps that find the phrases of an archive.

What of an article is compared is a step of its own, so that an edit without effect on the words
finds nothing anew; one that has an effect looks for strings in its part of the archive alone. A
page sees of them what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from generator.archive import Index
from generator.dataset import File
from generator.export import csv
from generator.pages.parts import Wanted, everyone, owner
from generator.pages.paths import article_path, phrase_table_path
from generator.phrases.index import Phrases
from generator.phrases.neighbours import Neighbour, neighbours, signs
from generator.phrases.parts import Candidates, candidates, choose, parts_of
from generator.phrases.phrase import Found, Phrase, gathered
from generator.phrases.places import Chosen, Hits, hits
from generator.phrases.prose import Prose, prose_of
from generator.recipes import recipe
from generator.steps import Prepared
from generator.store import Kept, Memo, digest
from generator.workers import Workers

Near = tuple[tuple[Neighbour, ...], ...]


def phrases_of(
    memo: Memo,
    index: Index,
    prepared: dict[str, Prepared],
    workers: Workers,
    threshold: int = 0,
) -> tuple[Kept[Found], Kept[Near]]:
    """The phrases that these articles share, and of each its neighbours; names less sure than
    `threshold` are words."""
    prose = {id: compared(memo, prepared[id], threshold) for id in sorted(prepared)}
    ids = parts_of(prose)
    parts = [[prose[id] for id in part] for part in ids]
    known = [{id: index.versions[id] for id in of if id in index.versions} for of in ids]
    jobs = list(zip(parts, known, strict=True))
    for _ in workers.each(memo, _candidates, None, jobs):
        pass  # what the articles of each part share
    found = [_candidates(None, memo, job) for job in jobs]
    chosen = memo.step(
        recipe("generator.phrases.parts"),
        ("chosen", *(kept.ref for kept in found)),
        Chosen,
        lambda: choose([kept.value for kept in found]),
    )
    for _ in workers.each(memo, _places, chosen, parts):
        pass  # where in each part what is chosen stands
    places = [_places(chosen, memo, part) for part in parts]
    versions = index.versions
    whole = memo.step(
        recipe("generator.phrases.phrase"),
        (
            chosen.ref,
            digest(sorted(versions.items())),
            *(kept.ref for kept in places),
            *(kept.ref for kept in prose.values()),
        ),
        Found,
        lambda: gathered(
            chosen.value, [kept.value for kept in places], versions, lambda id: prose[id].value
        ),
    )
    shown = signs(whole.value.phrases)
    near = memo.step(
        recipe("generator.phrases.neighbours"), (digest(shown),), Near, lambda: neighbours(shown)
    )
    return whole, near


def _candidates(
    _: None, memo: Memo, job: tuple[list[Kept[Prose]], Mapping[str, tuple[str, ...]]]
) -> Kept[Candidates]:
    """What the articles of a part share, of which these are versions."""
    part, versions = job
    return memo.step(
        recipe("generator.phrases.parts"),
        (digest(sorted(versions.items())), *(kept.ref for kept in part)),
        Candidates,
        lambda: candidates([kept.value for kept in part], versions),
    )


def _places(chosen: Kept[Chosen], memo: Memo, part: list[Kept[Prose]]) -> Kept[Hits]:
    return memo.step(
        recipe("generator.phrases.places"),
        (chosen.ref, *(kept.ref for kept in part)),
        Hits,
        partial(_hits, part, chosen),
    )


def _hits(part: list[Kept[Prose]], chosen: Kept[Chosen]) -> Hits:
    return hits([kept.value for kept in part], chosen.value)


def compared(memo: Memo, p: Prepared, threshold: int) -> Kept[Prose]:
    """What of an article is compared with others."""
    return memo.step(
        recipe("generator.phrases.prose"),
        (p.article.ref, p.facts.ref, str(threshold)),
        Prose,
        partial(_prose, p, threshold),
    )


def _prose(p: Prepared, threshold: int) -> Prose:
    return prose_of(p.article.value, [f for f in p.facts.value if f.confidence >= threshold])


_COLUMNS = ("wording", "article", "title", "publisher", "date", "page", "before", "words", "after")


def phrase_files(index: Index, phrases: Phrases, wanted: Wanted = everyone) -> Iterator[File]:
    """The places of each phrase asked for as a table."""
    code = recipe("generator.export.csv", "generator.phrasing")
    for phrase in phrases.all:
        if wanted(of := owner("phrase", phrase.key)):
            rows = list(_rows(index, phrase))
            yield File(
                phrase_table_path(phrase.key), digest(code, rows), partial(_table, rows), of, True
            )


def _rows(index: Index, phrase: Phrase) -> Iterator[tuple[str, ...]]:
    for wording in phrase.wordings:
        for use in wording.uses:
            card = index.cards[use.article]
            yield (
                wording.words,
                *(card.id, card.title, card.publisher, card.date),
                f"{article_path(card.id)}#{use.anchor}",
                use.context[use.first : use.start],
                use.context[use.start : use.end],
                use.context[use.end : use.last],
            )


def _table(rows: list[tuple[str, ...]]) -> bytes:
    return csv.lines(_COLUMNS, rows)
