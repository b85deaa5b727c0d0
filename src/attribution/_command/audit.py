"""``attribution audit``: whom the articles quote, how often and how long."""

from __future__ import annotations

import argparse
from pathlib import Path

from attribution._command.choosing import add_choice, chosen
from attribution._command.complaints import Complaints
from attribution._command.options import (
    add_file,
    add_inputs,
    add_working,
    count,
    names_a_file,
    one_of,
)
from attribution._command.progress import progress
from attribution._command.reading import articles
from attribution._command.verb import Verb
from attribution._command.writing import check_output, output
from attribution.audit import DIMENSIONS, FORMATS, Audit, write
from attribution.audit.counting import check_dimension
from attribution.audit.writing import check_format
from attribution.errors import FormatError

_ENDINGS = {".csv": "csv", ".json": "json", ".html": "html", ".htm": "html"}
"""Ending of the file that is written -> its format, if none is named."""
_FIRST = ("speaker",)
"""What a table counts by, if nothing is named; all else counts by everything then."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_inputs(parser)
    add_choice(parser)
    group = parser.add_argument_group("counting")
    group.add_argument(
        "--by",
        action="append",
        type=_dimension,
        metavar="WHAT",
        help=f"count by {', '.join(DIMENSIONS)}, meta.FIELD for a field of the input, or two of "
        "them joined by +; it may be given several times (default: speaker in a table, "
        "otherwise all)",
    )
    group.add_argument("--top", type=count, metavar="N", help="show the N most frequent of each")
    names_a_file(
        group.add_argument(
            "--aliases",
            metavar="FILE",
            help="TOML or JSON with names, each with a list of others that mean the same",
        )
    )
    group = parser.add_argument_group("output")
    group.add_argument(
        "-f",
        "--format",
        type=one_of("format", FORMATS),
        choices=list(FORMATS),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: by the ending of FILE, otherwise a table)",
    )
    add_file(group)
    add_working(parser)


def _dimension(word: str) -> str:
    try:
        check_dimension(word)
    except FormatError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return word


def run(options: argparse.Namespace) -> int:
    """Read the inputs and write whom they quote."""
    check_output(options)
    name = _format(options)
    check_format(name)
    found = Audit(options.by or (_FIRST if name == "table" else DIMENSIONS), options.aliases)
    complaints = Complaints(options.fail_fast)
    with progress(options, complaints, at_end=True) as shown:
        for article in shown(chosen(articles(options, complaints), options)):
            found.add(article)
    with output(options.output, name) as out:
        write(found, out, format=name, top=options.top)
    return complaints.status


def _format(options: argparse.Namespace) -> str:
    if options.format:
        return str(options.format)
    return _ENDINGS.get(Path(options.output or "").suffix.lower(), "table")


VERB = Verb(
    about="count whom articles quote, how often and how long",
    examples=(
        "audit news/ --by speaker --top 10",
        "audit news.jsonl -j 4 -o audit.html",
        "audit news.jsonl --by pronoun+meta.desk --aliases names.toml",
    ),
    add_options=add_options,
    run=run,
)
