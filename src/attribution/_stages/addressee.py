"""Whom each statement was made to."""

from __future__ import annotations

from attribution._document import Document, Statement

_PRONOUNS = frozenset({"object", "subject", "reflexive", "relative", "indefinite"})


def addressee(document: Document, statements: list[Statement]) -> None:
    """Give each statement the hearer that its cue names, in the words of the text.

    A pronoun names nobody and is left out.

    >>> from attribution import parse
    >>> parse("Ada Moor told Radio Marran that it rained.")[0].addressee
    'Radio Marran'
    >>> parse("Ada Moor told him that it rained.")[0].addressee is None
    True
    """
    tags, begins = document.tags, document.grammar.begins("addressee")
    for statement in statements:
        hearer, cue = statement.hearer, statement.cue
        if hearer is None and cue is not None and tags[cue[1] : cue[1] + 1] in begins:
            hearer = _after(document, statement, cue[1])
        if hearer is not None and not _pronoun(document, hearer):
            statement.addressee = document.words_of(_undated(document, hearer))
            statement.because("addressee", "hearer", statement.addressee)


def _after(document: Document, statement: Statement, at: int) -> tuple[int, int] | None:
    limit = min([a for a, _ in statement.contents if a >= at], default=len(document.tags))
    match = document.grammar.forwards("addressee").match(document.tags, at, limit)
    return match.span("hearer") if match is not None else None


def _undated(document: Document, hearer: tuple[int, int]) -> tuple[int, int]:
    # "told Moor last week": what is tagged as a noun may begin an expression of time.
    start, end = hearer
    match = document.grammar.forwards("date-phrase").search(document.tags, start + 1, end + 3)
    if match is not None and start < match.start() < end < match.end():
        return start, match.start()
    return hearer


def _pronoun(document: Document, hearer: tuple[int, int]) -> bool:
    tags = document.grammar.tags(document.tags[hearer[0]])
    return hearer[1] - hearer[0] == 1 and bool(tags & _PRONOUNS)
