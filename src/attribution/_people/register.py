"""The register: every person and body that the article names, with roles and bodies."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter

from attribution._article.document import Document
from attribution._article.entities import Entity
from attribution._article.evidence import Evidence
from attribution._article.statement import Statement
from attribution._people.belonging import from_goods, from_offices, kin, owners
from attribution._people.genders import genders, given_gender
from attribution._people.merging import merged, rank
from attribution._people.names import NameTable
from attribution._people.roles import describe

_START = attrgetter("start")


def register(document: Document, statements: list[Statement]) -> list[Statement]:
    """Collect the people and bodies of the article, if anybody says anything in it."""
    if statements:
        speaking = {item.source[1] for item in statements if item.source and item.turn is not None}
        document.entities = entities_of(document, speaking)
    return statements


def entities_of(document: Document, speaking: Collection[int] = ()) -> list[Entity]:
    """Collect the people and bodies of the article, in the order of their first mention.

    `speaking` are the ends of the sources in the turns of a dialogue.
    """
    names = NameTable(document)
    names.collect()
    for entity in names.bearers():
        describe(names, entity)
        if speaking and any(mention.end in speaking for mention in entity.mentions):
            entity.show(Evidence.TURN)
    from_offices(names)
    from_goods(names)
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
