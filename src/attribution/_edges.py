"""With which units a pattern may begin or end: most of its attempts need not be made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from attribution._notation import Element, Resolve, read

Edge: TypeAlias = "tuple[frozenset[str], bool]"
"""The characters that may stand at the edge, and whether the pattern may be empty."""
_EMPTY: Edge = (frozenset(), True)
_LOOK_AROUNDS = ("(?=", "(?!", "(?<=", "(?<!")


@attrs.define
class Edges:
    """Works out the first or the last units of patterns; look-arounds are taken as met."""

    pieces: Mapping[str, str]
    resolve: Resolve
    last: bool = False
    """Whether it is the last units that are asked for."""
    _known: dict[str, Edge] = attrs.field(factory=dict, init=False)

    def of(self, elements: tuple[Element, ...]) -> frozenset[str] | None:
        """Give the characters at the edge of a pattern, or `None` where any may stand there."""
        (chars, empty), _ = self._alternatives(elements, 0)
        return None if empty else chars

    def _alternatives(self, elements: tuple[Element, ...], at: int) -> tuple[Edge, int]:
        chars: frozenset[str] = frozenset()
        empty = False
        while True:
            (more, nothing), at = self._sequence(elements, at)
            chars, empty = chars | more, empty or nothing
            if at >= len(elements) or elements[at].value != "|" or elements[at].kind != "syntax":
                return (chars, empty), at
            at += 1

    def _sequence(self, elements: tuple[Element, ...], at: int) -> tuple[Edge, int]:
        parts: list[Edge] = []
        while at < len(elements) and not _closes(elements[at]):
            edge, at = self._item(elements, at)
            if at < len(elements) and _repeats(elements[at]):
                edge = (edge[0], edge[1] or _may_be_absent(elements[at].value))
                at += 1
            parts.append(edge)
        return _joined(reversed(parts) if self.last else parts), at

    def _item(self, elements: tuple[Element, ...], at: int) -> tuple[Edge, int]:
        element = elements[at]
        if element.kind != "syntax":
            return self._unit(element), at + 1
        if element.value in "^$":
            return _EMPTY, at + 1
        edge, at = self._alternatives(elements, at + 1)
        return (_EMPTY if element.value in _LOOK_AROUNDS else edge), at + 1

    def _unit(self, element: Element) -> Edge:
        if element.kind != "selector":
            return frozenset(self.resolve(f"={element.value}")), False
        name = element.value
        if name not in self.pieces:
            return frozenset(self.resolve(name)), False
        if name not in self._known:
            self._known[name] = self._alternatives(read(self.pieces[name]), 0)[0]
        return self._known[name]


def _closes(element: Element) -> bool:
    return element.kind == "syntax" and element.value in "|)"


def _repeats(element: Element) -> bool:
    return element.kind == "syntax" and element.value[0] in "?*+{"


def _may_be_absent(repetition: str) -> bool:
    return repetition[0] in "?*" or repetition.startswith(("{0", "{,"))


def _joined(parts: Iterable[Edge]) -> Edge:
    chars: frozenset[str] = frozenset()
    for more, empty in parts:
        chars |= more
        if not empty:
            return chars, False
    return chars, True
