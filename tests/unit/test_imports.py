"""Imports go one way: the table below is the order, lowest first."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "generator"

ORDER = (
    *("model", "catalogue", "tables", "text", "lunar", "strokes", "frontmatter", "toml"),
    *(
        "intake",
        "clean",
        "annotate",
        "conversion",
        "editions",
        "edit",
        "takedown",
        "review",
        "versions",
        "phrases",
        "who",
        "archive",
    ),
    *("register", "people", "identity"),
    *("layout", "markup", "charts", "bars", "pages", "preview", "export"),
    *(
        "glossary",
        "overlay",
        "read",
        "store",
        "scratch",
        "recipes",
        "workers",
        "seeds",
        "annotators",
        "publish",
        "theme",
        "interface",
        "links",
        "reporting",
        "sheet",
        "filters",
        "templates",
        "render",
        "manner",
    ),
    *("content", "hidden", "steps", "prepare", "resolve", "explain"),
    *(
        "dataset",
        "figures",
        "previews",
        "texts",
        "phrasing",
        "search",
        "searching",
        "plan",
        "rephrased",
        "reach",
        "publishing",
    ),
    *("build", "standing", "quick", "serve"),
    *("cli", "__main__"),
)
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__init__.py")


def layer(module: str) -> int:
    return ORDER.index(module.split(".")[1])


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= (
                {node.module}
                if node.module != "generator"
                else {f"generator.{alias.name}" for alias in node.names}
            )
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name.startswith("generator.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_below_it(path: Path) -> None:
    name = ".".join(("generator", *path.relative_to(PACKAGE).with_suffix("").parts))
    above = {found for found in imported(path) if layer(found) > layer(name)}
    assert not above


def test_stages_know_nothing_of_the_store_and_the_store_nothing_of_articles() -> None:
    stages = (
        "intake",
        "clean",
        "annotate",
        "conversion",
        "editions",
        "edit",
        "phrases",
        "who",
        "archive",
        "pages",
    )
    for path in MODULES:
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if part in stages:
            assert not imported(path) & {"generator.store", "generator.publish"}
        if part in ("store", "publish"):
            assert imported(path) <= {"generator.model"}


def test_no_file_holds_two_ideas() -> None:
    long = {p.name: n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long
