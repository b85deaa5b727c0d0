"""What was not announced or could not be confirmed is no statement."""

from __future__ import annotations

from attribution._article.document import Document
from attribution._article.statement import Statement
from attribution._rules.shapes import STANCES, TEXTS
from attribution._rules.wanted import setting

SILENT = setting(
    "silent",
    STANCES,
    doc='stances in which a negated cue reports nothing: "has not announced"',
    without='"has not announced that the ferry will sail" is a statement',
    optional=True,
)
REFUSALS = setting(
    "refusals",
    TEXTS,
    doc='words with which even such a cue tells of a refusal: "would not"',
    optional=True,
)


def silence(document: Document, statements: list[Statement]) -> list[Statement]:
    """Drop negated statements of the stances in which a negation leaves nothing said.

    "The port has not announced a date" and "could not verify the pictures" tell that somebody
    kept silent or does not know; "did not deny the claims" still takes a stand, and so does who
    "would not confirm" them.
    """
    silent = document.grammar[SILENT]
    for statement in statements:
        if (
            statement.negated
            and statement.proposed.cue_stance in silent
            and not _refuses(document, statement)
        ):
            statement.drop("negated, and so nothing was said")
    return [statement for statement in statements if not statement.dropped]


def _refuses(document: Document, statement: Statement) -> bool:
    source, cue = statement.source, statement.cue
    if source is None or cue is None:
        return False
    return any(
        document.word(unit) in document.grammar[REFUSALS] for unit in range(source[1], cue[0])
    )
