"""Places: divisions, towns, villages and waters, each with its code where it is certain."""

from __future__ import annotations

from collections.abc import Iterator

from generator.annotate.gazetteer import by_name, chain, full_key
from generator.annotate.reading import Reading
from generator.model import Fact, Where


def find(reading: Reading) -> Iterator[Fact]:
    """Every place named in an article."""
    for block, mentions in enumerate(reading.places):
        for mention in mentions:
            unit = mention.unit
            span = (mention.start, mention.end)
            if unit:
                within = tuple(above.name for above in chain(unit))
                where = Where(unit.code, within)
                yield reading.fact("place", block, span, full_key(unit), mention.rule, where)
            else:
                # A division of a name that several share, and any town or village, is one of
                # its county: without it, the name stays this article's own.
                county = reading.home.main.name if reading.home.main else ""
                within = (county,) if county and not by_name().get(mention.name) else ()
                key = mention.name if mention.rule == "water" else reading.apart(mention.name)
                yield reading.fact("place", block, span, key, mention.rule, Where("", within))
