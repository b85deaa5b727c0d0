"""Statements as flat rows with fixed columns."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attribution.articles import Article
from attribution.errors import FormatError
from attribution.models import Quote

Value: TypeAlias = "str | float | bool | datetime.date | None"
COLUMNS: Mapping[str, str] = {
    "id": "what the caller calls the article",
    "number": "which statement of the article it is, from 1",
    "published": "the day of publication that was used",
    "speaker": "canonical name of whoever made the statement",
    "source_type": "what stands behind it: person, organisation, document, ...",
    "role": "title, office or function of the speaker",
    "organisation": "the body that the speaker speaks for",
    "date": "the day on which the statement was made",
    "stance": "how it is put forward",
    "kind": "direct, indirect or mixed",
    "negated": "whether it was not said",
    "addressee": "whom it was said to",
    "text": "the words of the statement",
    "quoted": "those of them that stand in quotation marks, parts joined by a space",
    "source": "the mention of the speaker next to the cue",
    "cue": "the reporting words",
    "confidence": "how likely the statement is right, 0 to 1",
    "rule": "name of the construction that found it",
    "start": "where its words begin, in code points",
    "end": "where its words end",
    "rules": "name of the rule set",
}
"""Column -> what it holds; the same for every table, in this order."""
META = "meta."
"""Stands before the names of columns that come from `Article.meta`."""


def rows(
    articles: Article | Iterable[Article], columns: Sequence[str] | None = None
) -> Iterator[dict[str, Value]]:
    """Give a flat row for each statement, as pandas, polars and `csv.DictWriter` take them.

    Args:
        articles: An article or several; they are read as rows are asked for.
        columns: Which columns, of `COLUMNS` and ``meta.<key>``; by default all of `COLUMNS`, and
            all of `Article.meta`.

    Returns:
        An iterator of dictionaries with equal keys, save those of `Article.meta`.

    Raises:
        FormatError: If a column is unknown.

    >>> from attribution import read
    >>> article = read("Ada Moor, the mayor, denied it.", id="a1", meta={"desk": "local"})
    >>> next(rows(article, ["speaker", "role", "start", "meta.desk"]))
    {'speaker': 'Ada Moor', 'role': 'mayor', 'start': 28, 'meta.desk': 'local'}
    >>> list(rows(read("It rained.")))
    []
    >>> next(rows(article, ["speeker"]))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    attribution.errors.FormatError: no column is called 'speeker' (did you mean 'speaker'?); ...
    """
    chosen = check_columns(columns)
    for article in [articles] if isinstance(articles, Article) else articles:
        for number, quote in enumerate(article.quotes, start=1):
            row = _row(article, number, quote)
            yield {name: row.get(name) for name in chosen} if chosen is not None else row


def check_columns(columns: Sequence[str] | None) -> tuple[str, ...] | None:
    """Refuse a column that no row has."""
    for name in columns or ():
        if name not in COLUMNS and not name.startswith(META):
            raise FormatError("column", name, [*COLUMNS, f"{META}<key>"])
    return None if columns is None else tuple(columns)


def _row(article: Article, number: int, quote: Quote) -> dict[str, Value]:
    return {
        "id": article.id,
        "number": number,
        "published": article.published,
        "speaker": quote.speaker,
        "source_type": _word(quote.source_type),
        "role": quote.role,
        "organisation": quote.organisation,
        "date": quote.date,
        "stance": _word(quote.stance),
        "kind": quote.kind.value,
        "negated": quote.negated,
        "addressee": quote.addressee,
        "text": quote.text,
        "quoted": " ".join(span.text for span in quote.quoted) or None,
        "source": quote.source.text if quote.source else None,
        "cue": quote.cue.text if quote.cue else None,
        "confidence": quote.confidence,
        "rule": quote.rule,
        "start": quote.contents[0].start,
        "end": quote.contents[-1].end,
        "rules": article.rules,
        **{f"{META}{key}": _flat(value) for key, value in article.meta.items()},
    }


def _word(value: Any) -> str | None:  # noqa: ANN401 any of the enumerations
    return None if value is None else str(value.value)


def _flat(value: object) -> Value:
    simple = value is None or isinstance(value, str | int | float | bool | datetime.date)
    return value if simple else str(value)  # type: ignore[return-value]
