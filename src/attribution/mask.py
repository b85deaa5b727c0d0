"""Quotations as placeholders, so that what rewrites a text cannot touch them.

>>> from attribution import read
>>> masked = mask(read("“The dam is safe,” said Ada Moor."))
>>> masked.text
'“[[Q1]],” said Ada Moor.'
>>> masked.restore("Ada Moor said: “[[Q1]].”")
'Ada Moor said: “The dam is safe.”'
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterator
from string import ascii_uppercase
from typing import Any, Self, cast

import attrs

from attribution._values.plain import plain, read
from attribution.articles import Article
from attribution.errors import MaskError
from attribution.models import Kind, Quote, Span

_FIRST = "Q"
"""The letter of placeholders, unless the text has such words itself."""
_CLOSING = ",，"
"""What closes the words of a quotation before "she said", and is not the speaker's."""


@attrs.frozen
class Placeholder:
    """What stands for the words of a quotation, and the words."""

    name: str
    """The placeholder as it stands in the masked text: ``[[Q1]]``."""
    span: Span
    """The words and where they stand in the article."""
    quote: Quote
    """The statement that they belong to."""


def _rows(values: object) -> tuple[Placeholder, ...]:
    return tuple(cast("tuple[Placeholder, ...]", values))


@attrs.frozen
class Masked:
    """A text whose quotations are placeholders, and what each of them stands for.

    >>> from attribution import read
    >>> masked = mask(read("“It is safe,” said Ada Moor. Lem Harrow said it was not."))
    >>> [(item.name, item.span.text, item.quote.speaker) for item in masked.placeholders]
    [('[[Q1]]', 'It is safe', 'Ada Moor')]
    >>> Masked.from_dict(masked.to_dict()) == masked
    True
    """

    text: str
    """The text with the placeholders."""
    placeholders: tuple[Placeholder, ...] = attrs.field(default=(), converter=_rows)
    """The placeholders in the order of the text."""
    letter: str = _FIRST
    """The letter or letters that the placeholders have before their number."""

    def restore(self, answer: str, *, partly: bool = False) -> str:
        """Put the words back into a text that was made of the masked one.

        Args:
            answer: The text with placeholders, in any order.
            partly: Whether placeholders may be missing, as in a summary.

        Returns:
            The text with the words of the article, unchanged, in the places of the placeholders.

        Raises:
            MaskError: If a placeholder is lost, doubled or invented; the error names each.

        >>> from attribution import read
        >>> masked = mask(read("“It is safe,” said Ada Moor. “I looked,” she said."))
        >>> masked.restore("Ada Moor said: “[[Q2]].”", partly=True)
        'Ada Moor said: “I looked.”'
        >>> masked.restore("“[[Q1]],” said Ada Moor, “[[Q1]], [[Q7]].”")
        Traceback (most recent call last):
        ...
        attribution.errors.MaskError: placeholders are lost: [[Q2]]; doubled: [[Q1]]; \
invented: [[Q7]]
        """
        words = {item.name: item.span.text for item in self.placeholders}
        pattern = _pattern(self.letter)
        found = Counter(pattern.findall(answer))
        lost = [] if partly else [name for name in words if name not in found]
        doubled = [name for name, count in found.items() if count > 1 and name in words]
        invented = [name for name in found if name not in words]
        if lost or doubled or invented:
            raise MaskError(lost, doubled, invented)
        return pattern.sub(lambda match: words[match[0]], answer)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values that JSON can hold."""
        return cast("dict[str, Any]", plain(self))

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build it back from `to_dict`.

        Raises:
            InputTypeError: If something in it has the wrong type.
            InputValueError: If a key is unknown or absent.
        """
        return read(cls, values)


def mask(article: Article, *, kinds: Container[Kind] = (Kind.DIRECT, Kind.MIXED)) -> Masked:
    """Put placeholders in the places of the words that an article has in quotation marks.

    The marks stay, and so does the comma before a closing one; paraphrase stays as it is.  What is
    quoted inside a quotation goes with it.

    Args:
        article: The article.
        kinds: The kinds of statements whose quotations are masked.

    Returns:
        The masked text with its placeholders.  Without quotations it is the text itself.

    >>> from attribution import read
    >>> mask(read("Ada Moor said the dam was “quite safe”. Lem Harrow denied it.")).text
    'Ada Moor said the dam was “[[Q1]]”. Lem Harrow denied it.'
    >>> mask(read("Lem Harrow denied it.")).placeholders
    ()
    """
    letter = _unused(article.text)
    pieces, placeholders, at = [], [], 0
    for number, (span, quote) in enumerate(_outermost(article, kinds), start=1):
        name = f"[[{letter}{number}]]"
        placeholders.append(Placeholder(name, span, quote))
        pieces += [article.text[at : span.start], name]
        at = span.end
    return Masked("".join([*pieces, article.text[at:]]), tuple(placeholders), letter)


def _pattern(letter: str) -> re.Pattern[str]:
    return re.compile(rf"\[\[{re.escape(letter)}\d+\]\]")


def _unused(text: str) -> str:
    """Give a letter, or several, with which no word in double brackets begins."""
    others = ("".join(word) for size in itertools.count(1) for word in _words(size))
    letters = itertools.chain([_FIRST], others)
    return next(letter for letter in letters if not _pattern(letter).search(text))


def _words(size: int) -> Iterator[tuple[str, ...]]:
    return itertools.product(ascii_uppercase, repeat=size)


def _outermost(article: Article, kinds: Container[Kind]) -> Iterator[tuple[Span, Quote]]:
    """Give the quoted spans of statements, without those that begin inside another."""
    quoted = [
        (_stripped(span), quote)
        for quote in article
        if quote.kind in kinds
        for span in quote.quoted
    ]
    quoted.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    at = 0
    for span, quote in quoted:
        if span.start >= at and span.text:
            yield span, quote
            at = span.end


def _stripped(span: Span) -> Span:
    text = span.text.rstrip(_CLOSING)
    return Span(span.start, span.start + len(text), text)
