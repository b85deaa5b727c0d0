"""Whether what is told of somebody fits a description: the foreign minister, the senator."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from attribution._article.entities import Entity, Naming
from attribution._rules.wanted import single
from attribution._speakers.referents import Phrase
from attribution._speakers.scene import Scene

Known: TypeAlias = "Callable[[Scene, str], str | None]"
"""Gives a country or party in one wording."""
ROLE_MODIFIER = single("role-modifier", doc='what stands before a role: "deputy"', optional=True)
_MANY = 50
"""More mentions than this are not weighed."""


@attrs.frozen
class Wanted:
    """What a description tells of an office."""

    scene: Scene
    office: str
    """The noun."""
    words: set[str]
    """The words of it that must fit whoever is meant."""
    fields: set[str]
    """Those that tell offices of one kind apart."""
    of: tuple[tuple[Known, set[str]], ...]
    """What knows countries, or parties, with those that are named before the noun."""
    bodies: list[Entity]
    """The bodies that are named with the noun."""


def wanted(scene: Scene, read: Phrase) -> Wanted:
    """Give what a description tells of an office."""
    words = telling(scene, read)
    mentions = scene.mentions_in(read.start, read.head)
    named = {word for m, e in mentions if e.body or e.person for word in _words(m)}
    of = ((known, _listed(scene, read, known)) for known in (_country, _party))
    lands = tuple((known, names) for known, names in of if names)
    fields = _fields(scene, words - named)
    named_with = [entity for _, entity in scene.mentions_in(read.start, read.end)]
    # whose letters "QF" are, is not always known
    bodies = [e for e in named_with if not (e.person or e.place or e.name.isupper())]
    return Wanted(scene, scene.noun(read), words, fields, lands, bodies)


def _words(mention: Naming) -> list[str]:
    return mention.text.lower().split()


def may_hold(office: Wanted, entity: Entity) -> bool:
    """Whether no role that is told of somebody speaks against a description."""
    if not office.fields and not office.of:
        return True
    scene = office.scene
    for mention in entity.mentions[:_MANY]:
        if mention.role is None or not _names_office(scene, mention.role.lower(), office.office):
            continue
        if office.fields:
            told = _fields(scene, set(mention.role.lower().split()[:-1]))
            if told and not office.fields & told:
                return False
        body = (mention.organisation or "").lower()
        if any(_is_other(named, known(scene, body)) for known, named in office.of):
            return False
    return True


def serves(office: Wanted, entity: Entity) -> bool:
    """Whether somebody serves no other body than those that a description names."""
    if not office.bodies:
        return True
    units = [m.organisation_units for m in entity.mentions[:_MANY] if m.organisation_units]
    found = [office.scene.mention_at(start) for start, _ in units]
    told = [body for _, body in filter(None, found) if not body.place]
    return not told or any(body is one for body in told for one in office.bodies)


def _is_other(named: set[str], known: str | None) -> bool:
    """Whether a country or party that is told is none of those that a description names."""
    return bool(known) and known not in named


def telling(scene: Scene, read: Phrase) -> set[str]:
    """Give the words of a description that must fit whoever is meant by it."""
    signs, tags, head = scene.signs, scene.document.tags, read.head
    units = [*range(read.start, head)]
    if head + 1 < read.core and tags[head + 1] in signs.of_words:
        units += range(head + 2, read.core)
    barred = signs.untold
    texts = (scene.text(unit, unit + 1) for unit in units if tags[unit] not in barred)
    return set(" ".join(texts).lower().split())


def holders(scene: Scene, word: str) -> list[Entity]:
    """Give those who hold an office of a name."""
    if word not in scene.holders:
        offices = scene.offices
        scene.holders[word] = {id(e): e for e, role in offices if _names_office(scene, role, word)}
    return list(scene.holders[word].values())


def learn(scene: Scene, entity: Entity, told: Naming) -> None:
    """Keep what a description tells of somebody's role."""
    entity.tell(told)
    if entity.body or told.role is None:
        return
    role = told.role.lower()
    scene.offices.append((entity, role))
    for word, found in scene.holders.items():
        if _names_office(scene, role, word):
            found[id(entity)] = entity


def told_of(entity: Entity) -> set[str]:
    """Give the words of all roles and bodies that are told of somebody."""
    told = [m for m in entity.mentions[:_MANY] if m.role or m.organisation]
    texts = (f"{m.role or ''} {m.organisation or ''}" for m in told)
    return set(" ".join(texts).lower().split())


def _names_office(scene: Scene, role: str, word: str) -> bool:
    """Whether a role in small letters is an office of a name, or the title of who holds it."""
    titles = scene.signs.title_offices
    if role.endswith(word) or word in titles.get(role, ()):
        return True
    return any(end == word or word in titles.get(end, ()) for end in _ends(scene, role))


def _ends(scene: Scene, role: str) -> Iterator[str]:
    """Give the last words of the offices that a role joins: actor and director."""
    words, known = role.split(), scene.document.grammar.characters.of_word
    for word, behind in itertools.pairwise(words):
        if known[behind] in scene.signs.joins:
            yield word
    yield words[-1]


def _fields(scene: Scene, words: set[str]) -> set[str]:
    """Give the words that tell offices of one kind apart: foreign, defence."""
    grammar = scene.document.grammar
    barred = scene.signs.time_modifiers
    return {
        word
        for word in words - barred
        if grammar.alphabet.tags(grammar.characters.of_word[word]) & {"role-modifier", "noun"}
        and not _country(scene, word)
    }


def _listed(scene: Scene, read: Phrase, known: Known) -> set[str]:
    units = range(read.start, read.head)
    words = (known(scene, scene.text(unit, unit + 1).lower()) for unit in units)
    return {word for word in words if word is not None}


def _country(scene: Scene, word: str) -> str | None:
    """Give a country, state or place in one wording, also for its adjective."""
    name = scene.signs.lands.get(word)
    if name is not None:
        return name
    tags = scene.document.grammar.alphabet.tags(
        scene.document.grammar.characters.of_word[word.title() or "-"]
    )
    return word if "place" in tags or word in scene.places else None


def _party(scene: Scene, word: str) -> str | None:
    """Give a party in one wording."""
    name = scene.signs.party_names.get(word)
    if name is not None:
        return name
    tags = scene.document.grammar.alphabet.tags(
        scene.document.grammar.characters.of_word[word or "-"]
    )
    return word if "party" in tags else None
