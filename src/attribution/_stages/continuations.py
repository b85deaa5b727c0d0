"""Eighth stage: quotations that go on after their cue."""

from __future__ import annotations

import itertools

from attribution._document import Document, Statement


def continuations(document: Document, statements: list[Statement]) -> None:
    """Give the quotations that stand alone after a statement to that statement.

    A sentence of the same paragraph that is nothing but a quotation goes on with the statement
    before it, and so does a paragraph that is nothing but quotations.
    """
    quoted = document.grammar.quotation_chars
    taken = {
        unit
        for statement in statements
        for start, end in statement.contents
        for unit in range(start, end)
        if document.tags[unit] in quoted
    }
    for statement, following in itertools.zip_longest(statements, statements[1:]):
        limit = following.contents[0][0] if following else len(document.tags)
        if following and following.cue:
            limit = min(limit, following.cue[0], (following.source or following.cue)[0])
        _extend(document, statement, limit, taken)


def _extend(document: Document, statement: Statement, limit: int, taken: set[int]) -> None:
    grammar, tags = document.grammar, document.tags
    spans = [*statement.contents, statement.cue or (0, 0)]
    if not statement.borrowed and statement.source:
        spans.append(statement.source)
    at = max(end for _, end in spans)
    ended = grammar.sentence_ends.search(tags, at)
    while ended is not None:
        match = grammar.continuation.match(tags, ended.start())
        if match is None:
            return
        unit = match.start("content")
        if unit in taken or unit >= limit:
            return
        statement.contents.append(match.span("content"))
        taken.add(unit)
        ended = grammar.sentence_ends.search(tags, match.end("content"))
        if ended is not None and ended.start() != match.end("content"):
            return
