"""An article that its site parts over several pages is one article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import steps
from generator.build import build
from generator.clean.continued import Part, threads
from generator.cli import main

TITLE = "失而复得的县志"
TEXTS = (
    "在市档案馆的恒温库房里，有一部十二册的旧志，谁也想不到，四年前它还躺在一辆三轮车上。",
    "发现它的人是一位退休的语文教师。那天他下楼倒垃圾，看见车上捆着一摞线装书。",
    "他把书捐给了档案馆，只提了一个要求：做一套影印本，放在县里的每一所中学。",
)
BAR = "共3页 第{n}页 上一页 下一页 尾页"


def page(n: int, title: str = TITLE) -> str:
    rows = (
        title,
        "2017-08-21 10:40 来源：临川晚报",
        TEXTS[n - 1],
        BAR.format(n=n),
        "责任编辑：柳青",
    )
    return "\n".join(rows) + "\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one article on three pages, and another article."""
    root = tmp_path / "archive"
    for folder in ("seeds", "content/edits"):
        (root / folder).mkdir(parents=True)
    (root / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    for n, name in enumerate(("xianzhi", "xianzhi_2", "xianzhi_3"), 1):
        (root / "seeds" / f"{name}.txt").write_text(page(n), "utf-8")
    other = f"另一篇文章的题目\n2017-08-22 来源：临川晚报\n{TEXTS[0][::-1]}。\n"
    (root / "seeds" / "other.txt").write_text(other, "utf-8")
    return root


def body(root: Path, id: str) -> str:
    return (root / "public" / "articles" / f"{id}.html").read_text("utf-8")


def test_pages_of_one_article_are_joined_in_order(archive: Path) -> None:
    report = build(archive, archive / "public")
    assert report.articles == 2
    assert not report.problems
    text = body(archive, "xianzhi")
    places = [text.index(words[:12]) for words in TEXTS]
    assert places == sorted(places)
    assert not (archive / "public" / "articles" / "xianzhi_2.html").exists()


def test_what_stands_around_each_page_counts_once(archive: Path) -> None:
    build(archive, archive / "public")
    text = body(archive, "xianzhi")
    assert text.count("责任编辑") <= 2  # the byline, and the table of facts
    assert "上一页" not in text


def test_each_page_can_be_had_as_received(archive: Path) -> None:
    build(archive, archive / "public")
    notes = next((archive / "public").rglob("xianzhi*.html"))
    assert notes.exists()
    for name in ("xianzhi", "xianzhi_2", "xianzhi_3"):
        assert list((archive / "public").rglob(f"{name}.txt"))


def test_addresses_tell_as_well_as_names(archive: Path) -> None:
    rows = (("a", "2017/123.html"), ("b", "2017/123_2.html"), ("c", "2017/123_3.html"))
    for n, (name, _) in enumerate(rows, 1):
        (archive / "seeds" / f"xianzhi{'' if n == 1 else f'_{n}'}.txt").unlink()
        bare = page(n).replace(BAR.format(n=n) + "\n", "")  # no bar: some are made by a script
        (archive / "seeds" / f"{name}.txt").write_text(bare, "utf-8")
        (archive / "seeds" / f"{name}.toml").write_text(f'url = "https://l.cn/{rows[n - 1][1]}"\n')
    assert build(archive, archive / "public").articles == 2
    assert TEXTS[2][:12] in body(archive, "a")


def test_a_page_that_is_missing_ends_the_article(archive: Path) -> None:
    (archive / "seeds" / "xianzhi_2.txt").unlink()
    assert build(archive, archive / "public").articles == 3


def test_another_title_is_another_article(archive: Path) -> None:
    (archive / "seeds" / "xianzhi_2.txt").write_text(page(2, "全然不同的一篇"), "utf-8")
    assert build(archive, archive / "public").articles == 4


def test_an_overlay_on_a_further_page_is_one_problem(archive: Path) -> None:
    (archive / "content/edits/xianzhi_2.md").write_text("---\nauthor: 杜文\n---\n", "utf-8")
    (problem,) = build(archive, archive / "public").problems
    assert problem.where == "content/edits/xianzhi_2.md"
    assert "content/edits/xianzhi.md" in problem.remedy


def test_explain_tells_of_all_pages(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(archive, archive / "public")
    for id in ("xianzhi", "xianzhi_2"):
        assert main(["explain", id, str(archive)]) == 0
        said = capsys.readouterr().out
        assert all(words[:8] in said for words in TEXTS)


def test_pages_may_lie_in_one_file(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = []
    for n, name in enumerate(("xianzhi", "xianzhi_2", "xianzhi_3"), 1):
        (archive / "seeds" / f"{name}.txt").unlink()
        ending = "" if n == 1 else f"_{n}"
        rows.append({"text": page(n), "url": f"https://l.cn/9{ending}.html", "id": f"x{n}"})
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (archive / "seeds" / "all.jsonl").write_text(text + "\n", "utf-8")
    assert build(archive, archive / "public").articles == 2
    assert TEXTS[2][:12] in body(archive, "x1")
    assert main(["explain", "x2", str(archive)]) == 0
    assert TEXTS[0][:8] in capsys.readouterr().out


def test_an_edited_page_changes_its_own_article_alone(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(archive, archive / "public")
    ran: list[str] = []
    annotate = steps.annotate
    monkeypatch.setattr(steps, "annotate", lambda a, *rest: ran.append(a.id) or annotate(a, *rest))
    path = archive / "seeds" / "xianzhi_3.txt"
    path.write_text(path.read_text("utf-8").replace("每一所中学", "每一所小学"), "utf-8")
    build(archive, archive / "public")
    assert ran == ["xianzhi"]


@pytest.mark.parametrize(
    ("numbers", "joined"),
    [
        ((0, 1, 2), 3),
        ((0, 2, 3), 3),
        ((1, 2), 2),
        ((0, 3), 0),
        ((2, 3), 0),
        ((0,), 0),
        ((0, 1, 5), 2),
    ],
)
def test_numbers_must_follow(numbers: tuple[int, ...], joined: int) -> None:
    parts = [(f"p{n}", Part("file:p", n, "题")) for n in numbers]
    assert [len(ids) for ids in threads(parts)] == ([joined] if joined else [])
