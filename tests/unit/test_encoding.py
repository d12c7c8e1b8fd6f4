"""Every encoding that Chinese pages are saved in, declared or not, or declared wrongly."""

from __future__ import annotations

import codecs

import pytest
from msgspec.structs import replace

from generator.clean.label import label
from generator.intake.encoding import decode, known
from generator.intake.table import intake
from generator.model import Trouble

SIMPLIFIED = "各地春耕备耕有序展开，农资供应充足，价格平稳。记者了解到，已备足种子。\r\n"
TRADITIONAL = "各地春耕陸續展開，農民忙著翻土育苗，農會表示肥料供應充足，價格平穩。\r\n"
HONG_KONG = "各地春耕陸續展開，啲農民忙住翻土，佢哋嘅肥料供應充足，冇乜問題喺度。\r\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"],
)
def test_simplified_text_is_read_in(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "big5", "big5hkscs", "gb18030"])
def test_traditional_text_is_read_in(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text == TRADITIONAL


def test_characters_of_hong_kong_are_read() -> None:
    assert decode(HONG_KONG.encode("big5hkscs")).text == HONG_KONG


@pytest.mark.parametrize("declared", ["", "gb2312", "GBK", "big5", "utf-8", "iso-8859-1", "idna"])
@pytest.mark.parametrize(
    ("text", "encoding"), [(SIMPLIFIED, "gbk"), (TRADITIONAL, "big5"), (SIMPLIFIED, "utf-8")]
)
def test_what_a_page_declares_does_not_mislead(text: str, encoding: str, declared: str) -> None:
    head = f'<html><head><meta charset="{declared}"></head><body><p>'
    source = intake("a", "a.html", (head + text).encode(encoding))
    assert source.text == text.strip()


def test_a_cut_last_character_does_not_change_the_encoding() -> None:
    decoded = decode(SIMPLIFIED.rstrip().encode()[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16-le"])
def test_damaged_places_are_counted_and_the_rest_is_read(encoding: str) -> None:
    data = (SIMPLIFIED * 20).encode(encoding)
    broken = data[:400] + (b"\x00\xd8" if encoding == "utf-16-le" else b"\xff") + data[400:]
    source = intake("a", "a.txt", broken)
    assert source.replaced == source.text.count("\ufffd") > 0
    assert source.text.count("备足种子") >= 19


def test_a_mark_wins_over_all_guesses() -> None:
    assert decode(codecs.BOM_UTF16_BE + "中".encode("utf-16-be")).text == "中"


def test_a_page_of_mostly_ascii_in_utf16_is_read() -> None:
    page = "<div class='a'><span></span></div>" * 50 + "<p>春耕</p>"
    for encoding in ("utf-16-le", "utf-16-be"):
        assert intake("a", "a.html", page.encode(encoding)).text == "春耕"


def test_the_same_page_in_every_encoding_is_the_same_source() -> None:
    page = f"<head><title>春耕</title></head><h1>春耕</h1><p>{SIMPLIFIED}</p><nav>首页</nav>"
    sources = [
        intake("a", "a.html", f'<meta charset="{name}">{page}'.encode(name))
        for name in ("utf-8", "gbk", "gb18030", "utf-16", "utf-8-sig")
    ]
    assert {replace(s, sha256="", encoding="") for s in sources} == {
        replace(sources[0], sha256="", encoding="")
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_line_end_stays_and_ends_a_line(end: str) -> None:
    text = f"春耕备耕{end}{SIMPLIFIED.strip()}{end}记者王大明"
    source = intake("a", "a.txt", text.encode())
    assert source.text == text
    assert "".join(text[p.start : p.end] for p in label(source)) == text
    page = intake("a", "a.html", f"<p>春耕{end}备耕</p><pre>甲{end}乙</pre>".encode())
    assert not set(page.text) & set("\r\x0b\x0c\x85\u2028\u2029")
    assert page.text.startswith("春耕 备耕\n甲")


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"%PDF-1.7 \xe6\x98\xa5",
            b"PK\x03\x04\xe6\x98\xa5",
            b"\x1f\x8b\x08",
            b"GIF89a",
            b"\x7fELF",
        ),
        *(b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1", b"\xff\xd8\xff\xe0", b"Rar!\x1a"),
        *(b"\x01\x02\x03\xe6\x98\xa5", bytes(range(1, 256)) * 9, bytes(range(256)) * 9),
    ],
)
def test_what_is_no_text_is_named(data: bytes) -> None:
    for path in ("a.txt", "a.html", "a.md"):
        with pytest.raises(Trouble, match=r"no text|no page|cannot be read"):
            intake("a", path, data)


def test_lone_surrogates_do_not_come_through() -> None:
    data = SIMPLIFIED.encode() * 9 + b"\xed\xa0\x80" + SIMPLIFIED.encode()
    for path, page in (("a.txt", data), ("a.html", b"&#xD800;" + data)):
        assert intake("a", path, page).text.encode()


def test_only_encodings_of_pages_are_known() -> None:
    assert known("GB_2312-80") == known("x-gbk") == "gb18030"
    assert not any(map(known, ("rot13", "utf-7", "unicode_escape", "mbcs", "no", "", "cp99999")))
