"""Who is who, over a whole build: pages, lists and data; and what runs when a namesake comes."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from generator import resolve as stage
from generator.build import Report, build

LONG = "全县春耕面积达到三万亩，比上年多两成，各村都备足了种子和化肥。" * 3
TEXTS = {
    "p": "柳州市公安局通报\n2021年5月6日 来源：新报\n  柳州市公安局局长张伟说，巡逻开始。" + LONG,
    "v": "柳州市备耕\n2021年5月7日 来源：新报\n  村民李大山说，种子备足。李大山笑着说，不愁。"
    + LONG,
    "w": "桂林市抽检\n2021年5月8日 来源：新报\n  桂林市市场监督管理局发布，合格率上升。",
}


TWICE = """kind = "person"
name = "甲乙"
aliases = ["张伟"]
[[name]]
kind = "person"
name = "张伟"
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "content/names").mkdir(parents=True)
    for id, text in TEXTS.items():
        (root / "seeds" / f"{id}.txt").write_text(text + "\n", "utf-8")
    (root / "content/site.toml").write_text('title = "试"\n', "utf-8")
    return root


def run(root: Path) -> Report:
    return build(root, root / "public")


def row(root: Path, text: str) -> None:
    (root / "content/names/a.toml").write_text(f"[[name]]\n{text}\n", "utf-8")


def entities(public: Path) -> set[str]:
    with (public / "data/entities.csv").open(encoding="utf-8-sig") as file:
        return {line["entity"] for line in csv.DictReader(file)}


def test_a_private_person_is_in_the_text_alone(archive: Path) -> None:
    run(archive)
    public = archive / "public"
    assert (public / "people/李大山.html").is_file()
    (archive / "content/site.toml").write_text('title = "试"\nprivate = "unlisted"\n', "utf-8")
    assert not run(archive).problems
    assert not (public / "people/李大山.html").exists()
    for page in ("people/index.html", "index.html", "sitemap.xml", "data/entities.jsonl"):
        assert not (public / page).exists() or "李大山" not in (public / page).read_text("utf-8")
    assert entities(public) & {"person/张伟", "person/李大山"} == {"person/张伟"}
    text = (public / "articles/v.html").read_text("utf-8")
    assert text.count('class="m per"') >= 2  # the mark stays
    assert "people/" not in text.replace('href="../people/index.html"', "")
    described = (public / "data/described/v.jsonld").read_text("utf-8")
    assert "李大山" not in described
    assert "不任公职者" in (public / "method.html").read_text("utf-8")


@pytest.mark.parametrize(("said", "there"), [("true", True), ("false", False)])
def test_an_editor_settles_whether_a_person_is_public(
    archive: Path, said: str, there: bool
) -> None:
    (archive / "content/site.toml").write_text('title = "试"\nprivate = "unlisted"\n', "utf-8")
    name = "李大山" if there else "张伟"
    row(archive, f'kind = "person"\nname = "{name}"\npublic = {said}')
    assert not run(archive).problems
    assert (archive / f"public/people/{name}.html").exists() is there


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('kind = "person"\nname = "张伟"\napart = ["张伟@x"]', "张伟@x: there is no such article"),
        ('kind = "person"\nname = "王强"\naliases = ["王强@p"]', "names no such person"),
        (TWICE, "张伟 is also said to be 甲乙"),
    ],
)
def test_a_row_that_means_nothing_is_listed_and_the_rest_goes_on(
    archive: Path, text: str, words: str
) -> None:
    row(archive, text)
    [problem] = run(archive).problems
    assert words in problem.what
    assert problem.remedy
    assert (archive / "public/people/index.html").is_file()


def test_a_setting_that_is_none_is_named(archive: Path) -> None:
    (archive / "content/site.toml").write_text('title = "试"\nprivate = "gone"\n', "utf-8")
    with pytest.raises(Exception, match="private"):
        run(archive)


def test_a_namesake_renames_only_where_the_name_stands(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive)
    ran: Counter[str] = Counter()
    real = stage.identified

    def counted(*given):  # type: ignore[no-untyped-def]
        ran["identified"] += 1
        return real(*given)

    monkeypatch.setattr(stage, "identified", counted)
    assert not run(archive).written
    assert not ran
    seed = archive / "seeds/w.txt"
    seed.write_text(seed.read_text("utf-8") + "  桂林市市场监督管理局局长张伟说，要严。\n", "utf-8")
    run(archive)
    assert ran["identified"] == 2  # of the new one, and of the one that names the other
    people = {p.name for p in (archive / "public/people").iterdir()}
    assert len([name for name in people if name.startswith("张伟-")]) == 2
    assert "张伟.html" in people  # leads to both
