"""From the notation to the source of regular expressions over tag strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from attribution._notation import Element, Group, Item, Resolve, may_be_absent, read, tree

_BOUNDS = {"*": "{0,30}", "+": "{1,30}"}
_First: TypeAlias = "tuple[frozenset[str], bool]"
"""The units that something may begin with, and whether it may be empty."""
_LOOK_AROUNDS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_MIRRORED = {
    "^": "$", "$": "^", "(?=": "(?<=", "(?!": "(?<!", "(?<=": "(?=", "(?<!": "(?!",
}  # fmt: skip


@attrs.frozen
class Translator:
    """Turns elements into the source of a regular expression over tag characters.

    A mirrored one is for the tag string read from its end: what runs to the left in the text then
    runs to the right, as fast as any other pattern.
    """

    pieces: Mapping[str, str]
    resolve: Resolve
    mirrored: bool = False
    _done: dict[str, str] = attrs.field(factory=dict, init=False)

    def regex(self, elements: tuple[Element, ...]) -> str:
        """Give the regular expression of a row of elements."""
        return "|".join(self._rows(tree(elements)))

    def _rows(self, group: Group) -> Iterator[str]:
        return (self._row(row) for row in group.alternatives)

    def _row(self, row: Iterable[Item]) -> str:
        parts = [self._item(item) for item in row]
        return "".join(reversed(parts) if self.mirrored else parts)

    def _item(self, item: Item) -> str:
        part = item.part
        body = self._bracket(part) if isinstance(part, Group) else self._one(part)
        return body + _bounded(item.repeat)

    def _bracket(self, group: Group) -> str:
        guarded = None if self.mirrored else self._guarded(group)
        if guarded is not None:
            return guarded
        opening = _MIRRORED.get(group.opening, group.opening) if self.mirrored else group.opening
        if opening.startswith("(?<"):
            return self._behind(opening, group)
        opening = "(?:" if opening == "(" else opening
        return f"{opening}{'|'.join(self._rows(group))})"

    def _guarded(self, group: Group) -> str | None:
        """Translate "a unit at which something does not begin", which long clauses are made of.

        Most units cannot be the first of that something, so it need not be looked for at them.
        """
        parts = [item.part for row in group.alternatives for item in row]
        match parts:
            case [Group("(?!") as guard, Element(kind="selector", group=None) as unit]:
                first, may_be_empty = self._first_of(guard)
                if may_be_empty or unit.value in self.pieces or group.opening != "(":
                    return None
                units = frozenset(self.resolve(unit.value))
                free, doubtful = _charset(units - first), _charset(units & first)
                return f"(?:{free}|{self._bracket(guard)}{doubtful})"
        return None

    def _first_of(self, part: Element | Group) -> _First:
        if isinstance(part, Group):
            found = [self._first_of_row(row) for row in part.alternatives]
            return frozenset().union(*(chars for chars, _ in found)), any(e for _, e in found)
        if part.kind == "syntax":
            return frozenset(), True
        if part.kind == "selector" and part.value in self.pieces:
            return self._first_of(tree(read(self.pieces[part.value])))
        selector = part.value if part.kind == "selector" else f"={part.value}"
        return frozenset(self.resolve(selector)), False

    def _first_of_row(self, row: tuple[Item, ...]) -> _First:
        found: frozenset[str] = frozenset()
        for item in row:
            if isinstance(item.part, Group) and item.part.opening in _LOOK_AROUNDS:
                continue
            first, may_be_empty = self._first_of(item.part)
            found |= first
            if not may_be_empty and not may_be_absent(item.repeat):
                return found, False
        return found, True

    def _behind(self, opening: str, group: Group) -> str:
        # `re` looks behind for what has one width, so each alternative is looked for by itself.
        looks = [f"{opening}{row})" for row in self._flat(group)]
        return "".join(looks) if opening == "(?<!" else f"(?:{'|'.join(looks)})"

    def _flat(self, group: Group) -> Iterator[str]:
        for row in group.alternatives:
            inner = self._alone(row)
            if inner is None:
                yield self._row(row)
            else:
                yield from self._flat(inner)

    def _alone(self, row: tuple[Item, ...]) -> Group | None:
        """Give the plain brackets or the piece that a row is all of, if it is."""
        if len(row) != 1 or row[0].repeat:
            return None
        part = row[0].part
        if isinstance(part, Group):
            return part if part.opening in ("(", "(?:") else None
        if part.kind != "selector" or part.group or part.value not in self.pieces:
            return None
        return tree(read(self.pieces[part.value]))

    def _one(self, element: Element) -> str:
        match element.kind:
            case "syntax":
                return _MIRRORED[element.value] if self.mirrored else element.value
            case "word" | "mark":
                return _charset(self.resolve(f"={element.value}"))
        body = self._selected(element.value)
        return f"(?P<{element.group}>{body})" if element.group else body

    def _selected(self, name: str) -> str:
        if name not in self.pieces:
            return _charset(self.resolve(name))
        if name not in self._done:
            rows = self._rows(tree(read(self.pieces[name])))
            self._done[name] = f"(?:{'|'.join(rows)})"
        return self._done[name]


def _bounded(repeat: str) -> str:
    if repeat and repeat[0] in _BOUNDS:
        return _BOUNDS[repeat[0]] + repeat[1:]
    return repeat.replace(",}", ",30}")


def _charset(chars: Iterable[str]) -> str:
    points = sorted(map(ord, chars))
    if not points:
        return r"(?!)"
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    body = "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs)
    return f"[{body}]"
