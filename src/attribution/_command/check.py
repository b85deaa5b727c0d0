"""``attribution check``: whether the quotations of a text stand in the article it is made of."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from attribution import Article
from attribution._command.complaints import EXIT_FOUND
from attribution._command.options import add_file, add_reading, names_a_file
from attribution._command.reading import one
from attribution._command.verb import Verb
from attribution._command.writing import output
from attribution._terminal import json_line, printable
from attribution.check import Checked, check
from attribution.errors import InputValueError, LoadError
from attribution.exports.lines import places
from attribution.loaders import STANDARD_INPUT


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    for name, about in (("text", "what is checked"), ("article", "what it is made of")):
        names_a_file(
            parser.add_argument(
                name, metavar=name.upper(), help=f'{about}: a file, or "-" for standard input'
            )
        )
    parser.add_argument(
        "--threshold",
        type=_percent,
        default=70.0,
        metavar="X",
        help="how alike the letters must be for a quotation to be altered rather than absent, "
        "0 to 100 (default: 70)",
    )
    group = parser.add_argument_group("output")
    group.add_argument("--wrong", action="store_true", help="leave out what is verbatim")
    group.add_argument("--json", action="store_true", help="print a JSON object for each quotation")
    add_file(group)
    add_reading(parser)


def _percent(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a number from 0 to 100: {word!r}") from None


def run(options: argparse.Namespace) -> int:
    """Check the quotations of a text, and say whether any is wrong."""
    found, text, article = _checked(options)
    told = [item for item in found if not (options.wrong and item.sound)]
    as_json = options.json or (options.output or "").endswith((".jsonl", ".ndjson"))
    line = _object(text, article) if as_json else _line(text, article)
    with output(options.output, "jsonl" if as_json else "lines") as out:
        out.writelines(f"{line(item)}\n" for item in told)
    return 0 if all(item.sound for item in found) else EXIT_FOUND


def _checked(options: argparse.Namespace) -> tuple[list[Checked], Article, Article]:
    if options.text == options.article == STANDARD_INPUT:
        raise LoadError(STANDARD_INPUT, "cannot be both the text and the article")
    text, article = one(options.text, options), one(options.article, options)
    try:
        found = check(
            text.text, article, threshold=options.threshold, rules=article.rules or options.rules
        )
    except InputValueError as error:
        raise LoadError("--threshold", str(error)) from None
    return found, text, article


def _line(text: Article, article: Article) -> Callable[[Checked], str]:
    here, there = places(text), places(article)

    def line(item: Checked) -> str:
        where = ", ".join(there(span.start) for span in item.places)
        told = f"{here(item.quotation.start)}: {item}{f' ({where})' if where else ''}"
        return printable(told)

    return line


def _object(text: Article, article: Article) -> Callable[[Checked], str]:
    return lambda item: json_line({"id": text.id, "article": article.id, **item.to_dict()})


VERB = Verb(
    about="check the quotations of a text against the article that it is made of; the exit code "
    "is 1 if any is wrong",
    examples=(
        "check summary.txt article.txt",
        "check --wrong - article.html < draft.txt",
        "check draft.md article.txt --json -o checked.jsonl",
    ),
    add_options=add_options,
    run=run,
)
