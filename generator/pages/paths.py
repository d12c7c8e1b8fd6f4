"""Where pages stand: a path within an edition for everything that has a page."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import xxhash

FOLDERS = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "document": "documents",
}
"""The kinds of fact whose keys have pages, and the folder of each. A date has its day."""

HOME = "index.html"
ARTICLES = "articles/index.html"
DAYS = "days/index.html"
TIMELINE = "timeline.html"
PUBLISHED = "timeline/published.html"
PLACES_PUBLISHED = "places/published.html"
PLACES_LOST = "places/province/other.html"
METHOD = "method.html"
NUMBERS = "numbers.html"
FIGURES = "figures/index.html"
DATA = "data.html"
IDS = "articles/ids.js"
PHRASES = "phrases/index.html"
SEARCH = "search.html"
VALUES = "articles/values.js"
PHRASES_WHERE = "phrases/where.js"
COMPARE = "compare.html"
PACKAGE = "data/datapackage.json"
PREVIEW = "previews/site.png"

_UNSAFE = re.compile(r'[\x00-\x20\x7f<>:"/\\|?*#%&;=+@\u00a0\u3000]+')
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T|/)")
_LONGEST = 40  # characters: 120 bytes of Chinese, under the limit of every disk


def article_path(article: str) -> str:
    """The page of an article."""
    return f"articles/{_file_name(article)}.html"


def collation_path(article: str) -> str:
    """The textual notes of an article."""
    return f"collation/{_file_name(article)}.html"


def versions_path(first: str) -> str:
    """The versions of an article, by the id of the first."""
    return f"versions/{_file_name(first)}.html"


def raw_path(file: str) -> str:
    """A source as received, at the site's root, from its path in the archive.

    A saved page would run its scripts as ours: what is not plain text is given out as text.

    >>> raw_path("seeds/2020/a.txt"), raw_path("seeds/a.html")
    ('raw/2020/a.txt', 'raw/a.html.txt')
    """
    inside = file.partition("/")[2]
    return f"raw/{inside}" + ("" if inside.endswith((".txt", ".gz")) else ".txt")


def table_path(table: str, ending: str) -> str:
    """A table of the data set, at the site's root."""
    return f"data/{table}.{ending}"


def annotations_path(article: str) -> str:
    """The facts of an article as web annotations, at the site's root."""
    return f"data/annotations/{_file_name(article)}.jsonld"


def article_table_path(article: str) -> str:
    """The facts of an article as a table, at the site's root."""
    return f"data/facts/{_file_name(article)}.csv"


def described_path(article: str) -> str:
    """An article described for machines, at the site's root."""
    return f"data/described/{_file_name(article)}.jsonld"


def cited_path(article: str, ending: str) -> str:
    """An article as a record for reference managers, at the site's root."""
    return f"data/cited/{_file_name(article)}.{ending}"


def text_path(article: str) -> str:
    """The text of an article, for scripts, at the site's root."""
    return f"texts/{_file_name(article)}.js"


def page_name(article: str) -> str:
    """The file name of an article's page, without its ending: what scripts ask for it by."""
    return _file_name(article)


def preview_path(article: str) -> str:
    """The preview picture of an article, at the site's root."""
    return f"previews/articles/{_file_name(article)}.png"


def icon_path(name: str) -> str:
    """The archive's icon in a size, at the site's root."""
    return f"icons/{name}.png"


def index_path(kind: str) -> str:
    """The index of a kind of name."""
    return f"{FOLDERS[kind]}/index.html"


def year_path(year: str) -> str:
    """The days of one year, where there are very many."""
    return f"days/{year}.html"


def period_path(scale: str, key: str) -> str:
    """A year, a month or another part of the timeline; "" is the scale of what happened.

    >>> period_path("", "2020-01"), period_path("published", "19")
    ('timeline/2020-01.html', 'timeline/published/19XX.html')
    """
    folder = f"timeline/{scale}" if scale else "timeline"
    return f"{folder}/{key if len(key) != 2 else f'{key}XX'}.html"


def numbered_path(path: str, part: int) -> str:
    """An earlier part of what stands at a path.

    >>> numbered_path("days/2020-01-23.html", 2)
    'days/2020-01-23/2.html'
    """
    return f"{path.removesuffix('.html')}/{part}.html"


def order_path(kind: str, order: str) -> str:
    """The index of a kind of name in another order than its first."""
    return f"{FOLDERS[kind]}/{order}/index.html"


