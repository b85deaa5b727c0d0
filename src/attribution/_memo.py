"""A table that works out what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TypeVar

Key = TypeVar("Key", bound=Sized)
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A table whose values are worked out when they are first asked for.

    What it holds is given without a call of Python.  What no longer has room, or is very long,
    is worked out each time.

    Args:
        work_out: Gives the value of a key.
        room: How many values are kept.
        longest: How long the keys are for which a value is kept.

    >>> lengths = Memo(len, room=1, longest=5)
    >>> lengths["harbour"], lengths["ferry"], lengths["dam"], dict(lengths)
    (7, 5, 3, {'ferry': 5})
    """

    __slots__ = ("_longest", "_room", "_work_out")

    def __init__(
        self, work_out: Callable[[Key], Value], *, room: int = 50_000, longest: int = 60
    ) -> None:
        """Start with an empty table."""
        super().__init__()
        self._work_out = work_out
        self._room = room
        self._longest = longest

    def __missing__(self, key: Key) -> Value:
        value = self._work_out(key)
        if self._room > 0 and len(key) <= self._longest:
            self._room -= 1
            self[key] = value
        return value
