"""What a site prints around every text is learnt from its pages, and goes."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path

import pytest

from generator import steps
from generator.build import build
from generator.clean.assemble import assemble
from generator.clean.habits import habits_of, learn, lines_of
from generator.clean.label import label
from generator.cli import main
from generator.model import Habits, Source

SUBJECTS = "春耕 防汛 义诊 修路 植树 办学 采茶 捕鱼 养蜂 种稻".split()
SLOGAN = "山高水长 情深意重"
LURE = "清江两岸的故事都在这里"


def page(
    subject: str, host: str = "qingjiang.example", above: str = SLOGAN, below: str = ""
) -> str:
    """A page as its reader would copy it."""
    return "\n".join(
        [
            f"{subject}时节乡亲们忙起来",
            "2020年3月6日 来源:清江日报",
            above,
            f"三月的清江两岸,{subject}的人们起得很早。他们说,今年的雨水比去年多,日子会更好。",
            "记者手记",
            f"村里的老人告诉我们,{subject}这件事,祖祖辈辈都是这样做的,一点也马虎不得。",
            below or LURE,
            "欢迎您常来",
            f"www.{host}.cn",
        ]
    )


def source_of(text: str, id: str = "x") -> Source:
    return Source(id=id, path=f"{id}.txt", form="text", text=text, sha256="", encoding="utf-8")


def cleaned(texts: list[str]) -> list[list[str]]:
    """The words of the blocks of each page, read beside the others."""
    sources = [source_of(text) for text in texts]
    pages = [lines_of(source) for source in sources]
    learnt = learn(pages)
    return [
        [b.text for b in assemble(s, label(s, habits_of(p, learnt))).blocks]
        for s, p in zip(sources, pages, strict=True)
    ]


def test_a_line_on_every_page_of_a_site_is_chrome() -> None:
    alone = assemble(source := source_of(page("春耕")), label(source))
    assert SLOGAN in [block.text for block in alone.blocks]
    for blocks in cleaned([page(subject) for subject in SUBJECTS[:3]]):
        assert SLOGAN not in blocks
        assert LURE not in blocks


def test_headings_and_bylines_that_return_stay() -> None:
    for subject, blocks in zip(SUBJECTS, cleaned([*map(page, SUBJECTS)]), strict=True):
        assert blocks[0] == f"{subject}时节乡亲们忙起来"
        assert "记者手记" in blocks
        assert "清江日报" in blocks


def test_a_title_that_returns_stays_the_title() -> None:
    texts = [
        page(subject).replace(f"{subject}时节乡亲们忙起来", "清江春色") for subject in SUBJECTS
    ]
    assert {blocks[0] for blocks in cleaned(texts)} == {"清江春色"}


def test_two_pages_or_a_few_among_many_make_no_habit() -> None:
    assert all(SLOGAN in blocks for blocks in cleaned([*map(page, SUBJECTS[:2])]))
    some = [
        page(s, above=SLOGAN if n < 3 else f"今天说说{s}", below=s) for n, s in enumerate(SUBJECTS)
    ]
    assert SLOGAN in cleaned(some)[0]


def test_the_same_text_saved_again_counts_once() -> None:
    assert all(SLOGAN in blocks for blocks in cleaned([page("春耕")] * 5))


def test_pages_that_name_no_site_must_agree_more() -> None:
    texts = [page(s).rpartition("\n")[0] for s in SUBJECTS]
    assert all(SLOGAN in blocks for blocks in cleaned(texts[:7]))
    assert all(SLOGAN not in blocks for blocks in cleaned(texts[:8]))


def test_a_site_is_known_by_address_licence_name_or_domain() -> None:
    text = page("春耕")
    licensed = text + "\n粤ICP备12345678号-2"
    assert lines_of(source_of(text)).site == "qingjiang.example.cn"
    assert lines_of(source_of(licensed)).site == "粤ICP备12345678"
    source = Source("x", "x.txt", "text", licensed, "", "", meta=(("url", "https://www.a.cn/b"),))
    assert lines_of(source).site == "a.cn"
    source = Source(
        "x", "x.txt", "text", text, "", "", meta=(("site", "清江網"), ("url", "http://["))
    )
    assert lines_of(source).site == "清江网"


def test_learning_ignores_order() -> None:
    pages = [lines_of(source_of(page(s, below=s * n))) for n, s in enumerate(SUBJECTS)]
    pages += [lines_of(source_of(page("春耕", above="別的")))]
    learnt = learn(pages)
    assert learnt
    assert all(
        learn(some) == learnt for some in itertools.islice(itertools.permutations(pages), 99)
    )
    assert learn([]) == ()
    assert habits_of(lines_of(source_of("")), learnt) == Habits()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    (root / "seeds").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    for n, subject in enumerate(SUBJECTS[:3]):
        (root / "seeds" / f"{n}.txt").write_text(page(subject), "utf-8")
    return root


@pytest.fixture
def labelled(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Which sources were labelled."""
    seen: Counter[str] = Counter()

    def counted(source: Source, habits: Habits) -> object:
        seen[source.id] += 1
        return label(source, habits)

    monkeypatch.setattr(steps, "label", counted)
    return seen


def run(root: Path) -> None:
    assert not build(root, root / "public").problems


def test_a_new_page_of_another_site_relabels_nothing(archive: Path, labelled: Counter[str]) -> None:
    run(archive)
    labelled.clear()
    (archive / "seeds" / "new.txt").write_text(page("采茶", host="other.example"), "utf-8")
    run(archive)
    assert labelled == {"new": 1}


def test_a_new_page_of_the_site_relabels_nothing_while_its_habits_stay(
    archive: Path, labelled: Counter[str]
) -> None:
    run(archive)
    labelled.clear()
    (archive / "seeds" / "new.txt").write_text(page("采茶"), "utf-8")
    run(archive)
    assert labelled == {"new": 1}


def test_a_page_that_makes_a_habit_relabels_the_pages_that_show_it(
    archive: Path, labelled: Counter[str]
) -> None:
    (archive / "seeds" / "2.txt").write_text(page("义诊", above="今天不说这个"), "utf-8")
    run(archive)
    assert SLOGAN in (archive / "public" / "articles" / "0.html").read_text("utf-8")
    labelled.clear()
    (archive / "seeds" / "new.txt").write_text(page("采茶"), "utf-8")
    run(archive)
    assert labelled == {"0": 1, "1": 1, "new": 1}
    assert SLOGAN not in (archive / "public" / "articles" / "0.html").read_text("utf-8")


def test_explain_says_what_the_build_made(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(archive)
    assert main(["explain", "1", str(archive)]) == 0
    assert "site-habit" in capsys.readouterr().out


def test_clean_learns_from_the_files_it_is_given(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(path) for path in sorted((archive / "seeds").iterdir())]
    assert main(["clean", files[0]]) == 0
    assert SLOGAN in json.dumps(json.loads(capsys.readouterr().out), ensure_ascii=False)
    assert main(["clean", *files]) == 0
    assert SLOGAN not in capsys.readouterr().out
