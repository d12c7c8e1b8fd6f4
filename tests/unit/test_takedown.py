"""Names that must not appear: nowhere in what is published, and back when the list goes."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from arro3.io import read_parquet
from hypothesis import given
from hypothesis import strategies as st

from generator.build import Report, build
from generator.cli import main
from generator.editions import convert
from generator.model import Trouble
from generator.takedown import STAND_IN, Takedown, covered, ids_without, shown_in
from generator.text import fold

NAME, TRAD = "张伟丽", "張偉麗"
OTHER = "欧阳国庆"
DAY = "2021年5月6日"
LONG = "全县春耕面积达到三万亩，比上年多两成，各村都备足了种子和化肥。" * 3


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive in which a name stands wherever a name may stand."""
    root = tmp_path / "archive"
    seeds = root / "seeds"
    for folder in ("edits", "names", "notes"):
        (root / "content" / folder).mkdir(parents=True)
    seeds.mkdir()
    texts = {
        "a": (f"{NAME}走上讲台", f"村民{NAME}说，今年收成好。{LONG}\n  （记者 {NAME}）"),
        NAME: ("春耕开始", f"通渭县县长{NAME[0]}　{NAME[1:]}到场。{LONG}"),
        OTHER: ("秋收开始", f"{OTHER}工作室开张，{NAME}与{OTHER}出席。{LONG}"),
        "tw": (f"{TRAD}獲獎", f"市議員{TRAD}表示，村民{TRAD}的稻米豐收，這是農會的榮譽。"),
        "plain": ("夏种开始", f"县农业农村局局长王强说，进度过半。{LONG}"),
    }
    for name, (title, text) in texts.items():
        (seeds / f"{name}.txt").write_text(f"{title}\n{DAY} 来源：新报\n  {text}\n", "utf-8")
    entity = "".join(f"&#{ord(c)};" for c in NAME)
    (seeds / "page.html").write_text(
        f"<html><head><title>{entity}谈春耕_新报</title><meta name='author' content='{TRAD}'>"
        f"</head><body><h1>{entity}谈春耕</h1><p>{entity}说，{LONG}</p><p>{LONG}</p></body></html>",
        "utf-8",
    )
    (seeds / "quiet.html").write_text(  # the name is only where no reader sees it
        f"<html><body data-by='{NAME}'><h1>谈夏种</h1><p>{LONG}</p><p>{LONG}</p></body></html>",
        "utf-8",
    )
    line = {"url": f"https://example.org/{NAME}", "text": f"{NAME}谈秋收\n{DAY}\n  {LONG}"}
    clean = {"url": "https://example.org/2", "text": f"冬藏开始\n{DAY}\n  {LONG}"}
    (seeds / "many.jsonl").write_text(f"{json.dumps(line)}\n{json.dumps(clean)}\n", "utf-8")
    (root / "content/site.toml").write_text(
        f'title = "试"\nscope = "收{TRAD}等文"\naddress = "https://example.org/"\n', "utf-8"
    )
    (root / "content/notes/about.md").write_text(f"编者谢{NAME}。", "utf-8")
    (root / "content/names/a.toml").write_text(
        f'[[name]]\nkind = "person"\nname = "{NAME}"\naliases = ["张老师"]\n', "utf-8"
    )
    (root / "content/edits/a.md").write_text(
        f"---\ntitle: {NAME}上讲台\nfacts:\n  drop: [{NAME}]\n---\n{NAME}生于一九七〇年。\n",
        "utf-8",
    )
    return root


def takes(root: Path, *names: str) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    (root / "content/takedown.toml").write_text(f"names = [{listed}]\n", "utf-8")


def run(root: Path) -> Report:
    return build(root, root / "public")


def readings(path: Path) -> Iterator[str]:
    """What a reader of a file could make of it."""
    data = path.read_bytes()
    yield path.as_posix()
    if path.suffix == ".parquet":
        yield repr([column.to_pylist() for column in read_parquet(path).read_all().columns])
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        text = data.decode(encoding, "ignore")
        yield from (text, html.unescape(text), unquote(text))
        yield re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)


