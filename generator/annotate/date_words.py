"""How dates are written: the parts of their grammar, and the tables behind it."""

from __future__ import annotations

import re

from generator.annotate.words import Openers

# --- tables -----------------------------------------------------------------------------------

RELATIVE = {
    "今日": 0, "今天": 0, "今晨": 0, "今早": 0, "今晚": 0, "昨日": -1, "昨天": -1, "昨晚": -1,
    "昨夜": -1, "前天": -2, "前日": -2, "明日": 1, "明天": 1, "明晚": 1, "明早": 1, "后天": 2,
    "日前": None, "近日": None,
}  # fmt: skip
"""Days from the day of publication; None where they are not told."""

LUNAR_MONTH = {"正": 1, "冬": 11, "腊": 12} | {
    c: i for i, c in enumerate("一二三四五六七八九十", 1)
}
FESTIVAL = {
    "春节": (1, 1), "大年初一": (1, 1), "元宵节": (1, 15), "端午节": (5, 5), "端午": (5, 5),
    "七夕": (7, 7), "中元节": (7, 15), "中秋节": (8, 15), "中秋": (8, 15), "重阳节": (9, 9),
    "腊八节": (12, 8), "除夕": (12, 0),
}  # fmt: skip
"""Month and day of the lunar calendar; day 0 is the last."""

SOLAR = {
    "元旦": (1, 1), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "青年节": (5, 4),
    "儿童节": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1),
    "国庆": (10, 1), "圣诞节": (12, 25),
}  # fmt: skip
REPUBLIC = 1911
"""The year before the first of the Republic's."""

AFTERNOON = frozenset(["下午", "午后", "傍晚", "晚上", "晚间", "晚", "深夜", "夜间"])

# --- parts ------------------------------------------------------------------------------------

_HAN = "一二三四五六七八九十"
_N = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}}|廿[一二三四五六七八九]?)"  # a month or a day
_HOUR = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})"
_QUARTER = r"[一二三四\d]"
_PART = "凌晨|清晨|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|深夜|早|晚|午夜|当晚"
_JOINED = r"(?:-|~|～|—{1,2}|–|至|到)"
_THIRD = "上旬|中旬|下旬|初|底|末"  # of a month

# 2020-03-06, 2020/3/6 10:08
_ISO = (
    r"(?P<day>(?<![\d.])[12]\d{3}(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?![\d.]))"
    r"(?:[ T]{0,4}(?P<c1>\d{1,2}:\d\d)(?::\d\d)?)?"
)
# 2020年, 二〇二〇年, 民国109年; 去年, 当年
_YEAR = (
    r"(?:(?P<roc>民国)?(?P<year>(?<!\d)[12]\d{3}|[一二][〇零○一二三四五六七八九]{3}"
    r"|(?<=民国)(?:\d{2,3}|[一二三四五六七八九十百〇零]{1,5}))年"
    r"|(?P<rel>今年|去年|前年|明年|本年|上年|当年|同年))"
)
# … behind a year: 上半年, 前三季度, 第二季度, 前8个月, 春
_OF_YEAR = (
    rf"(?P<span>上半年|下半年|前(?P<q1>{_QUARTER})季度|第?(?P<q2>{_QUARTER})季度"
    rf"|前(?P<mm>{_N})个?月|初|底|末|[春夏秋冬][天季]?)"
)
# 2020年3月6日, 去年10月中旬; no 3月8日线 of buses
_DATED = (
    rf"{_YEAR}(?:(?P<m2>(?<!\d){_N})月"
    rf"(?:(?P<d2>{_N})[日号](?!线|楼|院|店|馆)|月?(?:{_THIRD}|中)|份)?|{_OF_YEAR})?(?! ?历史)"
)
# 本月6日, 上月底
_REF_MONTH = rf"(?P<ref>本|上|当|同|下)月(?:(?P<d4>{_N})[日号])?(?P<turn4>{_THIRD})?"
# 今（30）日
_REF_DAY = r"(?P<rday>今|昨|前|明)(?:[日天晚])?\((?P<d5>\d{1,2})(?:日)?\)[日天晚]?"
# 3月6日, 3月初, 3月; no 三月龄, no 每月
_MONTH = (
    rf"(?<![第\d.之每])(?P<m3>{_N})月(?:(?P<d3>{_N})[日号](?!线|楼)"
    rf"|月?(?:{_THIRD})|份|(?![龄饼亮光底份球票]))"
)
# 腊月二十九, 农历八月十五
_LUNAR = rf"(?P<lm>正|冬|腊|农历[{_HAN}])月(?P<ld>初?[{_HAN}廿]{{1,3}})"
# 26日; no 连续26日, no 26日游, no 3日前 (but 12日前, 2日前后)
_DAY = (
    r"(?<![第连续\d.近共历每达期满月:初廿十])(?P<d6>\d{1,2})日(?![内龄游间均报常子薪元]"
    r"|(?<!\d\d日)前(?!后))"
)
_WEEKDAY = (
    r"(?P<week>上上|上|本|这|下|)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!.?[期会刊])"
)
_FESTIVAL = (
    rf"(?P<name>{'|'.join(sorted({*FESTIVAL, *SOLAR}, key=len, reverse=True))})"
    r"(?!假|休|档|联欢|晚会|期间|路|村|社区|长假|黄金)"
)
# A part of a year that was said before, or is that of publication: 前三季度
_PORTION = (
    rf"(?P<half>上半年|下半年|前(?P<q3>{_QUARTER})季度|第(?P<q4>{_QUARTER})季度"
    r"|(?P<q5>[一二三四])季度)"
)

