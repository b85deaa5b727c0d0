"""First stage: the text as tokens, each with the tag character of its word."""

from __future__ import annotations

from itertools import accumulate

from attribution._document import Document


def tokens(document: Document) -> None:
    """Fill in the words, their offsets and their tag characters."""
    # Gaps and tokens take turns, so the running sum of their lengths gives every offset without
    # a step of Python for a token.
    parts = document.grammar.tokens.split(document.text)
    offsets = list(accumulate(map(len, parts)))
    document.words = parts[1::2]
    document.starts = offsets[0:-1:2]
    document.ends = offsets[1::2]
    document.chars = "".join(map(document.grammar.lookup.__getitem__, document.words))
