"""The types of what is given as a rule set, before anything is made of it.

A rule set is data, perhaps a stranger's: whatever stands in a TOML file, or is handed to a method
of a rule set, is first known to have the types that all that follows relies on.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, cast

import attrs

from attribution._rules.parts import CATEGORIES, ROWS, Cue
from attribution._rules.settings import Settings
from attribution._rules.shapes import ShapeError
from attribution._rules.wanted import Setting, declared
from attribution.errors import InputTypeError, RuleError, hint

_Text = Mapping[str, str]
_Several = str | tuple[str, ...]
_Values = Mapping[str, object]
_TABLES: Mapping[str, object] = {
    "ruleset": Mapping[str, str | float | tuple[str, ...]],
    "settings": _Values,
    "without": _Values,
    "precision": Mapping[str, float],
    **dict.fromkeys(("classes", "words", "roles", "names", "calendar"), Mapping[str, _Several]),
    **dict.fromkeys(("irregular", "endings", "party_names", "state_names"), _Text),
    "pieces": Mapping[str, _Several],
    "inflection": Mapping[str, tuple[tuple[str, ...], ...]],
    **dict.fromkeys(CATEGORIES, Mapping[str, _Values]),
    **dict.fromkeys(ROWS, tuple[_Values, ...]),
}  # fmt: skip
"""The tables of a file, each with its type; the fields of rows have those of their classes."""
_HEAD = {
    "name": str,
    "language": str,
    "extends": str,
    "order": tuple[str, ...],
    "time_limit": float,
}
_PARTS: Mapping[str, object] = {
    "cues": tuple[Cue, ...],
    **{sort: tuple[kind, ...] for sort, kind in ROWS.items()},  # type: ignore[valid-type]
    "classes": Mapping[str, _Several],
    "pieces": Mapping[str, _Several],
    **dict.fromkeys(("irregular", "endings"), _Text),
    "inflection": Mapping[str, tuple[tuple[str, ...], ...]],
    "settings": _Values,
}
"""The parts that `RuleSet.extend` and `RuleSet.replace` take."""
_NAMES: Mapping[str, object] = {
    **dict.fromkeys(("cues", *ROWS, "pieces"), tuple[str, ...]),
    "classes": Mapping[str, _Several],
}
"""The parts that `RuleSet.without` takes."""
_CALLED: Mapping[type, tuple[str, str]] = {
    str: ("a text", "texts"),
    bool: ("true or false", "truth values"),
    float: ("a number", "numbers"),
    tuple: ("a list", "lists"),
    Mapping: ("a table", "tables"),
}
"""What the types are called in messages, one and several of them."""


# What is checked --------------------------------------------------------------------------------


def check_tables(values: Mapping[str, Any], where: str) -> None:
    """Refuse a file in which something has another type than it should have.

    Args:
        values: The tables of the file; those that no file may have are left to others.
        where: What a message calls the file.

    Raises:
        RuleError: If something has a wrong type; it names the table and the key.
    """
    try:
        for label, kind, value in _typed(values):
            _check(kind, value, label)
    except _OfWrongTypeError as error:
        problem = f"should be {error.wanted}, not {error.value!r}"
        raise RuleError(where, error.label, problem) from None
    check_settings(values.get("settings", {}), where)


def _typed(values: Mapping[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Give each value with where it stands and the type that it should have.

    Tables come before what is in them, which may be looked at once they are known to be tables.
    """
    yield from ((table, kind, values[table]) for table, kind in _TABLES.items() if table in values)
    yield from _keyed("ruleset", _HEAD, values.get("ruleset", {}))
    yield from _keyed("without", _NAMES, values.get("without", {}))
    for table in CATEGORIES:
        for lemma, row in values.get(table, {}).items():
            yield from _keyed(f"{table}.{lemma}", _kinds(Cue), row)
    for table, made in ROWS.items():
        for row in values.get(table, ()):
            kinds = _kinds(cast("type[attrs.AttrsInstance]", made)) | {"before": str}
            yield from _keyed(f"{table}.{row.get('name', '?')}", kinds, row)


def _keyed(
    label: str, kinds: Mapping[str, object], row: Mapping[str, object]
) -> Iterator[tuple[str, object, object]]:
    # What has no type here is an unknown key, which is told once all that is known is sound.
    return ((f"{label}.{key}", kinds[key], row[key]) for key in row if key in kinds)


