"""Texts as words that can be compared, each with its place."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs
import regex

_CHARACTER = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);|.", re.DOTALL)
_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛`´ʼ′"), "'")
_WORD = regex.compile(
    r"\d+(?:[.,:]\d+)*|[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*|[%‰$€£¥]", regex.VERSION1
)
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_OMISSION = r"[(\[]?\s*(?:…|\.(?:\s?\.){2,})\s*[)\]]?"
_BRACKETS = r"\w*\[[^\[\]\n]{0,80}\](?:\w|['’](?=\w))*"
_GAP = re.compile(rf"(?P<omission>{_OMISSION})|{_BRACKETS}")
_BRACKET = frozenset("[]")
"""They part no word: [T]hey."""
_EDITED = re.compile(r"(?<!\w)\[[^\[\]\n]{0,80}\](?!\w)")
"""What somebody has put into a text, apart from its words."""
OMITTED = 150
"""So many words may be left out where dots say that some are."""
REPLACED = 12
"""So many words may stand in the place of those in brackets."""


@attrs.frozen
class Word:
    """A word in the form in which it is compared, and where it stands."""

    key: str
    start: int
    end: int


@attrs.frozen
class Segment:
    """Words of a quotation between two gaps."""

    words: tuple[Word, ...]
    reach: int = 0
    """So many words may stand between the segment before it and this one."""


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Give the words of a stretch of a text.

    Case, marks, dashes, accents written apart, entities and what has no width make no difference.

    >>> [word.key for word in words("The workers’ 1,000 e-mails &amp; “calls”: 5%")]
    ['the', 'workers', '1000', 'e', 'mails', 'calls', '5', '%']
    >>> words("It rained", 3)
    [Word(key='rained', start=3, end=9)]
    >>> words("…")
    []
    """
    characters = list(_characters(text, start, len(text) if end is None else end))
    shown = "".join(char for char, _, _ in characters)
    return [
        Word(_key(match[0]), characters[match.start()][1], characters[match.end() - 1][2])
        for match in _WORD.finditer(shown)
    ]


def _characters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _CHARACTER.finditer(text, start, end):
        piece = html.unescape(match[0]) if len(match[0]) > 1 else match[0]
        if piece in _BRACKET:
            continue
        for char in piece if piece.isascii() else unicodedata.normalize("NFKD", piece):
            if char.isascii() or unicodedata.category(char) != "Cf":
                for folded in char.translate(_APOSTROPHES).casefold():
                    yield folded, match.start(), match.end()


def _key(word: str) -> str:
    return _THOUSANDS.sub("", word) if "," in word else word


def said_words(text: str) -> list[Word]:
    """Give the words of an article without what stands in brackets among them.

    >>> [word.key for word in said_words("We [the council] lost. [T]hey won.")]
    ['we', 'lost', 'they', 'won']
    """
    edited = [match.span() for match in _EDITED.finditer(text)]
    if not edited:
        return words(text)
    starts = [start for start, _ in edited]

    def is_edited(word: Word) -> bool:
        at = bisect_left(starts, word.start) - 1
        return at >= 0 and word.end <= edited[at][1]

    return [word for word in words(text) if not is_edited(word)]


def segments(text: str, start: int, end: int) -> list[Segment]:
    """Part the words of a quotation where dots or brackets say that it differs from what was said.

    >>> text = "[We] have … the log"
    >>> [([word.key for word in part.words], part.reach) for part in segments(text, 0, len(text))]
    [(['have'], 12), (['the', 'log'], 150)]
    """
    found: list[Segment] = []
    at, reach = start, 0
    for match in [*_GAP.finditer(text, start, end), None]:
        part = words(text, at, match.start() if match else end)
        if part:
            found.append(Segment(tuple(part), reach))
            reach = 0
        if match:
            reach += OMITTED if match["omission"] else REPLACED
            at = match.end()
    return found


def keys(found: Sequence[Word]) -> list[str]:
    """Give the forms in which words are compared."""
    return [word.key for word in found]
