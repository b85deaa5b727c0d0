"""The people and bodies of one article, as the register keeps them."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

import attrs

Units = tuple[int, int]
"""A half-open range of units."""


@attrs.define(eq=False)
class Mention:
    """One place where a person or body is named; all ranges count units."""

    start: int
    end: int
    text: str
    extent: int = 0
    """One past the last unit of the name with what describes it."""
    role: str | None = None
    role_units: Units | None = None
    organisation: str | None = None
    organisation_units: Units | None = None
    also: tuple[str, ...] = ()
    """Further roles that the same place tells."""
    owner: int | None = None
    """Unit of a possessive that stands for the body of the role."""
    rule: str = ""
    """Name of the construction that found the role or the body."""


@attrs.define(eq=False)
class Entity:
    """A person or body with every name and mention of it."""

    names: list[str]
    """The fullest name first."""
    mentions: list[Mention] = attrs.field(factory=list)
    body: bool = False
    person: bool = False
    place: bool = False
    several: bool = False
    """Whether it is a group of people: Quay Republicans."""
    gender: str = ""
    relations: tuple[str, ...] = ()
    """Nouns for a relative under which it is introduced."""
    _described: list[Mention] | None = attrs.field(default=None, init=False)
    _placed: list[Mention] | None = attrs.field(default=None, init=False)

    @property
    def name(self) -> str:
        """The fullest name that the article gives."""
        return self.names[0]

    @property
    def notable(self) -> bool:
        """Whether it is sure to be a person or body: neither a place nor a stray capital."""
        return not self.place and (self.person or self.body or " " in self.name)

    @property
    def roles(self) -> tuple[str, ...]:
        """All titles, offices and functions, in the order of the text."""
        told = (role for m in self.mentions for role in (m.role, *m.also) if role)
        return tuple(dict.fromkeys(told))

    @property
    def has_role(self) -> bool:
        """Whether any place tells a role."""
        return any(mention.role for mention in self.mentions)

    def add(self, other: Entity) -> None:
        """Take in what is known of another entity that turned out to be the same."""
        self.names += [name for name in other.names if name not in self.names]
        self.mentions += other.mentions
        self.relations += other.relations
        self.person = self.person or other.person
        self.body = self.body or other.body
        self.gender = self.gender or other.gender

    def tell(self, mention: Mention) -> None:
        """Take in a place that tells a role without the name."""
        at = bisect_right(self.mentions, mention.start, key=_start)
        self.mentions.insert(at, mention)
        self._described = self._placed = None

    def described(self, unit: int) -> Mention | None:
        """Give the mention whose role counts at a unit: the last before, else the next."""
        told = self._described
        if told is None:
            told = self._described = [m for m in self.mentions if m.role is not None]
        return _nearest(told, unit)

    def placed(self, unit: int) -> Mention | None:
        """Give the mention whose organisation counts at a unit."""
        told = self._placed
        if told is None:
            told = self._placed = [m for m in self.mentions if m.organisation is not None]
        return _nearest(told, unit)


_start = attrgetter("start")


def _nearest(told: list[Mention], unit: int) -> Mention | None:
    """Give the last mention that starts at a unit or before, else the first."""
    if not told:
        return None
    return told[(bisect_right(told, unit, key=_start) or 1) - 1]
