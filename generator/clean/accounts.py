"""Which line below a title names the account or the paper that publishes the text.

Portals and social media set it on a line of its own: above the day, above a button to follow it,
above the portal's word for its accounts, or twice, as name and as card.
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.clean import rules, shapes
from generator.clean.dates import DATE
from generator.clean.fields import field_spans
from generator.clean.lines import Line, ends_sentence, following, previous
from generator.clean.vocabulary import PUBLISHER
from generator.text import HAN

_LEADING_DAY = re.compile(
    rf"^(?:(?:发布|发表)(?:时间|日期|于)\s?:?\s?)?(?:{DATE}|\d{{1,2}}-\d{{2}}\s?\d{{2}}:\d{{2}})"
)
_FOLLOW = re.compile(
    r"^\+?\s?(?:已?关注|加关注|订阅|企鹅号|百家号|搜狐号|网易号|大鱼号|头条号|澎湃号|一点号|快传号|凤凰号|大风号"
    r"|新浪号|看点号|官方[账帐]号)$"
)
_HANDLE = re.compile(r"^[A-Za-z][\w-]{4,20}$")
_SAID_LATER = re.compile(
    r"^(?:今天|昨天|前天|\d{1,2}(?:小时|天|周|个月)前|发表于|收录于(?:合集|话题)?.{0,10})$"
)
_PAPER = re.compile(
    rf"^[{HAN}]{{2,8}}(?:日报|晚报|时报|早报|晨报|都市报|商报|青年报|新闻网|日报网|在线|通讯社|新闻社|电视台|周刊|杂志|客户端)$"
)
_CARD_LINES = 12
AGAIN = ("account-again", "account-card")
"""Rules of lines that name no account, but stand on its card."""

_LONGEST = 20
_BETWEEN = 3  # buttons that may stand between a name and its day


def carded(lines: list[Line], window: range) -> list[int]:
    """The lines of a window that are said twice, or that a button to follow stands below."""
    said = [n for n in window if lines[n].text]
    found: dict[int, None] = {}
    for above, below in pairwise(said):
        if lines[above].text == lines[below].text:
            found |= {above: None, below: None}
        elif _FOLLOW.match(lines[below].text):
            found[above] = None
    return list(found)


def account_rule(lines: list[Line], number: int, title: int) -> str:
    """The rule by which a line below the title names who publishes it, or stands on its card.

    There may be none: "".
    """
    line = lines[number]
    if _on_card(lines, number):
        return "account-card"
    if not 2 <= len(line.text) <= _LONGEST or ends_sentence(line):
        return ""
    below = following(lines, number)
    if below < 0 or rules.match(line.text, rules.HEAD) or field_spans(line.text, strict=False):
        return ""
    if _FOLLOW.match(lines[below].text):
        return "account-to-follow"
    above = previous(lines, number)
    if _PAPER.match(line.text) and above >= 0 and _is_dated(lines[above], above == title):
        return "paper-below-date"
    again = above >= 0 and lines[above].text == line.text
    if (again or lines[below].text == line.text) and _has_card(lines, number):
        return "account-twice" if line.text == lines[below].text else "account-again"
    for _ in range(_BETWEEN):
        if below < 0 or _LEADING_DAY.match(lines[below].text):
            break
        below = following(lines, below) if is_bar(lines[below]) else -1
    if below < 0 or line.han > 14:
        return ""
    first = previous(lines, number) == title and len(line.text) <= 12
    channel = shapes.CHANNEL.match(line.text)
    return "account-above-date" if PUBLISHER.match(line.text) or (first and not channel) else ""


def _has_card(lines: list[Line], number: int) -> bool:
    """Whether an account's handle or a day told from today stands a few lines below."""
    below = lines[number + 1 : number + 1 + _CARD_LINES]
    return any(_HANDLE.match(line.text) or _SAID_LATER.match(line.text) for line in below)


def _on_card(lines: list[Line], number: int) -> bool:
    """Whether a line is a day told from today, or says below an account's handle what it is."""
    if _SAID_LATER.match(lines[number].text):
        return True
    handle = previous(lines, number)
    second = previous(lines, handle)
    first = previous(lines, second)
    return (
        first >= 0
        and _HANDLE.match(lines[handle].text) is not None
        and lines[second].text == lines[first].text
    )


def _is_dated(line: Line, is_title: bool) -> bool:
    """Whether a line is the title, or says a day and no source."""
    names = {span[2] for span in field_spans(line.text, strict=False)} if not is_title else {"date"}
    return "date" in names and "source" not in names


def is_bar(line: Line) -> bool:
    """Whether a line is nothing but buttons."""
    rule = rules.match(line.text, rules.HEAD)
    return rule is not None and rule.name == "buttons"
