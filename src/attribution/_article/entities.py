"""The people and bodies of one article, as the register keeps them."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

import attrs

from attribution._article.evidence import Evidence

Units = tuple[int, int]
"""A half-open range of units."""


@attrs.define(eq=False)
class Naming:
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
    decided: str = ""
    """The preference by which a short name went to one of several who may bear it."""


@attrs.define(eq=False)
class Entity:
    """A person or body with every name and mention of it."""

    names: list[str]
    """The fullest name first."""
    mentions: list[Naming] = attrs.field(factory=list)
    body: bool = attrs.field(default=False, init=False)
    """Whether most speaks for a body; a place is one too, as it may speak."""
    person: bool = attrs.field(default=False, init=False)
    place: bool = attrs.field(default=False, init=False)
    several: bool = False
    """Whether it is a group of people: Quay Republicans."""
    gender: str = ""
    evidence: dict[Evidence, None] = attrs.field(factory=dict, init=False)
    """The signs that it shows of what it is, in the order in which they were found."""
    pronouns: list[str] = attrs.field(factory=list)
    """By which pronouns sources stand for it, in the order of the text."""
    relations: tuple[str, ...] = ()
    """Nouns for a relative under which it is introduced."""
    _known: set[str] | None = attrs.field(default=None, init=False)
    """The same names to be looked up, once there are more of them."""
    _described: list[Naming] | None = attrs.field(default=None, init=False)
    _placed: list[Naming] | None = attrs.field(default=None, init=False)

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

    def show(self, sign: Evidence) -> None:
        """Note a sign of what it is."""
        if sign not in self.evidence:
            self.evidence[sign] = None
            self._judge()

    def _judge(self) -> None:
        person = sum(sign.person for sign in self.evidence)
        body = sum(sign.body for sign in self.evidence)
        place = sum(sign.place for sign in self.evidence)
        # A name that is half a person's is one: persons speak, and have the fewest signs.
        self.person = person > 0 and person >= max(body, place)
        self.place = place > max(body, 0) and not self.person
        self.body = (body > 0 or self.place) and not self.person

    def call(self, name: str, *, first: bool = False) -> None:
        """Take in one more name, the fullest if it comes first."""
        if self._known is None:
            self._known = set(self.names)
        if name not in self._known:
            self._known.add(name)
            self.names.insert(0 if first else len(self.names), name)

    def add(self, other: Entity) -> None:
        """Take in what is known of another entity that turned out to be the same."""
        for name in other.names:
            self.call(name)
        self.mentions += other.mentions
        self.relations += other.relations
        self.evidence.update(other.evidence)
        self._judge()
        self.gender = self.gender or other.gender

    def tell(self, mention: Naming) -> None:
        """Take in a place that tells a role without the name."""
        at = bisect_right(self.mentions, mention.start, key=_start)
        self.mentions.insert(at, mention)
        self._described = self._placed = None

    def described(self, unit: int) -> Naming | None:
        """Give the mention whose role counts at a unit: the last before, else the next."""
        told = self._described
        if told is None:
            told = self._described = [m for m in self.mentions if m.role is not None]
        return _nearest(told, unit)

    def placed(self, unit: int) -> Naming | None:
        """Give the mention whose organisation counts at a unit."""
        told = self._placed
        if told is None:
            told = self._placed = [m for m in self.mentions if m.organisation is not None]
        return _nearest(told, unit)


_start = attrgetter("start")


def _nearest(told: list[Naming], unit: int) -> Naming | None:
    """Give the last mention that starts at a unit or before, else the first."""
    if not told:
        return None
    return told[(bisect_right(told, unit, key=_start) or 1) - 1]
