"""Patterns over tag strings, and what they give: forwards, backwards and within a time limit."""

from __future__ import annotations

import collections
import re
import sys
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs
import regex

from attribution.errors import RuleTimeoutError

Pattern: TypeAlias = "re.Pattern[str] | regex.Pattern[str]"
Match: TypeAlias = "re.Match[str] | regex.Match[str]"
Groups: TypeAlias = "list[tuple[str, tuple[int, int]]]"
"""The groups of a match, of which several may have one name."""
WHOLE = ""
"""The name of what a pattern matches as a whole."""
_NUMBER = "__"


@attrs.frozen
class Limited:
    """A pattern of a user, which is given so much time for one attempt and no more."""

    compiled: regex.Pattern[str]
    rule: str
    seconds: float

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> regex.Match[str] | None:
        """Match at a place, or raise `RuleTimeoutError`."""
        try:
            return self.compiled.match(text, start, end, timeout=self.seconds)
        except TimeoutError:
            raise RuleTimeoutError(self.rule, self.seconds) from None

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Find all matches, or raise `RuleTimeoutError` after those found in time."""
        try:
            yield from self.compiled.finditer(text, timeout=self.seconds)
        except TimeoutError:
            raise RuleTimeoutError(self.rule, self.seconds) from None

    @property
    def pattern(self) -> str:
        """The source of the pattern."""
        return self.compiled.pattern

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The names of the groups."""
        return self.compiled.groupindex


class Mirror:
    """Gives strings from their end, and holds the last: one is asked for many times in a row."""

    def __init__(self) -> None:
        """Start with the empty string."""
        self._last = ("", "")

    def of(self, text: str) -> str:
        """Give a string from its end."""
        last = self._last
        if last[0] is not text:
            self._last = last = (text, text[::-1])
        return last[1]


class Forwards:
    """A pattern that runs from a unit to the right."""

    def __init__(self, compiled: Pattern | Limited, then: Forwards | None = None) -> None:
        """Take a pattern whose groups may be `numbered`, and what must follow where it ends.

        What follows has its groups, `WHOLE` among them, for itself.
        """
        self._compiled = compiled
        self._groups = _groups(compiled)
        self._then = then

    def find(self, tags: str, start: int) -> Groups | None:
        """Give the groups that took part in a match, each by its name with its range."""
        match = self._compiled.match(tags, start)
        if match is None:
            return None
        found: Groups = []
        if self._then is not None:
            following = self._then.find(tags, match.end())
            if following is None:
                return None
            found += following
        for name, index in self._groups:
            span = match.span(index)
            if span[0] < span[1]:
                found.append((name, span))
        return found


class Backwards:
    """A pattern that runs from a unit to the left.

    What is compiled is the mirrored pattern, over the mirrored string: `re` cannot run backwards,
    and `regex`, which can, is slow.
    """

    def __init__(
        self, compiled: Pattern | Limited, mirror: Mirror, ends: frozenset[str] = frozenset()
    ) -> None:
        """Take a pattern of a mirrored translation, whose groups may be `numbered`.

        `match` needs to know the units in which a match may end.
        """
        self._compiled = compiled
        self._mirror = mirror
        self._ends = ends
        self._groups = _groups(compiled)

    def match(self, tags: str, start: int, end: int) -> tuple[int, int] | None:
        """Give the range of what ends at a unit and starts at `start` at the earliest.

        What is empty is no match.
        """
        if end <= start or tags[end - 1] not in self._ends:
            return None
        size = len(tags)
        match = self._compiled.match(self._mirror.of(tags), size - end, size - start)
        if match is None or match.end() == match.start():
            return None
        return size - match.end(), end

    def find(self, tags: str, end: int) -> Groups | None:
        """Give the groups that took part in a match, each by its name with its range."""
        size = len(tags)
        match = self._compiled.match(self._mirror.of(tags), size - end)
        if match is None:
            return None
        found = []
        for name, index in self._groups:
            first, last = match.span(index)
            if first < last:
                found.append((name, (size - last, size - first)))
        return found


def _groups(compiled: Pattern | Limited) -> tuple[tuple[str, int], ...]:
    names = compiled.groupindex.items()
    return (WHOLE, 0), *((group_name(name), index) for name, index in names)


@attrs.frozen
class Change:
    """What changes the tag characters of the words that a pattern finds."""

    pattern: Pattern
    changed: Mapping[str, str]
    mirrored: bool = False
    """Whether the pattern is for the mirrored tags."""

    def settle(self, tags: str) -> str:
        """Give the tags with those of the words in question changed."""
        if self.mirrored:
            return self.pattern.sub(self._changed, tags[::-1])[::-1]
        return self.pattern.sub(self._changed, tags)

    def applies(self, tags: str) -> bool:
        """Say whether there is such a word."""
        return self.pattern.search(tags[::-1] if self.mirrored else tags) is not None

    def _changed(self, match: Match) -> str:
        return self.changed[match[0]]


def group_name(name: str) -> str:
    """Give the name of a group that may be `numbered`."""
    return name.partition(_NUMBER)[0]


def numbered(source: str) -> str:
    """Give each group of a pattern a name of its own, since `re` wants that: ``content__2``."""
    seen: collections.Counter[str] = collections.Counter()

    def name(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        count = seen[match[1]]
        return match[0] if count == 1 else f"(?P<{match[1]}{_NUMBER}{count}>"

    return re.sub(r"\(\?P<(\w+)>", name, source)
