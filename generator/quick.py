"""What can be shown of an edit at once: the pages of what was edited, cut from a plan that is warm.

An edited article is prepared by itself and put in its old place. Of the other articles it sees
what the plan knew of them, and they see of it what they saw; the next plan makes that right.
"""

from __future__ import annotations

import glob
from bisect import bisect_right
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from rapidfuzz.distance import Postfix, Prefix

from generator import read
from generator.annotate.annotate import annotate
from generator.archive import Index
from generator.catalogue import Card
from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.dataset import Dataset, article_files, data_files, described
from generator.intake.table import INTAKES, ending
from generator.manner import Planned
from generator.model import Article, Edit, Names, Trouble
from generator.pages import note
from generator.pages.parts import whole
from generator.pages.paths import preview_path, text_path
from generator.phrases.index import Phrases
from generator.plan import (
    Plan,
    Ready,
    article_pages,
    planned,
    received_files,
    static_files,
)
from generator.prepare import find
from generator.previews import preview_files
from generator.resolve import resolve_one
from generator.seeds import SeedFile
from generator.steps import Prepared
from generator.texts import text_files

T = TypeVar("T")


class Edited(NamedTuple):
    """A plan with an edit in it, and the files of the site that are others now."""

    plan: Plan
    files: dict[str, Callable[[], Ready]]  # by path


def edited(plan: Plan, path: Path) -> Edited | None:
    """What becomes of a plan when a file has changed.

    None where nothing can be shown before all is planned: it is no source of one article, no
    overlay, no note and no file of the theme, or it cannot be read.
    """
    root = plan.content.root
    try:
        if path in plan.content.files.values():
            return _source(plan, path)
        if path.parent == root / "content" / "edits" and path.suffix == ".md":
            return _overlay(plan, path)
        if path.parent == root / "content" / "notes" and path.suffix == ".md":
            return _note(plan, path)
    except Trouble:  # the next plan says what is wrong
        return None
    return _static(plan, path)


def rehearse(plan: Plan) -> None:
    """Do for one article what an edit will ask for, so that all it takes is at hand by then."""
    for id in [*plan.done.prepared][:1]:
        p = plan.done.prepared[id]
        annotate(assemble(p.source.value, label(p.source.value)), Names(), Edit(id))
        for ready in _files(plan, article_pages(plan, id)).values():
            ready().make()
        for _ in _others(plan, id, "", p):
            pass


def _source(plan: Plan, path: Path) -> Edited | None:
    """An article whose source has changed."""
    id = next(id for id, file in plan.content.files.items() if file == path)
    if INTAKES[ending(path.name)].many:
        return None
    return _article(plan, plan.done.further.get(id, id), id)


def _overlay(plan: Plan, path: Path) -> Edited | None:
    """An article whose overlay has changed, has come or has gone."""
    content = plan.content
    found, problems = read.edits(content.root, glob.escape(path.stem))
    if problems:
        return None
    edits = {id: edit for id, edit in content.edits.items() if id != path.stem}
    edits |= {edit.article: edit for edit in found.values()}
    return _article(_changed(plan, content=content._replace(edits=edits)), path.stem, "")


def _note(plan: Plan, path: Path) -> Edited | None:
    """A note that has changed."""
    found, problems = read.notes(plan.content.root, glob.escape(path.stem))
    new = {n.id: n for n in found.values()}
    if problems or not new.keys() <= {n.id for n in plan.shelf.notes}:
        return None
    notes = tuple(new.get(n.id, n) for n in plan.shelf.notes)
    if notes == plan.shelf.notes:
        return None
    plan = _changed(plan, shelf=_changed(plan.shelf, notes=notes))
    return Edited(plan, _files(plan, map(planned, map(whole, note.pages(plan.shelf)))))


def _static(plan: Plan, path: Path) -> Edited | None:
    """A file of the theme's own that has changed."""
    static = {file.path: file for file in static_files(plan.manner.folders, (path,))}
    return (
        Edited(plan, {p: partial(_itself, Ready(f.key, f.made)) for p, f in static.items()})
        if static
        else None
    )


