"""An article: a text with what was read in it."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Iterator, Mapping
from typing import Any, Self

import attrs

from attribution.errors import MissingExtraError
from attribution.models import Person, Quote, Span


def _day(value: datetime.date | str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


@attrs.frozen(kw_only=True)
class Article:
    """A text, the statements in it, and the people and bodies that it names.

    `attribution.read` and `Parser.read` make it.  Its length and its items are those of `quotes`.

    >>> from attribution import read
    >>> article = read("Ada Moor, the mayor, denied it.", published="2031-05-07", id="a1")
    >>> [(quote.speaker, quote.role) for quote in article], len(article)
    ([('Ada Moor', 'mayor')], 1)
    >>> Article.from_dict(article.to_dict()) == article
    True
    >>> list(read("It rained."))
    []
    """

    text: str
    """The text as it was given; all spans are of it."""
    quotes: tuple[Quote, ...] = ()
    """The statements, in the order of the text."""
    people: tuple[Person, ...] = ()
    """The people and bodies that it names, in the order of first mention."""
    published: datetime.date | None = attrs.field(default=None, converter=_day)
    """The day of publication that was used: the one given, or that of the text's own header."""
    rules: str = ""
    """The name of the rule set that read it."""
    id: str | None = None
    """What the caller calls it."""
    meta: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    """What else the caller knows of it."""

    def __iter__(self) -> Iterator[Quote]:
        """Go through the statements."""
        return iter(self.quotes)

    def __len__(self) -> int:
        """Count the statements."""
        return len(self.quotes)

    def __bool__(self) -> bool:
        """An article is always something, also where nobody speaks in it."""
        return True

    def person(self, quote: Quote) -> Person | None:
        """Find the person or body who made a statement.

        Args:
            quote: A statement of this article.

        Returns:
            The one whose name the speaker is, or whom the source names; `None` where the article
            names nobody.

        >>> from attribution import read
        >>> article = read("Ada Moor, the mayor, spoke. She denied it. A clerk denied it too.")
        >>> [person and person.roles for person in map(article.person, article)]
        [('mayor',), None]
        """
        named = (person for person in self.people if quote.speaker in person.names)
        return next(named, None)

    def outside(self) -> tuple[Span, ...]:
        """Give what is no statement: the narration between the contents of the statements.

        Returns:
            The stretches of the text outside all contents, in text order, without white space at
            their ends; half-open offsets in code points.

        >>> from attribution import read
        >>> [span.text for span in read("Ada Moor said it rained. It did not.").outside()]
        ['Ada Moor said', '. It did not.']
        """
        spans = sorted((span.start, span.end) for quote in self.quotes for span in quote.contents)
        found, at = [], 0
        for start, end in [*spans, (len(self.text), len(self.text))]:
            if start > at:
                found.append(_stripped(self.text, at, start))
            at = max(at, end)
        return tuple(span for span in found if span.text)

    def to_dict(self) -> dict[str, Any]:
        """Give the article as plain values that JSON can hold.

        Returns:
            A new dictionary; `meta` is copied as it is.
        """
        return {
            "id": self.id,
            "text": self.text,
            "published": self.published.isoformat() if self.published else None,
            "rules": self.rules,
            "quotes": [quote.to_dict() for quote in self.quotes],
            "people": [person.to_dict() for person in self.people],
            "meta": dict(self.meta),
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build the article back from `to_dict`.

        Args:
            values: What `to_dict` gave, also after a journey through JSON.

        Returns:
            An article equal to the one that was written.
        """
        read = dict(values)
        read["quotes"] = tuple(Quote.from_dict(quote) for quote in values["quotes"])
        read["people"] = tuple(Person.from_dict(person) for person in values["people"])
        return cls(**read)

    def _repr_html_(self) -> str | None:
        # What a notebook shows; without jinja2 it shows the plain form.  The page is made of
        # articles, so that it is looked up only here.
        page = importlib.import_module("attribution.exports.page")
        try:
            return str(page.html(self, fragment=True))
        except MissingExtraError:
            return None


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Span(start + left, start + left + len(piece), piece)
