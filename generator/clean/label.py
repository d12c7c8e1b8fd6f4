"""`label`: what every character of a source is."""

from __future__ import annotations

import re
from itertools import islice

import msgspec

from generator.clean import glued, joined, path, prose, rules, shapes, titles, zones
from generator.clean.accounts import AGAIN, account_rule
from generator.clean.bylines import Span
from generator.clean.captions import is_caption
from generator.clean.dates import DATE, TIME, day, in_parts
from generator.clean.ends import closing
from generator.clean.fields import field_spans
from generator.clean.habits import known
from generator.clean.lines import (
    LANDMARKS,
    Line,
    around,
    ends_sentence,
    following,
    is_prose,
    lines,
    previous,
)
from generator.model import Habits, Piece, Source

_KICKER_ALONE = re.compile(r"^([【\[])([^】\]]{2,24})([】\]])$")
_DAY = re.compile(rf"^{DATE}(?:{TIME})?$")
# A site's bar shows today's date.
_HOMEPAGE = re.compile(r"^(?:[•·]\s)?(?:设为首页|加入收藏)")
_LONGEST_HEADING = 45
_ENTRY = re.compile(r"^[•·◦]\s")  # of a list: no heading
_NEAR = 8  # lines with words between a date and the title below it
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_HABITS = Habits()
_STOPPED = re.compile(r"。|[！？!?…：:；;][”’」』)）]{0,2}$")
_IN_BRACKETS = re.compile(r"^[(（][^()（）]{2,30}[)）]$")


# What a line outside the body may come to that says no more than that it stands there.
_UNSAID = frozenset(("above-title", "below-title", "below-body"))
_NOT_SAID = frozenset(("paragraph", "heading", "subtitle"))


def label(source: Source, habits: Habits = _NO_HABITS) -> tuple[Piece, ...]:
    """The pieces of a source; joined, they are its text again.

    `habits` are what its site prints around every text: chrome, where no field says otherwise.
    """
    found = lines(source)
    page = _Page(source, found, habits)
    pieces: list[Piece] = []
    at = 0
    for line, spans in zip(found, page.spans(), strict=True):
        for start, end, name, rule in prose.tiled(line, spans):
            if end > start:
                if start > at:
                    pieces.append(Piece(at, start, "blank", "white-space"))
                pieces.append(Piece(start, end, name, rule))
                at = end
    if at < len(source.text):
        pieces.append(Piece(at, len(source.text), "blank", "white-space"))
    return tuple(pieces)


def _closes(text: str) -> bool:
    """Whether a line below the body reads as the last of the text, its byline left out."""
    end = text[: closing(text)[0]].rstrip()
    return bool(_STOPPED.search(end)) or _IN_BRACKETS.match(text) is not None


