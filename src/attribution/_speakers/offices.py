"""Whether what is told of somebody fits a description: the foreign minister, the senator."""

from __future__ import annotations

from collections.abc import Callable

from attribution._entities import Entity
from attribution._speakers.scene import Scene

_MANY = 50
"""More mentions than this are not weighed."""


def may_hold(scene: Scene, entity: Entity, start: int, head: int, end: int) -> bool:
    """Whether no role that is told of somebody speaks against a description."""
    word = scene.document.word(head)
    fields = _fields(scene, telling(scene, start, head, end))
    places = _listed(scene, start, head, _country)
    parties = _listed(scene, start, head, _party)
    for mention in entity.mentions[:_MANY]:
        if mention.role is None or not _names_office(scene, mention.role.lower(), word):
            continue
        told = _fields(scene, set(mention.role.lower().split()[:-1]))
        if fields and told and not fields & told:
            return False
        body = (mention.organisation or "").lower()
        for named, known in ((places, _country(scene, body)), (parties, _party(scene, body))):
            if named and known and known not in named:
                return False
    return True


def telling(scene: Scene, start: int, head: int, end: int) -> set[str]:
    """Give the words of a description that must fit whoever is meant by it."""
    marks, tags = scene.marks, scene.document.tags
    units = [*range(start, head)]
    if head + 1 < end and tags[head + 1] in marks.of_words:
        units += range(head + 2, end)
    barred = marks.untold
    texts = (scene.text(unit, unit + 1) for unit in units if tags[unit] not in barred)
    return set(" ".join(texts).lower().split())


def holders(scene: Scene, word: str) -> list[Entity]:
    """Give those who hold an office of a name."""
    if word not in scene.holders:
        scene.holders[word] = [
            entity
            for entity, roles in scene.offices
            if any(_names_office(scene, role, word) for role in roles)
        ]
    return scene.holders[word]


def told_of(entity: Entity) -> set[str]:
    """Give the words of all roles and bodies that are told of somebody."""
    told = [m for m in entity.mentions[:_MANY] if m.role or m.organisation]
    texts = (f"{m.role or ''} {m.organisation or ''}" for m in told)
    return set(" ".join(texts).lower().split())


def _names_office(scene: Scene, role: str, word: str) -> bool:
    """Whether a role in small letters is an office of a name, or the title of who holds it."""
    titles = scene.marks.titles
    if role.endswith(word) or word in titles.get(role.rsplit(" ", 1)[-1], ()):
        return True
    return word in titles.get(role, ())


def _fields(scene: Scene, words: set[str]) -> set[str]:
    """Give the words that tell offices of one kind apart: foreign, defence."""
    grammar = scene.document.grammar
    barred = grammar.words_of("role_modifiers_time")
    return {
        word
        for word in words - barred
        if grammar.tags(grammar.lookup[word]) & {"role-modifier", "noun"}
        and not _country(scene, word)
    }


def _listed(
    scene: Scene, start: int, end: int, known: Callable[[Scene, str], str | None]
) -> set[str]:
    words = (known(scene, scene.text(unit, unit + 1).lower()) for unit in range(start, end))
    return {word for word in words if word is not None}


def _country(scene: Scene, word: str) -> str | None:
    """Give a country, state or place in one wording, also for its adjective."""
    name = scene.marks.places.get(word)
    if name is not None:
        return name
    tags = scene.document.grammar.tags(scene.document.grammar.lookup[word.title() or "-"])
    return word if "place" in tags or word in scene.places else None


def _party(scene: Scene, word: str) -> str | None:
    """Give a party in one wording."""
    name = scene.marks.party_names.get(word)
    if name is not None:
        return name
    tags = scene.document.grammar.tags(scene.document.grammar.lookup[word or "-"])
    return word if "party" in tags else None
