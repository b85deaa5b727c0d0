"""Whom somebody calls by name in what is said: "Nobody, Lem," he said."""

from __future__ import annotations

from collections.abc import Iterable

from attribution._article.document import Document
from attribution._article.entities import Units

_BEFORE = frozenset(",")
_BEHIND = frozenset({",", "!", "?", ";", "—", "–", "--"})
_TITLE = 4
"""So many letters a title has at most that ends with a full stop."""


def vocatives(document: Document, contents: Iterable[Units]) -> frozenset[str]:
    """Give the words by which somebody is called: names with commas or marks on both sides."""
    found: set[str] = set()
    for start, end in contents:
        first, last = document.first[start], document.last[end - 1]
        found.update(_called(document.words[first : last + 1]))
    return frozenset(found)


def _called(words: list[str]) -> Iterable[str]:
    begin = 0
    while begin < len(words):
        end = _name_end(words, begin)
        if end > begin and _stands_apart(words, begin, end):
            yield from words[begin:end]
        begin = max(end, begin + 1)


def _name_end(words: list[str], at: int) -> int:
    """Give where capitals in a row end, with the full stops of titles between them."""
    begin = at
    while at < len(words) and words[at][:1].isupper():
        dotted = words[at + 1 : at + 2] == ["."] and len(words[at]) <= _TITLE
        at += 2 if dotted and words[at + 2 : at + 3] and words[at + 2][0].isupper() else 1
    return max(begin, at)


def _stands_apart(words: list[str], begin: int, end: int) -> bool:
    """Whether a comma or the start of the quotation stands before a name, and a mark behind."""
    before, behind = (words[at] if 0 <= at < len(words) else "" for at in (begin - 1, end))
    if behind in _BEHIND:
        return not before[-1:].isalnum()
    return before in _BEFORE and not behind[:1].isalnum()
