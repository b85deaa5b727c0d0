"""``attribution completion``: what makes a shell complete the command."""

from __future__ import annotations

import argparse

from attribution._command.options import one_of
from attribution._command.verb import Verb
from attribution.errors import MissingExtraError

SHELLS = ("bash", "zsh", "tcsh")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    parser.add_argument(
        "shell", type=one_of("shell", SHELLS), choices=SHELLS, metavar="SHELL",
        help=", ".join(SHELLS),
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Print the script for a shell."""
    try:
        import shtab
    except ImportError as error:
        raise MissingExtraError("shell completion", "shtab", "cli") from error
    print(shtab.complete(options.program, shell=options.shell))
    return 0


VERB = Verb(
    about="print a script that makes a shell complete the command",
    examples=(
        "completion bash > ~/.local/share/bash-completion/completions/attribution",
        "completion zsh > ~/.zfunc/_attribution",
    ),
    add_options=add_options,
    run=run,
)
