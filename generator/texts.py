"""The text of every article as a script file, for scripts that read, search or compare texts.

A file stands once, at the site's root, and holds its text in the article's own script; of each
edition it says how that is written otherwise: a table of characters, and the places where the
table does not say what the edition's page says. So it is a third of a file for each edition.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.archive import names_told
from generator.conversion.vocabulary import Reworded
from generator.dataset import File
from generator.editions import LANG, Edition, spoken
from generator.model import Article, Text
from generator.pages.parts import Wanted, everyone, owner
from generator.pages.paths import article_path, text_path, versions_path
from generator.recipes import recipe
from generator.steps import Prepared
from generator.store import Kept, Memo, digest
from generator.text import fold, sentences


class Block(Struct, frozen=True, omit_defaults=True):
    """A block of the text; `starts` are the offsets of its sentences, where its page has them."""

    kind: str
    anchor: str
    text: str
    starts: tuple[int, ...] = ()
    lang: str = ""  # where it is not the article's


class Splice(NamedTuple):
    """What is written for one character; the block after the last is the publisher."""

    block: int
    offset: int
    words: str


class Said(NamedTuple):
    """How an edition writes a text."""

    pairs: str  # each character that it mostly writes otherwise, and how
    splices: tuple[Splice, ...]  # where that is not what it writes


class Packed(Struct, frozen=True, omit_defaults=True):
    """An article's text in all editions; offsets count code points of the text as received."""

    name: str  # of the article's page: by it a script asks for the text
    path: str
    lang: str
    date: str = ""
    publisher: str = ""
    fold: str = ""  # each letter that `fold` changes, and what it makes of it
    blocks: tuple[Block, ...] = ()
    said: tuple[tuple[str, Said], ...] = ()  # by edition; as received where an edition is missing


_ABOVE = ("kicker", "title", "subtitle")  # in the order of the page, which shows one of each
_BODY = ("heading", "paragraph", "caption")


def packed(article: Article, names: tuple[str, ...], editions: tuple[Edition, ...]) -> Packed:
    """The text of an article, as its page shows it in each of these editions.

    `names` are the persons whom other scripts spell by themselves, as on its page.
    """
    article = replace(article, names=names)
    shown = list[tuple[Block, Text]]()
    for number, (anchor, block) in enumerate(zip(article.anchors, article.blocks, strict=True)):
        if block.kind in _BODY:
            text = article.said(block.text, number)
        elif block.kind in _ABOVE and block.kind == anchor:
            text = article.said(block.text)
        else:
            continue
        starts = sentences(text.text) if block.kind == "paragraph" else ()
        shown.append(
            (
                Block(
                    block.kind,
                    anchor,
                    text.text,
                    tuple(start for start, _ in starts),
                    LANG[text.script] if text.script != article.script else "",
                ),
                text,
            )
        )
    shown.sort(key=lambda of: _ABOVE.index(of[0].kind) if of[0].kind in _ABOVE else len(_ABOVE))
    publisher = article.said(article.field("source"))
    path = article_path(article.id)
    texts = [*(text for _, text in shown), publisher]
    said = [(edition.id, _said(texts, edition)) for edition in editions]
    return Packed(
        name=path.rpartition("/")[2].removesuffix(".html"),
        path=path,
        lang=LANG[article.script],
        date=article.date,
        publisher=publisher.text,
        fold=_folds(texts),
        blocks=tuple(block for block, _ in shown),
        said=tuple(of for of in said if of[1] != _AS_RECEIVED),
    )


_AS_RECEIVED = Said("", ())


def _folds(texts: list[Text]) -> str:
    """The letters of these texts that are folded to others, each with its other."""
    letters = "".join(sorted({char for text in texts for char in text.text if char.isalnum()}))
    return "".join(a + b for a, b in zip(letters, fold(letters), strict=True) if a != b)


def _said(texts: list[Text], edition: Edition) -> Said:
    """How an edition writes these texts."""
    written = [_written(text.text, spoken(text, edition)) for text in texts]
    count = defaultdict[str, Counter[str]](Counter)
    for text, words in zip(texts, written, strict=True):
        for char, word in zip(text.text, words, strict=True):
            count[char][word] += 1
    # Of what is written equally often the first: the same in every build.
    mostly = {char: words.most_common(1)[0][0] for char, words in count.items()}
    return Said(
        "".join(char + to for char, to in sorted(mostly.items()) if char != to and len(to) == 1),
        tuple(
            Splice(block, offset, word)
            for block, (text, words) in enumerate(zip(texts, written, strict=True))
            for offset, (char, word) in enumerate(zip(text.text, words, strict=True))
            if word != (mostly[char] if len(mostly[char]) == 1 else char)
        ),
    )


def _written(text: str, said: Reworded) -> list[str]:
    """What is written for each character, so that offsets stand where `said` has them."""
    if not said.changes:
        return list(said.text)
    ends = [0, *(said.at(offset) for offset in range(1, len(text) + 1))]
    return [said.text[start:end] for start, end in pairwise(ends)]


def worded(memo: Memo, p: Prepared, editions: tuple[Edition, ...]) -> Kept[Packed]:
    """The text of an article by itself."""
    return memo.step(
        recipe("generator.texts"),
        (p.article.ref, p.facts.ref, _ref(editions)),
        Packed,
        partial(_packed, p, editions),
    )


@lru_cache(maxsize=2)  # it is the same for all articles
def _ref(editions: tuple[Edition, ...]) -> str:
    return digest(editions)


def _packed(p: Prepared, editions: tuple[Edition, ...]) -> Packed:
    return packed(p.article.value, names_told(p.article.value, p.facts.value), editions)


def text_files(
    memo: Memo,
    prepared: Mapping[str, Prepared],
    editions: tuple[Edition, ...],
    versions: Mapping[str, tuple[str, ...]],
    wanted: Wanted = everyone,
) -> Iterator[File]:
    """The text of each article asked for; `versions` gives for an article the versions of it."""
    code = recipe("generator.texts")
    for id, p in prepared.items():
        of = owner("article", id)
        if not wanted(of):
            continue
        text, family = worded(memo, p, editions), versions.get(id, ())
        path = versions_path(family[0]) if family else ""
        yield File(
            text_path(id), digest(code, text.ref, path), partial(_file, text, path), of, True
        )


def _file(text: Kept[Packed], versions: str) -> bytes:
    """The file: a call that any script may answer."""
    told = msgspec.to_builtins(text.value)
    told["said"] = dict(told.get("said", ()))
    return b"jianzhu.text(" + msgspec.json.encode(told | {"versions": versions}) + b");\n"
