"""The people and bodies of one article, as the register keeps them."""

from __future__ import annotations

from bisect import bisect_right

import attrs

Units = tuple[int, int]
"""A half-open range of units."""


@attrs.define(eq=False)
class Mention:
    """One place where a person or body is named; all ranges count units."""

    start: int
    end: int
    text: str
    role: str | None = None
    role_units: Units | None = None
    organisation: str | None = None
    organisation_units: Units | None = None
    also: tuple[str, ...] = ()
    """Further roles that the same place tells."""
    extent: int = 0
    """One past the last unit of the name with what describes it."""
    owner: int | None = None
    """Unit of a possessive that stands for the body of the role."""
    rule: str = ""
    """Name of the construction that found the role or the body."""


@attrs.define(eq=False)
class Entity:
    """A person or body with every name and mention of it."""

    names: list[str]
    """The fullest name first."""
    body: bool = False
    person: bool = False
    place: bool = False
    several: bool = False
    """Whether it is a group of people: Quay Republicans."""
    gender: str = ""
    relations: list[str] = attrs.field(factory=list)
    """Nouns for a relative under which it is introduced."""
    mentions: list[Mention] = attrs.field(factory=list)
    _told: dict[str, list[Mention]] = attrs.field(factory=dict, init=False)

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
        self._told.clear()

    def described(self, unit: int) -> Mention | None:
        """Give the mention whose role counts at a unit: the last before, else the next."""
        return self._nearest(unit, "role")

    def placed(self, unit: int) -> Mention | None:
        """Give the mention whose organisation counts at a unit."""
        return self._nearest(unit, "organisation")

    def _nearest(self, unit: int, field: str) -> Mention | None:
        told = self._told.get(field)
        if told is None:
            told = [mention for mention in self.mentions if getattr(mention, field) is not None]
            self._told[field] = told
        if not told:
            return None
        at = bisect_right(told, unit, key=_start)
        return told[at - 1] if at else told[0]


def _start(mention: Mention) -> int:
    return mention.start
