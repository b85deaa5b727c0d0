"""Who a source is, whatever it is: a pronoun, a name, a description, or several of them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

import attrs

from attribution._article.entities import Entity, Naming, Units
from attribution._fields.negation import NEGATING
from attribution._rules.wanted import piece
from attribution._speakers.documents import document_start
from attribution._speakers.looking_back import linked
from attribution._speakers.phrases import head_from
from attribution._speakers.pronouns import points, pronoun
from attribution._speakers.reading import phrase, subject_around, subject_before
from attribution._speakers.referents import Limits, Referent
from attribution._speakers.scene import Scene
from attribution._speakers.several import begins, one, parts_of, row, several
from attribution._speakers.why import Why

INTERRUPTED = piece(
    "interrupted",
    groups=("source",),
    doc="from the start of a sentence to the cue, a subject with an aside that names somebody else",
    without='"Moor, whose brother, Lem, owns the mill, said" is said by Lem',
    optional=True,
)
LEAD = piece(
    "lead-in",
    doc="at the start of a source, an adverb, a time or a verb that is no part of it",
    without='"however on May 6 Ada Moor wrote" is written by "However"',
    optional=True,
)
INVERTED = piece(
    "inverted",
    groups=("source",),
    doc="from an adverb on, a verb with its subject behind it",
    without='"Then came the answer of Moor: No." is said by nobody',
    optional=True,
)

_PAIR = 2
_LONG = 200
"""How many units before a source its sentence begins at most, if the source stands in an aside."""
_CUE = 8
"""Within how many units behind a source its cue is looked for."""


def who_is(scene: Scene, limits: Limits, source: Units) -> Referent | None:
    """Tell who a source is: the same one each time that it is asked for within the same limits."""
    asked = source, limits
    if asked not in scene.known:
        scene.known[asked] = _referent(scene, limits, *_trimmed(scene, source))
    return scene.known[asked]


def _trimmed(scene: Scene, source: Units) -> Units:
    start, end = source
    tags, signs = scene.document.tags, scene.signs
    while start < end - 1 and tags[start] in signs.outer:
        start += 1
    if end - start > _PAIR and tags[start] in signs.adverbs:
        # however, the mayor
        start += _PAIR * (tags[start + 1] in signs.commas)
    start = _behind_lead(scene, start, end)
    while end - 1 > start and tags[end - 1] in signs.outer_last:
        end -= 1
    return start, end


def _behind_lead(scene: Scene, start: int, end: int) -> int:
    """Give where a source begins behind what only leads to it: however on May 6 Ada Moor."""
    grammar = scene.document.grammar
    for lead in (LEAD, NEGATING):
        match = grammar[lead].match(scene.document.tags, start, end) if lead in grammar else None
        start = match.end() if match is not None and match.end() < end else start
    return start


def _referent(scene: Scene, limits: Limits, start: int, end: int) -> Referent | None:
    authored = document_start(scene, start)
    if authored is not None:
        return phrase(scene, limits, authored, end)
    start, end = _inverted(scene, start, end)
    if scene.document.tags[start] in scene.signs.own:
        return _own(scene, limits, start)
    if scene.document.tags[start] in scene.signs.genitives:
        # at Ann's house telling her: said by the subject
        found = subject_before(scene, limits, start)
        if found is not None:
            return found
        start += start + 1 < end
    start = _second_clause(scene, start, end)
    found = pronoun(scene, limits, start) if end - start == 1 else None
    if end - start == 1 and points(scene, start):
        return found
    found = found or _interrupted(scene, limits, start, end) or _described_before(scene, start, end)
    if found is not None:
        return found
    joined = max(start + 1, head_from(scene, start, end))
    if not scene.signs.joins.isdisjoint(scene.document.tags[joined : end - 1]):
        found = row(scene, limits, start, end)
        parts = parts_of(scene, start, end) if found is None else []
        if len(parts) > 1:
            found = _named_behind(scene, start, end, parts[0][1])
            found = found or several(scene, limits, (start, end), parts)
    return found or phrase(scene, limits, start, end)


def _named_behind(scene: Scene, start: int, end: int, join: int) -> Referent | None:
    """Find whose name stands behind a description that joins others: the lawyer of A and B, Moor.

    Args:
        scene: What is read of the text.
        start: Where the source begins.
        end: Where it ends.
        join: Where its first conjunction stands.
    """
    for mention, entity in scene.mentions_in(start, end)[-1:]:
        role = mention.role_units
        set_off = scene.document.tags[mention.start - 1] in scene.signs.commas
        if set_off and role is not None and start <= role[0] < role[1] < join:
            return attrs.evolve(scene.named(mention, entity), why=Why.NAME_DESCRIBED)
    return None


def _own(scene: Scene, limits: Limits, unit: int) -> Referent | None:
    """Find whose own account a source is: that of the subject, which is a part of what is said."""
    units = subject_around(scene, unit)
    if units is None:
        return None
    return one(scene, attrs.evolve(limits, inner=None, shallow=True), *units)


def _second_clause(scene: Scene, start: int, end: int) -> int:
    """Give where a clause begins whose subject was joined to what stands before a preposition.

    "He was taken to a clinic and a spokesman said": what is taken to somewhere does not speak.
    """
    tags, signs = scene.document.tags, scene.signs
    behind = end + (tags[end : end + 1] in signs.commas)
    if tags[behind : behind + 1] not in signs.told:
        return start
    joins = [unit for unit in range(end - 1, start, -1) if tags[unit] in signs.joins]
    if not joins or not (_is_led(scene, start) or _has_clause(scene, start, end)):
        return start
    return next((unit + 1 for unit in joins if _is_somebody(scene, unit + 1)), start)


def _is_led(scene: Scene, start: int) -> bool:
    """Whether a preposition or a verb stands before a source: to a clinic and a clerk (said)."""
    signs, before = scene.signs, scene.document.tags[start - 1 : start] if start else ""
    return before in signs.links or (before in signs.pasts and before not in signs.told)


def _has_clause(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb with an object stands in a source: the court fined her and a clerk (said)."""
    tags, signs = scene.document.tags, scene.signs
    objects = (signs.determiners, signs.possessives, signs.numbers, signs.objects)
    return any(
        tags[unit] in signs.pasts
        and tags[unit - 1] in signs.nouns
        and any(tags[unit + 1] in kind for kind in objects)
        for unit in range(start + 1, end - 1)
    )


