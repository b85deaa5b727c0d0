"""Which names stand for the same person: variants of a full name, surnames, given names."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from attribution._article.entities import Entity
from attribution._article.evidence import Evidence
from attribution._article.preferences import Preference, preferred
from attribution._people.names import NameTable
from attribution._people.spelling import (
    Parts,
    alike,
    in_common,
    plain,
    plain_parts,
    similar,
    skeleton,
    surname,
)

_DOMINANT = 2
_SETTLED = 3
_SHORT = 3
_MANY = 50
_PAIR = 2


def full_names(names: NameTable) -> dict[str, list[Entity]]:
    """Give the people with full names by the plain form of their surnames, variants merged."""
    index: dict[str, list[Entity]] = {}
    known = _Known()
    sizes, suffixes = names.sizes, names.signs.suffixes
    _without_last(names)
    full = [text for text, entity in names.found.items() if not entity.body and sizes[text] > 1]
    # Names in capitals throughout come last: they may stand for others, never others for them.
    for text in sorted(full, key=str.isupper):
        entity, bones = names.found[text], skeleton(surname(text, suffixes))
        same = known.same(bones, entity)
        if same is not None:
            same.add(entity)
            del names.found[text]
        elif not text.isupper() or entity.person:
            index.setdefault(bones, []).append(entity)
        else:
            continue
        known.add(bones, same or entity, entity.names)
    return index


def _without_last(names: NameTable) -> None:
    """Merge names that are others without their last word: Siti Aminah, Siti Aminah Moor."""
    people = {text: entity for text, entity in names.found.items() if entity.person}
    longer: dict[str, list[Entity]] = {}
    for text, entity in people.items():
        if names.sizes[text] > _PAIR:
            longer.setdefault(text.rpartition(" ")[0], []).append(entity)
    for text, bearers in longer.items():
        short = people.get(text)
        if short is not None and len(bearers) == 1 and _may_be_one(short, bearers[0]):
            bearers[0].add(short)
            del names.found[text]


@attrs.frozen
class _Known:
    """Those whose full names are known, by what all names have in common that may be one's."""

    bearers: dict[tuple[str, ...], dict[Entity, list[Parts]]] = attrs.field(factory=dict)

    def add(self, bones: str, bearer: Entity, names: Iterable[str]) -> None:
        """Take in names of somebody."""
        for parts in map(plain_parts, names):
            if parts:
                rows = self.bearers.setdefault((bones, *in_common(parts)), {})
                rows.setdefault(bearer, []).append(parts)

    def same(self, bones: str, entity: Entity) -> Entity | None:
        """Give the first who may be called as somebody is."""
        parts = plain_parts(entity.name)
        rows = self.bearers.get((bones, *in_common(parts))) if parts else None
        # The pairs are bounded, since one person may have any number of names.
        pairs = ((other, name) for other, known in (rows or {}).items() for name in known)
        for other, name in itertools.islice(pairs, _MANY):
            if _may_be_one(entity, other) and alike(parts, name):
                return other
        return None


def _may_be_one(one: Entity, two: Entity) -> bool:
    return not (one.gender and two.gender and one.gender != two.gender)


def short_names(names: NameTable) -> None:
    """Give surnames and first names that stand alone to the one person who bears them."""
    given = names.given
    for group in names.people.values():
        for person in group:
            parts = plain_parts(person.name)
            given.setdefault(parts[0], []).append(person)
            for part in _pieces(parts):
                given.setdefault(part, []).append(person)
    _not_places(names)
    for table in (names.found, names.doubtful):
        for text, word, entity in _short(names, table):
            owner, decided = _owner(names, word, entity)
            if owner is None:
                continue
            for mention in entity.mentions if decided else ():
                mention.decided = decided
            owner.add(entity)
            owner.show(Evidence.SHORT_NAME)
            if table is names.found:
                del table[text]


def _pieces(parts: Parts) -> Iterator[str]:
    """Give by what else a long name is called: "Robles" is Javier Robles Moor."""
    if len(parts) > _PAIR:
        yield " ".join(parts[1:])
        if len(parts[-_PAIR].rstrip(".")) > _SHORT:
            yield parts[-_PAIR]


def _not_places(names: NameTable) -> None:
    """See surnames in the names of places that are only named after a bearer: Jordan, Chad."""
    for table in (names.found, names.doubtful):
        for text, entity in table.items():
            if entity.place and names.sizes[text] == 1 and _is_borne(names, text, entity):
                entity.show(Evidence.SURNAME_BORNE)


def _is_borne(names: NameTable, text: str, place: Entity) -> bool:
    """Whether one person alone has a name for a surname, and first; nothing is in or at it."""
    bearers = [p for p in names.people.get(skeleton(plain(text)), [])[:_MANY] if p.person]
    if len(bearers) != 1 or bearers[0].name.rpartition(" ")[2] != text:
        return False
    tags, links = names.document.tags, names.signs.links
    first = bearers[0].mentions[0].start
    starts = [mention.start for mention in place.mentions]
    return all(first < start and tags[start - 1] not in links for start in starts)


