"""Articles with their quotations in the vocabulary of schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from attribution._terminal import json_line
from attribution.articles import Article
from attribution.models import Quote, SourceType

_CONTEXT = "https://schema.org"


def schema_org(article: Article) -> dict[str, Any]:
    """Give an article as a ``NewsArticle`` whose parts are a ``Quotation`` for each statement.

    Whoever makes a statement is a ``Person`` or an ``Organization``; sources without a name, which
    the vocabulary has no type for, stand in ``creditText``.

    Args:
        article: The article; its `id` is the ``@id``.

    >>> from attribution import read
    >>> article = read("Ada Moor, the mayor of Wexhaven, denied it.", published="2031-05-07")
    >>> schema_org(article)["hasPart"][0]["spokenByCharacter"]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'@type': 'Person', 'name': 'Ada Moor', 'jobTitle': 'mayor',
     'affiliation': {'@type': 'Organization', 'name': 'Wexhaven'}}
    >>> schema_org(read("It rained."))["hasPart"]
    []
    """
    values = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "@id": article.id,
        "datePublished": article.published.isoformat() if article.published else None,
        "articleBody": article.text,
        "hasPart": [_quotation(quote) for quote in article],
    }
    return {name: value for name, value in values.items() if value is not None}


def _quotation(quote: Quote) -> dict[str, Any]:
    named = quote.source_type in (SourceType.PERSON, SourceType.ORGANISATION)
    values = {
        "@type": "Quotation",
        "text": quote.text,
        "spokenByCharacter": _speaker(quote) if named and quote.speaker else None,
        "creditText": None if named else quote.speaker,
        "dateCreated": quote.date.isoformat() if quote.date else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _speaker(quote: Quote) -> dict[str, Any]:
    if quote.source_type is SourceType.ORGANISATION:
        return {"@type": "Organization", "name": quote.organisation or quote.speaker}
    body = {"@type": "Organization", "name": quote.organisation} if quote.organisation else None
    values = {
        "@type": "Person",
        "name": quote.speaker,
        "jobTitle": quote.role,
        "affiliation": body,
    }
    return {name: value for name, value in values.items() if value is not None}


def write(
    articles: Iterable[Article],
    out: IO[str],
    sort: str,  # noqa: ARG001 every format is called alike
    columns: Sequence[str] | None,  # noqa: ARG001 the same
) -> None:
    """Write a line of JSON-LD for each article.

    Args:
        articles: The articles.
        out: A file open for text.
        sort: ``schema-org``.
        columns: None: it has no columns.
    """
    for article in articles:
        out.write(json_line(schema_org(article)) + "\n")