def check_limits(values: Mapping[str, Any], where: str, longest: float) -> None:
    """Refuse a file that gives a rule more time than a stranger may have.

    Args:
        values: The tables of the file, whose types are right.
        where: What a message calls the file.
        longest: Seconds that a rule may have.

    Raises:
        RuleError: If there is such a rule.
    """
    rows = [("ruleset", values.get("ruleset", {}))]
    for sort in ROWS:
        rows += [(f"{sort}.{row.get('name', '?')}", row) for row in values.get(sort, ())]
    for label, row in rows:
        limit = row.get("time_limit")
        # Rules without a limit of their own may have such a key: that it is unknown is told later.
        if isinstance(limit, int | float) and limit > longest:
            problem = f"is at most {longest:g} seconds in a file that is not trusted"
            raise RuleError(where, f"{label}.time_limit", f"{problem}, see from_toml()")


def check_settings(settings: Settings | Mapping[str, Any], where: str) -> None:
    """Refuse settings of which one has another shape than the stage wants that reads it.

    Raises:
        RuleError: If there is one.
    """
    for wanted in declared(Setting):
        try:
            wanted.read(settings)
        except ShapeError as error:
            label = ".".join(("settings", wanted.name, *error.keys))
            raise RuleError(where, label, error.problem, error.allowed) from None


def check_parts(where: str, parts: Mapping[str, Any], *, names: bool = False) -> dict[str, Any]:
    """Give what a method of a rule set was handed, with iterables as tuples.

    Args:
        where: What the rule set is called.
        parts: What each part is to have, or the `names` of what it is to lose.
        names: Whether they are names.

    Raises:
        RuleError: If there is no such part.
        InputTypeError: If something in one has a wrong type.
    """
    known = _NAMES if names else _PARTS
    made: dict[str, Any] = {}
    for field, value in parts.items():
        if field not in known:
            problem = f"unknown part {field!r}{hint(field, known)}"
            raise RuleError(where, field, problem, known)
        made[field] = _plain(value)
        try:
            _check(known[field], made[field], field)
        except _OfWrongTypeError as error:
            raise InputTypeError(error.label, error.value, error.wanted) from None
    if not names:
        check_settings(made.get("settings", {}), where)
    return made


def _plain(value: object) -> object:
    """Give an iterable as a tuple, also in a mapping; a text stays one."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | tuple):
        return tuple(value)
    return value


# Types ------------------------------------------------------------------------------------------


@functools.cache
def _kinds(made: type[attrs.AttrsInstance]) -> dict[str, Any]:
    """Give the types in which the fields of a rule may be given."""
    hints = typing.get_type_hints(made)
    kinds = {field.name: hints[field.name] for field in attrs.fields(made)}
    # A pattern may be given as a list of alternatives.
    return kinds | ({"pattern": _Several} if "pattern" in kinds else {})


class _OfWrongTypeError(Exception):
    """A value that is of another type than it should be."""

    def __init__(self, label: str, value: object, wanted: str) -> None:
        super().__init__(label)
        self.label, self.value, self.wanted = label, value, wanted


def _check(kind: Any, value: object, label: str) -> None:  # noqa: ANN401
    """Refuse a value that is not of a type."""
    choices = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    if value is None and types.NoneType in choices:
        return
    for choice in choices:
        if _is_like(choice, value):
            _check_inside(choice, value, label)
            return
    wanted = " or ".join(_name(choice) for choice in choices if choice is not types.NoneType)
    raise _OfWrongTypeError(label, value, wanted)


def _is_like(kind: Any, value: object) -> bool:  # noqa: ANN401
    """Say whether a value is of a type, whatever may be in it."""
    origin = typing.get_origin(kind) or kind
    if origin is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if origin is tuple:
        return isinstance(value, list | tuple)
    if isinstance(origin, type) and issubclass(origin, StrEnum):
        return isinstance(value, str)
    return isinstance(value, origin)


def _check_inside(kind: Any, value: Any, label: str) -> None:  # noqa: ANN401
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        for item in value:
            _check(arguments[0], item, label)
    elif arguments:
        for key, item in value.items():
            _check(str, key, f"a key of {label}")
            _check(arguments[1], item, f"{label}.{key}")


def _name(kind: Any, *, several: bool = False) -> str:  # noqa: ANN401
    """Say what a type is called in a message."""
    origin = typing.get_origin(kind) or kind
    if isinstance(origin, type) and issubclass(origin, StrEnum):
        origin = str
    name = _CALLED.get(origin, (f"a {origin.__name__}", f"{origin.__name__}s"))[several]
    if origin is tuple:
        return f"{name} of {_name(typing.get_args(kind)[0], several=True)}"
    return name
