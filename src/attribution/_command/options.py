"""The options that several verbs have, and a parser of options that guesses what was meant."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable, Iterable
from typing import NoReturn

from attribution._command.complaints import EXIT_UNREADABLE
from attribution._terminal import printable
from attribution._values.arguments import checked_share, day_of
from attribution.errors import FormatError, InputValueError, hint
from attribution.loaders import FORMATS, STANDARD_INPUT

_FILE = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
"""How shells complete the names of files."""
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


class Options(argparse.ArgumentParser):
    """Begins its help with examples, and says what is wrong without harm to a terminal."""

    examples: tuple[str, ...] = ()

    def error(self, message: str) -> NoReturn:
        """Complain in a line and end."""
        self.exit(EXIT_UNREADABLE, f"{self.prog}: {printable(message)}; see {self.prog} --help\n")

    def format_help(self) -> str:
        """Give the help, examples first."""
        help_ = super().format_help()
        lines = "".join(f"  $ attribution {line}".rstrip() + "\n" for line in self.examples)
        return f"examples:\n{lines}\n{help_}" if lines else help_

    def refuse(self, words: list[str]) -> NoReturn:
        """Complain of words that mean nothing, with a guess at what was meant."""
        word = words[0]
        if not word.startswith("-"):
            self.error(f"what is {word!r} for?")
        known = _OPTION.findall(super().format_help())
        option = word.partition("=")[0]
        self.error(f"no option is called {option!r}{hint(option, known)}")


def one_of(sort: str, names: Iterable[str]) -> Callable[[str], str]:
    """Give a type of option that takes some names, and guesses which one was meant."""
    known = tuple(names)

    def chosen(word: str) -> str:
        if word not in known:
            raise argparse.ArgumentTypeError(str(FormatError(sort, word, known)))
        return word

    return chosen


def day(word: str) -> datetime.date | None:
    """Take a day."""
    try:
        return day_of(word)
    except InputValueError:
        raise argparse.ArgumentTypeError(f"not a day written as YYYY-MM-DD: {word!r}") from None


def share(word: str) -> float:
    """Take a number from 0 to 1."""
    try:
        return checked_share(float(word))
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a number from 0 to 1: {word!r}") from None


def count(word: str) -> int:
    """Take a whole number from 1 on."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"not a whole number from 1 on: {word!r}")
    return int(word)


def names_a_file(action: argparse.Action) -> None:
    """Have shells complete an option by names of files."""
    action.complete = _FILE  # type: ignore[attr-defined]


INPUT = (
    "file, folder or pattern: text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, Parquet; "
    '"-" or nothing: standard input'
)


def add_inputs(parser: argparse.ArgumentParser, *, several: bool = True) -> None:
    """Add the articles to read, and how they are read."""
    names_a_file(
        parser.add_argument(
            "inputs",
            nargs="*" if several else "?",
            default=[STANDARD_INPUT] if several else STANDARD_INPUT,
            metavar="INPUT",
            help=INPUT,
        )
    )
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add how articles are read."""
    group = parser.add_argument_group("reading")
    group.add_argument(
        "--from",
        dest="source",
        type=one_of("format", FORMATS),
        choices=FORMATS,
        metavar="FORMAT",
        help=f"format of the input, if its name does not tell: {', '.join(FORMATS)}",
    )
    add_encoding(group)
    group.add_argument("--text-field", default="text", metavar="NAME", help="default: text")
    group.add_argument("--date-field", metavar="NAME", help="default: published, or else date")
    group.add_argument("--id-field", default="id", metavar="NAME", help="default: id")
    group.add_argument(
        "--published",
        type=day,
        metavar="YYYY-MM-DD",
        help='day from which "on Monday" counts, for articles that give none of their own',
    )
    add_rules(group)


def add_encoding(parser: argparse._ActionsContainer) -> None:
    """Add the encoding of what is read."""
    parser.add_argument("--encoding", default="utf-8", metavar="NAME", help="default: utf-8")


def add_file(parser: argparse._ActionsContainer) -> None:
    """Add the file that is written."""
    option = parser.add_argument("-o", "--output", metavar="FILE", help="file to write instead")
    names_a_file(option)


def add_working(parser: argparse.ArgumentParser) -> None:
    """Add how many articles are read, and what becomes of those that cannot be."""
    group = parser.add_argument_group("working")
    group.add_argument(
        "-j", "--workers", type=count, default=1, metavar="N", help="read with N processes"
    )
    failing = group.add_mutually_exclusive_group()
    failing.add_argument(
        "--keep-going",
        dest="fail_fast",
        action="store_false",
        default=False,
        help="name what cannot be read, and read the rest; this is the default",
    )
    failing.add_argument(
        "--fail-fast", action="store_true", help="end with the first that cannot be read"
    )
    group.add_argument("--no-progress", action="store_true", help="show no bar on a terminal")
    group.add_argument("-q", "--quiet", action="store_true", help="neither a bar nor a summary")


def add_rules(parser: argparse._ActionsContainer) -> None:
    """Add the rule set."""
    names_a_file(
        parser.add_argument(
            "--rules",
            default="en",
            metavar="NAME|PATH",
            help="rule set to read with: a name, the path of one in TOML, or auto for that of the "
            "language of each text (default: en)",
        )
    )
