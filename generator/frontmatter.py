"""Front matter, read strictly: YAML between `---` lines, no implicit types, no unknown keys."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import yaml
from msgspec import Struct

from generator.model import Trouble


class Entry(Struct, frozen=True):
    """One `key: value`, and the line of the file it stands in, from 1."""

    key: str
    line: int
    value: str | tuple[Item, ...]


class Item(Struct, frozen=True):
    """One item of a list: words, or entries."""

    line: int
    value: str | tuple[Entry, ...]


class _Loader(yaml.BaseLoader):
    """Reads every scalar as written. An alias is an error: a few unfold to millions of nodes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="an alias (*) is not read here", problem_mark=mark)
        return super().compose_node(parent, index)


def split(text: str) -> tuple[str, int, str]:
    """The front matter, the line it starts on, and the body below it.

    >>> split("---\\ntitle: 甲\\n---\\n乙\\n")
    ('title: 甲\\n', 2, '乙\\n')
    """
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        return "", 1, text
    for n, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return "".join(lines[1:n]), 2, "".join(lines[n + 1 :])
    return "".join(lines[1:]), 2, ""


def read(text: str, path: str) -> tuple[tuple[Entry, ...], str]:
    """The entries of a file's front matter, every scalar as written, and its body.

    Raises Trouble naming the line where it is no mapping, or a key comes twice.
    """
    head, first, body = split(text)
    try:
        root = yaml.compose(head, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or "cannot be read as YAML"
        raise Trouble(f"{path}:{line}", what, "mend the lines between the --- marks") from error
    return (() if root is None else _entries(root, path, first)), body


def _entries(node: yaml.Node, path: str, first: int) -> tuple[Entry, ...]:
    here = f"{path}:{first + node.start_mark.line}"
    if not isinstance(node, yaml.MappingNode):
        raise Trouble(here, "expected `key: value` lines", "one key a line, a colon and a space")
    entries: dict[str, Entry] = {}
    for key, value in node.value:
        line = first + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            raise Trouble(f"{path}:{line}", "a key must be plain words", "one key a line")
        if key.value in entries:
            raise Trouble(f"{path}:{line}", f"key {key.value!r} comes twice", "keep one of them")
        entries[key.value] = Entry(key.value, line, _value(value, path, first))
    return tuple(entries.values())


def _value(node: yaml.Node, path: str, first: int) -> str | tuple[Item, ...]:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.MappingNode):
        return (Item(first + node.start_mark.line, _entries(node, path, first)),)
    return tuple(
        Item(
            first + item.start_mark.line,
            str(item.value) if isinstance(item, yaml.ScalarNode) else _entries(item, path, first),
        )
        for item in node.value
    )


def unknown(where: str, what: str, given: str, known: Iterable[str]) -> Trouble:
    """The trouble with a name that is not known: it names the nearest that is."""
    names = list(known)
    near = difflib.get_close_matches(given, names, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return Trouble(where, f"unknown {what} {given!r}", f"{hint}known: {', '.join(names)}")
