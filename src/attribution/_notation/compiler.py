"""Compiles the notation: whole patterns, and what stands before and after an anchor."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

import attrs
import regex

from attribution._notation.anchored import Anchored, Patterned, RuleT, Table
from attribution._notation.filter import Filter
from attribution._notation.limits import Limited
from attribution._notation.patterns import (
    Backwards,
    Change,
    Compiled,
    Forwards,
    Numbered,
    Pattern,
    group_name,
    numbered,
)
from attribution._notation.prepared import Prepared
from attribution._notation.syntax import Element, Group, Item, Resolve, read, splits, tree
from attribution._notation.tails import without_tails
from attribution._notation.translate import Translator

_OPEN = 0.85
"""What may begin with this share of all tag characters may begin with almost anything."""
_DEMANDS = frozenset({"(?=", "(?<=", "(?<!"})
"""What begins with one of these fits at few places, whatever it may begin with there."""


class Timed(Patterned, Protocol):
    """A rule whose attempts may be limited in time."""

    @property
    def time_limit(self) -> float:
        """How many seconds one attempt may take."""


TimedT = TypeVar("TimedT", bound=Timed)
_Row = tuple[Element, ...]
_Parts = tuple[_Row, Element, _Row]
"""What stands before an anchor, the anchor, and what stands after it."""
_Tail = tuple[str, str | None]
"""A piece and the group that it is captured as."""


class Compiler:
    """The patterns of one rule set; what several rules have in common is compiled once.

    Args:
        pieces: The shared pieces.
        resolve: Gives the characters that fit a selector.
        prepared: What was compiled ahead of time.
        limit: How many seconds a pattern may take for a text that has no limit of its own.
    """

    def __init__(
        self,
        pieces: Mapping[str, str],
        resolve: Resolve,
        prepared: Prepared,
        limit: float = math.inf,
    ) -> None:
        """Take the pieces; nothing is compiled yet."""
        self._pieces = pieces
        self._resolve = resolve
        self._prepared = prepared
        self._limit = limit
        self._translator = Translator(pieces, resolve)
        self._mirrored = Translator(pieces, resolve, mirrored=True)
        self._lefts: dict[int, Backwards] = {}
        self._tails: dict[Element, Forwards] = {}

    # Whole patterns ------------------------------------------------------------------------------

    def pattern(self, notation: str) -> Pattern:
        """Compile a whole pattern; several groups may have one name."""
        compiled = self.numbered(notation)
        # Only what has a name twice pays for looking its groups up.
        twice = any(group_name(name) != name for name in compiled.groupindex)
        return Numbered(compiled) if twice else compiled

    def numbered(self, notation: str) -> Compiled:
        """Compile a whole pattern whose groups are `numbered`."""
        made = functools.partial(self._forwards, read(notation))
        return self._compiled("whole", made, notation, [notation])

    def leftwards(self, notation: str) -> Backwards:
        """Compile a pattern to be matched up to a unit, from right to left."""
        return self._leftwards("", notation, notation, lambda: read(notation))

    def rightwards(self, notation: str) -> Forwards:
        """Compile a pattern to be matched from a unit on, for the groups in it."""
        return Forwards(self.numbered(notation), whole=True)

    def begins(self, notation: str) -> frozenset[str]:
        """Give the units that what matches a pattern may begin with, if it is not empty."""
        begins = self._prepared.value(
            "first",
            lambda: _text(self._translator.first_of(tree(read(notation)))[0]),
            [notation],
        )
        return frozenset(begins)

    # Rules around an anchor ----------------------------------------------------------------------

    def timed(self, rules: Sequence[TimedT], anchor: str) -> Table[TimedT]:
        """Make rules ready to run from the group that is their anchor, within their time limits."""
        return self._table(rules, anchor, self._left, self._right)

    def untimed(self, rules: Sequence[RuleT], anchor: str) -> Table[RuleT]:
        """Make rules ready to run from the group that is their anchor.

        What each side matches as a whole is a group too.
        """
        return self._table(rules, anchor, self._whole_left, self._whole_right)

    def _table(
        self,
        rules: Sequence[RuleT],
        anchor: str,
        left: Callable[[Anchored[RuleT]], Backwards | None],
        right: Callable[[Anchored[RuleT]], Forwards | None],
    ) -> Table[RuleT]:
        patterns = [rule.pattern for rule in rules]
        counts = self._prepared.value(
            f"alternatives {anchor}",
            lambda: tuple(len(splits(read(pattern), anchor)) for pattern in patterns),
            patterns,
        )
        rows = [
            Anchored(rule, anchor, number, left, right)
            for rule, count in zip(rules, counts, strict=True)
            for number in range(count)
        ]
        make = functools.partial(
            Filter,
            pieces=self._pieces,
            resolve=self._resolve,
            prepared=self._prepared,
            of=patterns,
        )
        return Table(
            rows,
            make(lambda: [row.before for row in rows], backwards=True, key=f"backwards {anchor}"),
            make(lambda: [row.after for row in rows], key=f"forwards {anchor}"),
        )

    def _left(self, rule: Anchored[TimedT]) -> Backwards | None:
        """Compile what stands before the cue of a construction."""
        if not self._sides(rule).before:
            return None
        compiled = self._compiled(
            f"left {rule.anchor} {rule.number}",
            lambda: self._backwards(rule.before),
            rule.source.name,
            [rule.source.pattern],
            rule.source.time_limit,
        )
        # Constructions that share what stands before the cue share the pattern, so that it need
        # not be tried twice.
        return self._lefts.setdefault(id(compiled), Backwards(compiled))

    def _right(self, rule: Anchored[TimedT]) -> Forwards | None:
        """Compile what stands after the cue of a construction."""
        sides = self._sides(rule)
        if not sides.after:
            return None
        compiled = self._compiled(
            f"right {rule.anchor} {rule.number}",
            lambda: self._forwards(self._without_tails(rule.after)[0]),
            rule.source.name,
            [rule.source.pattern],
            rule.source.time_limit,
        )
        return Forwards(compiled, [self._tail(rule, *tail) for tail in sides.tails])

    def _tail(self, rule: Anchored[TimedT], piece: str, group: str | None) -> Forwards:
        tail = Element("selector", piece, group)
        if not self._is_unlimited([f"<{piece}:{group}>"], rule.source.time_limit):
            return self._end(rule, tail)
        # Many constructions end in the same large piece: it is compiled once for all of them.
        if tail not in self._tails:
            self._tails[tail] = self._end(rule, tail)
        return self._tails[tail]

    def _end(self, rule: Anchored[TimedT], tail: Element) -> Forwards:
        return Forwards(
            self._compiled(
                "end",
                lambda: self._forwards((tail,)),
                rule.source.name,
                [f"<{tail.value}:{tail.group}>"],
                rule.source.time_limit,
            )
        )

    def _whole_left(self, rule: Anchored[RuleT]) -> Backwards | None:
        if not self._sides(rule).before:
            return None
        key = f" {rule.anchor} {rule.number}"
        return self._leftwards(key, rule.source.pattern, rule.source.name, lambda: rule.before)

    def _whole_right(self, rule: Anchored[RuleT]) -> Forwards | None:
        if not self._sides(rule).after:
            return None
        compiled = self._compiled(
            f"right {rule.anchor} {rule.number}",
            lambda: self._forwards(rule.after),
            rule.source.name,
            [rule.source.pattern],
        )
        return Forwards(compiled, whole=True)

    def _leftwards(
        self, key: str, notation: str, name: str, elements: Callable[[], _Row]
    ) -> Backwards:
        compiled = self._compiled(
            f"left{key}", lambda: self._backwards(elements()), name, [notation]
        )
        ends = self._prepared.value(
            f"ends{key}", lambda: _text(self._mirrored.first_of(tree(elements()))[0]), [notation]
        )
        return Backwards(compiled, frozenset(ends), whole=True)

    def _sides(self, rule: Anchored[RuleT]) -> _Sides:
        key = f"sides {rule.anchor} {rule.number}"
        work_out = functools.partial(self._sides_of, rule)
        return _Sides(*self._prepared.value(key, work_out, [rule.source.pattern]))

    def _sides_of(self, rule: Anchored[RuleT]) -> tuple[bool, bool, tuple[_Tail, ...]]:
        _, tails = self._without_tails(rule.after)
        return bool(rule.before), bool(rule.after), tuple((it.value, it.group) for it in tails)

    def _without_tails(self, elements: _Row) -> tuple[_Row, tuple[Element, ...]]:
        return without_tails(elements, self._pieces, self._is_open)

    def _is_open(self, piece: Element) -> bool:
        """Whether a piece may begin with almost anything.

        What stands before such a piece never has to be matched otherwise for its sake.
        """
        if any(map(_is_demanding, tree(read(self._pieces[piece.value])).alternatives)):
            return False
        first, may_be_empty = self._translator.first_of(piece)
        return not may_be_empty and len(first) > _OPEN * len(self._resolve("any"))

    # Readings ------------------------------------------------------------------------------------

    def change(self, rule: Patterned, how: str, change: Callable[[str], str]) -> Change:
        """Compile a reading: the unit at ``word``, between what stands before it and after it.

        Args:
            rule: The reading, each of whose alternatives captures ``word``.
            how: What the change is called.
            change: Gives the character that a unit has afterwards.
        """
        of = [rule.pattern]
        reading = _Reading(rule.pattern, self._translator, self._mirrored)
        # Only `re` needs a pattern the other way round, and it knows no time limit.
        mirrored = self._is_unlimited(of) and self._prepared.value(
            "mirrored", reading.is_mirrored, of
        )
        units, changed = self._prepared.value(
            f"change {how}", lambda: reading.changes(self._resolve, change), of
        )
        source = reading.back if mirrored else reading.ahead
        compiled = self._compiled("context", source, rule.name, of)
        return Change(compiled, dict(zip(units, changed, strict=True)), mirrored)

    # Regular expressions -------------------------------------------------------------------------

    def _forwards(self, elements: _Row) -> str:
        return numbered(self._translator.regex(elements))

    def _backwards(self, elements: _Row) -> str:
        return numbered(self._mirrored.regex(elements))

    def _compiled(
        self,
        key: str,
        source: Callable[[], str],
        name: str,
        of: Collection[str],
        limit: float = math.inf,
    ) -> Compiled:
        """Compile for `re`, or for `regex` what has a time limit, which `re` does not know."""
        if self._is_unlimited(of, limit):
            return self._prepared.program(key, source, of)
        return Limited(regex.compile(source()), name, min(limit, self._limit))

    def _is_unlimited(self, of: Collection[str], limit: float = math.inf) -> bool:
        # Whatever the limit of a rule, the pieces in it may be somebody else's.
        return math.isinf(limit) and (math.isinf(self._limit) or self._prepared.is_trusted(of))


class _Sides(NamedTuple):
    """What a rule has around its anchor."""

    before: bool
    after: bool
    tails: tuple[_Tail, ...]
    """What it may end in that others may end in too."""


@attrs.define
class _Reading:
    """The expressions for a reading: it is read when one of them is asked for."""

    notation: str
    translator: Translator
    mirrored: Translator

    def _contexts(self) -> list[_Parts]:
        return [
            (before, attrs.evolve(word, group=None), after)
            for before, word, after in splits(read(self.notation), "word")
        ]

    def ahead(self) -> str:
        """Give the source for the tags as they are."""
        # The word stands first, since it is what the engine can look for in one sweep.
        rows = [
            (word, *_look("(?<=", before, word), *_look("(?=", after))
            for before, word, after in self._contexts()
        ]
        return "|".join(map(self.translator.regex, rows))

    def back(self) -> str:
        """Give the source for the mirrored tags."""
        regex_of = self.mirrored.regex
        return "|".join(
            regex_of((word,))
            + regex_of((*_look("(?<=", before), *_look("(?=", after, word, first=True)))
            for before, word, after in self._contexts()
        )

    def is_mirrored(self) -> bool:
        """Say whether `re` can run it over the mirrored tags alone."""
        try:
            re.compile(self.ahead())
        except re.error:
            # What is of no one width can be looked for ahead alone, so the other way.
            return True
        return False

    def changes(self, resolve: Resolve, change: Callable[[str], str]) -> tuple[str, str]:
        """Give the units that may change, and what each becomes."""
        chars = [resolve(word.value) for _, word, _ in self._contexts()]
        units = _text(frozenset().union(*chars))
        return units, "".join(map(change, units))


def _is_demanding(row: tuple[Item, ...]) -> bool:
    # An alternative may be empty.
    return any(isinstance(item.part, Group) and item.part.opening in _DEMANDS for item in row[:1])


def _text(chars: Iterable[str]) -> str:
    return "".join(sorted(chars))


def _look(opening: str, elements: _Row, *word: Element, first: bool = False) -> _Row:
    """Give a look-around for elements and a word beside them; nothing where there are none."""
    if not elements:
        return ()
    row = (*word, *elements) if first else (*elements, *word)
    return (Element("syntax", opening), *row, Element("syntax", ")"))
