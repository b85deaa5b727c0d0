"""First stage: the text as tokens, each with the tag character of its word."""

from __future__ import annotations

from attribution._document import Document


def tokens(document: Document) -> None:
    """Fill in the words, their offsets and their tag characters."""
    text = document.text
    spans = [match.span() for match in document.grammar.tokens.finditer(text)]
    document.starts = [start for start, _ in spans]
    document.ends = [end for _, end in spans]
    document.words = [text[start:end] for start, end in spans]
    document.chars = list(map(document.grammar.lookup.__getitem__, document.words))
