"""Values as plain ones that JSON can hold, and the way back, with each checked by its type."""

from __future__ import annotations

import datetime
import enum
import functools
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar, cast

import attrs

from attribution.errors import InputTypeError, InputValueError, hint

_Value = TypeVar("_Value")


def plain(value: object) -> object:
    """Give a value as plain ones: classes as dictionaries, dates and names of kinds as strings.

    >>> plain((datetime.date(2031, 5, 7), None, 1.5))
    ['2031-05-07', None, 1.5]
    """
    if attrs.has(type(value)):
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, enum.StrEnum):
        return value.value
    return value


def read(kind: type[_Value], values: object) -> _Value:
    """Build a value of a class of fields back from its dictionary.

    Args:
        kind: A class made by attrs.
        values: What `plain` gave for such a value.

    Returns:
        The value.

    Raises:
        InputTypeError: If something in it has the wrong type.
        InputValueError: If a key is unknown or absent, or a value means nothing.
    """
    return cast("_Value", _of_class(kind, values, kind.__name__))


def _of_class(kind: Any, values: object, where: str) -> object:  # noqa: ANN401
    if not isinstance(values, Mapping):
        raise InputTypeError(where, values, "a dictionary")
    fields = attrs.fields_dict(kind)
    for key in values:
        if key not in fields:
            allowed = f"of the keys {', '.join(fields)}{hint(str(key), fields)}"
            raise InputValueError(f"a key of {where}", key, allowed)
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in values:
            raise InputValueError(where, list(values), f"a dictionary with the key {name!r}")
    kinds = _kinds(kind)
    made = {key: _value(kinds[key], value, f"{where}.{key}") for key, value in values.items()}
    try:
        return kind(**made)
    except ValueError as error:
        raise InputValueError(where, values, f"sound ({error.args[0]})") from error


@functools.cache
def _kinds(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(kind: Any, value: object, where: str) -> object:  # noqa: ANN401
    choices = typing.get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    if value is None and type(None) in choices:
        return None
    kind = choices[0]
    allowed = " or None" if type(None) in choices else ""
    if typing.get_origin(kind) is tuple:
        return _row(typing.get_args(kind)[0], value, where)
    if attrs.has(kind):
        return _of_class(kind, value, where)
    if issubclass(kind, enum.StrEnum):
        return _member(kind, value, where, allowed)
    if kind is datetime.date and isinstance(value, str):
        return _date(value, where)
    fitting = (int, float) if kind is float else kind
    if not isinstance(value, fitting) or (isinstance(value, bool) and kind is not bool):
        raise InputTypeError(where, value, f"{kind.__name__}{allowed}")
    return value


def _row(kind: object, value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise InputTypeError(where, value, "a list")
    return tuple(_value(kind, item, f"{where}[{index}]") for index, item in enumerate(value))


def _member(kind: type[enum.StrEnum], value: object, where: str, more: str) -> enum.StrEnum:
    names = [member.value for member in kind]
    if not isinstance(value, str):
        raise InputTypeError(where, value, f"str{more}")
    if value not in names:
        raise InputValueError(where, value, f"one of {', '.join(names)}{hint(str(value), names)}")
    return kind(value)


def _date(value: str, where: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise InputValueError(where, value, "a day in ISO 8601 such as '2031-05-07'") from None
