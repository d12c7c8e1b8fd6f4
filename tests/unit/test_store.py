"""The memo: what is known is not done again, and what is damaged is made anew."""

import ast
from pathlib import Path

import pytest
from msgspec import Struct

from generator.model import Trouble
from generator.recipes import imports, recipe
from generator.store import Memo, digest


class Word(Struct, frozen=True, array_like=True):
    text: str


PACKAGE = Path(__file__).parents[2] / "generator"


def step(memo: Memo, code: str, inputs: tuple[str, ...], runs: list[str], value: str) -> str:
    def work() -> str:
        runs.append(value)
        return value

    return memo.step(code, inputs, str, work).value


def test_a_step_runs_once_for_one_recipe_and_one_input(tmp_path: Path) -> None:
    runs: list[str] = []
    for _ in range(2):
        with Memo(tmp_path / "memo.sqlite") as memo:
            assert step(memo, "recipe", ("a",), runs, "甲") == "甲"
    assert runs == ["甲"]


@pytest.mark.parametrize(("code", "inputs"), [("other", ("a",)), ("recipe", ("b",))])
def test_a_new_recipe_or_input_runs_the_step(
    tmp_path: Path, code: str, inputs: tuple[str, ...]
) -> None:
    runs: list[str] = []
    with Memo(tmp_path / "memo.sqlite") as memo:
        step(memo, "recipe", ("a",), runs, "甲")
    with Memo(tmp_path / "memo.sqlite") as memo:
        assert step(memo, code, inputs, runs, "乙") == "乙"
    assert runs == ["甲", "乙"]


def test_a_known_value_is_not_loaded_until_asked_for(tmp_path: Path) -> None:
    with Memo(tmp_path / "memo.sqlite") as memo:
        ref = memo.step("recipe", (), str, lambda: "甲").ref
    with Memo(tmp_path / "memo.sqlite") as memo:
        memo._db.execute("DELETE FROM value")
        assert memo.step("recipe", (), str, lambda: "甲").ref == ref
        assert not memo.warnings


def test_a_damaged_value_is_made_anew_and_said_so(tmp_path: Path) -> None:
    with Memo(tmp_path / "memo.sqlite") as memo:
        memo.step("recipe", (), str, lambda: "甲")
    with Memo(tmp_path / "memo.sqlite") as memo:
        memo._db.execute("UPDATE value SET blob = x'00'")
        assert memo.step("recipe", (), str, lambda: "甲").value == "甲"
        assert len(memo.warnings) == 1


def test_a_damaged_file_is_made_anew_and_said_so(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with Memo(path) as memo:
        assert memo.step("recipe", (), str, lambda: "甲").value == "甲"
        assert len(memo.warnings) == 1


def test_what_a_build_did_not_use_is_dropped(tmp_path: Path) -> None:
    with Memo(tmp_path / "memo.sqlite") as memo:
        memo.step("recipe", ("a",), str, lambda: "甲")
        memo.finish({}, {})
    with Memo(tmp_path / "memo.sqlite") as memo:
        memo.step("recipe", ("b",), str, lambda: "乙")
        memo.finish({}, {"index.html": ("key", 1, 2, "")})
    with Memo(tmp_path / "memo.sqlite") as memo:
        assert memo.files() == {"index.html": ("key", 1, 2, "")}
        assert [*memo._db.execute("SELECT count(*) FROM memo")] == [(1,)]
        assert [*memo._db.execute("SELECT count(*) FROM value")] == [(1,)]


def test_a_memo_that_cannot_be_made_is_one_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="cannot be used"):
        Memo(tmp_path / "file" / "memo.sqlite")


def test_equal_values_have_equal_refs() -> None:
    assert digest(("甲", 1)) == digest(("甲", 1)) != digest(("甲", 2))


def test_a_recipe_covers_what_its_module_imports() -> None:
    assert recipe("generator.text") != recipe("generator.model")
    assert recipe("generator.editions") == recipe("generator.editions")


def test_values_that_no_longer_fit_in_memory_are_in_the_file_and_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.store._UNWRITTEN", 10)
    monkeypatch.setattr("generator.store._RECENT", 2)
    values = [f"第{n}个值" for n in range(8)]
    with Memo(tmp_path / "memo.sqlite") as memo:
        memo.step("recipe", ("old",), str, lambda: "旧")
        memo.finish({}, {})
    runs: list[str] = []
    with Memo(tmp_path / "memo.sqlite") as memo:
        kept = [memo.step("recipe", (v,), str, lambda v=v: v) for v in values]  # type: ignore[misc]
        assert [k.value for k in kept] == values
        assert len(memo._blobs) < 2
        memo.finish({}, {})  # drops the old one, none of these
    with Memo(tmp_path / "memo.sqlite") as memo:
        assert [step(memo, "recipe", (v,), runs, v) for v in values] == values
        assert step(memo, "recipe", ("old",), runs, "旧") == "旧"
    assert runs == ["旧"]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.name)
def test_imports_are_found_as_the_grammar_has_them(path: Path) -> None:
    code, inside, outside = path.read_text("utf-8"), set[str](), set[str]()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        inside |= {name for name in names if name.startswith("generator")}
        outside |= {name.partition(".")[0] for name in names}
    assert imports(code) == (inside, outside)


def test_a_disk_without_room_for_the_cache_is_one_clear_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, runs = tmp_path / "memo.sqlite", list[str]()
    with Memo(path) as memo:
        step(memo, "recipe", ("old",), runs, "旧")
        memo.finish({}, {})
    monkeypatch.setattr("generator.store._UNWRITTEN", 10)

    def fill() -> None:
        with Memo(path) as memo:
            memo._db.execute("PRAGMA max_page_count = 1")  # as small as it is
            for n in range(1000):
                step(memo, "recipe", (str(n),), runs, f"{n}" * 1000)

    with pytest.raises(Trouble, match="make room"):
        fill()
    with Memo(path) as memo:  # what was known before is known
        step(memo, "recipe", ("old",), runs, "旧")
        assert runs.count("旧") == 1


def test_values_of_two_kinds_may_be_the_same_bytes(tmp_path: Path) -> None:
    with Memo(tmp_path / "memo.sqlite") as memo:
        one = memo.step("recipe", ("a",), tuple[str, ...], lambda: ("甲",))
        two = memo.step("recipe", ("b",), Word, lambda: Word("甲"))
        assert one.ref == two.ref
        assert (one.value, two.value) == (("甲",), Word("甲"))
        assert (two.value, one.value) == (Word("甲"), ("甲",))
