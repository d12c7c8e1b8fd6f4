"""One edited article: phrases are found anew, and only pages that show something else are made."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from generator import manner
from generator.build import build
from generator.build import plan as planned
from generator.content import memo_of
from tests.bench.archive import material, write_archive

COUNT = 60
LISTS = ("data/", "search/", "phrases/part/", "phrases/rows-")  # of all that there is
SAID = 18 + 8  # characters around a phrase that its page knows


class Site(NamedTuple):
    root: Path
    public: Path
    made: list[str]  # paths of pages that were rendered

    def build(self) -> set[str]:
        """Build; the files that are others now, are new or are gone."""
        before = tree(self.public)
        self.made.clear()
        report = build(self.root, self.public)
        assert not report.problems
        after = tree(self.public)
        changed = {p for p in after if before.get(p) != after[p]}
        assert report.written == len(changed)
        assert report.removed == len(before.keys() - after.keys())
        return changed | (before.keys() - after.keys())

    def edit(self, id: str, old: str, new: str) -> None:
        seed = self.root / "seeds" / f"{id}.txt"
        text = seed.read_text("utf-8")
        assert text.count(old) >= 1
        seed.write_text(text.replace(old, new, 1), "utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def own_words(n: int) -> str:
    """A sentence that no other article has a part of."""
    chance = random.Random(f"own {n}")
    return "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(4 * SAID))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    root, public = tmp_path / "archive", tmp_path / "public"
    write_archive(root, COUNT, material())
    (root / "content" / "site.toml").write_text('title = "试"\neditions = ["source"]\n', "utf-8")
    for n, seed in enumerate(sorted((root / "seeds").iterdir())):
        lines = seed.read_text("utf-8").split("\n")
        at = max(k for k, line in enumerate(lines) if line.startswith("　　"))
        lines.insert(at, f"　　{own_words(n)}。")
        seed.write_text("\n".join(lines), "utf-8")
    made: list[str] = []
    real = manner.render

    def counted(page, *more):  # type: ignore[no-untyped-def]
        made.append(page.path)
        return real(page, *more)

    monkeypatch.setattr(manner, "render", counted)
    build(root, public)
    return Site(root, public, made)


ID = "000007"
OWN = re.compile(rf"(articles|collation|texts|raw|data/\w+)/{ID}\.")


def test_a_word_outside_of_phrases_changes_no_page_of_a_phrase(site: Site) -> None:
    words = own_words(7)
    middle = words[2 * SAID - 2 : 2 * SAID + 2]
    site.edit(ID, middle, middle[0] + "改" + middle[2:])
    changed = site.build()
    assert f"articles/{ID}.html" in changed
    of_all = {path for path in changed if not OWN.match(path)}
    # Tables of the data set and the index for searching hold all articles.
    assert all(path.startswith(("data/", "search/")) for path in of_all), of_all
    assert not any(path.startswith(("phrases/", "data/phrases/")) for path in of_all)
    pages = {path for path in changed if path.endswith(".html")}
    assert pages == {f"articles/{ID}.html", f"collation/{ID}.html"}
    assert set(site.made) <= {*pages, "numbers.html", "data.html"}


def links(html: bytes) -> set[str]:
    """The paths that a page of a folder leads to."""
    found = re.findall(r'href="(?:\.\./)?([^"#?]+)', html.decode())
    return {unquote(path) for path in found}


def of_folder(path: str, links: set[str]) -> set[str]:
    """Links within the page's own folder, as paths too."""
    return links | {f"{path.rpartition('/')[0]}/{link}" for link in links}


def test_a_word_within_a_phrase_changes_only_pages_that_show_it(site: Site) -> None:
    with memo_of(site.root) as memo:
        known = planned(site.root, memo)
        shelf = known.shelf
        block, start, end, number = max(
            shelf.phrases.marks(ID), key=lambda mark: shelf.phrases.all[mark[3]].articles
        )
        holders = set(shelf.phrases.holders(shelf.phrases.all[number]))
        article = known.done.prepared[ID].article.value
        words = article.blocks[block].text[start:end]
    assert len(holders) > 2
    before = tree(site.public)
    site.edit(ID, words, words[0] + "龘" + words[2:])
    changed = site.build()
    after = tree(site.public)
    phrases = {p for p in changed if re.fullmatch(r"phrases/(?!index)[^/]+\.html", p)}
    assert phrases
    shown = {f"articles/{ID}.html", *phrases}
    lists = ("phrases/index.html", "phrases/where.js", "index.html", "data.html", "numbers.html")
    for path in changed:
        if OWN.match(path) or path.startswith(LISTS) or path in lists or "/" not in path:
            continue
        pages = [tree_[path] for tree_ in (before, after) if path in tree_]
        told = set().union(*(of_folder(path, links(page)) for page in pages))
        assert told & (shown - {path}), path
    touched = {p for p in changed if p.startswith("articles/") and p != f"articles/{ID}.html"}
    assert {f"articles/{id}.html" for id in holders} & touched
    html = {path for path in before if path.endswith(".html")}
    assert len({path for path in changed if path.endswith(".html")}) < len(html) / 4
    for path in (
        {p for p in site.made if not p.startswith(LISTS)} - changed - {*lists}
    ):  # made anew, and the same as before
        assert of_folder(path, links(after[path])) & shown, path
