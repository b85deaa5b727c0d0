"""From the notation to the source of regular expressions over tag strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from attribution._notation import Element, Group, Item, Resolve, read, tree

_BOUNDS = {"*": "{0,30}", "+": "{1,30}"}
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
        opening = _MIRRORED.get(group.opening, group.opening) if self.mirrored else group.opening
        if opening.startswith("(?<"):
            return self._behind(opening, group)
        opening = "(?:" if opening == "(" else opening
        return f"{opening}{'|'.join(self._rows(group))})"

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


def _charset(chars: str) -> str:
    if not chars:
        return r"(?!)"
    points = sorted(map(ord, chars))
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    body = "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs)
    return f"[{body}]"
