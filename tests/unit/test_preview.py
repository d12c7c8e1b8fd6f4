"""The pictures of the archive: what is drawn, where it falls, and when it is drawn anew."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from generator import previews
from generator.build import build
from generator.pages.preview import Preview, initial
from generator.preview.icon import ICONS, icon
from generator.preview.picture import HEIGHT, MEASURE, TITLE, WIDTH, picture
from generator.preview.type import advance, fitted, font, line, one_line, plain
from generator.takedown import shown_in
from tests.unit.test_build import ONE, ROOT, small_archive

SHORT = Preview("文牍", "笺注本", "新报 · 2020-03-13", "通知", "捐款 124万元", (("人物", 23),))
SIXTY = (
    "关于进一步做好疫情防控期间中小学校、幼儿园延期开学和离退休干部工作，"
    "并对各地各部门有关事项作出统一安排的紧急通知（第二号）印"
)
ADDRESS = "https://example.org/archive/"
FOOT = 446  # where the thick rule begins


def ink(data: bytes) -> Image.Image:
    """How much ink fell where: 0 is paper."""
    image = Image.open(io.BytesIO(data))
    assert image.getpalette("RGB")[:3] == [0xFB, 0xFA, 0xF6]
    return Image.frombytes("L", image.size, image.tobytes())


def inked(data: bytes, *box: int) -> tuple[int, int, int, int] | None:
    """What of a part of a picture has ink, as left, top, right and bottom within it."""
    return ink(data).crop(box).getbbox()


def shape(char: str, size: int = 40) -> bytes:
    return bytes(font(size).getmask(char))


# --- the font -----------------------------------------------------------------------------------


def test_the_font_has_all_that_the_archive_and_its_interface_say() -> None:
    texts = [*(ROOT / "seeds").glob("*.txt"), ROOT / "themes" / "default" / "words.toml"]
    texts += (ROOT / "generator" / "annotate" / "lexicon").glob("surnames*.txt")
    texts.append(ROOT / "generator" / "annotate" / "lexicon" / "divisions.tsv")
    used = {c for path in texts for c in plain(path.read_text("utf-8", "ignore")) if c.isalnum()}
    assert len(used) > 2000
    lacking = {c for c in used if shape(c) == shape("〓") or not any(shape(c))}
    assert not lacking


@pytest.mark.parametrize("char", ["𠮷", "🀄", "☃", "ก", "\ue000"])
def test_a_character_that_the_font_lacks_is_drawn_as_a_geta(char: str) -> None:
    assert shape(char) == shape("〓")
    assert advance(char, 40) == 40
    assert shape("吉") != shape("〓")


def test_what_is_no_type_of_its_own_is_left_out() -> None:
    assert plain("  一\ufeff二\u0301\n三\x07　四️ ") == "一二 三　四"


# --- lines --------------------------------------------------------------------------------------

CLOSING = "，。：；！？、）》」』”…"
TITLES = st.text(
    st.sampled_from("文牍笺注天地玄黄宇宙洪荒，。：《》“”（）、！abc 12%　"), max_size=90
)


@given(TITLES)
@example(SIXTY)
@example("https://example.org/" + "a" * 80)
def test_a_title_is_set_whole_in_lines_that_fit(title: str) -> None:
    setting, lines = fitted(title, MEASURE, TITLE)
    said = "".join(each.text for each in lines)
    if setting != TITLE[-1] or not said.endswith("…"):
        assert re.sub(r"\s", "", said) == re.sub(r"\s", "", plain(title))
    assert len(lines) <= setting.lines
    for each in lines:
        assert each.width <= MEASURE
        assert all(-setting.size / 2 <= x <= MEASURE for _, x in each.glyphs)


@pytest.mark.parametrize("length", range(1, 61))
def test_no_line_begins_with_a_mark_that_closes_and_none_holds_one_character(length: int) -> None:
    for title in (SIXTY[:length], SIXTY[60 - length :]):
        _, lines = fitted(title, MEASURE, TITLE)
        assert not [each.text for each in lines[1:] if each.text[0] in CLOSING]
        assert length == 1 or not [each.text for each in lines if len(each.text) < 2]


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("党建引领筑屏障 初心使命勇担当", "党建引领筑屏障/初心使命勇担当"),
        ("让党旗高高飘扬在“双战双胜”一线", "让党旗高高飘扬在/“双战双胜”一线"),
        ("贵阳各级党组织和党员干部聚合力抗疫情", "贵阳各级党组织和/党员干部聚合力抗疫情"),
        ("台北市議會三讀通過公共住宅自治條例", "台北市議會三讀通過/公共住宅自治條例"),
    ],
)
def test_a_title_is_broken_where_its_sense_is(title: str, broken: str) -> None:
    _, lines = fitted(title, MEASURE, TITLE)
    assert "/".join(each.text for each in lines) == broken


def test_what_has_no_room_on_one_line_ends_in_dots() -> None:
    assert one_line("文" * 9, 20, 180).text == "文" * 9
    assert one_line("文" * 10, 20, 180).text == "文" * 8 + "…"


def test_a_mark_that_opens_a_line_hangs_so_that_its_ink_begins_the_line() -> None:
    assert line("“文", 40).glyphs[0] == ("“", -20)
    assert line("文“", 40).glyphs[0] == ("文", 0)


# --- the picture --------------------------------------------------------------------------------


def test_a_picture_has_the_size_that_networks_ask_for_and_is_the_same_every_time() -> None:
    data = picture(SHORT)
    assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT) == (1200, 630)
    assert picture(SHORT) == data
    assert len(data) < 60_000
    for part in ("name", "subtitle", "over", "title", "lead"):
        assert ink(picture(replace(SHORT, **{part: "鼎"}))).tobytes() != ink(data).tobytes()
    assert ink(picture(replace(SHORT, counts=(("人物", 24),)))).tobytes() != ink(data).tobytes()


@pytest.mark.parametrize("title", ["字", SIXTY, "字" * 400, "w" * 400, "《" * 30, "", "《文》，"])
def test_everything_is_drawn_within_the_margins_and_nothing_over_anything(title: str) -> None:
    long = replace(SHORT, over=title, title=title, lead=title, name=title[:12] or "文")
    data = picture(replace(long, counts=tuple(("机构", 123_456) for _ in range(5))))
    whole = inked(data, 0, 0, WIDTH, HEIGHT)
    assert whole
    assert abs(whole[0] - 64) <= 2  # some letters reach out of their square
    assert abs(whole[2] - (WIDTH - 64)) <= 2
    assert whole[3] <= HEIGHT - 40
    assert inked(data, 224, 0, 272, FOOT) is None  # between the slip and the title
    assert inked(data, 272, 98, WIDTH, 104) is None  # between the source and the title
    assert inked(data, 272, 430, WIDTH, FOOT) is None  # between the title and the rule
    assert inked(data, 0, 459, WIDTH, 476) is None  # between the rule and the facts
    assert (inked(data, 272, 104, WIDTH, 430) is None) == (title == "")


def test_a_lead_gives_up_whole_facts_before_it_is_cut() -> None:
    first, second = "社会各界捐款捐物 513.88万元", "生活物资 " + "很" * 30
    both = picture(replace(SHORT, lead=f"{first}　{second}"))
    assert ink(both).tobytes() == ink(picture(replace(SHORT, lead=first))).tobytes()


def test_a_picture_tells_its_words_so_that_a_name_is_found_in_it() -> None:
    data = picture(replace(SHORT, title="市长张伟丽到访", over="張偉麗"))
    assert Image.open(io.BytesIO(data)).text["Description"].startswith("市长张伟丽到访\n張偉麗\n")
    assert shown_in(data, ("张伟丽",))
    assert not shown_in(picture(SHORT), ("张伟丽",))


# --- icons --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ICONS, ids=lambda kind: kind.name)
def test_an_icon_shows_the_first_character_in_a_slip(kind) -> None:  # type: ignore[no-untyped-def]
    data = icon(kind, "《文牍》")
    image = ink(data)
    assert image.size == (kind.side, kind.side)
    assert icon(kind, "文") == data != icon(kind, "牍")
    left, top, right, bottom = image.getbbox() or ()
    assert abs(left - (kind.side - right)) <= 1
    assert abs(top - (kind.side - bottom)) <= 1
    if kind.name == "maskable":  # what a system may cut off: all but a circle of 0.8
        assert ((right - left) ** 2 + (bottom - top) ** 2) ** 0.5 <= 0.8 * kind.side


def test_a_name_of_marks_alone_has_no_initial() -> None:
    assert initial("《》") == ""
    assert Image.open(io.BytesIO(icon(ICONS[0], "《》"))).size == (192, 192)


# --- in a build ---------------------------------------------------------------------------------


def pictures(root: Path) -> dict[str, tuple[int, bytes]]:
    """The pictures that were published, and when each was written."""
    public = root / "public"
    return {
        path.relative_to(public).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(public.rglob("*.png"))
    }


def test_a_picture_is_drawn_only_when_what_it_shows_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(view: Preview) -> bytes:
        drawn.append(view.title)
        return picture(view)

    monkeypatch.setattr(previews, "picture", draw)
    root = small_archive(tmp_path)
    build(root, root / "public", ADDRESS)
    before = pictures(root)
    assert len(drawn) == 3
    assert f"previews/articles/{ONE}.png" in before

    drawn.clear()
    build(root, root / "public", ADDRESS)
    assert not drawn

    seed = root / "seeds" / f"{ONE}.txt"
    seed.write_text(seed.read_text("utf-8") + "\n打印本页\n", "utf-8")  # chrome
    build(root, root / "public", ADDRESS)
    assert not drawn

    edit = root / "content" / "edits" / f"{ONE}.md"
    edit.write_text("---\ntitle: 襄阳改了题目\n---\n", "utf-8")
    build(root, root / "public", ADDRESS)
    after = pictures(root)
    assert drawn == ["襄阳改了题目"]
    assert {path for path in after if after[path] != before[path]} == {
        f"previews/articles/{ONE}.png"
    }


def test_without_an_address_there_are_icons_and_no_previews(tmp_path: Path) -> None:
    root = small_archive(tmp_path)
    build(root, root / "public")
    assert set(pictures(root)) == {f"icons/{kind.name}.png" for kind in ICONS}
    html = (root / "public" / "index.html").read_text("utf-8")
    assert "og:" not in html
    assert "twitter:" not in html


def test_every_page_names_a_picture_that_is_there(tmp_path: Path) -> None:
    root = small_archive(tmp_path)
    build(root, root / "public", ADDRESS)
    public = root / "public"
    for page in public.rglob("*.html"):
        path = page.relative_to(public).as_posix()
        html = page.read_text("utf-8")
        said = dict(
            re.findall(
                r'<meta (?:property|name)="((?:og|twitter|article):[^"]+)" content="([^"]*)"', html
            )
        )
        if path == "404.html":
            assert not said
            continue
        assert (public / said["og:image"].removeprefix(ADDRESS)).is_file(), path
        of_article = bool(re.search(r"(^|/)articles/(?!index)", path))
        assert said["og:image"].endswith(f"/{page.stem}.png" if of_article else "/site.png")
        assert said["og:type"] == ("article" if of_article else "website")
        assert said["og:title"]
        assert said["og:url"].startswith(ADDRESS)
        assert said["og:locale"] == {"zh-Hant-TW": "zh_TW", "zh-Hant-HK": "zh_HK"}.get(
            path.split("/")[0], "zh_CN"
        )
        assert said["twitter:card"] == "summary_large_image"
    assert re.search(
        '<meta property="article:published_time" content="2020-02-17">',
        (public / "articles" / f"{ONE}.html").read_text("utf-8"),
    )


def test_an_article_that_fails_keeps_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_archive(tmp_path)
    build(root, root / "public", ADDRESS)
    (root / ".cache" / "memo.sqlite").unlink()
    before = pictures(root)
    (root / "seeds" / f"{ONE}.txt").write_bytes(b"\0" * 9)
    report = build(root, root / "public", ADDRESS)
    assert report.problems
    assert f"previews/articles/{ONE}.png" in pictures(root)
    assert before.keys() == pictures(root).keys()
