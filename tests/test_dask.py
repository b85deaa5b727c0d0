"""The recipe for Dask, as its page gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import pytest

from attribution import exports, read

bag = pytest.importorskip("dask.bag", reason="needs Dask")

ROOT = Path(__file__).parents[1]
SAID = "Ada Moor, the mayor, said that it was late. “It is not,” said Nell Orrin."
COLUMNS = ["id", "speaker", "stance", "text"]


def recipe() -> Callable[[Iterable[object]], list[dict[str, Any]]]:
    """Give the function that the page defines."""
    page = (ROOT / "docs" / "use" / "spark.md").read_text(encoding="utf-8")
    lines = re.findall(r"^(?:>>>|\.\.\.) ?(.*)$", page, re.MULTILINE)
    begin = lines.index("def statements(records):")
    end = next(number for number, line in enumerate(lines) if line.startswith("records = "))
    names: dict[str, Any] = {}
    exec("\n".join(["from attribution import Parser, exports", *lines[begin:end]]), names)  # noqa: S102
    return cast("Callable[[Iterable[object]], list[dict[str, Any]]]", names["statements"])


@pytest.mark.parametrize("scheduler", ["sync", "processes"])
def test_partitions_give_what_the_parser_gives(scheduler: str) -> None:
    records: list[dict[str, object]] = [
        {"id": "a1", "text": SAID},
        {"id": "a2", "text": None},
        {"id": "a3", "text": "It rained."},
        {"id": "a4", "text": SAID, "published": "May 7"},
        {"id": "a5", "text": "Lem Harrow denied it."},
    ]
    parts = bag.from_sequence(records, npartitions=2).map_partitions(recipe())
    found = parts.compute(scheduler=scheduler, num_workers=2)
    good = [read(SAID, id="a1"), read("Lem Harrow denied it.", id="a5")]
    assert [row for row in found if "error" not in row] == list(exports.rows(good, COLUMNS))
    assert [row["id"] for row in found if "error" in row] == ["a2", "a4"]
