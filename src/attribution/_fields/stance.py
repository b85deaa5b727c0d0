"""How each statement is put forward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Statement
from attribution._language.grammar import Derived, Grammar
from attribution._rules.shapes import STANCE, keyed, table_of
from attribution._rules.wanted import piece, setting
from attribution.models import Stance

CUE_BEFORE = piece(
    "cue-before",
    doc="what belongs to the cue on its left: auxiliaries, adverbs, negation",
    without='"may say" is said',
)
CUE_AFTER = piece(
    "cue-after",
    doc="the same on its right",
    without='"said not" and "said reportedly" are said',
    optional=True,
)
MODIFIERS = setting(
    "modifiers",
    table_of(STANCE),
    doc='a word beside a cue -> the stance that it gives: "allegedly"',
    without="such a word changes nothing",
)
NEGATED = setting(
    "negated",
    keyed(STANCE, STANCE),
    doc="the stance of a cue -> its stance when it is negated",
    without='"did not confirm" confirms',
)


@Derived
def modifiers(grammar: Grammar) -> Mapping[str, Stance]:
    """Word that goes with a cue -> the stance it gives."""
    adverbs = {
        word: cue.stance
        for (category, word), cue in grammar.lexicon.cues.items()
        if category == "adverb" and cue.stance is not None
    }
    return {**adverbs, **grammar[MODIFIERS]}


@Derived
def own_stances(grammar: Grammar) -> Mapping[str, Stance]:
    """Name of a construction -> its own stance, where it has one."""
    return {rule.name: rule.stance for rule in grammar.rules.constructions if rule.stance}


def stance(document: Document, statements: list[Statement]) -> list[Statement]:
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
    around = _Around(document)
    for statement in statements:
        if statement.cue is not None:
            _stance(around, statement, statement.cue)
    return statements


def _stance(around: _Around, statement: Statement, cue: Units) -> None:
    document = around.document
    given = document.grammar[own_stances].get(statement.rule)
    plain = given or statement.proposed.cue_stance or Stance.SAY
    value, other, with_it = _modified(around, statement, cue, plain)
    statement.stance = value
    rule = other or ("cue" if given is None else statement.rule)
    statement.because("stance", rule, with_it or document.words_of(cue), value)


def _modified(
    around: _Around, statement: Statement, cue: Units, plain: Stance
) -> tuple[Stance, str, str]:
    """Give the stance that what goes with the cue leaves, and what changed it."""
    document = around.document
    for unit in around.units(cue, statement.source):
        word = document.word(unit)
        value = document.grammar[modifiers].get(word)
        if value is not None and (plain is Stance.SAY or value is Stance.DECLINE):
            return value, "modifier", word
    if statement.negated:
        value = document.grammar[NEGATED].get(plain, plain)
        return value, "negated cue" if value is not plain else "", ""
    return plain, "", ""


class _Around:
    """Gives what goes with the cues of a text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        grammar = document.grammar
        self._tape = document.tape
        self._before = grammar[CUE_BEFORE.leftwards]
        self._after = grammar[CUE_AFTER]
        self._begins = grammar[CUE_AFTER.begins]

    def units(self, cue: Units, source: Units | None) -> Sequence[int]:
        """Give the units that go with a cue, those before it first."""
        tags, (start, end) = self._tape.tags, cue
        left = source[1] if source is not None and source[1] <= start else 0
        before = self._before.match(self._tape, left, start) if left < start else None
        if tags[end : end + 1] not in self._begins:
            return range(*before) if before is not None else ()
        after = self._after.match(tags, end)
        return [
            *range(*(before or (0, 0))),
            *range(end, after.end() if after is not None else end),
        ]
