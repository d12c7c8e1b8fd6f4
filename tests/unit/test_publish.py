"""Publishing: written where different, never half, and nothing of ours left behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.model import Trouble
from generator.publish import Publisher, Stamp, Way, put, swapped


def publish(folder: Path, pages: dict[str, str], known: dict[str, Stamp]) -> Publisher:
    publisher = Publisher(folder, known)
    for path, text in pages.items():
        publisher.publish(path, text, text.encode)
    return publisher


def test_what_is_there_already_is_not_written_or_even_made(tmp_path: Path) -> None:
    stamps = publish(tmp_path / "public", {"a/b.html": "甲"}, {}).sweep()
    again = Publisher(tmp_path / "public", stamps)
    again.publish("a/b.html", "甲", lambda: pytest.fail("made again"))
    assert (again.written, again.sweep()) == (0, stamps)


def test_a_file_that_someone_changed_is_written_again(tmp_path: Path) -> None:
    stamps = publish(tmp_path / "public", {"a.html": "甲"}, {}).sweep()
    (tmp_path / "public" / "a.html").write_text("changed by hand")
    assert publish(tmp_path / "public", {"a.html": "甲"}, stamps).written == 1
    assert (tmp_path / "public" / "a.html").read_text("utf-8") == "甲"


def test_what_no_page_claims_is_removed_with_its_folder(tmp_path: Path) -> None:
    publish(tmp_path / "public", {"a/b.html": "甲", "c.html": "乙"}, {}).sweep()
    second = publish(tmp_path / "public", {"c.html": "乙"}, {})
    second.sweep()
    assert second.removed == 1
    assert sorted(p.name for p in (tmp_path / "public").iterdir()) == [".nojekyll", "c.html"]


def test_what_failed_this_time_stays(tmp_path: Path) -> None:
    publish(tmp_path / "public", {"a.html": "甲"}, {}).sweep()
    second = Publisher(tmp_path / "public", {})
    second.keep(["a.html"])
    second.sweep()
    assert (tmp_path / "public" / "a.html").read_text("utf-8") == "甲"


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(Trouble, match="holds files that no build of ours put there"):
        Publisher(tmp_path, {})
    assert (tmp_path / "thesis.doc").read_text() == "years of work"


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "public", {"a.html": "甲"}, {}).sweep()

    publisher = Publisher(tmp_path / "public", {})

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    [problem] = publisher.publish("a.html", "乙", "乙".encode)
    assert "No space left on device" in problem.what
    publisher.sweep()
    monkeypatch.undo()
    assert (tmp_path / "public" / "a.html").read_text("utf-8") == "甲"
    assert sorted(p.name for p in (tmp_path / "public").iterdir()) == [".nojekyll", "a.html"]


# --- in pieces ------------------------------------------------------------------------------------


def pieces(*parts: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter(parts)


def test_what_comes_in_pieces_is_written_where_it_differs(tmp_path: Path) -> None:
    way = Way(tmp_path)
    assert put(way, "data/a.csv", "1", pieces(b"a", b"b")).written
    assert not put(way, "data/a.csv", "2", pieces(b"ab")).written
    assert put(way, "data/a.csv", "3", pieces(b"a", b"c")).written
    assert [p.name for p in (tmp_path / "data").iterdir()] == ["a.csv"]
    assert (tmp_path / "data" / "a.csv").read_bytes() == b"ac"


def broken() -> Iterator[bytes]:
    yield b"new"
    raise OSError(28, "No space left on device")


def test_pieces_of_which_one_fails_or_may_not_appear_leave_the_old_file(tmp_path: Path) -> None:
    put(Way(tmp_path), "a.csv", "1", pieces(b"old"))
    refusing = Way(tmp_path, lambda _, data: b"name" in data)
    for way, make in ((refusing, pieces(b"new", b"a name")), (Way(tmp_path), broken)):
        outcome = put(way, "a.csv", "2", make)
        assert outcome.problem
        assert outcome.stamp is None
        assert (tmp_path / "a.csv").read_bytes() == b"old"
        assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


# --- a part of the site ---------------------------------------------------------------------------


def test_of_a_part_only_what_was_known_of_it_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish(folder, {"a/b.html": "甲", "c.html": "乙", "d/e/f.html": "丙"}, {})
    stamps = publish(folder, {"a/b.html": "甲", "c.html": "乙", "d/e/f.html": "丙"}, {}).sweep()
    part = Publisher(folder, {"d/e/f.html": stamps["d/e/f.html"]}, whole=False)
    part.note(put(part.way, "a/new.html", "丁", "丁".encode, "of somebody"))
    found = part.sweep()
    assert found["a/new.html"].of == "of somebody"
    assert part.removed == 1
    assert sorted(p.name for p in folder.rglob("*")) == [
        ".nojekyll",
        "a",
        "b.html",
        "c.html",
        "new.html",
    ]
    assert set(part.folders) == {"a", "d", "d/e"}


def test_what_has_to_be_other_is_swapped_in_what_stands(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    lines = [f"{n},{'甲' * n}\n".encode() for n in range(3000)]
    file.write_bytes(b"".join(lines))
    few = [(lines[2000], b""), (lines[7] + lines[8], b"7,new\n")]
    lines[7:9], lines[2000] = [b"7,new\n", b""], b""
    found = swapped(file, few)
    assert found
    assert b"".join(found) == b"".join(lines)
    assert swapped(file, [(b"4000,", b"")]) is None
    assert swapped(file, [(b"", b"new")]) is None


def test_in_an_empty_file_nothing_can_be_swapped(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.touch()
    found = swapped(file, [])
    assert found is not None
    assert b"".join(found) == b""
    assert swapped(file, [(b"", b"first")]) is None
    assert swapped(file, [(b"old", b"new")]) is None
