"""An article of 12,000 characters, 300 facts in one paragraph, reads as any other; paper too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.archive import REPOSITORY, build
from tests.browser.chromium import opened
from tests.browser.test_reading import NOTES, SIZES, WIDTHS, settle

pytestmark = pytest.mark.browser

FAMILIES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "建国志强秀英桂兰海涛晓明玉梅文博思远"


def crowded() -> str:
    """The text: one paragraph that names hundreds, and others that tell of less."""
    people = [
        f"{'村镇乡县'[n % 4]}{('书记', '主任', '局长')[n % 3]}"
        f"{FAMILIES[n % 20]}{GIVEN[n % 16]}{GIVEN[(n * 7 + 3) % 16]}"
        f"带领{n + 3}名党员走访{n * 2 + 11}户，发放物资{n * 5 + 40}件"
        for n in range(110)
    ]
    calm = "各地春耕备耕有序展开，农资供应充足，价格平稳，干部群众一起下到田间地头，抢抓农时。" * 8
    lines = ["春耕备耕正当时", "2020-03-06 来源：新报", "；".join(people) + "。"]
    return "\n".join([*lines, *(f"春耕第{n}日，{calm}" for n in range(1, 29))])


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stress")
    shutil.copytree(REPOSITORY / "content", root / "content")
    for beside in ("edits", "names"):
        shutil.rmtree(root / "content" / beside, ignore_errors=True)
    (root / "seeds").mkdir()
    (root / "seeds" / "crowd.txt").write_text(crowded(), "utf-8")
    build(root)
    return root / "public" / "articles" / "crowd.html"


def test_hundreds_of_notes_neither_overlap_nor_widen_the_page(
    chromium: Browser, page_file: Path
) -> None:
    assert len(crowded()) > 12_000
    for script in (True, False):
        with opened(chromium, java_script_enabled=script) as page:
            page.goto(page_file.as_uri())
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                settle(page, script)
                scroll, client = page.evaluate(SIZES)
                assert scroll == client, width
                seen = page.evaluate(NOTES)
                assert seen["count"] > 5
                assert seen["overlaps"] == [], width
            assert page.locator(".text .m").count() >= 300


def test_an_article_of_three_thousand_characters_prints_on_four_pages(
    chromium: Browser, address: str, sample: tuple[str, ...]
) -> None:
    with opened(chromium) as page:
        for path in sample:
            if not path.startswith("articles/0"):
                continue
            page.goto(address + path)
            page.emulate_media(media="print")
            pdf = page.pdf(prefer_css_page_size=True)
            assert 1 <= pdf.count(b"/Type /Page\n") <= 4, path
