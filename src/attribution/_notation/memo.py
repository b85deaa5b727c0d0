"""A table that works out what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TypeVar

Key = TypeVar("Key", bound=Sized)
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A table whose values are worked out when they are first asked for.

    What it holds is given without a call of Python.  A full table starts anew and keeps what it
    held for a second choice, so that a process of any age knows the words that it reads now.  The
    value of a very long key is worked out each time.

    Args:
        work_out: Gives the value of a key.
        room: How many values are kept, and as many again for a second choice.
        longest: How long the keys are for which a value is kept.

    >>> lengths = Memo(len, room=1, longest=5)
    >>> lengths["dam"], lengths["ferry"], lengths["harbour"], dict(lengths)
    (3, 5, 7, {'ferry': 5})
    """

    __slots__ = ("_longest", "_older", "_room", "_work_out")

    def __init__(
        self, work_out: Callable[[Key], Value], *, room: int = 50_000, longest: int = 60
    ) -> None:
        """Start with an empty table."""
        super().__init__()
        self._work_out = work_out
        self._room = room
        self._longest = longest
        self._older: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        older = self._older
        if key in older:
            value = older[key]
        else:
            value = self._work_out(key)
            if len(key) > self._longest:
                return value
        if len(self) >= self._room:
            self._older = dict(self)
            self.clear()
        self[key] = value
        return value
