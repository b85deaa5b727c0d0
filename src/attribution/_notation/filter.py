"""Which of many patterns may match at a place: one automaton rules out most of them at once.

All patterns are followed together, unit by unit, until each is certain or ruled out.  Negative
look-arounds and look-behinds are taken as met, what stands behind a positive look-ahead is not
followed, and repetitions are not counted, so that a pattern that is let through may still fail;
none that is ruled out can match.  The states of the automaton are worked out when a text first
leads there, or were prepared, and so with the places that they consist of: there are thousands.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from attribution._notation.packing import (
    NO_STATES,
    UnpackedPlaces,
    UnpackedStates,
    pack_places,
    pack_states,
)
from attribution._notation.places import Explorer, Moves, Patterns, Place, Places
from attribution._notation.prepared import NOTHING, Prepared
from attribution._notation.states import State
from attribution._notation.syntax import Resolve

DEPTH = 5
"""How many units are looked at; more rule out little else, and cost more than they spare."""
_MOST_STEPS = 100_000
"""How many steps from state to state are kept."""
_FEW_STEPS = 8
"""From a state with fewer steps each is worked out by itself."""
_MOST_PLACES = 200
"""Where a text has led to more places at once, it is not followed further."""


class Filter:
    """Tells which of many patterns may match at a place.

    Args:
        patterns: The patterns.
        pieces: The shared pieces.
        resolve: Gives the characters that fit a selector.
        backwards: Whether the patterns run from a unit to the left.
        prepared: What was worked out ahead of time.
        key: What that calls the places of this filter.
    """

    def __init__(  # noqa: PLR0913
        self,
        patterns: Patterns,
        pieces: Mapping[str, str],
        resolve: Resolve,
        *,
        backwards: bool = False,
        prepared: Prepared = NOTHING,
        key: str = "",
    ) -> None:
        """Take the patterns; nothing is worked out yet."""
        self._explorer = functools.partial(Explorer, patterns, pieces, resolve, backwards=backwards)
        self._prepared = prepared
        self._key = key
        self._states: dict[tuple[frozenset[Place], int], State] = {}
        self._room = _MOST_STEPS

    def fitting(self, units: str, among: int) -> int:
        """Give the bits of those patterns of `among` that may match some units.

        A filter that runs backwards wants what stands before a place, the nearest unit first.
        `END` stands where there are no more units.
        """
        state = self._start
        for unit in units:
            if not state.open & among:
                break
            try:
                state = state.steps[unit]
            except KeyError:
                state = self._step(state, unit)
        return state.fit & among

    @functools.cached_property
    def _places(self) -> Places:
        """What knows the places: those that were prepared, or else the patterns."""
        packed = self._prepared.known(self._key)
        return self._explorer() if packed is None else UnpackedPlaces(packed)

    @functools.cached_property
    def _prepared_states(self) -> UnpackedStates:
        packed = self._prepared.known(f"automaton {self._key}")
        return UnpackedStates(packed if packed is not None else NO_STATES)

    def prepare(self) -> None:
        """Have all places prepared that a text may lead to."""
        self._prepared.value(self._key, lambda: pack_places(self._explorer(), DEPTH))

    def note(self) -> None:
        """Have the states prepared that texts have led to, all of prepared places."""
        self._prepared.value(f"automaton {self._key}", lambda: pack_states(self._states.values()))

    @functools.cached_property
    def _start(self) -> State:
        if self._prepared_states.any:
            return self._prepared_states.state(0)
        return self._state(self._places.start(), 0)

    def _step(self, state: State, unit: str) -> State:
        if state.number is not None and not state.steps:
            state.steps = self._prepared_states.steps(state.number)
            if unit in state.steps:
                return state.steps[unit]
        if self._room <= 0:
            return self._state(frozenset(), state.fit)
        self._room -= 1
        found = self._state(_behind(state, self._places_of(state), unit), state.certain)
        state.steps[unit] = found
        return found

    def _places_of(self, state: State) -> frozenset[Place]:
        """Give the places of a state, each with its moves."""
        if state.places is None:
            numbers = self._prepared_states.places(state.number or 0)
            state.places = frozenset(map(self._places.place, numbers))
            self._explore(state.places)
        return state.places

    def _explore(self, places: Iterable[Place]) -> None:
        for place in places:
            if place.moves is None:
                self._places.explore(place)

    def _state(self, places: frozenset[Place], certain: int) -> State:
        found = self._states.get((places, certain))
        if found is None:
            ended, alive = certain, 0
            self._explore(places)
            for place in places:
                ended |= place.bits if place.ends else 0
                alive |= place.bits
            alive &= ~ended
            followed = alive if len(places) <= _MOST_PLACES else 0
            found = State(ended, ended | alive, followed, places)
            self._states[places, certain] = found
        return found


def _behind(state: State, places: frozenset[Place], unit: str) -> frozenset[Place]:
    """Give the places that a unit leads to from those of a state."""
    open_ = ~state.certain
    if len(state.steps) < _FEW_STEPS:
        groups = [
            behind
            for place in places
            if place.bits & open_
            for chars, behind in place.moves or ()
            if unit in chars
        ]
    else:
        # Where many units lead on, it pays to put the moves together.
        if state.moves is None:
            state.moves = _together(places, open_)
        groups = [behind for chars, behind in state.moves if unit in chars]
    return frozenset().union(*groups)


def _together(places: frozenset[Place], open_: int) -> Moves:
    moves: dict[int, tuple[frozenset[str], set[Place]]] = {}
    for place in places:
        if place.bits & open_:
            for chars, behind in place.moves or ():
                moves.setdefault(id(chars), (chars, set()))[1].update(behind)
    return list(moves.values())
