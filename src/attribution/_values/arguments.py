"""What callers give: days, shares, numbers of workers, and the records of many."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import TypeAlias

import attrs

from attribution.errors import InputTypeError, InputValueError

RawRecord: TypeAlias = "str | Mapping[str, object]"
"""A record as callers give it."""
_DAY = "datetime.date, a day in ISO 8601 such as '2031-05-07', or None"
_OF_RECORD = frozenset({"text", "published", "id"})
_RECORD = "str or a mapping with text, published and id"


@attrs.frozen
class Record:
    """One text of many, with what belongs to it."""

    text: str
    published: datetime.date | None = None
    id: object = None
    meta: Mapping[str, object] = attrs.field(factory=dict)
    """What else the caller knows of it."""


def checked_text(value: object, name: str = "text") -> str:
    """Take a text.

    Raises:
        InputTypeError: If it is no `str`.
    """
    if not isinstance(value, str):
        raise InputTypeError(name, value, "str")
    # A class of the caller's own may have other ideas of what a part of a text is.
    return value if type(value) is str else str.__str__(value)


def day_of(value: object, name: str = "published") -> datetime.date | None:
    """Take a day, as a date or as an ISO 8601 string; of a time the day that it names.

    Raises:
        InputTypeError: If it is something else.
        InputValueError: If a string names no day.

    >>> day_of("2031-05-07"), day_of("2031-05-07T23:59:00+02:00"), day_of(None)
    (datetime.date(2031, 5, 7), datetime.date(2031, 5, 7), None)
    >>> try:
    ...     day_of("May 7")
    ... except ValueError as error:
    ...     print(error)
    published must be a day in ISO 8601 such as '2031-05-07', not 'May 7'
    """
    if isinstance(value, str):
        try:
            return datetime.datetime.fromisoformat(value).date()
        except ValueError:
            allowed = "a day in ISO 8601 such as '2031-05-07'"
            raise InputValueError(name, value, allowed) from None
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    raise InputTypeError(name, value, _DAY)


def checked_share(value: object, name: str = "min_confidence") -> float:
    """Take a number from 0 to 1.

    Raises:
        InputTypeError: If it is no number.
        InputValueError: If it lies outside, or is no number as floats have it.
    """
    if not isinstance(value, Real) or isinstance(value, bool):
        raise InputTypeError(name, value, "a number from 0 to 1")
    share = float(value)
    if not 0 <= share <= 1:
        raise InputValueError(name, value, "from 0 to 1")
    return share


def checked_workers(value: object) -> int:
    """Take a number of worker processes; without one it is this process.

    Raises:
        InputTypeError: If it is no whole number.
        InputValueError: If it is less than 1.
    """
    if value is None:
        return 1
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputTypeError("workers", value, "int or None")
    if value < 1:
        raise InputValueError("workers", value, "1 or more, or None")
    return value


def checked_records(values: object) -> Iterable[object]:
    """Take what holds many records; a text or a mapping alone is one.

    Raises:
        InputTypeError: If it is a single text or record, or cannot be gone through.
    """
    if isinstance(values, str | bytes | bytearray | Mapping) or not isinstance(values, Iterable):
        raise InputTypeError("records", values, f"an iterable, of which each is {_RECORD}")
    return values


def id_of(value: object) -> object:
    """Give the id of a record that may not be sound."""
    return value.get("id") if isinstance(value, Mapping) else None


def record_of(value: object) -> Record:
    """Take one record of many; what a mapping holds besides the three is kept as it is.

    Raises:
        InputTypeError: If it, its text or its day has the wrong type.
        InputValueError: If it has no text, or its day is none.

    >>> record_of({"text": "It rained.", "published": "2031-05-07", "desk": "local"})
    Record(text='It rained.', published=datetime.date(2031, 5, 7), id=None, meta={'desk': 'local'})
    """
    if isinstance(value, str):
        return Record(value)
    if not isinstance(value, Mapping):
        raise InputTypeError("a record", value, _RECORD)
    if "text" not in value:
        raise InputValueError("a record", list(value), "a mapping with the key 'text'")
    meta = {str(key): item for key, item in value.items() if key not in _OF_RECORD}
    text, day = checked_text(value["text"]), day_of(value.get("published") or None)
    return Record(text, day, value.get("id"), meta)
