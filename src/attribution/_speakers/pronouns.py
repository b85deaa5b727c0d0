"""Who is meant by a pronoun: "she", "they", "who"."""

from __future__ import annotations

import attrs

from attribution._speakers.looking_back import GENDERS, NAMED, SPOKE, back, linked
from attribution._speakers.phrases import phrase
from attribution._speakers.scene import Referent, Scene

_ASIDE = 30
_NEAR = 3
"""How many sentences before its content whoever speaks behind it may have spoken."""
UNRESOLVED = "pronoun: unresolved"


def pronoun(scene: Scene, unit: int) -> Referent | None:
    """Tell who is meant by a unit, if it is a pronoun."""
    grammar, word = scene.document.grammar, scene.document.word(unit)
    if word not in scene.marks.pronouns:
        return None
    if word in grammar.speaker_words("first_person"):
        return Referent(scene.text(unit, unit + 1), "pronoun: first person")
    for kind in GENDERS:
        if word in grammar.speaker_words(kind) and "noun" not in grammar.tags(
            scene.document.tags[unit]
        ):
            return _gendered(scene, unit, kind)
    for kind in ("several", "thing"):
        if word in grammar.speaker_words(kind):
            return back(scene, unit, kind) or Referent(scene.text(unit, unit + 1), UNRESOLVED)
    if word in grammar.speaker_words("antecedents"):
        found = _antecedent(scene, unit)
        return attrs.evolve(found, why="pronoun: named before it") if found else None
    return None


def _gendered(scene: Scene, unit: int, kind: str) -> Referent:
    found = back(scene, unit, kind)
    if found is not None and scene.inner is not None and _is_inside(found, scene.inner, unit):
        # "The work of Ada Moor, she said, was good": what is said names others
        spoke = back(scene, scene.inner, kind, _NEAR)
        if spoke is not None and spoke.why == SPOKE:
            return spoke
    if found is None and scene.barred:
        # Somebody may go on in a second paragraph after all.
        barred, scene.barred = scene.barred, ""
        found = back(scene, unit, kind)
        if found is not None and found.speaker == barred and not _is_of(found, kind):
            return Referent(scene.text(unit, unit + 1), UNRESOLVED)
    known = found is not None and (
        found.why != NAMED or found.entity is None or bool(found.entity.gender)
    )
    later = None if known else scene.only(kind) or scene.first_after(unit, kind)
    if later is not None and later.name != scene.barred and later.mentions[0].start > unit:
        return Referent(later.name, "pronoun: named later", later)
    return found or Referent(scene.text(unit, unit + 1), UNRESOLVED)


def _is_inside(referent: Referent, start: int, unit: int) -> bool:
    """Whether somebody is only named, or named in what is said before a unit."""
    if referent.why in (NAMED, SPOKE) or referent.entity is None:
        return referent.why == NAMED
    return any(start <= mention.start < unit for mention in referent.entity.mentions)


def _is_of(referent: Referent, kind: str) -> bool:
    """Whether somebody is known to be a man or a woman."""
    return (referent.entity.gender if referent.entity is not None else referent.gender) == kind


def _antecedent(scene: Scene, unit: int) -> Referent | None:
    """Find whom "who" stands for: what is named or described directly before it."""
    tags, grammar = scene.document.tags, scene.document.grammar
    end = _before_place(scene, unit - 1 if unit and tags[unit - 1] in scene.marks.commas else unit)
    start = max(0, unit - _ASIDE)
    before = scene.mentions_in(start, unit)[::-1]
    for mention, entity in before:
        # Ada Moor, chief economist at Hallbank, who ...
        if entity.person and mention.extent > mention.end and end <= mention.extent <= unit:
            return scene.named(mention, entity)
    for mention, entity in before:
        far = entity.body and not entity.person and linked(scene, mention)
        if mention.end == end and not far and not entity.place:
            return scene.named(mention, entity)
    units = grammar.noun_phrase_before.match(scene.document.tape, start, end)
    if units is None:
        return None
    return _apposed_to(scene, units[0]) or phrase(scene, units[0], end)


def _before_place(scene: Scene, end: int) -> int:
    """Give where a phrase ends before a place behind a comma: a farmer from Alder Bay, Ohio."""
    last = scene.mention_at(end - 1) if end else None
    if last is None or not last[1].place:
        return end
    start = last[0].start
    return start - 1 if start > 1 and scene.document.tags[start - 1] in scene.marks.commas else end


def _apposed_to(scene: Scene, start: int) -> Referent | None:
    """Find who is described behind a comma: Ada Moor of Marran, the first woman on the board,."""
    if scene.document.tags[max(start - 1, 0)] not in scene.marks.commas:
        return None
    before = scene.mention_at(start - 2)
    while before is not None and start - before[0].start < _ASIDE and linked(scene, before[0]):
        mention = before[0]
        before = scene.mention_at(mention.start - 2) or scene.mention_at(mention.start - 3)
        if before is not None and before[0].end < mention.start - 2:
            return None
    if before is None or not before[1].person:
        return None
    return scene.named(*before)
