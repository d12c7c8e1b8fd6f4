"""The lunar calendar, by the library lunar_python (MIT)."""

from __future__ import annotations

import datetime
from functools import cache

from lunar_python import Lunar, LunarMonth, Solar


def lunar_day(date: datetime.date) -> str:
    """A day's name in the lunar calendar.

    >>> lunar_day(datetime.date(2020, 1, 23))
    '腊月廿九'
    """
    lunar = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    return f"{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


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