class _Page:
    """The lines of one page and where its zones are."""

    def __init__(self, source: Source, found: list[Line], habits: Habits) -> None:
        self.source = source
        self.lines = found
        self.habits = known(found, habits)
        self.where = where = zones.find(source, found, self.habits)
        self.paths = path.paths(found, where)
        self.thread = any(map(zones.is_post, found[: where.first]))
        self.listed = zones.listed(found, where)
        self.twice = zones.twice(found, where)
        below = range(where.last + 1, len(found))
        self.apart = next((n for n in below if self._parts(n)), len(found))
        self.closed = next((n for n in below if self._ends(found[n])), len(found))

    def spans(self) -> list[list[Span]]:
        """For each line its spans."""
        whole = [self._line(number) for number in range(len(self.lines))]
        self._lists(whole)
        joined.join(self.lines, whole, max(self.where.title + 1, 0))
        return whole

    def _line(self, number: int) -> list[Span]:
        line, where = self.lines[number], self.where
        if line.blank:
            return []
        if number == where.title:
            return titles.spans(self.source, line)
        if shapes.IMAGE.match(line.text):
            return prose.whole(line, "image", "image")
        if where.first <= number <= where.last:
            return self._body(number, line)
        spans = self._head(number, line) if number < where.first else self._tail(number, line)
        if number in self.habits and all(
            name in _NOT_SAID or rule in _UNSAID for _, _, name, rule in spans
        ):
            return prose.whole(line, "chrome", "site-habit")
        return spans

    # --- head ---

    def _head(self, number: int, line: Line) -> list[Span]:
        if label := self._announced(number):
            return prose.whole(line, label, "label-above")
        title = self.where.title
        after = 0 <= title < number
        if spans := self.paths.get(number):
            return spans
        if spans := field_spans(line.text, strict=False):
            if after or self._leads_title(number, spans):
                return spans
            return prose.whole(line, "chrome", "above-title")
        if (
            not after
            and (found := _KICKER_ALONE.match(line.text))
            and following(self.lines, number) == title
        ):
            return [
                (0, 1, "mark", "kicker"),
                (1, found.end(2), "kicker", "kicker"),
                (found.end(2), len(line.text), "mark", "kicker"),
            ]
        if line.tags & (LANDMARKS.keys() - {"header"}):
            return self._landmark(line)
        if rule := rules.match(line.text, rules.HEAD):
            return prose.whole(line, "chrome", rule.name)
        if is_caption(line) and after:
            return prose.caption(line)
        if after:
            return self._below_title(number, line)
        return prose.whole(line, "chrome", "above-title")

    def _leads_title(self, number: int, spans: list[Span]) -> bool:
        """Whether a byline above the title is the article's: no bare date far above it, as those
        of other articles are."""
        if any(rule not in ("date", "source-beside-date") for *_, rule in spans):
            return True
        below = [self.lines[n].text for n in range(number + 1, number + 6) if n < self.where.title]
        if any(map(titles.CALENDAR.match, below)) and any(map(_HOMEPAGE.match, below)):
            return False
        between = (n for n in range(number + 1, self.where.title) if not self.lines[n].blank)
        return len([*islice(between, _NEAR + 1)]) <= _NEAR  # no further: there may be thousands

    def _announced(self, number: int) -> str:
        """The field that the line above announces but does not name, as in a table; or ""."""
        above, line = previous(self.lines, number), self.lines[number]
        if above < 0 or not self.lines[above].text.endswith(":") or len(line.text) > 40:
            return ""
        spans = field_spans(self.lines[above].text, strict=False)
        label = spans[0][3].removeprefix("label-") if len(spans) == 1 else ""
        if field_spans(line.text, strict=False):
            return label if label == "other-date" and _DAY.match(line.text) else ""
        return label if label in ("source", "author", "editor", "contributor", "chrome") else ""

    def _below_title(self, number: int, line: Line) -> list[Span]:
        title = self.where.title
        account = account_rule(self.lines, number, title)
        if following(self.lines, title) == number and number < self.where.first and not account:
            if found := re.match(r"^(?:[—–]{1,4}|-{2,4})\s{0,3}(?=\S)", line.text):
                return [
                    (0, found.end(), "mark", "subtitle"),
                    (found.end(), len(line.text), "subtitle", "subtitle-dash"),
                ]
            below = following(self.lines, number)
            if (
                10 <= line.han <= 50
                and not ends_sentence(line)
                and below >= 0
                and field_spans(self.lines[below].text, strict=False)
            ) or ("h2" in line.tags and line.han >= 6):
                return prose.whole(line, "subtitle", "subtitle-below-title")
        if line.han <= 14 and self._is_member(following(self.lines, number)):
            return prose.whole(line, "author", "forum-card")
        if in_parts(*around(self.lines, number)):
            return prose.whole(line, "date", "day-in-parts")
        if account:
            return prose.whole(line, "chrome" if account in AGAIN else "source", account)
        if self._apart(line) or self._is_title(line):
            return prose.whole(line, "chrome", "below-title")
        if is_prose(line) or (ends_sentence(line) and line.han >= 8):
            return prose.paragraph(line)
        if line.han >= 2 and self._leads_prose(number):
            if _ENTRY.match(line.text):
                return prose.whole(line, "chrome", "below-title")
            if len(line.text) <= _LONGEST_HEADING and not ends_sentence(line):
                return prose.whole(line, "heading", "heading-before-body")
            return prose.paragraph(line)
        return prose.whole(line, "chrome", "below-title")

    def _is_member(self, number: int) -> bool:
        """Whether a line says which rank a forum's member has: his name stands above it."""
        rule = rules.match(self.lines[number].text, rules.HEAD) if number >= 0 else None
        return rule is not None and rule.name == "forum-member"

    def _is_title(self, line: Line) -> bool:
        """Whether a line says the title once more."""
        if self.where.title < 0 or line.han < 4:
            return False
        title = titles.plain(self.lines[self.where.title].text)
        return titles.plain(line.text) == title and line.number - 1 != self.where.title

    def _apart(self, line: Line) -> bool:
        """Whether the body stands in paragraphs of markup and this line in none."""
        if self.where.first >= len(self.lines):
            return False
        return "p" in self.lines[self.where.first].tags and not line.tags & (_HEADINGS | {"p"})

    # --- body ---

    def _body(self, number: int, line: Line) -> list[Span]:
        if number < self.where.head and (spans := field_spans(line.text, strict=False)):
            return spans
        back = shapes.BACK.search(line.text)  # 返回某站 may hang on a byline as on a text
        if spans := field_spans(line.text[: back.start() if back else None], strict=True):
            return spans
        if line.tags & LANDMARKS.keys():
            return self._landmark(line)
        if number in self.listed:
            return prose.whole(line, "chrome", "listed")
        if number in self.twice:
            return prose.whole(line, "chrome", "twice")
        if number <= self.where.first + 1 and self._is_title(line):
            return prose.whole(line, "chrome", "title-again")
        if half := prose.repeated(line.text):
            return [
                *prose.paragraph(msgspec.structs.replace(line, text=line.text[:half])),
                (half, len(line.text), "chrome", "twice"),
            ]
        if rule := rules.match(line.text, rules.BODY):
            return prose.whole(line, "chrome", rule.name)
        if is_caption(line):
            return prose.caption(line)
        if re.fullmatch(r"\d{1,2}", line.text) and not self.lines[number].tags & {"td", "li"}:
            return prose.whole(line, "chrome", "section-number")
        if not re.search(r"\w", line.text):
            return prose.whole(line, "chrome", "no-words")
        if self._is_heading(number, line):
            return prose.whole(line, "heading", "heading")
        if glued.is_glued(line.text) and self._alone(number):
            return prose.parted(line)
        return prose.paragraph(line)

    def _is_heading(self, number: int, line: Line) -> bool:
        if len(line.text) > _LONGEST_HEADING or line.han < 2 or number >= self.where.last:
            return False
        if line.tags & _HEADINGS:
            return True
        if self._is_cell(number) and (
            self._is_cell(following(self.lines, number))
            or self._is_cell(previous(self.lines, number))
        ):
            return False
        return not (line.tags & {"li", "a"} or ends_sentence(line))

    def _is_cell(self, number: int) -> bool:
        """Whether a line is a short cell of a table."""
        line = self.lines[number]
        return bool(line.tags & {"td", "th"}) and len(line.text) <= 16

    def _alone(self, number: int) -> bool:
        """Whether nearly all words of the body stand on this one line."""
        body = self.lines[self.where.first : self.where.last + 1]
        return self.lines[number].han * 10 >= 9 * sum(line.han for line in body)

    def _lists(self, whole: list[list[Span]]) -> None:
        """Four or more would-be headings in a row are a list or a poem: paragraphs."""
        run: list[int] = []
        for number in range(
            max(self.where.title + 1, 0), min(self.where.last + 2, len(self.lines) + 1)
        ):
            spans = whole[number] if number < len(whole) else [(0, 0, "", "")]
            if len(spans) == 1 and spans[0][3] == "heading":
                run.append(number)
            elif spans:
                for each in run if len(run) >= 4 else []:
                    if (
                        not shapes.SECTION_NUMBER.match(self.lines[each].text)
                        and not self.lines[each].tags & _HEADINGS
                    ):
                        start, end, _, _ = whole[each][0]
                        whole[each] = [(start, end, "paragraph", "list")]
                run = []

    # --- tail ---

    def _tail(self, number: int, line: Line) -> list[Span]:
        if self._signature(number, line):
            return prose.whole(line, "paragraph", "signature")
        if self.thread and zones.is_post(line):
            return prose.whole(line, "chrome", "another-post")
        if spans := field_spans(line.text, strict=False):
            return self._tail_fields(line, spans)
        if rule := rules.match(line.text, rules.TAIL):
            if rule.name == "copyright" and (
                found := re.search(r"([^\s,，。©|]{3,20}?)\s?版权所有", line.text)
            ):
                a, b = found.span(1)
                spans = [(0, a, "chrome", rule.name), (a, b, "site", rule.name)]
                return [
                    s for s in [*spans, (b, len(line.text), "chrome", rule.name)] if s[0] < s[1]
                ]
            return prose.whole(line, "chrome", rule.name)
        if line.tags & LANDMARKS.keys():
            return self._landmark(line)
        if self._close(number):
            if is_caption(line):
                return prose.caption(line)
            if line.han >= 3 and _closes(line.text):
                return prose.paragraph(line)
            if re.match(r"^附(?:件|表|录)?\s?\d{0,2}\s?[::]\s?\S", line.text):
                return prose.whole(line, "paragraph", "attachment")
        return prose.whole(line, "chrome", "below-body")

    def _tail_fields(self, line: Line, spans: list[Span]) -> list[Span]:
        """Fields below the body, but no date, section or page: those are another article's."""
        named = any(rule not in ("date", "source-beside-date") for _, _, _, rule in spans)
        bare = _DAY.match(line.text)
        if not named and not bare:  # a headline with its day
            return prose.whole(line, "chrome", "below-body")
        posted = spans[0][3] == "byline-posted"  # a blog says below its post who wrote it
        closed = line.number - 1 > self.closed and not posted
        gone = {"section", "page"} | ({"date", "source", "author"} if closed else set())
        return [
            (a, b, "chrome" if name in gone else name, "below-body" if name in gone else rule)
            for a, b, name, rule in spans
        ]

    def _ends(self, line: Line) -> bool:
        rule = rules.match(line.text, rules.TAIL)
        return rule is not None and rule.ends

    def _close(self, number: int) -> bool:
        """Whether nothing but kept lines stands between the body and this line."""
        return number <= self.apart

    def _parts(self, number: int) -> bool:
        """Whether a line below the body is none of the article's, so that what follows is not."""
        line = self.lines[number]
        if not line.text or shapes.IMAGE.match(line.text) or is_caption(line):
            return False
        if rules.match(line.text, rules.TAIL):
            return True
        return not (_closes(line.text) or self._signature(number, line))

    def _signature(self, number: int, line: Line) -> bool:
        """A document's closing lines: who signs it, and the day."""
        if not self._between_blank(number):
            return False
        if _DAY.match(line.text):
            above = previous(self.lines, number)
            return (
                above > self.where.last
                and bool(shapes.SIGNED.search(self.lines[above].text))
                and (len(self.lines[above].text) <= 40)
            )
        below = following(self.lines, number)
        return (
            len(line.text) <= 40
            and bool(shapes.SIGNED.search(line.text))
            and below >= 0
            and bool(_DAY.match(self.lines[below].text))
            and bool(day(self.lines[below].text))
        )

    def _between_blank(self, number: int) -> bool:
        """Whether at most one line with words stands between the body and this line."""
        above = previous(self.lines, number)
        return above <= self.where.last or previous(self.lines, above) <= self.where.last

    # --- neighbours ---

    def _landmark(self, line: Line) -> list[Span]:
        tag = next(tag for tag in LANDMARKS if tag in line.tags)
        return prose.whole(line, "chrome", f"in-{tag}")

    def _leads_prose(self, number: int) -> bool:
        """Whether nothing but kept lines stands between this line and the body."""
        for line in self.lines[number + 1 : min(self.where.first, number + 40)]:
            if line.text and not shapes.IMAGE.match(line.text):
                taken = rules.match(line.text, rules.HEAD) or line.tags & LANDMARKS.keys()
                if taken or field_spans(line.text, strict=False):
                    return False
        return True
