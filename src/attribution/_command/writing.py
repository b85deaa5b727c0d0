"""Where the output goes, and in which format."""

from __future__ import annotations

import argparse
import importlib.util
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from attribution import Article, Parser, exports
from attribution._command.options import add_file, one_of
from attribution.errors import FormatError, LoadError

_ENDINGS = {
    ".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html",
    ".htm": "html", ".parquet": "parquet", ".txt": "lines",
}  # fmt: skip
"""Ending of the file that is written -> its format, if none is named."""
_FOR_EYES = ("lines", "table")
"""Formats that are written in the encoding of the terminal, with "?" for what it lacks."""


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add the options of the output."""
    group = parser.add_argument_group("output")
    told = "; ".join(f"{name}: {format_.about}" for name, format_ in exports.FORMATS.items())
    group.add_argument(
        "-f",
        "--format",
        type=one_of("format", exports.FORMATS),
        choices=list(exports.FORMATS),
        metavar="FORMAT",
        help=f"{told} (default: by the ending of FILE; a table on a terminal with the extra cli, "
        "otherwise lines)",
    )
    group.add_argument(
        "--json", dest="format", action="store_const", const="jsonl", help="the same as -f jsonl"
    )
    add_file(group)
    group.add_argument(
        "--columns",
        type=lambda words: [word.strip() for word in words.split(",")],
        metavar="A,B,C",
        help=f"columns of csv, tsv, rows and parquet: {', '.join(exports.COLUMNS)}, "
        "meta.FIELD for a field of the input",
    )
    group.add_argument(
        "--missed",
        action="store_true",
        help="with html: the page can also show what gave nothing, and why",
    )


def format_of(options: argparse.Namespace) -> str:
    """Tell the format of the output."""
    if options.format:
        return str(options.format)
    if options.output:
        return _ENDINGS.get(Path(options.output).suffix.lower(), "lines")
    on_terminal = sys.stdout.isatty() and importlib.util.find_spec("rich") is not None
    return "table" if on_terminal else "lines"


def check_output(options: argparse.Namespace) -> None:
    """Refuse a file that is read as well, since what it holds would be lost.

    Raises:
        LoadError: If it is among the inputs.
    """
    if not options.output:
        return
    target = Path(options.output).resolve()
    inputs = options.inputs if isinstance(options.inputs, list) else [options.inputs]
    if any(target == Path(name).resolve() for name in inputs):
        raise LoadError(options.output, "would be read and written at once")


def write(articles: Iterable[Article], options: argparse.Namespace) -> None:
    """Write articles as the options say."""
    name = format_of(options)
    if options.missed and name != "html":
        raise FormatError("format with --missed", name, ["html"])
    with output(options.output, name) as out:
        if options.missed:
            out.write(exports.html(articles, parser=Parser(options.rules)))
            return
        exports.write(_at_once(articles, out), out, format=name, columns=options.columns)


@contextmanager
def output(path: str | None, name: str) -> Iterator[IO[Any]]:
    """Open the output for a format."""
    binary = name in exports.FORMATS and exports.FORMATS[name].binary
    if path is None:
        yield _standard(name, binary=binary)
    elif binary:
        with Path(path).open("wb") as file:
            yield file
    else:
        with Path(path).open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file


def write_text(text: str, path: str | None) -> None:
    """Write a text as it is; a terminal gets nothing that it would obey."""
    if path is None and sys.stdout.isatty():
        text = "".join(char for char in text if char.isprintable() or char in "\n\t")
    with output(path, "text") as out:
        out.write(text)


def _standard(name: str, *, binary: bool) -> IO[Any]:
    if binary:
        if sys.stdout.isatty():
            raise LoadError(name, "is nothing that a terminal shows; name a file with -o")
        return sys.stdout.buffer
    # Something else than a text stream may stand in for standard output; it is left as it is.
    if isinstance(sys.stdout, io.TextIOWrapper):
        if name in _FOR_EYES:
            sys.stdout.reconfigure(errors="replace")
        else:
            # What UTF-8 cannot hold, half a character in a file name, is then a valid JSON escape.
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return sys.stdout


def _at_once(articles: Iterable[Article], out: IO[Any]) -> Iterator[Article]:
    """Let who reads the output have an article before the next is read."""
    for article in articles:
        yield article
        if out is sys.stdout:
            out.flush()
