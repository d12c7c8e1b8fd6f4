"""The data set over builds: edit this, and exactly these files of data/ are written."""

import json
from pathlib import Path

import pytest

from generator.build import build
from tests.unit import test_build
from tests.unit.test_build import ONE, OVERLAY, change, overlay, run, tree


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two of the articles in an archive of their own."""
    return test_build.small_archive(tmp_path)


OTHER = "000_b923f37d13575b58"


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files of data/ that are new, gone or different."""
    names = before.keys() | after.keys()
    return {n for n in names if n.startswith("data/") and before.get(n) != after.get(n)}


def files_of(*tables: str) -> set[str]:
    return {f"data/{table}.{ending}" for table in tables for ending in ("csv", "jsonl", "parquet")}


def test_an_edit_to_a_number_writes_the_tables_that_hold_it_and_no_other(archive: Path) -> None:
    run(archive)
    before = tree(archive / "public")
    change(archive / "seeds" / f"{ONE}.txt", "共排查住户18家43人", "共排查住户19家43人")
    run(archive)
    after = tree(archive / "public")
    own = {f"data/annotations/{ONE}.jsonld", f"data/facts/{ONE}.csv"}
    assert differing(before, after) == own | files_of("facts", "claims")
    pages = {name for name in after if after[name] != before.get(name) and name[-5:] == ".html"}
    names = {name for name in pages if name.split("/")[-2:-1] in (["organisations"], ["places"])}
    others = {name.rpartition("/")[2] for name in pages - names}
    assert others == {f"{ONE}.html", "numbers.html"}
    assert all("19" in after[name].decode() for name in names)  # what that sentence names


def test_an_edit_to_a_name_leaves_the_claims_and_the_other_articles_files_alone(
    archive: Path,
) -> None:
    run(archive)
    before = tree(archive / "public")
    change(archive / "seeds" / f"{ONE}.txt", "刘旭瑞", "刘小瑞")
    run(archive)
    found = differing(before, tree(archive / "public"))
    own = {f"data/{at}" for at in (f"annotations/{ONE}.jsonld", f"described/{ONE}.jsonld")}
    own |= {f"data/facts/{ONE}.csv"}
    assert own | files_of("facts", "entities") <= found
    assert not found & files_of("articles")
    assert not [name for name in found if OTHER in name]


def test_an_edit_to_chrome_leaves_the_data_alone(archive: Path) -> None:
    run(archive)
    before = tree(archive / "public")
    change(archive / "seeds" / f"{ONE}.txt", "关于我们", "关于本站")
    run(archive)
    assert differing(before, tree(archive / "public")) == set()


def test_a_removed_article_leaves_nothing_in_the_data(archive: Path) -> None:
    run(archive)
    (archive / "seeds" / f"{ONE}.txt").unlink()
    run(archive)
    data = {n: b for n, b in tree(archive / "public").items() if n.startswith("data/")}
    assert not [name for name, content in data.items() if ONE in name or ONE.encode() in content]


def test_a_fact_that_the_overlay_drops_is_in_no_file_of_the_data(archive: Path) -> None:
    run(archive)
    assert any("郭方芳".encode() in b for b in tree(archive / "public" / "data").values())
    (archive / OVERLAY).write_bytes(overlay("drop", "text: 郭方芳"))
    assert not run(archive).problems
    for name in ("facts.csv", "entities.jsonl", f"described/{ONE}.jsonld"):
        content = (archive / "public" / "data" / name).read_text("utf-8")
        assert "郭方芳" not in content


def test_the_package_names_every_table_that_is_there(archive: Path) -> None:
    run(archive)
    data = archive / "public" / "data"
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    paths = {resource["path"] for resource in package["resources"]}
    assert paths == {p.name for p in data.iterdir() if p.is_file()} - {"datapackage.json"}
    assert "homepage" not in package


def test_data_names_pages_absolutely_where_the_address_is_known(archive: Path) -> None:
    def sources() -> set[str]:
        file = archive / "public" / "data" / "annotations" / f"{ONE}.jsonld"
        items = json.loads(file.read_text("utf-8"))["first"]["items"]
        return {item["target"]["source"] for item in items}

    run(archive)
    assert sources() == {f"../../articles/{ONE}.html"}
    build(archive, archive / "public", "https://example.org/name")
    assert sources() == {f"https://example.org/name/articles/{ONE}.html"}
    package = json.loads((archive / "public" / "data" / "datapackage.json").read_text("utf-8"))
    assert package["homepage"] == "https://example.org/name"
