"""The text that a script is given is that of the article's page, in every edition."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.build import build
from generator.editions import EDITIONS
from generator.model import Article, Block
from generator.text import fold
from generator.texts import packed
from tests.conftest import ROOT

ALL = EDITIONS[1:]
GLOSSARY = """
[[word]]
hans = "互联网"
tw = "網際網路系統"
hk = "網"

[[word]]
hans = "好了。然后"
tw = "畢。再後"
"""
HTML = """<html><head><title>软件下乡</title></head><body><h1>软件下乡进社区</h1>
<p>村民于后海说：“里面都好了。然后上互联网，用打印机和软件&lt;一&gt;！”面条发给了大家。𠮷田先生来了？</p>
<h2>一、互联网进村</h2>
<figure><figcaption>干部在台湾路发放软件 摄影：张三</figcaption></figure>
<p>第二天，皇后大道的出租车司机说，“互联网真好”。他说：“头发理了”。这里的信息化工程由县里投资三百万元。</p>
</body></html>"""
TAIWAN = """軟體下鄉
2021年5月6日
　　市議員張偉麗表示，村裡的網際網路裝好了。裡面的滑鼠、印表機都能用，「這是農會的榮譽」。
　　她說，以後大家都可以上網。計程車司機于偉也來了。
"""


class Shown(NamedTuple):
    """A block of an article's page: what a reader copies, and the anchors of its sentences."""

    text: str
    starts: tuple[tuple[int, str], ...]


class Reader(HTMLParser):
    """The blocks of an article's page, by anchor."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, Shown] = {}
        self.lang, self._of, self._depth, self._section = "", "", 0, ""
        self._words, self._starts = "", list[tuple[int, str]]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = told["lang"]
        if told.get("class", "").split(" ")[0] == "para":
            self._section = told["id"]
        if self._of and tag == "span" and told.get("class") == "s":
            self._starts.append((len(self._words), told["id"]))
        above = told.get("id") in ("title", "kicker", "subtitle")
        if not self._of and (above or (self._section and tag in ("p", "h2", "figcaption"))):
            self._of, self._depth = told["id"] if above else self._section, 0
            self._words, self._starts = "", []
        self._depth += bool(self._of)

    def handle_endtag(self, tag: str) -> None:
        if self._of:
            self._depth -= 1
            if not self._depth:
                self.found[self._of] = Shown(self._words, tuple(self._starts))
                self._of = self._section = ""

    def handle_data(self, data: str) -> None:
        self._words += data if self._of else ""


def read(file: Path) -> dict[str, Any]:
    """What a script is given."""
    told = file.read_text("utf-8")
    assert told.startswith("jianzhu.text({")
    found: dict[str, Any] = json.loads(told.removeprefix("jianzhu.text(").removesuffix(");\n"))
    return found


def written(told: dict[str, Any], edition: str, text: str, number: int) -> list[str]:
    """What an edition writes for each character, as the theme's texts.js finds it."""
    pairs, splices = told["said"].get(edition, ("", ()))
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    found = [table.get(char, char) for char in text]
    for block, offset, words in splices:
        if block == number:
            found[offset] = words
    return found


def blocks(told: dict[str, Any], edition: str) -> Iterator[tuple[str, Shown]]:
    for number, block in enumerate(told["blocks"]):
        chars = written(told, edition, block["text"], number)
        starts = (
            (len("".join(chars[:start])), f"{block['anchor']}-{n}")
            for n, start in enumerate(block.get("starts", ()), 1)
        )
        yield block["anchor"], Shown("".join(chars), tuple(starts))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("texts")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    (root / "seeds" / "net work?.html").write_text(HTML, "utf-8")
    (root / "seeds" / "tw.txt").write_text(TAIWAN, "utf-8")
    (root / "content").mkdir()
    named = ", ".join(f'"{edition.id}"' for edition in ALL)
    (root / "content" / "site.toml").write_text(f'title = "试"\neditions = [{named}]\n', "utf-8")
    (root / "content" / "glossary.toml").write_text(GLOSSARY, "utf-8")
    assert not build(root, root / "public").problems
    return root / "public"


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_a_script_is_given_the_text_of_the_page(site: Path, edition: Any) -> None:
    files = sorted((site / "texts").iterdir())
    assert len(files) == 7
    for file in files:
        told = read(file)
        page = Reader((site / edition.folder / told["path"]).read_text("utf-8"))
        shown = dict(blocks(told, edition.id))
        assert shown == page.found
        assert [*shown] == [*page.found]
        assert file.stem == told["name"] == Path(told["path"]).stem
        if edition.script is None:
            assert told["lang"] == page.lang


def test_words_of_another_length_are_put_in_place_of_those_that_stand_there(site: Path) -> None:
    file = next((site / "texts").glob("net-work*"))
    said = {anchor: shown.text for anchor, shown in blocks(read(file), "zh-Hant-TW")}
    assert said["h1"] == "一、網際網路系統進村"
    assert "裡面都畢。再後上網際網路系統，" in said["p1"]
    assert "皇后大道" in said["p2"]


def test_a_file_holds_its_text_once_and_little_more(site: Path) -> None:
    for file in (site / "texts").glob("00*"):
        told = read(file)
        text = sum(len(block["text"].encode()) for block in told["blocks"])
        assert {"zh-Hant", "zh-Hant-TW", "zh-Hant-HK"} < told["said"].keys()
        assert "zh-Hans" not in told["said"]
        both = [told["said"][edition] for edition in ("zh-Hant-TW", "zh-Hant-HK")]
        assert len(json.dumps(both, ensure_ascii=False).encode()) < text / 2


def test_publisher_and_date_are_those_of_the_article(site: Path) -> None:
    told = read(next((site / "texts").glob("000*")))
    assert (told["date"], told["publisher"]) == ("2020-03-06", "机关党委")
    chars = written(told, "zh-Hant-TW", told["publisher"], len(told["blocks"]))
    assert "".join(chars) == "機關黨委"


def test_letters_are_folded_as_phrases_are_found(site: Path) -> None:
    for file in (site / "texts").iterdir():
        told = read(file)
        pairs = told.get("fold", "")
        table = dict(zip(pairs[::2], pairs[1::2], strict=True))
        for block in told["blocks"]:
            folded = zip(block["text"], fold(block["text"]), strict=True)
            assert all(table.get(a, a) == b for a, b in folded if a.isalnum())


def test_a_block_that_its_page_does_not_show_is_not_given() -> None:
    shown = (Block("title", "题"), Block("kicker", "上"), Block("paragraph", "文。"))
    article = Article(
        "a", "Hans", "", "", (), (*shown, Block("kicker", "另"), Block("editor", "某"))
    )
    assert [b.anchor for b in packed(article, (), EDITIONS).blocks] == ["kicker", "title", "p1"]


def test_an_edit_writes_the_text_of_its_article_alone(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    build(tmp_path, tmp_path / "public")
    texts = tmp_path / "public" / "texts"
    before = {file: file.stat().st_mtime_ns for file in texts.iterdir()}
    seed = next((tmp_path / "seeds").glob("003*"))
    seed.write_text(seed.read_text("utf-8").replace("党员", "社员", 1), "utf-8")
    build(tmp_path, tmp_path / "public")
    after = {file: file.stat().st_mtime_ns for file in texts.iterdir()}
    assert [file.stem for file in before if after[file] != before[file]] == [seed.stem]
