"""Patterns over tag strings, and what they give: forwards, backwards and within a time limit."""

from __future__ import annotations

import collections
import re
import sys
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs
import regex

from attribution._tape import Tape
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


class Forwards:
    """A pattern that runs from a unit to the right."""

    def __init__(
        self, compiled: Pattern | Limited, then: Forwards | None = None, *, whole: bool = False
    ) -> None:
        """Take a pattern whose groups may be `numbered`, and what must follow where it ends.

        What is matched as a whole is a group too, if that is asked for.
        """
        self._compiled = compiled
        self._groups = _groups(compiled, whole=whole)
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
            found = following
        if self._groups:
            spans = match.regs
            for name, index in self._groups:
                span = spans[index]
                if span[0] < span[1]:
                    found.append((name, span))
        return found


class Backwards:
    """A pattern that runs from a unit to the left.

    What is compiled is the mirrored pattern, over the mirrored string: `re` cannot run backwards,
    and `regex`, which can, is slow.
    """

    def __init__(
        self,
        compiled: Pattern | Limited,
        ends: frozenset[str] = frozenset(),
        *,
        whole: bool = False,
    ) -> None:
        """Take a pattern of a mirrored translation, whose groups may be `numbered`.

        `match` needs to know the units in which a match may end; what is matched as a whole is a
        group for `find`, if that is asked for.
        """
        self._compiled = compiled
        self._ends = ends
        self._groups = _groups(compiled, whole=whole)

    def match(self, tape: Tape, start: int, end: int) -> tuple[int, int] | None:
        """Give the range of what ends at a unit and starts at `start` at the earliest.

        What is empty is no match.
        """
        if end <= start or tape.tags[end - 1] not in self._ends:
            return None
        size = tape.size
        match = self._compiled.match(tape.mirrored, size - end, size - start)
        if match is None or match.end() == match.start():
            return None
        return size - match.end(), end

    def find(self, tape: Tape, end: int) -> Groups | None:
        """Give the groups that took part in a match, each by its name with its range."""
        size = tape.size
        match = self._compiled.match(tape.mirrored, size - end)
        if match is None:
            return None
        found = []
        spans = match.regs
        for name, index in self._groups:
            first, last = spans[index]
            if first < last:
                found.append((name, (size - last, size - first)))
        return found


def _groups(compiled: Pattern | Limited, *, whole: bool) -> tuple[tuple[str, int], ...]:
    named = [(group_name(name), index) for name, index in compiled.groupindex.items()]
    return ((WHOLE, 0), *named) if whole else tuple(named)


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
