"""From the notation to the source of regular expressions over tag strings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from attribution._notation.syntax import Element, Group, Item, Resolve, may_be_absent, read, tree

_BOUNDS = {"*": "{0,30}", "+": "{1,30}"}
_Row: TypeAlias = "tuple[Item, ...]"
_First: TypeAlias = "tuple[frozenset[str], bool]"
"""The units that something may begin with, and whether it may be empty."""
_Widths: TypeAlias = "dict[int, str]"
"""Number of units -> the source of what has so many."""
_CLASS = re.compile(r"\[[^\]]+\]")
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
        for fronts, end in self._with_one_end(group.alternatives):
            front, row = [self._row(it) for it in fronts], self._row(end)
            yield front[0] + row if len(front) == 1 else f"(?:{'|'.join(front)}){row}"

    def _with_one_end(self, rows: Iterable[_Row]) -> Iterator[tuple[list[_Row], _Row]]:
        """Part alternatives, of which several that follow each other may end in the same.

        What is large stands once in the regular expression then, which is tried as before.
        """
        waiting: list[_Row] = []
        end: _Row = ()
        for row in rows:
            shared = self._shared_end(end or waiting[0], row) if waiting else ()
            if waiting and not shared:
                yield self._parted(waiting, end)
                waiting = []
            waiting.append(row)
            end = shared
        yield self._parted(waiting, end)

    def _parted(self, rows: list[_Row], end: _Row) -> tuple[list[_Row], _Row]:
        size = len(end)
        if self.mirrored:
            return [row[size:] for row in rows], end
        return [row[: len(row) - size] for row in rows], end

    def _shared_end(self, first: _Row, second: _Row) -> _Row:
        """Give what two rows end in, if that is large."""
        step = 1 if self.mirrored else -1
        pairs = zip(first[::step], second[::step], strict=False)
        same = tuple(one for one, _ in itertools.takewhile(lambda it: it[0] == it[1], pairs))
        return same[::step] if any(map(self._is_large, same)) else ()

    def _is_large(self, item: Item) -> bool:
        return isinstance(item.part, Element) and item.part.value in self.pieces

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
        match group:
            case Group(
                "(",
                ((Item(Group("(?!") as guard, ""), Item(Element("selector", name, None), "")),),
            ):
                first, may_be_empty = self.first_of(guard)
                if may_be_empty or name in self.pieces:
                    return None
                units = frozenset(self.resolve(name))
                free, doubtful = _charset(units - first), _charset(units & first)
                return f"(?:{free}|{self._bracket(guard)}{doubtful})"
        return None

    def first_of(self, part: Element | Group) -> _First:
        """Give the units that something may begin with, and whether it may be empty.

        What is mirrored begins at its end.
        """
        if isinstance(part, Group):
            found = [self._first_of_row(row) for row in part.alternatives]
            return frozenset().union(*(chars for chars, _ in found)), any(e for _, e in found)
        if part.kind == "syntax":
            return frozenset(), True
        if part.kind == "selector" and part.value in self.pieces:
            return self.first_of(tree(read(self.pieces[part.value])))
        selector = part.value if part.kind == "selector" else f"={part.value}"
        return frozenset(self.resolve(selector)), False

    def _first_of_row(self, row: tuple[Item, ...]) -> _First:
        found: frozenset[str] = frozenset()
        for item in reversed(row) if self.mirrored else row:
            if isinstance(item.part, Group) and item.part.opening in _LOOK_AROUNDS:
                continue
            first, may_be_empty = self.first_of(item.part)
            found |= first
            if not may_be_empty and not may_be_absent(item.repeat):
                return found, False
        return found, True

    def _behind(self, opening: str, group: Group) -> str:
        # `re` looks behind for what has one width, so what has several is looked for by each.
        widths = self._widths_of_group(group)
        if widths is None:
            return f"{opening}{'|'.join(self._rows(group))})"
        looks = [f"{opening}{source})" for _, source in sorted(widths.items())]
        return "".join(looks) if opening == "(?<!" else f"(?:{'|'.join(looks)})"

    def _widths_of_group(self, group: Group) -> _Widths | None:
        """Give for each width that a group can have the source of what has it, if all are known."""
        found: dict[int, list[str]] = {}
        for row in group.alternatives:
            widths = self._widths_of_row(row)
            if widths is None:
                return None
            for width, source in widths.items():
                found.setdefault(width, []).append(source)
        return {width: _either(sources) for width, sources in found.items()}

    def _widths_of_row(self, row: Iterable[Item]) -> _Widths | None:
        total: _Widths = {0: ""}
        for item in row:
            once = self._widths_of_part(item.part)
            widths = _repeated(once, item.repeat) if once is not None else None
            if widths is None:
                return None
            total = self._joined(total, widths)
        return total

    def _joined(self, total: _Widths, widths: _Widths) -> _Widths:
        found: dict[int, list[str]] = {}
        for first, before in total.items():
            for second, after in widths.items():
                row = after + before if self.mirrored else before + after
                found.setdefault(first + second, []).append(row)
        return {width: _either(sources) for width, sources in found.items()}

    def _widths_of_part(self, part: Element | Group) -> _Widths | None:
        if isinstance(part, Group):
            if part.opening in ("(", "(?:"):
                return self._widths_of_group(part)
            return {0: self._bracket(part)} if part.opening in _LOOK_AROUNDS else None
        if part.kind == "syntax":
            return {0: self._one(part)}
        if part.kind != "selector" or part.value not in self.pieces:
            return {1: self._one(part)}
        if part.group:
            return None
        return self._widths_of_group(tree(read(self.pieces[part.value])))

    def _one(self, element: Element) -> str:
        match element.kind:
            case "syntax":
                return _MIRRORED[element.value] if self.mirrored else element.value
            case "word" | "mark":
                return _charset(self.resolve(f"={element.value}"))
            case "tail":
                first, _ = self.first_of(Element("selector", element.value))
                return f"(?P<{element.group}>(?={_charset(first)}))"
        body = self._selected(element.value)
        return f"(?P<{element.group}>{body})" if element.group else body

    def _selected(self, name: str) -> str:
        if name not in self.pieces:
            return _charset(self.resolve(name))
        if name not in self._done:
            rows = self._rows(tree(read(self.pieces[name])))
            self._done[name] = f"(?:{'|'.join(rows)})"
        return self._done[name]


def _either(sources: list[str]) -> str:
    return sources[0] if len(sources) == 1 else f"(?:{'|'.join(sources)})"


def _repeated(widths: _Widths, repeat: str) -> _Widths | None:
    """Give the widths of something repeated, if that is once, not at all or a single unit."""
    if not repeat:
        return widths
    if repeat == "?":
        return {0: "", **widths} if 0 not in widths else None
    low, comma, high = repeat.strip("{}").partition(",")
    if repeat[0] != "{" or not comma or not high.isdigit() or set(widths) != {1}:
        return None
    return {count: _times(widths[1], count) for count in range(int(low or 0), int(high) + 1)}


def _times(source: str, count: int) -> str:
    return f"{source}{{{count}}}" if count > 1 and _CLASS.fullmatch(source) else source * count


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