def _short(names: NameTable, table: dict[str, Entity]) -> Iterator[tuple[str, str, Entity]]:
    """Give what may be the surname or first name of somebody, with its plain form."""
    given, people, sizes = names.given, names.people, names.sizes
    for text, entity in list(table.items()):
        if entity.place or (len(text) <= _SHORT and text.isupper() and not entity.person):
            continue
        word = plain(names.titled.get(text, text))
        if word in given or (sizes[text] == 1 and people.get(skeleton(word))):
            yield text, word, entity


def _shares_title(names: NameTable, one: Entity, other: Entity) -> bool:
    """Whether two bear the same title, maybe shortened: Gen. Moor and Major General Ada Moor."""
    if not (one.has_role and other.has_role):
        return False
    full = names.signs.title_offices
    ours, theirs = (_offices(full, entity) for entity in (one, other))
    return any(last in names for last in ours for names in theirs.values()) or any(
        last in names for last in theirs for names in ours.values()
    )


def _offices(full: Mapping[str, frozenset[str]], entity: Entity) -> dict[str, list[str]]:
    """Give the last words of somebody's roles, each with itself and what it is in full."""
    words = {role.rpartition(" ")[2].lower() for role in entity.roles}
    return {word: [word, *full.get(word, ())] for word in words}


@attrs.frozen
class _Short:
    """A name of one word that may be somebody's surname or given name."""

    names: NameTable
    word: str
    """Its plain form."""
    entity: Entity

    @property
    def alike(self) -> list[Entity]:
        """Those whose surnames look like the word."""
        return self.names.people.get(skeleton(self.word), [])[:_MANY]


def _owner(names: NameTable, word: str, entity: Entity) -> tuple[Entity | None, str]:
    """Give who bears a short name, and which preference decided between several."""
    short = _Short(names, word, entity)
    bearers = next((found for _, bear in _BEARERS if (found := bear(short))), [])
    bearers, decided = preferred(_PREFERENCES, short, bearers)
    if len(bearers) <= 1:
        return (bearers[0] if bearers else None), decided
    bearers.sort(key=lambda p: p.mentions[0].start)
    choices = ((choose(bearers, entity), name) for name, choose in _FOREMOST)
    return next(((found, name) for found, name in choices if found is not None), (None, ""))


def _of_surname(short: _Short) -> list[Entity]:
    suffixes = short.names.signs.suffixes
    names = ((p, p.names[:_MANY]) for p in short.alike)
    return [p for p, known in names if any(surname(n, suffixes) == short.word for n in known)]


def _of_spelling(short: _Short) -> list[Entity]:
    suffixes = short.names.signs.suffixes
    return [p for p in short.alike if similar(surname(p.name, suffixes), short.word)]


def _of_given_name(short: _Short) -> list[Entity]:
    return [p for p in short.names.given.get(short.word, [])[:_MANY] if p.person]


_BEARERS: tuple[tuple[str, Callable[[_Short], list[Entity]]], ...] = (
    ("surname", _of_surname),
    ("surname in another spelling", _of_spelling),
    ("given name", _of_given_name),
)
"""By what somebody may be called; the first that anybody bears counts."""


def _no_other_gender(short: _Short, person: Entity) -> bool:
    gender = short.entity.gender
    return not gender or not person.gender or person.gender == gender


def _known_gender(short: _Short, person: Entity) -> bool:
    return not short.entity.gender or bool(person.gender)


def _is_person(_: _Short, person: Entity) -> bool:
    return person.person


def _same_title(short: _Short, person: Entity) -> bool:
    return _shares_title(short.names, short.entity, person)


def _no_mere_relative(_: _Short, person: Entity) -> bool:
    """Whether somebody is more than the father of a family."""
    return not person.relations or len(person.mentions) > _PAIR


_PREFERENCES: tuple[Preference[_Short, Entity], ...] = (
    Preference("of no other gender", _no_other_gender, must=True),
    Preference("of known gender", _known_gender),
    Preference("sure to be a person", _is_person),
    Preference("of the same title", _same_title),
    Preference("no mere relative", _no_mere_relative),
)
"""Who of several that may be called so is meant."""


def _first_named(bearers: list[Entity], entity: Entity) -> Entity | None:
    """Give who is named before the others, if most of the short name stands there."""
    second = bearers[1].mentions[0].start
    alone = sum(mention.start < second for mention in entity.mentions)
    settled = alone >= _SETTLED or alone * _DOMINANT >= len(entity.mentions)
    return bearers[0] if settled else None


def _oftenest_named(bearers: list[Entity], _: Entity) -> Entity | None:
    """Give who is named far oftener than the others."""
    first, second, *_others = sorted(bearers, key=lambda p: -len(p.mentions))
    return first if len(first.mentions) >= _DOMINANT * len(second.mentions) else None


_FOREMOST: tuple[tuple[str, Callable[[list[Entity], Entity], Entity | None]], ...] = (
    ("named before the others", _first_named),
    ("named far oftener", _oftenest_named),
)
"""Who of several that are left is meant, if anybody."""
