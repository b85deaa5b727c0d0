r"""Articles as rows, tables, files and pages: one module a format.

>>> import io
>>> from attribution import read
>>> out = io.StringIO()
>>> write([read("Ada Moor denied it.", id="a1")], out, format="csv", columns=["id", "speaker"])
>>> out.getvalue()
'id,speaker\r\na1,Ada Moor\r\n'
>>> write([], out, format="cvs")  # doctest: +ELLIPSIS
Traceback (most recent call last):
...
attribution.errors.FormatError: no format is called 'cvs' (did you mean 'csv'?); there are: ...
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

import attrs

from attribution.articles import Article
from attribution.errors import FormatError
from attribution.exports.brat import brat, brat_folder
from attribution.exports.conll import conll
from attribution.exports.page import html
from attribution.exports.rows import COLUMNS, rows
from attribution.exports.schema import schema
from attribution.exports.schema_org import schema_org
from attribution.exports.web_annotation import web_annotations

__all__ = [
    "COLUMNS",
    "FORMATS",
    "Format",
    "arrow",
    "brat",
    "brat_folder",
    "conll",
    "html",
    "rows",
    "schema",
    "schema_org",
    "web_annotations",
    "write",
]


@attrs.frozen
class Format:
    """A format that articles can be written in."""

    module: str
    """The module of this package that has a function ``write(articles, out, columns)``."""
    about: str
    """What it is, in a few words."""
    binary: bool = False
    """Whether it is written as bytes."""
    tabular: bool = False
    """Whether it has columns that can be chosen."""


FORMATS: Mapping[str, Format] = {
    "lines": Format("lines", "a line a statement, for grep and for terminals"),
    "table": Format("table", "a table for a terminal"),
    "csv": Format("delimited", "comma-separated values, a row a statement", tabular=True),
    "tsv": Format("delimited", "values separated by tabs, a row a statement", tabular=True),
    "jsonl": Format("json_lines", "a JSON object a statement, with all spans"),
    "articles": Format("json_lines", "a JSON object an article, which `Article.from_dict` reads"),
    "rows": Format("json_lines", "a flat JSON object a statement", tabular=True),
    "parquet": Format("arrow_table", "a typed table for data tools", binary=True, tabular=True),
    "brat": Format("brat", "brat standoff, the annotation of one article"),
    "web-annotation": Format("web_annotation", "a W3C Web Annotation a statement"),
    "web-annotation-utf16": Format("web_annotation", "the same with places for JavaScript"),
    "schema-org": Format("schema_org", "JSON-LD of schema.org, an article a line"),
    "conll": Format("conll", "a token a line, with IOB labels"),
    "html": Format("page", "a page that shows the articles, which needs no network"),
}
"""Name -> format."""


def write(
    articles: Iterable[Article],
    out: IO[Any],
    *,
    format: str = "csv",  # noqa: A002 the word that users look for
    columns: Sequence[str] | None = None,
) -> None:
    """Write articles to a file that is open.

    Args:
        articles: The articles; formats of rows write each as it comes.
        out: A file open for text, or for bytes where the format is binary.
        format: One of `FORMATS`.
        columns: The columns of a table, of `COLUMNS` and ``meta.<key>``; all of `COLUMNS` and what
            the first article has by default.

    Raises:
        FormatError: If the format or a column is unknown.
        MissingExtraError: If the format needs an extra that is not installed.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise FormatError("format", format, FORMATS)
    if columns is not None and not chosen.tabular:
        tables = [name for name, other in FORMATS.items() if other.tabular]
        raise FormatError("format with columns", format, tables)
    module = importlib.import_module(f"{__name__}.{chosen.module}")
    module.write(articles, out, format, columns)


def arrow(articles: Iterable[Article], columns: Sequence[str] | None = None) -> Any:  # noqa: ANN401 a table of another library
    """Give the statements of articles as a `pyarrow.Table`.

    Args:
        articles: The articles.
        columns: The columns, as `write` takes them.

    Raises:
        MissingExtraError: If pyarrow is not installed.
    """
    from attribution.exports.arrow_table import table

    return table(articles, columns)
