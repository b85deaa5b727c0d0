"""Several who speak together: two that a conjunction joins, or a row of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from attribution._article.entities import Naming, Units
from attribution._speakers.looking_back import linked
from attribution._speakers.phrases import core_end, joins_fields
from attribution._speakers.pronouns import pronoun
from attribution._speakers.reading import phrase
from attribution._speakers.referents import Limits, Referent
from attribution._speakers.scene import Scene
from attribution._speakers.why import DESCRIPTION, Why

_PAIR = 2


def one(scene: Scene, limits: Limits, start: int, end: int) -> Referent | None:
    """Tell who a pronoun or a phrase is: one of several sources, the subject of a sentence."""
    found = pronoun(scene, limits, start) if end - start == 1 else None
    return found or phrase(scene, limits, start, end)


def parts_of(scene: Scene, start: int, end: int) -> list[Units]:
    """Part a source such as "Ada Moor and Lem Harrow" at its conjunctions."""
    tags = scene.document.tags
    cuts = _cuts(scene, start, core_end(scene, start, end))
    if cuts and tags[end - 1] in scene.signs.adverbs and cuts[-1] + _PAIR == end:
        # Ada Moor spoke and officially (endorsed him)
        cuts, end = cuts[:-1], cuts[-1]
    edges = [start, *(cut + 1 for cut in cuts), end]
    parts = [(a, b - 1) for a, b in itertools.pairwise(edges[:-1])]
    return [*parts, (edges[-2], end)]


def _cuts(scene: Scene, start: int, core: int) -> list[int]:
    """Give the conjunctions that join speakers."""
    tags, joins = scene.document.tags, scene.signs.joins
    cuts = (u for u in range(start + 1, core - 1) if tags[u] in joins and not scene.inside(u))
    return [
        cut
        for cut in cuts
        if not _joins_owners(scene, start, cut) and not joins_fields(scene, start, cut)
    ]


def _joins_owners(scene: Scene, start: int, cut: int) -> bool:
    """Whether a conjunction joins what describes a noun: officials in Ashdown and Marran."""
    before, after = scene.mention_at(cut - 1), scene.mention_at(cut + 1)
    if before is None or after is None or before[0].start <= start:
        return False
    alike = before[1].person == after[1].person and scene.mention_at(start) is None
    first = scene.mentions_in(start, before[0].start + 1)[0][0]
    return alike and _is_row(scene, first, before[0]) and _is_linked(scene, first)


def _is_linked(scene: Scene, mention: Naming) -> bool:
    """Whether a name is linked to what stands before it, also behind nouns: to port clerks Moor."""
    tags, signs, before = scene.document.tags, scene.signs, mention.start - 1
    if before > 0 and tags[before] in signs.plurals:
        parts = signs.nouns | signs.numbers | signs.determiners
        while before > 0 and tags[before] in parts:
            before -= 1
        return tags[before] in signs.links
    return linked(scene, mention)


def _is_row(scene: Scene, first: Naming, last: Naming) -> bool:
    """Whether names stand in a row: to councillors Ada Moor, Lem Harrow."""
    tags, commas = scene.document.tags, scene.signs.commas
    row = [mention for mention, _ in scene.mentions_in(first.start, last.start + 1)]
    return all(
        two.start == one.end + 1 and tags[one.end] in commas for one, two in itertools.pairwise(row)
    )


def several(scene: Scene, limits: Limits, source: Units, parts: list[Units]) -> Referent | None:
    """Tell who several sources are, if each is somebody."""
    found = [part for part in (one(scene, limits, a, b) for a, b in parts if a < b) if part]
    if len(found) < len(parts):
        return None
    first, last = found[0], found[-1]
    if _share_noun(scene, source[0], parts, found):
        return Referent(scene.text(source[0] + 1, source[1]), Why.UNNAMED, several=True)
    if _is_one(first) and not begins(scene, parts[1][0]):
        # former mayor and council member Ada Moor
        return last if first.entity is None and last.mention is not None else first
    if last.entity is not None and all(one.entity is last.entity for one in found):
        # Quay Rail vice president and Marran manager Ada Moor
        return last
    return _together(scene, parts, found, f" {scene.text(parts[0][1], parts[0][1] + 1)} ")


def row(scene: Scene, limits: Limits, start: int, end: int) -> Referent | None:
    """Tell who speaks where several stand in a row: Ada Moor, Lem Harrow and Tomas Okerlund.

    What describes a name belongs to it, and tells two apart as well: Ada Moor, the mayor, and Lem
    Harrow.  A name and a description between commas may be one, so that they are no row.
    """
    parts = list(_row(scene, start, end))
    if len(parts) < _PAIR or not _are_apart(scene, parts, end):
        return None
    found = [part for part in (one(scene, limits, *units) for units in parts) if part]
    entities = [id(part.entity) for part in found if part.entity is not None]
    if len(found) < len(parts) or len({*entities}) < len(entities):
        return None
    return _together(scene, parts, found, ", ")


def _are_apart(scene: Scene, parts: list[Units], end: int) -> bool:
    """Whether what stands in a row is somebody each, and no part describes another."""
    tags, signs = scene.document.tags, scene.signs
    last, kinds = parts[-1][0], [_kind(scene, part) for part in parts]
    if tags[last - 1] not in signs.joins:
        return False
    if "" in kinds and (
        tags[end : end + 1] in signs.commas or _has_preposition(scene, parts[0][0])
    ):
        return False
    if len(parts) > _PAIR:
        kinds = kinds[:-1]
    elif tags[last - _PAIR] not in signs.commas:
        return False
    begun = (begins(scene, first) or tags[first] in signs.people for first, _ in parts[1:])
    return len({*kinds}) == 1 and all(begun)


def _row(scene: Scene, start: int, end: int) -> Iterator[Units]:
    """Part a source at its commas and conjunctions, but for those of what describes a name."""
    tags, signs = scene.document.tags, scene.signs
    bounds = signs.commas | signs.joins
    extents = {it.start: _extent(scene, it) for it, _ in scene.mentions_in(start, end)}
    first = unit = start
    while unit <= end:
        if unit == end or tags[unit] in bounds:
            aged = unit == first + 1 and tags[first] in signs.numbers
            if unit > first and not aged:
                yield first, unit
            first = unit + 1
        unit = max(unit + 1, extents.get(unit, 0))


def _extent(scene: Scene, mention: Naming) -> int:
    """Give where a name ends with what describes it, in which nobody else is named."""
    tags, joins = scene.document.tags, scene.signs.joins
    for other, entity in scene.mentions_in(mention.end, mention.extent):
        if entity.person and tags[other.start - 1] in joins:
            return other.start - 1
    return max(mention.end, mention.extent)


def _has_preposition(scene: Scene, start: int) -> bool:
    """Whether a preposition may have a phrase: amid a wave of migrants, clerks (said)."""
    return scene.document.tags[start - 1 : start] in scene.signs.links if start else False


def _kind(scene: Scene, units: Units) -> str:
    """Tell what stands in a row: a person, a body, a name of neither, or nobody with a name."""
    tags, signs = scene.document.tags, scene.signs
    for mention, entity in scene.mentions_in(*units):
        if units[1] in (mention.end, mention.extent):
            if not signs.links.isdisjoint(tags[units[0] : mention.start]):
                return "linked"
            return "person" if entity.person and not entity.body else "body"
    return "name" if tags[units[1] - 1] in signs.capitals else ""


def _together(scene: Scene, parts: list[Units], found: list[Referent], comma: str) -> Referent:
    """Name several speakers, with a conjunction before the last."""
    wordings = [
        _wording(scene, units, part, found[-1]) for units, part in zip(parts, found, strict=True)
    ]
    join = scene.text(parts[-1][0] - 1, parts[-1][0])
    named = f"{comma.join(wordings[:-1])} {join} {wordings[-1]}"
    return Referent(named, Why.SEVERAL, several=True)


def _is_one(first: Referent) -> bool:
    """Whether the first of several is told by a role or a description, which may go on."""
    known = first.entity is not None and first.why.rule == DESCRIPTION
    return first.person and (known or first.role is not None)


def _share_noun(scene: Scene, start: int, parts: list[Units], found: list[Referent]) -> bool:
    """Whether two names describe one noun: the Harrow and Moor campaigns."""
    first, last, signs = found[0], found[-1], scene.signs
    if first.mention is None or last.entity is not None or not last.several:
        return False
    alone = (first.mention.start, first.mention.end) == (start + 1, parts[0][1])
    determined = scene.document.tags[start] in signs.determiners
    return alone and determined and scene.mention_at(parts[-1][0]) is not None


def _wording(scene: Scene, units: Units, part: Referent, last: Referent) -> str:
    """Name one of several speakers; who shares the surname of the last is named without it."""
    if part.entity is None and scene.document.tags[units[0]] in scene.signs.possessives:
        # Ada Moor and her supporters
        return scene.text(*units)
    mention, same = part.mention, part.speaker.split()[-1:] == last.speaker.split()[-1:]
    if part is last or not same or mention is None:
        return part.speaker
    return scene.text(mention.start, mention.end)


def begins(scene: Scene, unit: int) -> bool:
    """Whether somebody else may begin at a unit, as after "and the"."""
    tags = scene.document.tags
    return tags[unit] in scene.signs.determiners or scene.mention_at(unit) is not None
