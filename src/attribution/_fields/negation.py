"""Whether the cue of a statement is negated."""

from __future__ import annotations

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Statement
from attribution._rules.wanted import piece

NEGATED_CUE = piece(
    "negated-cue",
    doc="from right to left, a negation before the cue",
    without='"did not say" is no longer negated',
)
NEGATED_SOURCE = piece(
    "negated-source",
    doc="from right to left, a negation before the source",
    without='"Nor did Moor say" is no longer negated',
    optional=True,
)
NEGATING = piece(
    "negating",
    doc="a negation with which a source begins",
    without='"No official said" is an assertion, by a "No official"',
    optional=True,
)


def negation(document: Document, statements: list[Statement]) -> list[Statement]:
    """Mark the statements whose cue is negated: "did not say", "never claimed".

    >>> from attribution import parse
    >>> [quote] = parse("Ada Moor did not say when the ferry would sail.")
    >>> quote.negated
    True
    >>> [quote] = parse("No official said that the ferry would sail.")
    >>> quote.negated, quote.speaker
    (True, 'official')
    """
    for statement in statements:
        units = _negation(document, statement)
        if units is not None:
            statement.negated = True
            statement.because("negated", "negation", document.words_of(units))
    return statements


def _negation(document: Document, statement: Statement) -> Units | None:
    if statement.cue is None:
        return None
    tape, grammar = document.tape, document.grammar
    before_cue = grammar[NEGATED_CUE.leftwards]
    cue, source = statement.cue[0], statement.source
    if source is None:
        return before_cue.match(tape, 0, cue)
    if source[1] > cue:
        return before_cue.match(tape, 0, cue) or _within(document, source)
    units = before_cue.match(tape, source[1], cue) if source[1] < cue else None
    if units is None and not statement.borrowed:
        units = grammar[NEGATED_SOURCE.leftwards].match(tape, 0, source[0])
    return units or _within(document, source)


def _within(document: Document, source: Units) -> Units | None:
    """Find the negation that a source begins with: no official."""
    if NEGATING not in document.grammar:
        return None
    match = document.grammar[NEGATING].match(document.tags, *source)
    return match.span() if match is not None else None
