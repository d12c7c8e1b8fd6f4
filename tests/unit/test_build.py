"""A build as a whole: edit this, and exactly these things happen."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from generator import manner as planning
from generator import steps
from generator.build import Report, build
from generator.model import Trouble
from generator.store import Memo
from tests.bench.archive import write_archive

ROOT = Path(__file__).parents[2]
ONE = "003_67954e8f03f8fee3"


OVERLAY = f"content/edits/{ONE}.md"


def overlay(verb: str, *lines: str) -> bytes:
    """An overlay that adds, drops or changes one fact."""
    return (
        f"---\nfacts:\n  {verb}:\n    - {chr(10).join(lines)}\n---\n".replace(
            "\nvalue", "\n      value"
        )
        .replace("\nnth", "\n      nth")
        .replace("\nkind", "\n      kind")
        .encode()
    )


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two of the articles in an archive of their own."""
    return small_archive(tmp_path)


def small_archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    (root / "seeds").mkdir(parents=True)
    for id in ("000_b923f37d13575b58", ONE):
        shutil.copy(ROOT / "seeds" / f"{id}.txt", root / "seeds")
    (root / "content" / "edits").mkdir(parents=True)
    (root / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    return root


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each stage ran."""
    count: Counter[str] = Counter()
    for name in ("intake", "label", "assemble", "trace", "annotate", "summarise", "render"):
        module = planning if name == "render" else steps
        stage = getattr(module, name)

        def counted(*given: object, stage=stage, name=name):  # type: ignore[no-untyped-def]
            count[name] += 1
            return stage(*given)

        monkeypatch.setattr(module, name, counted)
    return count


def run(root: Path, public: str = "public") -> Report:
    return build(root, root / public)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def change(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def test_nothing_changed_runs_nothing(archive: Path, ran: Counter[str]) -> None:
    first = run(archive)
    assert not first.problems
    assert ran["annotate"] == 2
    ran.clear()
    second = run(archive)
    assert not ran
    assert (second.written, second.removed, second.files) == (0, 0, first.files)


def test_edit_to_chrome_reruns_nothing_after_assemble(archive: Path, ran: Counter[str]) -> None:
    run(archive)
    ran.clear()
    change(archive / "seeds" / f"{ONE}.txt", "关于我们", "关于本站")
    report = run(archive)
    assert ran["label"] == ran["assemble"] == 1
    assert ran["annotate"] == ran["summarise"] == 0
    assert report.written == 9  # its page and textual notes, which name the file's checksum, and it


def test_edit_to_one_article_leaves_pages_of_the_other_alone(
    archive: Path, ran: Counter[str]
) -> None:
    run(archive)
    before = tree(archive / "public")
    ran.clear()
    change(archive / "seeds" / f"{ONE}.txt", "共排查住户18家43人", "共排查住户19家43人")
    run(archive)
    assert ran["annotate"] == 1
    after = tree(archive / "public")
    changed = {path for path in after if after[path] != before.get(path)}
    assert any(ONE in path for path in changed)
    assert not any("000_b923" in path for path in changed)


def test_a_changed_template_renders_what_is_known(archive: Path, ran: Counter[str]) -> None:
    run(archive)
    ran.clear()
    own = archive / "themes" / "own" / "templates"
    own.mkdir(parents=True)
    (own / "robots.txt").write_text("", "utf-8")
    (archive / "content" / "site.toml").write_text('title = "试"\ntheme = "own"\n', "utf-8")
    report = run(archive)
    assert not report.problems
    assert set(ran) == {"render"}


def test_incremental_equals_clean(archive: Path) -> None:
    run(archive)
    change(archive / "seeds" / f"{ONE}.txt", "郭方芳", "郭小方")
    (archive / "seeds" / "000_b923f37d13575b58.txt").unlink()
    (archive / "content" / "site.toml").write_text('title = "新"\n', "utf-8")
    run(archive)
    shutil.rmtree(archive / ".cache")
    run(archive, "clean")
    assert tree(archive / "public") == tree(archive / "clean")


def test_a_deleted_file_comes_back_and_a_stray_one_goes(archive: Path) -> None:
    run(archive)
    before = tree(archive / "public")
    (archive / "public" / "index.html").unlink()
    (archive / "public" / "stray.html").write_text("?")
    report = run(archive)
    assert (report.written, report.removed) == (1, 1)
    assert tree(archive / "public") == before


@pytest.mark.parametrize(
    ("path", "content", "what"),
    [
        ("seeds/empty.txt", b"", "seeds/empty.txt"),
        ("seeds/binary.txt", bytes(range(256)) * 40, "seeds/binary.txt"),
        (f"content/edits/{ONE}.md", b"---\nauthr: x\n---\n", "unknown key 'authr'"),
        (f"content/edits/{ONE}.md", b"---\ndrop: 900\n---\n", "lines 900-900"),
        ("content/edits/004.md", b"---\ndrop: 1\n---\n", "unknown article '004'"),
        ("content/names/a.toml", b"[[name]]\nkind = 1\n", "content/names/a.toml"),
        ("content/names/a.toml", b"name = 3\n", "no list of rows"),
        ("content/names/a.toml", b'[[name]]\nkind = "persn"\nname = "a"\n', "did you mean"),
        ("content/names/a.toml", b'[[name]]\nkind = "person"\nname = ""\n', "a name is empty"),
        (f"content/edits/{ONE}.md", b"---\ndate: 2021-02-31\n---\n", "no day of the form"),
        (OVERLAY, overlay("change", "text: 43人", "value: abc"), "neither number nor date"),
        (OVERLAY, overlay("change", "text: 1月29日", "value: 2021-13-45"), "neither number"),
        (OVERLAY, overlay("change", "text: 43人", "nth: -1"), "nth is no number"),
        (OVERLAY, overlay("add", "text: 没有的话", "kind: person"), "no such words"),
        (OVERLAY, overlay("drop", "text: 没有的人"), "no such fact"),
        ("content/notes/a.md", b"\xff\xfe\xff", "is not UTF-8"),
    ],
)
def test_bad_input_is_one_problem_and_the_rest_is_built(
    archive: Path, path: str, content: bytes, what: str
) -> None:
    run(archive)
    before = tree(archive / "public")
    target = archive / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    report = run(archive)
    [problem] = report.problems
    assert what in str(problem)
    assert problem.remedy
    assert tree(archive / "public").keys() == before.keys()


def test_a_source_that_goes_bad_stays_what_it_was_everywhere(archive: Path) -> None:
    run(archive)
    before = tree(archive / "public")
    good = (archive / "seeds" / f"{ONE}.txt").read_bytes()
    (archive / "seeds" / f"{ONE}.txt").write_bytes(b"")
    for _ in range(2):
        report = run(archive)
        assert (report.articles, len(report.problems), report.written) == (2, 1, 0)
    shutil.rmtree(archive / ".cache")
    assert run(archive).articles == 1
    for page in (f"articles/{ONE}.html", f"zh-Hant-HK/articles/{ONE}.html"):
        assert tree(archive / "public")[page] == before[page]
    (archive / "seeds" / f"{ONE}.txt").write_bytes(good)
    assert not run(archive).problems
    assert tree(archive / "public") == before


@pytest.mark.parametrize(
    ("path", "good", "bad"),
    [
        (f"content/edits/{ONE}.md", "---\ntitle: 另一题\n---\n", "---\ntitel: 另一题\n---\n"),
        ("content/notes/about.md", "---\ntitle: 凡例\n---\n文\n", "---\nnonsense: 1\n---\n"),
        (
            "content/names/a.toml",
            '[[name]]\nkind = "place"\nname = "襄樊"\naliases = ["襄阳"]\n',
            "[[name]]\nkind = 1\n",
        ),
        (
            "content/names/a.toml",
            '[[name]]\nkind = "place"\nname = "襄樊"\naliases = ["襄阳"]\n',
            "[[name]\n",
        ),
        ("content/glossary.toml", '[[word]]\nhans = "疫情"\ntw = "疫狀"\n', "[[word]\n"),
    ],
)
def test_content_that_goes_bad_says_what_it_said(
    archive: Path, path: str, good: str, bad: str
) -> None:
    (archive / path).parent.mkdir(parents=True, exist_ok=True)
    (archive / path).write_text(good, "utf-8")
    assert not run(archive).problems
    before = tree(archive / "public")
    (archive / path).write_text(bad, "utf-8")
    for _ in range(2):
        assert len(run(archive).problems) == 1
        assert tree(archive / "public") == before
    (archive / path).unlink()
    assert not run(archive).problems
    assert tree(archive / "public") != before


@pytest.mark.parametrize(
    ("template", "what"),
    [("{% if %}", "name.html:1"), ("{{ v.nothing }}", "nothing"), ("{{ w.nothing }}", "nothing")],
)
def test_a_broken_template_is_named_and_what_was_published_stays(
    archive: Path, template: str, what: str
) -> None:
    run(archive)
    before = tree(archive / "public")
    own = archive / "themes" / "own" / "templates"
    own.mkdir(parents=True)
    (own / "name.html").write_text(template, "utf-8")
    (archive / "content" / "site.toml").write_text('title = "试"\ntheme = "own"\n', "utf-8")
    try:
        report = run(archive)
        said = "\n".join(map(str, report.problems))
        assert len(report.problems) == 1
    except Trouble as trouble:
        said = str(trouble)
    assert what in said
    after = tree(archive / "public")
    assert all(after[p] == before[p] for p in before if p.startswith("people/"))
    assert after.keys() == before.keys()


def test_a_theme_of_ones_own_overrides_one_template(archive: Path) -> None:
    own = archive / "themes" / "own" / "templates"
    own.mkdir(parents=True)
    (own / "404.html").write_text("自己的", "utf-8")
    (archive / "content" / "site.toml").write_text('title = "试"\ntheme = "own"\n', "utf-8")
    assert not run(archive).problems
    assert (archive / "public" / "404.html").read_text("utf-8") == "自己的"
    assert (archive / "public" / "index.html").exists()


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda root: shutil.rmtree(root), "no such folder"),
        (lambda root: (root / "content" / "site.toml").unlink(), "no archive"),
        (lambda root: shutil.rmtree(root / "seeds"), "no such folder"),
        (lambda root: (root / "content" / "site.toml").write_text("title = 1"), "title"),
        (lambda root: (root / "content" / "site.toml").write_text('titel = "a"'), "did you mean"),
        (lambda root: (root / "content" / "site.toml").write_text("title = "), "site.toml"),
    ],
)
def test_what_cannot_be_built_at_all_is_one_trouble(archive: Path, spoil, what: str) -> None:  # type: ignore[no-untyped-def]
    spoil(archive)
    with pytest.raises(Trouble, match=what) as raised:
        run(archive)
    assert raised.value.problem.remedy


def test_an_empty_archive_builds(archive: Path) -> None:
    shutil.rmtree(archive / "seeds")
    (archive / "seeds").mkdir()
    report = run(archive)
    assert (report.articles, report.problems) == (0, ())
    assert (archive / "public" / "zh-Hant-TW" / "index.html").exists()


def test_the_overlay_says_what_the_page_shows(archive: Path) -> None:
    (archive / "content" / "edits" / f"{ONE}.md").write_text(
        "---\ntitle: 另一题\ndate: 2020-02-18\nfacts:\n  drop: [郭方芳]\n---\n编者**按**。\n",
        "utf-8",
    )
    assert not run(archive).problems
    page = (archive / "public" / "articles" / f"{ONE}.html").read_text("utf-8")
    assert "另一题" in page
    assert "2020-02-18" in page
    assert "<strong>按</strong>" in page
    assert not list((archive / "public" / "people").glob("郭方芳*"))


def test_a_corrected_author_takes_the_place_of_the_wrong_one(archive: Path) -> None:
    text = "全县部署秋收工作\n2021-09-01 作者：李明华\n" + "县里昨天召开会议，研究部署秋收。\n" * 6
    (archive / "seeds" / "a.txt").write_text(text, "utf-8")
    run(archive)
    assert (archive / "public" / "people" / "李明华.html").exists()
    (archive / "content" / "edits" / "a.md").write_text("---\nauthor: 李明\n---\n", "utf-8")
    assert not run(archive).problems
    people = {p.stem for p in (archive / "public" / "people").iterdir()}
    assert "李明" in people
    assert "李明华" not in people


def test_a_saved_page_is_given_out_as_text_and_runs_nothing(archive: Path) -> None:
    page = "<title>秋收</title><script>alert(1)</script><p>" + "县里昨天召开会议，研究秋收。" * 9
    (archive / "seeds" / "a.html").write_text(page, "utf-8")
    assert not run(archive).problems
    assert {p.name for p in (archive / "public" / "raw").iterdir()} >= {"a.html.txt", f"{ONE}.txt"}
    assert not (archive / "public" / "raw" / "a.html").exists()


@pytest.mark.parametrize("address", ["x", "javascript:alert(1)", 'https://a"b'])
def test_an_address_that_is_none_is_refused(archive: Path, address: str) -> None:
    with pytest.raises(Trouble, match="no web address"):
        build(archive, archive / "public", address)


def test_the_same_bytes_whatever_order_sets_have(tmp_path: Path) -> None:
    trees = []
    for seed in ("1", "2"):
        write_archive(tmp_path / seed, 12)  # enough for articles to be related in several ways
        command = [sys.executable, "-m", "generator", "build", str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        trees.append(tree(tmp_path / seed / "public"))
    assert trees[0] == trees[1]


def test_the_same_bytes_in_another_folder_and_time_zone(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive)
    other = tmp_path / "elsewhere" / "deep"
    shutil.copytree(archive, other, ignore=shutil.ignore_patterns("public", ".cache"))
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    run(other)
    assert tree(archive / "public") == tree(other / "public")


def test_a_cache_in_use_is_waited_for_and_then_said(archive: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import sqlite3

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0.1}))
    with Memo(archive / ".cache" / "memo.sqlite"), pytest.raises(Trouble, match="locked"):
        run(archive)
