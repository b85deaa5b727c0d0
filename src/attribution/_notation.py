"""The notation of constructions: tag patterns that compile to a `regex` over tag strings.

A pattern is a row of elements, written with spaces between them as one likes:

``<noun>``             one unit that has the tag *noun*
``<verb.past>``        one unit with both tags; ``<noun.!capital>`` without the second
``<cue/adjunct>``       one unit that fits either
``<np>``               a shared piece of that name, as if its own pattern stood there
``<np:source>``        the same, captured under the name *source*
``'that'``             the very word
``,`` ``;``            the punctuation marks
``( | ) ? * + {1,3}``  as in regular expressions, look-arounds ``(?= (?! (?<= (?<!`` included

No repetition goes on for ever: ``*`` and ``+`` stop after 30 units, so that the time for one
match has a bound whatever the text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping

import attrs
import regex

_ELEMENT = regex.compile(
    r"""\s*(?:
        <(?P<selector>[\w.!/-]+)(?::(?P<group>\w+))?>
      | '(?P<word>[^']+)'
      | (?P<mark>[,;])
      | (?P<syntax>\(\?(?:[:=!>]|<[=!])|[()|^$]|[?*+][+?]?|\{\d*,?\d*\}[+?]?)
    )\s*""",
    regex.VERBOSE,
)

_BOUNDS = {"*": "{0,30}", "+": "{1,30}"}

Resolve = Callable[[str], str]
"""Gives the characters of all tags that fit a selector such as ``noun.!capital``."""


class NotationError(ValueError):
    """A pattern that cannot be read; the message says what and where."""


@attrs.frozen
class Element:
    """One element of a pattern: a selector with its group, a word, a mark or regex syntax."""

    kind: str
    value: str
    group: str | None = None


@functools.lru_cache(maxsize=4096)
def read(pattern: str) -> tuple[Element, ...]:
    """Read a pattern into its elements.

    >>> [element.value for element in read("<np:source> ,? 'that'")]
    ['np', ',', '?', 'that']
    >>> read("<np")
    Traceback (most recent call last):
    ...
    attribution._notation.NotationError: cannot read '<np' at '<np'
    """
    return tuple(_elements(pattern))


def _elements(pattern: str) -> Iterator[Element]:
    position = 0
    end = len(pattern.rstrip())
    while position < end:
        match = _ELEMENT.match(pattern, position)
        if match is None:
            msg = f"cannot read {pattern!r} at {pattern[position : position + 20]!r}"
            raise NotationError(msg)
        kind = match.lastgroup if match.lastgroup != "group" else "selector"
        yield Element(kind or "", match[kind or 0], match["group"])
        position = match.end()


def selectors(elements: tuple[Element, ...]) -> Iterator[str]:
    """Name the selectors that a pattern uses."""
    return (element.value for element in elements if element.kind == "selector")


def split(
    elements: tuple[Element, ...], group: str
) -> tuple[tuple[Element, ...], Element, tuple[Element, ...]]:
    """Part a pattern at the one top-level element captured as `group`.

    Raises:
        NotationError: If no such element stands outside all brackets.
    """
    depth = 0
    for index, element in enumerate(elements):
        if element.kind == "syntax":
            depth += element.value.startswith("(") - (element.value == ")")
        elif element.group == group and depth == 0:
            return elements[:index], element, elements[index + 1 :]
    msg = f"no element outside brackets is captured as {group!r}"
    raise NotationError(msg)


@attrs.frozen
class Translator:
    """Turns elements into the source of a regular expression over tag characters."""

    pieces: Mapping[str, str]
    resolve: Resolve
    _done: dict[str, str] = attrs.field(factory=dict, init=False)

    def regex(self, elements: tuple[Element, ...]) -> str:
        """Give the regular expression of a row of elements."""
        return "".join(self._one(element, ()) for element in elements)

    def _one(self, element: Element, inside: tuple[str, ...]) -> str:
        match element.kind:
            case "syntax":
                return _bounded(element.value)
            case "word":
                return _charset(self.resolve(f"={element.value}"))
            case "mark":
                return _charset(self.resolve(f"={element.value}"))
        body = self._selected(element.value, inside)
        return f"(?P<{element.group}>{body})" if element.group else body

    def _selected(self, name: str, inside: tuple[str, ...]) -> str:
        if name not in self.pieces:
            return _charset(self.resolve(name))
        if name in inside:
            msg = f"piece {name!r} stands inside itself"
            raise NotationError(msg)
        if name not in self._done:
            parts = (self._one(item, (*inside, name)) for item in read(self.pieces[name]))
            self._done[name] = f"(?:{''.join(parts)})"
        return self._done[name]


def _bounded(syntax: str) -> str:
    if syntax[0] in _BOUNDS:
        return _BOUNDS[syntax[0]] + syntax[1:]
    return syntax.replace(",}", ",30}")


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
