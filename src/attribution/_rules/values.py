"""How the values of rules are taken: what is given becomes what a rule set holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, cast

import attrs

from attribution._rules.frozen import FrozenMapping, frozen
from attribution._rules.settings import Settings
from attribution.errors import InputTypeError, RuleError
from attribution.models import Stance

Rows: TypeAlias = Sequence[Sequence[str]]
"""Endings, each with what stands for it in each form."""
Item = TypeVar("Item")
Words = Mapping[str, str | Iterable[str]]
"""Classes of words, each as a string or as several."""
STANCES = frozenset(Stance)


def of_type(*kinds: type) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """Give a validator that refuses what is of no such type, by the name of the field."""
    allowed = " or ".join("None" if kind is type(None) else kind.__name__ for kind in kinds)

    def validate(rule: object, field: attrs.Attribute[Any], value: object) -> None:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise InputTypeError(f"{type(rule).__name__}.{field.name}", value, allowed)

    return validate


def several(value: Iterable[Item], kind: type[Item], called: str) -> tuple[Item, ...]:
    """Take several things of a type.

    Args:
        value: The things.
        kind: Their type.
        called: What a message calls them.
    """
    # A bare string is a sequence of letters to Python and a slip of the pen to everybody else.
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise InputTypeError(called, value, "list or tuple")
    items = tuple(value)
    for item in items:
        if not isinstance(item, kind):
            raise InputTypeError(f"each of the {called}", item, kind.__name__)
    return items


def strings(value: Iterable[str]) -> tuple[str, ...]:
    """Take several texts."""
    return several(value, str, "names and texts")


def _mapping(value: object) -> None:
    if not isinstance(value, Mapping):
        raise InputTypeError("a table", value, "dict or another mapping")


def pattern_of(value: str | Iterable[str], what: str = "a pattern") -> str:
    r"""Take a pattern: as it is, or the alternatives that it consists of.

    >>> pattern_of(["<noun>", "<name> <name>"])
    '<noun>\n| <name> <name>'
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise InputTypeError(what, value, "str, or list or tuple of str")
    return "\n| ".join(value)


def pieces_of(values: Mapping[str, str | Iterable[str]]) -> FrozenMapping[str]:
    """Take pieces of patterns."""
    return FrozenMapping(
        {str(name): pattern_of(value, f"pieces.{name}") for name, value in values.items()}
    )


def table_of(values: Mapping[str, Any]) -> FrozenMapping[Any]:
    """Freeze a mapping and all in it."""
    _mapping(values)
    return FrozenMapping({str(key): frozen(value) for key, value in values.items()})


def settings_of(values: Settings) -> Settings:
    """Freeze settings."""
    # They are read like the dictionary that they are declared to be, and cannot be changed.
    return cast("Settings", table_of(values))


def inflection_of(values: Mapping[str, Rows]) -> FrozenMapping[Rows]:
    """Freeze the rows of an inflection."""
    return table_of(values)


def classes_of(values: Words) -> FrozenMapping[tuple[str, ...]]:
    """Take classes of words."""
    _mapping(values)
    return FrozenMapping({name: words_of(words) for name, words in values.items()})


def words_of(value: str | Iterable[str]) -> tuple[str, ...]:
    """Take the words of a class, each once."""
    if isinstance(value, str):
        return tuple(dict.fromkeys(word.replace("_", " ") for word in value.split()))
    return tuple(dict.fromkeys(strings(value)))


def stance_of(value: Stance | str | None) -> Stance | None:
    """Take a stance by itself or by its name."""
    # What is no stance passes here, and is refused once the rule can be named.
    known = isinstance(value, str) and value in STANCES
    return Stance(value) if known else value  # type: ignore[return-value, arg-type]


def stances_of(values: Mapping[str, Stance | str]) -> FrozenMapping[Stance]:
    """Take the stances of frames."""
    _mapping(values)
    taken = {frame: stance_of(value) for frame, value in values.items()}
    return FrozenMapping(taken)  # type: ignore[arg-type]  # what is none is refused by name


def check_precision(where: str, label: str, value: object) -> None:
    """Refuse what is no share."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= value <= 1:  # type: ignore[operator]
        raise RuleError(where, label, f"precision is from 0 to 1, not {value!r}")
