"""A page printed once: in every edition it is what its template gives in that edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.editions import EDITIONS
from generator.model import Page, Site, Text, Trouble
from generator.render import render
from generator.templates import Theme, load

SOURCE, HANS, TW, HK = EDITIONS[:4]
WORDS = """
people = { hans = "人物", tw = "人物！", hk = "人", en = "People" }
count = { hans = "{n} 个", tw = "{n} 個", hk = "{n} 個", en = "{n} one|{n} many" }
"""


def theme(folder: Path, template: str) -> Theme:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "p.html").write_text(template, "utf-8")
    (folder / "words.toml").write_text(WORDS, "utf-8")
    return load((folder,))


def shown(folder: Path, template: str, text: str = "台湾发展") -> list[str]:
    """The page in four editions."""
    ready, page = theme(folder, template), Page("a/p.html", "p.html", Text(text))
    return [render(page, e, EDITIONS[:4], Site("试"), ready) for e in (SOURCE, HANS, TW, HK)]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ v }}", "台湾发展 台湾发展 臺灣發展 台灣發展"),
        ('{{ "发" }}{{ v.script }}', "发Hans 发Hans 發Hans 發Hans"),
        ("{{ w.people }}", "人物 人物 人物！ 人"),
        ("{{ w.count.format(n=2) }}", "2个 2个 2個 2個"),
        ("{{ w.count.format(n=v|tagged) }}", "台湾发展个 台湾发展个 臺灣發展個 台灣發展個"),
        ("{{ v|cut(2, 4) }}", "发展 发展 發展 發展"),
        # What a template looks at is what the edition writes.
        ("{{ w.people|length }}", "2 2 3 1"),
        ("{{ w.people|replace('人', 'P') }}", "P物 P物 P物！ P"),
        ("{% if w.people == '人' %}P{% else %}N{% endif %}", "N N N P"),
        ("{{ w.people[:1] ~ w.people|length }}", "人2 人2 人3 人1"),
        ("{{ 'yes' if '！' in w.people else 'no' }}", "no no yes no"),
        ("{% macro m() %}{{ w.people }}{% endmacro %}{{ m()|length }}", "2 2 3 1"),
        ("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) == '臺灣發展' }}", "False False True False"),
        ("{% set x %}{{ w.people }}{% endset %}{{ x|length }}", "2 2 3 1"),
        ("{% set x %}{{ v|otherwise }}{% endset %}{{ 'x' if x else '-' }}", "x x x x"),
        ("{% set x = w.people ~ w.people %}{{ x|length }}", "4 4 6 2"),
        ("{{ '%s!'|format(w.people) }}", "人物! 人物! 人物！! 人!"),
        ("{% filter upper %}a{{ w.people }}{% endfilter %}", "A人物 A人物 A人物！ A人"),
        ("{{ {'人': 1}.get(w.people, 0) }}", "0 0 0 1"),
        # Its edition is another in each.
        ("{{ edition.id }}", "source zh-Hans zh-Hant-TW zh-Hant-HK"),
        ("{{ edition.script is none }}", "True False False False"),
        ("{{ 'T' if edition.script in ('TW', 'HK') else 'S' }}", "S S T T"),
        ("{{ 'T' if lang.startswith('zh-Hant') else 'S' }}", "S S T T"),
        ("{{ v|doubts|length > 9 }}{{ said_in[:2] }}", "Falsezh Falsezh Falsezh Falsezh"),
        ("{{ static('x.css') }}", "../static/x.css" + 3 * " ../../static/x.css"),
        (
            "{% for n in [1, 2] %}{% each_edition %}{{ n }}{{ edition.script or '-' }}"
            "{% endeach_edition %}{% endfor %}",
            "1-2- 1Hans2Hans 1TW2TW 1HK2HK",
        ),
        (
            "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ v }}{% endcall %}",
            "<台湾发展> <台湾发展> <臺灣發展> <台灣發展>",
        ),
    ],
)
def test_a_template_may_do_with_words_what_it_likes(
    tmp_path: Path, template: str, expected: str
) -> None:
    assert [html.replace(" ", "") for html in shown(tmp_path, template)] == expected.split()


def test_a_character_that_marks_blanks_is_no_mark_in_a_text(tmp_path: Path) -> None:
    template = "{{ v }}|{{ v.text }}|{{ v|received }}|{{ v.text|written }}|{{ w.people }}"
    said = "甲\0" + "0\0<乙"
    for html, word in zip(
        shown(tmp_path, template, said), ("人物", "人物", "人物！", "人"), strict=True
    ):
        assert html == "|".join(4 * [said.replace("<", "&lt;")] + [word])


def test_what_goes_wrong_in_an_edition_does_so_at_its_line(tmp_path: Path) -> None:
    ready = theme(
        tmp_path, "<p>\n{{ w.people }}\n{{ v.text|cut(0, 1) }}\n{{ w.count.format(m=1) }}"
    )
    with pytest.raises(Trouble) as raised:
        render(Page("p.html", "p.html", Text("甲")), TW, EDITIONS[:4], Site("试"), ready)
    assert raised.value.problem.where.endswith("p.html:3")


def test_a_part_that_is_the_same_on_every_page_is_so_in_the_words_of_each(tmp_path: Path) -> None:
    part = '{% every_page %}<i title="{{ w.people }}">{{ w.people }}</i>{% endevery_page %}'
    ready = theme(tmp_path, part + "{{ v }}")
    for text, lang in (("发", ""), ("發", ' lang="zh-Hans-CN"'), ("发", "")):
        page = Page("p.html", "p.html", Text(text, "TW" if lang else "Hans"))
        said = [render(page, edition, EDITIONS, Site("试"), ready) for edition in (SOURCE, TW)]
        assert said[0] == f'<i title="人物"{lang}>人物</i>{text}'
        assert said[1] == '<i title="人物！">人物！</i>發'
    assert "人物！" not in render(page, SOURCE, EDITIONS[:1], Site("又"), ready)


def test_two_pages_of_one_path_are_two(tmp_path: Path) -> None:
    ready = theme(tmp_path, "{{ v }}{{ site.title }}")
    for text, title in (("甲", "一"), ("乙", "一"), ("乙", "二")):
        page = Page("p.html", "p.html", Text(text))
        assert render(page, TW, EDITIONS, Site(title), ready) == text + title
