"""The tile grid of the 34 province-level units: a diagram, no map, so it has no borders to err in.

Codes are the first two digits of GB/T 2260.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.archive import Index
from generator.catalogue import Mention
from generator.model import Where
from generator.pages.parts import Tile
from generator.pages.paths import group_path

_UNITS = (
    # code, short name, name, column, row
    *(("23", "黑", "黑龙江省", 7, 0), ("15", "蒙", "内蒙古自治区", 4, 1)),
    *(("11", "京", "北京市", 5, 1), ("21", "辽", "辽宁省", 6, 1), ("22", "吉", "吉林省", 7, 1)),
    *(("65", "新", "新疆维吾尔自治区", 0, 2), ("63", "青", "青海省", 1, 2)),
    *(("62", "甘", "甘肃省", 2, 2), ("64", "宁", "宁夏回族自治区", 3, 2)),
    *(("14", "晋", "山西省", 4, 2), ("13", "冀", "河北省", 5, 2), ("12", "津", "天津市", 6, 2)),
    *(("54", "藏", "西藏自治区", 1, 3), ("51", "川", "四川省", 2, 3)),
    *(("61", "陕", "陕西省", 3, 3), ("41", "豫", "河南省", 4, 3), ("37", "鲁", "山东省", 5, 3)),
    *(("50", "渝", "重庆市", 2, 4), ("42", "鄂", "湖北省", 3, 4), ("34", "皖", "安徽省", 4, 4)),
    *(("32", "苏", "江苏省", 5, 4), ("31", "沪", "上海市", 6, 4)),
    *(("53", "滇", "云南省", 1, 5), ("52", "黔", "贵州省", 2, 5), ("43", "湘", "湖南省", 3, 5)),
    *(("36", "赣", "江西省", 4, 5), ("33", "浙", "浙江省", 5, 5)),
    *(("45", "桂", "广西壮族自治区", 2, 6), ("44", "粤", "广东省", 3, 6)),
    *(("35", "闽", "福建省", 4, 6), ("71", "台", "台湾省", 6, 6)),
    *(("46", "琼", "海南省", 2, 7), ("82", "澳", "澳门特别行政区", 3, 7)),
    *(("81", "港", "香港特别行政区", 4, 7),),
)
PROVINCES = {code: name for code, _, name, _, _ in _UNITS}
"""Two-digit code → the name of a province-level unit."""

_CODES = {name: code for code, _, name, _, _ in _UNITS}


def province(index: Index, key: str) -> str:
    """The two-digit code of the unit a place lies in, or "" where the archive cannot tell."""
    return next(filter(None, map(lies_in, index.names["place", key])), "")


def lies_in(mention: Mention) -> str:
    """The two-digit code of the unit that a mention places itself in, or ""."""
    where = mention.detail
    if not isinstance(where, Where):
        return ""
    code = where.adcode[:2] or _CODES.get(where.within[0] if where.within else "", "")
    return code if code in PROVINCES else ""


def by_province(index: Index) -> dict[str, list[str]]:
    """Two-digit code → the places that lie there, most mentions first.

    The units with most mentions come first, places that cannot be located ("") last.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for kind, key in index.names:
        if kind == "place":
            groups[province(index, key)].append(key)

    def mentions(key: str) -> int:
        return len(index.names["place", key])

    def weight(code: str) -> tuple[bool, int, str]:
        return (not code, -sum(map(mentions, groups[code])), code)

    return {
        code: sorted(groups[code], key=lambda key: (-mentions(key), key))
        for code in sorted(groups, key=weight)
    }


def tiles(index: Index, groups: Mapping[str, Iterable[str]]) -> tuple[Tile, ...]:
    """The grid, with how often each unit's places are mentioned."""
    count = {
        code: sum(len(index.names["place", key]) for key in keys)
        for code, keys in groups.items()
        if code in PROVINCES
    }
    return grid(count, {code: group_path("place", "province", code) for code in count})


def grid(counts: Mapping[str, int], paths: Mapping[str, str]) -> tuple[Tile, ...]:
    """The grid with these numbers, each leading to a page."""
    return tuple(
        Tile(code, short, name, column, row, counts.get(code, 0), paths.get(code, ""))
        for code, short, name, column, row in _UNITS
    )
