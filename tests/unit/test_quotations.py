"""A quotation whose words other articles have leads to where they stand."""

from __future__ import annotations

import re
from pathlib import Path

from generator.build import build, plan
from generator.content import memo_of
from generator.pages.parts import Quoted
from generator.pages.shelf import quoted
from generator.text import fold
from tests.bench.archive import material, write_archive

FILL = {
    "一": "春天里河边的柳树发了新芽，孩子们在岸上放风筝，老人坐着晒太阳。",
    "二": "县城的书店搬到了桥头，晚上九点才关门，买书的人比去年多了三成。",
    "三": "渔民修好了船，等着下个月开海，码头上堆满了新编的渔网。",
    "四": "山里的茶农正忙着采第一批茶，今年雨水足，叶子比往年厚。",
    "五": "铁路边的小站重新刷了油漆，候车的人不多，猫睡在长椅上。",
}
TEXTS = {
    "one": f"{FILL['一']}他喊：“把每一粒粮食都收回家！”"
    "门上贴着“众志成城、共渡难关”，还有“双抢正忙”。",
    "two": f"{FILL['二']}\n　　队长要求，把每一粒粮食都收回家，不误农时。",
    "three": f"{FILL['三']}標語是「眾志成城，共渡難關」，人人都看見了這面牆上的大字。",
    "four": f"{FILL['四']}大家众志成城共渡难关，双抢正忙。",
    "lone": f"{FILL['五']}“没有谁说过这样的话呀”是他说的。",
}


def archive(root: Path, texts: dict[str, str]) -> Path:
    (root / "seeds").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "content" / "site.toml").write_text('title = "试"\n', "utf-8")
    for n, (id, text) in enumerate(texts.items(), 1):
        day = f"2021年5月{n}日"
        (root / "seeds" / f"{id}.txt").write_text(f"{text[:6]}记事\n{day}\n　　{text}\n", "utf-8")
    return root


def found(root: Path) -> dict[str, dict[str, Quoted]]:
    """By article and words, what the pages are told."""
    with memo_of(root) as memo:
        site = plan(root, memo)
        told: dict[str, dict[str, Quoted]] = {}
        for id, p in site.done.prepared.items():
            blocks = p.article.value.blocks
            for each in quoted(site.shelf, site.shelf.index.cards[id]):
                text = fold(blocks[each.block].text[each.start :])
                told.setdefault(id, {})[text[1 : text.index("”")]] = each
        return told


def test_a_quotation_leads_to_the_one_sentence_that_has_it_or_to_the_page_of_its_phrase(
    tmp_path: Path,
) -> None:
    told = found(archive(tmp_path, TEXTS))
    one = told["one"]
    grain = one["把每一粒粮食都收回家!"]
    assert (grain.articles, grain.path) == (1, "articles/two.html#p2-1")
    together = one["众志成城、共渡难关"]
    assert together.articles == 2
    assert re.match(r"phrases/.*众志成城共渡难关.*\.html$", together.path)
    assert told["three"]["众志成城,共渡难关"].articles == 2
    assert "双抢正忙" not in one  # four characters are a word
    assert "lone" not in told


def test_a_version_of_an_article_is_no_other(tmp_path: Path) -> None:
    long = TEXTS["one"] + "".join(
        f"第{n}户人家种了{n}亩麦子，养了{n + 2}头牛，院里还晒着{n}筐辣椒和新收的豆子。"
        for n in range(3, 30)
    )
    told = found(archive(tmp_path, {**TEXTS, "one": long, "again": long}))
    assert told["one"]["把每一粒粮食都收回家!"].path == "articles/two.html#p2-1"
    assert told["again"]["把每一粒粮食都收回家!"].articles == 1


def test_the_table_of_quotations_has_the_link_and_only_pages_that_show_it_change(
    tmp_path: Path,
) -> None:
    root = archive(tmp_path, TEXTS)
    public = root / "public"
    assert not build(root, public).problems
    page = (public / "articles" / "one.html").read_text("utf-8")
    section = page[page.index('id="quotes"') :]
    assert '<a href="two.html#p2-1">另见 1 篇</a>' in re.sub(
        r'href="\.\./articles/', 'href="', section
    )
    english = (public / "zh-Hant-TW" / "articles" / "one.html").read_text("utf-8")
    assert "另見 1 篇</a>" in english
    before = {p: p.stat().st_mtime_ns for p in public.rglob("articles/*.html")}
    lone = root / "seeds" / "lone.txt"
    lone.write_text(lone.read_text("utf-8").replace("猫睡", "狗睡"), "utf-8")
    assert not build(root, public).problems
    changed = {p.stem for p in before if p.stat().st_mtime_ns != before[p]}
    assert changed == {"lone"}
    two = root / "seeds" / "two.txt"  # the sentence is another now
    two.write_text(two.read_text("utf-8").replace("　　队长", "　　天晴了。队长"), "utf-8")
    assert not build(root, public).problems
    assert "two.html#p2-2" in (public / "articles" / "one.html").read_text("utf-8")


def test_what_is_told_is_so(tmp_path: Path) -> None:
    write_archive(tmp_path, 60, material())
    with memo_of(tmp_path) as memo:
        site = plan(tmp_path, memo)
        index, cards = site.shelf.index, site.shelf.index.cards
        said = {
            id: ["".join(filter(str.isalnum, fold(b.text))) for b in p.article.value.blocks]
            for id, p in site.done.prepared.items()
        }
        checked = 0
        for id, card in cards.items():
            letters = {(q.block, q.start): q.letters for q in card.quotes}
            own = index.versions.get(id, (id,))
            for each in quoted(site.shelf, card):
                words = letters[each.block, each.start]
                holders = {o for o in cards if o not in own and any(words in t for t in said[o])}
                families = {index.versions.get(o, (o,))[0] for o in holders}
                assert 1 <= each.articles <= len(families)
                checked += 1
        assert checked > 100
