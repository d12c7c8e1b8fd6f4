"""Wordings one under another."""

from generator.phrases.slots import Cell, aligned


def test_lists_are_set_item_under_item_with_their_own_order() -> None:
    rows = aligned(["守土有责、守土担责、守土尽责", "守土有责、守土尽责", "守土有责、尽责、担责"])
    assert rows[0] == (
        Cell("守土有责", "", False, 1),
        Cell("守土担责", "", False, 2),
        Cell("守土尽责", "", False, 3),
    )
    assert rows[1] == (Cell("守土有责", "", False, 1), Cell(""), Cell("守土尽责", "", False, 2))
    assert rows[2][1:] == (Cell("担责", "守土", True, 3), Cell("尽责", "守土", True, 2))


def test_what_one_wording_puts_in_is_a_column_of_its_own() -> None:
    rows = aligned(["打赢疫情防控阻击战", "打赢疫情防控的人民战争、总体战、阻击战"])
    assert [[cell.text for cell in row] for row in rows] == [
        ["打赢疫情防控", "", "阻击战"],
        ["打赢疫情防控", "的人民战争、总体战、", "阻击战"],
    ]
    assert [cell.differs for cell in rows[1]] == [False, True, False]


def test_every_row_is_its_wording_and_has_all_columns() -> None:
    wordings = ["吹响集结号", "吹响疫情防控“冲锋号角", "吹响复工复产冲锋号"]
    rows = aligned(wordings)
    assert ["".join(cell.text for cell in row) for row in rows] == wordings
    assert len({len(row) for row in rows}) == 1
