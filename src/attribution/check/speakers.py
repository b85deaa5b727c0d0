"""Whether two statements in different texts have the same speaker, as far as their names tell."""

from __future__ import annotations

from collections.abc import Iterable

from attribution.articles import Article
from attribution.check.words import words
from attribution.models import Quote, SourceType

_NAMED = frozenset({SourceType.PERSON, SourceType.ORGANISATION})


def differ(one: Quote, first: Article, two: Quote, second: Article) -> bool:
    """Say whether two statements are certainly by different speakers.

    They are not where either has no name ("he", "an official"), where one name is part of the
    other, or where one speaks for the other, as a spokeswoman does for her ministry.

    Args:
        one: A statement.
        first: The article that it stands in.
        two: Another statement.
        second: The article that this one stands in.

    >>> from attribution import read
    >>> a = read("Ada Moor, the mayor, said it rained.")
    >>> b = read("Moor said it rained. Lem Harrow said it snowed. She said so.")
    >>> [differ(a.quotes[0], a, quote, b) for quote in b]
    [False, True, False]
    """
    if not (_is_named(one, first) and _is_named(two, second)):
        return False
    if _share(_names(one, first), _names(two, second)):
        return False
    return not (
        _share(_names(one, first), _bodies(two, second))
        or _share(_bodies(one, first), _names(two, second))
    )


def _is_named(quote: Quote, article: Article) -> bool:
    if quote.speaker is None or quote.source_type not in _NAMED:
        return False
    return quote.source_type is SourceType.ORGANISATION or article.person(quote) is not None


def _names(quote: Quote, article: Article) -> list[frozenset[str]]:
    person = article.person(quote)
    # Who speaks for a body without a name is called by the body.
    voice = quote.organisation if quote.source_type is SourceType.ORGANISATION else None
    return _sets([quote.speaker, voice, *(person.names if person else ())])


def _bodies(quote: Quote, article: Article) -> list[frozenset[str]]:
    person = article.person(quote)
    more = (*person.organisations, *person.roles) if person else ()
    return _sets([quote.organisation, quote.role, *more])


def _sets(names: Iterable[str | None]) -> list[frozenset[str]]:
    found = (frozenset(word.key for word in words(name)) for name in names if name)
    return [name for name in found if name]


def _share(some: list[frozenset[str]], others: list[frozenset[str]]) -> bool:
    one, other = _full(some), _full(others)
    # A surname alone may be anybody's of that name; of two full names it is not enough.
    if one and other:
        some, others = one, other
    return any(_fit(one, other) for one in some for other in others)


def _full(names: list[frozenset[str]]) -> list[frozenset[str]]:
    return [name for name in names if len(name) > 1]


def _fit(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = sorted((one, other), key=len)
    return all(any(_alike(word, there) for there in more) for word in fewer)


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) == 1 and longer.startswith(shorter))
