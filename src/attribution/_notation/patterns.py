"""Patterns over tag strings, and what they give: forwards, backwards and within a time limit."""

from __future__ import annotations

import collections
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs
import regex

from attribution._notation.limits import Limited
from attribution._notation.tag_string import TagString
from attribution._notation.tails import tail_group

Compiled: TypeAlias = "re.Pattern[str] | regex.Pattern[str] | Limited"
Pattern: TypeAlias = "Compiled | Numbered"
Match: TypeAlias = "re.Match[str] | regex.Match[str]"
Groups: TypeAlias = "list[tuple[str, tuple[int, int]]]"
"""The groups of a match, of which several may have one name."""
WHOLE = ""
"""The name of what a pattern matches as a whole."""
_NUMBER = "__"


class NumberedMatch:
    """A match of a `Numbered` pattern: of groups of one name, the last that took part counts."""

    __slots__ = ("_groups", "_match")

    def __init__(self, match: Match, groups: Mapping[int | str, tuple[int, ...]]) -> None:
        """Take the match and the numbers of the groups of each name."""
        self._match = match
        self._groups = groups

    def span(self, name: int | str = 0) -> tuple[int, int]:
        """Give the range of a group, or of the whole; (-1, -1) for one that took no part."""
        if name == 0:
            return self._match.span()
        spans = (self._match.span(index) for index in reversed(self._groups[name]))
        return next((span for span in spans if span[0] >= 0), (-1, -1))

    def start(self, name: int | str = 0) -> int:
        """Give where a group, or the whole, starts."""
        return self.span(name)[0]

    def end(self, name: int | str = 0) -> int:
        """Give where a group, or the whole, ends."""
        return self.span(name)[1]

    def __getitem__(self, name: int | str) -> str:
        """Give what the whole, or a group that took part, matched."""
        start, end = self.span(name)
        return self._match.string[start:end]


class Numbered:
    """A pattern of several groups of one name, over one whose groups are `numbered`.

    >>> pattern = Numbered(re.compile("(?P<word>a)b|(?P<word__2>c)"))
    >>> [match.span("word") for match in pattern.finditer("abc")]
    [(0, 1), (2, 3)]
    """

    def __init__(self, compiled: Compiled) -> None:
        """Take the pattern."""
        self.compiled = compiled
        groups: dict[int | str, tuple[int, ...]] = {}
        for name, index in compiled.groupindex.items():
            groups[group_name(name)] = (*groups.get(group_name(name), ()), index)
        self._groups = groups

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The names of the groups, each with the number of the first of that name."""
        return {str(name): indices[0] for name, indices in self._groups.items()}

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> NumberedMatch | None:
        """Match at a place."""
        match = self.compiled.match(text, start, end)
        return NumberedMatch(match, self._groups) if match is not None else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> NumberedMatch | None:
        """Find the first match."""
        match = self.compiled.search(text, start, end)
        return NumberedMatch(match, self._groups) if match is not None else None

    def fullmatch(self, text: str) -> NumberedMatch | None:
        """Match all of a string."""
        match = self.compiled.fullmatch(text)
        return NumberedMatch(match, self._groups) if match is not None else None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[NumberedMatch]:
        """Find all matches."""
        for match in self.compiled.finditer(text, start, end):
            yield NumberedMatch(match, self._groups)


class Forwards:
    """A pattern that runs from a unit to the right.

    >>> tail = Forwards(re.compile("(?P<content>c+)"))
    >>> forwards = Forwards(re.compile("(?P<source>a)(?:b(?P<_0>)|d)"), [tail])
    >>> forwards.find("abcc", 0), forwards.find("ad", 0), forwards.find("abb", 0)
    ([('content', (2, 4)), ('source', (0, 1))], [('source', (0, 1))], None)
    """

    def __init__(
        self, compiled: Compiled, tails: Sequence[Forwards] = (), *, whole: bool = False
    ) -> None:
        """Take a pattern whose groups may be `numbered`, and the tails that it may end in.

        Where the `tail_group` of a tail took part in a match, that must follow.  What is matched
        as a whole is a group too, if that is asked for.
        """
        self._compiled = compiled
        by_group = {tail_group(number): tail for number, tail in enumerate(tails)}
        named = _groups(compiled, whole=whole)
        self._groups = tuple(it for it in named if it[0] not in by_group)
        self._tails = tuple((by_group[name], at) for name, at in named if name in by_group)

    def find(self, tags: str, start: int) -> Groups | None:
        """Give the groups that took part in a match, each by its name with its range."""
        match = self.begin(tags, start)
        return self.finish(match) if match is not None else None

    def begin(self, tags: str, start: int) -> Match | None:
        """Match what stands before the tail: `finish` goes on from it."""
        return self._compiled.match(tags, start)

    def finish(self, match: Match) -> Groups | None:
        """Give the groups of a match that was begun, if its tail follows."""
        found: Groups = []
        spans = match.regs
        for tail, index in self._tails:
            if spans[index][0] >= 0:
                following = tail.find(match.string, match.end())
                if following is None:
                    return None
                found = following
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
        compiled: Compiled,
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

    def match(self, tape: TagString, start: int, end: int) -> tuple[int, int] | None:
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

    def find(self, tape: TagString, end: int) -> Groups | None:
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


def _groups(compiled: Compiled, *, whole: bool) -> tuple[tuple[str, int], ...]:
    named = [(group_name(name), index) for name, index in compiled.groupindex.items()]
    return ((WHOLE, 0), *named) if whole else tuple(named)


@attrs.frozen
class Change:
    """What changes the tag characters of the words that a pattern finds."""

    pattern: Compiled
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


def any_of(chars: Iterable[str]) -> Compiled:
    """Compile what finds the units that have one of some characters."""
    found = "".join(sorted(chars))
    return re.compile(f"[{found}]" if found else "(?!)")


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
