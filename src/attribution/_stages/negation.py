"""Whether the cue of a statement is negated."""

from __future__ import annotations

from attribution._document import Document, Statement


def negation(document: Document, statements: list[Statement]) -> None:
    """Mark the statements whose cue is negated: "did not say", "never claimed".

    >>> from attribution import parse
    >>> [quote] = parse("Ada Moor did not say when the ferry would sail.")
    >>> quote.negated
    True
    """
    for statement in statements:
        if statement.cue is None:
            continue
        why = _negated(document, statement, statement.cue[0])
        if why is not None:
            statement.negated = True
            statement.because("negated", "negation", why)


def _negated(document: Document, statement: Statement, cue: int) -> str | None:
    source = statement.source
    before = source is not None and source[1] <= cue
    words = _match(document, "negated-cue", source[1] if source and before else 0, cue)
    if words is None and source is not None and before and not statement.borrowed:
        words = _match(document, "negated-source", 0, source[0])
    return words


def _match(document: Document, piece: str, start: int, end: int) -> str | None:
    units = document.grammar.backwards(piece).match(document.tape, start, end)
    return None if units is None else document.words_of(units)
