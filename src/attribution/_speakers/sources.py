"""Who a source is, whatever it is: a pronoun, a name, a description, or several of them."""

from __future__ import annotations

import itertools
from bisect import bisect_left

from attribution._entities import Units
from attribution._speakers.looking_back import linked
from attribution._speakers.phrases import core_end, phrase
from attribution._speakers.pronouns import pronoun
from attribution._speakers.scene import Referent, Scene

_DESCRIBED = "description"
_PAIR = 2


def who_is(scene: Scene, source: Units) -> Referent | None:
    """Tell who a source is."""
    if source not in scene.memo:
        scene.memo[source] = _referent(scene, *_trimmed(scene, source))
    return scene.memo[source]


def _trimmed(scene: Scene, source: Units) -> Units:
    start, end = source
    tags, marks = scene.document.tags, scene.marks
    while start < end - 1 and tags[start] in marks.outer:
        start += 1
    if end - start > _PAIR and tags[start] in marks.adverbs:
        # however, the mayor
        start += _PAIR * (tags[start + 1] in marks.commas)
    while end - 1 > start and tags[end - 1] in marks.outer_last:
        end -= 1
    return start, end


def _referent(scene: Scene, start: int, end: int) -> Referent | None:
    found = pronoun(scene, start) if end - start == 1 else None
    found = found or _described_before(scene, start, end)
    if found is not None:
        return found
    if not scene.marks.joins.isdisjoint(scene.document.tags[start + 1 : end - 1]):
        parts = _parts(scene, start, end)
        if len(parts) > 1:
            return _several(scene, start, end, parts)
    return phrase(scene, start, end)


def _described_before(scene: Scene, start: int, end: int) -> Referent | None:
    """Find the person whose description alone was taken for the source.

    A comma after the description tells it from somebody else, behind a name that is called:
    "Ada, the council is asking".
    """
    at = bisect_left(scene.starts, start) - 1
    if at < 0:
        return None
    _, mention, entity = scene.mentions[at]
    if mention.end != start - 1:
        return None
    tags, marks = scene.document.tags, scene.marks
    if tags[start - 1] not in marks.commas:
        return None
    called = mention.start == 0 or tags[mention.start - 1] in marks.stops
    set_off = tags[end : end + 1] in marks.commas
    if called and not set_off and scene.document.word(start) in marks.definite:
        return None
    aged = tags[start] in marks.numbers and (end == start + 1 or tags[start + 1] in marks.commas)
    if start < mention.extent or (entity.person and aged):
        return scene.named(mention, entity)
    return None


def _parts(scene: Scene, start: int, end: int) -> list[Units]:
    """Part a source such as "Ada Moor and Lem Harrow" at its conjunctions."""
    tags, joins = scene.document.tags, scene.marks.joins
    core = core_end(scene, start, end)
    cuts = [u for u in range(start + 1, core - 1) if tags[u] in joins and not scene.inside(u)]
    cuts = [cut for cut in cuts if not _joins_owners(scene, start, cut)]
    if cuts and tags[end - 1] in scene.marks.adverbs and cuts[-1] + 2 == end:
        # Ada Moor spoke and officially (endorsed him)
        cuts, end = cuts[:-1], cuts[-1]
    edges = [start, *(cut + 1 for cut in cuts), end]
    parts = [(a, b - 1) for a, b in itertools.pairwise(edges[:-1])]
    return [*parts, (edges[-2], end)]


def _joins_owners(scene: Scene, start: int, cut: int) -> bool:
    """Whether a conjunction joins what describes a noun: officials in Ashdown and Marran."""
    before, after = scene.mention_at(cut - 1), scene.mention_at(cut + 1)
    if before is None or after is None or before[0].start <= start:
        return False
    alike = before[1].person == after[1].person and scene.mention_at(start) is None
    first = scene.mentions_in(start, before[0].start + 1)[0][0]
    return alike and first is before[0] and linked(scene, before[0])


def _several(scene: Scene, start: int, end: int, parts: list[Units]) -> Referent | None:
    found = [part for part in (phrase(scene, a, b) for a, b in parts if a < b) if part]
    if len(found) < len(parts):
        return phrase(scene, start, end)
    first, last = found[0], found[-1]
    if _share_noun(scene, start, parts, found):
        return Referent(scene.text(start + 1, end), "description: unnamed", several=True)
    known = first.entity is not None and first.why.startswith(_DESCRIBED)
    if (first.role is not None or known) and first.person and not _begins(scene, parts[1][0]):
        # former mayor and council member Ada Moor
        return last if first.entity is None and last.mention is not None else first
    word = scene.text(parts[0][1], parts[0][1] + 1)
    wordings = (_wording(scene, u, part, last) for u, part in zip(parts, found, strict=True))
    return Referent(f" {word} ".join(wordings), "names: several speakers", several=True)


def _share_noun(scene: Scene, start: int, parts: list[Units], found: list[Referent]) -> bool:
    """Whether two names describe one noun: the Harrow and Moor campaigns."""
    first, last, marks = found[0], found[-1], scene.marks
    if first.mention is None or last.entity is not None or not last.several:
        return False
    alone = (first.mention.start, first.mention.end) == (start + 1, parts[0][1])
    determined = scene.document.tags[start] in marks.determiners
    return alone and determined and scene.mention_at(parts[-1][0]) is not None


def _wording(scene: Scene, units: Units, part: Referent, last: Referent) -> str:
    """Name one of several speakers; who shares the surname of the last is named without it."""
    if part.entity is None and scene.document.tags[units[0]] in scene.marks.possessives:
        # Ada Moor and her supporters
        return scene.text(*units)
    mention, same = part.mention, part.speaker.split()[-1:] == last.speaker.split()[-1:]
    if part is last or not same or mention is None:
        return part.speaker
    return scene.text(mention.start, mention.end)


def _begins(scene: Scene, unit: int) -> bool:
    """Whether somebody else may begin at a unit, as after "and the"."""
    tags = scene.document.tags
    return tags[unit] in scene.marks.determiners or scene.mention_at(unit) is not None
