"""The body in which a role is held that names it only by its level or its sort: 县委书记."""

from __future__ import annotations

import re

from generator.annotate.gazetteer import Unit
from generator.annotate.organ_names import organ_of
from generator.annotate.reading import Reading
from generator.text import fold

_LEVEL = re.compile(
    r"(?:原|时任|现任|新任)?(?:常务)?副?(自治区|省|市|区|县|州|盟|旗)(委|政府|党委|纪委|长|主席)"
)
_HEADS = {"长": "政府", "主席": "政府"}
_FIRM = re.compile(r"(公司|集团|合作社|学校|医院)")


def held_in(reading: Reading, block: int, start: int, role: str) -> str:
    """The key of the body of a role that a name at `start` has, or "" where it cannot be told."""
    folded = fold(role)
    if found := _LEVEL.match(folded):
        unit = _before(reading, block, start - len(role), found[1]) or reading.home.of(found[1])
        return organ_of(unit, _HEADS.get(found[2], found[2])) if unit else ""
    if found := _FIRM.match(folded):
        before = {
            fact.key
            for fact in reading.of("organisation")
            if (fact.block, fact.start) < (block, start) and fold(fact.text).endswith(found[1])
        }
        return before.pop() if len(before) == 1 else ""
    return ""


def _before(reading: Reading, block: int, at: int, rank: str) -> Unit | None:
    """The place right before a role, where it is of the role's level: 襄阳|市长."""
    for mention in reading.places[block]:
        if mention.end == at and mention.unit and mention.unit.rank.endswith(rank):
            return mention.unit
    return None
