"""Which body a noun such as "the company" names again."""

from __future__ import annotations

import attrs

from attribution._entities import Entity
from attribution._speakers.scene import Referent, Scene

_NEAR = 3
"""How many sentences a description may look back."""
_PAIR = 2
_MANY = 50
"""More bodies than this are not weighed."""
_LONG = 300
"""How many units of a sentence are looked at."""


def by_body(scene: Scene, word: str, unit: int, words: set[str]) -> Referent | None:
    """Find the one body before a unit that is named with a noun and all words before the noun."""
    if word not in scene.bodies:
        scene.bodies[word] = [
            entity
            for entity in scene.entities
            if entity.body and any(word in name.lower().split() for name in entity.names)
        ]
    # a headline may tell a part of the name that the lead tells
    early = scene.sentence(unit) < _PAIR and bool(words)
    named = [
        entity
        for entity in scene.bodies[word][:_MANY]
        if (early or entity.mentions[0].start < unit)
        and (not words or any(words <= {*name.lower().split()} for name in entity.names))
    ]
    if len(named) == 1:
        return Referent(named[0].name, "description: body of this kind", named[0], body=True)
    return None


def generic_body(scene: Scene, word: str, unit: int) -> Referent | None:
    """Find what "the company" names again: the one just named, or who spoke last."""
    if any(entity.mentions[0].start < unit for entity in scene.bodies[word][:_MANY]):
        # several bear the noun in their names
        return None
    return _near(scene, word, unit) or _spoke(scene, word, unit)


def subject_body(scene: Scene, unit: int) -> Referent | None:
    """Find what "the company" names again: the body that a sentence before begins with."""
    at, outlets = scene.sentence(unit - 1), scene.document.grammar.chars_of("outlet")
    for back in range(at, max(at - _NEAR, -1), -1):
        start = scene.bounds[back - 1] + 1 if back else 0
        if scene.document.tags[start : start + 1] in scene.marks.determiners:
            start += 1
        found = scene.mention_at(start)
        if found is None or found[0].end > unit or found[0].start != start:
            continue
        mention, entity = found
        fits = entity.body and not entity.place and not mention.text.isupper()
        if fits and scene.document.tags[start] not in outlets:
            why = "description: body named before"
            return Referent(entity.name, why, entity, body=True)
    return None


def _near(scene: Scene, word: str, unit: int) -> Referent | None:
    """Find the one body that is named in the sentence, or in the one before, as an employer is."""
    if not scene.marks.open_bodies:
        return None
    reach = 1 if word in scene.marks.open_bodies else _PAIR
    at, outlets = scene.sentence(unit - 1), scene.document.grammar.chars_of("outlet")
    for back in range(at, max(at - reach, -1), -1):
        start = scene.bounds[back - 1] + 1 if back else 0
        rows = scene.mentions_in(max(start, unit - _LONG), unit)
        found = {
            id(entity): entity
            for mention, entity in rows
            if entity.body
            and not entity.place
            and scene.document.tags[mention.start] not in outlets
            and _may_name(scene, word, entity)
        }
        if found:
            entity, *others = found.values()
            why = "description: body named before"
            return None if others else Referent(entity.name, why, entity, body=True)
    return None


def _spoke(scene: Scene, word: str, unit: int) -> Referent | None:
    """Find which body spoke last, or for which body whoever spoke last speaks."""
    for _, referent in scene.said[:-3:-1]:
        entity = referent.entity
        if entity is None:
            continue
        if referent.body and not entity.place and _may_name(scene, word, entity):
            return attrs.evolve(referent, why="description: body that spoke before", mention=None)
        placed = entity.placed(unit)
        if placed is not None and placed.organisation_units is not None:
            owner = scene.mention_at(placed.organisation_units[0])
            if owner is None or not owner[1].body or owner[1].place:
                continue
            if _may_name(scene, word, owner[1]):
                why = "description: body of the speaker"
                return Referent(owner[1].name, why, owner[1], body=True)
    return None


def _may_name(scene: Scene, word: str, entity: Entity) -> bool:
    """Whether a noun may name a body again: "the company" is no senate."""
    marks, grammar = scene.marks, scene.document.grammar
    if not marks.open_bodies or word in marks.open_bodies:
        return True
    last = entity.name.rpartition(" ")[2].lower()
    if last in marks.companies or last in marks.legal:
        return True
    return "body" not in grammar.tags(grammar.lookup[last])
