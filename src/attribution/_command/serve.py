"""``attribution serve``: the parser over HTTP."""

from __future__ import annotations

import argparse
import os
import socket
import sys

from attribution._command.complaints import complain
from attribution._command.options import count, names_a_file
from attribution._command.verb import Verb

_HOST = "127.0.0.1"
_PORT = 8000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    parser.add_argument(
        "--host", default=_HOST, help=f"address to listen at (default: {_HOST}, this machine alone)"
    )
    parser.add_argument(
        "--port", type=_port, default=_PORT, help=f"default: {_PORT}; 0 takes one that is free"
    )
    names_a_file(
        parser.add_argument(
            "--rules",
            action="append",
            metavar="NAME|PATH",
            help="rule set that requests may ask for, several times for several; the first is the "
            "default (default: en, all others that are installed, and auto)",
        )
    )
    processors = os.cpu_count() or 1
    parser.add_argument(
        "-j",
        "--workers",
        type=count,
        default=processors,
        metavar="N",
        help=f"processes that read texts (default: one a processor, {processors} here)",
    )
    group = parser.add_argument_group("limits of a request")
    group.add_argument(
        "--max-bytes", type=count, default=1_000_000, metavar="N", help="default: 1000000"
    )
    group.add_argument("--max-seconds", type=count, default=30, metavar="N", help="default: 30")


def _port(word: str) -> int:
    """Take a number of a port."""
    if not word.isdecimal() or int(word) >= 1 << 16:
        raise argparse.ArgumentTypeError(f"not a number from 0 to 65535: {word!r}")
    return int(word)


def run(options: argparse.Namespace) -> int:
    """Serve until the process is told to end."""
    from attribution.integrations import service

    limits = service.Limits(size=options.max_bytes, seconds=options.max_seconds)
    app = service.application(options.rules, workers=options.workers, limits=limits)
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        listening = socket.create_server((options.host, options.port), family=family)
    except OSError as error:
        # The address, which Python repeats behind it.
        reason = str(error.strerror).partition(" (")[0]
        return complain(f"cannot listen at {options.host}:{options.port}: {reason}")
    with listening:
        host = f"[{options.host}]" if family is socket.AF_INET6 else options.host
        port = listening.getsockname()[1]
        print(f"attribution: serving at http://{host}:{port}", file=sys.stderr, flush=True)
        service.serve(app, listening)
    return 0


VERB = Verb(
    about="serve the parser over HTTP",
    examples=("serve --port 8000", "serve --host 0.0.0.0 --workers 4 --rules en --rules de"),
    add_options=add_options,
    run=run,
)
