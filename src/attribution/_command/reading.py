"""From the options of the command to articles."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from attribution import Article, Parser
from attribution._command.complaints import Complaints, warnings_told
from attribution.errors import LoadError
from attribution.loaders import STANDARD_INPUT, Fields, Record, load

LARGEST = 5_000_000
"""Characters of a text.  An article has a few thousand; a parse takes a hundred times the text."""


def records(options: argparse.Namespace, complaints: Complaints) -> Iterator[Record]:
    """Give the records of the inputs, and tell what cannot be read."""
    inputs = options.inputs if isinstance(options.inputs, list) else [options.inputs]
    tell_who_waits(inputs)
    found = load(
        inputs,
        format=options.source,
        fields=_fields(options),
        encoding=options.encoding,
        on_error=complaints.add,
    )
    for record in found:
        if len(record["text"]) > LARGEST:
            complaints.add(_too_large(record))
        else:
            yield _completed(record, options)


def one(name: str, options: argparse.Namespace) -> Article:
    """Read the one article of an input.

    Raises:
        LoadError: If it cannot be read, or holds none or several.
    """
    tell_who_waits([name])
    found = load(name, format=options.source, fields=_fields(options), encoding=options.encoding)
    record = _completed(_only(found, name), options)
    with warnings_told() as told:
        told.about = record["id"]
        return next(Parser(options.rules).read_many([record]))


def raw(name: str, encoding: str) -> str:
    """Give the text of a file as it is, whatever it looks like.

    Raises:
        LoadError: If it cannot be read.
    """
    tell_who_waits([name])
    return str(_only(load(name, format="text", encoding=encoding), name)["text"])


def _only(found: Iterator[Record], name: str) -> Record:
    record = next(found, None)
    if record is None or next(found, None) is not None:
        raise LoadError(name, f"holds {'no text' if record is None else 'more than one text'}")
    if len(record["text"]) > LARGEST:
        raise _too_large(record)
    return record


def tell_who_waits(inputs: Iterable[str]) -> None:
    """Tell somebody at a keyboard that standard input is read."""
    if STANDARD_INPUT in inputs and sys.stdin is not None and sys.stdin.isatty():
        print("reading standard input; Ctrl-D ends it", file=sys.stderr)


def _fields(options: argparse.Namespace) -> Fields:
    return Fields(text=options.text_field, published=options.date_field, id=options.id_field)


def _too_large(record: Record) -> LoadError:
    problem = f"more than {LARGEST:,} characters; split it into its articles"
    return LoadError(str(record["id"]), problem)


def _completed(record: Record, options: argparse.Namespace) -> Record:
    if record["id"] == STANDARD_INPUT:
        record["id"] = None
    if not record.get("published"):
        record["published"] = options.published
    return record


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
