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


# What was checked when it was made is not checked again.
_SET_SPAN = tuple(Span.__dict__[name].__set__ for name in ("start", "end", "text"))
_SET_QUOTE = tuple(Quote.__dict__[field.name].__set__ for field in attrs.fields(Quote))


def _span(start: int, end: int, text: str) -> Span:
    made = _NEW(Span)
    set_start, set_end, set_text = _SET_SPAN
    set_start(made, start)
    set_end(made, end)
    set_text(made, text)
    return made


def _quote(*values: object) -> Quote:
    made = _NEW(Quote)
    for put, value in zip(_SET_QUOTE, values, strict=True):
        put(made, value)
    return made


_NEW = object.__new__


def _reducing(restore: Callable[..., object], names: list[str]) -> _Reduce:
    values = operator.attrgetter(*names)
    return lambda item: (restore, values(item))


_TABLE: dict[type, _Reduce] = {
    **copyreg.dispatch_table,  # type: ignore[dict-item]
    Span: _reducing(_span, ["start", "end", "text"]),
    Quote: _reducing(_quote, [field.name for field in attrs.fields(Quote)]),
}
