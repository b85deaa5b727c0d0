"""Which names stand for the same person or body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from attribution._document import Document
from attribution._entities import Entity, Mention
from attribution._people.genders import given_gender
from attribution._people.names import Names
from attribution._people.roles import describe
from attribution._people.spelling import (
    acronyms,
    alike,
    is_camel,
    plain,
    plain_parts,
    similar,
    skeleton,
    stands_for,
    surname,
)

_DOMINANT = 2
_SETTLED = 3
_OFTEN = 5
_SHORT = 3
_MANY = 50
_PAIR = 2


def merged(document: Document, names: Names) -> list[Entity]:
    """Give one entity for all names of a person or body."""
    for text, entity in names.doubtful.items():
        if text in names.found:
            names.found[text].mentions += entity.mentions
    for text, count in names.definite.items():
        entity = names.found.get(text) or names.doubtful[text]
        entity.body = not entity.person and count * _OFTEN >= len(entity.mentions)
    _misread(document, names)
    _incorporated(names)
    _share(document, names)
    names.people = _people(names)
    bodies = _bodies(document, names)
    _lengthen(document, names, bodies)
    _short_names(names)
    _short_bodies(names, bodies)
    return list(names.found.values())


def _misread(document: Document, names: Names) -> None:
    """See people in those who only look like bodies: Ada H. House, Ada House and Ms. House."""
    for text, entity in names.found.items():
        if not entity.body:
            continue
        parts = text.split()
        if not _PAIR <= len(parts) <= _SHORT:
            continue
        surname = names.found.get(parts[-1])
        initial = len(parts) == _SHORT and len(parts[1].rstrip(".")) == 1
        if not initial and (surname is None or not surname.person):
            continue
        given = document.grammar.tags(document.tags[entity.mentions[0].start])
        if given & {"given", "given-word"}:
            entity.person, entity.body = True, False
            entity.gender = given_gender(document.grammar, text)
            describe(names, entity)


def _incorporated(names: Names) -> None:
    """See a company in every name that ends like one: Norden Robotics."""
    signs, tags = names.signs, names.document.tags
    for text, entity in names.found.items():
        if not entity.person and not entity.place and _is_company(names, text):
            given = signs.kind(tags[entity.mentions[0].start]).given
            entity.body = entity.body or not given


def _is_company(names: Names, text: str) -> bool:
    """Whether a name of several words ends like that of a company."""
    if names.sizes[text] == 1:
        return False
    return text.rpartition(" ")[2].lower() in names.signs.companies


def _share(document: Document, names: Names) -> None:
    """Give both of "Ada and Lem Moor" the surname, unless the first is known by another name."""
    tags, grammar = document.tags, document.grammar
    joins, given = grammar.chars_of("coordinator"), grammar.chars_of("given-name")
    joined = [
        row
        for row in names.joined
        if tags[row[1] - 1] in joins and tags[row[0]] in given and tags[row[1]] in given
    ]
    if not joined:
        return
    known = {w for t in names.found if names.sizes[t] > 1 for w in plain_parts(t)}
    for first, start, end in joined:
        text = document.span((first, first + 1)).text
        entity = names.found.get(text)
        if plain(text) in known or entity is None or entity.place:
            continue
        full = f"{text} {document.span((start + 1, end)).text}"
        entity.names.insert(0, full)
        entity.person, entity.body = True, False
        entity.gender = entity.gender or given_gender(grammar, full)
        del names.found[text]
        names.found[full] = entity
        names.sizes[full] = end - start


def _gone(names: Names, entity: Entity, into: Entity) -> None:
    """Let one entity stand for another one from now on."""
    into.add(entity)
    for text in entity.names:
        if names.found.get(text) is entity:
            del names.found[text]


def _people(names: Names) -> dict[str, list[Entity]]:
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


def _bodies(document: Document, names: Names) -> list[Entity]:
    """Merge acronyms and shortened names of bodies; give the bodies with long names."""
    long = [e for text, e in names.found.items() if e.body and names.sizes[text] > 1]
    _bracketed(document, names)
    # Acronyms are in capitals throughout, which names of one word seldom are.
    capitals = any(names.sizes[text] == 1 and text == text.upper() for text in names.found)
    for entity in long if capitals else ():
        if entity.name not in names.found:
            continue
        for text in acronyms(entity.name):
            other = names.found.get(text)
            if other is not None and other is not entity and names.sizes[text] == 1:
                other.body = True
                _gone(names, other, entity)
    return [entity for entity in long if entity.name in names.found]


def _bracketed(document: Document, names: Names) -> None:
    """Merge a body with the short name that stands in brackets after it."""
    brackets = _brackets(document)
    before = [
        (entity, mention.end + 1)
        for entity in (names.found.values() if brackets else ())
        for mention in entity.mentions
        if mention.end in brackets
    ]
    if not before:
        return
    by_start = {m.start: e for e in names.found.values() for m in e.mentions}
    for entity, start in before:
        other = by_start.get(start)
        if other is None or other is entity or entity.name not in names.found:
            continue
        if stands_for(other.name, entity.name):
            entity.body, entity.person = True, False
            if other.name in names.found:
                _gone(names, other, entity)


def _brackets(document: Document) -> set[int]:
    """Give the units that open a bracket of one unit."""
    tags, grammar = document.tags, document.grammar
    closes = grammar.chars_of("close")
    found = set()
    for char in grammar.chars_of("open"):
        at = tags.find(char)
        while at >= 0:
            if tags[at + 2 : at + 3] in closes:
                found.add(at)
            at = tags.find(char, at + 1)
    return found


def _short_bodies(names: Names, bodies: list[Entity]) -> None:
    """Give shortened names to the one body that they can stand for."""
    _beginnings(names, bodies)
    _companies(names, bodies)
    short = [
        (text, entity)
        for text, entity in names.found.items()
        if entity.body and not entity.place and names.sizes[text] == 1
    ]
    by_word: dict[str, list[Entity]] = {text: [] for text, _ in short}
    for body in bodies if short else ():
        if body.name in names.found:
            for word in by_word.keys() & body.name.split():
                by_word[word].append(body)
    for text, entity in short:
        owners = by_word[text]
        if len(owners) != 1 or owners[0] is entity:
            continue
        if not is_camel(text) or owners[0].name.startswith(f"{text} "):
            _gone(names, entity, owners[0])


def _lengthen(document: Document, names: Names, bodies: list[Entity]) -> None:
    """See "Norden Rail" where only "Norden" was read, if there is a Norden Rail AG."""
    longer: dict[str, list[Entity]] = {}
    for body in bodies:
        if names.sizes[body.name] > _PAIR:
            longer.setdefault(_first_word(body), []).append(body)
    for word, group in longer.items():
        entity = names.found.get(word)
        if entity is None or entity.place or entity in group:
            continue
        rest = [m for m in entity.mentions if not _taken(document, m, group[:_MANY])]
        entity.mentions[:] = rest
        if not rest:
            del names.found[word]


def _taken(document: Document, mention: Mention, bodies: list[Entity]) -> bool:
    """Give a mention to a body whose name goes on after it, save for the last word."""
    for body in bodies:
        beginning = body.name.rpartition(" ")[0]
        end = mention.start + beginning.count(" ") + 1
        if end <= len(document.tags) and document.span((mention.start, end)).text == beginning:
            body.mentions.append(attrs.evolve(mention, end=end, text=beginning, extent=end))
            if beginning not in body.names:
                body.names.append(beginning)
            return True
    return False


def _beginnings(names: Names, bodies: list[Entity]) -> None:
    """Merge "Norden Rail" into "Norden Rail AG", if that alone begins so."""
    first: dict[str, list[Entity]] = {}
    for body in bodies:
        first.setdefault(_first_word(body), []).append(body)
    unsure = [e for t, e in names.found.items() if names.sizes[t] > 1 and not e.body | e.person]
    # What the lexicon joins is one unit, and a body with a name of several words all the same.
    unsure += [
        e
        for t, e in names.found.items()
        if names.sizes[t] == 1 and e.body and not e.place and " " in t
    ]
    # A body stands under its own first word, where another one must stand too.
    shorter = [e for e in unsure if _first_word(e) in first]
    shorter += [e for e in bodies if len(first[_first_word(e)]) > 1]
    shorter.sort(key=lambda entity: len(entity.name))
    for entity in shorter:
        alike = first[_first_word(entity)][:_MANY]
        longer = [o for o in alike if o is not entity and o.name.startswith(f"{entity.name} ")]
        if len(longer) == 1 and {entity.name, longer[0].name} <= names.found.keys():
            _gone(names, entity, longer[0])


def _companies(names: Names, bodies: list[Entity]) -> None:
    """Give the first word of a company's name to it: Norden, if there is one Norden Foods."""
    first: dict[str, list[Entity]] = {}
    for body in bodies:
        if body.name in names.found and _is_company(names, body.name):
            first.setdefault(_first_word(body), []).append(body)
    for word, owners in first.items():
        entity = names.found.get(word)
        if entity is None or entity.place or entity.person or len(owners) > 1:
            continue
        if names.document.tags[entity.mentions[0].start] in names.signs.strong:
            _gone(names, entity, owners[0])


def _first_word(entity: Entity) -> str:
    return entity.name.split(maxsplit=1)[0]


def _short_names(names: Names) -> None:
    """Give surnames and first names that stand alone to the one person who bears them."""
    given = names.given
    for group in names.people.values():
        for person in group:
            parts = plain_parts(person.name)
            given.setdefault(parts[0], []).append(person)
            if len(parts) > _PAIR:
                given.setdefault(" ".join(parts[1:]), []).append(person)
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


def rank(entity: Entity) -> None:
    """Put the fullest name first: most words, then most mentions, then the first."""
    counts: dict[str, int] = {}
    for mention in entity.mentions:
        counts[mention.text] = counts.get(mention.text, 0) + 1
    names = entity.names[:_MANY] if entity.body else []
    short = {name for name in names if any(_shortens(name, other) for other in names)}
    entity.names.sort(key=lambda name: (-len(name.split()), name in short, -counts.get(name, 0)))


def _shortens(short: str, long: str) -> bool:
    return len(short) < len(long) and " " not in short and stands_for(short, long)
