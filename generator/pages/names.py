"""The indexes of people, organisations, places and documents, each in two orders or three.

A long index shows of each group the names that come most, and has pages for the groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.archive import Index, said, words_of
from generator.catalogue import Mention
from generator.conversion.convert import convert
from generator.model import Names, Page, Text
from generator.pages.divisions import why_lost
from generator.pages.parts import Cut, NameEntry, Tile, Wanted, everyone, whole
from generator.pages.paths import FOLDERS, group_path, index_path, order_path
from generator.pages.shelf import Shelf, shown
from generator.pages.tiles import PROVINCES, by_province, tiles
from generator.strokes.count import strokes
from generator.text import fold

MANY = 1000
"""Names a page; an index of more has pages for its groups."""

_SOME = 8  # of a group, where an index is that long
_FORMS = 3
_OTHER = "other"


class Indexed(Struct, frozen=True):
    """A name in an index."""

    entry: NameEntry
    forms: tuple[Text, ...]  # what else it is called, the commonest first
    reading: str  # xi jin ping
    reason: str = ""  # interface word: why a place cannot be located


class Group(Struct, frozen=True):
    """Names under one heading."""

    heading: str  # L, 7, 陕西省; "other" for names without such a thing
    total: int
    names: tuple[Indexed, ...]
    path: str = ""  # where all of them are, if only some are here; of a province its page
    code: str = ""  # of a province, two digits,
    articles: int = 0  # and how many name what lies in it, and how often
    mentions: int = 0


class NamesView(Struct, frozen=True):
    kind: str
    order: str  # pinyin, strokes, province
    orders: tuple[tuple[str, str], ...]  # all of them, and where each is
    groups: tuple[Group, ...]
    total: int
    whole: bool = False  # whether all names are here
    tiles: tuple[Tile, ...] = ()
    traditional: tuple[Group, ...] = ()  # of strokes: the groups as traditional writing has them
    headings: tuple[tuple[str, str], ...] = ()  # of a group's own page: all groups' pages
    before: str = ""  # of a group's own page: its other parts
    after: str = ""


Order = Callable[[Index, str], Mapping[str, list[str]]]


INDEXES = "indexes of names"
"""Whose these pages are: they show no more of a name than how often it comes and what it is called.
"""


def pages(shelf: Shelf, wanted: Wanted = everyone) -> Iterator[Cut]:
    """An index for each kind of name and order, empty ones too, if they are asked for."""
    for page in _pages(shelf) if wanted(INDEXES) else ():
        yield whole(page, INDEXES)


def _pages(shelf: Shelf) -> Iterator[Page[NamesView]]:
    for kind in FOLDERS:
        orders = ORDERS[1 if kind != "place" else 0 :]
        paths = tuple(
            (name, order_path(kind, name) if n else index_path(kind))
            for n, (name, _) in enumerate(orders)
        )
        make = _Names(shelf, kind)
        for name, order in orders:
            groups = order(shelf.index, kind)
            both = _by_strokes(shelf.index, kind, True) if name == "strokes" else {}
            yield from _index(make, name, paths, groups, both)


class _Names:
    """Makes what an index shows of a name, once for all orders."""

    def __init__(self, shelf: Shelf, kind: str) -> None:
        self.shelf, self.kind = shelf, kind
        self.made: dict[str, Indexed] = {}
        self.lost = frozenset(shelf.divisions.lost)

    def __call__(self, key: str) -> Indexed:
        if key not in self.made:
            index, kind = self.shelf.index, self.kind
            self.made[key] = Indexed(
                self.shelf.name_entry(kind, key),
                forms_of(index, self.shelf.names, kind, key),
                sort_key(shown(key)),
                why_lost(key) if kind == "place" and key in self.lost else "",
            )
        return self.made[key]

    def often(self, keys: list[str]) -> list[str]:
        """The keys that come most, in their order."""
        names = self.shelf.index.names
        most = sorted(keys, key=lambda key: -len(names[self.kind, key]))[:_SOME]
        return [key for key in keys if key in most]


def _index(
    make: _Names,
    order: str,
    orders: tuple[tuple[str, str], ...],
    groups: Mapping[str, list[str]],
    both: Mapping[str, list[str]],
) -> Iterator[Page[NamesView]]:
    kind, total = make.kind, sum(map(len, groups.values()))
    long = total > MANY

    def group(heading: str, keys: list[str]) -> Group:
        some = make.often(keys) if long else keys
        path = group_path(kind, order, heading) if long or order == "province" else ""
        found = Group(_said(order, heading), len(keys), tuple(map(make, some)), path)
        here = make.shelf.divisions.units.get(f"{heading}0000") if order == "province" else None
        return (
            replace(found, code=heading, articles=len(here.articles), mentions=here.mentions)
            if here
            else found
        )

    view = NamesView(
        kind=kind,
        order=order,
        orders=orders,
        groups=tuple(group(heading, keys) for heading, keys in groups.items()),
        total=total,
        whole=not long,
        tiles=tiles(make.shelf.index, groups) if order == "province" else (),
        traditional=tuple(group(heading, keys) for heading, keys in both.items()),
    )
    yield Page(dict(orders)[order], "names.html", view)
    if long and order != "province":  # each has a page of its own kind
        yield from _group_pages(make, view, groups, both)


def _group_pages(
    make: _Names,
    whole: NamesView,
    groups: Mapping[str, list[str]],
    both: Mapping[str, list[str]],
) -> Iterator[Page[NamesView]]:
    """The pages of each group; a name more changes those of its own group."""
    kind, order = whole.kind, whole.order
    found = sorted({*groups, *both}, key=[*groups, *both].index)
    headings = tuple((_said(order, of), group_path(kind, order, of)) for of in found)

    def part(heading: str, keys: list[str], number: int) -> tuple[Group, ...]:
        here = keys[(number - 1) * MANY : number * MANY]
        return (Group(_said(order, heading), len(keys), tuple(map(make, here))),) if here else ()

    for heading in found:
        plain, traditional = groups.get(heading, []), both.get(heading, [])
        last = -(-max(len(plain), len(traditional)) // MANY)
        paths = ["", *(group_path(kind, order, heading, n + 1) for n in range(last)), ""]
        for number in range(1, last + 1):
            view = NamesView(
                kind=kind,
                order=order,
                orders=whole.orders,
                groups=part(heading, plain, number),
                total=len(plain),
                traditional=part(heading, traditional, number),
                headings=headings,
                before=paths[number - 1],
                after=paths[number + 1],
                whole=True,
            )
            yield Page(paths[number], "names.html", view)


# --- orders -------------------------------------------------------------------------------------


def _by_initial(index: Index, kind: str) -> dict[str, list[str]]:
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in _of(index, kind):
        reading = sort_key(shown(key))
        initial = reading[:1].upper()
        groups[initial if "A" <= initial <= "Z" else _OTHER].append((reading, key))
    return {
        of: [key for _, key in sorted(groups[of])]
        for of in sorted(groups, key=lambda of: (of == _OTHER, of))
    }


def _by_strokes(index: Index, kind: str, traditional: bool = False) -> dict[str, list[str]]:
    """By the strokes of the first character, then by that, then by the second, and so on."""
    groups: dict[int, list[tuple[list[tuple[int, str]], str]]] = defaultdict(list)
    for key in _of(index, kind):
        name = bare(shown(key))
        written = convert(name, "Hans", "TW") if traditional else name
        counted = [(strokes(character), character) for character in written]
        groups[counted[0][0]].append((counted, key))
    return {
        str(count or _OTHER): [key for _, key in sorted(groups[count])]
        for count in sorted(groups, key=lambda count: (not count, count))
    }


def _by_province(index: Index, kind: str) -> dict[str, list[str]]:
    return {code or _OTHER: keys for code, keys in by_province(index).items()}


ORDERS: tuple[tuple[str, Order], ...] = (
    ("province", _by_province),  # of places only
    ("pinyin", _by_initial),
    ("strokes", _by_strokes),
)


def _said(order: str, heading: str) -> str:
    return PROVINCES.get(heading, heading) if order == "province" else heading


def _of(index: Index, kind: str) -> Iterable[str]:
    return (key for found, key in index.names if found == kind)


def bare(name: str) -> str:
    """The name without marks before it."""
    return name.lstrip("《〈“「『‘（(") or name


@lru_cache(maxsize=1 << 16)  # an index asks for the same names in each of its orders
def sort_key(name: str) -> str:
    """The name's pinyin without tones, for sorting; what has no reading stands for itself."""
    # Its dictionary takes 0.2 s and 30 MB to load, and most builds ask for no syllable.
    from pypinyin import Style, pinyin

    return " ".join(syllable for [syllable] in pinyin(bare(name), style=Style.NORMAL)).lower()


# --- what else a name is called -----------------------------------------------------------------


def forms_of(index: Index, names: Names, kind: str, key: str) -> tuple[Text, ...]:
    """The other forms of a name, as articles write them and the authority file has them."""
    usual = shown(key)
    count: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in index.names[kind, key]:
        form = words_of(mention).strip("《》〈〉")
        if fold(form) != usual:
            count[fold(form)] += 1
            first.setdefault(fold(form), mention)
    found = [
        said(words_of(m).strip("《》〈〉"), index.cards[m.article], m.script)
        for m in (first[form] for form, _ in count.most_common())
    ]
    for row in names.rows:
        if (row.kind, row.name) == (kind, key):
            found += [Text(a) for a in row.aliases if "@" not in a and fold(a) not in count]
    return tuple(found[:_FORMS])
