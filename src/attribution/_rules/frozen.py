"""Plain data that nobody can change: what rule sets are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

V_co = TypeVar("V_co", covariant=True)


class FrozenMapping(Mapping[str, V_co]):
    """A mapping that cannot change, so that it can be hashed and pickled.

    >>> stances = FrozenMapping({"to": "promise"})
    >>> stances["to"], len(stances), stances == {"to": "promise"}
    ('promise', 1, True)
    >>> stances["that"] = "say"
    Traceback (most recent call last):
    ...
    TypeError: 'FrozenMapping' object does not support item assignment
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, V_co] | None = None) -> None:
        """Copy the values."""
        self._values: dict[str, V_co] = dict(values or {})

    def __getitem__(self, key: str) -> V_co:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return f"FrozenMapping({self._values!r})"


def frozen(value: Any) -> Any:  # noqa: ANN401 - any plain value may stand in the settings
    """Freeze plain data through and through: tables become mappings, lists become tuples.

    >>> frozen({"clitics": ["s", "re"]})
    FrozenMapping({'clitics': ('s', 're')})
    """
    if isinstance(value, Mapping):
        return FrozenMapping({str(key): frozen(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen(item) for item in value)
    return value


def thawed(value: Any) -> Any:  # noqa: ANN401 - the way back from `frozen`
    """Give a copy of frozen data that can be changed.

    >>> thawed(frozen({"clitics": ["s", "re"]}))
    {'clitics': ['s', 're']}
    """
    if isinstance(value, Mapping):
        return {key: thawed(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thawed(item) for item in value]
    return value
