"""Words that an editor sets, and editions in a region's own words."""

from pathlib import Path

import pytest

from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.content import contents, memo_of
from generator.conversion.convert import convert
from generator.conversion.vocabulary import reworded
from generator.edit import edit_article
from generator.editions import choose, say, spoken
from generator.frontmatter import read
from generator.glossary import parse
from generator.intake.table import intake
from generator.model import Edit, Glossary, Text, Trouble, Word
from generator.overlay import overlay

FILE = """
[[word]]
hans = "社区"
tw = "社群"

[[word]]
hans = "互联网"
tw = "網際網路"
hk = "互聯網"
"""
TW, HK = choose(("zh-Hant-TW", "zh-Hant-HK"), parse(FILE, "content/glossary.toml").words)[1:]


def test_a_glossary_word_stands_in_the_script_it_is_set_for() -> None:
    assert say("社区的里面", TW) == "社群的裡面"
    assert say("社区的里面", HK) == "社區的裏面"


def test_a_glossary_works_both_ways() -> None:
    hans = choose(("zh-Hans",), parse(FILE, "").words)[1]
    assert say(Text("社群說", "TW"), hans) == "社区说"


def test_a_longer_word_moves_what_stands_behind_it() -> None:
    said = spoken("互联网的人", TW)
    assert said.text == "網際網路的人"
    assert [said.at(n) for n in (0, 2, 3, 5)] == [0, 2, 4, 6]


def test_an_overlay_sets_words_for_its_article_before_the_archive_does() -> None:
    text = "---\nwords:\n  - hans: 社区\n    tw: 小區\n---\n"
    edit = overlay("a", *read(text, "content/edits/a.md"), "content/edits/a.md")
    source = intake(
        "a", "a.txt", "社区春耕\n2020-03-06\n社区里的各地春耕备耕有序展开，价格平稳。".encode()
    )
    article = edit_article(assemble(source, label(source)), edit)
    assert article.words == (Word("社区", "小區"),)
    assert say(Text(article.title, "Hans", (), article.words), TW) == "小區春耕"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("[[word]\n", "glossary.toml", "TOML"),
        ("word = 3", "glossary.toml", "list of rows"),
        ("[[words]]", "glossary.toml", "unknown table 'words'"),
        ('[[word]]\nhans = "社区"', "[[word]] 1", "two scripts"),
        ('[[word]]\nhans = "社区"\ntw = 3', "[[word]] 1", "str"),
        ('[[word]]\nhans = "社区"\nsg = "社"', "[[word]] 1", "unknown script 'sg'"),
    ],
)
def test_a_glossary_that_is_wrong_is_named(text: str, where: str, what: str) -> None:
    with pytest.raises(Trouble) as caught:
        parse(text, "content/glossary.toml")
    assert where in caught.value.problem.where
    assert what in caught.value.problem.what


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("words: 社区", 2, "list"),
        ("words:\n  - 社区", 3, "no script"),
        ("words:\n  - hans: 社区", 3, "two scripts"),
        ("words:\n  - hans: [社区]\n    tw: 社群", 3, "must be words"),
    ],
)
def test_an_overlay_word_that_is_wrong_is_named(text: str, line: int, what: str) -> None:
    with pytest.raises(Trouble) as caught:
        overlay("a", *read(f"---\n{text}\n---\n", "a.md"), "a.md")
    assert caught.value.problem.where == f"a.md:{line}"
    assert what in caught.value.problem.what


def test_regional_editions_speak_in_their_own_words_but_leave_names_alone() -> None:
    text = "他用打印机和软件上互联网，鼠标坏了。" + "出租车司机于和伟说。"
    said = reworded(text, "Hans", "TW", ("于和伟",), regional=True)
    assert said.text == "他用印表機和軟體上網際網路，滑鼠壞了。計程車司機于和偉說。"
    for mark in ("，", "司机", "说"):
        at = said.at(text.index(mark))
        assert said.text[at : at + len(mark)] == convert(mark, "Hans", "TW")


def test_regional_words_of_another_script_become_the_mainlands() -> None:
    assert (
        reworded("滑鼠壞了，上網際網路", "TW", "Hans", regional=True).text == "鼠标坏了，上互联网"
    )


def test_a_glossary_word_wins_over_a_regions() -> None:
    word = Word("软件", "軟件", "軟件")
    assert reworded("软件和鼠标", "Hans", "TW", (), (word,), regional=True).text == "軟件和滑鼠"


def test_the_edition_of_no_region_writes_plain_traditional_characters() -> None:
    assert convert("群众里面说：“启动”", "Hans", "Hant") == "羣衆裏面說：「啓動」"
    assert convert("裡面啟動", "TW", "Hant") == "裏面啓動"


def test_a_paragraph_in_another_script_is_converted_from_its_own() -> None:
    lines = (
        "两岸交流座谈会召开\n2020-03-06\n来自各地的代表参加了座谈会，会议由主办单位的负责人主持。"
        "与会学者围绕产业发展、文化传承与青年交流等议题进行了讨论，并对未来的合作提出了建议。\n"
        "臺灣的與會學者說：「這裡的發展與過去相較，變化極為顯著。」他表示將繼續參與。\n"
    )
    source = intake("a", "a.txt", lines.encode())
    article = assemble(source, label(source))
    assert article.script == "Hans"
    assert [block.script for block in article.blocks if block.kind == "paragraph"] == [None, "TW"]


def test_the_authority_file_tells_how_other_scripts_write_a_name(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "names").mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    (content / "site.toml").write_text('title = "馆"', "utf-8")
    row = '[[name]]\nkind = "place"\nname = "后坝村"\ntw = "后壩村"\n'
    (content / "names" / "places.toml").write_text(row, "utf-8")
    with memo_of(tmp_path) as memo:
        found, problems = contents(tmp_path, memo)
    assert not problems
    taiwan = choose(("zh-Hant-TW",), found.glossary.words)[1]
    assert say("后坝村的里面", taiwan) == "后壩村的裡面"


def test_no_glossary_changes_nothing(tmp_path: Path) -> None:
    assert Glossary() == parse("", "content/glossary.toml")
    assert Edit("a").words == ()
