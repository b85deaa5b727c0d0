"""What `attribution.check` finds of altered quotations, and whom it accuses of others."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from attribution import Parser

pytest.importorskip("rapidfuzz")

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "checking.py"
SPEC = importlib.util.spec_from_file_location("checking", SCRIPT)
assert SPEC is not None
assert SPEC.loader is not None
checking: Any = importlib.util.module_from_spec(SPEC)
sys.modules["checking"] = checking
SPEC.loader.exec_module(checking)

MADE = 200
FOUND, NAMED, ACCUSED = 0.97, 0.9, 0.01


def chance() -> random.Random:
    """Give the same chance every time."""
    return random.Random(15)  # noqa: S311 figures, not secrets


class Wrong(list[str]):
    """What was judged wrongly, for the message of a test that fails."""

    def __call__(self, said: Any, draft: str, item: object) -> None:  # noqa: ANN401
        self.append(f"{draft} -> {item} <- {said.text}")


@pytest.fixture(scope="module")
def pool() -> list[Any]:
    draw = chance()
    articles = Parser().read_many(checking.made(draw))
    return [said for article in articles for said in checking.quotations(article, draw)]


def test_altered_quotations_are_found_and_named(pool: list[Any]) -> None:
    wrong = Wrong()
    rows = checking.altered_rows(pool, chance(), wrong)
    total = checking.summed(rows)
    assert total["made"] == MADE
    assert total["found"] >= FOUND * MADE, wrong
    assert total["named"] >= NAMED * MADE, wrong


def test_true_quotations_are_not_accused(pool: list[Any]) -> None:
    wrong = Wrong()
    rows = checking.unaltered_rows(pool, chance(), wrong)
    total = checking.summed(rows)
    assert total["made"] == MADE
    assert total["accused"] <= ACCUSED * MADE, wrong


def test_the_script_counts_what_is_wrong(pool: list[Any]) -> None:
    wrong, few = Wrong(), pool[:1]
    checking_nothing = {"same": (checking.same, checking.Verdict.ALTERED)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "ALTERED", checking_nothing)
        patch.setattr(checking, "UNALTERED", {"another speaker": checking.other_speaker})
        altered = checking.summed(checking.altered_rows(few, chance(), wrong))
        unaltered = checking.summed(checking.unaltered_rows(few, chance(), wrong))
    assert (altered["made"], altered["found"], altered["named"]) == (2, 0, 0)
    assert (unaltered["made"], unaltered["accused"]) == (2, 2)
    assert len(wrong) == 4
