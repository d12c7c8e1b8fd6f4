"""Facts as the JSON of the gold: offsets count code points of the raw text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.model import (
    Amount,
    Article,
    Body,
    Fact,
    Role,
    Saying,
    Source,
    Trace,
    When,
    Where,
    Work,
)

_TYPE = {"organisation": "organization"}


def facts_json(
    source: Source, article: Article, trace: Trace, facts: Iterable[Fact]
) -> dict[str, Any]:
    """The facts of one article; those whose words cannot be found in the raw text are left out."""
    name = source.path.rsplit("/", 1)[-1]
    rows: list[dict[str, Any]] = []
    for fact in facts:
        start = trace.at(fact.block, fact.start)
        end = trace.at(fact.block, fact.end - 1) + 1
        if start < 0 or end <= start:
            continue
        row: dict[str, Any] = {
            "file": name,
            "start": start,
            "end": end,
            "text": source.text[start:end],
        }
        row["type"] = _TYPE.get(fact.kind, fact.kind)
        rows.append(row | _fields(fact))
    rows.sort(key=lambda row: (row["start"], -row["end"]))
    return {"file": name, "publication_date": article.date or None, "facts": rows}


def _fields(fact: Fact) -> dict[str, Any]:
    """The fields of a fact's type; empty ones are left out."""
    match fact.detail:
        case Role(role):
            fields: dict[str, Any] = {"role": role}
        case Body(name, _, adcode):
            fields = {"norm": name.partition("@")[0], "adcode": adcode}
        case Where(adcode, _):
            fields = {"adcode": adcode}
        case When(value, basis, mod):
            fields = {"value": value, "basis": basis, "mod": mod}
        case Amount():
            detail = fact.detail
            amount: float | str | None = detail.value
            if detail.upper is not None and detail.value is not None:
                amount = f"{detail.value:.6f}-{detail.upper:.6f}"
            rest = {
                "unit": detail.unit,
                "approx": detail.approx,
                "subject": detail.subject,
                "measure": detail.measure,
                "as_of": detail.as_of,
            }
            return {"value": amount} | {key: text for key, text in rest.items() if text}
        case Work(title, sort):
            fields = {"norm": title, "kind": sort}
        case Saying(said, sort, speaker):
            fields = {"norm": said, "kind": sort, "speaker": speaker}
    return {key: value for key, value in fields.items() if value}
