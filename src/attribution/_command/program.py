"""The whole command: its verbs, and what becomes of all that may go wrong."""

from __future__ import annotations

import argparse
import contextlib
import glob
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from attribution._command.complaints import EXIT_UNREADABLE, Stop, complain, worded
from attribution._command.options import Options
from attribution._command.verbs import DEFAULT, VERBS
from attribution.errors import AttributionError, FormatError, LoadError, hint

EXIT_INTERRUPTED = 130
"""What a shell reports for a program that was ended from the keyboard."""
EXIT_CLOSED_PIPE = 141
"""What a shell reports for a program that ended because nobody read its output."""
_SHOWN = 3
"""Examples of the first verb that the help of the whole command shows; of the others it is one."""
_OF_ALL = ("-h", "--help", "--version")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The words after the program's name; those of this process if not given.

    Returns:
        The exit code: 0; 1 if something that was checked is not sound; 2 if something could not be
        read or written; 130 if it was interrupted from the keyboard; 141 if nobody reads the
        output.
    """
    try:
        return _run(sys.argv[1:] if arguments is None else [*arguments])
    except (OSError, KeyboardInterrupt) as error:
        return _broken_off(error)
    except (AttributionError, Stop) as error:
        return _told(error)


def _run(words: list[str]) -> int:
    options = _options(words)
    if sys.stdout is None:
        return complain("standard output is closed")
    status: int = options.run(options)
    sys.stdout.flush()
    return status


def _broken_off(error: OSError | KeyboardInterrupt) -> int:
    _give_up_output()
    if isinstance(error, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return EXIT_CLOSED_PIPE
    named = f" {error.filename}" if error.filename else ""
    return complain(f"cannot write the output{named}: {error.strerror or error}")


def _told(error: AttributionError | Stop) -> int:
    if isinstance(error, Stop):
        return EXIT_UNREADABLE
    return complain(worded(error) if isinstance(error, LoadError) else str(error))


def _give_up_output() -> None:
    # The interpreter flushes standard output once more on its way out, and would complain.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _options(words: list[str]) -> argparse.Namespace:
    parser = program()
    options, unknown = parser.parse_known_args(_with_verb(parser, words))
    if unknown:
        options.this.refuse(unknown)
    return options


def _with_verb(parser: Options, words: list[str]) -> list[str]:
    """Give the words of the command with its verb, which may have been left out."""
    first = words[0] if words else ""
    if first in _OF_ALL:
        return [first]
    if first in VERBS:
        _check_below(parser, first, words[1:2])
        return words
    if first and not first.startswith("-") and not _may_be_input(first):
        parser.error(f"no verb and no file is called {first!r}{hint(first, VERBS)}")
    return [DEFAULT, *words]


def _check_below(parser: Options, verb: str, words: list[str]) -> None:
    below = VERBS[verb].below
    for word in words:
        if below and word not in below and not word.startswith("-"):
            error = FormatError("verb", f"{verb} {word}", [f"{verb} {name}" for name in below])
            parser.error(str(error))


def _may_be_input(word: str) -> bool:
    """Say whether a word is an input, or looks like one that is missing."""
    return Path(word).exists() or glob.has_magic(word) or any(sign in word for sign in "./\\")


def program() -> Options:
    """Give the parser of the options of all verbs."""
    parser = Options(
        prog="attribution",
        description="Read news text and tell who said what.",
        epilog="Without a verb it is parse.  attribution VERB --help tells the options of a verb.  "
        "Exit codes: 0; 1 if check, restore or rules check finds something wrong; 2 if something "
        "could not be read or written, and the rest is still printed; 130 after Ctrl-C; 141 if "
        "nobody reads the output.",
        allow_abbrev=False,
    )
    first, *others = VERBS.values()
    parser.examples = (*first.examples[:_SHOWN], *(verb.examples[0] for verb in others))
    parser.add_argument("--version", action="store_const", const=_print_version, dest="run")
    verbs = parser.add_subparsers(metavar="VERB", parser_class=Options)
    for name, verb in VERBS.items():
        below = verbs.add_parser(
            name,
            help=verb.about,
            description=f"{verb.about[0].upper()}{verb.about[1:]}.",
            allow_abbrev=False,
        )
        below.examples = verb.examples
        below.set_defaults(run=verb.run, this=below, program=parser)
        verb.add_options(below)
    return parser


def _print_version(_: argparse.Namespace) -> int:
    from importlib import metadata

    print("attribution-parser", metadata.version("attribution-parser"))
    return 0
