"""Quotations as statements of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

import attrs

from attribution._article.document import QUOTATION, QUOTATIONS_ALONE, Document
from attribution._article.entities import Units
from attribution._article.statement import Statement, in_text_order
from attribution._language.tagging import NAMED
from attribution._rules.known import QUOTED_PART
from attribution._rules.shapes import FLAG
from attribution._rules.wanted import setting

QUOTED_PARTS = setting(
    "quoted_parts",
    FLAG,
    doc="whether each quotation of a sentence is a statement of its own",
    without="a statement and the quotations inside it are one",
    optional=True,
)

_JOIN = 3
"""How many units may join two quotations to a row."""


def quoted_parts(document: Document, statements: list[Statement]) -> list[Statement]:
    """Make each quotation a statement, where the setting `quoted_parts` is on.

    A statement in several quotations becomes several statements; a quotation inside an indirect
    statement is one beside it; and a quotation that nobody claims is said by whoever else speaks
    in its sentence.  A name in quotation marks is no quotation.  With the setting
    `quotations_alone` nothing else is a statement.
    """
    if not document.grammar[QUOTED_PARTS]:
        return statements
    found = [piece for statement in statements for piece in _pieces(document, statement)]
    # What is quoted inside a turn of a talk is somebody else's.
    own = [statement for statement in found if not statement.proposed.label]
    alone = {statement.contents[0] for statement in found if len(statement.contents) == 1}
    found += [part for statement in own for part in _inside(document, statement, alone)]
    found += _beside(document, found)
    if document.grammar[QUOTATIONS_ALONE]:
        found = [statement for statement in found if _is_direct(document, statement)]
    return in_text_order(found)


def _is_direct(document: Document, statement: Statement) -> bool:
    if statement.proposed.verbatim or all(map(document.is_quotation, statement.contents)):
        return True
    statement.drop("is no quotation")
    return False


def _pieces(document: Document, statement: Statement) -> list[Statement]:
    """Part a statement in several spans into each of its quotations and all the rest."""
    contents = [part for span in statement.contents for part in _row(document, span)]
    alone = [span for span in contents if document.is_quotation(span)]
    # One statement may have thousands: each is asked for by itself, not looked for among them.
    rest = [span for span in contents if not document.is_quotation(span)]
    if len(contents) == 1 or not alone:
        return [statement]
    parts = [[span] for span in alone] + ([rest] if rest else [])
    return [_parted(statement, part) for part in parts]


def _parted(statement: Statement, contents: list[Units]) -> Statement:
    part = statement.part(contents)
    part.note(_all("a statement of its own:", contents), *contents)
    return part


def _all(what: str, contents: list[Units]) -> str:
    return f"{what} {', '.join('{}' for _ in contents)}"


def _row(document: Document, span: Units) -> list[Units]:
    """Part quotations that a word or two join, or give the span as it is."""
    tags, quoted, wanted = document.tags, document.grammar[QUOTATION], _wanted(document)
    units = [unit for unit in range(*span) if tags[unit] in quoted]
    if not any(tags[unit] in wanted for unit in units):
        return [span]
    edges = [span[0] - 1, *units, span[1]]
    gaps = [after - before - 1 for before, after in pairwise(edges)]
    if gaps[0] or gaps[-1] or max(gaps) > _JOIN:
        return [span]
    return [(unit, unit + 1) for unit in units]


def _inside(document: Document, statement: Statement, alone: set[Units]) -> Iterator[Statement]:
    """Give the quotations inside a statement that are not somebody's own statement already."""
    wanted = _wanted(document)
    for start, end in statement.contents:
        for unit in range(start, end) if end - start > 1 else ():
            if document.tags[unit] in wanted and (unit, unit + 1) not in alone:
                yield _part(document, _saying(statement, unit), unit)


def _saying(statement: Statement, unit: int) -> Statement:
    """Find who says a quotation: the last of those named before it whose words hold it."""
    said = [
        (proposed.cue[0], proposed, source)
        for proposed, source in statement.inner
        if proposed.cue is not None
        and proposed.cue[0] < unit
        and any(start <= unit < end for start, end in proposed.contents)
    ]
    if not said:
        return statement
    _, proposed, source = max(said, key=itemgetter(0))
    return Statement(proposed, [*proposed.contents], source, source != proposed.source)


def _beside(document: Document, statements: list[Statement]) -> Iterator[Statement]:
    tags, wanted = document.tags, _wanted(document)
    ends = [*document.sentence_ends, len(tags)]
    speaking: dict[int, Statement] = {}
    taken: set[int] = set()
    for statement in statements:
        spans = [*statement.contents, *([statement.source] if statement.source else [])]
        taken.update(unit for span in spans for unit in range(*span))
        at = (statement.cue or statement.contents[-1])[1]
        speaking[ends[bisect_left(ends, at)]] = statement
    for unit in [unit for unit, char in enumerate(tags) if char in wanted and unit not in taken]:
        speaker = speaking.get(ends[bisect_left(ends, unit)])
        if speaker is not None and speaker.source is not None:
            yield _part(document, speaker, unit)


def _wanted(document: Document) -> frozenset[str]:
    return document.grammar[QUOTATION] - {document.grammar.alphabet.char(NAMED)}


def _part(document: Document, statement: Statement, unit: int) -> Statement:
    proposed = attrs.evolve(
        statement.proposed,
        rule=QUOTED_PART,
        contents=((unit, unit + 1),),
        source=None,
        precision=document.precision(QUOTED_PART, statement.proposed.precision),
    )
    part = statement.part(proposed.contents, proposed)
    if statement.source is not None:
        part.note("source {} from the statement beside it", statement.source)
    return part
