"""The command line: ``python -m attribution FILE…`` prints who said what."""

from __future__ import annotations

import argparse
import datetime
import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from attribution import AttributionError, Parser, Quote

STANDARD_INPUT = "-"

EXIT_UNREADABLE = 2
EXIT_CLOSED_PIPE = 141
"""What a shell reports for a program that ended because nobody read its output."""

HEADINGS: tuple[str, ...] = ("SPEAKER", "ROLE", "ORGANISATION", "DATE", "STANCE")
GAP = 2
NARROWEST = (10, 11, 12, 10, 9)
"""Below these widths names and dates would be cut inside a word more often than not."""
WIDEST = 18
NARROWEST_TEXT = 35
"""In less room the text stands below its row, not beside it."""
INDENT = "    "


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The words after the program's name; those of this process if not given.

    Returns:
        The exit code: 0, or 2 if a file or a rule set could not be read.
    """
    options = _options(arguments)
    try:
        status = _print_version() if options.version else _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes standard output once more on its way out, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_CLOSED_PIPE
    return status


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="attribution",
        description="Read news text and print who said what.",
        epilog="The exit code is 2 if a file could not be read; the other files are still printed.",
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help='a text in UTF-8; "-" or no file at all means standard input',
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object for each statement"
    )
    parser.add_argument(
        "--published",
        type=_day,
        metavar="YYYY-MM-DD",
        help='day of publication, to resolve "on Monday"; otherwise the text itself is asked',
    )
    parser.add_argument(
        "--rules",
        default="en",
        metavar="NAME",
        help='rule set to read with, or "auto" for that of the language of each text (default: en)',
    )
    parser.add_argument(
        "--version",
        action="store_true",
        help="print the version and do nothing else",
    )
    return parser.parse_args(arguments)


def _day(word: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(word)
    except ValueError:
        msg = f"not a day written as YYYY-MM-DD: {word!r}"
        raise argparse.ArgumentTypeError(msg) from None


def _print_version() -> int:
    from importlib import metadata

    print("attribution-parser", metadata.version("attribution-parser"))
    return 0


def _run(options: argparse.Namespace) -> int:
    _prepare_output(as_json=options.json)
    try:
        parser = Parser(rules=options.rules)
        # A rule set is compiled at its first use, so only a use shows that it is sound.
        parser.parse("")
    except AttributionError as error:
        return _complain(str(error))
    names = options.files or [STANDARD_INPUT]
    status = 0
    for position, name in enumerate(names):
        try:
            text = _read(name)
        except OSError as error:
            status = _complain(f"{name}: {error.strerror or error}")
            continue
        except UnicodeDecodeError as error:
            status = _complain(f"{name}: not UTF-8 text (byte {error.start + 1})")
            continue
        quotes = parser.parse(text, published=options.published)
        if options.json:
            _print_json(name, quotes)
        else:
            if len(names) > 1:
                _print_heading(name, first=position == 0)
            _print_table(quotes)
    return status


def _prepare_output(*, as_json: bool) -> None:
    # Something else than a text stream may stand in for standard output; it is left as it is.
    if isinstance(sys.stdout, io.TextIOWrapper):
        if as_json:
            # What UTF-8 cannot hold, half a character in a file name, is then a valid JSON escape.
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        else:
            sys.stdout.reconfigure(errors="replace")


def _complain(message: str) -> int:
    sys.stdout.flush()
    print(f"attribution: {_printable(message)}", file=sys.stderr)
    return EXIT_UNREADABLE


def _read(name: str) -> str:
    data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    # Decoding the bytes keeps the line ends, and with them the offsets, as they are in the file.
    return data.decode("utf-8-sig")


def _print_json(name: str, quotes: Sequence[Quote]) -> None:
    for quote in quotes:
        print(json.dumps({"file": name, **quote.to_dict()}, ensure_ascii=False))


def _print_heading(name: str, *, first: bool) -> None:
    title = "(standard input)" if name == STANDARD_INPUT else _printable(name)
    if not first:
        print()
    print(title)
    print("=" * len(title))


def _print_table(quotes: Sequence[Quote]) -> None:
    if not quotes:
        print("No statements.")
        return
    rows = [_cells(quote) for quote in quotes]
    texts = [_printable(quote.text) for quote in quotes]
    total = shutil.get_terminal_size(fallback=(100, 24)).columns
    for line in _table(rows, texts, total):
        print(line.rstrip())


def _cells(quote: Quote) -> tuple[str, ...]:
    stance = f"not {quote.stance or ''}" if quote.negated else quote.stance
    values = (quote.speaker, quote.role, quote.organisation, quote.date, stance)
    return tuple("" if value is None else _printable(str(value)) for value in values)


def _printable(text: str) -> str:
    # An article may hold control sequences, which must not reach the terminal.
    kept = "".join(char for char in text if char.isprintable() or char.isspace())
    return " ".join(kept.split())


def _table(rows: Sequence[tuple[str, ...]], texts: Sequence[str], total: int) -> Iterator[str]:
    headings = HEADINGS
    beside = sum(NARROWEST) + GAP * len(NARROWEST) + NARROWEST_TEXT <= total
    widths = _widths(rows, total - NARROWEST_TEXT if beside else total)
    if beside:
        headings = (*HEADINGS, "TEXT")
        widths = (*widths, total - sum(widths) - GAP * len(widths))
        rows = [(*cells, text) for cells, text in zip(rows, texts, strict=True)]
    yield from _row(headings, widths)
    yield from _row(tuple("-" * width for width in widths), widths)
    for number, (cells, text) in enumerate(zip(rows, texts, strict=True)):
        if number:
            yield ""
        yield from _row(cells, widths)
        if not beside:
            yield from textwrap.wrap(
                text, max(total, NARROWEST_TEXT), initial_indent=INDENT, subsequent_indent=INDENT
            )


def _widths(rows: Sequence[tuple[str, ...]], room: int) -> tuple[int, ...]:
    widths = [
        max(low, min(WIDEST, max(map(len, column))))
        for low, column in zip(NARROWEST, zip(*rows, strict=True), strict=True)
    ]
    while sum(widths) + GAP * len(widths) > room and widths != list(NARROWEST):
        spare = [width - low for width, low in zip(widths, NARROWEST, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return tuple(widths)


def _row(cells: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[str]:
    columns = [
        textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, columns))):
        parts = [column[number] if number < len(column) else "" for column in columns]
        yield (" " * GAP).join(part.ljust(width) for part, width in zip(parts, widths, strict=True))


if __name__ == "__main__":
    sys.exit(main())
