"""Eighth stage: quotations that go on after their cue."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from attribution._document import Document, Statement
from attribution._patterns import Groups
from attribution._quotation_marks import SINGLE, plain

_CONTENT = "content"


def continuations(document: Document, statements: list[Statement]) -> None:
    """Give the quotations that stand alone after a statement to that statement.

    A sentence of the same paragraph that is nothing but a quotation goes on with the statement
    before it, and so does a paragraph that is nothing but quotations.  Of several statements in
    the sentence before, the one that has a quotation goes on, else the last.
    """
    sentences: dict[int, Statement] = {}
    ends = [*document.sentence_ends, len(document.tags)]
    for statement in statements:
        end = ends[bisect_left(ends, _last(statement))]
        other = sentences.get(end)
        if other is None or _goes_on(document, statement, other):
            sentences[end] = statement
    find = document.grammar.continuation.find
    found = [(statement, find(document.tags, end)) for end, statement in sentences.items()]
    if any(groups is not None for _, groups in found):
        taken = {unit for statement in statements for unit in _quoted(document, statement)}
        for statement, groups in found:
            _extend(document, statement, groups, taken)
    if any(quotation.continues for quotation in document.quotations):
        _reopen(document, statements)


def _reopen(document: Document, statements: list[Statement]) -> None:
    """Give the parts of a quotation that runs over several paragraphs to one statement."""
    owner = {unit: statement for statement in statements for unit in _quoted(document, statement)}
    pairs = _reopened(document)
    for before, after in pairs:
        if before in owner and after not in owner:
            owner[after] = owner[before]
            owner[after].contents.append((after, after + 1))
    for before, after in reversed(pairs):
        if after in owner and before not in owner:
            owner[before] = owner[after]
            owner[before].contents.insert(0, (before, before + 1))
    statements.sort(key=lambda item: (item.contents[0], item.cue or (0, 0)))


def _reopened(document: Document) -> list[tuple[int, int]]:
    # Each unit that goes on with the quotation of the paragraph before, and that quotation.
    at = document.quotation_at
    return [
        (before, after)
        for before, after in pairwise(document.quoted(0, len(document.tags)))
        if (found := at.get(document.first[after])) and found.continues
    ]


def _quoted(document: Document, statement: Statement) -> list[int]:
    return [unit for start, end in statement.contents for unit in document.quoted(start, end)]


def _last(statement: Statement) -> int:
    last, cue, source = max(statement.contents)[1], statement.cue, statement.source
    if cue is not None and cue[1] > last:
        last = cue[1]
    if source is not None and source[1] > last and not statement.borrowed:
        last = source[1]
    return last


def _goes_on(document: Document, statement: Statement, other: Statement) -> bool:
    """Say whether a later statement of a sentence, not an earlier one, goes on after it."""
    if not _quoted(document, other):
        return True
    if not _quoted(document, statement):
        return False
    # “It is late,” she said after hinting that it “may sink.” “It will stay late.”
    apart = statement.contents[0][0] > other.contents[0][0]
    direct = document.is_quotation(statement.contents[-1])
    return direct or not apart or not document.is_quotation(other.contents[0])


def _extend(
    document: Document, statement: Statement, found: Groups | None, taken: set[int]
) -> None:
    while found is not None:
        content = next(units for name, units in found if name == _CONTENT)
        if content[0] in taken or _is_heading(document, statement, content[0]):
            return
        statement.contents.append(content)
        taken.add(content[0])
        found = document.grammar.continuation.find(document.tags, content[1])


def _is_heading(document: Document, statement: Statement, unit: int) -> bool:
    """Say whether single marks enclose a quotation that is to go on with one in double marks."""
    if not _is_single(document, unit):
        return False
    return any(not _is_single(document, quoted) for quoted in _quoted(document, statement))


def _is_single(document: Document, unit: int) -> bool:
    return plain(document.words[document.first[unit]]) in SINGLE
