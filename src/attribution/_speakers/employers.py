"""Which body a speaker speaks for, where the text only names it again or leaves it out."""

from __future__ import annotations

from itertools import islice

from attribution._article.entities import Units
from attribution._speakers.bodies import same_body, subject_body
from attribution._speakers.referents import Phrase, Referent
from attribution._speakers.scene import Scene

_LAST = 3
"""So many speakers back a company may have spoken whose officer is told without it."""


def employer(scene: Scene, units: Units, text: str | None = None) -> str:
    """Give the name of the body at some units, also if it is only named again: the company."""
    start, head = units[0] - 1, units[1] - 1
    tags = scene.document.grammar.alphabet.tags(scene.document.tags[head])
    if start < 0 or "body" not in tags or scene.inside(head) or not _known_by(scene, start):
        return scene.body_name(units, text)
    start += scene.document.tags[start] in scene.signs.opening
    same = same_body(scene, Phrase(start, head, units[1], units[1]))
    return same.speaker if same is not None else scene.body_name(units, text)


def employer_before(scene: Scene, unit: int, role: str) -> str | None:
    """Name the body that a sentence before begins with, for a spokesman without a body.

    An officer whom only companies have belongs to the company that spoke last, too.
    """
    office = role.lower().replace(" ", "_")
    corporate = office in scene.signs.corporate
    if not corporate and role.lower() not in scene.signs.relational:
        return None
    found = subject_body(scene, unit)
    if found is None and corporate:
        found = next(
            (one for one in islice(scene.spoke_before(unit), _LAST) if _is_named(one)), None
        )
    return found.speaker if found is not None else None


def _is_named(referent: Referent) -> bool:
    return referent.body and referent.entity is not None and not referent.entity.place


def _known_by(scene: Scene, unit: int) -> bool:
    """Whether a determiner shows that what follows is known."""
    tags, signs = scene.document.tags, scene.signs
    if tags[unit] in scene.signs.opening:
        # Party spokesman Ada Moor
        return True
    return tags[unit] in signs.determiners and scene.document.word(unit) in signs.definite
