"""Quotations that go on after their cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attribution._article.document import BREAK, Document
from attribution._article.entities import Units
from attribution._article.statement import Statement, in_text_order
from attribution._notation.patterns import Groups
from attribution._reading.quotation_marks import SINGLE
from attribution._rules.wanted import piece
from attribution.models import Stance

CONTINUATION = piece(
    "continuation",
    groups=("content",),
    doc="a quotation that stands alone after a statement, and goes on with it",
    without="such a quotation is nobody's",
)

_CONTENT = "content"
_OBJECTS = "np"
"""The frame of what takes an object: the words behind it are none."""
_FEELINGS = frozenset({Stance.SUPPORT, Stance.CRITICIZE, Stance.ADMIT})
_OVER_PARAGRAPHS = "the quotation goes on over paragraphs with {}"


def continuations(document: Document, statements: list[Statement]) -> list[Statement]:
    """Give the quotations that stand alone after a statement to that statement.

    A sentence of the same paragraph that is nothing but a quotation goes on with the statement
    before it, and so does a paragraph that is nothing but quotations.  Of several statements in
    the sentence before, the one that has a quotation goes on, else the last.  Whole paragraphs
    behind words that were not quoted are a statement of their own, and so is what stands behind an
    object: "praised her crew. “You saved us.”"
    """
    sentences: dict[int, Statement] = {}
    ends = [*document.sentence_ends, len(document.tags)]
    for statement in statements:
        end = ends[bisect_left(ends, _last(statement))]
        other = sentences.get(end)
        if other is None or _goes_on(document, statement, other):
            sentences[end] = statement
    find = document.grammar[CONTINUATION.rightwards].find
    found = [(statement, find(document.tags, end)) for end, statement in sentences.items()]
    if any(groups is not None for _, groups in found):
        taken = {
            unit for statement in statements for unit in document.quoted_in(statement.contents)
        }
        apart = [
            other
            for statement, groups in found
            for other in _extend(document, statement, groups, taken)
        ]
        if apart:
            statements = in_text_order([*statements, *apart])
    if any(quotation.continues for quotation in document.quotations):
        _reopen(document, statements)
        statements = in_text_order(statements)
    return [statement for statement in statements if not statement.dropped]


def _reopen(document: Document, statements: list[Statement]) -> None:
    """Give the parts of a quotation that runs over several paragraphs to one statement."""
    owner = {
        unit: statement
        for statement in statements
        for unit in document.quoted_in(statement.contents)
    }
    pairs = _reopened(document)
    for before, after in pairs:
        if before in owner and after not in owner:
            owner[after] = owner[before]
            owner[after].contents.append((after, after + 1))
            owner[after].note(_OVER_PARAGRAPHS, (after, after + 1))
    for before, after in reversed(pairs):
        if after in owner and before not in owner:
            owner[before] = owner[after]
            owner[before].contents.insert(0, (before, before + 1))
            owner[before].note(_OVER_PARAGRAPHS, (before, before + 1))


def _reopened(document: Document) -> list[tuple[int, int]]:
    # Each unit that goes on with the quotation of the paragraph before, and that quotation.
    at = document.quotation_at
    return [
        (before, after)
        for before, after in pairwise(document.quoted(0, len(document.tags)))
        if (found := at.get(document.first[after])) and found.continues
    ]


def _last(statement: Statement) -> int:
    last, cue, source = max(statement.contents)[1], statement.cue, statement.source
    if cue is not None and cue[1] > last:
        last = cue[1]
    if source is not None and source[1] > last and not statement.borrowed:
        last = source[1]
    return last


def _goes_on(document: Document, statement: Statement, other: Statement) -> bool:
    """Say whether a later statement of a sentence, not an earlier one, goes on after it."""
    if not document.quoted_in(other.contents):
        return True
    if not document.quoted_in(statement.contents):
        return False
    # “It is late,” she said after hinting that it “may sink.” “It will stay late.”
    apart = statement.contents[0][0] > other.contents[0][0]
    direct = document.is_quotation(statement.contents[-1])
    return direct or not apart or not document.is_quotation(other.contents[0])


def _extend(
    document: Document, statement: Statement, found: Groups | None, taken: set[int]
) -> Iterator[Statement]:
    if found is None:
        return
    owner = statement
    # Kept as the statement grows: to look at all of it again would take ever longer.
    doubled = _are_double(document, document.quoted_in(statement.contents))
    while found is not None:
        content = next(units for name, units in found if name == _CONTENT)
        if content[0] in taken or _is_heading(document, content[0], doubled):
            break
        taken.add(content[0])
        if owner is statement and not doubled and _stands_apart(document, statement, content):
            owner = statement.part([])
        if owner is statement:
            doubled |= _are_double(document, document.quoted(*content))
        owner.contents.append(content)
        owner.note("goes on after its sentence with {}", content)
        found = document.grammar[CONTINUATION.rightwards].find(document.tags, content[1])
    if owner is not statement:
        yield owner
        if _is_told_by(statement):
            statement.drop("is told by the quotation behind it")


def _is_heading(document: Document, unit: int, doubled: set[bool]) -> bool:
    """Whether a quotation is a heading: in single marks below double ones, or all in capitals."""
    if not _is_single(document, unit):
        return False
    text = document.words_of((unit, unit + 1))
    alone = document.tags[unit - 1] in document.grammar[BREAK]
    return True in doubled or (alone and text.isupper() and text[-2].isalnum())


def _stands_apart(document: Document, statement: Statement, content: Units) -> bool:
    """Say whether a quotation behind a statement without one is a statement of its own."""
    if not document.is_quotation(content):
        return False
    frame = statement.proposed.frame
    return frame == _OBJECTS or document.tags[content[0] - 1] in document.grammar[BREAK]


def _is_told_by(statement: Statement) -> bool:
    # She praised her crew. “You saved us.”  Whom she praised is no content beside the words.
    return statement.proposed.frame == _OBJECTS and statement.proposed.cue_stance in _FEELINGS


def _are_double(document: Document, quoted: Iterable[int]) -> set[bool]:
    """Tell of quotations whether their marks are double, each answer once."""
    return {not _is_single(document, unit) for unit in quoted}


def _is_single(document: Document, unit: int) -> bool:
    return document.words[document.first[unit]] in SINGLE
