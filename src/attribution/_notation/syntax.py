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
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

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

_LEADING = regex.compile(r"\s*(<[\w.!/-]+>)\s+(?![?*+{])")
_BAR = "\n| "
_GROUP = regex.compile(r":\w")
_GROUP_OUTSIDE = " (groups: <np:source>)"

Resolve: TypeAlias = "Callable[[str], str]"
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
    attribution._notation.syntax.NotationError: cannot read '<np' at '<np'
    """
    return tuple(_elements(pattern))


def _elements(pattern: str) -> Iterator[Element]:
    position = 0
    end = len(pattern.rstrip())
    while position < end:
        match = _ELEMENT.match(pattern, position)
        if match is None:
            rest = pattern[position:]
            msg = f"cannot read {pattern!r} at {rest[:20]!r}"
            raise NotationError(msg + (_GROUP_OUTSIDE if _GROUP.match(rest) else ""))
        kind = match.lastgroup if match.lastgroup != "group" else "selector"
        yield Element(kind or "", match[kind or 0], match["group"])
        position = match.end()


def selectors(elements: tuple[Element, ...]) -> Iterator[str]:
    """Name the selectors that a pattern uses."""
    return (element.value for element in elements if element.kind == "selector")


def used(elements: tuple[Element, ...], pieces: Mapping[str, str]) -> frozenset[str]:
    """Name the selectors that a pattern uses, and those of the pieces in it.

    >>> sorted(used(read("<a> <b>"), {"b": "<c> <c.d>"}))
    ['a', 'b', 'c', 'c.d']
    """
    found: set[str] = set()
    waiting = [*selectors(elements)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += selectors(read(pieces[name])) if name in pieces else ()
    return frozenset(found)


def groups(pattern: str) -> frozenset[str]:
    """Give the groups of a pattern itself, without those of its pieces."""
    return frozenset(element.group for element in read(pattern) if element.group)


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


def splits(
    elements: tuple[Element, ...], group: str
) -> tuple[tuple[tuple[Element, ...], Element, tuple[Element, ...]], ...]:
    """Part each of the alternatives of a pattern as `split` does.

    >>> [anchor.value for _, anchor, _ in splits(read("'a' <b:x> | <c:x> (<d>|<e>)"), "x")]
    ['b', 'c']

    Raises:
        NotationError: If no such element stands outside all brackets in one of them.
    """
    return tuple(split(row, group) for row in alternatives(elements))


def alternatives(elements: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """Give what the bars outside all brackets part."""
    depth = start = 0
    for index, element in enumerate(elements):
        if element.kind == "syntax":
            depth += element.value.startswith("(") - (element.value == ")")
            if element.value == "|" and depth == 0:
                yield elements[start:index]
                start = index + 1
    yield elements[start:]


def either(patterns: Iterable[str]) -> str:
    """Join patterns as alternatives; what begins with the same selector shares it.

    >>> print(either(["<a> <b>", "'c'", "<a> 'd'"]))
    <a> (<b>
    | 'd')
    | 'c'
    """
    rows: dict[tuple[str, str], list[str]] = {}
    for pattern in patterns:
        first, rest = _first(pattern)
        rows.setdefault((first, "" if first else rest), []).append(rest)
    return _BAR.join(_shared(first, rests) for (first, _), rests in rows.items())


def _shared(first: str, rests: list[str]) -> str:
    rest = rests[0] if len(rests) == 1 or not first else f"({_BAR.join(rests)})"
    return f"{first} {rest}" if first else rest


def _first(pattern: str) -> tuple[str, str]:
    """Part a pattern behind the selector that it begins with, if it does."""
    match = _LEADING.match(pattern)
    if match is None or _has_alternatives(pattern):
        return "", pattern
    return match[1], pattern[match.end() :]


def _has_alternatives(pattern: str) -> bool:
    try:
        return len([*alternatives(read(pattern))]) > 1
    except NotationError:
        return True


@attrs.frozen
class Group:
    """Alternatives: a whole pattern, or what stands in brackets.

    `opening` is the bracket with what tells its kind, such as ``(`` or ``(?=``; empty for a whole
    pattern.
    """

    opening: str
    alternatives: tuple[tuple[Item, ...], ...]


@attrs.frozen
class Item:
    """An element or a group with its repetition, such as ``?`` or ``{1,3}``."""

    part: Element | Group
    repeat: str = ""


@functools.lru_cache(maxsize=4096)
def tree(elements: tuple[Element, ...]) -> Group:
    """Give the structure of a pattern, whose brackets must be closed.

    >>> [len(row) for row in tree(read("<np> (, <np>)? | 'it'")).alternatives]
    [2, 1]
    """
    return _group("", elements, 0)[0]


def _group(opening: str, elements: tuple[Element, ...], at: int) -> tuple[Group, int]:
    rows: list[tuple[Item, ...]] = []
    row: list[Item] = []
    while at < len(elements):
        element, at = elements[at], at + 1
        if element.kind != "syntax" or element.value in "^$":
            row.append(Item(element))
        elif element.value == "|":
            rows.append(tuple(row))
            row = []
        elif element.value == ")":
            break
        elif element.value[0] == "(":
            group, at = _group(element.value, elements, at)
            row.append(Item(group))
        else:
            row[-1] = Item(row[-1].part, element.value)
    return Group(opening, (*rows, tuple(row))), at


def may_be_absent(repeat: str) -> bool:
    """Say whether a repetition allows for none at all."""
    return repeat != "" and (repeat[0] in "?*" or repeat.startswith(("{0", "{,")))
