"""The parser on Spark: a data frame of articles becomes one of statements."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from attribution._values.arguments import checked_share
from attribution.articles import Article
from attribution.errors import FormatError, InputValueError, MissingExtraError, RecordError
from attribution.exports.rows import COLUMNS, rows
from attribution.parser import Parser
from attribution.rules import RuleSet

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructType

ERROR = "error"
"""The column that tells why an article could not be read."""
_BATCH = 1_000
"""Rows that are held as Python has them before Arrow takes them."""
_LONGEST = 5_000_000
_SPARK_TYPES = {
    "int32": "IntegerType",
    "int64": "LongType",
    "double": "DoubleType",
    "bool": "BooleanType",
    "date32[day]": "DateType",
    "string": "StringType",
}
"""Type of a column in Arrow -> the class of its type in Spark."""


@attrs.frozen(kw_only=True)
class _Job:
    """What the processes of Spark are to do; it is sent to them."""

    text: str
    published: str | None
    id: str | None
    keep: tuple[str, ...]
    rules: str | RuleSet
    min_confidence: float
    longest: int


def parse(  # noqa: PLR0913
    df: DataFrame,
    text: str = "text",
    published: str | None = None,
    *,
    id: str | None = None,  # noqa: A002 the word that users look for
    keep: Sequence[str] = (),
    rules: str | Path | RuleSet = "en",
    min_confidence: float = 0.0,
    longest: int = _LONGEST,
) -> DataFrame:
    """Read the articles of a data frame.

    Args:
        df: A data frame with an article a row.
        text: The column of the text.
        published: The column of the day of publication: days, times, or text in ISO 8601.
        id: The column of what you call an article; it is text in what is given.
        keep: Columns that each statement of an article is to have as well, as they are.
        rules: A rule set, the name or path of one, or "auto", as `Parser` takes it.  A path is
            read here, and not where Spark's processes run.
        min_confidence: Leave out statements of less confidence than this, from 0 to 1.
        longest: How many characters a text may have.

    Returns:
        A data frame with a row for each statement, which has the columns of `exports.COLUMNS`, then
        those of `keep`, then `error`.  An article that cannot be read is one row, in which `error`
        tells why, and only the id and `keep` are told besides.  One in which nobody speaks is none.

    Raises:
        FormatError: If there is no such column.
        InputTypeError: If `min_confidence` is no number.
        InputValueError: If `min_confidence` is not from 0 to 1, or a column of `keep` has the name
            of another one that is given.
        MissingExtraError: If PySpark is not installed.
        UnknownRuleSetError: If no rule set of that name can be had.
    """
    for name in (text, published, id, *keep):
        if name is not None and name not in df.columns:
            raise FormatError("column", name, df.columns)
    for name in keep:
        if name in (*COLUMNS, ERROR) or keep.count(name) > 1:
            raise InputValueError("keep", name, "names that no other column of the result has")
    job = _Job(
        text=text,
        published=published,
        id=id,
        keep=tuple(keep),
        rules=_sent(rules),
        min_confidence=checked_share(min_confidence),
        longest=longest,
    )
    schema = _schema(df, keep)
    return df.mapInArrow(functools.partial(_read_all, job=job), schema)


def _sent(rules: str | Path | RuleSet) -> str | RuleSet:
    """Give what names a rule set elsewhere: its name, or what a file of this machine holds."""
    loaded = Parser(rules).rules
    named = loaded is None or (isinstance(rules, str) and rules == loaded.name)
    return str(rules) if named or loaded is None else loaded


def _schema(df: DataFrame, keep: Iterable[str]) -> StructType:
    try:
        from pyspark.sql.types import StringType, StructField, StructType
    except ImportError as error:
        raise MissingExtraError("reading on Spark", "pyspark", "spark") from error
    from attribution.exports.arrow_table import SCHEMA

    ours = [StructField(field.name, _spark_type(str(field.type))) for field in SCHEMA]
    theirs = [df.schema[name] for name in keep]
    return StructType([*ours, *theirs, StructField(ERROR, StringType())])


def _spark_type(name: str) -> DataType:
    from pyspark.sql import types

    made: DataType = getattr(types, _SPARK_TYPES[name])()
    return made


# In the processes of Spark ----------------------------------------------------------------------


def _read_all(batches: Iterable[Any], job: _Job) -> Iterator[Any]:
    """Read batches of articles, in batches of Arrow."""
    for batch in batches:
        found = _found(batch, job)
        while some := list(itertools.islice(found, _BATCH)):
            yield _batch_of(some, batch, job)


def _found(batch: Any, job: _Job) -> Iterator[tuple[int, dict[str, Any]]]:  # noqa: ANN401 of Arrow
    """Give the rows of a batch, each with the place of its article."""
    ids = _column(batch, job.id)
    for number, (text, day) in enumerate(
        zip(_column(batch, job.text), _column(batch, job.published), strict=True)
    ):
        name = None if ids[number] is None else str(ids[number])
        record = {"text": text, "published": day, "id": name}
        read = _read(record, job)
        if isinstance(read, str):
            yield number, {"id": name, ERROR: read}
        else:
            yield from ((number, row) for row in rows(read, list(COLUMNS)))


def _read(record: dict[str, Any], job: _Job) -> Article | str:
    """Read an article, or tell what is wrong with it."""
    text = record["text"]
    if isinstance(text, str) and len(text) > job.longest:
        return f"text must have at most {job.longest:,} characters, not {len(text):,}"
    faults: list[RecordError] = []
    articles = _parser(job.rules).read_many(
        [record], on_error=faults.append, min_confidence=job.min_confidence
    )
    article = next(articles, None)
    return faults[0].problem if article is None else article


@functools.cache
def _parser(rules: str | RuleSet) -> Parser:
    """Give the parser of a process, which makes ready with its first text."""
    return Parser(rules)


def _column(batch: Any, name: str | None) -> list[Any]:  # noqa: ANN401 a batch of Arrow
    values: list[Any] = [None] * batch.num_rows if name is None else batch.column(name).to_pylist()
    return values


def _batch_of(found: list[tuple[int, dict[str, Any]]], batch: Any, job: _Job) -> Any:  # noqa: ANN401 of Arrow
    """Give rows as a batch of Arrow, with what is kept of their articles."""
    import pyarrow as pa

    from attribution.exports.arrow_table import SCHEMA

    ours = pa.RecordBatch.from_pylist(
        [row for _, row in found], schema=SCHEMA.append(pa.field(ERROR, pa.string()))
    )
    numbers = pa.array([number for number, _ in found])
    kept = [batch.column(name).take(numbers) for name in job.keep]
    *columns, errors = ours.columns
    return pa.RecordBatch.from_arrays([*columns, *kept, errors], names=[*COLUMNS, *job.keep, ERROR])
