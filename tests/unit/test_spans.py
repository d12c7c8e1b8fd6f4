"""Stretches that do not overlap, against the plain definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.spans import Spans

stretches = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1])), max_size=30
)


@given(stretches)
def test_only_free_stretches_are_taken(wanted: list[tuple[int, int]]) -> None:
    spans, kept = Spans(), list[tuple[int, int]]()
    for start, end in wanted:
        free = all(end <= low or start >= high for low, high in kept)
        assert spans.free(start, end) == free == spans.add(start, end)
        if free:
            kept.append((start, end))
    assert list(spans.touching(0, 99)) == sorted(kept)


@given(stretches, st.tuples(st.integers(0, 60), st.integers(1, 20)))
def test_cover_takes_a_stretch_and_all_it_touches(
    wanted: list[tuple[int, int]], more: tuple[int, int]
) -> None:
    spans = Spans(wanted)
    taken = {at for span in spans.touching(0, 99) for at in range(*span)}
    start, end = more[0], sum(more)
    spans.cover(start, end)
    after = {at for span in spans.touching(0, 99) for at in range(*span)}
    assert after == taken | {*range(start, end)}
