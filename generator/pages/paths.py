"""Where pages stand: the same path in every edition."""

from __future__ import annotations

import re

import xxhash

FOLDERS = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "document": "documents",
    "date": "days",
}
"""Kinds of fact whose keys have a page, and the folder of those pages."""

_UNSAFE = re.compile(r"[^\w·—、，。（）“”‘’-]+|^[.-]+")
_LONGEST = 60  # characters; three bytes each keep a name below the 255 that file systems take


def file_name(key: str) -> str:
    """The key as the stem of a file name: itself where it can be, else changed and told apart.

    What is unsafe is replaced, what is over-long is cut, and both get a digest of the key, as do
    keys with Latin capitals, since some disks do not tell a from A.

    >>> file_name("商务厅")
    '商务厅'
    >>> file_name("a/b")
    'a-b-48f71e94'
    """
    stem = _UNSAFE.sub("-", key)[:_LONGEST].strip("-.")
    if stem == key and not re.search(r"[A-Z]", key):
        return stem
    return f"{stem}-{xxhash.xxh3_64_hexdigest(key.encode())[:8]}".lstrip("-")


def path_of(kind: str, key: str) -> str:
    """The page of a key, or "" for a kind without pages. A range of dates has its first day's."""
    if kind not in FOLDERS:
        return ""
    if kind == "date":
        day = key.split("/")[0][:10]
        return f"days/{day}.html" if day[:4].isdigit() else ""
    return f"{FOLDERS[kind]}/{file_name(key)}.html"


def article_path(id: str) -> str:
    """The page of an article."""
    return f"articles/{file_name(id)}.html"


def collation_path(id: str) -> str:
    """The textual notes of an article."""
    return f"collation/{file_name(id)}.html"
