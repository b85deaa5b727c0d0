"""The states of an automaton that follows many patterns at once."""

from __future__ import annotations

import attrs

from attribution._notation.places import Moves, Place


@attrs.define(eq=False)
class State:
    """The places that all patterns together have come to."""

    certain: int
    """The bits of the patterns that have come to their ends."""
    fit: int
    """The bits of these, and of those that have not and may yet."""
    open: int
    """The bits of the latter, or none where there are too many places to follow."""
    places: frozenset[Place] | None = None
    """The places, unless they were prepared and are not unpacked."""
    number: int | None = None
    """Which of those it is that were prepared, if it is one."""
    steps: dict[str, State] = attrs.field(factory=dict)
    moves: Moves | None = None
    """The moves of the places that are open, those for the same units together."""
