"""Annotators from outside: real entry points, chosen in site.toml."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.annotate.annotate import annotate
from generator.annotate.outside import UNSAID, heard
from generator.build import Report, build
from generator.content import contents, memo_of
from generator.model import Article, Block, Edit, Fact, FactEdit, Names, Role
from generator.prepare import find

TEXT = "襄阳市记事\n\n发布时间：2020-03-06\n\n{}\n"
BODY = "牛角坳的乡亲们把收割机开进了稻田，局长王小明说，今年收了三十吨。" * 4
PLACE = """
def find(article):
    log.append(article.id)
    for number, block in enumerate(article.blocks):
        at = block.text.find("牛角坳")
        if at >= 0:
            yield "place", number, at, at + 3
log = []
"""
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a distribution with one annotator, as a package manager leaves it on disk."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    names: set[str] = set()

    def install(name: str, code: str, version: str = "1.0") -> None:
        names.add(f"outside_{name}")
        (folder / f"outside_{name}.py").write_text(code, "utf-8")
        info = folder / f"outside_{name}-0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: outside-{name}\nVersion: {version}\n"
        )
        (info / "entry_points.txt").write_text(
            f"[jianzhu.annotators]\n{name} = outside_{name}:find\n"
        )

    yield install
    for name in names:
        sys.modules.pop(name, None)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    (root / "content").mkdir(parents=True)
    (root / "seeds").mkdir()
    for id in ("a", "b"):
        (root / "seeds" / f"{id}.txt").write_text(TEXT.format(BODY + id), "utf-8")
    choose(root)
    return root


def choose(root: Path, *names: str) -> None:
    words = f'title = "试"\neditions = ["source"]\nannotators = {list(names)}\n'
    (root / "content" / "site.toml").write_text(words, "utf-8")


def run(root: Path) -> Report:
    return build(root, root / "public")


def page(root: Path, id: str = "a") -> str:
    return (root / "public" / "articles" / f"{id}.html").read_text("utf-8")


def test_what_is_installed_and_not_chosen_changes_nothing(archive: Path, install: Install) -> None:
    run(archive)
    before = page(archive)
    install("hills", PLACE)
    run(archive)
    assert page(archive) == before


def test_a_chosen_annotator_adds_facts_that_name_it(archive: Path, install: Install) -> None:
    install("hills", PLACE)
    choose(archive, "hills")
    assert run(archive).problems == ()
    assert ">牛角坳</a>" in page(archive)
    with memo_of(archive) as memo:
        facts = find(memo, contents(archive, memo)[0], "a").facts.value
    (hill,) = {(f.text, f.kind, f.key, f.rule) for f in facts if "牛角坳" in f.text}
    assert hill == ("牛角坳", "place", "牛角坳@a", "annotator:hills")


def test_it_is_asked_again_only_for_a_new_version(archive: Path, install: Install) -> None:
    install("hills", PLACE)
    choose(archive, "hills")
    run(archive)
    log: list[str] = sys.modules["outside_hills"].log
    assert log == ["a", "b"]
    run(archive)
    assert log == ["a", "b"]
    install("hills", PLACE, version="1.1")
    run(archive)
    assert log == ["a", "b", "a", "b"]


def test_one_that_fails_is_one_problem_and_the_rest_goes_on(
    archive: Path, install: Install
) -> None:
    install("hills", PLACE)
    install("broken", "def find(article): raise ValueError('no model')")
    choose(archive, "hills", "broken")
    (problem,) = run(archive).problems
    assert problem.where == "content/site.toml: annotator broken (outside-broken 1.0)"
    assert problem.what == "ValueError: no model (in seeds/a.txt and 1 more)"
    assert "牛角坳" in page(archive)
    assert run(archive).problems == (problem,)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("('hill', 0, 0, 2)", "unknown fact kind 'hill'"),
        ("('place', 0, 0, 9999)", "outside its block"),
        ("('place', 0, 2, 2)", "outside its block"),
        ("('place', 99, 0, 2)", "the article has blocks 0 to"),
        ("('place', 0, 0.0, 2)", "whole numbers"),
        ("('place', 0)", "no row of kind, block, start, end"),
        ("7", "no row"),
    ],
)
def test_a_row_that_is_no_fact_is_told_on_every_build(
    archive: Path, install: Install, row: str, fault: str
) -> None:
    install("odd", f"def find(article): return [{row}, ('place', 0, 0, 3)]")
    choose(archive, "odd")
    (problem,) = run(archive).problems
    assert fault in problem.what
    assert problem.remedy
    assert run(archive).problems == (problem,)


def test_one_that_is_not_there_is_a_problem_and_the_rest_goes_on(archive: Path) -> None:
    choose(archive, "nobody")
    report = run(archive)
    (problem,) = report.problems
    assert problem.where == "content/site.toml"
    assert problem.what == "unknown annotator 'nobody'"
    assert report.articles == 2


# --- settled with the rest ------------------------------------------------------------------------

ARTICLE = Article(
    "7", "Hans", "2020-03-06", "", (), (Block("title", "局长王小明走进“牛角坳”，在襄阳市的北边。"),)
)


def settled(*rows: object, edit: Edit = Edit()) -> list[tuple[str, str, str]]:  # noqa: B008
    told = heard(ARTICLE, rows, "m")
    assert told.faults == ()
    facts = annotate(ARTICLE, Names(), edit, told.facts)
    return [(f.kind, f.text, f.rule) for f in facts]


def test_facts_from_outside_take_nothing_from_the_rules() -> None:
    without = settled()
    over_a_name, over_a_place, in_a_term = (
        ("place", 0, 2, 6),
        ("place", 0, 13, 18),
        ("place", 0, 8, 9),
    )
    across, quote = ("place", 0, 10, 14), ("quote", 0, 3, 9)
    assert settled(over_a_name, over_a_place, in_a_term, across, quote) == without
    assert ("place", "北边", "annotator:m") in settled(("place", 0, 18, 20))


def test_the_surer_of_two_stays() -> None:
    told = settled(("place", 0, 17, 20, "", 40), ("place", 0, 18, 20, "", 80))
    assert [row for row in told if row[2] == "annotator:m"] == [("place", "北边", "annotator:m")]


def test_an_editor_drops_what_came_from_outside() -> None:
    edit = Edit("7", drop=(FactEdit("北边"),))
    assert settled(("place", 0, 18, 20), edit=edit) == settled()


def test_a_fact_that_is_not_the_text_is_none() -> None:
    fact = Fact("person", 0, 2, 5, "王大明", "王大明", "x", Role())
    told = heard(ARTICLE, [fact], "m")
    assert told.facts == ()
    assert "'王大明' is not the text at 2 to 5" in told.faults[0]


def test_a_row_without_confidence_is_less_sure_than_the_rules() -> None:
    (fact,) = heard(ARTICLE, [("person", 0, 2, 5)], "m").facts
    assert (fact.key, fact.confidence, fact.detail) == ("王小明", UNSAID, Role())


def test_the_example_in_contributing_finds_its_rivers() -> None:
    words = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    code = words.partition("```python\n")[2].partition("```")[0]
    names: dict[str, Callable[[Article], Iterator[object]]] = {}
    exec(code, names)
    article = Article("7", "Hans", "", "", (), (Block("title", "船到富春江"),))
    (fact,) = heard(article, names["find"](article), "rivers").facts
    assert (fact.text, fact.key, fact.confidence) == ("富春江", "富春江", 90)
