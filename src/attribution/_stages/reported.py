"""Between the stages: what a language lets a speaker go on saying without a cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import attrs

from attribution._document import Document, Statement

RULE = "reported-speech"
"""Name of the statements that only the mood of their verb shows to be somebody's words."""
PART = "quoted-part"
"""Name of the quotations inside an indirect statement."""


def reported(document: Document, statements: list[Statement]) -> list[Statement]:
    """Add the sentences in the mood of reported speech, and the quotations inside statements.

    A sentence that the piece `free-indirect` matches goes on with what the speaker before it
    said, if no other sentence stands between them.  Where the setting `quoted_parts` is on, a
    quotation inside an indirect statement is a statement of its own as well.  A rule set without
    either leaves the statements as they are.
    """
    found = list(statements)
    if "free-indirect" in document.grammar.rules.pieces:
        found += _runs(document, statements)
    if document.grammar.rules.settings.get("quoted_parts"):
        found += [part for statement in list(found) for part in _parts(document, statement)]
    return sorted(found, key=lambda item: (item.contents[0], item.cue or (0, 0)))


def _runs(document: Document, statements: list[Statement]) -> Iterator[Statement]:
    grammar, tags = document.grammar, document.tags
    pattern = grammar.forwards("free-indirect")
    ends = [match.start() for match in grammar.sentence_ends.finditer(tags)]
    said = _said(statements, [*ends, len(tags)])
    breaks = grammar.chars_of("break")
    before, run, start = None, None, 0
    for end in [*ends, len(tags)]:
        if end in said:
            before, run = said[end], None
        elif start < end and before is not None:
            if pattern.match(tags, start, end) is None:
                before, run = None, None
            elif run is None:
                run = _goes_on(before, start, end)
                yield run
            else:
                run.contents[-1] = (run.contents[-1][0], end)
        if end < len(tags) and tags[end] in breaks:
            run = None
        start = end + 1


def _said(statements: list[Statement], ends: list[int]) -> dict[int, Statement]:
    """Give for the end of each sentence the last statement in it."""
    said: dict[int, Statement] = {}
    for statement in statements:
        spans = [*statement.contents, *([statement.cue] if statement.cue else [])]
        for _, end in spans:
            said[ends[bisect_left(ends, end)]] = statement
    return said


def _goes_on(before: Statement, start: int, end: int) -> Statement:
    return Statement(
        RULE,
        [(start, end)],
        source=before.source,
        frame=before.frame or RULE,
        confidence=before.confidence,
        borrowed=True,
    )


def _parts(document: Document, statement: Statement) -> Iterator[Statement]:
    quoted = document.grammar.quotation_chars
    for start, end in statement.contents:
        if end - start == 1:
            continue
        for unit in range(start, end):
            if document.tags[unit] in quoted:
                if not _is_name(document, unit):
                    yield attrs.evolve(
                        statement, rule=PART, contents=[(unit, unit + 1)], evidence={}
                    )


def _is_name(document: Document, unit: int) -> bool:
    """Say whether a quotation has no word with a small letter, as a name or a title has none."""
    words = document.words[document.first[unit] : document.last[unit] + 1]
    return not any(word[0].islower() for word in words)
