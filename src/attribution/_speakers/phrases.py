"""What a noun phrase is made of: its names, its head, and what is put after it."""

from __future__ import annotations

from attribution._article.entities import Entity, Naming
from attribution._rules.wanted import piece, single
from attribution._speakers.documents import is_message
from attribution._speakers.referents import Limits, Phrase, Referent
from attribution._speakers.scene import Scene

BEFORE_HEAD = piece(
    "before-head",
    doc="from the start of a noun phrase, what stands before its head and holds a preposition or a "
    "conjunction",
    without="the head stands before the first preposition or conjunction",
    optional=True,
)

ONE = single("one")
MINISTRY_FOR = piece(
    "ministry-for",
    doc="behind the office of a minister, the link and all fields that belong to its name",
    without='"the minister for ports and fisheries" is a minister, and "ports" a body',
    optional=True,
)

_Named = tuple[Naming, Entity]


def parted(scene: Scene, limits: Limits, start: int, end: int) -> tuple[Phrase, _Named | None]:
    """Give a noun phrase by its parts, and the mention that its head is."""
    core = core_end(scene, start, end)
    head, named = _head(scene, start, core)
    return Phrase(start, head, core, end, limits), named


def named_with_role(scene: Scene, read: Phrase) -> Referent | None:
    """Find who is named behind the head of a phrase, which is the role.

    The body may stand between them: the director, Quay Ports, Ada Moor.
    """
    for mention, entity in scene.mentions_in(read.head, read.end):
        role = mention.role_units
        if role is None or role[0] > read.head:
            continue
        if mention.start < read.core:
            return scene.named(mention, entity)
        if read.head < role[1] and scene.mentions_in(read.core, mention.start):
            return scene.named(mention, entity)
    return None


def account(scene: Scene, read: Phrase) -> Referent | None:
    """Find the account that is named behind a description: another user, @quaycat."""
    tags, end = scene.document.tags, read.end
    for unit in range(read.core, end + 2 if tags[end : end + 1] in scene.signs.commas else end):
        if tags[unit : unit + 1] in scene.signs.handles:
            return Referent(scene.text(unit, unit + 1))
    return None


def named_behind_clause(scene: Scene, read: Phrase) -> Referent | None:
    """Find who is named behind a clause: the woman who runs the docks, Ada Moor."""
    tags, commas, (core, end) = scene.document.tags, scene.signs.commas, (read.core, read.end)
    comma = next((unit for unit in range(core, end) if tags[unit] in commas), core)
    return _apposed(scene, comma, end) if comma > core and _is_one(scene, read) else None


def named_owner(scene: Scene, read: Phrase) -> Referent | None:
    """Find who is named before a noun for somebody's words: nach Moors Worten."""
    if not scene.signs.name_genitive or not is_message(scene, read.head):
        return None
    named = scene.mention_at(read.start)
    if (
        named is None
        or named[0].end != read.head
        or not named[0].text.endswith(scene.signs.name_genitive)
    ):
        return None
    return scene.named(*named)


def named_behind(scene: Scene, read: Phrase) -> Referent | None:
    """Find who is named right after a description: the developer, Quay Homes."""
    if _in_row(scene, read):
        return None
    return _apposed(scene, read.core, read.end) if _is_one(scene, read) else None


def _in_row(scene: Scene, read: Phrase) -> bool:
    """Whether names go on in a row behind a phrase: an aide to Ada Moor, Lem Harrow and Al."""
    tags, signs = scene.document.tags, scene.signs
    named = scene.mention_at(read.core - 1)
    if named is None or named[0].end != read.core or tags[read.core] not in signs.commas:
        return False
    return not signs.joins.isdisjoint(tags[read.core : read.end])


def named_behind_comma(scene: Scene, read: Phrase) -> Referent | None:
    """Find who is named behind a description at its end: said a spokesman, Ada Moor."""
    if scene.document.tags[read.end : read.end + 1] not in scene.signs.commas:
        return None
    name = scene.mention_at(_untitled(scene, read.end + 1, len(scene.document.tags)))
    if name is None or name[1].body or name[1].place:
        return None
    mention, entity = name
    role = mention.role_units
    told = role is not None and read.start <= role[0] < read.end
    told = told or scene.document.word(read.head) in entity.relations
    if (told and entity.person) or (_is_one(scene, read) and _is_last(scene, read, mention)):
        return scene.named(mention, entity)
    return None


def _is_last(scene: Scene, read: Phrase, mention: Naming) -> bool:
    """Whether a full name is all that is added behind verb and description: said a man, Lem Moe.

    According to the man, Lem Moe, 45, was late: where no verb stands before, the name is another's.
    """
    tags, signs, end = scene.document.tags, scene.signs, mention.end
    if " " not in mention.text or not read.start or tags[read.start - 1] not in signs.verbs:
        return False
    return end == len(tags) or tags[end] in signs.stops or tags[end] in signs.commas


def _is_one(scene: Scene, read: Phrase) -> bool:
    """Whether a phrase is for one alone: the tenant, one of the tenants."""
    if is_one_of(scene, read):
        return True
    head = scene.document.grammar.alphabet.tags(scene.document.tags[read.head])
    # two of the tenants
    return head.isdisjoint(("plural", "number"))


