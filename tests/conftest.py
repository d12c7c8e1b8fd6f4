"""What the tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def seeds() -> dict[str, str]:
    """The five articles as received, by id."""
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    return {p.stem: p.read_bytes().decode() for p in paths}
