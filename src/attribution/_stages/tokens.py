"""First stage: the text as tokens, each with the tag character of its word."""

from __future__ import annotations

from itertools import accumulate

from attribution._alphabet import KEY
from attribution._document import Document


def tokens(document: Document) -> None:
    """Fill in the words, their offsets, their tag characters and which may be of a phrase."""
    # Gaps and tokens take turns, so the running sum of their lengths gives every offset without
    # a step of Python for a token.
    parts = document.grammar.tokens.split(document.text)
    offsets = list(accumulate(map(len, parts)))
    document.words = parts[1::2]
    document.starts = offsets[0:-1:2]
    document.ends = offsets[1::2]
    runs = "".join(map(document.grammar.marked.__getitem__, document.words)).split(KEY)
    document.chars = "".join(runs)
    document.keys = [end - 1 for end in accumulate(map(len, runs[:-1]))]
