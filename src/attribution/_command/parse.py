"""``attribution parse``: who said what."""

from __future__ import annotations

import argparse

from attribution._command.choosing import add_choice, chosen
from attribution._command.complaints import Complaints
from attribution._command.options import add_inputs, add_working
from attribution._command.progress import progress
from attribution._command.reading import articles
from attribution._command.verb import Verb
from attribution._command.writing import add_output, check_output, write


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_inputs(parser)
    add_choice(parser)
    add_output(parser)
    add_working(parser)


def run(options: argparse.Namespace) -> int:
    """Read the inputs and write the statements."""
    check_output(options)
    complaints = Complaints(options.fail_fast)
    with progress(options, complaints) as shown:
        write(shown(chosen(articles(options, complaints), options)), options)
    return complaints.status


VERB = Verb(
    about="print who said what; the verb that need not be said",
    examples=(
        "article.txt",
        "news/ -f html -o news.html",
        "news.jsonl --date-field date -j 4 -o statements.csv",
        "parse article.html --speaker Moor --stance deny --stance criticize",
        "--published 2031-05-07 --rules my-rules.toml - < article.txt",
    ),
    add_options=add_options,
    run=run,
)
