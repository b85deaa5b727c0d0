"""Statements or articles as JSON, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from attribution._terminal import json_line
from attribution.articles import Article
from attribution.exports.rows import rows


def write(
    articles: Iterable[Article], out: IO[str], sort: str, columns: Sequence[str] | None
) -> None:
    """Write a line for each statement, or with ``articles`` for each article.

    Args:
        articles: The articles.
        out: A file open for text.
        sort: ``jsonl``, ``rows`` or ``articles``.
        columns: The columns of rows.
    """
    values = rows(articles, columns) if sort == "rows" else _values(articles, sort)
    for value in values:
        out.write(json_line(value) + "\n")


def _values(articles: Iterable[Article], sort: str) -> Iterator[dict[str, Any]]:
    for article in articles:
        if sort == "articles":
            yield article.to_dict()
        else:
            yield from ({"id": article.id, **quote.to_dict()} for quote in article)
