"""Quotations that a sentence about their speaker introduces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from attribution._article.document import STOP, Document
from attribution._article.entities import Units
from attribution._article.statement import Candidate, Statement, in_text_order
from attribution._rules.known import INTRODUCED
from attribution._rules.wanted import piece, single

INTRODUCTION = piece(
    "introduction",
    groups=("source", "content"),
    doc="from the start of a sentence about somebody, without a cue, up to the quotation that "
    "stands alone behind it",
    without="such a quotation is nobody's",
    optional=True,
)
ENDED, NAME = single("ended"), single("name")


def introduced(document: Document, statements: list[Statement]) -> list[Statement]:
    """Give quotations that stand alone to the subject of the sentence before, by `introduction`.

    The sentence is about that person alone: nothing in it is anybody's statement, save a question
    that nobody is told to have asked.  A single name that opens a sentence is a person only if the
    text has it elsewhere too.
    """
    if INTRODUCTION not in document.grammar or not document.quotations:
        return statements
    claimed = sorted(
        {
            unit
            for item in statements
            if item.source is not None or document.quoted_in(item.contents)
            for start, end in (*item.contents, item.cue or item.contents[0])
            for unit in (start, end)
        }
    )
    found = [
        statement
        for start, unit in _sentences(document)
        if bisect_left(claimed, start) == bisect_right(claimed, unit)
        for statement in _introduced(document, start)
    ]
    return in_text_order([*statements, *found]) if found else statements


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    """Give each quotation that opens a sentence, and where the sentence before it starts."""
    ends, tags, grammar = document.sentence_ends, document.tags, document.grammar
    for unit in document.quoted(1, len(tags)):
        if tags[unit] not in grammar[ENDED]:
            continue
        at = bisect_left(ends, unit)
        if at == 0 or ends[at - 1] != unit - 1:
            continue
        before = at - 2
        if before >= 0 and ends[before] == unit - 2 and tags[unit - 2] in grammar[STOP]:
            # The end of a paragraph behind the end of a sentence.
            before -= 1
        yield (ends[before] + 1 if before >= 0 else 0), unit


def _introduced(document: Document, start: int) -> Iterator[Statement]:
    match = document.grammar[INTRODUCTION].match(document.tags, start)
    if match is not None and _is_known(document, match.span("source")):
        yield Statement.of(
            Candidate(
                INTRODUCED,
                (match.span("content"),),
                match.span("source"),
                precision=document.precision(INTRODUCED, None),
                verbatim=True,
            )
        )


def _is_known(document: Document, source: Units) -> bool:
    start, end = source
    if end - start > 1 or document.tags[start] not in document.grammar[NAME]:
        return True
    return document.count(document.words[document.last[start]]) > 1
