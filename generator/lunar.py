"""The lunar calendar, by the library lunar_python (MIT)."""

from __future__ import annotations

import datetime
from functools import cache

from lunar_python import Lunar, LunarMonth, LunarYear, Solar
from lunar_python.util import LunarUtil

_LAST_JULIAN, _FIRST_GREGORIAN = datetime.date(1582, 10, 4), datetime.date(1582, 10, 15)


def lunar_day(date: datetime.date) -> str:
    """A day's name in the lunar calendar; "" for the days that the calendar of 1582 left out.

    >>> lunar_day(datetime.date(2020, 1, 23))
    '腊月廿九'
    """
    if _LAST_JULIAN < date < _FIRST_GREGORIAN:
        return ""
    noon = Solar.fromYmdHms(date.year, date.month, date.day, 12, 0, 0).getJulianDay()
    first, month = next(of for of in reversed(_months(date.year)) if of[0] <= noon)
    return f"{month}{LunarUtil.DAY[int(noon - first) + 1]}"


@cache  # the library works the moon's way out anew for each day it is asked for
def _months(year: int) -> tuple[tuple[float, str], ...]:
    """The lunar months of a year and around it: the noon of their first day, and their name."""
    return tuple(
        (
            of.getFirstJulianDay(),
            f"{'闰' if of.isLeap() else ''}{LunarUtil.MONTH[abs(of.getMonth())]}月",
        )
        for of in LunarYear.fromYear(year).getMonths()
    )


@cache
def solar_date(year: int, month: int, day: int) -> datetime.date | None:
    """The day of a lunar date, the last of its month for day 0; None where there is no such day.

    >>> solar_date(2019, 12, 29)
    datetime.date(2020, 1, 23)
    >>> solar_date(2019, 12, 31) is None
    True
    """
    found = LunarMonth.fromYm(year, month)
    last = found.getDayCount() if found else 0
    if not found or day > last:
        return None
    solar = Lunar.fromYmd(year, month, day or last).getSolar()
    return datetime.date(solar.getYear(), solar.getMonth(), solar.getDay())
