"""What stages really do: the fields that they read and write, and how much they call."""

from __future__ import annotations

import contextlib
import itertools
import sys
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from attribution._article.document import Document
from attribution._article.statement import Candidate, Statement

LOGS = {"notes", "evidence", "errors"}
"""What is told to whoever asks, and what no stage reads."""
GIVEN = {"text", "given", "grammar", "published"}
"""What a document begins with."""
Values = dict[str, str]


def names_of(cls: type[Any]) -> set[str]:
    return {field.name for field in attrs.fields(cls) if field.name[0] != "_"}


STATEMENT = names_of(Statement) - LOGS - {"proposed"}
CANDIDATE = names_of(Candidate)
DOCUMENT = names_of(Document) - LOGS - GIVEN


@contextlib.contextmanager
def reads(document: set[str]) -> Iterator[set[str]]:
    """Note the fields that are read meanwhile: of statements, and some of the document."""
    seen: set[str] = set()
    with contextlib.ExitStack() as stack:
        for cls, names in (
            (Statement, STATEMENT), (Candidate, CANDIDATE), (Document, document)
        ):  # fmt: skip
            stack.enter_context(_tracked(cls, names, seen))
        yield seen


@contextlib.contextmanager
def _tracked(cls: type[Any], names: set[str], seen: set[str]) -> Iterator[None]:
    def get(self: object, name: str) -> object:
        if name in names:
            seen.add(name)
        return object.__getattribute__(self, name)

    cls.__getattribute__ = get  # type: ignore[assignment]
    try:
        yield
    finally:
        del cls.__getattribute__


def values_of(item: Document | Statement) -> Values:
    """Give the fields of a document, or of a statement with its candidate, as they are now."""
    if isinstance(item, Document):
        return {name: repr(getattr(item, name)) for name in DOCUMENT}
    values = {name: repr(getattr(item.proposed, name)) for name in CANDIDATE}
    return values | {name: repr(getattr(item, name)) for name in STATEMENT}


BLANK = values_of(Statement.of(Candidate("", ())))
"""A statement in which nothing is filled in."""


def changed(before: Values, after: Values) -> set[str]:
    return {name for name, value in after.items() if value != before[name]}


def calls_of(work: Callable[[], object]) -> int:
    """Count the functions that are called by a piece of work, those of Python and of C.

    Unlike time it is the same on every machine, however busy.
    """
    counted = itertools.count()
    sys.setprofile(lambda _, event, __: next(counted) if event.endswith("call") else None)
    try:
        work()
    finally:
        sys.setprofile(None)
    return next(counted)
