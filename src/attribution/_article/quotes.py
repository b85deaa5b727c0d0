"""From a finished statement to the `Quote` that the caller gets."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from attribution._article.document import QUOTATION, Document
from attribution._article.entities import Units
from attribution._article.statement import Statement
from attribution.models import Kind, Quote, Span

_ENTITY = re.compile(r"&#?\w+;\Z")
_TRIMMED = ",;:–—- \n"
_IN_QUOTE = frozenset(field.name for field in attrs.fields(Quote))
_OF_UNITS = {"contents", "source"}
_TOLD = tuple(
    field.name
    for field in attrs.fields(Statement)
    if field.name in _IN_QUOTE and field.name not in _OF_UNITS
)
"""The fields that stages fill in and a quote takes over as they are."""


def quote(document: Document, statement: Statement) -> Quote:
    """Give the public form of a statement."""
    pieces = _pieces(document, sorted(statement.contents))
    contents = _spans(document, pieces)
    kind, cue = _kind(document, statement), cue_beside(statement.cue, statement.source)
    return Quote(
        text=_joined(pieces, contents),
        kind=kind,
        contents=contents,
        quoted=contents if kind is Kind.DIRECT else _quoted(document, statement),
        source=_trimmed(document, statement.source) if statement.source else None,
        cue=_trimmed(document, cue) if cue else None,
        rule=statement.rule,
        **{name: getattr(statement, name) for name in _TOLD},
    )


def cue_beside(cue: Units | None, source: Units | None) -> Units | None:
    """Give a cue, if it is not the source as well: German "demnach" is told once, as the source."""
    return None if cue == source else cue


def span_of(document: Document, units: Units) -> Span:
    """Give the words of a quotation without its marks, of a clause without edge commas."""
    return document.cut(*_offsets(document, units))


def _pieces(document: Document, contents: Iterable[Units]) -> list[Units]:
    """Give the offsets of the same, parted where there is markup among the words."""
    return [piece for units in contents for piece in document.pieces(*_offsets(document, units))]


def _spans(document: Document, pieces: Iterable[Units]) -> tuple[Span, ...]:
    return tuple([document.cut(*piece) for piece in pieces])


def _joined(pieces: list[Units], spans: tuple[Span, ...]) -> str:
    """Join words by one space, or by nothing where only markup stood between them."""
    words = [spans[0].text]
    for (_, end), (start, _), span in zip(pieces, pieces[1:], spans[1:], strict=False):
        words += (" " if end < start else "", span.text)
    return "".join(words)


def _offsets(document: Document, units: Units) -> Units:
    if document.is_quotation(units):
        found = document.quotation_at[document.first[units[0]]]
        if found.closing > found.opening:
            return document.starts[found.opening], document.ends[found.closing - 1]
    return _trimmed_offsets(document, units)


def _trimmed(document: Document, units: Units) -> Span:
    return document.cut(*_trimmed_offsets(document, units))


def _trimmed_offsets(document: Document, units: Units) -> Units:
    start, end = document.offsets(units)
    text = document.text[start:end]
    inner = text.strip(_TRIMMED)
    if inner != text:
        # One character is left in any case.
        inner = inner or text[:1]
        left = text.find(inner)
        start += left
        # The sign that ends an entity which stands for nothing is a part of it.
        if _ENTITY.search(text, left, left + len(inner) + 1):
            inner += ";"
    return start, start + len(inner)


def _quoted(document: Document, statement: Statement) -> tuple[Span, ...]:
    quotations = document.quoted_in(statement.contents)
    return _spans(document, _pieces(document, [(unit, unit + 1) for unit in quotations]))


def _kind(document: Document, statement: Statement) -> Kind:
    units = "".join([document.tags[start:end] for start, end in statement.contents])
    quoted = document.grammar[QUOTATION]
    if quoted.issuperset(units) or statement.proposed.label:
        # What is quoted inside a turn of a talk makes it none the less direct.
        return Kind.DIRECT
    if not quoted.isdisjoint(units):
        return Kind.MIXED
    return Kind.DIRECT if statement.proposed.verbatim else Kind.INDIRECT
