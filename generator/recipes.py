"""Recipes: the digest of a step's code, found from what its module imports."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from generator.store import digest

_PACKAGE = Path(__file__).parent
# Import name → distribution, where what the library does can change what a step gives.
_LIBRARIES = {
    "arro3": "arro3-io",
    "fastwarc": "fastwarc",
    "jinja2": "jinja2",
    "lunar_python": "lunar_python",
    "markdown_it": "markdown-it-py",
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "opencc": "opencc",
    "PIL": "pillow",
    "pydivsufsort": "pydivsufsort",
    "pypinyin": "pypinyin",
    "rapidfuzz": "rapidfuzz",
    "rcssmin": "rcssmin",
    "rensa": "rensa",
    "resiliparse": "resiliparse",
    "rjieba": "rjieba",
    "yaml": "pyyaml",
}


@cache
def recipe(*modules: str) -> str:
    """The digest of the code of these modules and of all they import inside the generator."""
    todo, seen, libraries = list(modules), dict[str, Module](), set[str]()
    while todo:
        name = todo.pop()
        if name in seen or (module := _module(name)) is None:
            continue
        seen[name] = module
        todo += [*module.inside, name.rpartition(".")[0]]
        libraries |= module.outside & _LIBRARIES.keys()
    versions = [(name, metadata.version(_LIBRARIES[name])) for name in sorted(libraries)]
    return digest([(name, seen[name].ref) for name in sorted(seen)], versions)


class Module(NamedTuple):
    """A module of the generator: the digest of its code and data, and what it imports."""

    ref: str
    inside: frozenset[str]
    outside: frozenset[str]


@cache
def _module(name: str) -> Module | None:
    path = _module_file(name)
    if path is None:
        return None
    files = [path]
    if path.name == "__init__.py" and name != "generator":
        data = (p for p in path.parent.rglob("*") if p.suffix in (".otf", ".toml", ".tsv", ".txt"))
        files += sorted(data)
    code = path.read_text("utf-8")
    return Module(digest([(p.name, p.read_bytes()) for p in files]), *imports(code))


def _module_file(name: str) -> Path | None:
    if name.partition(".")[0] != "generator":
        return None
    stem = _PACKAGE.joinpath(*name.split(".")[1:])
    return next((p for p in (stem / "__init__.py", stem.with_suffix(".py")) if p.is_file()), None)


_IMPORT = re.compile(r"^[ \t]*(?:from ([\w.]+) import (\([^)]*\)|[^#\n]*)|import ([^#\n]*))", re.M)
_NAME = re.compile(r"([\w.]+)(?: as \w+)?")


def imports(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a module imports inside the generator, and the packages outside it.

    Found in its text, since the grammar of all modules would cost a third of a second; words of a
    docstring that look like an import at most make a recipe finer.
    """
    inside, outside = set[str](), set[str]()
    for module, names, plain in _IMPORT.findall(code):
        found = _NAME.findall(plain or names)
        if module:
            found = [module, *(f"{module}.{name}" for name in found)]
        inside |= {name for name in found if name.startswith("generator")}
        outside |= {name.partition(".")[0] for name in found}
    return frozenset(inside), frozenset(outside)
