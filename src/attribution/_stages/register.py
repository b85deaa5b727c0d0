"""The register: every person and body that the article names, with roles and bodies."""

from __future__ import annotations

from operator import attrgetter

from attribution._document import Document
from attribution._entities import Entity
from attribution._people.belonging import companies, employers, kin, owners
from attribution._people.genders import genders, given_gender
from attribution._people.merging import merged, rank
from attribution._people.names import Names
from attribution._people.roles import describe

_START = attrgetter("start")


def register(document: Document) -> list[Entity]:
    """Collect the people and bodies of the article, in the order of their first mention."""
    names = Names(document)
    names.collect()
    for entity in (*names.found.values(), *names.doubtful.values()):
        if not entity.body or entity.person:
            describe(names, entity)
    employers(names)
    companies(names)
    entities = merged(document, names)
    for entity in entities:
        if len(entity.mentions) > 1:
            entity.mentions.sort(key=_START)
    entities.sort(key=_first)
    owners(names, entities)
    kin(document, entities)
    for entity in entities:
        if len(entity.names) > 1:
            rank(entity)
        if entity.person and not entity.gender:
            entity.gender = given_gender(document.grammar, entity.name)
    genders(document, entities)
    return entities


def _first(entity: Entity) -> int:
    return entity.mentions[0].start
