"""Each article under the names that the archive as a whole has for what it is about."""

from __future__ import annotations

from generator.archive import summarise
from generator.catalogue import Card
from generator.content import Content
from generator.identity import Rename, Renames, identified, identities
from generator.model import Fact, Problem, Site
from generator.prepare import Preparation
from generator.recipes import recipe
from generator.register import articles_named, contested, strange
from generator.steps import Prepared, compared
from generator.store import Memo, digest
from generator.versions import families


def resolve(memo: Memo, content: Content, done: Preparation) -> Preparation:
    """The articles with their facts and cards renamed; what one sees of all is its own part.

    An article without a part stays what it was, so that nothing of it runs again.
    """
    prepared, names = done.prepared, content.names
    unlisted = content.site.private == "unlisted"
    articles = [compared(memo, prepared[id].card) for id in sorted(prepared)]
    versions = memo.step(
        recipe("generator.versions"),
        ("families", *(print.ref for _, print in articles)),
        dict[str, tuple[str, ...]],
        lambda: families(print.value for _, print in articles),
    )
    renames = memo.step(
        recipe("generator.identity"),
        (digest(names, unlisted), versions.ref, *(who.ref for who, _ in articles)),
        Renames,
        lambda: identities((who.value for who, _ in articles), versions.value, names, unlisted),
    )
    done = done._replace(renames=dict(renames.value))
    known = {id: resolve_one(memo, content, done, id, p) for id, p in prepared.items()}
    return done._replace(prepared=known, problems=[*done.problems, *_doubts(content, done)])


def resolve_one(memo: Memo, content: Content, done: Preparation, id: str, p: Prepared) -> Prepared:
    """One article with its facts and card renamed, as they are when all are resolved."""
    # A doubtful person, whom no card has, is private too.
    if id not in done.renames and content.site.private != "unlisted":
        return p
    return _renamed(memo, content.site, p, done.renames.get(id, ()))


def _renamed(memo: Memo, site: Site, p: Prepared, renames: tuple[Rename, ...]) -> Prepared:
    threshold = site.threshold
    doubt = threshold if site.private == "unlisted" else 0
    facts = memo.step(
        recipe("generator.identity"),
        ("facts", p.facts.ref, digest(renames, doubt)),
        tuple[Fact, ...],
        lambda: identified(p.facts.value, renames, doubt),
    )
    card = memo.step(
        recipe("generator.archive"),
        (p.article.ref, facts.ref, str(threshold)),
        Card,
        lambda: summarise(
            p.article.value, tuple(f for f in facts.value if f.confidence >= threshold)
        ),
    )
    return p._replace(facts=facts, card=card)


def _doubts(content: Content, done: Preparation) -> list[Problem]:
    """What the authority file says and cannot mean."""
    names, ids = content.names, {*done.prepared, *done.failed}
    problems = list(contested(names))
    for id in articles_named(names):
        facts = done.prepared[id].facts.value if id in done.prepared else None
        if facts is not None or id not in ids:
            problems += strange(names, id, facts, ids)
    return problems
