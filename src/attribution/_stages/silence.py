"""Before the stance: what was not announced or could not be confirmed is no statement."""

from __future__ import annotations

from attribution._document import Document, Statement


def silence(document: Document, statements: list[Statement]) -> list[Statement]:
    """Drop negated statements of the stances in which a negation leaves nothing said.

    "The port has not announced a date" and "could not verify the pictures" tell that somebody
    kept silent or does not know; "did not deny the claims" still takes a stand.
    """
    silent = document.grammar.silent_stances
    for statement in statements:
        if statement.negated and statement.stance in silent:
            statement.reason = "negated, and so nothing was said"
    return [statement for statement in statements if statement.reason == "kept"]
