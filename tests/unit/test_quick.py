"""An edit that is shown at once is shown as the next plan shows it; what cannot be, waits."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.build import build, plan
from generator.content import memo_of
from generator.plan import Plan
from generator.quick import Edited, edited, rehearse
from generator.store import Kept, Memo
from tests.unit.test_build import ONE, change, small_archive

SEED = f"seeds/{ONE}.txt"
OVERLAY = f"content/edits/{ONE}.md"
NOTE = "content/notes/about.md"
STYLE = "themes/own/static/own.css"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = small_archive(tmp_path)
    (root / "content" / "notes").mkdir()
    (root / NOTE).write_text(
        f"---\ntitle: 凡例\n---\n\n见[此](../articles/{ONE}.html)。\n", "utf-8"
    )
    (root / OVERLAY).write_text("---\n{}\n---\n\n原有按语。\n", "utf-8")
    (root / STYLE).parent.mkdir(parents=True)
    (root / STYLE).write_text("main { color: black }\n", "utf-8")
    (root / "content" / "site.toml").write_text(
        'title = "试"\ntheme = "own"\naddress = "https://a.example/b/"\n', "utf-8"
    )
    return root


@contextmanager
def planned(root: Path) -> Iterator[Plan]:
    """A plan as a site process holds it."""
    memo = memo_of(root)
    try:
        site = plan(root, memo)
        memo.rest()
        yield site
    finally:
        memo._db.close()


def made(found: Edited) -> dict[str, tuple[str, bytes]]:
    ready = {path: ready() for path, ready in found.files.items()}
    return {path: (file.key, file.make()) for path, file in ready.items()}


def at(site: Plan, paths: dict[str, object] | set[str]) -> dict[str, tuple[str, bytes]]:
    ready = {path: site.find(path) for path in paths}
    return {path: (file.key, file.make()) for path, file in ready.items() if file}


def in_place(root: Path, where: str, old: str, new: str) -> None:
    change(root / where, old, new)


def by_renaming(root: Path, where: str, old: str, new: str) -> None:
    """Save as many editors do."""
    aside = (root / where).with_name(".aside.swp")
    shutil.copy(root / where, aside)
    change(aside, old, new)
    aside.replace(root / where)


EDITS = {
    "source": (SEED, "政治建设不松手", "政治建设不松手,党员张文远等十二人到社区值守"),
    "overlay": (OVERLAY, "原有按语。", "原有按语。又添一句按语。"),
    "note": (NOTE, "见", "新添一段，说明来历。见"),
    "style": (STYLE, "black", "red"),
}


@pytest.mark.parametrize("save", [in_place, by_renaming])
@pytest.mark.parametrize("kind", EDITS)
def test_what_is_shown_at_once_is_what_the_next_plan_shows(
    archive: Path, kind: str, save: Callable[[Path, str, str, str], None]
) -> None:
    where = EDITS[kind][0]
    with planned(archive) as site:
        rehearse(site)
        before = at(site, {"index.html", f"articles/{ONE}.html"})
        save(archive, *EDITS[kind])
        found = edited(site, archive / where)
        assert found
        shown = made(found)
        assert at(site, {"index.html", f"articles/{ONE}.html"}) == before
    with planned(archive) as site:
        assert shown == at(site, shown)
        assert before.keys() <= at(site, before).keys()


def test_an_edited_article_is_new_in_every_edition_and_in_its_data(archive: Path) -> None:
    with planned(archive) as site:
        editions = {edition.folder for edition in site.manner.editions}
        in_place(archive, *EDITS["source"])
        found = edited(site, archive / SEED)
    assert found
    pages = {f"{folder}articles/{ONE}.html" for folder in editions}
    notes = {f"{folder}collation/{ONE}.html" for folder in editions}
    data = {f"data/facts/{ONE}.csv", f"data/annotations/{ONE}.jsonld", f"raw/{ONE}.txt"}
    assert pages | notes | data <= found.files.keys()
    assert f"previews/articles/{ONE}.png" in found.files
    assert not any("000_" in path for path in found.files)


def test_edits_upon_edits_are_all_shown(archive: Path) -> None:
    with planned(archive) as site:
        in_place(archive, *EDITS["source"])
        first = edited(site, archive / SEED)
        assert first
        in_place(archive, *EDITS["overlay"])
        second = edited(first.plan, archive / OVERLAY)
        assert second
        page = made(second)[f"articles/{ONE}.html"][1].decode()
    assert "张文远" in page
    assert "又添一句按语" in page


def test_an_overlay_that_comes_or_goes_is_shown(archive: Path) -> None:
    with planned(archive) as site:
        (archive / OVERLAY).unlink()
        gone = edited(site, archive / OVERLAY)
        assert gone
        assert "原有按语" not in made(gone)[f"articles/{ONE}.html"][1].decode()
        (archive / OVERLAY).write_text("---\ntitle: 新题\n---\n", "utf-8")
        come = edited(gone.plan, archive / OVERLAY)
        assert come
        assert "新题" in made(come)[f"articles/{ONE}.html"][1].decode()


def test_what_cannot_be_shown_at_once_waits(archive: Path) -> None:
    (archive / "seeds" / "many.jsonl").write_text('{"url": "https://a.example/", "text": "甲"}\n')
    with planned(archive) as site:
        new = archive / "seeds" / "new.txt"
        new.write_text("新文\n\n一段。\n", "utf-8")
        assert edited(site, new) is None
        assert edited(site, archive / "seeds" / "many.jsonl") is None
        assert edited(site, archive / "content" / "site.toml") is None
        assert edited(site, archive.parent / "elsewhere.txt") is None
        assert edited(site, archive / SEED) is None  # it is what it was
        (archive / OVERLAY).write_text("---\nno such: key\n---\n", "utf-8")
        assert edited(site, archive / OVERLAY) is None
        (archive / SEED).unlink()
        assert edited(site, archive / SEED) is None


def test_an_archive_with_names_taken_down_waits(archive: Path) -> None:
    (archive / "content" / "takedown.toml").write_text('names = ["张文远"]\n', "utf-8")
    with planned(archive) as site:
        in_place(archive, *EDITS["source"])
        assert edited(site, archive / SEED) is None


def test_every_file_is_found_by_its_path(archive: Path) -> None:
    build(archive, archive / "public")
    public = archive / "public"
    files = {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}
    with planned(archive) as site:
        found = at(site, files)
        assert site.find("articles/none.html") is None
        assert site.find("data/none.csv") is None
    assert {".nojekyll"} == files - found.keys()
    assert all((public / path).read_bytes() == data for path, (_, data) in found.items())


def test_a_page_of_the_whole_site_is_in_no_other_edition(archive: Path) -> None:
    with planned(archive) as site:
        assert site.find("404.html")
        assert site.find("zh-Hant-TW/index.html")
        assert site.find("zh-Hant-TW/404.html") is None


def test_a_memo_at_rest_is_read_while_another_writes(tmp_path: Path) -> None:
    def step(memo: Memo, name: str) -> Kept[str]:
        return memo.step("code", (name,), str, lambda: name * 3)

    memo = Memo(tmp_path / "memo.sqlite")
    kept = step(memo, "a")
    memo.good("a", (kept,))
    memo.rest()
    later = step(memo, "b")
    with Memo(tmp_path / "memo.sqlite") as other:
        assert other.last_good("a", (str,))
        assert step(other, "c").value == "ccc"
    assert (kept.value, later.value) == ("aaa", "bbb")
    assert memo.last_good("a", (str,))
    change_free = Memo(tmp_path / "memo.sqlite")
    ran: list[str] = []
    with change_free as third:
        third.step("code", ("b",), str, lambda: ran.append("b") or "bbb")  # type: ignore[func-returns-value]
        third.step("code", ("c",), str, lambda: ran.append("c") or "ccc")  # type: ignore[func-returns-value]
    assert ran == ["b"]  # what was worked out at rest was kept in memory only


def test_what_serving_left_in_a_memo_goes_when_it_is_used_no_more(tmp_path: Path) -> None:
    def ran(names: str, *, build: bool = False) -> str:
        """The steps that had to be worked out."""
        done: list[str] = []
        memo = Memo(tmp_path / "memo.sqlite")
        for name in names:

            def work(name: str = name) -> str:
                done.append(name)
                return name * 3

            memo.step("code", (name,), str, work)
        if build:
            with memo:
                memo.finish({}, {})
        else:
            memo.rest()
            memo._db.close()
        return "".join(done)

    assert ran("abc", build=True) == "abc"
    assert ran("ade") == "de"  # served: b and c are the build's, and stay
    assert ran("adf") == "f"  # e goes
    assert ran("abcde") == "e"
    assert ran("abcf", build=True) == "f"
    assert ran("d") == "d"
    assert ran("abc", build=True) == ""
