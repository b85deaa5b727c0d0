"""What goes wrong, told on standard error, a line each, and what the exit code is then."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from attribution._terminal import printable
from attribution.errors import AttributionError, LoadError

EXIT_FOUND = 1
"""What was checked is not sound."""
EXIT_UNREADABLE = 2
"""Something could not be read or written, or was not understood."""
_OPTIONS = {
    "encoding": "--encoding",
    "format": "--from",
    "fields.text": "--text-field",
    "fields.published": "--date-field",
}
"""Argument of `attribution.loaders.load` -> the option that gives it."""


def complain(message: str) -> int:
    """Print a line on standard error, and give the exit code for what cannot be read."""
    if sys.stdout is not None:
        sys.stdout.flush()
    # Without a standard error, print() would take the output for one.
    if sys.stderr is not None:
        print(f"attribution: {printable(message)}", file=sys.stderr)
    return EXIT_UNREADABLE


class Stop(Exception):  # noqa: N818 it ends the work, as StopIteration does
    """Something could not be read, and nothing more is to be."""


@attrs.define
class Complaints:
    """Counts what could not be read."""

    fail_fast: bool = False
    count: int = 0

    @property
    def status(self) -> int:
        """The exit code."""
        return EXIT_UNREADABLE if self.count else 0

    def add(self, error: AttributionError | str) -> None:
        """Tell an error.

        Raises:
            Stop: If nothing more is to be read.
        """
        complain(worded(error) if isinstance(error, LoadError) else str(error))
        self.count += 1
        if self.fail_fast:
            raise Stop


def worded(error: LoadError) -> str:
    """Give the message of an error with options of the command for arguments.

    >>> worded(LoadError("a.txt", "not UTF-8 text", argument="encoding", values=["cp1252"]))
    'a.txt: not UTF-8 text; say --encoding cp1252'
    >>> worded(LoadError("a.csv", "no text", ["body", "day"], argument="fields.text"))
    'a.csv: no text; there are: body, day; name one with --text-field'
    """
    option = _OPTIONS.get(error.argument, "")
    message = f"{error.name}: {error.problem}"
    if error.there is not None:
        message += f"; there are: {', '.join(error.there) or 'none'}"
    if option and error.values:
        return f"{message}; say {' or '.join(f'{option} {value}' for value in error.values)}"
    return f"{message}; name one with {option}" if option else message


@attrs.define
class Warned:
    """What the warnings of a while are about."""

    about: str | None = None


@contextmanager
def warnings_told() -> Iterator[Warned]:
    """Tell the warnings of a while in a line each, with what they are about."""
    warned = Warned()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield warned
    for warning in caught:
        complain(f"{warned.about}: {warning.message}" if warned.about else str(warning.message))
