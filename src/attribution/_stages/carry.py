"""Sixth stage: cues without a subject of their own take the subject of their sentence."""

from __future__ import annotations

from bisect import bisect_right

from attribution._document import Document, Statement
from attribution._entities import Units

_FAR = 160
"""How many units before a cue its subject stands at most, in any real sentence."""


def carry(document: Document, statements: list[Statement]) -> None:
    """Give each statement without a source the source that its sentence has, if it has one.

    "She denied the claims, adding that ..." and "denied the claims and said ..." take the source
    of the cue before; where no cue stands before, the subject of the sentence is the source.
    """
    before: Statement | None = None
    for statement in statements:
        if statement.cue is None:
            continue
        if statement.source is None and not statement.sourceless:
            _take(document, statement, statement.cue, before)
        if statement.source is not None:
            _limit(document, statement, statement.source)
            if before is None or not _stands_inside(before, statement.cue):
                before = statement


def _stands_inside(before: Statement, cue: Units) -> bool:
    # What is said inside another statement's content is not the reporter's own next clause.
    return any(start <= cue[0] < end for start, end in before.contents)


def _take(document: Document, statement: Statement, cue: Units, before: Statement | None) -> None:
    bounds = document.sentence_ends
    at = bisect_right(bounds, cue[0])
    start = bounds[at - 1] + 1 if at else 0
    if before is not None and before.cue is not None and start <= before.cue[0] < cue[0]:
        ends = [span[1] for span in (before.cue, *before.contents) if span[1] <= cue[0]]
        statement.source = _fresh(document, max(ends), cue[0]) or before.source
        statement.borrowed = True
        return
    match = document.grammar.subject.match(document.tags, start, cue[0])
    source = match.span("source") if match is not None else None
    source = _fresh(document, match.end() if match is not None else start, cue[0]) or source
    if source is not None:
        statement.source, statement.borrowed = source, True


def _fresh(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Give the subject of the last clause between two units that has one of its own."""
    pattern, found = document.grammar.fresh_subject, None
    start = max(start, end - _FAR)
    while pattern and (match := pattern.search(document.tags, start, end)) is not None:
        found, start = match.span("source"), match.end()
    return found


def _limit(document: Document, statement: Statement, source: Units) -> None:
    """End the content of a statement in a subordinate clause with that clause."""
    start, end = statement.contents[-1]
    if start < source[1]:
        return
    tags, tape, before = document.tags, document.tape, document.grammar.subordinate
    if before.match(tape, 0, source[0]) is None and before.match(tape, 0, source[1]) is None:
        return
    match = document.grammar.limit.match(tags, start, end)
    if match is not None and match.end() - 1 > start:
        statement.contents[-1] = (start, match.end() - 1)
