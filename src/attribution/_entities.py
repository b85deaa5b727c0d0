"""The people and bodies of one article, as the register keeps them."""

from __future__ import annotations

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
    extent: int = 0
    """One past the last unit of the name with what describes it."""
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
    gender: str = ""
    mentions: list[Mention] = attrs.field(factory=list)

    @property
    def name(self) -> str:
        """The fullest name that the article gives."""
        return self.names[0]

    def add(self, other: Entity) -> None:
        """Take in what is known of another entity that turned out to be the same."""
        self.names += [name for name in other.names if name not in self.names]
        self.mentions += other.mentions
        self.person = self.person or other.person
        self.body = self.body or other.body
        self.gender = self.gender or other.gender

    def described(self, unit: int) -> Mention | None:
        """Give the mention whose role counts at a unit: the last before it, else the first after."""
        return self._nearest(unit, "role")

    def placed(self, unit: int) -> Mention | None:
        """Give the mention whose organisation counts at a unit."""
        return self._nearest(unit, "organisation")

    def _nearest(self, unit: int, field: str) -> Mention | None:
        later = None
        best = None
        for mention in self.mentions:
            if getattr(mention, field) is None:
                continue
            if mention.start <= unit:
                best = mention
            elif later is None:
                later = mention
        return best or later
