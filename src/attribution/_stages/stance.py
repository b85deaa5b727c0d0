"""How each statement is put forward."""

from __future__ import annotations

from attribution._document import Document, Statement
from attribution.models import Stance
from attribution.rules import Cue

_CATEGORIES = ("verb", "noun", "preposition", "adjective")


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
    words = document.words_of(units)
    plain, rule = _of_cue(document, statement, units)
    value, other, with_it = _modified(document, statement, plain)
    statement.stance = value
    statement.because("stance", other or rule, with_it or words, value)


def _of_cue(document: Document, statement: Statement, units: tuple[int, int]) -> tuple[Stance, str]:
    given = document.grammar.construction_stances.get(statement.rule)
    if given is not None:
        return given, statement.rule
    cue = _cue(document, statement, units)
    if cue is None:
        return Stance.SAY, "cue"
    return cue.stances.get(statement.frame or "", cue.stance) or Stance.SAY, "cue"


def _cue(document: Document, statement: Statement, units: tuple[int, int]) -> Cue | None:
    grammar, lemma = document.grammar, statement.lemma
    words = [document.word(unit) for unit in range(*units)]
    for word in words:
        for category in _CATEGORIES:
            cue = grammar.cues.get((category, word))
            if cue is not None and cue.lemma == lemma:
                return cue
    parted = (cue for word in words for cue in grammar.parted.get(word, {}).values())
    return next((cue for cue in parted if cue.lemma == lemma), None)


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
    before = grammar.backwards("cue-before").match(document.tags, left, start)
    after = grammar.forwards("cue-after").match(document.tags, end)
    units = [*range(*before)] if before is not None else []
    if after is not None and after.end() > end:
        units += range(end, after.end())
    return units
