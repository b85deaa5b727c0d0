"""What patterns end in: large pieces that many of them share, so that each is compiled once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

import attrs

from attribution._notation.syntax import Element, alternatives, read

_Row: TypeAlias = "tuple[Element, ...]"
_OPEN, _BAR, _CLOSE = (Element("syntax", it) for it in "(|)")
_PLAIN: Final = frozenset({"(", "(?:"})
"""What is in such brackets matches as it does outside."""


def without_tails(
    elements: _Row, pieces: Mapping[str, str], is_tail: Callable[[Element], bool]
) -> tuple[_Row, tuple[Element, ...]]:
    """Take off what a pattern ends in, in whichever of its alternatives, and mark where it stood.

    Args:
        elements: The pattern.
        pieces: The shared pieces: a pattern may end in one that ends in a tail.
        is_tail: Says whether a piece is to be taken off.

    Returns:
        The pattern with an element of the kind "tail" in the place of each, and the tails, each
        once: the group of such an element is `tail_group` of where its tail is among these.

    >>> pieces = {"that": "'that' <rest:content>", "rest": "<any>{1,9}"}
    >>> marked, tails = without_tails(
    ...     read(", (<that>|<quotation:content>)?"), pieces, lambda it: it.value == "rest"
    ... )
    >>> print(*(it.group or it.value for it in marked))
    , ( ( that _0 ) | content ) ?
    >>> [(it.value, it.group) for it in tails]
    [('rest', 'content')]
    """
    taken = _Taken(pieces, is_tail)
    return taken.off(elements), tuple(taken.tails)


def tail_group(number: int) -> str:
    """Give the name of the group that stands for a tail; no rule has a group of such a name."""
    return f"_{number}"


@attrs.frozen
class _Taken:
    """What is taken off, and what there is to know for that."""

    pieces: Mapping[str, str]
    is_tail: Callable[[Element], bool]
    tails: dict[Element, int] = attrs.field(factory=dict, init=False)

    def off(self, row: _Row) -> _Row:
        """Give a row of elements without its tail, or those of its last group."""
        if row and row[-1].kind == "selector":
            return (*row[:-1], *self._off_piece(row[-1]))
        end = len(row) - (row[-1:] == (Element("syntax", "?"),))
        start = _opening(row[:end])
        if start is None:
            return row
        return (*row[: start + 1], *self._off_each(row[start + 1 : end - 1]), *row[end - 1 :])

    def _off_each(self, group: _Row) -> _Row:
        return _joined(self.off(row) for row in alternatives(group))

    def _off_piece(self, last: Element) -> _Row:
        if last.value not in self.pieces:
            return (last,)
        if self.is_tail(last):
            number = self.tails.setdefault(last, len(self.tails))
            return (Element("tail", last.value, tail_group(number)),)
        if last.group is not None:
            return (last,)
        inner = self._off_each(read(self.pieces[last.value]))
        is_marked = any(element.kind == "tail" for element in inner)
        return (_OPEN, *inner, _CLOSE) if is_marked else (last,)


def _joined(rows: Iterable[_Row]) -> _Row:
    return tuple(element for row in rows for element in (_BAR, *row))[1:]


def _opening(row: _Row) -> int | None:
    """Find where the group begins that a row ends in, if it is one in plain brackets."""
    depth = 0
    for at in range(len(row) - 1, -1, -1):
        value = row[at].value if row[at].kind == "syntax" else ""
        depth += (value == ")") - value.startswith("(")
        if depth == 0:
            return at if value in _PLAIN else None
    return None
