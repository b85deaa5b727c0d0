"""The page on rule sets names all that the engine asks a rule set for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attribution._rules import known
from attribution._rules.tables import SECTIONS
from attribution._rules.wanted import (
    ClassWords,
    Piece,
    Setting,
    Single,
    SpeakerWords,
    Wanted,
    declared,
)

PAGE = (Path(__file__).parents[1] / "docs" / "rule-sets.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", re.sub(r"(?s)```.*?```", "", PAGE)))


@pytest.mark.parametrize("kind", [Piece, Single, ClassWords, SpeakerWords, Setting])
def test_all_that_is_declared_is_named(kind: type[Wanted[object]]) -> None:
    assert sorted({wanted.name for wanted in declared(kind)} - NAMED) == []


def test_each_setting_has_a_row_that_tells_its_sort() -> None:
    rows = re.findall(r"(?m)^\| ((?:`\w+`(?:, )?)+) \| (.+?) \| .+ \|$", PAGE)
    told = {name: sort.strip("`") for names, sort in rows for name in re.findall(r"\w+", names)}
    settings = {wanted.name: wanted.shape.name for wanted in declared(Setting)}
    assert {name: told.get(name) for name in settings} == settings


@pytest.mark.parametrize("names", [known.BUILT_IN_TAGS, known.ENGINE_RULES])
def test_all_is_named(names: set[str]) -> None:
    assert sorted(names - NAMED) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_all_tables_are_named(name: str) -> None:
    assert {f"[{name}]", f"[[{name}]]"} & NAMED
