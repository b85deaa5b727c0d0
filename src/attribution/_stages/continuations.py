"""Eighth stage: quotations that go on after their cue."""

from __future__ import annotations

from attribution._document import Document, Statement


def continuations(document: Document, statements: list[Statement]) -> None:
    """Give the quotations that stand alone after a statement to that statement.

    A sentence of the same paragraph that is nothing but a quotation goes on with the statement
    before it, and so does a paragraph that is nothing but quotations.  Of several statements in
    the sentence before, the one that has a quotation goes on, else the last.
    """
    taken = {unit for statement in statements for unit in _quoted(document, statement)}
    sentences: dict[int, Statement] = {}
    for statement in statements:
        end = _sentence_end(document, statement)
        other = sentences.get(end)
        if other is None or _goes_on(document, statement, other):
            sentences[end] = statement
    for end, statement in sentences.items():
        _extend(document, statement, end, taken)


def _quoted(document: Document, statement: Statement) -> list[int]:
    quoted = document.grammar.quotation_chars
    tags = document.tags
    return [
        unit for start, end in statement.contents for unit in range(start, end) if tags[unit] in quoted
    ]


def _sentence_end(document: Document, statement: Statement) -> int:
    spans = [*statement.contents, statement.cue or (0, 0)]
    if statement.source and not statement.borrowed:
        spans.append(statement.source)
    match = document.grammar.sentence_ends.search(document.tags, max(end for _, end in spans))
    return match.start() if match else len(document.tags)


def _goes_on(document: Document, statement: Statement, other: Statement) -> bool:
    return bool(_quoted(document, statement)) or not _quoted(document, other)


def _extend(document: Document, statement: Statement, end: int, taken: set[int]) -> None:
    pattern = document.grammar.continuation
    match = pattern.match(document.tags, end)
    while match is not None and match.start("content") not in taken:
        statement.contents.append(match.span("content"))
        taken.add(match.start("content"))
        match = pattern.match(document.tags, match.end("content"))