def _article(plan: Plan, id: str, file: str) -> Edited | None:
    """One article prepared anew, and its own files; `file` is its source, where that changed."""
    done, before = plan.done, plan.done.prepared.get(id)
    if before is None or id in done.failed or plan.content.takedown.rows:
        return None  # names that must not appear are looked for in all articles together
    p = resolve_one(plan.memo, plan.content, done, id, find(plan.memo, plan.content, id))
    if [part.ref for part in p] == [part.ref for part in before]:
        return None
    old, new = before.article.value, p.article.value
    index = _index(plan.shelf.index, p.card.value)
    phrases = _phrases(plan.shelf.phrases, old, new)
    plan = _changed(
        plan,
        done=done._replace(prepared={**done.prepared, id: p}),
        data=plan.data._replace(rows={**plan.data.rows, id: described(plan.memo, p)[0]}),
        shelf=_changed(plan.shelf, index=index, phrases=phrases),
    )
    files = _files(plan, article_pages(plan, id))
    return Edited(
        plan, files | {path: partial(_itself, r) for path, r in _others(plan, id, file, p)}
    )


def _files(plan: Plan, pages: Iterator[Planned]) -> dict[str, Callable[[], Ready]]:
    return {
        path: partial(plan.ready, n, page)
        for page in pages
        for n, path in plan.manner.targets(page)
    }


def _others(plan: Plan, id: str, file: str, p: Prepared) -> Iterator[tuple[str, Ready]]:
    """The files of an article that are no pages."""
    site, theme = plan.manner.site, plan.manner.loaded()
    data = Dataset({id: plan.data.rows[id]}, plan.data.folded)
    own, editions = {*article_files(id), preview_path(id), text_path(id)}, plan.manner.editions
    for found in (
        data_files(plan.memo, data, {id: p}, site, theme),
        preview_files({id: p}, site, theme),
        text_files(plan.memo, {id: p}, editions, plan.shelf.index.versions),
    ):
        yield from ((f.path, Ready(f.key, f.made)) for f in found if f.path in own)
    if file:
        seed = SeedFile(plan.content.root, file, plan.content.files[file])
        seed.slips(plan.memo)
        content = plan.content._replace(files={file: seed.path})
        done = plan.done._replace(received={seed.where: seed.ref})
        for f in received_files(replace(plan, content=content, done=done)):
            yield f.path, Ready(f.key, f.made)


def _itself(ready: Ready) -> Ready:
    return ready


_LASTING = ("around", "phrase_entries")
"""What was worked out of a plan and a shelf, takes long, and is left to the next plan."""


def _changed(value: T, **changes: Any) -> T:
    """The plan or the shelf with these changes."""
    new = replace(value, **changes)  # type: ignore[type-var]
    vars(new).update((name, vars(value)[name]) for name in _LASTING if name in vars(value))
    return new


def _index(index: Index, card: Card) -> Index:
    """An index that counts a card instead of the one before it, and is for its pages alone."""
    new = copy(index)
    keys = {(m.kind, m.key) for m in card.mentions}
    gone = {(m.kind, m.key) for m in index.cards[card.id].mentions} - keys
    new.cards = {**index.cards, card.id: card}
    new.holders = {
        **index.holders,
        **{key: tuple({*index.holders.get(key, ()), card.id}) for key in keys},
        **{key: _without(index.holders.get(key, ()), card.id) for key in gone},
    }
    return new


def _without(ids: tuple[str, ...], id: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != id)


def _phrases(phrases: Phrases, old: Article, new: Article) -> Phrases:
    """The phrases; of those that an article had, only those outside of what was edited."""
    (before, from_), (after, to) = _joined(old), _joined(new)
    head = Prefix.similarity(before, after)
    tail = Postfix.similarity(before[head:], after[head:])
    still = list[tuple[int, int, int, int]]()
    for of, start, end, phrase in phrases.marks(old.id):
        first, last = from_[of] + start, from_[of] + end
        if last > head:  # it moves with what follows the edit, or is gone
            moved = len(after) - len(before)
            if first < len(before) - tail:
                continue
            first, last = first + moved, last + moved
        block = bisect_right(to, first) - 1
        still.append((block, first - to[block], last - to[block], phrase))
    return phrases.marked(new.id, still)


def _joined(article: Article) -> tuple[str, list[int]]:
    """The text of all blocks, and where in it each begins."""
    texts = [block.text + "\0" for block in article.blocks]
    return "".join(texts), [0, *accumulate(map(len, texts))][:-1]
