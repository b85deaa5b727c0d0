"""What a package with a rule set tests: its examples, its golden file, and its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution import Parser, rulesets
from attribution.testing import GoldenCase, check_ruleset, read_golden

CASES = read_golden(Path(__file__).with_name("newsletter.txt"))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser("newsletter")


def test_examples() -> None:
    check_ruleset("newsletter", base="en")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_golden(case: GoldenCase, parser: Parser) -> None:
    case.check(parser)


def test_name() -> None:
    assert "newsletter" in rulesets.available()
    assert rulesets.load("newsletter").language == "en"
