"""How names are spelled: what they have in common, and what one may stand for another."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TypeAlias

Parts: TypeAlias = list[str]
"""The words of a name, in their plain form."""
_VOWELS = frozenset("aeiouy")
_CAMEL = re.compile(r"[A-Z][a-z]{3,}[A-Z]")
_SIMILAR = 2
_LONG = 5
_SHORT = 3
_PAIR = 2
_REMEMBERED = 4096


def alike(a: Parts, b: Parts) -> bool:
    """Whether two full names may be one person's.

    >>> alike(["ada", "moor"], ["adaline", "moor"]), alike(["ada", "moor"], ["lem", "moor"])
    (True, False)
    """
    if len(a) < _PAIR or len(b) < _PAIR:
        return False
    if not _middle(a[1:-1], b[1:-1]):
        return False
    # Most given names are told apart at once, and surnames with something in common are not.
    given = a[0] == b[0] or _shortened(a[0], b[0]) or similar(a[0], b[0])
    return given and (a[-1] == b[-1] or similar(a[-1], b[-1]))


def in_common(parts: Parts) -> tuple[str, str]:
    """Give what two names have in common if they are `alike`.

    >>> in_common(["ada", "harrow"]), in_common(["adaline", "harraw"]), in_common(["lem", "moor"])
    (('a', 'h hrw'), ('a', 'h hrw'), ('l', 'moor'))
    """
    last = parts[-1]
    return parts[0][0], last if len(last) < _LONG else f"{last[0]} {skeleton(last)}"


def _middle(a: Parts, b: Parts) -> bool:
    """Whether two middle names may be one person's: a full one tells people apart."""
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return all(len(part.rstrip(".")) == 1 for part in b)
    return len(a) == len(b) and all(x[0] == y[0] for x, y in zip(a, b, strict=True))


def _shortened(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short.rstrip(".")) >= _SHORT and long.startswith(short.rstrip("."))


def similar(a: str, b: str) -> bool:
    """Whether two words look like spellings of one foreign name."""
    if min(len(a), len(b)) < _LONG:
        return False
    return skeleton(a) == skeleton(b) and a[0] == b[0] and _near(a, b, _SIMILAR)


def _near(a: str, b: str, changes: int) -> bool:
    """Whether so many letters inserted, dropped or changed make one word of another."""
    if abs(len(a) - len(b)) > changes:
        return False
    pairs = enumerate(zip(a, b, strict=False))
    at = next((at for at, (x, y) in pairs if x != y), min(len(a), len(b)))
    a, b = a[at:], b[at:]
    if not (a and b):
        return True
    rests = ((a[1:], b[1:]), (a[1:], b), (a, b[1:]))
    return changes > 0 and any(_near(*rest, changes - 1) for rest in rests)


def plain_parts(text: str) -> Parts:
    """Give the words of a name in their plain form."""
    return plain(text).replace(",", "").split()


def plain(text: str) -> str:
    """Give a name in small letters without accents."""
    if text.isascii():
        return text.lower()
    pulled = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in pulled if not unicodedata.combining(char))


@functools.lru_cache(maxsize=_REMEMBERED)
def surname(text: str, suffixes: frozenset[str]) -> str:
    """Give the surname of a full name, in its plain form."""
    parts = [part for part in plain_parts(text) if len(part.rstrip(".")) > 1]
    if len(parts) > _PAIR and parts[-1] in suffixes:
        parts = parts[:-1]
    return parts[-1] if parts else ""


@functools.lru_cache(maxsize=_REMEMBERED)
def skeleton(word: str) -> str:
    """Give the consonants and digits of a word, doubled ones once: what spellings share."""
    out = ""
    for char in word:
        if char.isalnum() and char not in _VOWELS and not out.endswith(char):
            out += char
    return out or word


def is_camel(name: str) -> bool:
    """Whether a capital stands within a word: WheelTurn, but not MacArthur."""
    return not name[1:].islower() and _CAMEL.match(name) is not None


def stands_for(short: str, long: str) -> bool:
    """Whether one name is made of letters of the other, in their order."""
    letters = iter(plain(long))
    return (
        sum(map(str.isupper, short)) >= _PAIR
        and short[0].lower() == long[0].lower()
        and all(char in letters for char in short.lower() if char.isalpha())
    )


def acronyms(name: str) -> tuple[str, ...]:
    """Give the acronyms that a name may have."""
    initials = [word[0] for word in name.replace("-", " ").split() if word[0].isalnum()]
    capitals = [letter for letter in initials if letter.isupper()]
    if len(capitals) < _PAIR:
        return ()
    return "".join(capitals), f"{'.'.join(capitals)}.", "".join(initials).upper()
