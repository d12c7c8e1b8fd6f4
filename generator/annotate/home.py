"""An article's own region: what 市, 自治区 and 全区 stand for in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from generator.annotate.gazetteer import Unit, by_code, chain
from generator.annotate.place_names import Mention

_WEIGHT = {"title": 8, "subtitle": 8, "kicker": 6, "source": 6, "contributor": 6, "date": 0}
_RANKS = ("自治区", "自治州", "自治县", "特区", "地区", "省", "市", "区", "县", "州", "盟", "旗")
_ALSO = {"新区": "区", "自治州": "州", "特别行政区": "特区", "自治县": "县"}
"""What else a rank is called."""


class Home(Struct, frozen=True):
    """The unit each rank stands for, where the article leaves no doubt."""

    ranks: tuple[tuple[str, Unit], ...] = ()
    main: Unit | None = None
    seen: frozenset[str] = frozenset()  # codes of all units the article names

    def of(self, rank: str) -> Unit | None:
        """The unit that a rank without a name means."""
        return next((unit for name, unit in self.ranks if name == rank), None)

    def settle(self, marks: Sequence[tuple[Mention, ...]]) -> tuple[tuple[Mention, ...], ...]:
        """The mentions, each with the one unit it means where the context tells."""
        return tuple(
            tuple(
                Mention(m.start, m.end, m.name, _choose(m.units, self), m.rule)
                if len(m.units) > 1
                else m
                for m in block
            )
            for block in marks
        )


def _choose(units: tuple[Unit, ...], home: Home) -> tuple[Unit, ...]:
    today = tuple(u for u in units if not u.former) or units
    if len(today) == 1:
        return today
    for close in (
        [u for u in today if any(a.code in home.seen for a in chain(u) if a.level == 2)],
        [u for u in today if home.main and u.code[:4] == home.main.code[:4]],
        [u for u in today if home.main and u.code[:2] == home.main.code[:2]],
        [u for u in today if any(a.code in home.seen for a in chain(u))],
    ):
        if len(close) == 1:
            return (close[0],)
    return units


def home_of(kinds: Sequence[str], marks: Sequence[tuple[Mention, ...]]) -> Home:
    """The home region, from what the title, the source and the text name."""
    score: Counter[str] = Counter()
    for number, (kind, block) in enumerate(zip(kinds, marks, strict=True)):
        weight = _WEIGHT.get(kind, 3 if number < 4 else 1)
        for mention in block:
            if (unit := mention.unit) and unit.code:
                score[unit.code] += weight
    units = [unit for code, _ in score.most_common() if (unit := by_code().get(code))]
    if not units:
        return Home()
    weighed: Counter[str] = Counter(score)
    for unit in units:  # a city stands behind its districts, but a city in it is 市 itself
        for above in chain(unit) if unit.rank != "市" else ():
            weighed[above.code] += score[unit.code] // 2 + 1 if above.level == 2 else 0
    ranked: dict[str, list[Unit]] = {}
    for unit in (by_code()[code] for code in weighed if code in by_code()):
        for rank in (unit.rank, _ALSO.get(unit.rank, "")):
            ranked.setdefault(rank, []).append(unit)
    found: dict[str, Unit] = {}
    for rank in [rank for rank in _RANKS if rank in ranked]:
        first, *others = sorted(ranked[rank], key=lambda u: -weighed[u.code])
        if not others or weighed[first.code] >= 2 * weighed[others[0].code]:
            found[rank] = first
    locals_ = [u for u in units if u.level >= 2]
    main = max(locals_, key=lambda u: score[u.code]) if locals_ else units[0]
    for above in chain(main):
        if above.rank in ("自治区", "省", "市"):
            found.setdefault(above.rank, above)
    return Home(tuple(found.items()), main, frozenset(score))
