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
        if mention.role is None or not _names_office(scene, mention.role, word):
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
    grammar, tags = scene.document.grammar, scene.document.tags
    units = [*range(start, head)]
    if head + 1 < end and tags[head + 1] in grammar.chars_of("of-word"):
        units += range(head + 2, end)
    barred = grammar.chars_of("no-role") | grammar.chars_of("tense")
    texts = (scene.text(unit, unit + 1) for unit in units if tags[unit] not in barred)
    return set(" ".join(texts).lower().split())


def holders(scene: Scene, word: str) -> list[Entity]:
    """Give those who hold an office of a name."""
    if word not in scene.holders:
        scene.holders[word] = [e for e in scene.entities if not e.body and _holds(scene, e, word)]
    return scene.holders[word]


def told_of(entity: Entity) -> set[str]:
    """Give the words of all roles and bodies that are told of somebody."""
    told = [m for m in entity.mentions[:_MANY] if m.role or m.organisation]
    texts = (f"{m.role or ''} {m.organisation or ''}" for m in told)
    return set(" ".join(texts).lower().split())


def _holds(scene: Scene, entity: Entity, word: str) -> bool:
    return any(m.role and _names_office(scene, m.role, word) for m in entity.mentions)


def _names_office(scene: Scene, role: str, word: str) -> bool:
    titles = scene.document.grammar.rules.settings.get("titles", {})
    last = role.lower().rsplit(" ", 1)[-1]
    return role.lower().endswith(word) or word in titles.get(last, "").split()


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
    settings = scene.document.grammar.rules.settings
    for table in ("demonyms", "state_names"):
        name = settings.get(table, {}).get(word)
        if name is not None:
            return str(name).lower()
    tags = scene.document.grammar.tags(scene.document.grammar.lookup[word.title() or "-"])
    return word if "place" in tags or word in scene.places else None


def _party(scene: Scene, word: str) -> str | None:
    """Give a party in one wording."""
    name = scene.document.grammar.rules.settings.get("party_names", {}).get(word)
    if name is not None:
        return str(name).lower()
    tags = scene.document.grammar.tags(scene.document.grammar.lookup[word or "-"])
    return word if "party" in tags else None