def places(public: Path, name: str) -> list[str]:
    """The files that hold a name in any script, address or way of writing."""
    spellings = {name, *(convert(name, "Hans", to) for to in ("TW", "HK"))}
    spellings |= {s[0] + "　" + s[1:] for s in spellings}
    return sorted(
        path.relative_to(public).as_posix()
        for path in public.rglob("*")
        if path.is_file() and any(s in text for s in spellings for text in readings(path))
    )


def tree(public: Path) -> dict[str, bytes]:
    return {
        p.relative_to(public).as_posix(): p.read_bytes() for p in public.rglob("*") if p.is_file()
    }


def test_a_name_is_nowhere_in_what_is_published_and_comes_back(archive: Path) -> None:
    assert not run(archive).problems
    public = archive / "public"
    before = tree(public)
    assert len(places(public, NAME)) > 40
    takes(archive, NAME, TRAD, OTHER)
    report = run(archive)
    assert not report.problems
    assert places(public, NAME) == places(public, OTHER) == []
    assert report.articles == 9
    (archive / "content/takedown.toml").unlink()
    assert not run(archive).problems
    assert tree(public) == before


def test_a_name_is_as_gone_where_nothing_was_published_before(archive: Path) -> None:
    takes(archive, TRAD, OTHER)
    assert not run(archive).problems
    fresh = tree(archive / "public")
    assert places(archive / "public", NAME) == []
    assert not run(archive).written
    shutil.rmtree(archive / ".cache")
    assert not run(archive).written
    assert tree(archive / "public") == fresh


def test_what_stands_in_has_the_names_length_and_pages_are_numbered(archive: Path) -> None:
    takes(archive, NAME, OTHER)
    run(archive)
    public = archive / "public"
    assert (public / "articles" / f"{STAND_IN * 3}.html").is_file()
    assert (public / "articles" / f"{STAND_IN * 4}.html").is_file()
    assert f"村民{STAND_IN * 3}说" in re.sub(
        "<[^>]*>", "", (public / "articles/a.html").read_text()
    )


def test_a_file_that_holds_a_name_is_not_given_out_and_its_notes_say_so(archive: Path) -> None:
    takes(archive, NAME)
    run(archive)
    public = archive / "public"
    assert {p.name for p in (public / "raw").iterdir()} == {"plain.txt"}
    for id in ("a", "quiet", "many-2"):
        page = next((public / "collation").glob(f"{id}*.html")).read_text("utf-8")
        assert "原件含不公开的人名，不提供" in page
        assert "SHA-256" not in page
    assert "SHA-256" in (public / "collation/plain.html").read_text("utf-8")


def test_the_public_log_is_a_count(archive: Path) -> None:
    run(archive)
    method = archive / "public/method.html"
    assert "不公开人名" not in method.read_text("utf-8")
    takes(archive, NAME, OTHER)
    run(archive)
    assert "不公开人名 2 个，涉及 6 篇" in method.read_text("utf-8")
    assert "不公開人名 2 個" in (archive / "public/zh-Hant-TW/method.html").read_text("utf-8")


