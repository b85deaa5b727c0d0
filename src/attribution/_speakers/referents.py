"""Who a source is, and what is asked to find it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVarTuple, Unpack

import attrs

from attribution._article.entities import Entity, Naming, Units
from attribution._speakers.why import Why

REACH = 8
"""How many sentences a pronoun may look back."""


@attrs.define(eq=False)
class Referent:
    """Who a source is: a person or body of the register, or only a phrase."""

    speaker: str
    why: Why = Why.UNNAMED
    entity: Entity | None = None
    mention: Naming | None = None
    role: Units | None = None
    organisation: Units | None = None
    owner: str | None = None
    """Whom a possessive before the role stands for."""
    body: bool = False
    several: bool = False
    document: bool = False
    somebody: bool = False
    """Whether a description without an office is of one person: a neighbour, one of the pilots."""
    epithet: bool = False
    """Whether a description names again somebody whom nothing before it names: the 61-year-old."""
    gender: str = ""
    """What the noun of a description tells: woman, spokesman."""
    genitive: bool = False
    """Whether a description stands in the genitive: des Rates."""
    decided: str = ""
    """The preference that decided between several who may be meant."""

    @property
    def person(self) -> bool:
        """Whether a singular pronoun for people may stand for it."""
        return not self.several and not self.body


@attrs.frozen(cache_hash=True)
class Limits:
    """What narrows the search for whom a source stands for; a source has the same ones throughout.

    >>> Limits(barred="Ada Moor").barred
    'Ada Moor'
    """

    barred: str = ""
    """Who cannot be meant by a pronoun, since the turn before was theirs."""
    inner: int | None = None
    """Where the content begins that the source stands behind."""
    shallow: bool = False
    """Whether the subject of a sentence before is being read, which leans on no other one."""


ANYWHERE = Limits()


@attrs.frozen
class Query:
    """Whom a pronoun or a description is looked for by.

    >>> Query(12, "female").reach
    8
    """

    unit: int
    """Before which unit somebody is looked for."""
    kind: str
    """male, female, person, several or thing."""
    limits: Limits = ANYWHERE
    reach: int = REACH
    """In how many sentences."""


@attrs.frozen
class Phrase:
    """A noun phrase that is read; units."""

    start: int
    head: int
    core: int
    """Where it ends and what is put after it begins."""
    end: int
    limits: Limits = ANYWHERE


_Parts = TypeVarTuple("_Parts")
Sieves: TypeAlias = "tuple[tuple[Why | None, Callable[[Unpack[_Parts]], Referent | None]], ...]"
"""An ordered table of preferences: the first that finds somebody decides.

One without a name is a table of its own, whose rows have them.
"""


def first_found(sieves: Sieves[*_Parts], *asked: *_Parts) -> Referent | None:
    """Give whom the first sieve finds that finds somebody, with its name as the reason."""
    for why, find in sieves:
        found = find(*asked)
        if found is not None:
            found.why = why or found.why
            return found
    return None
