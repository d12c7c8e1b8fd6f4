"""An editor's overlay: what it does to the pieces of a source, and to the article."""

from __future__ import annotations

import bisect

from msgspec.structs import replace

from generator.model import Article, Block, Edit, Field, Piece, Source, Trouble

_EDITOR = "editor"  # the rule that an overlay's pieces name


def relabel(source: Source, pieces: tuple[Piece, ...], edit: Edit) -> tuple[Piece, ...]:
    """The pieces, with whole lines relabelled as the overlay says; they still tile the source.

    Raises Trouble where the overlay names a line that the source has not.
    """
    if not edit.labels:
        return pieces
    lines = _lines(source.text)
    for first, last, label in edit.labels:
        if not 1 <= first <= last <= len(lines):
            raise Trouble(
                f"content/edits/{edit.article}.md",
                f"lines {first}-{last} for {label!r}: the source has {len(lines)} lines",
                f"count again: jianzhu explain {edit.article}",
            )
        for start, end in lines[first - 1 : last]:
            pieces = _over(pieces, _line(source.text, start, end, label))
    return pieces


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _line(text: str, start: int, end: int, label: str) -> list[Piece]:
    line = text[start:end]
    left, right = len(line) - len(line.lstrip()), len(line.rstrip())
    if left >= right:
        return []
    cuts = [(0, left, "blank"), (left, right, label), (right, len(line), "blank")]
    return [Piece(start + a, start + b, name, _EDITOR) for a, b, name in cuts if a < b]


def _over(pieces: tuple[Piece, ...], new: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with new ones laid over theirs; what they only half cover is cut."""
    if not new:
        return pieces
    start, end = new[0].start, new[-1].end
    first = bisect.bisect_right(pieces, start, key=lambda p: p.end)
    last = bisect.bisect_left(pieces, end, key=lambda p: p.start)
    cut = list(new)
    if pieces[first].start < start:
        cut.insert(0, replace(pieces[first], end=start))
    if pieces[last - 1].end > end:
        cut.append(replace(pieces[last - 1], start=end))
    return (*pieces[:first], *cut, *pieces[last:])


def edit_article(article: Article, edit: Edit) -> Article:
    """The article with the overlay's fields and note; its blocks keep their number and order.

    Where a field had a block of its own, the block takes the new words, so that facts lie over
    what the editor says; the title is block 0 whoever wrote it.
    """
    if not edit.fields and not edit.note and not edit.words:
        return article
    set_to = dict(edit.fields)
    blocks = list(article.blocks)
    if title := set_to.pop("title", ""):
        blocks[0] = Block("title", title)
    subtitle = set_to.pop("subtitle", None)
    if subtitle is not None:
        place = next((n for n, b in enumerate(blocks) if b.kind == "subtitle"), None)
        if place is not None:
            blocks[place] = Block("subtitle", subtitle)
        elif subtitle:
            blocks.append(Block("subtitle", subtitle))
    date, time, url = (
        set_to.pop("date", article.date),
        set_to.pop("time", article.time),
        set_to.pop("url", article.url),
    )
    kept = [f for f in article.fields if f.name not in set_to]
    for name, words in set_to.items():
        own = [n for n, block in enumerate(blocks) if block.kind == name]
        for n in own:  # the words that the page had must state nothing any more
            blocks[n] = Block(name, words if n == own[0] else "")
        if words:
            kept.append(Field(name, words, *((own[0], 0, len(words)) if own else (-1, 0, 0))))
    return replace(
        article,
        blocks=tuple(blocks),
        fields=tuple(kept),
        date=date,
        time=time,
        url=url,
        note=edit.note,
        words=edit.words,
        dated="editor" if "date" in dict(edit.fields) and date else article.dated if date else "",
    )
