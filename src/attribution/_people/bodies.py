"""Which names stand for the same body: acronyms, short names, names in brackets."""

from __future__ import annotations

from collections.abc import KeysView

import attrs

from attribution._article.document import Document
from attribution._article.entities import Entity, Naming
from attribution._article.evidence import Evidence
from attribution._people.names import NameTable
from attribution._people.signs import signs_of
from attribution._people.spelling import acronyms, is_camel, stands_for

_MANY = 50
_PAIR = 2


def long_bodies(document: Document, names: NameTable) -> list[Entity]:
    """Merge acronyms and shortened names of bodies; give the bodies with long names."""
    long = [e for text, e in names.found.items() if e.body and names.sizes[text] > 1]
    _bracketed(document, names)
    # Acronyms are in capitals throughout, which names of one word seldom are.
    capitals = any(names.sizes[text] == 1 and text == text.upper() for text in names.found)
    for entity in long if capitals else ():
        if entity.name in names.found:
            _take_acronyms(names, entity)
    return [entity for entity in long if entity.name in names.found]


def _take_acronyms(names: NameTable, entity: Entity) -> None:
    for text in acronyms(entity.name):
        other = names.found.get(text)
        if other is not None and other is not entity and names.sizes[text] == 1:
            other.show(Evidence.ACRONYM_OF_BODY)
            _gone(names, other, entity)


def from_endings(names: NameTable) -> None:
    """See a company in every name that ends like one: Norden Robotics."""
    signs, tags = names.signs, names.document.tags
    for text, entity in names.found.items():
        if not entity.person and not entity.place and _is_company(names, text):
            given = signs.kinds_of[tags[entity.mentions[0].start]].given
            if not given:
                entity.show(Evidence.COMPANY_ENDING)


def _is_company(names: NameTable, text: str) -> bool:
    """Whether a name of several words ends like that of a company."""
    if names.sizes[text] == 1:
        return False
    return text.rpartition(" ")[2].lower() in names.signs.companies


def _bracketed(document: Document, names: NameTable) -> None:
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
        if other is not None and other is not entity and entity.name in names.found:
            _take_short(names, other, entity)


def _take_short(names: NameTable, short: Entity, entity: Entity) -> None:
    """Take in a short name, if it is made of letters of the long one."""
    words = entity.name.split()
    if any(stands_for(short.name, " ".join(words[at:])) for at in range(len(words))):
        entity.show(Evidence.IN_BRACKETS)
        if short.name in names.found:
            _gone(names, short, entity)


def _brackets(document: Document) -> set[int]:
    """Give the units that open a bracket of one unit."""
    tags, signs = document.tags, signs_of(document.grammar)
    found = set()
    for char in signs.opens:
        at = tags.find(char)
        while at >= 0:
            if tags[at + 2 : at + 3] in signs.closes:
                found.add(at)
            at = tags.find(char, at + 1)
    return found


def lengthen(document: Document, names: NameTable, bodies: list[Entity]) -> None:
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


def _taken(document: Document, mention: Naming, bodies: list[Entity]) -> bool:
    """Give a mention to a body whose name goes on after it, save for the last word."""
    for body in bodies:
        beginning = body.name.rpartition(" ")[0]
        end = mention.start + beginning.count(" ") + 1
        if end <= len(document.tags) and document.words_of((mention.start, end)) == beginning:
            body.mentions.append(attrs.evolve(mention, end=end, text=beginning, extent=end))
            body.call(beginning)
            return True
    return False


def short_bodies(names: NameTable, bodies: list[Entity]) -> None:
    """Give shortened names to the one body that they can stand for."""
    _beginnings(names, bodies)
    _first_words(names, bodies)
    short = {
        text: entity
        for text, entity in names.found.items()
        if entity.body and not entity.place and names.sizes[text] == 1
    }
    by_word = _by_word(names, bodies, short.keys()) if short else {}
    for text, entity in short.items():
        owners = by_word[text]
        if len(owners) != 1 or owners[0] is entity:
            continue
        if _may_shorten(text, owners[0].name):
            _gone(names, entity, owners[0])


def _may_shorten(text: str, name: str) -> bool:
    """Whether a word of a name may stand for it: no acronym from the middle of it."""
    if is_camel(text):
        return name.startswith(f"{text} ")
    return not text.isupper() or name.startswith(f"{text} ") or name.endswith(f" {text}")


def _by_word(
    names: NameTable, bodies: list[Entity], words: KeysView[str]
) -> dict[str, list[Entity]]:
    """Give the bodies in whose names words stand."""
    by_word: dict[str, list[Entity]] = {word: [] for word in words}
    for body in bodies:
        if body.name in names.found:
            for word in words & body.name.split():
                by_word[word].append(body)
    return by_word


def _beginnings(names: NameTable, bodies: list[Entity]) -> None:
    """Merge "Norden Rail" into "Norden Rail AG", if that alone begins so."""
    first: dict[str, list[Entity]] = {}
    for body in bodies:
        first.setdefault(_first_word(body), []).append(body)
    # A body stands under its own first word, where another one must stand too.
    shorter = [e for e in _unsure(names) if _first_word(e) in first]
    shorter += [e for e in bodies if len(first[_first_word(e)]) > 1]
    shorter.sort(key=lambda entity: len(entity.name))
    for entity in shorter:
        alike = first[_first_word(entity)][:_MANY]
        longer = [o for o in alike if o is not entity and o.name.startswith(f"{entity.name} ")]
        if len(longer) == 1 and {entity.name, longer[0].name} <= names.found.keys():
            _gone(names, entity, longer[0])


def _unsure(names: NameTable) -> list[Entity]:
    """Give those with names of several words that may be shortened names of bodies."""
    rows = [(entity, names.sizes[text], text) for text, entity in names.found.items()]
    long = [e for e, size, _ in rows if size > 1 and not e.body | e.person]
    # What the lexicon joins is one unit, and a body with a name of several words all the same.
    joined = [e for e, size, text in rows if size == 1 and " " in text and e.body and not e.place]
    return long + joined


def _first_words(names: NameTable, bodies: list[Entity]) -> None:
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


def _gone(names: NameTable, entity: Entity, into: Entity) -> None:
    """Let one entity stand for another one from now on."""
    into.add(entity)
    for text in entity.names:
        if names.found.get(text) is entity:
            del names.found[text]
