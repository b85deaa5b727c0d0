"""The page on rule sets names all that the engine asks a rule set for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import attribution
from attribution import _known
from attribution._tables import SECTIONS

FOLDER = Path(attribution.__file__).parent
CODE = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.py"))
    if path.name != "testing.py"
)
PAGE = (Path(__file__).parents[1] / "docs" / "rule-sets.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", re.sub(r"(?s)```.*?```", "", PAGE)))


def found(pattern: str) -> set[str]:
    names = set(re.findall(pattern, CODE))
    assert names, pattern
    return names


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(found(r'settings\.get\(\s*"(\w+)"'), id="settings"),
        pytest.param(found(r'(?:forwards|backwards|chars_of)\(\s*"([\w-]+)"'), id="pieces"),
        pytest.param(found(r'self\.(?:pattern|compile)\((?:read\()?"<([\w-]+)>"'), id="patterns"),
        pytest.param(found(r'speaker_words\("(\w+)"\)'), id="speakers"),
        pytest.param(_known.BUILT_IN_TAGS, id="tags"),
        pytest.param(_known.DATE_GROUPS, id="dates"),
        pytest.param(_known.ENGINE_RULES, id="rules"),
        pytest.param(set(_known.PIECE_GROUPS), id="groups"),
        pytest.param(_known.SPEAKERS, id="speakers known"),
    ],
)
def test_all_is_named(names: set[str]) -> None:
    assert sorted(names - NAMED) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_all_tables_are_named(name: str) -> None:
    assert {f"[{name}]", f"[[{name}]]"} & NAMED


def test_the_words_for_speakers_that_are_refused_are_those_not_asked_for() -> None:
    assert found(r'speaker_words\("(\w+)"\)') <= _known.SPEAKERS
