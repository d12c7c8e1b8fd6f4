"""The steps that find the phrases of an archive.

What of an article is compared is a step of its own; the phrases are one step over all of them, so
that an edit without effect on the words finds nothing anew. A page sees of them what it shows.
"""

from __future__ import annotations

from functools import partial

from generator.archive import Index
from generator.phrases.index import Phrases
from generator.phrases.phrase import Phrase, phrases
from generator.phrases.prose import Prose, prose_of
from generator.prepare import Prepared
from generator.store import Memo, digest, recipe


def phrases_of(
    memo: Memo, index: Index, prepared: dict[str, Prepared], threshold: int = 0
) -> Phrases:
    """The phrases that these articles share; names less sure than `threshold` are words."""
    prose = {
        id: memo.step(
            recipe("generator.phrases.prose"),
            (prepared[id].article.ref, prepared[id].facts.ref, str(threshold)),
            Prose,
            partial(_prose, prepared[id], threshold),
        )
        for id in sorted(prepared)
    }
    found = memo.step(
        recipe("generator.phrases.phrase"),
        (*(kept.ref for kept in prose.values()), digest(sorted(index.versions.items()))),
        tuple[Phrase, ...],
        lambda: phrases([kept.value for kept in prose.values()], index.versions),
    )
    return Phrases(found.value)


def _prose(p: Prepared, threshold: int) -> Prose:
    return prose_of(p.article.value, [f for f in p.facts.value if f.confidence >= threshold])
