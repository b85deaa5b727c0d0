"""Places in patterns: where one can be on the way through, and where a unit leads on to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import attrs

from attribution._notation.syntax import Element, Group, Item, Resolve, may_be_absent, read, tree
from attribution._notation.tag_string import END

_LOOK_AROUNDS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_Row = tuple[Item, ...]
Patterns: TypeAlias = "Callable[[], Sequence[tuple[Element, ...]]]"
"""Gives patterns once they are needed; the first has the lowest bit."""


@attrs.frozen(eq=False)
class Place:
    """A place in a pattern: an item of a row, and where to go on after the row."""

    row: _Row
    at: int
    """The number of the item in the row."""
    then: Place | None
    bits: int
    """The bits of the pattern, one for each rule that has it."""
    again: bool = False
    """Whether the item was there already and may be repeated."""


@attrs.define
class Step:
    """What all patterns together may have for their next unit."""

    units: dict[frozenset[str], int] = attrs.field(factory=dict)
    """Units, with the bits of the patterns that may have one of them."""
    ended: int = 0
    """The bits of those that may have come to their ends before it."""
    behind: set[Place] = attrs.field(factory=set)
    """The places behind it."""


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


class Explorer:
    """Works out the places in patterns; its arguments are those of `Filter`."""

    def __init__(
        self,
        patterns: Patterns,
        pieces: Mapping[str, str],
        resolve: Resolve,
        *,
        backwards: bool,
    ) -> None:
        """Take the patterns."""
        # What several rules share is followed once for all of them.
        shared: dict[tuple[Element, ...], int] = {}
        for index, elements in enumerate(patterns()):
            shared[elements] = shared.get(elements, 0) | 1 << index
        self._patterns = [(tree(elements), bits) for elements, bits in shared.items()]
        self._pieces = pieces
        self._resolve = resolve
        self._ahead, self._edge = ("(?<=", "^") if backwards else ("(?=", "$")
        self._backwards = backwards
        self._places: dict[tuple[int, int, int, int, bool], Place] = {}
        self._trees: dict[str, Group] = {}
        self._points: dict[int, _Point] = {}
        self._charsets: dict[str, frozenset[str]] = {}
        self._end = frozenset({END})

    def start(self) -> set[Place]:
        """Give the places before the first unit."""
        return {
            self._place(row, 0, None, bits)
            for pattern, bits in self._patterns
            for row in pattern.alternatives
        }

    def step(self, places: set[Place]) -> Step:
        """Tell where places lead with another unit."""
        found = Step()
        waiting, seen = [*places], {*places}
        while waiting:
            place = waiting.pop()
            if place.at == len(place.row):
                following = [] if place.then is None else [place.then]
                found.ended |= place.bits if place.then is None else 0
            else:
                point = self._point(place.row[-1 - place.at if self._backwards else place.at])
                if point.chars is not None:
                    bits = found.units.get(point.chars, 0)
                    found.units[point.chars] = bits | place.bits
                    found.behind.add(self._behind(place, point))
                following = self._following(place, point)
            for other in following:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return found

    def _following(self, place: Place, point: _Point) -> list[Place]:
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
            return _Point(absent, repeated, chars=self._end)
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

    def _behind(self, place: Place, point: _Point) -> Place:
        """Give where to go on behind the item of a place: at the item again, if it is repeated."""
        if point.repeated:
            return self._place(place.row, place.at, place.then, place.bits, again=True)
        return self._after(place)

    def _after(self, place: Place) -> Place:
        return self._place(place.row, place.at + 1, place.then, place.bits)

    def _place(
        self, row: _Row, at: int, then: Place | None, bits: int, *, again: bool = False
    ) -> Place:
        # Rows and places are told apart by identity: numbers are nothing to collect.
        key = id(row), at, id(then), bits, again
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = Place(row, at, then, bits, again)
        return found


def _is_repeated(repeat: str) -> bool:
    if not repeat or repeat[0] == "?":
        return False
    return repeat[0] in "*+" or not repeat.startswith(("{1}", "{0,1}", "{,1}"))
