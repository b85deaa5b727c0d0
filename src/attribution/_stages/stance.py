"""How each statement is put forward."""

from __future__ import annotations

from attribution._document import Document, Statement
from attribution.models import Stance


def stance(document: Document, statements: list[Statement]) -> None:
    """Give each statement with a cue its stance: of the cue, and of what goes with the cue.

    The stance is that of the cue even where the words of the statement have one of their own.
    Adverbs and hedges change a neutral cue ("reportedly said"), a refusal changes any
    ("refused to confirm").  It stays empty only where there is no cue.

    >>> from attribution import parse
    >>> for text in ("Ada Moor said it rained.", "Ada Moor reportedly said it rained."):
    ...     print(parse(text)[0].stance)
    say
    claim
    """
    for statement in statements:
        if statement.cue is not None:
            _stance(document, statement, statement.cue)


def _stance(document: Document, statement: Statement, units: tuple[int, int]) -> None:
    given = document.grammar.construction_stances.get(statement.rule)
    plain = given or statement.stance or Stance.SAY
    value, other, with_it = _modified(document, statement, plain)
    statement.stance = value
    rule = other or ("cue" if given is None else statement.rule)
    statement.because("stance", rule, with_it or document.words_of(units), value)


def _modified(document: Document, statement: Statement, plain: Stance) -> tuple[Stance, str, str]:
    """Give the stance that what goes with the cue leaves, and what changed it."""
    modifiers = document.grammar.modifiers
    for unit in _around(document, statement):
        word = document.word(unit)
        value = modifiers.get(word)
        if value is not None and (plain is Stance.SAY or value is Stance.DECLINE):
            return value, "modifier", word
    if statement.negated:
        value = document.grammar.negated_stances.get(plain, plain)
        return value, "negated cue" if value is not plain else "", ""
    return plain, "", ""


def _around(document: Document, statement: Statement) -> list[int]:
    grammar, (start, end) = document.grammar, statement.cue or (0, 0)
    source = statement.source
    left = source[1] if source is not None and source[1] <= start else 0
    before = grammar.backwards("cue-before").match(document.tape, left, start)
    units = [*range(*before)] if before is not None else []
    if document.tags[end : end + 1] in grammar.begins("cue-after"):
        after = grammar.forwards("cue-after").match(document.tags, end)
        units += range(end, after.end()) if after is not None else ()
    return units
