"""Results as bytes, on their way from one process to another.

They are pickles.  Of what comes by the thousand only the values travel: `attrs` would send a
dictionary of each, and ask each value again whether it may be set.
"""

from __future__ import annotations

import copyreg
import io
import operator
import pickle
from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from attribution.models import Quote, Span

_Reduce: TypeAlias = "Callable[[Any], tuple[Callable[..., object], tuple[object, ...]]]"


def packed(results: object) -> bytes:
    """Give results as bytes.

    Raises:
        Exception: If one of them cannot travel, as `pickle.dumps` would.
    """
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(results)
    return written.getvalue()


def unpacked(written: bytes) -> Any:  # noqa: ANN401
    """Give the results back.

    >>> span = Span(4, 7, "bus")
    >>> unpacked(packed([span])) == [span], unpacked(packed([span])) is [span]
    (True, False)
    """
    return pickle.loads(written)  # noqa: S301 our own processes wrote them


def _restored(kind: type[object], *values: object) -> object:
    # What was checked when it was made is not checked again.
    made = object.__new__(kind)
    for put, value in zip(_SETTERS[kind], values, strict=True):
        put(made, value)
    return made


def _reducing(kind: type[object]) -> _Reduce:
    values = operator.attrgetter(*_fields(kind))
    return lambda item: (_restored, (kind, *values(item)))


def _fields(kind: type[Any]) -> list[str]:
    return [field.name for field in attrs.fields(kind)]


_LEAN: tuple[type[object], ...] = (Span, Quote)
_SETTERS = {kind: [kind.__dict__[name].__set__ for name in _fields(kind)] for kind in _LEAN}
_TABLE: dict[type, _Reduce] = {
    **copyreg.dispatch_table,  # type: ignore[dict-item]
    **{kind: _reducing(kind) for kind in _LEAN},
}
