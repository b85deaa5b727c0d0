"""What can never speak never does: numbers, adverbs, pronouns that link, verbs, empty nouns."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from field_articles import articles

from attribution import Parser
from attribution.testing import GoldenCase, read_golden

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from speechless import why_not  # noqa: E402

SURNAMES = {"Weil"}
"""Of people whom a title tells by them: Frau Weil."""
CASES = [*read_golden(ROOT / "tests/golden"), *read_golden(ROOT / "tests/golden/de")]


@pytest.mark.parametrize(
    ("speaker", "why"),
    [
        ("64", "number or share"),
        ("64 %", "number or share"),
        ("1,204.5 percent", "number or share"),
        ("However", "adverb"),
        ("which", "relative pronoun"),
        ("the verdict", "noun that frames words"),
        ("sync", "noun that frames words"),
        ("awaiting final judgment", "verb phrase"),
        ("64 % of voters", ""),
        ("the mayor", ""),
        ("sailing club", ""),
        ("Speaker 2", ""),
        ("Hope Moor", ""),
        ("Moscow", ""),
    ],
)
def test_what_can_be_no_speaker_is_known(speaker: str, why: str) -> None:
    assert why_not(speaker) == why


def _wrong(rules: str, texts: Iterator[str]) -> list[tuple[str, str]]:
    parser = Parser(rules)
    speakers = (quote.speaker for text in texts for quote in parser.parse(text))
    names = (name for name in speakers if name is not None and name not in SURNAMES)
    return [(name, why) for name in names if (why := why_not(name, rules))]


def _is_german(case: GoldenCase) -> bool:
    return case.path.parent.name == "de"


@pytest.mark.parametrize("rules", ["en", "de"])
def test_nothing_of_the_golden_texts_speaks_that_cannot(rules: str) -> None:
    assert _wrong(rules, (c.text for c in CASES if _is_german(c) == (rules == "de"))) == []


def test_nothing_of_the_articles_speaks_that_cannot() -> None:
    assert _wrong("en", (article.text for article in articles())) == []


@pytest.mark.parametrize(
    "text",
    [
        "64 % said that the ferry was late.",
        "However said that the ferry was late.",
        "The ferry sank, which said that it was late.",
        "The answer said that the ferry was late.",
        "Awaiting final judgment said that the ferry was late.",
        "In May, sync said that the ferry was late.",
        "“It is late,” the answer said.",
        "“It is late,” said 64 %.",
        "According to however, the ferry was late.",
        "On two occasions said that the ferry was late.",
    ],
)
def test_what_cannot_speak_is_passed_over(text: str) -> None:
    assert _wrong("en", iter([text])) == []


def test_what_begins_with_a_verb_is_dropped_with_a_reason() -> None:
    told = Parser().explain("Sailors may not let posters tell them when to sail, but they care.")
    assert not told.quotes
    assert "nobody who can speak is its source" in str(told)
