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
from generator.pages.paths import article_path, phrase_table_path
from generator.phrases.index import Phrases
from generator.phrases.neighbours import Neighbour, neighbours
from generator.phrases.parts import Candidates, candidates, choose, parts_of
from generator.phrases.phrase import Found, Phrase, gathered
from generator.phrases.places import Chosen, Hits, hits
from generator.phrases.prose import Prose, prose_of
from generator.recipes import recipe
from generator.steps import Prepared
from generator.store import Kept, Memo, digest


def phrases_of(
    memo: Memo, index: Index, prepared: dict[str, Prepared], threshold: int = 0
) -> Phrases:
    """The phrases that these articles share; names less sure than `threshold` are words."""
    prose = {id: compared(memo, prepared[id], threshold) for id in sorted(prepared)}
    ids = parts_of(prose)
    parts = [[prose[id] for id in part] for part in ids]
    found = [
        _candidates(memo, part, of, index.versions) for part, of in zip(parts, ids, strict=True)
    ]
    chosen = memo.step(
        recipe("generator.phrases.parts"),
        ("chosen", *(kept.ref for kept in found)),
        Chosen,
        lambda: choose([kept.value for kept in found]),
    )
    places = [
        memo.step(
            recipe("generator.phrases.places"),
            (chosen.ref, *(kept.ref for kept in part)),
            Hits,
            partial(_hits, part, chosen),
        )
        for part in parts
    ]
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
    near = memo.step(
        recipe("generator.phrases.neighbours"),
        (whole.ref,),
        tuple[tuple[Neighbour, ...], ...],
        lambda: neighbours(whole.value.phrases),
    )
    return Phrases(whole.value, lambda: near.value)


def _candidates(
    memo: Memo,
    part: list[Kept[Prose]],
    ids: tuple[str, ...],
    versions: Mapping[str, tuple[str, ...]],
) -> Kept[Candidates]:
    """What the articles of a part share."""
    known = {id: versions[id] for id in ids if id in versions}
    return memo.step(
        recipe("generator.phrases.parts"),
        (digest(sorted(known.items())), *(kept.ref for kept in part)),
        Candidates,
        lambda: candidates([kept.value for kept in part], known),
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


def phrase_files(index: Index, phrases: Phrases) -> Iterator[File]:
    """The places of each phrase as a table."""
    code = recipe("generator.export.csv", "generator.phrasing")
    for phrase in phrases.all:
        rows = list(_rows(index, phrase))
        yield File(phrase_table_path(phrase.key), digest(code, rows), partial(_table, rows))


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
