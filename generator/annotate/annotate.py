"""From an article to its facts: every kind in its turn, overlaps settled, corrections applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TypeVar

from msgspec.structs import replace

from generator.annotate.confidence import CERTAIN
from generator.annotate.extent import located
from generator.annotate.outside import fill, is_outside, plain
from generator.annotate.reading import Reading, occurrences, read
from generator.annotate.spans import Spans
from generator.annotate.table import KINDS
from generator.model import (
    Amount,
    Article,
    Block,
    Body,
    Detail,
    Edit,
    Fact,
    FactEdit,
    Name,
    Names,
    Role,
    Saying,
    Script,
    Trouble,
    When,
    Where,
)
from generator.text import fold

# Of two facts over the same words the one that comes first here stays; a quotation holds others.
_ORDER = ("document", "date", "organisation", "money", "percent", "quantity", "person", "place")
_STRENGTH = {kind: number for number, kind in enumerate(_ORDER)}

T = TypeVar("T")


def annotate(
    article: Article, names: Names, edit: Edit, outside: Iterable[Fact] = ()
) -> tuple[Fact, ...]:
    """The facts of an article, in order; any two nest or are disjoint.

    `outside` are what annotators from outside found: they come where the rules found nothing.
    """
    reading = read(article, names)
    for kind in sorted(KINDS, key=attrgetter("turn")):
        reading = replace(reading, facts=(*reading.facts, *kind.find(reading)))
    reading = replace(reading, facts=tuple(located(reading, (*reading.facts, *outside))))
    wanted = _edited(article, _named(reading), edit)
    facts = settle(fact for fact in wanted if not is_outside(fact))
    if more := [fact for fact in wanted if is_outside(fact)]:
        facts = tuple(sorted([*facts, *fill(facts, more)], key=_place))
    for fact in facts:
        assert article.blocks[fact.block].text[fact.start : fact.end] == fact.text, fact
    return facts


def persons_in(text: str, script: Script) -> tuple[str, ...]:
    """The persons that a text by itself names, as it writes them, each once."""
    article = Article("", script, "", "", (), (Block("title", ""), Block("paragraph", text)))
    return names_in(annotate(article, Names(), Edit()))


def names_in(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The persons among facts, as the text writes them, each once."""
    return tuple(dict.fromkeys(fact.text for fact in facts if fact.kind == "person"))


