"""Read many records in processes that are started in the way given; run by test_many.py."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
import time
import warnings

import pytest

from attribution import Layout, Parser, RecordError, RuleTimeoutError, WorkerError, rulesets
from attribution._parsing.many import Outcome, each
from attribution._values.arguments import Record

GOOD = "Ada Moor said on Monday that it rained."
RUNS_AWAY = r"(?P<source>(?:\w|\w\w)+)[!;](?P<content>[xy])"


class OddError(Exception):
    """Cannot be pickled: it wants two arguments and keeps one."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)
        self.two = two


def shout(record: Record) -> Outcome[str]:
    """Stand for what a parser does with a text."""
    if record.text == "die":
        # What was read before may still be on its way.
        time.sleep(0.2)
        os._exit(9)
    if record.text == "odd":
        raise OddError("odd", "even")
    return record.text.upper(), []


def check_parser() -> None:
    """Records with day and id come back in their order, faults are named, warnings arrive."""
    layout = Layout("away", RUNS_AWAY, time_limit=0.1)
    parser = Parser(rulesets.load("en").extend(layouts=[layout]))
    first = {"text": GOOD, "published": "2031-05-07", "id": 1}
    records: list[str | dict[str, object]] = [first, GOOD, {"id": 2}, "a" * 60 + "?"]
    failed: list[RecordError] = []
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        found = list(parser.parse_many(records, workers=2, on_error=failed.append))
    assert [[str(quote.date) for quote in quotes] for quotes in found] == [
        ["2031-05-05"],
        ["None"],
        [],
    ]
    assert [error.id for error in failed] == [2]
    (warning,) = seen
    assert isinstance(warning.message, RuleTimeoutError)
    assert (warning.message.rule, warning.filename) == ("away", __file__)


def check_faults() -> None:
    """An error that cannot travel is told all the same, and a dead worker is one of ours."""
    results = each(["a", "b", "odd"], shout, 2, lambda error: error.problem)
    assert list(results) == ["A", "B", "OddError: odd"]
    many = [*map(str, range(9)), *["die"] * 4, "b"]
    results = each(many, shout, 1 + 1, None)
    assert list(itertools.islice(results, 8)) == list("01234567")
    with pytest.raises(WorkerError) as raised:
        list(results)
    assert raised.value.index in {8, 9}
    assert not multiprocessing.active_children()


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    check_parser()
    check_faults()
    sys.stdout.write(f"{sys.argv[1]}: all is well\n")
