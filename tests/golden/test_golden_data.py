"""The data set of a small archive, as who takes it would read it: the files of data/.

`make golden` writes what comes out now; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from generator.build import build

FOLDER = Path(__file__).parent / "data"
SEED = """周河县秋收记 众志成城
2021-09-02 来源：周河日报 作者：陈立

9月1日，湖北省大冶市粮食局局长陈立说：“颗粒归仓。”全市收割水稻1.2万亩，投入农机300余台，机收率96.5%。
截至8月31日，大冶市粮食局印发《关于秋收的通知》，下拨资金25万元，组织数千名干部下田。
"""
NAMES = (
    *(f"{table}.{ending}" for table in ("articles", "facts", "claims", "entities")
      for ending in ("csv", "jsonl")),
    "datapackage.json",
    "facts/harvest.csv",
    "annotations/harvest.jsonld",
    "described/harvest.jsonld",
    *(f"cited/harvest.{ending}" for ending in ("bib", "ris", "csl.json")),
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder data/ of an archive of one article."""
    root = tmp_path_factory.mktemp("archive")
    (root / "seeds").mkdir()
    (root / "content").mkdir()
    (root / "seeds" / "harvest.txt").write_text(SEED, "utf-8")
    (root / "content" / "site.toml").write_text('title = "试"\nscope = "一篇。"\n', "utf-8")
    assert not build(root, root / "public").problems
    return root / "public" / "data"


@pytest.mark.parametrize("name", NAMES)
def test_file_comes_out_as_its_golden_says(data: Path, name: str) -> None:
    golden = FOLDER / name
    found = (data / name).read_bytes()
    if name.endswith(".jsonld"):  # one line, set out here so that a difference can be read
        found = msgspec.json.format(found, indent=1) + b"\n"
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(found)
    assert golden.read_bytes() == found


def test_the_folder_holds_what_is_known_here_and_the_parquet_files(data: Path) -> None:
    found = {p.relative_to(data).as_posix() for p in data.rglob("*") if p.is_file()}
    parquet = {f"{table}.parquet" for table in ("articles", "facts", "claims", "entities")}
    assert found == {*NAMES, *parquet}
