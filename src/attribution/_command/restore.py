"""``attribution restore``: the words of quotations back in the places of their placeholders."""

from __future__ import annotations

import argparse

from attribution._command.complaints import EXIT_FOUND, complain
from attribution._command.mask import add_map, read_map
from attribution._command.options import add_encoding, add_file, names_a_file
from attribution._command.reading import raw
from attribution._command.verb import Verb
from attribution._command.writing import check_output, write_text
from attribution.errors import MaskError
from attribution.loaders import STANDARD_INPUT


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    names_a_file(
        parser.add_argument(
            "inputs",
            nargs="?",
            default=STANDARD_INPUT,
            metavar="TEXT",
            help='file with placeholders, which is read as it is; "-" or nothing: standard input',
        )
    )
    add_map(parser, "file that mask wrote the words to")
    parser.add_argument(
        "--partly", action="store_true", help="let placeholders be missing, as in a summary"
    )
    add_encoding(parser)
    add_file(parser)


def run(options: argparse.Namespace) -> int:
    """Put the words back, or say which placeholders are not right."""
    check_output(options)
    masked = read_map(options.map)
    try:
        text = masked.restore(raw(options.inputs, options.encoding), partly=options.partly)
    except MaskError as error:
        complain(f"{options.inputs}: {error}")
        return EXIT_FOUND
    write_text(text, options.output)
    return 0


VERB = Verb(
    about="put the words back in the places of placeholders; the exit code is 1 if any of these "
    "is lost, doubled or invented",
    examples=(
        "restore rewritten.txt --map words.json -o article.txt",
        "restore --partly --map words.json < summary.txt",
    ),
    add_options=add_options,
    run=run,
)
