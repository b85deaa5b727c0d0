"""Of candidates that claim the same words, one is kept."""

from __future__ import annotations

from operator import attrgetter
from typing import TypeAlias

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Statement, in_text_order
from attribution._language.tagging import CUE_PREPOSITION

_Owners: TypeAlias = list[Statement | None]
"""For each unit the statement that has it."""


def select(document: Document, statements: list[Statement]) -> list[Statement]:
    """Drop statements without a source, and what overlaps a stronger candidate.

    A quotation belongs to one statement alone.  An indirect statement inside the content of
    another one is what that other source says, so it is dropped, while one that holds the whole of
    another ("X said it was so, Y reported") is kept beside it, save where that stands in a
    subordinate clause or a phrase such as "according to the survey" gives all of it to one source;
    two statements never cross.
    """
    kept: list[Statement] = []
    owners: _Owners = [None] * len(document.tags)
    # They come in the order of their cues; those that have a source of their own are stronger.
    for statement in sorted(statements, key=attrgetter("borrowed")):
        _judge(document, statement, owners)
        if not statement.dropped:
            kept.append(statement)
            for start, end in statement.contents:
                owners[start:end] = [statement] * (end - start)
    return in_text_order(statement for statement in kept if not statement.dropped)


def _judge(document: Document, statement: Statement, owners: _Owners) -> None:
    if statement.source is None and not statement.proposed.sourceless:
        statement.drop("no source")
        return
    quoted = [span for span in statement.contents if document.is_quotation(span)]
    _leave(statement, quoted, owners)
    clauses = not quoted or len(quoted) < len(statement.contents)
    if clauses and not statement.dropped:
        _judge_clause(document, statement, owners)


def _leave(statement: Statement, quoted: list[Units], owners: _Owners) -> None:
    """Leave quotations to the statements that have them already."""
    taken = {span: owner for span in quoted if (owner := owners[span[0]]) is not None}
    if taken and len(taken) == len(statement.contents):
        statement.drop(f"quotation belongs to {taken[quoted[0]].rule}")
        return
    for span, owner in taken.items():
        statement.contents = [other for other in statement.contents if other != span]
        statement.note(f"leaves {{}} to {owner.rule}", span)


def _judge_clause(document: Document, statement: Statement, owners: _Owners) -> None:
    cue = statement.cue or statement.contents[0]
    outer = owners[cue[0]]
    if outer is not None:
        _drop_inside(statement, outer)
        return
    inner = [other for span in statement.contents for other in _asides(document, span, owners)]
    for start, end in statement.contents:
        other = owners[start] or owners[end - 1]
        if other is None:
            continue
        if not _encloses((start, end), other):
            statement.drop(f"overlaps {other.rule}")
            return
        if cue[0] < start or _summed_up(document, cue, other):
            inner.append(other)
    for other in inner:
        # "said that X had denied it": found later, but it is the one that says the other.
        _drop_inside(other, statement)


def _drop_inside(inner: Statement, outer: Statement) -> None:
    inner.drop(f"inside the content of {outer.rule}")
    if inner.source is not None:
        outer.inner += ((inner.proposed, inner.source),)


def _encloses(span: Units, other: Statement) -> bool:
    """Whether what somebody says another said holds the whole of that other statement."""
    inner = [*other.contents, other.cue or other.contents[0]]
    return all(span[0] <= start and end <= span[1] for start, end in inner)


def _asides(document: Document, span: Units, owners: _Owners) -> list[Statement]:
    """Give what a content tells in clauses that depend: "those who say so are wrong, Y argued"."""
    held = dict.fromkeys(other for other in owners[slice(*span)] if other is not None)
    return [
        other
        for other in held
        if other.subordinate
        and _encloses(span, other)
        and not any(document.is_quotation(part) for part in other.contents)
    ]


def _summed_up(document: Document, cue: Units, other: Statement) -> bool:
    """Whether a phrase gives a clause to its source: "half say so, according to the survey"."""
    if document.tags[cue[0]] not in document.grammar[CUE_PREPOSITION]:
        return False
    return not any(document.is_quotation(span) for span in other.contents)
