"""What the preview picture of a page shows: it stands wherever the page's link is shared."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec import Struct

from generator.catalogue import Card
from generator.model import Site
from generator.pages.paths import FOLDERS

_NAMED = ("person", "organisation", "place")
_AMOUNTS = ("quantity", "money", "percent")

Say = Callable[[str], str]
"""From the name of an interface word to the word, in the language of the picture."""


class Preview(Struct, frozen=True):
    """All that is drawn, as it is drawn: in one script, nothing of it a name of a word."""

    name: str  # of the archive, on its title slip
    subtitle: str
    over: str  # above the title: source and date
    title: str
    lead: str  # one line of the strongest facts
    counts: tuple[tuple[str, int], ...]  # what, and how many

    @property
    def words(self) -> str:
        """Every word of it, a part a line."""
        counts = " · ".join(f"{what} {number:,}" for what, number in self.counts)
        name = f"{self.name} {self.subtitle}".strip()
        return "\n".join(filter(None, (self.title, self.over, self.lead, counts, name)))


def initial(name: str) -> str:
    """The first character of a name that stands for a sound or a word, and is no mark.

    >>> initial("《文牍》")
    '文'
    """
    return next((char for char in name if char.isalnum()), "")


def article_preview(card: Card, site: Site, say: Say) -> Preview:
    """The picture of an article, in its own script."""
    lead = card.lead or (say("damage_lead") if card.damaged else card.subtitle)
    return Preview(
        name=site.title,
        subtitle=site.subtitle,
        over=" · ".join(filter(None, (card.publisher, card.date or say("undated")))),
        title=card.title,
        lead=lead,
        counts=_counts([card], say),
    )


def site_preview(cards: Collection[Card], site: Site, say: Say) -> Preview:
    """The picture of every page that is no article's."""
    return Preview(
        name=site.title,
        subtitle=site.subtitle,
        over="",
        title=site.scope or site.title,
        lead="",
        counts=((say("articles"), len(cards)), *_counts(cards, say)),
    )


def _counts(cards: Collection[Card], say: Say) -> tuple[tuple[str, int], ...]:
    """How many people, organisations, places and numbers these articles tell of."""
    named = {(m.kind, m.key) for card in cards for m in card.mentions}
    amounts = sum(n for card in cards for kind, n in card.counts if kind in _AMOUNTS)
    return (
        *((say(FOLDERS[kind]), sum(k == kind for k, _ in named)) for kind in _NAMED),
        (say("numbers"), amounts),
    )
