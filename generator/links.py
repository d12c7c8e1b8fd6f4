"""Links between the pages of a site, and their addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from generator.editions import Edition
from generator.model import Site


def relative(page: str, target: str) -> str:
    """The link from one page of an edition to another (both paths within it).

    >>> relative("people/a.html", "articles/003.html#p2-3")
    '../articles/003.html#p2-3'
    """
    path, _, fragment = target.partition("#")
    if path != page:
        link = "../" * page.count("/") + linked(path)
    else:
        link = "" if fragment else linked(path.rsplit("/", 1)[-1])
    return f"{link}#{linked(fragment)}" if fragment else link


_ASCII = re.compile(r"[\x00-\x7f]+")


@lru_cache(maxsize=1 << 14)  # the same names are linked from many pages
def linked(path: str) -> str:
    """A path as a link within the site has it: Chinese as it is, which any browser encodes.

    Encoded, it would be three times as long, and a page a fifteenth heavier.

    >>> linked("people/张 伟.html")
    'people/张%20伟.html'
    """
    return _ASCII.sub(lambda found: quote(found[0]), path)


def absolute(site: Site, edition: Edition, target: str) -> str:
    """The address of a page of an edition, where the site says its own."""
    target = target.removesuffix("index.html")
    return site.address.rstrip("/") + "/" + quote(edition.folder + target)
