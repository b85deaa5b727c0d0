"""What is known of an article when its sources are resolved: who is named where, and who spoke."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter

import attrs

from attribution._article.document import BREAK, Document
from attribution._article.entities import Entity, Naming, Units
from attribution._people.cases import head_tag, head_word, named_in_nominative
from attribution._people.signs import Signs, signs_of
from attribution._speakers.referents import Limits, Phrase, Referent
from attribution._speakers.why import Why

_PAIR = 2
_START = itemgetter(0)
_EDGES = "“”„\"'‘’,;:()[] "
_OPENING = {"”": "“", "“": "„", "’": "‘", ")": "(", "]": "["}
"""What a sign that closes goes with."""
_BACK = 2
_LATER = 20
"""How many sentences after a pronoun the name may come."""
_LONG = 300
"""In how many units mentions are looked for at most."""


@attrs.define(eq=False, slots=False)
class Scene:
    """What is known of the article: who is named where, and who has spoken."""

    document: Document
    entities: list[Entity]
    signs: Signs = attrs.field(init=False)
    mentions: list[tuple[int, Naming, Entity]] = attrs.field(init=False)
    starts: list[int] = attrs.field(init=False)
    bounds: list[int] = attrs.field(init=False)
    known: dict[tuple[Units, Limits], Referent | None] = attrs.field(factory=dict)
    """Who the sources are that were asked for."""
    granted: set[str] = attrs.field(factory=set, init=False)
    """The descriptions of those to whom the article has granted anonymity."""
    labelled: set[Entity] = attrs.field(factory=set, init=False)
    """The people whose words stand behind labels: "Moor: It is late."."""
    _said: list[tuple[int, Referent]] = attrs.field(factory=list, init=False)
    """Who has spoken, with where their sources begin."""
    _asked: list[tuple[int, Units]] = attrs.field(factory=list, init=False)
    """Who has been asked something, with where the sources begin of those who asked."""
    _bodies: dict[str, list[Entity]] = attrs.field(factory=dict, init=False)
    holders: dict[str, dict[int, Entity]] = attrs.field(factory=dict, init=False)
    """Office -> who holds it."""
    _alone: dict[str, Entity | None] = attrs.field(factory=dict, init=False)
    _offices: list[tuple[Entity, str]] | None = attrs.field(default=None, init=False)
    _places: frozenset[str] | None = attrs.field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        """Index the mentions and the sentences."""
        self.signs = signs_of(self.document.grammar)
        self.mentions = [(m.start, m, e) for e in self.entities for m in e.mentions]
        self.mentions.sort(key=_START)
        self.starts = list(map(_START, self.mentions))
        # A stop with the break after it ends one sentence, not two.
        ends = [*self.document.sentence_ends, -1]
        self.bounds = [a for a, b in itertools.pairwise(ends) if b != a + 1]

    @property
    def offices(self) -> list[tuple[Entity, str]]:
        """The people with the roles that are told of them, in small letters."""
        if self._offices is None:
            people = (e for e in self.entities if not e.body)
            self._offices = [(e, m.role.lower()) for e in people for m in e.mentions if m.role]
        return self._offices

    @functools.cached_property
    def protagonist(self) -> Entity | None:
        """The person who is named first in the article, whom it need not introduce again."""
        people = (entity for _, _, entity in self.mentions if not (entity.body or entity.place))
        return next(people, None)

    @functools.cached_property
    def paragraphs(self) -> list[int]:
        """The units that paragraphs begin with."""
        tags, breaks = self.document.tags, self.document.grammar[BREAK]
        ends = [-1, *(end for end in self.document.sentence_ends if tags[end] in breaks)]
        return [end + 1 for end in ends if end + 1 < len(tags) and tags[end + 1] not in breaks]

    @property
    def places(self) -> frozenset[str]:
        """The names of places in small letters."""
        if self._places is None:
            places = (name.lower() for e in self.entities if e.place for name in e.names)
            self._places = frozenset(places)
        return self._places

    def spoken(self, source: Units, referent: Referent) -> None:
        """Remember who spoke, for the pronouns that follow."""
        self._said.append((source[0], referent))

    def asked(self, source: Units, hearer: Units) -> None:
        """Remember whom somebody asked, who is to answer."""
        self._asked.append((source[0], hearer))

    def asked_last(self, unit: int, since: int) -> Units | None:
        """Give who was asked by the last that is said in a range of units, if that asks."""
        at, last = bisect_left(self._said, unit, key=_START), None
        if at and self._said[at - 1][0] >= since:
            last = self._said[at - 1][0]
        asked = bisect_left(self._asked, unit, key=_START)
        if last is None or not asked or self._asked[asked - 1][0] != last:
            return None
        return self._asked[asked - 1][1]

    def spoke_before(self, unit: int, since: int = 0) -> Iterator[Referent]:
        """Give who spoke in a range of units before a source, the last one first."""
        at = bisect_left(self._said, unit, key=_START)
        while at and self._said[at - 1][0] >= since:
            at -= 1
            yield self._said[at][1]

    def sentences_before(self, unit: int, reach: int) -> Iterator[Units]:
        """Give the sentences before a unit, the last one first, which begins with its own."""
        at, end = bisect_right(self.bounds, unit - 1), unit
        for back in range(at, max(at - reach, -1), -1):
            start = self.bounds[back - 1] + 1 if back else 0
            yield start, end
            end = start

    def bodies_named(self, word: str) -> list[Entity]:
        """Give the bodies in whose names a word stands."""
        if word not in self._bodies:
            self._bodies[word] = [
                entity
                for entity in self.entities
                if entity.body and any(word in name.lower().split() for name in entity.names)
            ]
        return self._bodies[word]

    @functools.cached_property
    def bodies_told(self) -> dict[str, list[Entity]]:
        """The nouns that tell what a body is before its name, with two of those bodies at most.

        "Train operator Norden": which of more is meant by "the operator", none of them tells.
        """
        tags, kinds = self.document.tags, self.signs.kinds
        told: dict[str, list[Entity]] = {}
        for start, _, entity in self.mentions:
            if start and entity.body and not entity.place and tags[start - 1] in kinds:
                known = told.setdefault(self.document.word(start - 1), [])
                if len(known) < _PAIR and entity not in known:
                    known.append(entity)
        return told

    def sentence(self, unit: int) -> int:
        """Give the number of the sentence that a unit stands in."""
        return bisect_right(self.bounds, unit)

    def only(self, gender: str) -> Entity | None:
        """Give the one person of a gender that the article names, if there is just one."""
        if gender not in self._alone:
            found = [e for e in self.entities if e.gender == gender and not e.body and not e.place]
            self._alone[gender] = found[0] if len(found) == 1 else None
        return self._alone[gender]

    def first_after(self, unit: int, gender: str) -> Entity | None:
        """Give the first person of a gender in the article, if a sentence later begins so."""
        found = next((e for e in self.entities if e.gender == gender and not e.body), None)
        if found is None or found.place:
            return None
        mention, tags = found.mentions[0], self.document.tags
        if not unit < mention.start or self.sentence(mention.start) - self.sentence(unit) > _LATER:
            return None
        joined = tags[mention.end : mention.end + 1] in self.signs.joins
        return found if tags[mention.start - 1] in self.signs.opening and not joined else None

    def inside(self, unit: int) -> bool:
        """Say whether a unit is part of a name."""
        at = bisect_right(self.starts, unit) - 1
        return at >= 0 and self.mentions[at][1].end > unit

    def mention_at(self, unit: int) -> tuple[Naming, Entity] | None:
        """Give the mention that a unit is part of."""
        at = bisect_right(self.starts, unit) - 1
        if at < 0:
            return None
        _, mention, entity = self.mentions[at]
        return (mention, entity) if mention.end > unit else None

    def mentions_in(self, start: int, end: int) -> list[tuple[Naming, Entity]]:
        """Give the mentions that begin in a range of units, the end of it where it is long."""
        first = bisect_left(self.starts, max(start, end - _LONG))
        last = bisect_left(self.starts, end, first)
        return [(mention, entity) for _, mention, entity in self.mentions[first:last]]

    def named(self, mention: Naming, entity: Entity) -> Referent:
        """Give the referent of a name."""
        mention, entity = self.bearer(mention, entity)
        body = entity.body and not entity.person
        several = entity.several and not body
        return Referent(
            entity.name,
            entity=entity,
            mention=mention,
            body=body,
            several=several,
            why=Why.NAME,
            decided=mention.decided,
        )

    def bearer(self, mention: Naming, entity: Entity) -> tuple[Naming, Entity]:
        """Give whom a name is taken to name, and where."""
        if self._follows_bracket(mention.start):
            return self._bracketed(mention) or (mention, entity)
        return mention, entity

    def _follows_bracket(self, unit: int) -> bool:
        tags = self.document.tags
        closed = unit >= _BACK + _BACK and tags[unit - _BACK] in self.signs.closes
        return closed and tags[unit - 1] in self.signs.links

    def _bracketed(self, mention: Naming) -> tuple[Naming, Entity] | None:
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
            text = named_in_nominative(self.document, units)
        return clean(text or "")

    def noun(self, read: Phrase) -> str:
        """Give the head of a phrase in small letters, as it is known."""
        return head_word(self.document, read.start, read.head)

    def noun_tag(self, read: Phrase) -> str:
        """Give the tag character of the head of a phrase, as it is known."""
        return head_tag(self.document, read.start, read.head)

    def noun_tags(self, read: Phrase) -> frozenset[str]:
        """Give the tags of the head of a phrase, as it is known."""
        return self.document.grammar.alphabet.tags(self.noun_tag(read))

    def text(self, start: int, end: int) -> str:
        """Give the words of some units on one line, without signs at their edges."""
        return clean(self.document.words_of((start, end)))


def clean(text: str) -> str:
    """Give words on one line, without signs at their edges.

    >>> clean("“North Wind”,"), clean("a boatman of the “North Wind”,")
    ('North Wind', 'a boatman of the “North Wind”')
    """
    words = " ".join(text.split()).lstrip(_EDGES)
    found = words.rstrip(_EDGES)
    last = words[len(found) :][:1]
    opened = any(found.count(sign) > found.count(last) for sign in _OPENING.get(last, ""))
    return found + last if opened else found
