"""Places and states as plain values, and back, each unpacked when a text leads there."""

from __future__ import annotations

import array
import functools
from collections.abc import Iterable
from typing import Final, TypeAlias

from attribution._notation.places import Place, Places
from attribution._notation.states import State

_PackedPlaces: TypeAlias = "tuple[tuple[str, ...], tuple[int, ...], bytes, bytes, bytes, int]"
"""The sets of units, the sets of bits, three rows of numbers, and how many places are at the start.

The first row has two numbers a place: that of its bits, and whether the pattern may end there.  The
second has where its moves stand in the third: the number of a set of units, how many places follow,
and which.
"""
_PackedStates: TypeAlias = "tuple[tuple[int, ...], bytes, bytes]"
"""The sets of bits, where each state stands in a row of numbers, and that row.

A state has the numbers of its three sets of bits, how many places it consists of and which, then
each unit that leads on with the state to which it leads.
"""


def pack_places(explorer: Places, depth: int) -> _PackedPlaces:
    """Explore and pack all places that so many units lead to."""
    levels = _levels(explorer, depth)
    order = [place for level in levels for place in level]
    numbers = {place: number for number, place in enumerate(order)}
    sets: dict[frozenset[str], int] = {}
    bits: dict[int, int] = {}
    places, starts, moves = (array.array("I") for _ in range(3))
    # Behind the last level nothing is looked at.
    last = len(order) - len(levels[-1])
    for number, place in enumerate(order):
        places.extend((bits.setdefault(place.bits, len(bits)), place.ends))
        starts.append(len(moves))
        for chars, behind in (place.moves or ()) if number < last else ():
            known = sets.setdefault(chars, len(sets))
            moves.extend((known, len(behind), *sorted(map(numbers.__getitem__, behind))))
    starts.append(len(moves))
    rows = places.tobytes(), starts.tobytes(), moves.tobytes()
    return tuple(map(_runs, sets)), tuple(bits), *rows, len(levels[0])


def _levels(explorer: Places, depth: int) -> list[list[Place]]:
    """Give the places that no unit leads to, those that one leads to first, and so on."""
    levels = [list(explorer.start())]
    seen = set(levels[0])
    for _ in range(depth):
        level: dict[Place, None] = {}
        for place in levels[-1]:
            explorer.explore(place)
            level.update((it, None) for _, found in place.moves or () for it in found)
        levels.append([place for place in level if place not in seen])
        seen.update(level)
    for place in levels[-1]:
        explorer.explore(place)
    return levels


def _runs(chars: frozenset[str]) -> str:
    """Give the first and the last of the characters that follow each other, run by run.

    >>> _runs(frozenset("abcx")), sorted(_chars("acxx"))
    ('acxx', ['a', 'b', 'c', 'x'])
    """
    runs: list[str] = []
    for char in sorted(chars):
        if runs and ord(char) == ord(runs[-1]) + 1:
            runs[-1] = char
        else:
            runs += char, char
    return "".join(runs)


def _chars(runs: str) -> frozenset[str]:
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return frozenset([chr(at) for a, b in pairs for at in range(ord(a), ord(b) + 1)])


class UnpackedPlaces:
    """Places that were prepared."""

    def __init__(self, packed: _PackedPlaces) -> None:
        """Take what `pack_places` gave."""
        sets, self._bits, *rows, self._first = packed
        self._places, self._starts, self._moves = (memoryview(row).cast("I") for row in rows)
        self._set = functools.cache(lambda number: _chars(sets[number]))
        self._known: dict[int, Place] = {}

    def start(self) -> frozenset[Place]:
        """Give the places before the first unit."""
        return frozenset(map(self.place, range(self._first)))

    def explore(self, place: Place) -> None:
        """Unpack the moves of a place."""
        place.ends = bool(self._places[2 * place.at + 1])
        row = self._moves[self._starts[place.at] : self._starts[place.at + 1]].tolist()
        place.moves, at = [], 0
        while at < len(row):
            number, count = row[at : at + 2]
            at += 2 + count
            behind = {self.place(it) for it in row[at - count : at]}
            place.moves.append((self._set(number), behind))

    def place(self, number: int) -> Place:
        """Give a place by its number."""
        found = self._known.get(number)
        if found is None:
            bits = self._bits[self._places[2 * number]]
            found = self._known[number] = Place((), number, None, bits)
        return found


def pack_states(states: Iterable[State]) -> _PackedStates:
    """Pack states of places that were unpacked; the first is where to start."""
    found = [*states]
    numbers = {id(state): number for number, state in enumerate(found)}
    bits: dict[int, int] = {}
    starts, row = array.array("I"), array.array("I")
    for state in found:
        starts.append(len(row))
        sets = (state.certain, state.fit, state.open)
        row.extend(bits.setdefault(value, len(bits)) for value in sets)
        row.append(len(state.places or ()))
        row.extend(sorted(place.at for place in state.places or ()))
        for unit, following in state.steps.items():
            row.extend((ord(unit), numbers[id(following)]))
    starts.append(len(row))
    return tuple(bits), starts.tobytes(), row.tobytes()


NO_STATES: Final[_PackedStates] = ((), b"", b"")
"""What holds no state."""


class UnpackedStates:
    """States that were prepared."""

    def __init__(self, packed: _PackedStates) -> None:
        """Take what `pack_states` gave."""
        self._bits, *rows = packed
        self.any = bool(self._bits)
        """Whether there are any."""
        self._starts, self._row = (memoryview(row).cast("I") for row in rows)
        self.state = functools.cache(self._state)
        """Give a state by its number."""

    def _state(self, number: int) -> State:
        start = self._starts[number]
        certain, fit, open_ = (self._bits[at] for at in self._row[start : start + 3])
        return State(certain, fit, open_, number=number)

    def steps(self, number: int) -> dict[str, State]:
        """Give each unit that leads on from a state, with the state to which it leads."""
        start, end = self._starts[number : number + 2]
        row = iter(self._row[start + 4 + self._row[start + 3] : end])
        return {chr(unit): self.state(following) for unit, following in zip(row, row, strict=True)}

    def places(self, number: int) -> Iterable[int]:
        """Give the numbers of the places that a state consists of."""
        start = self._starts[number] + 4
        return self._row[start : start + self._row[start - 1]]
