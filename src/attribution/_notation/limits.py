"""Patterns of strangers: how much time they may take over a text, and what becomes of the rest."""

from __future__ import annotations

import contextvars
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import attrs
import regex

from attribution.errors import RuleTimeoutError

TEXT_LIMIT = 10.0
"""Seconds of the processor that all patterns with a limit may take together over one text."""
PER_CHARACTERS = 100_000
"""For each so many characters of a longer text, the limits count once more."""
_LONGEST = 1e6
"""Seconds beyond which a limit is none."""
Result = TypeVar("Result")


class Budget:
    """The time that patterns with a limit have for one text, and which of them used theirs up.

    >>> budget = Budget(characters=250_000)
    >>> budget.left("letterhead", 1.0)
    2.5
    >>> budget.spend("letterhead", 3.0)
    >>> budget.left("letterhead", 1.0), [str(error) for error in budget.errors]
    (0.0, ["the rule 'letterhead' took more than 1.0 seconds and was stopped"])
    """

    def __init__(self, characters: int = 0) -> None:
        """Take the length of the text."""
        self._scale = max(1.0, characters / PER_CHARACTERS)
        self._left = TEXT_LIMIT * self._scale
        self._spent: dict[str, float] = {}
        self._stopped: dict[str, RuleTimeoutError] = {}

    @property
    def errors(self) -> list[RuleTimeoutError]:
        """The rules that were stopped, each once."""
        return list(self._stopped.values())

    def left(self, rule: str, limit: float) -> float:
        """Give how many seconds a rule has left; without any it is stopped."""
        if rule in self._stopped:
            return 0.0
        left = min(limit * self._scale - self._spent.get(rule, 0.0), self._left, _LONGEST)
        if left <= 0:
            self.stop(rule, limit)
            return 0.0
        return left

    def stop(self, rule: str, limit: float) -> None:
        """Let a rule find nothing any more."""
        self._stopped[rule] = RuleTimeoutError(rule, min(limit, TEXT_LIMIT))

    def spend(self, rule: str, seconds: float) -> None:
        """Take what a rule has used from what there is."""
        self._spent[rule] = self._spent.get(rule, 0.0) + seconds
        self._left -= seconds


_CURRENT: contextvars.ContextVar[Budget | None] = contextvars.ContextVar("budget", default=None)


@contextmanager
def within(budget: Budget) -> Iterator[Budget]:
    """Let patterns with a limit take their time from a budget, and stop where it is used up."""
    token = _CURRENT.set(budget)
    try:
        yield budget
    finally:
        _CURRENT.reset(token)


@attrs.frozen
class Limited:
    """A pattern that has so much time for a text, and finds nothing once that is used up.

    Outside a `Budget` each attempt has the time for itself, and raises `RuleTimeoutError`.
    """

    compiled: regex.Pattern[str]
    rule: str
    seconds: float

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> regex.Match[str] | None:
        """Match at a place."""
        return self._try(lambda left: self.compiled.match(text, start, end, timeout=left), None)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> regex.Match[str] | None:
        """Find the first match."""
        return self._try(lambda left: self.compiled.search(text, start, end, timeout=left), None)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Match all of a string."""
        return self._try(lambda left: self.compiled.fullmatch(text, timeout=left), None)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[regex.Match[str]]:
        """Find all matches, those that are found in time."""
        found: list[regex.Match[str]] = []

        def collect(left: float) -> None:
            found.clear()
            found.extend(self.compiled.finditer(text, start, end, timeout=left))

        self._try(collect, None)
        return iter(found)

    def sub(self, change: Callable[[regex.Match[str]], str], text: str) -> str:
        """Replace all matches, or none if that takes too long."""
        return self._try(lambda left: self.compiled.sub(change, text, timeout=left), text)

    def _try(self, attempt: Callable[[float], Result], otherwise: Result) -> Result:
        budget = _CURRENT.get()
        if budget is None:
            try:
                return attempt(min(self.seconds, _LONGEST))
            except TimeoutError:
                raise RuleTimeoutError(self.rule, self.seconds) from None
        # The engine measures the whole process: other threads may have used the time up.
        while left := budget.left(self.rule, self.seconds):
            started = time.thread_time()
            try:
                return attempt(left)
            except TimeoutError:
                continue
            except (MemoryError, RecursionError):
                budget.stop(self.rule, self.seconds)
            finally:
                budget.spend(self.rule, time.thread_time() - started)
        return otherwise

    @property
    def pattern(self) -> str:
        """The source of the pattern."""
        return self.compiled.pattern

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The names of the groups."""
        return self.compiled.groupindex
