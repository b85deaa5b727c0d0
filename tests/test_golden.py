"""Every case of the golden files, one test each."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.testing import GoldenCase, read_golden


@pytest.mark.parametrize("case", read_golden(Path(__file__).parent / "golden"), ids=str)
def test_golden(case: GoldenCase) -> None:
    case.check()
    if case.fails:
        # Here the case fails as it says; the check complains of one that works.
        pytest.xfail(case.fails)
