"""Whether the cue of a statement is negated."""

from __future__ import annotations

from attribution._article.document import Document
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


def negation(document: Document, statements: list[Statement]) -> list[Statement]:
    """Mark the statements whose cue is negated: "did not say", "never claimed".

    >>> from attribution import parse
    >>> [quote] = parse("Ada Moor did not say when the ferry would sail.")
    >>> quote.negated
    True
    """
    tape, grammar = document.tape, document.grammar
    before_cue = grammar[NEGATED_CUE.leftwards]
    before_source = grammar[NEGATED_SOURCE.leftwards]
    for statement in statements:
        if statement.cue is None:
            continue
        cue, source = statement.cue[0], statement.source
        if source is None or source[1] > cue:
            units = before_cue.match(tape, 0, cue)
        else:
            units = before_cue.match(tape, source[1], cue) if source[1] < cue else None
            if units is None and not statement.borrowed:
                units = before_source.match(tape, 0, source[0])
        if units is not None:
            statement.negated = True
            statement.because("negated", "negation", document.words_of(units))
    return statements
