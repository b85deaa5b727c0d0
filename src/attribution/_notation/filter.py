"""Which of many patterns may match at a place: the units there rule out most of them at once.

What each pattern may have as its first unit, as its second and so on is known beforehand, so that
one look at each unit is enough for all of them.  Negative look-arounds and look-behinds are taken
as met, what stands behind a positive look-ahead is not followed, repetitions are not counted, and
no unit is held against the one before, so that a pattern that is let through may still fail; none
that is ruled out can match.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from typing import TypeAlias

from attribution._notation.places import Explorer, Patterns
from attribution._notation.prepared import Prepared
from attribution._notation.syntax import Resolve

DEPTH = 2
"""How many units are looked at; more rule out little else, and cost more than they spare."""
_Packed: TypeAlias = "tuple[tuple[str, tuple[int, ...], int], ...]"
"""For each unit the characters that it may have, the bits of each, and those of any other."""


class Filter:
    """Tells which of many patterns may match at a place.

    Args:
        patterns: The patterns.
        pieces: The shared pieces.
        resolve: Gives the characters that fit a selector.
        backwards: Whether the patterns run from a unit to the left.
        prepared: What was worked out ahead of time.
        key: What that calls the tables of this filter.
        of: The notation of the patterns.
    """

    def __init__(  # noqa: PLR0913
        self,
        patterns: Patterns,
        pieces: Mapping[str, str],
        resolve: Resolve,
        *,
        backwards: bool = False,
        prepared: Prepared | None = None,
        key: str = "",
        of: Collection[str] = (),
    ) -> None:
        """Take the patterns; nothing is worked out yet."""
        self._explorer = functools.partial(Explorer, patterns, pieces, resolve, backwards=backwards)
        self._prepared = Prepared() if prepared is None else prepared
        self._key = key
        self._of = of

    def fitting(self, units: str, among: int) -> int:
        """Give the bits of those patterns of `among` that may match some units.

        A filter that runs backwards wants what stands before a place, the nearest unit first.
        `END` stands where there are no more units.
        """
        for (known, other), unit in zip(self._tables, units, strict=False):
            among &= known.get(unit, other)
            if not among:
                break
        return among

    def prepare(self) -> None:
        """Have the tables worked out."""
        _ = self._tables

    @functools.cached_property
    def _tables(self) -> tuple[tuple[Mapping[str, int], int], ...]:
        packed = self._prepared.value(self._key, lambda: _packed(self._explorer()), self._of)
        return tuple((dict(zip(chars, bits, strict=True)), other) for chars, bits, other in packed)


def _packed(explorer: Explorer) -> _Packed:
    tables: list[tuple[str, tuple[int, ...], int]] = []
    places, ended = explorer.start(), 0
    for _ in range(DEPTH):
        step = explorer.step(places)
        # What has come to its end does not care what follows.
        ended |= step.ended
        known: dict[str, int] = {}
        for units, bits in step.units.items():
            for unit in units:
                known[unit] = known.get(unit, ended) | bits
        row = dict(sorted(known.items()))
        tables.append(("".join(row), tuple(row.values()), ended))
        places = step.behind
    return tuple(tables)
