"""A text glued into one line that lost its digits and quotes: where its parts once parted.

Nothing is invented: only places are found. A heading that ran into the next sentence shows in
that sentence's first clause, which is then too long: a heading, and an opening that can stand
first in a sentence (在…中, …以来, a call to someone spoken to).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import rjieba

from generator.text import sentences

Cut = tuple[int, int, str]

_KEPT = re.compile(r"[0-9A-Za-z、“”‘’\"':;()—]")
_LONG = 600

_CLAUSE = re.compile(r"^[^，。？！,?!]{14,44}(?=[，,])")
_FRAME_END = re.compile(r"(?:以来|之后|过后|以后|后|期间|之际|之时|时|中|下|上|里|前|的同时)$")
_PREPOSITIONS = (
    "在",
    "从",
    "自",
    "当",
    "随着",
    "面对",
    "针对",
    "围绕",
    "按照",
    "根据",
    "经过",
    "通过",
    "为了",
)
_TIMES = re.compile(
    r"(?:近日|日前|近期|目前|当前|连日来|近年来|今年|去年|昨日|今日|清晨|傍晚|据了解|据悉|截至|与此同时|此外|走进|随着|面对)"
)
_CALL = re.compile(
    r"(?:大|小|老)?(?:哥|姐|叔|婶|妈|爸|爷爷|奶奶|阿姨|大娘|大爷|师傅|老师|医生|老乡|乡亲们|乡亲|同志们|同志|朋友们|朋友|书记|主任|同学们|孩子们|孩子)$"
)
_TO_SOMEONE = re.compile(r"^[，,](?:你|您|咱|我们|快|请)")
_PLAIN = re.compile(r"[的了是将已被把并和与及等说]")
_HEADING = range(9, 31)

_GOES_ON = re.compile(
    r"^(?:同时|此外|另外|因此|所以|但|但是|而|而且|并|并且|还|也|其中|其|这|该|他|她|它|他们|她们|为此|对此|随后|接着|然后|线下|线上|一是|二是|三是|四是|五是|首先|其次|再次|最后|原本|没想到)"
)
_SAID = re.compile(r"(?:说|表示|介绍|介绍说|坦言|感慨|回忆|道)。$")
_ASKED = re.compile(r"[？?]$")


def is_glued(text: str) -> bool:
    """Whether a folded paragraph is a whole text that lost its marks on the way."""
    return len(text) >= _LONG and len(_KEPT.findall(text)) * 1000 < len(text)


def split(text: str) -> list[Cut]:
    """Start, end and label (`heading`, `paragraph`) of the parts of a glued text; they tile it."""
    cuts: list[Cut] = []
    run: list[tuple[int, int]] = []
    for start, end in sentences(text):
        head = _heading(text[start:end])
        if head and start > 0:
            cuts += _paragraphs(text, run)
            cuts.append((start, start + head, "heading"))
            run, start = [], start + head
        run.append((start, end))
    return cuts + _paragraphs(text, run)


def _heading(sentence: str) -> int:
    """How many characters at a sentence's start are a heading that ran into it."""
    found = _CLAUSE.match(sentence)
    if not found:
        return 0
    clause = found[0]
    end = _called(clause, sentence[len(clause) :]) or _timed(clause) or _framed(clause)
    return end if end in _HEADING and not _PLAIN.search(clause[:end]) else 0


def _called(clause: str, rest: str) -> int:
    call = _CALL.search(clause)
    return call.start() if call and _TO_SOMEONE.match(rest) else 0


def _timed(clause: str) -> int:
    found = _TIMES.search(clause, _HEADING.start)
    return found.start() if found and found.start() + 12 >= len(clause) else 0


def _framed(clause: str) -> int:
    """Where an adverbial that fills the rest of the clause begins: 在两线作战中."""
    if not _FRAME_END.search(clause):
        return 0
    words: list[tuple[int, str, str]] = []
    at = 0
    for word, tag in _tagged(clause):
        words.append((at, word, tag))
        at += len(word)
    for at, word, _ in reversed(words):
        if word in _PREPOSITIONS:
            return at
    verbs = [
        at
        for (_, _, before), (at, _, tag) in pairwise(words)
        if before.startswith("n") and tag.startswith("v") and 4 <= len(clause) - at <= 14
    ]
    return max((at for at in verbs if at in _HEADING), default=0)


@lru_cache(maxsize=1024)
def _tagged(clause: str) -> tuple[tuple[str, str], ...]:
    return tuple(rjieba.tag(clause))


def _paragraphs(text: str, run: list[tuple[int, int]]) -> list[Cut]:
    """The sentences of one section in paragraphs that a reader can take in."""
    found: list[list[int]] = []
    for number, (start, end) in enumerate(run):
        sentence = text[start:end]
        before = text[run[number - 1][0] : run[number - 1][1]] if number else ""
        if (
            not found
            or (
                found[-1][1] - found[-1][0] >= 80
                and run[-1][1] - start >= 40
                and not _GOES_ON.match(sentence)
                and not (_SAID.search(sentence) and len(sentence) < 40)
                and not _ASKED.search(before)
                and not (_ahead_said(text, run, number))
            )
            or (end - found[-1][0] > 400 and found[-1][1] - found[-1][0] >= 40)
        ):
            found.append([start, end])
        else:
            found[-1][1] = end
    return [(start, end, "paragraph") for start, end in found]


def _ahead_said(text: str, run: list[tuple[int, int]], number: int) -> bool:
    """Whether this sentence is the last of someone's words: the next says who said it."""
    if number + 1 >= len(run):
        return False
    following = text[run[number + 1][0] : run[number + 1][1]]
    return (
        bool(_SAID.search(following))
        and len(following) < 40
        and number > 0
        and (
            run[number][1] - run[number][0] < 30 and not _SAID.search(text[slice(*run[number - 1])])
        )
    )
