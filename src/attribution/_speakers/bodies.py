"""Which body a noun such as "the company" names again."""

from __future__ import annotations

import attrs

from attribution._speakers.scene import Referent, Scene

_NEAR = 3
"""How many sentences a description may look back."""
_PAIR = 2


def by_body(scene: Scene, word: str, unit: int) -> Referent | None:
    """Find the one body that is named with a word, or what that word names again."""
    if word not in scene.bodies:
        scene.bodies[word] = [
            entity
            for entity in scene.entities
            if entity.body and any(word in name.lower().split() for name in entity.names)
        ]
    named = [e for e in scene.bodies[word][:_PAIR] if e.mentions[0].start < unit]
    if len(named) == 1:
        return Referent(named[0].name, "description: body of this kind", named[0], body=True)
    if not named and word in scene.marks.generic:
        return _generic(scene, unit)
    return None


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


def _generic(scene: Scene, unit: int) -> Referent | None:
    """Find what "the company" names again: who spoke last, or whom that person speaks for."""
    for _, referent in scene.said[:-3:-1]:
        entity = referent.entity
        if entity is None:
            continue
        if referent.body and not entity.place:
            return attrs.evolve(referent, why="description: body that spoke before", mention=None)
        placed = entity.placed(unit)
        if placed is not None and placed.organisation_units is not None:
            owner = scene.mention_at(placed.organisation_units[0])
            if owner is not None and owner[1].body and not owner[1].place:
                return Referent(
                    owner[1].name, "description: body of the speaker", owner[1], body=True
                )
    return None
