"""Before the stance: what was not announced or could not be confirmed is no statement."""

from __future__ import annotations

from attribution._document import Document, Statement


def silence(document: Document, statements: list[Statement]) -> list[Statement]:
    """Drop negated statements of the stances in which a negation leaves nothing said.

    "The port has not announced a date" and "could not verify the pictures" tell that somebody
    kept silent or does not know; "did not deny the claims" still takes a stand, and so does who
    "would not confirm" them.
    """
    silent = document.grammar.silent_stances
    for statement in statements:
        if statement.negated and statement.stance in silent and not _refuses(document, statement):
            statement.reason = "negated, and so nothing was said"
    return [statement for statement in statements if statement.reason == "kept"]


def _refuses(document: Document, statement: Statement) -> bool:
    source, cue = statement.source, statement.cue
    if source is None or cue is None:
        return False
    return any(
        document.word(unit) in document.grammar.refusals for unit in range(source[1], cue[0])
    )
