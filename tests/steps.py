"""How much work is done: the calls of a function, the steps of a regular expression.

Time depends on the machine and who else is on it; the steps of a match do not. The matcher runs
the same parsed pattern as `re` and tries the same things in the same order, without its short cuts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any


def calls(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes, of our own functions and of Python's."""
    made = 0

    def seen(_frame: object, event: str, _what: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


Test = Callable[[str], bool]


class RunsAway(Exception):
    """More steps than were allowed."""


class Steps:
    """A pattern ready to be run, and how many steps it has taken."""

    def __init__(self, pattern: re.Pattern[str], most: int) -> None:
        self.tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        self.flags = self.tree.state.flags
        self.most, self.taken = most, 0
        self.code: list[tuple[Any, ...]] = []
        self._sequence(self.tree, self.code)
        self.code.append(("end",))

    def search(self, text: str) -> tuple[int, int] | None:
        """The first match, as `re.search` finds it."""
        for start in range(len(text) + 1):
            end = self._run(self.code, text, start)
            if end is not None:
                return start, end
        return None

    # --- the parsed pattern as instructions ---

    def _sequence(self, tree: Any, code: list[tuple[Any, ...]]) -> None:
        for what, value in tree:
            self._one(what, value, code)

    def _one(self, what: Any, value: Any, code: list[tuple[Any, ...]]) -> None:
        if (test := self._test(what, value)) is not None:
            code.append(("char", test))
        elif what is op.AT:
            code.append(("at", value))
        elif what is op.SUBPATTERN:
            _, added, without, inside = value
            around, self.flags = self.flags, (self.flags | added) & ~without
            self._sequence(inside, code)
            self.flags = around
        elif what is op.BRANCH:
            ends = []
            for number, branch in enumerate(value[1]):
                last = number == len(value[1]) - 1
                split = len(code)
                if not last:
                    code.append(())
                self._sequence(branch, code)
                ends.append(len(code))
                code.append(())
                if not last:
                    code[split] = ("split", split + 1, len(code))
            for end in ends:
                code[end] = ("jump", len(code))
        elif what in (op.MAX_REPEAT, op.MIN_REPEAT):
            self._repeat(*value, lazy=what is op.MIN_REPEAT, code=code)
        elif what is op.POSSESSIVE_REPEAT:
            body: list[tuple[Any, ...]] = []
            self._repeat(*value, lazy=False, code=body)
            code.append(("atomic", [*body, ("end",)]))
        elif what is op.ATOMIC_GROUP:
            code.append(("atomic", self._whole(value)))
        elif what in (op.ASSERT, op.ASSERT_NOT):
            direction, tree = value
            width = 0 if direction > 0 else tree.getwidth()[0]
            code.append(("look", self._whole(tree), width, what is op.ASSERT))
        else:
            raise NotImplementedError(what)

    def _whole(self, tree: Any) -> list[tuple[Any, ...]]:
        code: list[tuple[Any, ...]] = []
        self._sequence(tree, code)
        return [*code, ("end",)]

    def _repeat(
        self, least: int, most: Any, tree: Any, *, lazy: bool, code: list[tuple[Any, ...]]
    ) -> None:
        endless = most is op.MAXREPEAT
        if len(tree) == 1 and (test := self._test(*tree[0])) is not None:
            code.append(("many", test, least, 1 << 60 if endless else int(most), lazy))
            return
        for _ in range(least):
            self._sequence(tree, code)
        splits = []
        for _ in range(1 if endless else int(most) - least):
            splits.append(len(code))
            code.append(())
            self._sequence(tree, code)
            code.append(("moved", splits[-1]) if endless else ("moved", None))
        for split in splits:
            ways = (split + 1, len(code))
            code[split] = ("split", *(reversed(ways) if lazy else ways))

    def _test(self, what: Any, value: Any) -> Test | None:
        """Whether one character is meant, and which."""
        flags = self.flags
        folds = bool(flags & re.IGNORECASE)
        if what is op.LITERAL:
            char = chr(value)
            return (lambda c: c.lower() == char.lower()) if folds else char.__eq__
        if what is op.NOT_LITERAL:
            char = chr(value)
            return lambda c: c != char
        if what is op.ANY:
            return lambda c: c != "\n" or bool(flags & re.DOTALL)
        if what is op.IN:
            one = re.compile(_members(value), flags & (re.IGNORECASE | re.ASCII))
            known: dict[str, bool] = {}

            def test(char: str) -> bool:
                if char not in known:
                    known[char] = one.match(char) is not None
                return known[char]

            return test
        return None

    # --- the run ---

    def _run(self, code: list[tuple[Any, ...]], text: str, at: int) -> int | None:
        """Where a match from there on ends."""
        later: list[tuple[int, int]] = [(0, at)]
        size = len(text)
        while later:
            pc, at = later.pop()
            while True:
                self.taken += 1
                if self.taken > self.most:
                    raise RunsAway
                step = code[pc]
                kind = step[0]
                if kind == "char":
                    if at >= size or not step[1](text[at]):
                        break
                    at += 1
                elif kind == "many":
                    _, test, least, most, lazy = step
                    end = at
                    while end < size and end - at < most and test(text[end]):
                        end += 1
                    self.taken += end - at
                    if end - at < least:
                        break
                    ends = range(at + least, end + 1)
                    later += [(pc + 1, each) for each in (reversed(ends) if lazy else ends)]
                    break
                elif kind == "split":
                    later.append((step[2], at))
                    pc = step[1]
                    continue
                elif kind == "jump":
                    pc = step[1]
                    continue
                elif kind == "moved":
                    if step[1] is not None:
                        pc = step[1]
                        continue
                elif kind == "atomic":
                    inner = self._run(step[1], text, at)
                    if inner is None:
                        break
                    at = inner
                elif kind == "look":
                    _, inside, width, wanted = step
                    seen = at >= width and self._run(inside, text, at - width) is not None
                    if seen is not wanted:
                        break
                elif kind == "at":
                    if not _stands(step[1], text, at):
                        break
                else:
                    return at
                pc += 1
        return None


def _stands(where: Any, text: str, at: int) -> bool:
    if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
        return at == 0
    if where is op.AT_END:
        return at == len(text) or (at == len(text) - 1 and text[at] == "\n")
    if where is op.AT_END_STRING:
        return at == len(text)
    before = at > 0 and re.match(r"\w", text[at - 1]) is not None
    after = at < len(text) and re.match(r"\w", text[at]) is not None
    return (before != after) is (where is op.AT_BOUNDARY)


def _members(value: Any) -> str:
    """A class of characters, written out again."""
    shown = []
    for what, member in value:
        if what is op.NEGATE:
            shown.append("^")
        elif what is op.LITERAL:
            shown.append(re.escape(chr(member)))
        elif what is op.RANGE:
            shown.append("-".join(re.escape(chr(end)) for end in member))
        else:
            shown.append(_CATEGORIES[member])
    return f"[{''.join(shown)}]"


_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


def samples(pattern: re.Pattern[str], choose: Callable[[int], int]) -> tuple[str, str, str]:
    """Words before one of a pattern's repeats, words it repeats, and words that follow.

    `choose(n)` picks one of n: what is built is as random as that.
    """
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    repeats = list(_repeats(tree))
    if not repeats:
        return "", _words(tree, choose), ""
    before, body = repeats[choose(len(repeats))]
    lead = "".join(_words(part, choose) for part in before)
    unit = "".join(_words(body, choose) for _ in range(1 + choose(3)))
    return lead, unit, _words(tree, choose)[-2:]


def _repeats(tree: Any, before: tuple[Any, ...] = ()) -> Any:
    """Each repeat in a pattern, with the parts that stand before it."""
    for what, value in tree:
        if what in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            if value[1] > 1:
                yield before, value[2]
            yield from _repeats(value[2], before)
        elif what is op.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif what is op.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif what is op.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        if what not in (op.ASSERT, op.ASSERT_NOT, op.AT):
            before = (*before, [(what, value)])


def _words(tree: Any, choose: Callable[[int], int]) -> str:
    """Some words that a part of a pattern takes, were nothing around it."""
    made = []
    for what, value in tree:
        if what is op.LITERAL:
            made.append(chr(value))
        elif what in (op.IN, op.ANY, op.NOT_LITERAL):
            made.append(_char(what, value, choose))
        elif what in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            times = least + choose(min(3, int(most) - least + 1))
            made += [_words(body, choose) for _ in range(min(times, 12))]
        elif what is op.SUBPATTERN:
            made.append(_words(value[3], choose))
        elif what is op.ATOMIC_GROUP:
            made.append(_words(value, choose))
        elif what is op.BRANCH:
            made.append(_words(value[1][choose(len(value[1]))], choose))
    return "".join(made)


_TRIED = "甲王一年月日 ,:|/-.1a(《。>&[<\u00a0，、〇"


def _char(what: Any, value: Any, choose: Callable[[int], int]) -> str:
    if what is op.ANY:
        return _TRIED[choose(len(_TRIED))]
    if what is op.NOT_LITERAL:
        return next(char for char in _TRIED if char != chr(value))
    one = re.compile(_members(value))
    fit = [char for char in _TRIED if one.match(char)]
    fit += [chr(m) for w, m in value if w is op.LITERAL and one.match(chr(m))][:40]
    fit += [chr(m[0]) for w, m in value if w is op.RANGE and one.match(chr(m[0]))]
    return fit[choose(len(fit))] if fit else "\ufffd"
