"""What quotation marks are, and to which side the space around them lets them lean."""

from __future__ import annotations

import functools

import attrs

from attribution._article.document import Document

OPENING = frozenset({"“", "„", "‟", "``", "«"})
_CLOSING = frozenset({"”", "»"})
EITHER = frozenset({'"', "＂", "''"})
_GUILLEMETS = frozenset({"«", "»"})
SINGLE = frozenset({"‘", "’", "‚", "‛", "'", "`", "‹", "›"})
APOSTROPHES = frozenset({"'", "’", "‘", "`"})
_PRIMES = frozenset({"′", "″"})
_MARKS = OPENING | _CLOSING | EITHER | SINGLE | _PRIMES
_CLOSERS = {
    "“": "” \" ''", "”": "” \" ''", "‟": "” \" ''", "„": "“ ” \" ''", "``": "'' \" ”",
    '"': "\" ” ''", "＂": "＂", "''": "'' \" ”", "«": "»", "»": "« »",
    "‘": "’ '", "‛": "’ '", "‚": "‘ ’ '", "`": "' ’ `", "'": "' ’", "‹": "›",
}  # fmt: skip
CLOSED_BY = {opener: frozenset(signs.split()) for opener, signs in _CLOSERS.items()}
_BEFORE_SPACE = frozenset(".,;:!?)]}。、，")
_AFTER_SPACE = frozenset("([{")
_DASHES = frozenset("-–—―/")
_HIDING = frozenset().union(*_MARKS)
"""Characters of what is looked beyond."""
_NEAR = 2
"""So many marks in a row are looked beyond."""
_CACHE_LIMIT = 4096


@attrs.frozen(eq=False)
class Mark:
    """A quotation mark, and to which side the space around it lets it lean.

    Marks with the same surroundings are one and the same object.
    """

    sign: str
    before: str
    """The character before it, beyond other marks."""
    opens: bool
    """Whether there is space before it and none after it."""
    closes: bool
    """Whether there is space after it and none before it."""
    may_open: bool
    """Whether it may open a quotation, as far as the mark itself tells."""
    family: str
    """The marks that it goes with; nothing for those that are no double marks."""
    ends: frozenset[str]
    """The opening double marks whose quotation it closes."""

    @property
    def balance(self) -> int:
        """How many more double marks close than open with it."""
        if not self.family:
            return 0
        if self.opens or (self.sign in OPENING and not self.closes):
            return -1
        return 1 if self.closes or self.sign in _CLOSING else 0


def marks_at(document: Document, tokens: list[int]) -> list[Mark]:
    """Give the marks that some tokens are."""
    text, words, starts, ends = document.text, document.words, document.starts, document.ends
    found = []
    for token in tokens:
        start, end = starts[token], ends[token]
        # Mostly the nearest characters tell, and it is soon known what they tell.
        before = _shown_before(text[start - 2 : start]) or _before(document, token)
        after = _shown_after(text[end : end + 2]) or _after(document, token)
        found.append(_mark(words[token], before, after))
    return found


@functools.lru_cache(_CACHE_LIMIT)
def _mark(sign: str, before: str, after: str) -> Mark:
    space_before = before.isspace() or before in _AFTER_SPACE or before in _DASHES
    space_after = _is_space_after(after)
    opens = space_before and (not space_after or before == "\n")
    closes = space_after and (not space_before or after == "\n") and before != "\n"
    family = _family(sign)
    may_open = _may_open(sign, before, opens=opens, closes=closes)
    kin = [opener for opener in CLOSED_BY if family and _family(opener) == family]
    ends = [opener for opener in kin if _ends(opener, sign, opens=opens, closes=closes)]
    return Mark(sign, before, opens, closes, may_open, family, frozenset(ends))


def _family(sign: str) -> str:
    if sign in SINGLE or sign in _PRIMES:
        return ""
    return "guillemets" if sign in _GUILLEMETS else "commas"


def _may_open(sign: str, before: str, *, opens: bool, closes: bool) -> bool:
    if not _family(sign):
        return sign in CLOSED_BY and not closes and (opens or sign not in APOSTROPHES)
    if sign in OPENING:
        return not closes
    if sign in EITHER:
        return opens or not (closes or before.isalnum())
    return sign in _CLOSING and opens


def _ends(opener: str, sign: str, *, opens: bool, closes: bool) -> bool:
    if sign not in CLOSED_BY[opener]:
        # “We won“ is a pair too, if a wrong one.
        return closes
    return not opens or (sign in _CLOSING and opener not in _CLOSING)


def _is_space_after(char: str) -> bool:
    return char.isspace() or char in _BEFORE_SPACE or char in _DASHES


@functools.lru_cache(_CACHE_LIMIT)
def _shown_before(two: str) -> str:
    """Give the character before a mark by the two characters there, if they are enough to tell."""
    if len(two) < _NEAR:
        return ""
    far, near = two[0], two[1]
    if near == "\n":
        return near
    hidden = far if near == " " else near
    return "" if hidden.isspace() or hidden in _HIDING else near


@functools.lru_cache(_CACHE_LIMIT)
def _shown_after(two: str) -> str:
    """Give what stands after a mark, a space or a letter, if two characters are enough to tell."""
    near, far = two[:1], two[1:]
    if near == "\n":
        return near
    hidden = far if near == " " else near
    if not hidden or hidden.isspace() or hidden in _HIDING or near == "…" or two == "..":
        return ""
    return " " if _is_space_after(near) else "a"


def _before(document: Document, token: int) -> str:
    for at in range(token - 1, max(token - _NEAR, 0) - 1, -1):
        word = document.words[at]
        if word.isspace():
            return "\n" if at == token - 1 else " "
        if apart(document, at):
            return " "
        if word not in _MARKS:
            return word[-1]
    return "\n" if token == 0 else " " if token < _NEAR else "."


def _after(document: Document, token: int) -> str:
    words = document.words
    for at in range(token + 1, min(token + _NEAR + 1, len(words))):
        word = words[at]
        if word.isspace():
            return "\n" if at == token + 1 else " "
        if apart(document, at - 1):
            return " "
        if word not in _MARKS:
            # The dots of an omission lean to the words after them.
            return "a" if word == "…" or word.startswith("..") else word[0]
    return "\n" if token + 1 == len(words) else " "


def apart(document: Document, token: int) -> bool:
    """Say whether white space stands between a token and the next one."""
    return document.ends[token] < document.starts[token + 1]
