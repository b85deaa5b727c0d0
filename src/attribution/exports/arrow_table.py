"""Statements as a typed table of Apache Arrow, and as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any

from attribution.articles import Article
from attribution.errors import MissingExtraError
from attribution.exports.rows import COLUMNS, META, check_columns, rows

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError as error:
    raise MissingExtraError("an Arrow table", "pyarrow", "arrow") from error

_BATCH = 10_000
"""Rows that are held at once while a file is written."""
_TYPES = {
    "number": pa.int32(),
    "published": pa.date32(),
    "date": pa.date32(),
    "negated": pa.bool_(),
    "confidence": pa.float64(),
    "start": pa.int64(),
    "end": pa.int64(),
}
SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])
"""The columns of `COLUMNS` with their types; dates are days and not instants."""


def schema(columns: Sequence[str] | None) -> Any:  # noqa: ANN401 a schema of another library
    """Give the schema of some columns; those of `Article.meta` are text."""
    chosen = check_columns(columns) or tuple(COLUMNS)
    return pa.schema([(name, _TYPES.get(name, pa.string())) for name in chosen])


def table(articles: Iterable[Article], columns: Sequence[str] | None = None) -> Any:  # noqa: ANN401 a table of another library
    """Give the statements of articles as a `pyarrow.Table`."""
    wanted = schema(columns)
    return pa.Table.from_pylist(list(_typed(articles, wanted.names)), schema=wanted)


def write(
    articles: Iterable[Article],
    out: IO[bytes],
    sort: str,  # noqa: ARG001 every format is called alike
    columns: Sequence[str] | None,
) -> None:
    """Write the statements as a Parquet file, some thousand rows at a time.

    Args:
        articles: The articles.
        out: A file open for bytes.
        sort: ``parquet``.
        columns: The columns.
    """
    wanted = schema(columns)
    waiting = _typed(articles, wanted.names)
    with parquet.ParquetWriter(out, wanted) as writer:
        while batch := list(islice(waiting, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema=wanted))


def _typed(articles: Iterable[Article], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    for row in rows(articles, names):
        yield {n: _text(value) if n.startswith(META) else value for n, value in row.items()}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
