"""Which of many patterns may match at a place: one automaton rules out most of them at once.

All patterns are followed together, unit by unit, until each is certain or ruled out.  Negative
look-arounds and look-behinds are taken as met, what stands behind a positive look-ahead is not
followed, and repetitions are not counted, so that a pattern that is let through may still fail;
none that is ruled out can match.  The states of the automaton are worked out when a text first
leads there.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

import attrs

from attribution._notation import Element, Group, Item, Resolve, may_be_absent, read, tree

_DEPTH = 5
"""How many units are looked at; more rule out little else, and cost more than they spare."""
_MOST_STEPS = 100_000
"""How many steps from state to state are kept."""
_MOST_PLACES = 200
"""Where a text has led to more places at once, it is not followed further."""
_END = "\0"
"""Stands behind the last unit."""
_LOOK_AROUNDS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_Row = tuple[Item, ...]


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
    reach: list[tuple[frozenset[str], _Place]] | None = None
    """What the next unit may be, and the place behind it; worked out when first asked for."""
    ends: bool = False
    """Whether the pattern may end here; known with what is in reach."""


@attrs.define(eq=False)
class _State:
    """The places that all patterns together have come to."""

    places: frozenset[_Place]
    certain: int
    """The bits of the patterns that have come to their ends."""
    alive: int
    """The bits of those that have not, and may yet."""
    open: int
    """The same, or none where there are too many places to follow."""
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
        self._ahead, self._end = ("(?<=", "^") if backwards else ("(?=", "$")
        self._backwards = backwards
        self._places: dict[tuple[int, int, _Place | None, int, bool], _Place] = {}
        self._states: dict[tuple[frozenset[_Place], int], _State] = {}
        self._trees: dict[str, Group] = {}
        self._charsets: dict[str, frozenset[str]] = {}
        self._room = _MOST_STEPS

    def fitting(self, tags: str, at: int, among: int) -> int:
        """Give the bits of those patterns of `among` that may match from a unit on.

        A filter that runs backwards looks at what stands before the unit.
        """
        last = at + _DEPTH
        units = tags[max(at - _DEPTH, 0) : at][::-1] if self._backwards else tags[at:last]
        state = self._start
        for unit in units if len(units) == _DEPTH else units + _END:
            if not state.open & among:
                break
            following = state.steps.get(unit)
            if following is None:
                if self._room <= 0:
                    break
                following = self._step(state, unit)
            state = following
        return (state.certain | state.alive) & among

    @functools.cached_property
    def _start(self) -> _State:
        places = frozenset(
            self._place(row, 0, None, bits)
            for pattern, bits in self._patterns
            for row in pattern.alternatives
        )
        return self._state(places, 0)

    def _step(self, state: _State, unit: str) -> _State:
        self._room -= 1
        open_ = ~state.certain
        places = frozenset([
            behind
            for place in state.places
            if place.bits & open_
            for chars, behind in place.reach or ()
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
            found = _State(places, ended, alive, followed)
            self._states[places, certain] = found
        return found

    def _explore(self, start: _Place) -> None:
        """Work out where a place leads with another unit."""
        found = []
        waiting, seen = [start], {start}
        while waiting:
            place = waiting.pop()
            if place.at == len(place.row) and place.then is None:
                start.ends = True
                continue
            chars = self._chars(place)
            if chars is not None:
                found.append((chars, self._behind(place)))
            for following in self._following(place):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        start.reach = found

    def _chars(self, place: _Place) -> frozenset[str] | None:
        """Give the units that a place may be followed by, if an element stands there."""
        part = self._part(place)
        if not isinstance(part, Element) or self._is_piece(part):
            return None
        if part.kind == "syntax":
            return frozenset({_END}) if part.value == self._end else None
        selector = part.value if part.kind == "selector" else f"={part.value}"
        if selector not in self._charsets:
            self._charsets[selector] = frozenset(self._resolve(selector))
        return self._charsets[selector]

    def _following(self, place: _Place) -> Iterator[_Place]:
        """Give the places that a place leads to without a unit."""
        part = self._part(place)
        if part is None:
            if place.then is not None:
                yield place.then
            return
        if place.again or self._may_be_absent(place):
            yield self._after(place)
        if isinstance(part, Group) and part.opening == self._ahead:
            yield from self._inside(part, None, place.bits)
        elif isinstance(part, Group):
            yield from self._inside(part, self._behind(place), place.bits)
        elif self._is_piece(part):
            yield from self._inside(self._piece(part.value), self._behind(place), place.bits)

    def _may_be_absent(self, place: _Place) -> bool:
        item = self._item(place)
        part = item.part
        if isinstance(part, Group):
            passed = part.opening in _LOOK_AROUNDS and part.opening != self._ahead
        else:
            passed = part.kind == "syntax" and part.value != self._end
        return passed or may_be_absent(item.repeat)

    def _inside(self, group: Group, then: _Place | None, bits: int) -> Iterator[_Place]:
        if group.opening not in _LOOK_AROUNDS or group.opening == self._ahead:
            for row in group.alternatives:
                yield self._place(row, 0, then, bits)

    def _is_piece(self, part: Element) -> bool:
        return part.kind == "selector" and part.value in self._pieces

    def _piece(self, name: str) -> Group:
        # Kept, since places are told apart by the identity of their rows.
        if name not in self._trees:
            self._trees[name] = tree(read(self._pieces[name]))
        return self._trees[name]

    def _part(self, place: _Place) -> Element | Group | None:
        return self._item(place).part if place.at < len(place.row) else None

    def _item(self, place: _Place) -> Item:
        return place.row[-1 - place.at] if self._backwards else place.row[place.at]

    def _behind(self, place: _Place) -> _Place:
        """Give where to go on behind the item of a place: at the item again, if it is repeated."""
        if _is_repeated(self._item(place).repeat):
            return self._place(place.row, place.at, place.then, place.bits, again=True)
        return self._after(place)

    def _after(self, place: _Place) -> _Place:
        return self._place(place.row, place.at + 1, place.then, place.bits)

    def _place(
        self, row: _Row, at: int, then: _Place | None, bits: int, *, again: bool = False
    ) -> _Place:
        key = id(row), at, then, bits, again
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = _Place(row, at, then, bits, again)
        return found


def _is_repeated(repeat: str) -> bool:
    if not repeat or repeat[0] == "?":
        return False
    return repeat[0] in "*+" or not repeat.startswith(("{1}", "{0,1}", "{,1}"))
