"""Cards come together as one archive, in whatever order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.archive import SHOWN, Index, gather, related, said, summarise
from generator.catalogue import Card, Mention
from generator.model import Article, Block, Fact, Role, When


def card(id: str, date: str = "", names: tuple[str, ...] = ()) -> Card:
    mentions = tuple(
        Mention("person", name, id, f"p1-{n}", name, 0, 0, len(name), len(name), Role())
        for n, name in enumerate(names, 1)
    )
    return Card(id, id, "", "Hans", date, "", "", "", 0, 0, "", b"", (), (), mentions)


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


@given(st.lists(st.sets(st.sampled_from("甲乙丙丁戊己"), max_size=4), min_size=1, max_size=12))
def test_those_that_share_most_are_related_and_of_as_many_the_first(named: list[set[str]]) -> None:
    cards = [card(f"{n:02}", names=tuple(sorted(names))) for n, names in enumerate(named)]
    common = max(3, len(cards) // 2)
    telling = {n for n in "甲乙丙丁戊己" if sum(n in names for names in named) <= common}
    shared = {f"{n:02}": len(named[0] & names & telling) for n, names in enumerate(named) if n}
    ranked = sorted(filter(shared.get, shared), key=lambda id: (-shared[id], id))[:5]
    found = related(Index(gather(cards)), cards[0])
    assert [c.id for c, _ in found] == ranked
    assert [dict(kinds) for _, kinds in found] == [{"person": shared[id]} for id in ranked]


def test_shared_phrases_count_beside_names() -> None:
    cards = [card("a", names=("甲",)), card("b", names=("甲",)), card("c")]
    found = related(Index(gather(cards)), cards[0], {"b": 1, "c": 3})
    assert [(c.id, kinds) for c, kinds in found] == [
        ("c", (("phrase", 3),)),
        ("b", (("person", 1), ("phrase", 1))),
    ]


def test_words_carry_only_the_names_in_them() -> None:
    told = replace(card("a"), names=("于和伟", "余光中"))
    assert said("于和伟来了", told).names == ("于和伟",)
    assert said("新报", told) == said("新报", card("b"))


def test_what_many_cards_say_is_held_once() -> None:
    cards = [card(id, names=("".join(["甲", "乙"]),)) for id in "ab"]
    assert cards[0].mentions[0].key is not cards[1].mentions[0].key
    one, other = gather(cards).cards
    assert one.mentions[0].key is other.mentions[0].key
    assert (one, other) == tuple(cards)


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