def is_one_of(scene: Scene, read: Phrase) -> bool:
    """Whether a phrase is for one of several: one of the tenants."""
    tags, ones = scene.document.tags, scene.document.grammar[ONE]
    return tags[read.start] in ones and tags[read.start + 1] in scene.signs.of_words


def _apposed(scene: Scene, core: int, end: int) -> Referent | None:
    if core + 1 >= end or scene.document.tags[core] in scene.signs.reduced:
        # the lawyer representing Moor: her client
        return None
    untitled = _untitled(scene, core + 1, end)
    comma = scene.document.tags[core] in scene.signs.commas
    for mention, entity in scene.mentions_in(core + 1, end):
        first = _first_unit(mention, core)
        begins = first in (core + 1, untitled) or first < untitled < mention.start
        if begins and (entity.person or (entity.notable and comma)):
            return scene.named(mention, entity)
    return None


def _first_unit(mention: Naming, after: int) -> int:
    """Give where a name begins with what describes it, all behind some unit."""
    parts = (mention.role_units, mention.organisation_units, (mention.start, mention.end))
    return min(part[0] for part in parts if part is not None and part[0] > after)


def _untitled(scene: Scene, start: int, end: int) -> int:
    """Give where a name begins behind the titles before it: Lt. Gen. Ada Moor."""
    tags, skipped = scene.document.tags, scene.signs.may_precede_name
    while start < end and tags[start] in skipped and not scene.inside(start):
        start += 1
    return start


def core_end(scene: Scene, start: int, end: int) -> int:
    """Give where the noun phrase ends and what is put after it begins."""
    tags, signs = scene.document.tags, scene.signs
    if signs.after_core.isdisjoint(tags[start + 1 : end]):
        return end
    for unit in range(max(start + 1, head_from(scene, start, end)), end):
        if tags[unit] in signs.asides and not scene.inside(unit):
            if joins_fields(scene, start - 1, unit):
                continue
            return unit
        if tags[unit] in signs.reduced and _reduces(scene, start, unit):
            return unit
    return end


def joins_fields(scene: Scene, start: int, unit: int) -> bool:
    """Whether a conjunction joins the fields of one office.

    Minister for Women and Equality, Energy and Mines Minister.
    """
    grammar, tags = scene.document.grammar, scene.document.tags
    if MINISTRY_FOR not in grammar:
        return False
    found = (grammar[MINISTRY_FOR].match(tags, first) for first in range(start, unit))
    return any(match is not None and match.end() > unit for match in found)


def _reduces(scene: Scene, start: int, unit: int) -> bool:
    """Whether a gerund describes the noun before it: those waiting, a caller using the name."""
    tags, signs = scene.document.tags, scene.signs
    if tags[unit - 1] in signs.people or scene.document.word(unit - 1) in signs.genders:
        return True
    if tags[unit - 1] in signs.alone:
        # those living in Marran; not: all living sailors
        behind = tags[unit + 1 : unit + 2]
        return behind in signs.behind_postposed or behind in signs.determiners
    determined = tags[start] in signs.determiners and tags[unit + 1 : unit + 2] in signs.determiners
    return determined and tags[unit - 1] in signs.nouns


def _head(scene: Scene, start: int, end: int) -> tuple[int, _Named | None]:
    """Find the head of a noun phrase: its unit, and the mention that it is."""
    unit = head = head_from(scene, start, end)
    # analysts polled in May, those hired: a noun in the singular has a determiner before it
    begins = scene.document.tags[start]
    bare = begins in scene.signs.plurals or begins in scene.signs.alone
    first = start if bare else start + 1
    named: _Named | None = None
    while unit < end:
        mention = scene.mention_at(unit)
        if unit > start and _closes(scene, unit, named, mention):
            break
        if unit > first and mention is None and _describes(scene, unit, end):
            break
        named, head = mention, unit
        unit = mention[0].end if mention is not None else unit + 1
    return head, named


def head_from(scene: Scene, start: int, end: int) -> int:
    """Give where the head of a phrase may stand: behind links that come before it."""
    grammar = scene.document.grammar
    if BEFORE_HEAD not in grammar:
        return start
    match = grammar[BEFORE_HEAD].match(scene.document.tags, start, end)
    return match.end() if match is not None and match.end() < end else start


def _closes(scene: Scene, unit: int, named: _Named | None, mention: _Named | None) -> bool:
    """Whether a unit ends what can hold the head: a link, and a verb or another name at a name."""
    tag = scene.document.tags[unit]
    if tag in scene.signs.links:
        return True
    if named is None:
        return False
    if unit < named[0].extent and named[1].person:
        # Ada Moor MP
        return True
    return tag in scene.signs.verbs or (named[1].person and mention is not None)


def _describes(scene: Scene, unit: int, end: int) -> bool:
    """Whether a unit only describes the noun before it: a person close to the talks."""
    tags, signs = scene.document.tags, scene.signs
    if tags[unit] not in signs.postposed:
        return False
    if unit + 1 == end and tags[unit] not in scene.signs.postposed_last:
        return False
    # tenants signed a petition (calling for it)
    acts = tags[unit] in signs.pasts and tags[unit + 1 : unit + 2] in signs.determiners
    if unit + 1 < end and tags[unit + 1] not in signs.behind_postposed and not acts:
        return False
    return tags[unit - 1] in signs.nouns