# --- the grammar --------------------------------------------------------------------------------

_FORMS = {
    "iso": _ISO,
    "dated": _DATED,
    "ref_month": _REF_MONTH,
    "ref_day": _REF_DAY,
    "month": _MONTH,
    "lunar": _LUNAR,
    "alone": _DAY,
    "weekday_of": _WEEKDAY,
    "festival": _FESTIVAL,
    "relative": "|".join(RELATIVE),
    "portion": _PORTION,
}
POINT = re.compile("|".join(f"(?P<{form}>{pattern})" for form, pattern in _FORMS.items()))
"""Any date; the outermost group that matched is its form."""

OPENERS = Openers(
    *(first + second for first in "0123456789" for second in "0123456789月日"),
    *(first + second for first in f"{_HAN}廿" for second in f"{_HAN}〇零○月季"),
    *(f"{part}月" for part in "本上当同下正冬腊"),
    *(f"{part}年" for part in "今去前明本上当同"),
    *(f"{day}{mark}" for day in "今昨前明" for mark in ("(", "日(", "天(", "晚(")),
    *("民国", "农历", "周", "星期", "礼拜", "上周", "上上周", "本周", "这周", "下周"),
    *("上星期", "上上星期", "本星期", "这星期", "下星期"),
    *("上礼拜", "上上礼拜", "本礼拜", "这礼拜", "下礼拜"),
    *("上半年", "下半年", "前", "第"),
    *RELATIVE, *FESTIVAL, *SOLAR,
)  # fmt: skip
"""How a date may begin."""

_MINUTE = rf"(?:半|许|整|{_HOUR}分?(?!之))"
TIME = re.compile(
    rf"[ ]?((?:(?:{_PART})?{_HOUR}(?:时|点)(?!间){_MINUTE}?|(?:{_PART})?\d{{1,2}}:\d\d(?::\d\d)?))"
    r"(?:[ ]?许)?"
)
"""The time of day right behind a date: 下午3时, 10:08, 八点半."""

CLOCK = re.compile(rf"({_PART})?({_HOUR})(?:(?:时|点)(半)?|:)({_HOUR})?")
"""The parts of such a time: part of the day, hour, half, minute."""

JOIN = re.compile(rf"(?:{_PART})?{_JOINED}")
DAYS = re.compile(rf"(\d{{1,2}}){_JOINED}(\d{{1,2}})[日号]")
"""The days behind a month: 7月|5至7日."""

OPEN = re.compile(rf"(?<![\d.])(\d{{1,4}}){_JOINED}$")
"""The number that opens a range: 2018—|2020年."""

SOON = re.compile(
    r"将|预计|预报|预定|订于|定于|拟|计划|明[天日]|未来|预测|即将|届时|有望|仍有|报名|展期|展至|"
    r"延续至|延至|排到|推迟[到至]|持续到|开放至|截稿|日前(?:完成|提交|报)"
)
"""What is said of days to come."""

SINCE_AFTER = re.compile(r"(?:起(?!来)|以来|开始)")
SINCE_BEFORE = re.compile(r"(?:自从?|从)$")
AS_OF = re.compile(r"(?:截[至止]到?|截止)$")
SOME_YEARS = re.compile(r"[来多余间]|以[上下]")
"""Behind 年, these make it a stretch of years: 2000年来 is a date, 20年来 is none."""
