"""No regular expression of cleaning or intake runs away, counted in steps and not in seconds."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import generator.clean
import generator.intake
from generator.clean import fields
from generator.clean.rules import RULES
from tests.steps import RunsAway, Steps, samples


def _modules() -> Iterator[ModuleType]:
    for package in (generator.clean, generator.intake):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def _held(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _held(each)


def _written(module: ModuleType) -> Iterator[re.Pattern[Any]]:
    """The patterns in a module's calls of `re`, where they are made of the module's own names."""
    with open(str(module.__file__), encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
            try:
                words = eval(compile(ast.Expression(node.args[0]), "", "eval"), vars(module))
            except NameError:  # made of names that a function has: its own test is below
                continue
            yield re.compile(words)


PATTERNS: dict[str, re.Pattern[str]] = {}
for _module in _modules():
    _name = _module.__name__.removeprefix("generator.")
    for _pattern in (*(p for v in vars(_module).values() for p in _held(v)), *_written(_module)):
        if isinstance(_pattern.pattern, bytes):
            _pattern = re.compile(_pattern.pattern.decode("latin-1"), _pattern.flags | re.ASCII)
        PATTERNS.setdefault(f"{_name}: {_pattern.pattern}", _pattern)
PATTERNS["clean.fields: _token"] = fields._token()
LONGEST = {rule.pattern: rule.longest for rule in RULES}
for _rule in RULES:
    PATTERNS[f"rule {_rule.name}"] = re.compile(_rule.pattern)


def _steps(pattern: re.Pattern[str], text: str) -> int:
    """How many steps a search takes, after it is seen to end as `re` says."""
    counted = Steps(pattern, _MOST * len(text))
    try:
        found = counted.search(text)
    except RunsAway:
        pytest.fail(f"{pattern.pattern!r} runs away on {text!r}")
    wanted = pattern.search(text)
    assert found == (wanted.span() if wanted else None)
    return counted.taken


_MOST = 2000  # steps a character: the widest pattern, a byline's labels, takes some 600


@pytest.mark.parametrize("name", PATTERNS, ids=range(len(PATTERNS)))
@settings(deadline=None, max_examples=4, phases=[Phase.reuse, Phase.generate])
@given(data=st.data())
def test_no_pattern_runs_away(name: str, data: st.DataObject) -> None:
    pattern = PATTERNS[name]
    longest = LONGEST.get(pattern.pattern, 1000)
    lead, unit, end = samples(pattern, lambda n: data.draw(st.integers(0, n - 1)))
    if not unit:
        return
    taken = []
    for size in (min(500, longest), min(1000, longest)):
        grown = lead + unit * (size // len(unit) + 1)
        taken.append(_steps(pattern, grown[:size] + end + "\x00"))
    assert taken[1] <= 3 * taken[0] + 1000  # twice the text: four times the steps are too many


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?:a{1,9}){1,60}$", "a" * 200 + "b"),
        ("(?:a|b|ab){1,99}c", "ab" * 99),
        ("(a*)*b", "a" * 99),
    ],
)
def test_what_runs_away_is_found(pattern: str, text: str) -> None:
    with pytest.raises(RunsAway):
        Steps(re.compile(pattern), _MOST * len(text)).search(text)


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("links-in-a-row", "甲| " * 99),
        ("footer-links", "公平交易" + " - 月" * 74),
        ("crumbs-to-text", "日 >/ »" * 17),
    ],
)
def test_a_rule_that_ran_away_does_so_no_more(rule: str, line: str) -> None:
    _steps(PATTERNS[f"rule {rule}"], line + "\x00")


def test_every_pattern_is_tried() -> None:
    assert len(PATTERNS) > 200
    assert sum(name.startswith("rule ") for name in PATTERNS) == len(RULES)
