"""Rules that run from an anchor to both sides, and which of them may match at a place."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

import attrs

from attribution._notation.filter import DEPTH, Filter
from attribution._notation.patterns import Backwards, Forwards
from attribution._notation.syntax import Element, read, splits
from attribution._notation.tag_string import TagString


class Patterned(Protocol):
    """A rule with a pattern."""

    @property
    def name(self) -> str:
        """What the rule is called."""

    @property
    def pattern(self) -> str:
        """What it matches, in the notation."""


RuleT = TypeVar("RuleT", bound=Patterned)
"""What a rule set says of a rule: a construction or a mention."""


@attrs.define(slots=False, eq=False)
class Anchored(Generic[RuleT]):
    """A rule ready to run from its anchor: to the left of it, and to the right.

    The pattern is read when something is to be compiled, and compiled when it is first run.
    """

    source: RuleT
    anchor: str
    """The group that is the anchor."""
    number: int
    """Which of the alternatives of the rule it is."""
    _left: Callable[[Anchored[RuleT]], Backwards | None]
    _right: Callable[[Anchored[RuleT]], Forwards | None]

    @functools.cached_property
    def _sides(self) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
        before, _, after = splits(read(self.source.pattern), self.anchor)[self.number]
        return before, after

    @property
    def name(self) -> str:
        """What no other alternative is called."""
        return f"{self.anchor} {self.source.name} {self.number}"

    @property
    def before(self) -> tuple[Element, ...]:
        """What stands before the anchor."""
        return self._sides[0]

    @property
    def after(self) -> tuple[Element, ...]:
        """What stands after the anchor."""
        return self._sides[1]

    @functools.cached_property
    def left(self) -> Backwards | None:
        """Matches backwards from the anchor."""
        return self._left(self)

    @functools.cached_property
    def right(self) -> Forwards | None:
        """Matches forwards from behind the anchor."""
        return self._right(self)


class Table(Generic[RuleT]):
    """Rules in their order, and which of them may match around an anchor."""

    def __init__(self, rules: Sequence[Anchored[RuleT]], before: Filter, after: Filter) -> None:
        """Take the rules, and the filters of what stands before and after their anchors."""
        self.rules = rules
        self._before = before
        self._after = after
        self._by_bits: dict[int, tuple[Anchored[RuleT], ...]] = {}

    def prepare(self) -> None:
        """Have all sides compiled, and what the filters know worked out."""
        for rule in self.rules:
            _ = rule.left, rule.right
        self._before.prepare()
        self._after.prepare()

    def sides(self, tape: TagString, start: int, end: int, among: int) -> tuple[bool, bool]:
        """Say whether the units next to an anchor fit any of some rules, before and behind it."""
        at = tape.size - start
        before = self._before.fitting(tape.mirrored_ended[at : at + DEPTH], among)
        return before != 0, self._after.fitting(tape.ended[end : end + DEPTH], among) != 0

    def fitting(
        self, tape: TagString, start: int, end: int, among: int = -1
    ) -> tuple[Anchored[RuleT], ...]:
        """Give the rules that may match around some units, of those with the bits of `among`.

        Most are ruled out by the units next to the anchor, so that they never run.
        """
        fits = self._after.fitting(tape.ended[end : end + DEPTH], among)
        if fits:
            at = tape.size - start
            fits = self._before.fitting(tape.mirrored_ended[at : at + DEPTH], fits)
        found = self._by_bits.get(fits)
        if found is None:
            found = tuple(rule for i, rule in enumerate(self.rules) if fits >> i & 1)
            self._by_bits[fits] = found
        return found
