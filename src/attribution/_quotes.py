"""From a finished statement to the `Quote` that the caller gets."""

from __future__ import annotations

from attribution._document import Document, Statement
from attribution.models import Candidate, Kind, Quote, Span

_EDGES = frozenset(",;:–—- \t\n\xa0")


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
        source=_optional(document, statement.source),
        cue=_optional(document, statement.cue),
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
        source=_optional(document, statement.source),
        cue=_optional(document, statement.cue),
        kept=statement.reason == "kept",
        reason=statement.reason,
    )


def contents_of(document: Document, statement: Statement) -> tuple[Span, ...]:
    """Give the spans of the words: a quotation without its marks, a clause without edge commas."""
    return tuple([_content(document, units) for units in statement.contents])


def _optional(document: Document, units: tuple[int, int] | None) -> Span | None:
    return _trimmed(document, *document.offsets(units)) if units else None


def _content(document: Document, units: tuple[int, int]) -> Span:
    if document.is_quotation(units):
        found = document.quotation_at[document.first[units[0]]]
        if found.closing > found.opening:
            start, end = document.starts[found.opening], document.ends[found.closing - 1]
            return Span(start, end, document.text[start:end])
    return _trimmed(document, *document.offsets(units))


def _trimmed(document: Document, start: int, end: int) -> Span:
    text = document.text
    while end - start > 1 and text[end - 1] in _EDGES:
        end -= 1
    while end - start > 1 and text[start] in _EDGES:
        start += 1
    return Span(start, end, text[start:end])


def _kind(document: Document, statement: Statement) -> Kind:
    quoted = [len(document.quoted(*units)) for units in statement.contents]
    if quoted == [end - start for start, end in statement.contents]:
        return Kind.DIRECT
    if any(quoted):
        return Kind.MIXED
    if statement.cue is None and statement.frame is None:
        # A post or a turn of a talk is its author's own words, with or without marks.
        return Kind.DIRECT
    return Kind.INDIRECT