def _is_somebody(scene: Scene, unit: int) -> bool:
    """Whether a subject of its own begins at a unit: and a clerk, and neighbours."""
    char, signs = scene.document.tags[unit], scene.signs
    return begins(scene, unit) or char in signs.possessives or char in signs.people


def _inverted(scene: Scene, start: int, end: int) -> Units:
    """Give the subject behind the verb where an adverb was taken: then came the reply of Moor."""
    document = scene.document
    if document.tags[start] not in scene.signs.adverbs or INVERTED not in document.grammar:
        return start, end
    match = document.grammar[INVERTED].match(document.tags, start)
    return match.span("source") if match is not None else (start, end)


def _interrupted(scene: Scene, limits: Limits, start: int, end: int) -> Referent | None:
    """Find whose aside names what was taken for the source: Moor, whose brother, Lem, sails."""
    document = scene.document
    if INTERRUPTED not in document.grammar:
        return None
    [(first, _)] = islice(scene.sentences_before(start + 1, 1), 1)
    if not 0 < start - first <= _LONG:
        return None
    if scene.signs.commas.isdisjoint(document.tags[first : start + 1]):
        return None
    match = document.grammar[INTERRUPTED].match(document.tags, first, end + _CUE)
    if match is None or match.end() < end or start < match.end("source"):
        return None
    found = phrase(scene, limits, *match.span("source"))
    if found is not None and found.why is Why.NAME:
        found.why = Why.HOST
    return found


def _described_before(scene: Scene, start: int, end: int) -> Referent | None:
    """Find the person whose description alone was taken for the source."""
    at = bisect_left(scene.starts, start) - 1
    if at < 0:
        return None
    _, mention, entity = scene.mentions[at]
    tags, signs = scene.document.tags, scene.signs
    if mention.end != start - 1 or tags[start - 1] not in signs.commas:
        return None
    if _is_called(scene, mention, start, end) or _is_set_before(scene, mention, entity, end):
        return None
    aged = tags[start] in signs.numbers and (end == start + 1 or tags[start + 1] in signs.commas)
    if start < mention.extent or (entity.person and aged):
        return attrs.evolve(scene.named(mention, entity), why=Why.NAME_DESCRIBED)
    return None


def _is_set_before(scene: Scene, mention: Naming, entity: Entity, end: int) -> bool:
    """Whether a name only ends what stands before a phrase: "At a pier in Marran, the mayor said".

    A comma behind the phrase tells that it describes the name, unless that is no person's.
    """
    if entity.place and not entity.person:
        return True
    tags, commas = scene.document.tags, scene.signs.commas
    if tags[end : end + 1] in commas:
        return False
    # by the pilot, Ada Moor, the mayor said: a name between commas is set off as it is
    apposed = mention.role_units is not None and mention.role_units[1] < mention.start
    return linked(scene, mention) or (apposed and tags[mention.start - 1] in commas)


def _is_called(scene: Scene, mention: Naming, start: int, end: int) -> bool:
    """Whether a name is only called: "Ada, the council is asking".

    A comma behind the phrase tells that it describes the name.
    """
    document, signs = scene.document, scene.signs
    first = mention.start == 0 or document.tags[mention.start - 1] in signs.stops
    set_off = document.tags[end : end + 1] in signs.commas
    return first and not set_off and document.word(start) in signs.definite
