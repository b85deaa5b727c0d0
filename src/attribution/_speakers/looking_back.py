"""Whom a pronoun stands for: who spoke or is named before it."""

from __future__ import annotations

from bisect import bisect_right

import attrs

from attribution._entities import Entity, Mention
from attribution._speakers.scene import Referent, Scene

GENDERS = ("male", "female")
_OWNERS = (*GENDERS, "several", "thing")
_REACH = 8
"""How many sentences a pronoun may look back."""
_LONG = 300
"""How many units of a sentence are looked at."""
_TOLD = 2
"""In how many sentences a subject without a name goes before names that are none."""
_CLOSE = 3
"""How many sentences back somebody of known gender is preferred."""
SPOKE = "pronoun: who spoke last"
NAMED = "pronoun: name before"
_SUBJECT = "pronoun: subject before"


def back(scene: Scene, unit: int, kind: str, reach: int = _REACH) -> Referent | None:
    """Look back sentence by sentence for whom a pronoun stands for.

    Whose gender is not known only counts where nobody of the right one stands close before.
    """
    at = bisect_right(scene.bounds, unit - 1)
    end = unit
    doubtful: Referent | None = None
    for back in range(min(reach, at + 1)):
        start = max(scene.bounds[at - back - 1] + 1 if at > back else 0, end - _LONG)
        found = _speaker_in(scene, start, end, kind) or _named_in(scene, start, end, kind)
        if back < _TOLD and (found is None or found.why == NAMED):
            found = _described_in(scene, start, end, kind) or found
        sure = found is not None and (found.several or _is_sure(found, kind))
        if found is not None and doubtful is None:
            if sure:
                return found
            doubtful = found
        elif found is not None and sure and found.entity is not None:
            return found
        end = start
        if doubtful is not None and back >= _CLOSE:
            break
    return doubtful


def owner(scene: Scene, unit: int, owned: str | None = None) -> str | None:
    """Name whom a possessive stands for: their commander, his lawyer; nobody is his own."""
    if scene.document.tags[unit] not in scene.marks.possessives:
        return None
    word, words = scene.document.word(unit), scene.document.grammar.speaker_words
    kind = next((kind for kind in _OWNERS if word in words(kind)), None)
    barred, scene.barred = scene.barred, owned or scene.barred
    found = back(scene, unit, kind, _CLOSE) if kind is not None else None
    scene.barred = barred
    return found.speaker if found is not None else None


def _is_sure(referent: Referent, kind: str) -> bool:
    entity = referent.entity
    if kind not in GENDERS or referent.why == SPOKE or entity is None:
        return True
    return bool(entity.gender) or (entity.person and referent.why == _SUBJECT)


def _speaker_in(scene: Scene, start: int, end: int, kind: str) -> Referent | None:
    for source, referent in reversed(scene.said):
        if source[0] < start:
            break
        if referent.speaker == scene.barred:
            continue
        if source[0] < end and (_fits(referent, kind) or _spoke(referent, kind)):
            return attrs.evolve(referent, why=SPOKE, mention=None)
    return None


def _named_in(scene: Scene, start: int, end: int, kind: str) -> Referent | None:
    rows = [
        (mention, entity)
        for mention, entity in scene.mentions_in(start, end)
        if entity.name != scene.barred and _is_kind(scene.bearer(mention, entity)[1], kind)
    ]
    if kind in GENDERS:
        rows = [row for row in rows if row[1].gender] or rows
    subjects = [row for row in rows if not linked(scene, row[0]) and not _owns(scene, row[0])]
    if not rows:
        return None
    mention, entity = (subjects or rows)[0]
    referent = scene.named(mention, entity)
    main = subjects and not _inner(scene, start, mention.start)
    referent.why = _SUBJECT if main else NAMED
    referent.mention = None
    return referent


def _described_in(scene: Scene, start: int, end: int, kind: str) -> Referent | None:
    """Find the subject of a sentence, if it is a description: the villagers accused Ada Moor."""
    if scene.reading:
        # a description may itself lean on what is before it: one step is enough
        return None
    match = scene.document.grammar.subject.match(scene.document.tags, start, end)
    if match is None:
        return None
    first, last = match.span("source")
    # "No driver was paid, according to him": what is said names others
    said = scene.inner is not None and first >= scene.inner
    if said or (last - first == 1 and scene.document.word(first) in scene.marks.pronouns):
        return None
    scene.reading = True
    referent = scene.read(scene, first, last)
    scene.reading = False
    if referent is None or referent.why == "name" or not _fits(referent, kind):
        return None
    if kind == "several" and referent.role is None and not referent.body:
        # who speaks are people
        return None
    return attrs.evolve(referent, why=_SUBJECT, mention=None)


def _inner(scene: Scene, start: int, unit: int) -> bool:
    """Whether a verb stands between the start of a sentence and a name."""
    return not scene.marks.verbs.isdisjoint(scene.document.tags[start:unit])


def _fits(referent: Referent, kind: str) -> bool:
    entity = referent.entity
    if entity is not None:
        return _may_be(entity, kind, body=referent.body, several=referent.several)
    if kind == "several":
        return referent.several or referent.body
    if kind == "thing":
        return referent.body or referent.document
    if referent.body or referent.several:
        return False
    return referent.gender == kind or (referent.role is not None and not referent.gender)


def _is_kind(entity: Entity, kind: str) -> bool:
    """Whether a pronoun of some kind may stand for a name."""
    body = entity.body and not entity.person
    return _may_be(entity, kind, body=body, several=entity.several and not body)


def _may_be(entity: Entity, kind: str, *, body: bool, several: bool) -> bool:
    if kind == "several":
        return several or (body and not entity.place)
    if kind == "thing":
        return body
    if body or several:
        return False
    if entity.gender and kind != "person":
        return entity.gender == kind
    return entity.person or " " in entity.name


def _spoke(referent: Referent, kind: str) -> bool:
    """Whether a name of one word, which may be anything, is a person's since it has spoken."""
    entity = referent.entity
    if kind not in GENDERS or entity is None or entity.body or entity.place:
        return False
    return not referent.several and entity.gender in ("", kind)


def linked(scene: Scene, mention: Mention) -> bool:
    """Whether a name only says to whom or where something before it belongs."""
    tags, marks, before = scene.document.tags, scene.marks, mention.start - 1
    if before > 0 and tags[before] in marks.joins:
        # lawyers for Ada Moor and Lem Harrow
        other = scene.mention_at(before - 1)
        before = other[0].start - 1 if other is not None else before
    while before > 0 and tags[before] in marks.titled:
        before -= 1
    if before >= 0 and tags[before] in marks.determiners:
        before -= 1
    return before >= 0 and tags[before] in marks.links


def _owns(scene: Scene, mention: Mention) -> bool:
    tags = scene.document.tags
    return mention.end < len(tags) and tags[mention.end] in scene.marks.genitives
