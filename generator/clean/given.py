"""What is said of a page by hand, beside it or in its envelope: it wins over what is found."""

from __future__ import annotations

from generator.model import Field, Script, Source

SCRIPTS: dict[str, Script] = {"Hans": "Hans", "TW": "TW", "HK": "HK"}
_FIELDS = ("source", "author", "date", "licence", "retrieved")


def said(source: Source, name: str) -> str:
    """What is given under a name, or ""."""
    return next((value for key, value in source.given if key == name), "")


def with_given(source: Source, fields: list[Field]) -> list[Field]:
    """The fields, those replaced that are given."""
    given = [Field(k, v, -1, 0, 0) for k, v in source.given if k in _FIELDS]
    names = {field.name for field in given}
    return [*(field for field in fields if field.name not in names), *given]
