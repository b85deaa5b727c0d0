"""Rule sets as plain values, and back: what was checked once need not be checked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

import attrs

from attribution._rules.frozen import FrozenMapping
from attribution._rules.parts import ROWS, Cue, Rule
from attribution.models import Stance

Plain: TypeAlias = "dict[str, Any]"
"""The fields of a rule set, of tuples, strings, numbers and dictionaries alone."""
T = TypeVar("T")
_KINDS: Mapping[str, type[Rule]] = {"cues": Cue, **ROWS}
_STANCES = {stance.value: stance for stance in Stance}
_NONE: FrozenMapping[Any] = FrozenMapping()


def plain(rules: Any) -> Plain:  # noqa: ANN401 - a `RuleSet`, which builds on this module
    """Give the fields of a rule set as plain values."""
    fields: Plain = {}
    for field in attrs.fields(type(rules)):
        value = getattr(rules, field.name)
        if field.name in _KINDS:
            fields[field.name] = tuple(_row(rule) for rule in value)
        else:
            fields[field.name] = _plain(value)
    return fields


def _row(rule: Rule) -> tuple[Any, ...]:
    return tuple(_plain(getattr(rule, field.name)) for field in attrs.fields(type(rule)))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any plain value may stand in the settings
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return str(value) if isinstance(value, str) else value


def restored(kind: type[T], fields: Plain) -> T:
    """Give back what `plain` was given, a `RuleSet` of the kind given, without a check.

    >>> from attribution import rulesets
    >>> en = rulesets.load("en")
    >>> restored(type(en), plain(en)) == en
    True
    """
    values = {
        name: _rules(_KINDS[name], value) if name in _KINDS else _frozen(value)
        for name, value in fields.items()
    }
    (made,) = _made(kind, values, [tuple(values.values())])
    return made


def _rules(kind: type[Rule], rows: Iterable[tuple[Any, ...]]) -> tuple[Rule, ...]:
    names = [field.name for field in attrs.fields(kind)]
    for at, name in enumerate(names):
        change = _CHANGED.get(name)
        if change is not None:
            rows = [(*row[:at], change(row[at]), *row[at + 1 :]) for row in rows]
    return tuple(_made(kind, names, rows))


def _made(kind: type[T], names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> list[T]:
    """Make instances of a frozen class with slots, from values that are as it keeps them."""
    setters = [kind.__dict__[name].__set__ for name in names]
    found = []
    for row in rows:
        item = kind.__new__(kind)
        for set_, value in zip(setters, row, strict=True):
            set_(item, value)
        found.append(item)
    return found


def _stances(values: Mapping[str, str]) -> FrozenMapping[Any]:
    if not values:
        return _NONE
    return FrozenMapping({frame: _STANCES[value] for frame, value in values.items()})


def _frozen(value: Any) -> Any:  # noqa: ANN401 - any plain value may stand in the settings
    if isinstance(value, dict):
        return FrozenMapping({key: _frozen(item) for key, item in value.items()})
    if isinstance(value, tuple) and any(isinstance(item, dict | tuple) for item in value):
        return tuple(_frozen(item) for item in value)
    return value


_CHANGED: Mapping[str, Callable[[Any], Any]] = {
    "stance": lambda value: _STANCES[value] if value is not None else None,
    "stances": _stances,
}
"""Field of a rule -> how its plain value becomes what the rule keeps."""
