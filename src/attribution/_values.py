"""How the values of rules are taken: what is given becomes what a rule set holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attribution._frozen import FrozenMapping, frozen
from attribution.errors import InputTypeError, RuleError
from attribution.models import Stance

Words = Mapping[str, str | Iterable[str]]
"""Classes of words, each as a string or as several."""
STANCES = frozenset(Stance)


def strings(value: Iterable[str]) -> tuple[str, ...]:
    """Take several texts."""
    # A bare string is a sequence of letters to Python and a slip of the pen to everybody else.
    if isinstance(value, str):
        raise InputTypeError("names and texts", value, "list or tuple")
    return tuple(value)


def table_of(values: Mapping[str, Any]) -> FrozenMapping[Any]:
    """Freeze a mapping and all in it."""
    return FrozenMapping({str(key): frozen(value) for key, value in values.items()})


def classes_of(values: Words) -> FrozenMapping[tuple[str, ...]]:
    """Take classes of words."""
    return FrozenMapping({name: words_of(words) for name, words in values.items()})


def words_of(value: str | Iterable[str]) -> tuple[str, ...]:
    """Take the words of a class, each once."""
    items = [word.replace("_", " ") for word in value.split()] if isinstance(value, str) else value
    return tuple(dict.fromkeys(items))


def stance_of(value: Stance | str | None) -> Stance | None:
    """Take a stance by itself or by its name."""
    # What is no stance passes here, and is refused once the rule can be named.
    return Stance(value) if value in STANCES else value  # type: ignore[return-value]


def stances_of(values: Mapping[str, Stance | str]) -> FrozenMapping[Stance]:
    """Take the stances of frames."""
    return FrozenMapping({frame: stance_of(value) or Stance.SAY for frame, value in values.items()})


def check_precision(where: str, label: str, value: object) -> None:
    """Refuse what is no share."""
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise RuleError(where, label, f"precision is from 0 to 1, not {value!r}")
