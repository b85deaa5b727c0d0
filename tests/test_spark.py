"""The parser on a local Spark, which needs PySpark and Java."""

from __future__ import annotations

import datetime
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from attribution import InputValueError, UnknownRuleSetError, exports, read
from attribution.errors import FormatError
from attribution.integrations import spark

pytest.importorskip("pyspark", reason="needs PySpark, the extra spark")
pytest.importorskip("pyarrow")
if shutil.which("java") is None:
    pytest.skip("needs Java", allow_module_level=True)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# It speaks of versions of pandas, which is not used here.
pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

ROOT = Path(__file__).parents[1]
HARBOUR = (ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8")
SAID = "Ada Moor, the mayor, said on Monday that it was late. 🙂"
ARTICLES: list[tuple[int, str | None, str | None, list[int] | None]] = [
    (1, SAID, "2031-05-07", [1, 2]),
    (2, None, None, [3]),
    (3, "Lem Harrow denied it.", "May 7", []),
    (4, "It rained.", None, [4]),
    (5, HARBOUR, None, None),
    (6, "Lem Harrow denied it. " * 2_000, None, None),
    (7, "", None, None),
]
COLUMNS = "number long, body string, date string, pages array<int>"


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master("local[2]")
        for name, value in (
            ("spark.ui.enabled", "false"),
            ("spark.driver.bindAddress", "127.0.0.1"),
            ("spark.sql.shuffle.partitions", "2"),
            ("spark.sql.execution.arrow.maxRecordsPerBatch", "3"),
        ):
            builder = builder.config(name, value)
        made = builder.getOrCreate()
        made.sparkContext.setLogLevel("ERROR")
        yield made
        made.stop()


@pytest.fixture(scope="module")
def frame(session: SparkSession) -> DataFrame:
    return session.createDataFrame(ARTICLES, COLUMNS).repartition(2)


@pytest.fixture(scope="module")
def found(frame: DataFrame) -> list[dict[str, Any]]:
    read_ = spark.parse(
        frame, text="body", published="date", id="number", keep=["pages"], longest=40_000
    )
    rows = [row.asDict() for row in read_.collect()]
    return sorted(rows, key=lambda row: (row["id"], row["number"] or 0))


def test_the_statements_are_those_of_the_parser(found: list[dict[str, Any]]) -> None:
    articles = [read(SAID, "2031-05-07", id="1"), read(HARBOUR, id="5")]
    expected = [
        {**row, "pages": pages, "error": None}
        for article, pages in zip(articles, ([1, 2], None), strict=True)
        for row in exports.rows(article)
    ]
    assert [row for row in found if row["error"] is None] == expected
    assert expected[0]["date"] == datetime.date(2031, 5, 5)


def test_a_bad_row_becomes_a_row_with_an_error(found: list[dict[str, Any]]) -> None:
    bad = {row["id"]: row for row in found if row["error"] is not None}
    assert {key: row["error"] for key, row in bad.items()} == {
        "2": "text must be str, not NoneType: None",
        "3": "published must be a day in ISO 8601 such as '2031-05-07', not 'May 7'",
        "6": "text must have at most 40,000 characters, not 44,000",
    }
    assert bad["2"]["pages"] == [3]
    told = {"id", "pages", "error"}
    assert all(value is None for key, value in bad["2"].items() if key not in told)


def test_the_columns_have_the_types_of_arrow(frame: DataFrame) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    from attribution.exports.arrow_table import SCHEMA

    given = spark.parse(frame, text="body", keep=["pages"]).schema
    assert given.names == [*exports.COLUMNS, "pages", "error"]
    assert given.fields[: len(exports.COLUMNS)] == from_arrow_schema(SCHEMA).fields
    assert given["pages"] == frame.schema["pages"]


def test_columns_of_days_and_of_times_are_taken(session: SparkSession) -> None:
    for kind in ("date", "timestamp"):
        made = session.createDataFrame([(SAID, "2031-05-07")], "text string, day string")
        made = made.select("text", made.day.cast(kind).alias("day"))
        [row] = spark.parse(made, published="day").collect()
        assert (row.id, row.date) == (None, datetime.date(2031, 5, 5))


def test_a_rule_set_of_a_file_goes_to_the_processes(session: SparkSession, tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text('[ruleset]\nname = "harbour"\nextends = "en"\n', encoding="utf-8")
    made = session.createDataFrame([(SAID,)], "text string")
    reading = spark.parse(made, rules=path)
    path.unlink()
    assert [row.rules for row in reading.collect()] == ["harbour"]


def test_rules_by_language_and_least_confidence(session: SparkSession) -> None:
    german = "Der Bürgermeister sagte, dass die Fähre zu spät war."
    made = session.createDataFrame([(german,), (SAID,)], "text string")
    assert {row.rules for row in spark.parse(made, rules="auto").collect()} == {"de", "en"}
    assert spark.parse(made, min_confidence=1.0).collect() == []


def test_the_page_counts_speakers(session: SparkSession) -> None:
    page = (ROOT / "docs" / "use" / "spark.md").read_text(encoding="utf-8")
    [code] = re.findall(r"^```python\n(from attribution.*?)^```$", page, re.MULTILINE | re.DOTALL)
    rows = [(SAID, "2031-05-07", "a1", "local"), (None, None, "a2", "local")]
    articles = session.createDataFrame(rows, "body string, day string, url string, desk string")
    names = {"articles": articles}
    exec(code, names)  # noqa: S102 it is ours
    assert [tuple(row) for row in names["speakers"].collect()] == [("local", "Ada Moor", 1)]
    assert [row.id for row in names["unread"].collect()] == ["a2"]


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ({"text": "bodi"}, FormatError, r"'bodi' \(did you mean 'body'\?\)"),
        ({"text": "body", "published": "x"}, FormatError, "no column is called 'x'"),
        ({"text": "body", "keep": ["x"]}, FormatError, "no column is called 'x'"),
        ({"text": "body", "keep": ["date"]}, InputValueError, "keep must be names"),
        ({"text": "body", "keep": ["pages", "pages"]}, InputValueError, "keep must be names"),
        ({"text": "body", "rules": "tlh"}, UnknownRuleSetError, "'tlh'"),
        ({"text": "body", "min_confidence": 2}, InputValueError, "from 0 to 1"),
    ],
)
def test_what_means_nothing_is_told_at_once(
    frame: DataFrame, options: dict[str, Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        spark.parse(frame, **options)
