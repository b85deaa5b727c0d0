"""What a worker does with records in tests: any process can import it."""

from __future__ import annotations

from attribution._parsing.many import Outcome
from attribution._values.arguments import Record


def shout(record: Record) -> Outcome[str]:
    """Stand for what a parser does with a text."""
    if record.text == "fault":
        raise ZeroDivisionError(record.text)
    return record.text.upper(), [RuntimeWarning(record.text)] if record.text == "slow" else []