def test_a_name_may_be_gone_from_one_article_only(archive: Path) -> None:
    takes(archive, f"{NAME}@a")
    assert not run(archive).problems
    found = places(archive / "public", NAME)
    assert not {"data/annotations/a.jsonld", "data/described/a.jsonld", "raw/a.txt"} & {*found}
    assert not (archive / "public/raw/a.txt").exists()
    assert "articles/page.html" in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("names = [", "cannot be read as TOML"),
        ("name = ['张伟丽']", "unknown key 'name'"),
        ("names = '张伟丽'", "names is no list"),
        ("", "names is no list"),
        ("names = [['张伟丽']]", "name 1 is not words"),
        ("names = ['张伟丽', '张']", "name 2 is not a name of two Chinese characters"),
        ("names = ['某某']", "what stands in for names"),
        ("names = ['张伟丽@nowhere']", "unknown article 'nowhere'"),
    ],
)
def test_a_list_that_is_not_clear_stops_the_build_and_leaves_the_site(
    archive: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    takes(archive, NAME)
    run(archive)
    before = tree(archive / "public")
    (archive / "content/takedown.toml").write_text(text, "utf-8")
    assert main(["build", str(archive)]) == 2
    assert tree(archive / "public") == before
    message = capsys.readouterr().err
    assert words in message
    assert "content/takedown.toml" in message
    with pytest.raises(Trouble):
        run(archive)
    assert main(["check", str(archive)]) == 2


def test_a_list_that_is_no_text_stops_the_build(archive: Path) -> None:
    (archive / "content/takedown.toml").mkdir()
    assert main(["build", str(archive)]) == 2
    assert not (archive / "public/index.html").exists()


def test_a_name_that_stands_nowhere_is_told_by_its_number(archive: Path) -> None:
    takes(archive, NAME, "司马光明")
    [problem] = run(archive).problems
    assert problem.what == "name 2 stands in no article"


def test_an_article_that_goes_bad_does_not_bring_a_name_back(archive: Path) -> None:
    run(archive)
    takes(archive, NAME, OTHER)
    (archive / "seeds/a.txt").write_bytes(b"")
    (archive / "content/names/a.toml").write_text("[[name", "utf-8")
    report = run(archive)
    assert len(report.problems) == 2
    assert places(archive / "public", NAME) == []


def test_a_page_whose_template_breaks_does_not_keep_a_name(archive: Path) -> None:
    run(archive)
    takes(archive, NAME, OTHER)
    broken = archive / "themes/mine/templates"
    broken.mkdir(parents=True)
    (archive / "themes/mine/theme.toml").write_text('parent = "default"\n', "utf-8")
    site = archive / "content/site.toml"
    site.write_text(site.read_text("utf-8") + 'theme = "mine"\n', "utf-8")
    (broken / "collation.html").write_text(f"{{{{ v.nothing }}}} {NAME}", "utf-8")
    assert run(archive).problems
    assert places(archive / "public", NAME) == []
    (broken / "collation.html").write_text(f"<p>{TRAD}</p>", "utf-8")
    assert any("taken down" in p.what for p in run(archive).problems)
    assert places(archive / "public", NAME) == []


# --- laws ---------------------------------------------------------------------------------------

TEXTS = st.text("张張伟偉丽麗欧某 　\n\u200b说ab", max_size=40)
NAMES = st.lists(st.sampled_from(["张伟", "伟丽", "张伟丽", "欧张", "丽某"]), unique=True).map(
    tuple
)


@given(TEXTS, NAMES)
def test_covering_keeps_length_and_leaves_no_name(text: str, names: tuple[str, ...]) -> None:
    after = covered(text, names)
    assert len(after) == len(text)
    assert all(a in (b, STAND_IN) for a, b in zip(after, text, strict=True))
    bare = re.sub(r"[\s\u200b]", "", after)
    assert not any(name in fold(bare) for name in names) or len(bare) + 5 < len(after)
    assert covered(after, names) == after


def test_public_ids_are_one_to_an_article() -> None:
    found = ids_without(["张三", "李四", "某某", "b"], ("张三", "李四"))
    assert found == {"b": "b", "某某": "某某", "张三": "某某-2", "李四": "某某-3"}


def test_rows_are_of_all_articles_or_of_one() -> None:
    takedown = Takedown((("張三", ""), ("李四", "003")))
    assert takedown.of("003") == ("张三", "李四")
    assert takedown.of("004") == takedown.everywhere == ("张三",)


def test_a_name_is_seen_as_every_edition_would_write_it() -> None:
    for form in ("张群", "張群", "張羣"):  # simplified, Taiwan, Hong Kong and of no region
        assert shown_in(form.encode(), ("张群",))
