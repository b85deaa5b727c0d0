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


class Backwards:
    """A pattern that runs from a unit to the left.

    What is compiled is the mirrored pattern, over the mirrored string: `re` cannot run backwards,
    and `regex`, which can, is slow.
    """

    def __init__(self, compiled: Pattern | Limited, mirror: Mirror) -> None:
        """Take a pattern of a mirrored translation."""
        self._compiled = compiled
        self._mirror = mirror
        self.groupindex = compiled.groupindex

    def match(self, tags: str, start: int, end: int) -> BackwardMatch | None:
        """Match what ends at a unit, as far to the left as `start` at most."""
        size = len(tags)
        found = self._compiled.match(self._mirror.of(tags), size - end, size - start)
        return None if found is None else BackwardMatch(found, size, self.groupindex)


class BackwardMatch:
    """What `Backwards` found, with the places in the string as it is."""

    __slots__ = ("_match", "_size", "groupindex")

    def __init__(self, found: Match, size: int, groupindex: Mapping[str, int]) -> None:
        """Take a match in the mirrored string."""
        self._match, self._size, self.groupindex = found, size, groupindex

    def span(self, group: str | int = 0) -> tuple[int, int]:
        """Give the range of a group; (-1, -1) where it took no part."""
        start, end = self._match.span(group)
        return (self._size - end, self._size - start) if start >= 0 else (-1, -1)

    def start(self, group: str | int = 0) -> int:
        """Give where a group starts."""
        return self.span(group)[0]

    def end(self, group: str | int = 0) -> int:
        """Give where a group ends."""
        return self.span(group)[1]


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


def numbered(source: str) -> str:
    """Give each group of a pattern a name of its own: ``content``, ``content__2``.

    `group_name` gives back the name they share.
    """
    seen: collections.Counter[str] = collections.Counter()

    def name(match: re.Match[str]) -> str:
        seen[match[1]] += 1
        return match[0] if seen[match[1]] == 1 else f"(?P<{match[1]}__{seen[match[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", name, source)


def group_name(name: str) -> str:
    """Give the name of a group as it stands in the notation."""
    return name.partition("__")[0]
