"""The text as it is read: without entities, invisible characters and odd white space.

The caller's text stays as it is: what is found in the plain one is told by its place there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from html.entities import html5

import attrs
import regex

from attribution._article.document import Document
from attribution._article.rewriting import Change, Rewriting, rewritten
from attribution._reading.damage import OTHER_SIGNS, misread, other_marks
from attribution._reading.markup import emphasis, headings, links, quoted_lines, tags

LETTER_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0dff\u0e00-\u0eff"
)
"""Marks that combine with a letter and belong to its word, which `re` does not count among \\w."""
_ODD = re.compile(
    r"[\t\r\x0b\x0c\x1c-\x1f\x85\xa0\xad\u0300-\u200f\u2028-\u202f\u205f-\u206f\u2e80-\U0010ffff]"
)
"""Finds what makes a closer look worth it: few texts in the scripts of Europe have any of it."""
_ENTITY = re.compile(r"&(?:amp;)*(\#\d{1,9}|\#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,30});")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
)
_COMBINED = regex.compile(r"\P{M}\p{M}+|\A\p{M}+")
_WORD = re.compile(rf"\w[\w{LETTER_MARKS}]*")
_MOST = 16
"""So many marks on a letter are put in order; more of them are no text."""
_WHITE = re.compile(r"\s\s+|[^\S \n]")
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_END = "\n"
_EMPTY = "\n\n\n"
"""Several empty lines, which part no more than one does."""
Finder = Callable[[str], Iterator[Change]]


def plain(document: Document) -> None:
    """Take the plain text for the text, and note where it was changed."""
    document.text, document.rewritings = plain_text(document.given)
    if not document.text.endswith(_END):
        # What ends a paragraph ends the text, too.
        document.text += _END


def plain_text(text: str) -> tuple[str, list[Rewriting]]:
    """Give a text without markup, entities, invisible characters and odd white space."""
    made: list[Rewriting] = []
    text = _noted(text, _having(text, _BEFORE), made)
    if made or _ODD.search(text) is not None:
        text = _noted(text, (_invisible, _combined, _white), made)
    elif "  " in text or " \n" in text or _EMPTY in text:
        text = _noted(text, (_white,), made)
    return _noted(text, _having(text, _AFTER), made), made


def _having(text: str, finders: Iterable[tuple[Sequence[str], Finder]]) -> list[Finder]:
    """Give those for which one of the signs stands in the text."""
    return [finder for signs, finder in finders if any(sign in text for sign in signs)]


def _noted(text: str, finders: Iterable[Finder], made: list[Rewriting]) -> str:
    """Change what is found, one finder after the other, and note where."""
    for finder in finders:
        text, change = rewritten(text, finder(text))
        if change is not None:
            made.append(attrs.evolve(change, markup=finder in _MARKUP))
    return text


def _entities(text: str) -> Iterator[Change]:
    for match in _ENTITY.finditer(text):
        name = match[1]
        char = unescape(f"&{name};") if name[0] == "#" else html5.get(f"{name};")
        if char is not None:
            # What is several signs is one of them: no word is parted by an entity.
            yield match.start(), match.end(), char if char.isalnum() else char[:1]


def _invisible(text: str) -> Iterator[Change]:
    return ((*match.span(), "") for match in _INVISIBLE.finditer(text))


def _combined(text: str) -> Iterator[Change]:
    if text.isascii():
        return
    for match in _COMBINED.finditer(text):
        sequence = match[0]
        whole = unicodedata.normalize("NFC", sequence[:_MOST])
        if _WORD.fullmatch(whole) is None:
            # Marks that belong to no word are left out: they say nothing.
            whole = "" if unicodedata.category(sequence[0])[0] == "M" else sequence[0]
        if whole != sequence:
            yield *match.span(), whole


def _white(text: str) -> Iterator[Change]:
    for match in _WHITE.finditer(text):
        white = match[0]
        lines = _LINE_END.sub(_END, white).split(_END)
        if len(lines) > 1 or match.start() == 0:
            # What a line starts with is its indent.
            new = _END * min(len(lines) - 1, 2) + " " * len(lines[-1])
        else:
            new = " "
        if new != white:
            yield *match.span(), new


_BEFORE: tuple[tuple[Sequence[str], Finder], ...] = (
    (("<",), tags),
    (("&",), _entities),
)
"""What is looked for first, where one of the signs stands in the text."""
_AFTER: tuple[tuple[Sequence[str], Finder], ...] = (
    (("â€", "Ã"), misread),
    ((*OTHER_SIGNS, "\\"), other_marks),
    ((">",), quoted_lines),
    (("[",), links),
    (("#",), headings),
    (("*", "_", "~~"), emphasis),
)
"""The same for what is looked for when white space is in order."""
_MARKUP = frozenset({tags, quoted_lines, links, headings, emphasis})
"""What finds markup: what it leaves out is no part of what somebody says."""
