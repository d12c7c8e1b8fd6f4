"""What is said of an article to machines: web annotations of its page, JSON-LD in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.export.annotations import annotated
from generator.export.jsonld import jsonld
from generator.export.rows import rows_of
from generator.model import Article, Block, Damage, Fact, Field, Role, Where
from generator.pages.about import about

BLOCKS = (
    Block("title", "大冶記"),
    Block("subtitle", "一"),
    Block("subtitle", "二在大冶市"),
    Block("author", "陳立"),
    Block("heading", "大冶市"),
    Block("paragraph", "𠮷陳立在大冶市。陳立說好。"),
)


def fact(kind: str, block: int, words: str, key: str, nth: int = 0) -> Fact:
    start = [n for n in range(len(BLOCKS[block].text)) if BLOCKS[block].text.startswith(words, n)]
    detail = Role("作者") if kind == "person" else Where("420281", ("湖北省",))
    return Fact(kind, block, start[nth], start[nth] + len(words), words, key, "t", detail)


FACTS = (
    fact("place", 2, "大冶市", "大冶市"),
    fact("person", 3, "陳立", "陈立"),
    fact("place", 4, "大冶市", "大冶市"),
    fact("person", 5, "陳立", "陈立"),
    fact("place", 5, "大冶市", "大冶市"),
    fact("person", 5, "陳立", "陈立", 1),
)
FIELDS = (Field("author", "陳立", 3, 0, 2),)
ARTICLE = Article("a", "TW", "2020-06-02", "", FIELDS, BLOCKS, (Damage(5, 3, "other"),))


def link(path: str) -> str:
    return f"https://a.example/{path}"


@pytest.fixture(scope="module")
def collection() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(annotated(ARTICLE, rows_of(ARTICLE, FACTS), link))
    return found


def test_the_collection_has_one_page_with_all_its_annotations(collection: dict[str, Any]) -> None:
    page = collection["first"]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["total"] == len(page["items"]) == 4  # no byline, no second subtitle
    assert page["partOf"] == collection["id"]
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids)


def test_a_selector_narrows_from_block_to_words(collection: dict[str, Any]) -> None:
    heading, person, *_ = collection["first"]["items"]
    assert heading["target"]["selector"]["refinedBy"]["value"] == "h2"
    selector = person["target"]["selector"]
    assert (selector["type"], selector["value"]) == ("FragmentSelector", "p1")
    assert selector["refinedBy"]["value"] == "p"
    position, quote = selector["refinedBy"]["refinedBy"]
    assert (position["start"], position["end"]) == (1, 3)  # code points: 𠮷 is one
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "陳立",
        "prefix": "𠮷",
        "suffix": "在大冶市。陳立說好。",
    }


def test_a_body_says_what_the_words_stand_for(collection: dict[str, Any]) -> None:
    kind, key, page = collection["first"]["items"][1]["body"]
    assert (kind["value"], key["value"]) == ("person", "陈立")
    assert page["source"] == "https://a.example/people/陈立.html"


def test_an_article_without_facts_has_a_collection_without_a_page() -> None:
    found = json.loads(annotated(ARTICLE, rows_of(ARTICLE, ()), link))
    assert found["total"] == 0
    assert "first" not in found


def test_json_ld_says_who_is_named_in_the_words_of_the_article() -> None:
    found = json.loads(jsonld(about(ARTICLE, FACTS), link))
    assert found["@type"] == "NewsArticle"
    assert found["@id"] == "https://a.example/articles/a.html"
    assert found["inLanguage"] == "zh-Hant-TW"
    assert [person["name"] for person in found["author"]] == ["陳立"]
    assert [(m["@type"], m["name"]) for m in found["mentions"]] == [
        ("Place", "大冶市"),
        ("Person", "陳立"),
    ]
    assert "publisher" not in found


@pytest.mark.parametrize("words", ["</script><script>", "<!--<script>", "]]>&\u2028\u2029", '"\\'])
def test_json_ld_cannot_leave_its_script_element(words: str) -> None:
    article = Article("a", "Hans", "", "", (), (Block("title", words),))
    text = jsonld(about(article, ()), link)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["headline"] == words
