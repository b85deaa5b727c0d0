"""What is counted of an article, and under which keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import attrs

from attribution.articles import Article
from attribution.audit.joining import Source
from attribution.errors import FormatError
from attribution.models import Person, Quote, SourceType

DIMENSIONS: Mapping[str, str] = {
    "speaker": "who is quoted",
    "organisation": "for whom they speak",
    "role": "in what role",
    "source_type": "what stands behind the statement",
    "pronoun": "the pronoun by which the article calls the speaker",
    "stance": "how the statement is put",
    "kind": "direct, indirect or mixed",
    "month": "the month in which the article was published",
}
"""What statements can be counted by, and what that is; besides ``meta.<key>``."""
META = "meta."
AND = "+"
"""Joins two dimensions: ``pronoun+meta.desk``."""
_NONE = "(none)"
_SENTENCE = re.compile(r"[.!?][\"”’»]?(?=\s|$)|\n")

Part = str | Source
Key = tuple[Part, ...]


@attrs.define
class Count:
    """Numbers for one value of a dimension."""

    statements: int = 0
    words: int = 0
    articles: int = 0
    first: int = 0
    """Articles whose first statement it is."""
    only: int = 0
    """Articles all of whose statements it is."""

    def add(self, other: Count) -> None:
        """Add the numbers of another."""
        for field in attrs.fields(Count):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


@attrs.frozen
class Anonymous:
    """A statement of a source that an article leaves unnamed on purpose."""

    article: str | None
    """The id of the article."""
    speaker: str | None
    told: str
    """What the article says of the source: the reason stands there, if it gives one."""
    text: str
    """The statement."""


class Aliases:
    """Other names -> the one under which somebody is counted."""

    def __init__(self, names: Mapping[str, object]) -> None:
        """Index the names without regard to case."""
        self._names = {name.casefold(): name for name in names}
        for name, others in names.items():
            for other in [others] if isinstance(others, str) else list(_strings(others)):
                self._names[other.casefold()] = name

    def get(self, names: Iterator[str] | tuple[str, ...]) -> str | None:
        """Give the name under which whoever has these names is counted, if it was given."""
        found = (self._names[name.casefold()] for name in names if name.casefold() in self._names)
        return next(found, None)


def _strings(values: object) -> Iterator[str]:
    if isinstance(values, list | tuple | set | frozenset):
        yield from (str(value) for value in values)


def check_dimension(name: str) -> tuple[str, ...]:
    """Give the parts of a dimension.

    Raises:
        FormatError: If there is no such dimension.
    """
    parts = tuple(name.split(AND))
    for part in parts:
        if part not in DIMENSIONS and not part.startswith(META):
            raise FormatError("dimension", part, [*DIMENSIONS, f"{META}<key>"])
    return parts


class Reading:
    """The keys of the statements of one article."""

    def __init__(self, article: Article, aliases: Aliases) -> None:
        """Look up who speaks."""
        self.article = article
        self._aliases = aliases
        self._sources: dict[tuple[str, str], Source] = {}

    def key(self, quote: Quote, parts: tuple[str, ...]) -> Key:
        """Give the key of a statement in a dimension."""
        return tuple(self._part(quote, part) for part in parts)

    def _part(self, quote: Quote, part: str) -> Part:
        if part.startswith(META):
            value = self.article.meta.get(part.removeprefix(META))
            return _NONE if value is None else str(value)
        return _PARTS[part](self, quote)

    def source(self, quote: Quote) -> Source:
        """Give who made a statement."""
        if quote.source_type not in (SourceType.PERSON, SourceType.ORGANISATION):
            return Source(f"({quote.source_type or 'nobody named'})", sure=True)
        person = self.article.person(quote)
        name = _name(quote, person)
        place = name, quote.source_type.value
        if place not in self._sources:
            self._sources[place] = self._made(name, quote, person)
        return self._sources[place]

    def _made(self, name: str, quote: Quote, person: Person | None) -> Source:
        names = person.names if person is not None else (name,)
        alias = self._aliases.get((name, *names))
        if alias is not None:
            return Source(alias, sure=True)
        if quote.source_type is SourceType.ORGANISATION:
            return Source(name, body=True)
        own = [item for item in self.article if _name(item, self.article.person(item)) == name]
        roles = {item.role for item in own}.union(person.roles if person else ())
        bodies = {item.organisation for item in own}.union(person.organisations if person else ())
        return Source(name, roles=_folded(roles), bodies=_folded(bodies))

    def organisation(self, quote: Quote) -> str:
        """Give the body that a speaker speaks for."""
        if quote.organisation is None:
            return _NONE
        return self._aliases.get((quote.organisation,)) or quote.organisation

    def pronoun(self, quote: Quote) -> str:
        """Give the pronouns by which the article calls the speaker."""
        person = self.article.person(quote)
        if quote.source_type is not SourceType.PERSON or person is None:
            return "(no named person)"
        return ", ".join(person.pronouns) or _NONE

    def month(self) -> str:
        """Give the month of publication."""
        day = self.article.published
        return _NONE if day is None else f"{day:%Y-%m}"


_PARTS: Mapping[str, Callable[[Reading, Quote], Part]] = {
    "speaker": lambda reading, quote: reading.source(quote),
    "organisation": lambda reading, quote: reading.organisation(quote),
    "role": lambda _, quote: quote.role.casefold() if quote.role else _NONE,
    "source_type": lambda _, quote: quote.source_type or _NONE,
    "pronoun": lambda reading, quote: reading.pronoun(quote),
    "stance": lambda _, quote: quote.stance or _NONE,
    "kind": lambda _, quote: quote.kind.value,
    "month": lambda reading, _: reading.month(),
}


def _folded(values: set[str | None]) -> frozenset[str]:
    return frozenset(value.casefold() for value in values if value)


def _name(quote: Quote, person: Person | None) -> str:
    """Give the name of a source; who speaks for a body without one is the body."""
    if person is not None:
        return person.name
    if quote.source_type is SourceType.ORGANISATION and quote.organisation:
        return quote.organisation
    return quote.speaker or _NONE


def counts(reading: Reading, parts: tuple[str, ...]) -> dict[Key, Count]:
    """Count the statements of an article by a dimension."""
    found: dict[Key, Count] = {}
    keys = [reading.key(quote, parts) for quote in reading.article]
    for key, quote in zip(keys, reading.article, strict=True):
        count = found.setdefault(key, Count(articles=1))
        count.statements += 1
        count.words += len(quote.text.split())
    for key in keys[:1]:
        found[key].first = 1
        found[key].only = int(len(found) == 1)
    return found


def anonymous(article: Article) -> Iterator[Anonymous]:
    """Give the statements of sources that an article leaves unnamed on purpose."""
    for quote in article:
        if quote.source_type is SourceType.ANONYMOUS:
            yield Anonymous(article.id, quote.speaker, _told(article, quote), quote.text)


def _told(article: Article, quote: Quote) -> str:
    if quote.source is None:
        return ""
    source, text = quote.source, article.text
    starts = [span.start for span in quote.contents if span.start >= source.end]
    stop = _SENTENCE.search(text, source.end)
    end = min([*starts, stop.start() if stop else len(text)])
    return " ".join(text[source.start : end].split()).rstrip(" ,:;“\"'‘")
