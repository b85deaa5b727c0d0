"""Statements as annotations of the W3C Web Annotation Data Model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from attribution._terminal import json_line
from attribution.articles import Article
from attribution.models import Quote, Span

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and behind the words, by which they are found where the text has changed."""
_BODY = ("speaker", "role", "organisation", "stance", "kind", "source_type", "addressee", "date")
_WIDE = 0xFFFF


def web_annotations(article: Article, *, utf16: bool = False) -> list[dict[str, Any]]:
    """Give an annotation for each statement of an article.

    Its targets are the contents, each with a selector by its words and one by its place; its bodies
    are what is told of the statement, a tag each.

    Args:
        article: The article; its `id` is the source, and should be an IRI.
        utf16: Whether places count UTF-16 units, as JavaScript does, rather than code points.

    >>> from attribution import read
    >>> article = read("🙂 Ada Moor denied it.", id="https://x.example/1")
    >>> item, = web_annotations(article, utf16=True)
    >>> item["target"][0]["selector"][1]
    {'type': 'TextPositionSelector', 'start': 19, 'end': 21}
    >>> [body["value"] for body in item["body"]][:2]
    ['speaker: Ada Moor', 'stance: deny']
    >>> web_annotations(read("It rained."))
    []
    """
    source = article.id or "urn:attribution-parser:article"
    return [
        {
            "@context": _CONTEXT,
            "id": f"{source}#statement-{number}",
            "type": "Annotation",
            "motivation": "identifying",
            "body": _bodies(quote),
            "target": [
                {"source": source, "selector": _selectors(article.text, span, utf16=utf16)}
                for span in quote.contents
            ],
        }
        for number, quote in enumerate(article, start=1)
    ]


def _bodies(quote: Quote) -> list[dict[str, str]]:
    values = {name: value for name in _BODY if (value := getattr(quote, name)) is not None}
    return [
        {"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {value}"}
        for name, value in {**values, **({"negated": "true"} if quote.negated else {})}.items()
    ]


def _selectors(text: str, span: Span, *, utf16: bool) -> list[dict[str, object]]:
    start, end = span.start, span.end
    if utf16:
        start, end = _units(text[:start]), _units(text[:end])
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(span.start - _AROUND, 0) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _units(text: str) -> int:
    return len(text) + sum(ord(char) > _WIDE for char in text)


def write(
    articles: Iterable[Article],
    out: IO[str],
    sort: str,
    columns: Sequence[str] | None,  # noqa: ARG001 every format is called alike
) -> None:
    """Write a line of JSON for each statement.

    Args:
        articles: The articles.
        out: A file open for text.
        sort: ``web-annotation``, or ``web-annotation-utf16`` for places in UTF-16 units.
        columns: None: it has no columns.
    """
    for article in articles:
        for annotation in web_annotations(article, utf16=sort.endswith("utf16")):
            out.write(json_line(annotation) + "\n")
