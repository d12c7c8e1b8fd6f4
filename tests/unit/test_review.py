"""What deserves a human look is listed with the overlay line that would settle it."""

import pytest

from generator.clean.assemble import assemble
from generator.clean.label import label
from generator.intake.table import intake
from generator.model import Piece
from generator.review import review

BODY = "县里昨天召开会议，研究部署秋收工作，要求各乡镇抓紧农时，确保颗粒归仓。\n" * 4
GOOD = f"全县部署秋收工作\n2021-09-01 10:00  来源：县融媒体中心\n{BODY}责任编辑：李明\n"


def looks(text: str) -> list[str]:
    source = intake("a", "seeds/a.txt", text.encode())
    pieces = label(source)
    return [str(found) for found in review(source, pieces, assemble(source, pieces))]


def test_a_good_article_needs_no_look() -> None:
    assert looks(GOOD) == []


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        (GOOD.replace("2021-09-01 10:00", ""), "no date of publication", "`date: "),
        (GOOD.replace("颗粒", "颗\ufffd"), "4 characters could not be read", "UTF-8"),
        (
            f"首页 | 新闻\n{'版权所有 某某网 未经许可不得转载' * 2}\n关于我们 | 联系我们\n",
            "no paragraph",
            "keep:",
        ),
    ],
)
def test_each_doubt_is_said_with_its_remedy(text: str, what: str, remedy: str) -> None:
    found = [said for said in looks(text) if what in said]
    assert len(found) == 1
    assert remedy in found[0]


def test_a_long_removed_line_is_named_by_its_number() -> None:
    source = intake("a", "seeds/a.txt", GOOD.encode())
    pieces = tuple(
        Piece(p.start, p.end, "chrome" if p.label == "paragraph" else p.label, "any")
        for p in label(
            intake("a", "seeds/a.txt", (GOOD + "这一行很长，" * 12 + "到此为止。").encode())
        )
    )
    long = intake("a", "seeds/a.txt", (GOOD + "这一行很长，" * 12 + "到此为止。").encode())
    article = assemble(source, label(source))
    said = [str(found) for found in review(long, pieces, article)]
    assert any("seeds/a.txt:8: a long line was removed" in s and "`keep: 8`" in s for s in said)
