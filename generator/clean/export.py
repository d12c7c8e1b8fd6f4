"""A cleaned article as the JSON of tests/gold/clean/README.md."""

from __future__ import annotations

from typing import Any

from generator.clean.assemble import line_kinds
from generator.model import Article, Piece, Source, Trace

_BODY = frozenset(("heading", "paragraph", "caption"))


def clean_json(
    source: Source, pieces: tuple[Piece, ...], article: Article, trace: Trace
) -> dict[str, Any]:
    """The fields, the kind of every line and the body of one source."""
    blocks = {block.kind: block.text for block in reversed(article.blocks)}
    kicker = blocks.get("kicker")
    title = article.title
    return {
        "file": source.path.rsplit("/", 1)[-1],
        "sha256": source.sha256,
        "title": title,
        "title_full": f"【{kicker}】{title}" if kicker else title,
        "kicker": kicker,
        "subtitle": blocks.get("subtitle"),
        "date": article.date or None,
        "time": article.time or None,
        "source": article.field("source") or None,
        "author": _joined(article, "author"),
        "editor": _joined(article, "editor"),
        "contributor": _joined(article, "contributor"),
        "photographer": _joined(article, "photographer"),
        "site": _words(source, pieces, "site"),
        "section": article.field("section") or None,
        "breadcrumb": [
            source.text[p.start : p.end]
            for p in pieces
            if p.label == "breadcrumb" or (p.label == "section" and p.rule != "channel")
        ],
        "newspaper_page": article.field("page") or None,
        "lines": [
            {"n": number, "kind": kind} for number, kind in enumerate(line_kinds(source, pieces), 1)
        ],
        "body": [
            {"kind": block.kind, "text": block.text}
            for block in article.blocks
            if block.kind in _BODY
        ],
        "images": _images(source, pieces, article, trace),
    }


def _joined(article: Article, name: str) -> str | None:
    """The words of a field; several of one name stand once each, in page order."""
    words = dict.fromkeys(field.text for field in article.fields if field.name == name)
    return " ".join(words) or None


def _words(source: Source, pieces: tuple[Piece, ...], name: str) -> str | None:
    return next((source.text[p.start : p.end] for p in pieces if p.label == name), None)


def _images(
    source: Source, pieces: tuple[Piece, ...], article: Article, trace: Trace
) -> list[dict[str, Any]]:
    """What each picture left behind, on which line, and how many body blocks stand before it."""
    starts = [
        runs[0][1]
        for block, runs in zip(article.blocks, trace.runs, strict=True)
        if block.kind in _BODY and runs
    ]
    return [
        {
            "line": source.text.count("\n", 0, piece.start) + 1,
            "marker": source.text[piece.start : piece.end],
            "before_block": sum(start < piece.start for start in starts),
        }
        for piece in pieces
        if piece.label == "image"
    ]