def group_path(kind: str, order: str, group: str, part: int = 1) -> str:
    """A group of a long index, on pages of its own.

    >>> group_path("person", "pinyin", "L", 2)
    'people/pinyin/L-2.html'
    """
    return f"{FOLDERS[kind]}/{order}/{group}{f'-{part}' if part > 1 else ''}.html"


def lines_path(kind: str, key: str, part: int) -> str:
    """Earlier lines of context of a name that comes very often."""
    return f"{path_of(kind, key).removesuffix('.html')}/{part}.html"


def list_path(word: str, key: str, part: int = 0) -> str:
    """A reading list: the articles of one source, section, place or month; or an earlier part.

    >>> list_path("month", "2020-03"), list_path("source", "新报", 2)
    ('lists/month/2020-03.html', 'lists/source/新报/2.html')
    """
    return f"lists/{word}/{_name(key)}/{part}.html" if part else f"lists/{word}/{_name(key)}.html"


def choices_path(word: str, part: int = 1) -> str:
    """All that reading lists may be chosen by: every source, every month.

    >>> choices_path("source"), choices_path("source", 2)
    ('lists/source/index.html', 'lists/source/index-2.html')
    """
    return f"lists/{word}/index{f'-{part}' if part > 1 else ''}.html"


def part_path(part: int) -> str:
    """An earlier part of the list of all articles."""
    return f"lists/all/{part}.html"


def rows_path(part: int) -> str:
    """The rows of an earlier part, for the script that combines what is chosen."""
    return f"articles/rows-{part}.js"


def phrases_part_path(part: int) -> str:
    """A later part of the index of phrases."""
    return f"phrases/part/{part}.html"


def phrases_rows_path(part: int) -> str:
    """The rows of a later part, for the script that narrows the index."""
    return f"phrases/rows-{part}.js"


def phrase_table_path(key: str) -> str:
    """The places of a phrase as a table, at the site's root."""
    return f"data/phrases/{_name(key)}.csv"


def unit_path(kind: str, unit: str) -> str:
    """The numbers of one unit; "" is all that have nothing to compare them with.

    >>> unit_path("quantity", "家"), unit_path("", "")
    ('numbers/quantity/家.html', 'numbers/other.html')
    """
    return f"numbers/{kind}/{_name(unit or '-')}.html" if kind else "numbers/other.html"


def figure_path(by: str, word: str, unit: str) -> str:
    """What several articles count in one unit, as a chart.

    >>> figure_path("measure", "捐赠", "元")
    'figures/measure/捐赠·元.html'
    """
    return f"figures/{by}/{_name(f'{word}·{unit}')}.html"


def figure_table_path(by: str, word: str, unit: str) -> str:
    """The same as a table, at the site's root."""
    return f"data/{figure_path(by, word, unit).removesuffix('.html')}.csv"


def note_path(note: str) -> str:
    """A hand-written page."""
    return f"notes/{_file_name(note)}.html"


def path_of(kind: str, key: str) -> str:
    """The page of what a fact is about, or "" where it has none.

    A range leads to its first day; a month or a year has no page.

    >>> path_of("place", "周原镇")
    'places/周原镇.html'
    >>> path_of("date", "2020-01-25/2020-03-06")
    'days/2020-01-25.html'
    """
    if kind == "phrase":
        return f"phrases/{_name(key)}.html"
    if kind == "date":
        day = _DAY.match(key)
        return f"days/{day[0]}.html" if day else ""
    return f"{FOLDERS[kind]}/{_name(key)}.html" if kind in FOLDERS and key else ""


def _name(key: str) -> str:
    """A file name for a key: its own words where every disk and server can hold them.

    Otherwise a digest of the key follows, so that two keys never meet. Latin letters count as
    unsafe, since some disks take a for A.
    """
    plain = unicodedata.normalize("NFC", _UNSAFE.sub("-", key)).strip("-.")[:_LONGEST]
    if plain == key and not re.search(r"[A-Za-z]", key):
        return plain
    return f"{plain}-{_digest(key)}".lstrip("-")


@lru_cache(maxsize=1 << 14)  # every line of a name has the path of its article
def _file_name(stem: str) -> str:
    """An id as a file name: ids are file names already, unless an address would mistake them."""
    plain = _UNSAFE.sub("-", stem).strip("-.")
    if plain == stem and stem != "index":
        return stem
    return f"{plain}-{_digest(stem)}".lstrip("-")


def _digest(text: str) -> str:
    return xxhash.xxh3_64_hexdigest(text.encode("utf-8", "replace"))[:8]
