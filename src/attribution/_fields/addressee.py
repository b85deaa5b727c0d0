"""Whom each statement was made to."""

from __future__ import annotations

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Statement
from attribution._rules.wanted import piece

ADDRESSEE = piece(
    "addressee",
    groups=("hearer",),
    doc="from the cue on, a hearer that the construction did not take",
    without='"told the council" has no addressee where the construction takes none',
)
DATE_PHRASE = piece(
    "date-phrase",
    doc="any time, which ends the name of a hearer",
    without='the hearer of "told the council on Monday" may keep the day',
    optional=True,
)

_PRONOUNS = frozenset({"object", "subject", "reflexive", "relative", "indefinite"})


def addressee(document: Document, statements: list[Statement]) -> list[Statement]:
    """Give each statement the hearer that its cue names, in the words of the text.

    A pronoun names nobody and is left out.

    >>> from attribution import parse
    >>> parse("Ada Moor told Radio Marran that it rained.")[0].addressee
    'Radio Marran'
    >>> parse("Ada Moor told him that it rained.")[0].addressee is None
    True
    """
    tags, begins = document.tags, document.grammar[ADDRESSEE.begins]
    for statement in statements:
        hearer, cue = statement.proposed.hearer, statement.cue
        if hearer is None and cue is not None and tags[cue[1] : cue[1] + 1] in begins:
            hearer = _after(document, statement, cue[1])
        if hearer is not None and not _pronoun(document, hearer):
            statement.listener = _undated(document, hearer)
            statement.addressee = document.words_of(statement.listener)
            statement.because("addressee", "hearer", statement.addressee)
    return statements


def _after(document: Document, statement: Statement, at: int) -> Units | None:
    limit = min([a for a, _ in statement.contents if a >= at], default=len(document.tags))
    match = document.grammar[ADDRESSEE].match(document.tags, at, limit)
    return match.span("hearer") if match is not None else None


def _undated(document: Document, hearer: Units) -> Units:
    # "told Moor last week": what is tagged as a noun may begin an expression of time.
    start, end = hearer
    match = document.grammar[DATE_PHRASE].search(document.tags, start + 1, end + 3)
    if match is not None and start < match.start() < end < match.end():
        return start, match.start()
    return hearer


def _pronoun(document: Document, hearer: Units) -> bool:
    tags = document.grammar.alphabet.tags(document.tags[hearer[0]])
    return hearer[1] - hearer[0] == 1 and bool(tags & _PRONOUNS)
