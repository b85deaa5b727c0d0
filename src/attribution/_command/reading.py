"""From the options of the command to articles."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from attribution import Article, Parser
from attribution._command.complaints import Complaints, warnings_told
from attribution.loaders import STANDARD_INPUT, Fields, Record, load

LARGEST = 5_000_000
"""Characters of a text.  An article has a few thousand; a parse takes a hundred times the text."""


def records(options: argparse.Namespace, complaints: Complaints) -> Iterator[Record]:
    """Give the records of the inputs, and tell what cannot be read."""
    inputs = options.inputs if isinstance(options.inputs, list) else [options.inputs]
    if STANDARD_INPUT in inputs and sys.stdin is not None and sys.stdin.isatty():
        print("reading standard input; Ctrl-D ends it", file=sys.stderr)
    fields = Fields(text=options.text_field, published=options.date_field, id=options.id_field)
    found = load(
        inputs,
        format=options.source,
        fields=fields,
        encoding=options.encoding,
        on_error=complaints.add,
    )
    for record in found:
        if len(record["text"]) > LARGEST:
            problem = f"more than {LARGEST:,} characters; split it into its articles"
            complaints.add(f"{record['id']}: {problem}")
            continue
        if record["id"] == STANDARD_INPUT:
            record["id"] = None
        if not record.get("published"):
            record["published"] = options.published
        yield record


def articles(options: argparse.Namespace, complaints: Complaints) -> Iterator[Article]:
    """Give the articles of the inputs, read, and tell what cannot be."""
    found = Parser(options.rules).read_many(
        records(options, complaints),
        workers=options.workers,
        on_error=complaints.add,
        min_confidence=options.min_confidence,
    )
    while True:
        with warnings_told() as told:
            article = next(found, None)
            told.about = article.id if article is not None else None
        if article is None:
            return
        yield article
