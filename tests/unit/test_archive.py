"""Cards come together as one archive, in whatever order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.archive import SHOWN, Index, gather, related, summarise
from generator.catalogue import Card, Mention
from generator.model import Article, Block, Fact, Role, When


def card(id: str, date: str = "", names: tuple[str, ...] = ()) -> Card:
    mentions = tuple(
        Mention("person", name, id, f"p1-{n}", name, 0, 0, len(name), len(name), Role())
        for n, name in enumerate(names, 1)
    )
    return Card(id, id, "", "Hans", date, "", "", "", 0, 0, "", (), (), (), mentions)


CARDS = st.lists(st.integers(0, 20), unique=True).map(lambda ns: [card(f"{n:02}") for n in ns])


@given(CARDS)
def test_gathering_ignores_order_and_grouping(cards: list[Card]) -> None:
    whole = gather(cards)
    parts = [gather(cards[:7]), gather(cards[7:])]
    assert gather(reversed(cards)) == whole
    assert gather(card for part in reversed(parts) for card in part.cards) == whole
    assert all(a.id < b.id for a, b in pairwise(whole.cards))


def test_newest_comes_first_and_the_undated_last() -> None:
    index = Index(gather([card("a"), card("b", "2020-01-01"), card("c", "2021-01-01")]))
    assert [c.id for c in index.newest()] == ["c", "b", "a"]


def test_related_articles_share_names_that_not_all_share() -> None:
    cards = [card("a", names=("甲", "乙")), card("b", names=("甲",)), card("c", names=("丙",))]
    [(found, shared)] = related(Index(gather(cards)), cards[0])
    assert (found.id, dict(shared)) == ("b", {"person": 1})


def test_a_mention_keeps_its_sentence_and_a_window_that_cuts_no_number() -> None:
    text = "前" * 5 + "。" + "1234567" + "字" * 13 + "郭方芳" + "后" * 30 + "。"
    start = text.index("郭")
    article = Article(
        "a", "Hans", "2020-03-06", "", (), (Block("title", "题"), Block("paragraph", text))
    )
    fact = Fact("person", 1, start, start + 3, "郭方芳", "郭方芳", "r", Role("局长"))
    [mention] = summarise(article, (fact,)).mentions
    shown = mention.context[mention.first : mention.last]
    assert mention.anchor == "p1-2"
    assert mention.context[mention.start : mention.end] == "郭方芳"
    assert shown == "字" * 13 + "郭方芳" + "后" * SHOWN
    assert mention.context.startswith("。1234567字")


def test_a_range_stands_under_both_its_days() -> None:
    text = "1月30日到3月3日"
    article = Article("a", "Hans", "", "", (), (Block("title", text),))
    when = When("2020-01-30/2020-03-03", "year")
    fact = Fact("date", 0, 0, len(text), text, when.value, "r", when)
    index = Index(gather([summarise(article, (fact,))]))
    assert sorted(index.days) == ["2020-01-30", "2020-03-03"]
