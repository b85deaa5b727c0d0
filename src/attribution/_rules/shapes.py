"""The shapes that a setting may have: each checks plain data, and gives it as a stage reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

import attrs

from attribution.errors import hint
from attribution.models import Stance

T = TypeVar("T")
K = TypeVar("K")
E = TypeVar("E", bound=StrEnum)


class ShapeError(Exception):
    """What is wrong with a value, what would be right, and under which keys it stands."""

    def __init__(
        self, problem: str, allowed: frozenset[str] | None = None, keys: tuple[str, ...] = ()
    ) -> None:
        """Say what is wrong."""
        super().__init__(problem)
        self.problem = problem
        self.allowed = allowed
        self.keys = keys


@attrs.frozen
class Shape(Generic[T]):
    """What sort of value a setting is, and how it is read.

    >>> TEXTS.read(["s", "ve"])
    ('s', 've')
    >>> TEXTS.read("s")
    Traceback (most recent call last):
    ...
    attribution._rules.shapes.ShapeError: should be a list of texts, not 's'
    """

    name: str
    """What messages and documentation call it: "a list of texts"."""
    several: str
    """What they call several of it: "lists of texts"."""
    read: Callable[[object], T] = attrs.field(eq=False)
    """Gives the value; raises `ShapeError` for what has another shape."""
    empty: T
    """What stands for a setting that a rule set does not have."""
    given: object
    """The type that it has as plain data."""


def _plain(kind: type[T], name: str, several: str, empty: T) -> Shape[T]:
    def read(value: object) -> T:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ShapeError(f"should be {name}, not {value!r}")
        return value

    return Shape(name, several, read, empty, kind)


TEXT = _plain(str, "a text", "texts", "")
FLAG = _plain(bool, "true or false", "truth values", empty=False)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ShapeError(f"should be a number, not {value!r}")
    return float(value)


NUMBER = Shape("a number", "numbers", _number, 0.0, float)


def one_of(kind: type[E], empty: E) -> Shape[E]:
    """Give the shape of a member of an enumeration, by its value."""
    allowed = frozenset(member.value for member in kind)
    name = kind.__name__.lower()

    def read(value: object) -> E:
        if not isinstance(value, str) or value not in allowed:
            near = hint(value, allowed) if isinstance(value, str) else ""
            raise ShapeError(f"unknown {name} {value!r}{near}", allowed)
        return kind(value)

    return Shape(f"a {name}", f"{name}s", read, empty, str)


STANCE = one_of(Stance, Stance.SAY)


def choice(*allowed: str) -> Shape[str]:
    """Give the shape of a text that is one of a few; none of them unless it is set."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            near = hint(value, allowed) if isinstance(value, str) else ""
            raise ShapeError(f"unknown value {value!r}{near}", frozenset(allowed))
        return value

    name = " or ".join(f'"{value}"' for value in allowed)
    return Shape(name, name, read, "", str)


def list_of(item: Shape[T]) -> Shape[tuple[T, ...]]:
    """Give the shape of a list whose items are of one shape."""
    name = f"a list of {item.several}"

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list | tuple):
            raise ShapeError(f"should be {name}, not {value!r}")
        return tuple(map(item.read, value))

    return Shape(name, f"lists of {item.several}", read, (), Sequence[item.given])  # type: ignore[name-defined]


def table_of(item: Shape[T]) -> Shape[Mapping[str, T]]:
    """Give the shape of a table whose values are of one shape."""
    return keyed(TEXT, item)


def conditions_of(
    places: frozenset[str], kinds: frozenset[str], flags: frozenset[str]
) -> Shape[Mapping[str, float]]:
    """Give the shape of a table of conditions, by how their names begin, and their points."""
    allowed = places | kinds | flags

    def name(value: object) -> str:
        text = TEXT.read(value)
        first, _, rest = text.partition(" ")
        if first not in allowed or bool(rest) == (first in flags):
            raise ShapeError(f"unknown condition {text!r}{hint(first, allowed)}", allowed)
        return text

    return keyed(Shape("a condition", "conditions", name, "", str), NUMBER)


def keyed(key: Shape[K], item: Shape[T]) -> Shape[Mapping[K, T]]:
    """Give the shape of a table, by those of its keys and of its values."""
    name = f"a table of {item.several}"

    def read(value: object) -> Mapping[K, T]:
        if not isinstance(value, Mapping):
            raise ShapeError(f"should be {name}, not {value!r}")
        # A plain dictionary is read far faster than a frozen one.
        return {key.read(word): _at(str(word), item, value[word]) for word in value}

    return Shape(name, f"tables of {item.several}", read, {}, Mapping[str, item.given])  # type: ignore[name-defined]


def _at(key: str, item: Shape[T], value: object) -> T:
    try:
        return item.read(value)
    except ShapeError as error:
        raise ShapeError(error.problem, error.allowed, (key, *error.keys)) from None


def _names(value: object) -> frozenset[str]:
    if not isinstance(value, str):
        raise ShapeError(f"should be a text of words, not {value!r}")
    return frozenset(value.split())


NAMES: Shape[frozenset[str]] = Shape("a text of words", "texts of words", _names, frozenset(), str)
TEXTS = list_of(TEXT)
STANCES = list_of(STANCE)
