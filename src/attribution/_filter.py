"""Which of many patterns may match at a place: one automaton rules out most of them at once.

All patterns are followed together, unit by unit, until each is certain or ruled out.  Negative
look-arounds and look-behinds are taken as met, what stands behind a positive look-ahead is not
followed, and repetitions are not counted, so that a pattern that is let through may still fail;
none that is ruled out can match.  The states of the automaton are worked out when a text first
leads there.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import attrs

from attribution._notation import Element, Group, Item, Resolve, may_be_absent, read, tree
from attribution._tape import END

DEPTH = 5
"""How many units are looked at; more rule out little else, and cost more than they spare."""
_MOST_STEPS = 100_000
"""How many steps from state to state are kept."""
_MOST_PLACES = 200
"""Where a text has led to more places at once, it is not followed further."""
_LOOK_AROUNDS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_Row = tuple[Item, ...]


@attrs.frozen(eq=False)
class _Point:
    """What an item of a pattern is to somebody who walks through the pattern."""

    passed: bool
    """Whether it may be passed without a unit."""
    repeated: bool
    """Whether it may come again."""
    chars: frozenset[str] | None = None
    """The units that stand for it, where it is an element."""
    inner: tuple[_Row, ...] = ()
    """The rows that it consists of, where it is a group or a piece."""
    ahead: bool = False
    """Whether these are looked at, and not walked through."""


@attrs.define(eq=False)
class _Place:
    """A place in a pattern: an item of a row, and where to go on after the row."""

    row: _Row
    at: int
    then: _Place | None
    bits: int
    """The bits of the pattern, one for each rule that has it."""
    again: bool = False
    """Whether the item was there already and may be repeated."""
    reach: dict[_Place, frozenset[str]] | None = None
    """Each place that one unit leads to, and what the unit may be; worked out when asked for."""
    ends: bool = False
    """Whether the pattern may end here; known with what is in reach."""


@attrs.define(eq=False)
class _State:
    """The places that all patterns together have come to."""

    places: frozenset[_Place]
    certain: int
    """The bits of the patterns that have come to their ends."""
    fit: int
    """The bits of these, and of those that have not and may yet."""
    open: int
    """The bits of the latter, or none where there are too many places to follow."""
    steps: dict[str, _State] = attrs.field(factory=dict)


class Filter:
    """Tells which of many patterns may match at a place.

    Args:
        patterns: The patterns; the first has the lowest bit.
        pieces: The shared pieces.
        resolve: Gives the characters that fit a selector.
        backwards: Whether the patterns run from a unit to the left.
    """

    def __init__(
        self,
        patterns: Sequence[tuple[Element, ...]],
        pieces: Mapping[str, str],
        resolve: Resolve,
        *,
        backwards: bool = False,
    ) -> None:
        """Take the patterns; nothing is worked out yet."""
        # What several rules share is followed once for all of them.
        shared: dict[tuple[Element, ...], int] = {}
        for index, elements in enumerate(patterns):
            shared[elements] = shared.get(elements, 0) | 1 << index
        self._patterns = [(tree(elements), bits) for elements, bits in shared.items()]
        self._pieces = pieces
        self._resolve = resolve
        self._ahead, self._edge = ("(?<=", "^") if backwards else ("(?=", "$")
        self._backwards = backwards
        self._places: dict[tuple[int, int, int, int, bool], _Place] = {}
        self._states: dict[tuple[frozenset[_Place], int], _State] = {}
        self._trees: dict[str, Group] = {}
        self._points: dict[int, _Point] = {}
        self._charsets: dict[str, frozenset[str]] = {}
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
    def _start(self) -> _State:
        places = frozenset(
            self._place(row, 0, None, bits)
            for pattern, bits in self._patterns
            for row in pattern.alternatives
        )
        return self._state(places, 0)

    def _step(self, state: _State, unit: str) -> _State:
        if self._room <= 0:
            return self._state(frozenset(), state.fit)
        self._room -= 1
        open_ = ~state.certain
        places = frozenset([
            behind
            for place in state.places
            if place.bits & open_
            for behind, chars in (place.reach or {}).items()
            if unit in chars
        ])  # fmt: skip
        found = state.steps[unit] = self._state(places, state.certain)
        return found

    def _state(self, places: frozenset[_Place], certain: int) -> _State:
        found = self._states.get((places, certain))
        if found is None:
            ended, alive = certain, 0
            for place in places:
                if place.reach is None:
                    self._explore(place)
                ended |= place.bits if place.ends else 0
                alive |= place.bits
            alive &= ~ended
            followed = alive if len(places) <= _MOST_PLACES else 0
            found = _State(places, ended, ended | alive, followed)
            self._states[places, certain] = found
        return found

    def _explore(self, start: _Place) -> None:
        """Work out where a place leads with another unit."""
        found: dict[_Place, frozenset[str]] = {}
        waiting, seen = [start], {start}
        while waiting:
            place = waiting.pop()
            if place.at == len(place.row):
                following = [] if place.then is None else [place.then]
                start.ends = start.ends or place.then is None
            else:
                point = self._point(place.row[-1 - place.at if self._backwards else place.at])
                if point.chars is not None:
                    found[self._behind(place, point)] = point.chars
                following = self._following(place, point)
            for other in following:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        start.reach = found

    def _following(self, place: _Place, point: _Point) -> list[_Place]:
        """Give the places that a place leads to without a unit."""
        found = [self._after(place)] if place.again or point.passed else []
        if point.inner:
            then = None if point.ahead else self._behind(place, point)
            found += [self._place(row, 0, then, place.bits) for row in point.inner]
        return found

    def _point(self, item: Item) -> _Point:
        # Items are told apart by their identity: the patterns and pieces hold them.
        point = self._points.get(id(item))
        if point is None:
            point = self._points[id(item)] = self._read(item)
        return point

    def _read(self, item: Item) -> _Point:
        part = item.part
        absent, repeated = may_be_absent(item.repeat), _is_repeated(item.repeat)
        if isinstance(part, Group):
            ahead = part.opening == self._ahead
            looked = part.opening in _LOOK_AROUNDS and not ahead
            inner = () if looked else part.alternatives
            return _Point(looked or absent, repeated, inner=inner, ahead=ahead)
        if part.kind == "selector" and part.value in self._pieces:
            return _Point(absent, repeated, inner=self._piece(part.value).alternatives)
        if part.kind != "syntax":
            return _Point(absent, repeated, chars=self._chars(part))
        if part.value == self._edge:
            return _Point(absent, repeated, chars=frozenset({END}))
        return _Point(passed=True, repeated=repeated)

    def _chars(self, part: Element) -> frozenset[str]:
        selector = part.value if part.kind == "selector" else f"={part.value}"
        if selector not in self._charsets:
            self._charsets[selector] = frozenset(self._resolve(selector))
        return self._charsets[selector]

    def _piece(self, name: str) -> Group:
        # Kept, since places are told apart by the identity of their rows.
        if name not in self._trees:
            self._trees[name] = tree(read(self._pieces[name]))
        return self._trees[name]

    def _behind(self, place: _Place, point: _Point) -> _Place:
        """Give where to go on behind the item of a place: at the item again, if it is repeated."""
        if point.repeated:
            return self._place(place.row, place.at, place.then, place.bits, again=True)
        return self._after(place)

    def _after(self, place: _Place) -> _Place:
        return self._place(place.row, place.at + 1, place.then, place.bits)

    def _place(
        self, row: _Row, at: int, then: _Place | None, bits: int, *, again: bool = False
    ) -> _Place:
        # Rows and places are told apart by identity: numbers are nothing to collect.
        key = id(row), at, id(then), bits, again
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = _Place(row, at, then, bits, again)
        return found


def _is_repeated(repeat: str) -> bool:
    if not repeat or repeat[0] == "?":
        return False
    return repeat[0] in "*+" or not repeat.startswith(("{1}", "{0,1}", "{,1}"))
