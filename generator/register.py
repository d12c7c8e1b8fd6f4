"""What the authority file says, asked by kind, form and article."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from msgspec.structs import replace

from generator.model import Fact, Name, Names, Problem
from generator.text import fold


def named_rows(names: Names, kind: str) -> dict[str, Name]:
    """The rows of a kind by their names as keys."""
    return {fold(row.name): row for row in names.rows if row.kind == kind}


def kept_apart(names: Names, kind: str) -> set[tuple[str, str, str]]:
    """Form, article ("" for all) and the name that an editor keeps it apart from."""
    return {
        (*parted(form), fold(row.name))
        for row in names.rows
        if row.kind == kind
        for form in row.apart
    }


def parted(form: str) -> tuple[str, str]:
    """A form's words, folded, and the article they are said of, or ""."""
    words, _, article = form.partition("@")
    return fold(words), article


def names_of(names: Names, article: str) -> Names:
    """The rows without the forms that are another article's alone, and without empty gains."""

    def own(forms: Iterable[str]) -> tuple[str, ...]:
        return tuple(form for form in forms if parted(form)[1] in ("", article))

    return Names(
        tuple(
            replace(row, aliases=own(row.aliases), apart=own(row.apart), public=None)
            for row in names.rows
        )
    )


def articles_named(names: Names) -> dict[str, list[tuple[Name, str]]]:
    """The articles that forms name, each with the rows and the words said of it."""
    found: dict[str, list[tuple[Name, str]]] = {}
    for row in names.rows:
        for words, article in map(parted, (*row.aliases, *row.apart)):
            if article:
                found.setdefault(article, []).append((row, words))
    return found


def strange(
    names: Names, article: str, facts: Iterable[Fact] | None, ids: Container[str]
) -> Iterator[Problem]:
    """What the authority file says of an article that is not there, or of words not in it."""
    forms = {(fact.kind, fold(fact.text)) for fact in facts or ()}
    for row, words in articles_named(names).get(article, ()):
        where = f"content/names/: {row.name}"
        if article not in ids:
            yield Problem(where, f"{words}@{article}: there is no such article", "mend its id")
        elif (row.kind, words) not in forms:
            what = f"{words}@{article}: the article names no such {row.kind}"
            yield Problem(where, what, f"see `jianzhu explain {article}`")


def contested(names: Names) -> Iterator[Problem]:
    """Forms that two rows claim."""
    owner: dict[tuple[str, str, str], str] = {}
    for row in names.rows:
        for form in dict.fromkeys(map(parted, (row.name, *row.aliases))):
            other = owner.setdefault((row.kind, *form), row.name)
            if other != row.name:
                what = f"{'@'.join(filter(None, form))} is also said to be {other}"
                yield Problem(f"content/names/: {row.name}", what, "keep it in one of the rows")
