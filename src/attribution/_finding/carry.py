"""Cues without a subject of their own take the subject of their sentence."""

from __future__ import annotations

from bisect import bisect_right

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Statement
from attribution._rules.wanted import piece

SUBJECT_VERB = piece(
    "subject-verb",
    groups=("source",),
    doc="a sentence from its start up to subject and verb: who speaks where a cue has no subject",
    without='nobody says the second half of "Moor denied the claims and promised to resign"',
)
FRESH_SUBJECT = piece(
    "fresh-subject",
    groups=("source",),
    doc="a later clause of a sentence from its start up to its subject and verb: who speaks in it "
    "where a cue has no subject",
    without="a cue without a subject is given to that of the whole sentence, in any clause",
    optional=True,
)
SUBORDINATE = piece(
    "subordinate",
    doc="from right to left, a source inside a subordinate clause",
    without="what a subordinate clause begins goes on to the end of the sentence",
    optional=True,
)
LIMIT = piece(
    "limit",
    doc="a content up to the end of its subordinate clause",
    without="what a subordinate clause begins goes on to the end of the sentence",
    optional=True,
)

_FAR = 160
"""How many units before a cue its subject stands at most, in any real sentence."""


def carry(document: Document, statements: list[Statement]) -> list[Statement]:
    """Give each statement without a source the source that its sentence has, if it has one.

    "She denied the claims, adding that ..." and "denied the claims and said ..." take the source
    of the cue before; where no cue stands before, the subject of the sentence is the source.
    """
    before: Statement | None = None
    for statement in statements:
        if statement.cue is None:
            continue
        if statement.source is None and not statement.proposed.sourceless:
            _take(document, statement, statement.cue, before)
        if statement.source is not None:
            _limit(document, statement, statement.source)
            if before is None or not _stands_inside(before, statement.cue):
                before = statement
    return statements


def _stands_inside(before: Statement, cue: Units) -> bool:
    # What is said inside another statement's content is not the reporter's own next clause.
    return any(start <= cue[0] < end for start, end in before.contents)


def _take(document: Document, statement: Statement, cue: Units, before: Statement | None) -> None:
    bounds = document.sentence_ends
    at = bisect_right(bounds, cue[0])
    start = bounds[at - 1] + 1 if at else 0
    if before is not None and before.cue is not None and start <= before.cue[0] < cue[0]:
        ends = [span[1] for span in (before.cue, *before.contents) if span[1] <= cue[0]]
        fresh = _fresh(document, max(ends), cue[0])
        if fresh is not None:
            _lend(statement, fresh, "source {} from the clause before")
        elif before.source is not None:
            _lend(statement, before.source, "source {} from the cue {} before it", before.cue)
        return
    match = document.grammar[SUBJECT_VERB].match(document.tags, start, cue[0])
    fresh = _fresh(document, match.end() if match is not None else start, cue[0])
    if fresh is not None:
        _lend(statement, fresh, "source {} from the clause before")
    elif match is not None:
        _lend(statement, match.span("source"), "source {} from the subject of the sentence")


def _lend(statement: Statement, source: Units, what: str, *where: Units) -> None:
    # according to Moor, who denied it and said it rained: no source holds what it says
    parts = [*statement.contents, *filter(None, [statement.cue])]
    end = min([source[1], *(start for start, end in parts if end > source[0])])
    if end <= source[0]:
        return
    source = source[0], end
    statement.source, statement.borrowed = source, True
    statement.note(what, source, *where)


def _fresh(document: Document, start: int, end: int) -> Units | None:
    """Give the subject of the last clause between two units that has one of its own."""
    pattern, found = document.grammar[FRESH_SUBJECT], None
    start = max(start, end - _FAR)
    while (match := pattern.search(document.tags, start, end)) is not None:
        found, start = match.span("source"), match.end()
    return found


def _limit(document: Document, statement: Statement, source: Units) -> None:
    """End the content of a statement in a subordinate clause with that clause."""
    start, end = statement.contents[-1]
    if start < source[1]:
        return
    tags, tape, before = document.tags, document.tape, document.grammar[SUBORDINATE.leftwards]
    if before.match(tape, 0, source[0]) is None and before.match(tape, 0, source[1]) is None:
        return
    statement.subordinate = True
    match = document.grammar[LIMIT].match(tags, start, end)
    if match is not None and match.end() - 1 > start:
        statement.contents[-1] = (start, match.end() - 1)
        statement.note(
            "ends with its clause, before {}", (match.end() - 1, min(match.end() + 1, len(tags)))
        )
