"""What an edit can reach: a build that looks at that alone makes what any other build makes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import build as builder
from generator import dataset, standing
from generator.build import build
from generator.reach import Reached
from generator.standing import publish
from tests.bench.archive import write_archive
from tests.deeds import ARTICLES, MATERIAL, a_loan, a_word, another, one

ADDRESS = "https://example.org/"
ONE_EDITION = 'title = "文库"\neditions = ["source"]\n'  # what is reached is so in all of them


@pytest.fixture
def archive(tmp_path: Path, settled: None) -> Path:
    root = tmp_path / "archive"
    write_archive(root, 6, MATERIAL)
    reprint = (root / "seeds" / "000001.txt").read_text("utf-8").replace("的", "之", 1)
    (root / "seeds" / "800001.txt").write_text(reprint, "utf-8")
    (root / "content" / "site.toml").write_text(ONE_EDITION, "utf-8")
    return root


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[str] | None]:
    """What each build looked at: these owners' pages, or None for everything."""
    seen: list[frozenset[str] | None] = []
    reached = builder.reached

    def noted(*given: object) -> Reached | None:
        found = reached(*given)  # type: ignore[arg-type]
        seen.append(found and found.owners)
        return found

    monkeypatch.setattr(builder, "reached", noted)
    return seen


@pytest.mark.parametrize("seed", range(3))
def test_what_no_edit_reaches_is_what_it_would_be_made(
    archive: Path, looks: list[frozenset[str] | None], seed: int
) -> None:
    chance, address = random.Random(seed), ADDRESS if seed % 2 else ""
    if seed == 1:
        (archive / "content" / "site.toml").write_text('title = "文库"\n', "utf-8")
    publish(archive, archive / "public", address)
    for deeds in (1, 1, 3, 1):
        done = chance.choices(ARTICLES, k=deeds)
        for deed in done:
            deed(archive, chance)
        report = publish(archive, archive / "public", address, workers="serial")
        everything = build(archive, archive / "public", address)
        names = [deed.__name__ for deed in done]
        assert (everything.written, everything.removed) == (0, 0), names
        assert (everything.files, everything.articles) == (report.files, report.articles)
    assert sum(some is not None for some in looks) >= 2


def test_an_edit_of_a_word_looks_at_few_pages(
    archive: Path, looks: list[frozenset[str] | None]
) -> None:
    publish(archive, archive / "public")
    with builder.memo_of(archive) as memo:
        owners = {row[3] for row in memo.files().values()}
    a_word(archive, random.Random(1))
    publish(archive, archive / "public")
    [some] = looks
    assert some is not None
    assert len(some & owners) < len(owners) / 4


def test_rows_that_move_are_mended_in_the_tables_that_stand(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mended, swapped = list[str](), dataset.swapped

    def noted(path: Path, pairs: list[tuple[bytes, bytes]]) -> Iterator[bytes] | None:
        mended.append(path.name)
        return swapped(path, pairs)

    monkeypatch.setattr(dataset, "swapped", noted)
    publish(archive, archive / "public")
    assert mended == []
    file = archive / "seeds" / "000003.txt"
    head, _, tail = file.read_text("utf-8").partition("\n　　")
    file.write_text(f"{head}\n　　当天上午，{tail}", "utf-8")
    publish(archive, archive / "public")
    assert {"facts.csv", "facts.jsonl", "claims.csv"} <= set(mended)
    shutil.copytree(archive / "seeds", tmp_path / "clean" / "seeds")
    shutil.copytree(archive / "content", tmp_path / "clean" / "content")
    publish(tmp_path / "clean", tmp_path / "clean" / "public")
    for path in (tmp_path / "clean" / "public" / "data").glob("*.*"):
        assert (archive / "public" / "data" / path.name).read_bytes() == path.read_bytes()


def test_a_table_without_rows_is_mended_too(tmp_path: Path, settled: None) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.toml").write_text(ONE_EDITION, "utf-8")

    def write(id: str, sentence: str) -> None:
        lines = (
            "襄阳市召开会议",
            f"来源：襄阳日报 2020-02-{id}",
            f"　　襄阳市召开会议，部署疫情防控工作。{sentence}会议开得很好。",
            "　　会议要求，各单位要认真落实各项措施。",
        )
        (tmp_path / "seeds" / f"{id}.txt").write_text("\n".join(lines), "utf-8")

    for id in ("01", "02", "03"):
        write(id, "大家都来了。")
    publish(tmp_path, tmp_path / "public")
    claims = tmp_path / "public" / "data" / "claims.jsonl"
    for sentence, rows in (("今天大家都来了。", 0), ("捐赠口罩1200个。", 1)):
        write("02", sentence)
        assert publish(tmp_path, tmp_path / "public").problems == ()
        assert claims.read_bytes().count(b"\n") == rows


def test_everything_is_looked_at_after_a_change_of_what_is_no_article(
    archive: Path, looks: list[frozenset[str] | None]
) -> None:
    publish(archive, archive / "public")
    (archive / "content" / "site.toml").write_text('title = "别"\n', "utf-8")
    publish(archive, archive / "public")
    assert looks == [None]


def other_folder(root: Path) -> Path:
    return root / "other"


def same_folder(root: Path) -> Path:
    return root / "public"


@pytest.mark.parametrize("folder", [other_folder, same_folder])
def test_what_is_known_of_another_folder_is_not_trusted(
    archive: Path, monkeypatch: pytest.MonkeyPatch, folder: Callable[[Path], Path]
) -> None:
    publish(archive, archive / "public")
    monkeypatch.setattr(standing, "_SETTLED", 10**12)  # nothing that is younger is kept
    publish(archive, archive / "other")
    a_word(archive, random.Random(3))
    publish(archive, folder(archive))
    report = build(archive, folder(archive))
    assert (report.written, report.removed) == (0, 0)


def test_after_a_page_that_failed_everything_is_looked_at(
    archive: Path, looks: list[frozenset[str] | None]
) -> None:
    publish(archive, archive / "public")
    bad = archive / "seeds" / "bad.txt"
    bad.write_bytes(b"")
    assert publish(archive, archive / "public").problems
    bad.unlink()
    another(archive, random.Random(7))
    publish(archive, archive / "public")
    assert looks == [None, None]
    report = build(archive, archive / "public")
    assert (report.written, report.removed) == (0, 0)


def test_edits_do_not_fill_the_cache(archive: Path) -> None:
    chance, sizes = random.Random(5), list[int]()
    file = one(archive, chance)
    texts = file.read_text("utf-8"), file.read_text("utf-8").replace("的", "地", 1)
    for n in range(5):
        file.write_text(texts[n % 2], "utf-8")
        publish(archive, archive / "public")
        with builder.memo_of(archive) as memo:
            sizes.append(memo._db.execute("SELECT count(*) FROM value").fetchone()[0])
    assert max(sizes[1:]) <= sizes[1] * 1.02


def test_a_lost_value_of_the_last_build_costs_a_look_at_everything(
    archive: Path, looks: list[frozenset[str] | None]
) -> None:
    publish(archive, archive / "public")
    with builder.memo_of(archive) as memo:
        memo._db.execute("DELETE FROM value")
    a_loan(archive, random.Random(1))
    publish(archive, archive / "public")
    assert looks == [None]
    shutil.rmtree(archive / ".cache")
    report = build(archive, archive / "public")
    assert (report.written, report.removed) == (0, 0)
