"""The line a character stands on, and the place of a note."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from generator.layout import BETWEEN, FAR, NOTE, Anchor, lines, place, width
from tests.steps import calls

MIXED = st.text(
    alphabet="天地玄黄宇宙，。、；：“”《》（）「」—…·0123456789AbZ%. \u0301😀", max_size=200
)


def test_a_full_line_holds_thirty_six_characters_after_an_indent_of_two() -> None:
    found = lines("字" * 71)
    assert found.count(0) == 34
    assert found.count(1) == 36
    assert found[-1] == 2


def test_a_closing_mark_takes_half_an_em_at_the_end_of_a_line() -> None:
    assert lines("字字字字一，字", measure=5.5, indent=0) == (0, 0, 0, 0, 0, 0, 1)


def test_a_closing_mark_that_has_no_room_takes_the_character_before_it_along() -> None:
    assert lines("字字字字字，字", measure=5, indent=0) == (0, 0, 0, 0, 1, 1, 1)


def test_an_opening_mark_never_ends_a_line() -> None:
    assert lines("字字字字《字》", measure=5, indent=0)[4] == 1


def test_digits_and_dashes_are_never_parted() -> None:
    assert set(lines("字字字字2020年", measure=5, indent=0)[4:8]) == {1}
    assert set(lines("字字字字——字", measure=5, indent=0)[4:6]) == {1}


def test_neighbouring_marks_close_up() -> None:
    assert width("甲》、") == 2.5
    assert width("：“甲") == 2.5


def test_latin_keeps_a_distance_from_chinese() -> None:
    assert width("共5家") == 1 + 0.555 + 1 + 2 * 0.125


def test_a_gap_takes_the_room_of_its_sign() -> None:
    assert lines("一二三四五", measure=5, indent=0, gaps=[2]) == (0, 0, 0, 0, 1)


@given(MIXED)
def test_every_character_has_a_line_and_lines_only_go_down(text: str) -> None:
    found = lines(text)
    assert len(found) == len(text)
    assert all(0 <= b - a <= 1 for a, b in itertools.pairwise(found))


@given(MIXED, MIXED)
def test_what_follows_a_line_never_moves_what_stands_well_before(a: str, b: str) -> None:
    whole, part = lines(a + b), lines(a)
    assert whole[: max(len(a) - 40, 0)] == part[: max(len(a) - 40, 0)]


ANCHORS = st.lists(
    st.tuples(
        st.sampled_from(["per", "org", "loc", "doc", "qty", "dat"]),
        st.integers(0, 3),
        st.integers(0, 12),
    ),
    max_size=60,
).map(
    lambda rows: [
        Anchor(k, b, b * 13.0 + line) for b, line, k in sorted((b, n, k) for k, b, n in rows)
    ]
)


@given(ANCHORS)
def test_notes_never_overlap_and_stay_near_their_words(anchors: list[Anchor]) -> None:
    placed = place(anchors)
    tops = [note.top for note in placed]
    assert all(b - a >= NOTE + BETWEEN - 1e-6 for a, b in itertools.pairwise(tops))
    assert all(abs(n.top - n.line) <= FAR + 1e-3 for n in placed)


@given(ANCHORS)
def test_every_note_is_placed_once_and_folded_only_within_its_block(anchors: list[Anchor]) -> None:
    placed = place(anchors)
    assert sorted(m for note in placed for m in note.members) == list(range(len(anchors)))
    for note in placed:
        assert {anchors[m].block for m in note.members} == {note.block}
        if note.kind:
            assert {anchors[m].kind for m in note.members} == {note.kind}


def test_notes_with_room_stand_beside_their_words() -> None:
    placed = place([Anchor("per", 0, 1), Anchor("qty", 0, 2), Anchor("org", 0, 7)])
    assert [note.top for note in placed] == [1, 2, 7]


def test_amounts_fold_before_people() -> None:
    anchors = [Anchor(k, 0, 5) for k in ("per", "qty") * 4]
    folded = [note.kind for note in place(anchors) if len(note.members) > 1]
    assert folded
    assert set(folded) == {"qty"}


def test_twice_the_notes_take_twice_the_work() -> None:
    def work(count: int) -> int:
        crowd = [Anchor("qty" if n % 3 else "org", n // 200, n / 4) for n in range(count)]
        return calls(lambda: (place(crowd), lines("防疫“四支队伍”共12家。" * count)))

    assert work(4_000) < 2.2 * work(2_000)
