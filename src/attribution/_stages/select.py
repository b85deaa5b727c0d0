"""Seventh stage: of candidates that claim the same words, one is kept."""

from __future__ import annotations

from attribution._document import Document, Statement


def select(document: Document, statements: list[Statement]) -> list[Statement]:
    """Drop statements without a source, and what overlaps a stronger candidate.

    A quotation belongs to one statement alone.  A statement may stand inside another one, but two
    may neither cross nor be the same.
    """
    kept: list[Statement] = []
    taken: set[int] = set()
    for statement in sorted(statements, key=_strength):
        _judge(document, statement, kept, taken)
        if statement.reason == "kept":
            kept.append(statement)
    return sorted(kept, key=lambda item: (item.contents[0], item.cue or (0, 0)))


def _strength(statement: Statement) -> tuple[bool, int]:
    return statement.borrowed, statement.cue[0] if statement.cue else 0


def _judge(
    document: Document, statement: Statement, kept: list[Statement], taken: set[int]
) -> None:
    if statement.source is None:
        statement.reason = "no source"
        return
    quoted = document.grammar.quotation_chars
    mine = [
        unit
        for start, end in statement.contents
        if end - start == 1 and document.tags[start] in quoted
        for unit in (start,)
    ]
    if any(unit in taken for unit in mine):
        statement.contents = [c for c in statement.contents if c[0] not in taken]
        if not statement.contents:
            statement.reason = "quotation belongs to another statement"
            return
    for other in kept:
        if not mine and _inside(statement, other):
            statement.reason = f"inside the content of {other.rule}"
            return
        if _same(statement, other) or _crosses(statement, other):
            statement.reason = f"overlaps {other.rule}"
            return
    taken.update(mine)


def _inside(statement: Statement, other: Statement) -> bool:
    cue = statement.cue
    return cue is not None and any(start <= cue[0] < end for start, end in other.contents)


def _same(a: Statement, b: Statement) -> bool:
    return a.contents == b.contents


def _crosses(a: Statement, b: Statement) -> bool:
    (start, end), (first, last) = _extent(a), _extent(b)
    return start < first < end < last or first < start < last < end


def _extent(statement: Statement) -> tuple[int, int]:
    return statement.contents[0][0], statement.contents[-1][1]
