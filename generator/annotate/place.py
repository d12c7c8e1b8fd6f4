"""Places: divisions, towns, villages and waters, each with its code where it is certain."""

from __future__ import annotations

from collections.abc import Iterator

from generator.annotate.gazetteer import Unit, by_code, chain, full_key, towns
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
            elif mention.rule == "town" and (county := _county(reading, mention.name)):
                within = (*(above.name for above in chain(county)), county.name)
                shared = len(towns()[mention.name]) > 1
                key = f"{mention.name}({county.code})" if shared else mention.name
                yield reading.fact("place", block, span, key, "town", Where("", within))
            else:
                # A name that several divisions share, or a village: this article's own.
                key = mention.name if mention.rule == "water" else reading.apart(mention.name)
                yield reading.fact("place", block, span, key, mention.rule, Where())


def _county(reading: Reading, town: str) -> Unit | None:
    """The county of a town: the only one with a town of the name, or the only one named here."""
    counties = [unit for code in towns().get(town, ()) if (unit := by_code().get(code))]
    named = [unit for unit in counties if unit.code in reading.home.seen]
    home = reading.home.main
    near = [unit for unit in counties if home and unit.code[:4] == home.code[:4]]
    return next((them[0] for them in (named, near, counties) if len(them) == 1), None)
