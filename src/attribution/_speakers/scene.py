"""What is known of an article when its sources are resolved: who is named where, and who spoke."""

from __future__ import annotations

import html
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from operator import itemgetter

import attrs

from attribution._document import Document
from attribution._entities import Entity, Mention, Units
from attribution._speakers.marks import Marks, marks_of

_START = itemgetter(0)
_BACK = 2
_LATER = 20
"""How many sentences after a pronoun the name may come."""


@attrs.define(eq=False)
class Referent:
    """Who a source is: a person or body of the register, or only a phrase."""

    speaker: str
    why: str
    entity: Entity | None = None
    mention: Mention | None = None
    role: Units | None = None
    organisation: Units | None = None
    owner: str | None = None
    """Whom a possessive before the role stands for."""
    body: bool = False
    several: bool = False
    document: bool = False
    gender: str = ""
    """What the noun of a description tells: woman, spokesman."""

    @property
    def person(self) -> bool:
        """Whether a singular pronoun for people may stand for it."""
        return not self.several and not self.body


@attrs.define(eq=False)
class Scene:
    """What is known of the article: who is named where, and who has spoken."""

    document: Document
    entities: list[Entity]
    read: Callable[[Scene, int, int], Referent | None]
    """Tells who a noun phrase stands for."""
    marks: Marks = attrs.field(init=False)
    mentions: list[tuple[int, Mention, Entity]] = attrs.field(init=False)
    starts: list[int] = attrs.field(init=False)
    bounds: list[int] = attrs.field(init=False)
    said: list[tuple[Units, Referent]] = attrs.field(factory=list)
    inner: int | None = None
    """Where the content begins that the source in hand stands behind."""
    reading: bool = False
    """Whether the subject of a sentence before is being read."""
    memo: dict[Units, Referent | None] = attrs.field(factory=dict)
    holders: dict[str, list[Entity]] = attrs.field(factory=dict)
    bodies: dict[str, list[Entity]] = attrs.field(factory=dict)
    barred: str = ""
    """Who cannot be meant by a pronoun, since the turn before was theirs."""
    alone: dict[str, Entity | None] = attrs.field(factory=dict)
    _offices: list[tuple[Entity, list[str]]] | None = attrs.field(default=None, init=False)
    _places: frozenset[str] | None = attrs.field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        """Index the mentions and the sentences."""
        self.marks = marks_of(self.document.grammar)
        self.mentions = [(m.start, m, e) for e in self.entities for m in e.mentions]
        self.mentions.sort(key=_START)
        self.starts = list(map(_START, self.mentions))
        # A stop with the break after it ends one sentence, not two.
        ends = [*self.document.sentence_ends, -1]
        self.bounds = [a for a, b in itertools.pairwise(ends) if b != a + 1]

    @property
    def offices(self) -> list[tuple[Entity, list[str]]]:
        """The people of whom roles are told, with each role in small letters."""
        if self._offices is None:
            people = (e for e in self.entities if not e.body)
            told = ((e, [m.role.lower() for m in e.mentions if m.role]) for e in people)
            self._offices = [(entity, roles) for entity, roles in told if roles]
        return self._offices

    @property
    def places(self) -> frozenset[str]:
        """The names of places in small letters."""
        if self._places is None:
            places = (name.lower() for e in self.entities if e.place for name in e.names)
            self._places = frozenset(places)
        return self._places

    def learn(self, entity: Entity, told: Mention) -> None:
        """Keep what a description tells of somebody."""
        entity.tell(told)
        self._offices = None

    def spoken(self, source: Units, referent: Referent) -> None:
        """Remember who spoke, for the pronouns that follow."""
        self.said.append((source, referent))

    def sentence(self, unit: int) -> int:
        """Give the number of the sentence that a unit stands in."""
        return bisect_right(self.bounds, unit)

    def only(self, gender: str) -> Entity | None:
        """Give the one person of a gender that the article names, if there is just one."""
        if gender not in self.alone:
            found = [e for e in self.entities if e.gender == gender and not e.body and not e.place]
            self.alone[gender] = found[0] if len(found) == 1 else None
        return self.alone[gender]

    def first_after(self, unit: int, gender: str) -> Entity | None:
        """Give the first person of a gender in the article, if a sentence later begins so."""
        found = next((e for e in self.entities if e.gender == gender and not e.body), None)
        if found is None or found.place:
            return None
        mention, tags, grammar = found.mentions[0], self.document.tags, self.document.grammar
        if not unit < mention.start or self.sentence(mention.start) - self.sentence(unit) > _LATER:
            return None
        joined = tags[mention.end : mention.end + 1] in self.marks.joins
        return (
            found if tags[mention.start - 1] in grammar.chars_of("opening") and not joined else None
        )

    def inside(self, unit: int) -> bool:
        """Say whether a unit is part of a name."""
        at = bisect_right(self.starts, unit) - 1
        return at >= 0 and self.mentions[at][1].end > unit

    def mention_at(self, unit: int) -> tuple[Mention, Entity] | None:
        """Give the mention that a unit is part of."""
        at = bisect_right(self.starts, unit) - 1
        if at < 0:
            return None
        _, mention, entity = self.mentions[at]
        return (mention, entity) if mention.end > unit else None

    def mentions_in(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """Give the mentions that begin in a range of units."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        return [(mention, entity) for _, mention, entity in self.mentions[first:last]]

    def named(self, mention: Mention, entity: Entity) -> Referent:
        """Give the referent of a name."""
        mention, entity = self.bearer(mention, entity)
        body = entity.body and not entity.person
        several = entity.several and not body
        return Referent(entity.name, "name", entity, mention, body=body, several=several)

    def bearer(self, mention: Mention, entity: Entity) -> tuple[Mention, Entity]:
        """Give whom a name is taken to name, and where."""
        if self._follows_bracket(mention.start):
            return self._bracketed(mention) or (mention, entity)
        return mention, entity

    def _follows_bracket(self, unit: int) -> bool:
        tags = self.document.tags
        closed = unit >= _BACK + _BACK and tags[unit - _BACK] in self.marks.closes
        return closed and tags[unit - 1] in self.marks.links

    def _bracketed(self, mention: Mention) -> tuple[Mention, Entity] | None:
        """Find the body in "Quay Front (QF) of Wexhaven", where only the last word was taken."""
        inner = self.mention_at(mention.start - _BACK - 1)
        if inner is None or inner[0].start < _BACK:
            return None
        return self.mention_at(inner[0].start - _BACK)

    def body_name(self, units: Units | None, text: str | None = None) -> str:
        """Give the fullest name of the body that stands at some units."""
        if units is not None:
            found = self.mention_at(units[0])
            if found is not None and (found[0].start, found[0].end) == units and found[1].body:
                # "R-Utah" is told as Utah
                return found[1].name if text is None or text in found[0].text else clean(text)
        if text is None and units is not None:
            text = self.text(*units)
        return clean(text or "")

    def text(self, start: int, end: int) -> str:
        """Give the words of some units on one line, without marks at their edges."""
        return clean(self.document.words_of((start, end)))


def clean(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split()).strip("“”„\"'‘’,;:()[] ")
