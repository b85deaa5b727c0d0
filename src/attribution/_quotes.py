"""From a finished statement to the `Quote` that the caller gets."""

from __future__ import annotations

from attribution._document import Document, Statement
from attribution.models import Candidate, Kind, Quote, Span

_EDGES = ",;:–—- \t\n\xa0"


def quote(document: Document, statement: Statement) -> Quote:
    """Give the public form of a statement."""
    contents = contents_of(document, statement)
    return Quote(
        text=" ".join([span.text for span in contents]),
        kind=_kind(document, statement),
        speaker=statement.speaker,
        role=statement.role,
        organisation=statement.organisation,
        date=statement.date,
        stance=statement.stance,
        contents=contents,
        source=_trimmed(document, statement.source) if statement.source else None,
        cue=_trimmed(document, statement.cue) if statement.cue else None,
        addressee=statement.addressee,
        negated=statement.negated,
        confidence=statement.confidence,
        rule=statement.rule,
        role_span=statement.role_span,
        organisation_span=statement.organisation_span,
        date_span=statement.date_span,
    )


def candidate(document: Document, statement: Statement) -> Candidate:
    """Give the public form of a proposed statement, kept or not."""
    return Candidate(
        rule=statement.rule,
        contents=contents_of(document, statement),
        source=_trimmed(document, statement.source) if statement.source else None,
        cue=_trimmed(document, statement.cue) if statement.cue else None,
        kept=statement.reason == "kept",
        reason=statement.reason,
    )


def contents_of(document: Document, statement: Statement) -> tuple[Span, ...]:
    """Give the spans of the words: a quotation without its marks, a clause without edge commas."""
    return tuple([_content(document, units) for units in statement.contents])


def _content(document: Document, units: tuple[int, int]) -> Span:
    if document.is_quotation(units):
        found = document.quotation_at[document.first[units[0]]]
        if found.closing > found.opening:
            start, end = document.starts[found.opening], document.ends[found.closing - 1]
            return Span(start, end, document.text[start:end])
    return _trimmed(document, units)


def _trimmed(document: Document, units: tuple[int, int]) -> Span:
    start, end = document.offsets(units)
    text = document.text[start:end]
    inner = text.strip(_EDGES)
    if inner == text:
        return Span(start, end, text)
    # One character is left in any case.
    inner = inner or text[:1]
    start += text.find(inner)
    return Span(start, start + len(inner), inner)


def _kind(document: Document, statement: Statement) -> Kind:
    units = "".join([document.tags[start:end] for start, end in statement.contents])
    quoted = document.grammar.quotation_chars
    if quoted.issuperset(units):
        return Kind.DIRECT
    if not quoted.isdisjoint(units):
        return Kind.MIXED
    if statement.cue is None and statement.frame is None:
        # A post or a turn of a talk is its author's own words, with or without marks.
        return Kind.DIRECT
    return Kind.INDIRECT
