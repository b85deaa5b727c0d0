"""Rules that run from an anchor to both sides, and which of them may match at a place."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import attrs

from attribution._filter import DEPTH, Filter
from attribution._notation import Element
from attribution._patterns import Backwards, Forwards
from attribution._tape import Tape

Source = TypeVar("Source")
"""What a rule set says of a rule: a construction or a mention."""


@attrs.define(slots=False, eq=False)
class Anchored(Generic[Source]):
    """A rule ready to run from its anchor: to the left of it, and to the right.

    The patterns are compiled when they are first run.
    """

    source: Source
    before: tuple[Element, ...]
    """What stands before the anchor."""
    after: tuple[Element, ...]
    """What stands after the anchor."""
    _left: Callable[[tuple[Element, ...]], Backwards]
    _right: Callable[[tuple[Element, ...]], Forwards]

    @functools.cached_property
    def left(self) -> Backwards | None:
        """Matches backwards from the anchor."""
        return self._left(self.before) if self.before else None

    @functools.cached_property
    def right(self) -> Forwards | None:
        """Matches forwards from behind the anchor."""
        return self._right(self.after) if self.after else None


class Table(Generic[Source]):
    """Rules in their order, and which of them may match around an anchor."""

    def __init__(self, rules: Sequence[Anchored[Source]], before: Filter, after: Filter) -> None:
        """Take the rules, and the filters of what stands before and after their anchors."""
        self.rules = rules
        self._before = before
        self._after = after
        self._by_bits: dict[int, tuple[Anchored[Source], ...]] = {}

    def fitting(
        self, tape: Tape, start: int, end: int, among: int = -1
    ) -> tuple[Anchored[Source], ...]:
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
