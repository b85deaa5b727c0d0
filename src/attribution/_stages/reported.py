"""Between the stages: what a language lets a speaker go on saying without a cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import attrs

from attribution._document import Document, Statement

RULE = "reported-speech"
"""Name of the statements that only the mood of their verb shows to be somebody's words."""
Units = tuple[int, int]
_GUESS = 0.5
"""Confidence in the subject of a sentence that reports no statement."""
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
        found = [piece for statement in found for piece in _pieces(document, statement)]
        found += [part for statement in found for part in _parts(document, statement)]
        found += _beside(document, found)
    return sorted(found, key=lambda item: (item.contents[0], item.cue or (0, 0)))


def _runs(document: Document, statements: list[Statement]) -> Iterator[Statement]:
    grammar, tags = document.grammar, document.tags
    pattern, sure = grammar.forwards("free-indirect"), grammar.forwards("free-indirect-sure")
    ends = [match.start() for match in grammar.sentence_ends.finditer(tags)]
    said = _said(statements, [*ends, len(tags)])
    breaks = grammar.chars_of("break")
    before, run, start, last, earlier = None, None, 0, 0, None
    for end in [*ends, len(tags)]:
        if end in said:
            before, run = said[end], None
            earlier = before.source or earlier
        elif start < end:
            if (pattern if before is not None else sure).match(tags, start, end) is None:
                before, run = None, None
            elif run is not None:
                run.contents[-1] = (run.contents[-1][0], end)
            else:
                source = before.source if before is not None else None
                source = source or _subject(document, last, start) or earlier
                if source is not None:
                    run = _goes_on(before, source, start, end)
                    yield run
        if start < end:
            last = start
        if end < len(tags) and tags[end] in breaks:
            run, earlier = None, None
        start = end + 1


def _subject(document: Document, start: int, end: int) -> Units | None:
    """Give the subject of the sentence before, where that reports no statement."""
    match = document.grammar.subject.match(document.tags, start, end)
    if match is None:
        return None
    found = match.span("source")
    able = document.grammar.chars_of("able-to-speak")
    return found if any(document.tags[unit] in able for unit in range(*found)) else None


def _said(statements: list[Statement], ends: list[int]) -> dict[int, Statement]:
    """Give for the end of each sentence the last statement in it."""
    said: dict[int, Statement] = {}
    for statement in statements:
        spans = [*statement.contents, *([statement.cue] if statement.cue else [])]
        for _, end in spans:
            said[ends[bisect_left(ends, end)]] = statement
    return said


def _goes_on(before: Statement | None, source: Units, start: int, end: int) -> Statement:
    return Statement(
        RULE,
        [(start, end)],
        source=source,
        frame=RULE,
        confidence=before.confidence if before is not None else _GUESS,
        borrowed=True,
    )


def _pieces(document: Document, statement: Statement) -> list[Statement]:
    """Part a statement in several spans into each of its quotations and all the rest."""
    quoted, contents = document.grammar.quotation_chars, statement.contents
    alone = [s for s in contents if s[1] - s[0] == 1 and document.tags[s[0]] in quoted]
    rest = [span for span in contents if span not in alone]
    if len(contents) == 1 or not alone:
        return [statement]
    spans = [[span] for span in alone] + ([rest] if rest else [])
    return [attrs.evolve(statement, contents=span, evidence={}) for span in spans]


def _parts(document: Document, statement: Statement) -> Iterator[Statement]:
    quoted, names = document.grammar.quotation_chars, {document.grammar.named_quotation}
    for start, end in statement.contents:
        if end - start == 1:
            continue
        for unit in range(start, end):
            if document.tags[unit] in quoted and document.tags[unit] not in names:
                yield attrs.evolve(statement, rule=PART, contents=[(unit, unit + 1)], evidence={})


def _beside(document: Document, statements: list[Statement]) -> Iterator[Statement]:
    """Give the quotations that nobody claims to who else speaks in their sentence."""
    grammar, tags = document.grammar, document.tags
    ends = [*(match.start() for match in grammar.sentence_ends.finditer(tags)), len(tags)]
    said = _said(statements, ends)
    taken = {
        unit for item in statements for start, end in item.contents for unit in range(start, end)
    }
    taken |= {unit for item in statements if item.source for unit in range(*item.source)}
    wanted = grammar.quotation_chars - {grammar.named_quotation}
    for unit in [unit for unit, char in enumerate(tags) if char in wanted and unit not in taken]:
        statement = said.get(ends[bisect_left(ends, unit)])
        if statement is not None and statement.source is not None:
            yield attrs.evolve(statement, rule=PART, contents=[(unit, unit + 1)], evidence={})
