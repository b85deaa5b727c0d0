"""Who a noun phrase stands for: its names, its head, and what is put after it."""

from __future__ import annotations

from attribution._entities import Entity, Mention
from attribution._speakers.descriptions import described
from attribution._speakers.scene import Referent, Scene


def phrase(scene: Scene, start: int, end: int) -> Referent | None:
    """Tell who a noun phrase with what is put after it is."""
    core = core_end(scene, start, end)
    head, named = _head(scene, start, core)
    if named is not None:
        return scene.named(*named)
    inside = scene.mentions_in(head, core) if core > head + 1 else ()
    for mention, entity in inside:
        if mention.role_units is not None and mention.role_units[0] <= head:
            return scene.named(mention, entity)
    alone = "plural" not in scene.document.grammar.tags(scene.document.tags[head])
    apposed = _apposed(scene, core, end) or _behind_clause(scene, core, end) if alone else None
    return apposed or _account(scene, core, end) or described(scene, start, core, head)


def _account(scene: Scene, core: int, end: int) -> Referent | None:
    """Find the account that is named behind a description: another user, @quaycat."""
    tags = scene.document.tags
    for unit in range(core, end + 2 if tags[end : end + 1] in scene.marks.commas else end):
        if tags[unit : unit + 1] in scene.marks.handles:
            return Referent(scene.text(unit, unit + 1), "name: account")
    return None


def _behind_clause(scene: Scene, core: int, end: int) -> Referent | None:
    """Find who is named behind a clause: the woman who runs the docks, Ada Moor."""
    tags, commas = scene.document.tags, scene.marks.commas
    comma = next((unit for unit in range(core, end) if tags[unit] in commas), core)
    return _apposed(scene, comma, end) if comma > core else None


def _apposed(scene: Scene, core: int, end: int) -> Referent | None:
    """Find who is named right after a description: the developer, Quay Homes."""
    if core + 1 >= end:
        return None
    begins = (core + 1, _untitled(scene, core + 1, end))
    for mention, entity in scene.mentions_in(core + 1, end):
        parts = (mention.role_units, mention.organisation_units, (mention.start, 0))
        first = min(part[0] for part in parts if part is not None and part[0] > core)
        comma = scene.document.tags[core] in scene.marks.commas
        named = entity.person or (entity.notable and comma)
        if named and (first in begins or first < begins[1] < mention.start):
            return scene.named(mention, entity)
    return None


def _untitled(scene: Scene, start: int, end: int) -> int:
    """Give where a name begins behind the titles before it: Lt. Gen. Ada Moor."""
    tags, skipped = scene.document.tags, scene.marks.before_name
    while start < end and tags[start] in skipped and not scene.inside(start):
        start += 1
    return start


def core_end(scene: Scene, start: int, end: int) -> int:
    """Give where the noun phrase ends and what is put after it begins."""
    tags, marks = scene.document.tags, scene.marks
    if marks.after_core.isdisjoint(tags[start + 1 : end]):
        return end
    for unit in range(start + 1, end):
        if tags[unit] in marks.asides and not scene.inside(unit):
            return unit
        if tags[unit] in marks.reduced and tags[unit - 1] in marks.people:
            return unit
    return end


def _head(scene: Scene, start: int, end: int) -> tuple[int, tuple[Mention, Entity] | None]:
    """Find the head of a noun phrase: its unit, and the mention that it is."""
    tags, links, verbs = scene.document.tags, scene.marks.links, scene.marks.verbs
    unit, head = start, start
    # analysts polled in May: a noun in the singular has a determiner before it
    first = start if tags[start] in scene.marks.plurals else start + 1
    named: tuple[Mention, Entity] | None = None
    while unit < end:
        if unit > start and (tags[unit] in links or (named and tags[unit] in verbs)):
            break
        mention = scene.mention_at(unit)
        if unit > first and mention is None and _describes(scene, unit, end):
            break
        if named and named[1].person and mention is not None:
            break
        named, head = mention, unit
        unit = mention[0].end if mention is not None else unit + 1
    return head, named


def _describes(scene: Scene, unit: int, end: int) -> bool:
    """Whether a unit only describes the noun before it: a person close to the talks."""
    tags, marks = scene.document.tags, scene.marks
    if tags[unit] not in marks.postposed:
        return False
    if unit + 1 == end and tags[unit] not in scene.document.grammar.chars_of("postposed-last"):
        return False
    if unit + 1 < end and tags[unit + 1] not in marks.behind_postposed:
        return False
    return tags[unit - 1] in marks.nouns