def settle(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts without those that overlap a stronger one, sorted by place.

    Facts of the entity layer never overlap. Within a quotation that is a term or a slogan
    nothing else is a fact; within speech facts stand.
    """
    by_block: dict[int, list[Fact]] = {}
    for fact in facts:
        by_block.setdefault(fact.block, []).append(fact)
    return tuple(fact for block in sorted(by_block) for fact in _settled(by_block[block]))


def _settled(facts: list[Fact]) -> list[Fact]:
    taken = Spans()
    flat: dict[int, Fact] = {}  # by their start
    for fact in sorted(facts, key=_weight):
        if fact.kind != "quote" and taken.add(fact.start, fact.end):
            flat[fact.start] = fact
    quotes: list[Fact] = []
    for fact in sorted([f for f in facts if f.kind == "quote"], key=lambda f: (f.start, -f.end)):
        if quotes and fact.start < quotes[-1].end:
            continue
        near = [flat[start] for start, _ in taken.touching(fact.start, fact.end)]
        crossing = [f for f in near if _cross(f, fact)]
        if any(f.rule == "edit" or f.kind == "document" for f in crossing):
            continue
        gone = crossing
        held = any(f.kind == "document" and _inside(fact, f) for f in near)
        if not held:
            if isinstance(fact.detail, Saying) and fact.detail.sort != "speech":
                gone = [f for f in near if f in crossing or (f.rule != "edit" and _inside(f, fact))]
            quotes.append(fact)
        for f in gone:
            taken.remove(f.start)
            del flat[f.start]
    return sorted([*flat.values(), *quotes], key=_place)


def _place(fact: Fact) -> tuple[int, int, int, str]:
    return (fact.block, fact.start, -fact.end, fact.kind)


def _weight(fact: Fact) -> tuple[bool, int, int, int]:
    strength = _STRENGTH.get(fact.kind, len(_STRENGTH))
    if fact.rule == "festival":  # 周国庆 is a person
        strength = _STRENGTH["person"] + 1
    return (fact.rule != "edit", strength, fact.start - fact.end, fact.start)


def _cross(a: Fact, b: Fact) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _inside(a: Fact, b: Fact) -> bool:
    return b.start <= a.start and a.end <= b.end


def _named(reading: Reading) -> Iterator[Fact]:
    """The facts under the authority file: aliases take its names, and its names are found."""
    if not reading.names.rows:
        yield from reading.facts
        return
    here = reading.article.id
    canonical: dict[tuple[str, str], Name] = {}
    apart: set[tuple[str, str, str]] = set()  # kind, form, name that it is not
    for row in reading.names.rows:
        for form in _forms((row.name, *row.aliases), here):
            canonical[row.kind, form] = row
        apart |= {(row.kind, form, row.name) for form in _forms(row.apart, here)}
    taken: set[tuple[int, int, int]] = set()
    for fact in reading.facts:
        form = reading.texts[fact.block][fact.start : fact.end]
        found = canonical.get((fact.kind, fact.key)) or canonical.get((fact.kind, form))
        taken.add((fact.block, fact.start, fact.end))
        if found is None:
            yield fact
        elif (fact.kind, form, found.name) not in apart:
            detail = _under(fact.detail, found, form == fold(found.name))
            yield replace(fact, key=fold(found.name), detail=detail)
        elif fact.key in (fold(found.name), form):
            key, detail = reading.apart(form), fact.detail
            yield replace(
                fact, key=key, detail=Body(key, "apart") if isinstance(detail, Body) else detail
            )
        else:
            yield fact
    for (kind, alias), row in canonical.items():
        if len(alias) < 2 or (kind, alias, row.name) in apart:
            continue
        for block, start in occurrences(reading.texts, alias):
            if (block, start, start + len(alias)) not in taken:
                detail = _under(plain(kind, alias), row, alias == fold(row.name))
                span = (start, start + len(alias))
                yield reading.fact(kind, block, span, fold(row.name), "names", detail)


def _forms(forms: Iterable[str], article: str) -> Iterator[str]:
    """Those forms, folded, that are said of all articles or of this one."""
    for form in forms:
        words, _, only = form.partition("@")
        if only in ("", article):
            yield fold(words)


def _under(detail: Detail, row: Name, alike: bool) -> Detail:
    if isinstance(detail, Body):
        basis = "stated" if alike else "alias"
        return Body(fold(row.name), basis, row.adcode or detail.adcode)
    if isinstance(detail, Where):
        return Where(row.adcode or detail.adcode, detail.within)
    return replace(detail, basis="alias") if isinstance(detail, Role) else detail


def _edited(article: Article, facts: Iterable[Fact], edit: Edit) -> list[Fact]:
    """The facts after the editor's overlay: dropped, changed, added."""
    result = list(facts)
    for wish in edit.drop:
        gone = {id(f) for f in _met(article, _meant(result, wish), wish, "drop")}
        result = [f for f in result if id(f) not in gone]
    for wish in edit.change:
        changed = {id(f) for f in _met(article, _meant(result, wish), wish, "change")}
        result = [_changed(f, wish) if id(f) in changed else f for f in result]
    texts = [fold(block.text) for block in article.blocks] if edit.add else []
    for wish in edit.add:
        words = fold(wish.text)
        if not words or not wish.kind:
            continue
        places = [*occurrences(texts, words)]
        for block, start in _met(article, _nth(places, wish.nth), wish, "add"):
            end = start + len(words)
            text = article.blocks[block].text[start:end]
            detail = plain(wish.kind, words)
            result.append(
                _changed(Fact(wish.kind, block, start, end, text, words, "edit", detail), wish)
            )
    return result


def _meant(facts: list[Fact], wish: FactEdit) -> list[Fact]:
    same = sorted(
        (f for f in facts if fold(f.text) == fold(wish.text) and wish.kind in ("", f.kind)),
        key=lambda f: (f.block, f.start),
    )
    return _nth(same, wish.nth)


def _nth(found: list[T], nth: int) -> list[T]:
    return found if nth == 0 else found[nth - 1 : nth]


def _met(article: Article, found: list[T], wish: FactEdit, verb: str) -> list[T]:
    """What a wish of the overlay means; Trouble where it means nothing, since words may change."""
    if not found:
        where = f"content/edits/{article.id}.md"
        what = f"{verb} {wish.text!r}: " + (
            "the article has no such words" if verb == "add" else "the article has no such fact"
        )
        raise Trouble(where, what, f"see `jianzhu explain {article.id}`")
    return found


def _changed(fact: Fact, wish: FactEdit) -> Fact:
    detail, key = fact.detail, fold(wish.key) or fact.key
    if isinstance(detail, Role) and wish.role:
        detail = replace(detail, role=wish.role)
    if isinstance(detail, Body) and wish.key:
        detail = replace(detail, name=key, basis="alias")
    if isinstance(detail, When) and wish.value:
        detail, key = (
            replace(detail, value=wish.value, basis="stated"),
            fold(wish.key) or wish.value,
        )
    if isinstance(detail, Amount) and wish.value:
        value = float(wish.value)
        detail, key = replace(detail, value=value), fold(wish.key) or f"{value:g}{detail.unit}"
    return replace(fact, key=key, detail=detail, rule="edit", confidence=CERTAIN)
