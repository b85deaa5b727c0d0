"""Whom a sentence before a pronoun offers: who spoke or is named in it."""

from __future__ import annotations

import attrs

from attribution._article.entities import Entity, Naming, Units
from attribution._article.preferences import Preference, preferred
from attribution._speakers.agreement import GENDERS, fits, has_spoken, is_kind
from attribution._speakers.referents import Query, Referent
from attribution._speakers.scene import Scene

_Row = tuple[Naming, Entity]


def speaker_in(scene: Scene, query: Query, sentence: Units) -> Referent | None:
    """Find who spoke last in a sentence."""
    start, end = sentence
    for referent in scene.spoke_before(end, start):
        if referent.speaker == query.limits.barred:
            continue
        if fits(referent, query.kind) or has_spoken(referent, query.kind):
            return attrs.evolve(referent, mention=None, decided="")
    return None


def subject_in(scene: Scene, query: Query, sentence: Units) -> Referent | None:
    """Find who is named as the subject of a sentence: no verb stands before, nothing links it."""
    row, decided = _foremost(scene, query, sentence)
    if row is None or linked(scene, row[0]) or _owns(scene, row[0]):
        return None
    # "Retired driver Ada Moor": what looks like a verb is of her role
    start = row[0].role_units[0] if row[0].role_units is not None else row[0].start
    if not scene.signs.verbs.isdisjoint(scene.document.tags[sentence[0] : start]):
        return None
    return _named(scene, row, decided)


def named_in(scene: Scene, query: Query, sentence: Units) -> Referent | None:
    """Find who is named in a sentence."""
    row, decided = _foremost(scene, query, sentence)
    return _named(scene, row, decided) if row is not None else None


def _named(scene: Scene, row: _Row, decided: str) -> Referent:
    referent = scene.named(*row)
    referent.mention, referent.decided = None, decided
    return referent


def _foremost(scene: Scene, query: Query, sentence: Units) -> tuple[_Row | None, str]:
    """Give the first name of a sentence that may be meant, and what preferred it."""
    rows = [
        row
        for row in scene.mentions_in(*sentence)
        if row[1].name != query.limits.barred and is_kind(scene.bearer(*row)[1], query.kind)
    ]
    if not rows:
        return None, ""
    rows, decided = preferred(_PREFERENCES, (scene, query), rows)
    return rows[0], decided


def _has_gender(asked: tuple[Scene, Query], row: _Row) -> bool:
    return asked[1].kind not in GENDERS or bool(row[1].gender)


def _is_free(asked: tuple[Scene, Query], row: _Row) -> bool:
    scene, mention = asked[0], row[0]
    return not linked(scene, mention) and not _owns(scene, mention)


_PREFERENCES = (
    Preference("of known gender", _has_gender),
    Preference("not linked to another", _is_free),
)


def linked(scene: Scene, mention: Naming) -> bool:
    """Whether a name only says to whom or where something before it belongs."""
    tags, signs, before = scene.document.tags, scene.signs, mention.start - 1
    if before > 0 and tags[before] in signs.joins:
        # lawyers for Ada Moor and Lem Harrow
        other = scene.mention_at(before - 1)
        before = other[0].start - 1 if other is not None else before
    while before > 0 and tags[before] in signs.before_name:
        before -= 1
    if before >= 0 and tags[before] in signs.determiners:
        before -= 1
    return before >= 0 and tags[before] in signs.links


def _owns(scene: Scene, mention: Naming) -> bool:
    tags = scene.document.tags
    return mention.end < len(tags) and tags[mention.end] in scene.signs.genitives
