"""Which names stand for the same person: variants of a full name, surnames, given names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attribution._entities import Entity
from attribution._people.names import Names
from attribution._people.spelling import alike, plain, plain_parts, similar, skeleton, surname

_DOMINANT = 2
_SETTLED = 3
_SHORT = 3
_MANY = 50
_PAIR = 2


def full_names(names: Names) -> dict[str, list[Entity]]:
    """Give the people with full names by the plain form of their surnames, variants merged."""
    index: dict[str, list[Entity]] = {}
    sizes, suffixes = names.sizes, names.signs.suffixes
    full = [text for text, entity in names.found.items() if not entity.body and sizes[text] > 1]
    # Names in capitals throughout come last: they may stand for others, never others for them.
    for text in sorted(full, key=str.isupper):
        entity = names.found[text]
        known = index.setdefault(skeleton(surname(text, suffixes)), [])
        same = _among(known, entity) if known else None
        if same is None:
            if not text.isupper() or entity.person:
                known.append(entity)
        else:
            same.add(entity)
            del names.found[text]
    return index


def _among(known: list[Entity], entity: Entity) -> Entity | None:
    return next((other for other in known[:_MANY] if _same_person(entity, other)), None)


def _same_person(one: Entity, two: Entity) -> bool:
    if one.gender and two.gender and one.gender != two.gender:
        return False
    return any(alike(one.name, name) for name in two.names)


def short_names(names: Names) -> None:
    """Give surnames and first names that stand alone to the one person who bears them."""
    given = names.given
    for group in names.people.values():
        for person in group:
            parts = plain_parts(person.name)
            given.setdefault(parts[0], []).append(person)
            if len(parts) > _PAIR:
                given.setdefault(" ".join(parts[1:]), []).append(person)
    _not_places(names)
    for table in (names.found, names.doubtful):
        for text, word, entity in _short(names, table):
            owner = _owner(names, word, entity)
            if owner is None:
                continue
            owner.add(entity)
            owner.person = True
            owner.body = False
            if table is names.found:
                del table[text]


def _not_places(names: Names) -> None:
    """See surnames in the names of places that are only named after a bearer: Jordan, Chad."""
    tags, links = names.document.tags, names.document.grammar.chars_of("link-word")
    for table in (names.found, names.doubtful):
        for text, entity in table.items():
            if not entity.place or names.sizes[text] > 1:
                continue
            bearers = [p for p in names.people.get(skeleton(plain(text)), [])[:_MANY] if p.person]
            if len(bearers) != 1 or bearers[0].name.rpartition(" ")[2] != text:
                continue
            first = bearers[0].mentions[0].start
            starts = [mention.start for mention in entity.mentions]
            if all(first < start and tags[start - 1] not in links for start in starts):
                entity.place = entity.body = False


def _short(names: Names, table: dict[str, Entity]) -> Iterator[tuple[str, str, Entity]]:
    """Give what may be the surname or first name of somebody, with its plain form."""
    given, people, sizes = names.given, names.people, names.sizes
    for text, entity in list(table.items()):
        if entity.place or (len(text) <= _SHORT and text.isupper() and not entity.person):
            continue
        word = plain(text)
        if word in given or (sizes[text] == 1 and people.get(skeleton(word))):
            yield text, word, entity


def _owner(names: Names, word: str, entity: Entity) -> Entity | None:
    suffixes = names.signs.suffixes
    shaped = names.people.get(skeleton(word), [])[:_MANY]
    exact = [p for p in shaped if any(surname(name, suffixes) == word for name in p.names)]
    bearers = exact or [p for p in shaped if similar(surname(p.name, suffixes), word)]
    if not bearers:
        bearers = [p for p in names.given.get(word, [])[:_MANY] if p.person]
    bearers = [p for p in bearers if not (entity.gender and p.gender and p.gender != entity.gender)]
    if entity.gender:
        bearers = [p for p in bearers if p.gender] or bearers
    bearers = [p for p in bearers if p.person] or bearers
    bearers = [p for p in bearers if _shares_title(names, entity, p)] or bearers
    # of a family it is not the one who is only somebody's father
    bearers = [p for p in bearers if not p.relations or len(p.mentions) > _PAIR] or bearers
    if len(bearers) <= 1:
        return bearers[0] if bearers else None
    return _foremost(bearers, entity)


def _shares_title(names: Names, one: Entity, other: Entity) -> bool:
    """Whether two bear the same title, maybe shortened: Gen. Moor and Major General Ada Moor."""
    if not (one.has_role and other.has_role):
        return False
    full = names.document.grammar.rules.settings.get("titles", {})
    ours, theirs = (_offices(full, entity) for entity in (one, other))
    return any(last in names for last in ours for names in theirs.values()) or any(
        last in names for last in theirs for names in ours.values()
    )


def _offices(full: Mapping[str, str], entity: Entity) -> dict[str, list[str]]:
    """Give the last words of somebody's roles, each with itself and what it is in full."""
    words = {role.rpartition(" ")[2].lower() for role in entity.roles}
    return {word: [word, *str(full.get(word, "")).split()] for word in words}


def _foremost(bearers: list[Entity], entity: Entity) -> Entity | None:
    """Of several bearers of a surname, the one named before it alone, or far oftener."""
    bearers.sort(key=lambda p: p.mentions[0].start)
    second = bearers[1].mentions[0].start
    alone = sum(mention.start < second for mention in entity.mentions)
    if alone >= _SETTLED or alone * _DOMINANT >= len(entity.mentions):
        return bearers[0]
    ranked = sorted(bearers, key=lambda p: -len(p.mentions))
    if len(ranked[0].mentions) >= _DOMINANT * len(ranked[1].mentions):
        return ranked[0]
    return None
