"""Which body a speaker speaks for, where the text only names it again or leaves it out."""

from __future__ import annotations

from attribution._article.entities import Units
from attribution._speakers.bodies import same_body, subject_body
from attribution._speakers.referents import Phrase
from attribution._speakers.scene import Scene


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
    """Name the body that a sentence before begins with, for a spokesman without a body."""
    if role.lower() not in scene.signs.relational:
        return None
    found = subject_body(scene, unit)
    return found.speaker if found is not None else None


def _known_by(scene: Scene, unit: int) -> bool:
    """Whether a determiner shows that what follows is known."""
    tags, signs = scene.document.tags, scene.signs
    if tags[unit] in scene.signs.opening:
        # Party spokesman Ada Moor
        return True
    return tags[unit] in signs.determiners and scene.document.word(unit) in signs.definite
