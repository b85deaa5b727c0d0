"""Every case of the golden files, one test each."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution import Parser
from attribution.testing import GoldenCase, read_golden

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize("case", read_golden(FOLDER), ids=str)
def test_golden(case: GoldenCase) -> None:
    check(case, Parser())


@pytest.mark.parametrize("case", read_golden(FOLDER / "de"), ids=str)
def test_german_golden(case: GoldenCase) -> None:
    check(case, Parser("de"))


def check(case: GoldenCase, parser: Parser) -> None:
    case.check(parser)
    if case.fails:
        # Here the case fails as it says; the check complains of one that works.
        pytest.xfail(case.fails)
