"""Rows as comma- or tab-separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import IO

from attribution.articles import Article
from attribution.exports.rows import COLUMNS, META, check_columns, rows


def write(
    articles: Iterable[Article], out: IO[str], sort: str, columns: Sequence[str] | None
) -> None:
    """Write a header and a row for each statement, in the form of RFC 4180.

    Args:
        articles: The articles; what the first has in `meta` gives columns, unless they are named.
        out: A file open for text with ``newline=""``.
        sort: ``csv`` or ``tsv``.
        columns: The columns.
    """
    chosen = check_columns(columns)
    articles = iter(articles)
    if chosen is None:
        first = list(_first(articles))
        chosen = (*COLUMNS, *(f"{META}{key}" for article in first for key in article.meta))
        articles = chain(first, articles)
    writer = csv.DictWriter(out, chosen, delimiter="\t" if sort == "tsv" else ",")
    writer.writeheader()
    writer.writerows(rows(articles, chosen))


def _first(articles: Iterable[Article]) -> Iterable[Article]:
    for article in articles:
        yield article
        return
