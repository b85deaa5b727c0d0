"""Who is described without a name: "the spokesman", "a senior official"."""

from __future__ import annotations

import attrs

from attribution._entities import Entity, Mention, Units
from attribution._people.genders import gender_of
from attribution._speakers.bodies import by_body, generic_body, subject_body
from attribution._speakers.looking_back import GENDERS, NAMED, back, owner
from attribution._speakers.offices import holders, may_hold, telling, told_of
from attribution._speakers.scene import Referent, Scene

_NEAR = 3
"""How many sentences a description may look back."""
_LEAD = 5
"""How many sentences the headline and the lead have."""
_DELAY = 8
"""How many sentences after the lead the name may come."""
_PAIR = 2
_MANY = 50
"""More candidates than this are not weighed against each other."""
_UNNAMED = "description: unnamed"


def described(scene: Scene, start: int, end: int, head: int) -> Referent | None:
    """Tell who is meant by a phrase without a name: somebody known, or the phrase itself."""
    known = _known(scene, start)
    same = _same(scene, start, head, end) if known else None
    same = same or _introduced(scene, start, head, end)
    if same is not None:
        return same
    role, organisation = _role(scene, start, head, end)
    if role is None:
        final = scene.mention_at(end - 1)
        if final is not None and final[1].person and final[0].role:
            # what was taken for one phrase ends in somebody with a role
            return scene.named(*final)
    return _unnamed(scene, (start, head, end), role, organisation, known=known)


def _unnamed(
    scene: Scene,
    units: tuple[int, int, int],
    role: Units | None,
    organisation: Units | None,
    *,
    known: bool,
) -> Referent | None:
    """Give the referent of a phrase that stands for nobody with a name."""
    document, marks, (start, head, end) = scene.document, scene.marks, units
    cut = _beginning(scene, start, head)
    last = _last(scene, head, end)
    text = scene.text(cut, last)
    if not text:
        return None
    unit = document.tags[head]
    tags = document.grammar.tags(unit)
    body = "body" in tags and "role" not in tags
    several = "plural" in tags or "group" in tags
    itself = body and not several and (known or document.word(head) not in marks.generic)
    if organisation is None and (itself or unit in marks.parties):
        organisation = cut, last
    referent = Referent(
        text, _UNNAMED, role=role, organisation=organisation, body=body, several=several
    )
    if organisation is None and role is not None:
        referent.owner = owner(scene, start)
    referent.document = "document" in tags
    if not known:
        # "the boy" may be somebody who has a name
        referent.gender = gender_of(document.grammar, document.word(head).rpartition(" ")[2])
    return referent


def _known(scene: Scene, start: int) -> bool:
    """Whether a description is of somebody known; headlines have no determiners."""
    document, marks = scene.document, scene.marks
    return document.tags[start] not in marks.determiners or document.word(start) in marks.definite


def _beginning(scene: Scene, start: int, head: int) -> int:
    """Give where a described speaker begins: behind articles, and whatever owns it."""
    document, marks = scene.document, scene.marks
    tags, cut = document.tags, start
    while cut < head and (tags[cut] in marks.possessives or document.word(cut) in marks.articles):
        cut += 1
    return cut


def _last(scene: Scene, head: int, end: int) -> int:
    """Give where a described speaker ends: what a genitive link adds belongs to it."""
    tags, marks = scene.document.tags, scene.marks
    if head + 1 < end and tags[head + 1] in marks.of_words:
        stop = head + 2
        while stop < end and (tags[stop] not in marks.links or scene.inside(stop)):
            stop += 1
        return stop
    return head + 1


def _role(scene: Scene, start: int, head: int, end: int) -> tuple[Units | None, Units | None]:
    """Part a description into its role and the body that the role belongs to."""
    tags, marks = scene.document.tags, scene.marks
    if tags[head] not in marks.role_nouns:
        return None, None
    first, owner = start, None
    for unit in range(start, head):
        if tags[unit] in marks.parties:
            first, owner = unit + 1, (unit, unit + 1)
        elif tags[unit] in marks.genitives:
            # the union's leaders
            first, owner = unit + 1, (_beginning(scene, start, unit), unit)
    for mention, _ in scene.mentions_in(start, head):
        if mention.end <= head:
            first, owner = mention.end, (mention.start, mention.end)
    while first < head and tags[first] in marks.no_role:
        first += 1
    return (first, head + 1), _owner_after(scene, head, end) or owner


def _owner_after(scene: Scene, head: int, end: int) -> Units | None:
    """Find the body behind a role: an official at the ministry."""
    tags, unit = scene.document.tags, head + 1
    if unit >= end or tags[unit] not in scene.marks.links:
        return None
    match = scene.document.grammar.owner_after.match(tags, unit, end)
    return match.span("organisation") if match is not None else None


def _same(scene: Scene, start: int, head: int, end: int) -> Referent | None:
    """Find the one that a definite phrase such as "the spokesman" names again."""
    word, marks = scene.document.word(head), scene.marks
    tags = scene.document.grammar.tags(scene.document.tags[head])
    found = None
    if "plural" in tags and "body" not in tags:
        found = _spoke_as(scene, start, head, several=True) if head > start else None
    elif "role" in tags:
        found = _by_role(scene, start, head, end)
    elif "body" in tags or word in marks.generic:
        found = same_body(scene, start, head)
    if found is None and head > start and _is_epithet(scene, start, head):
        found = _epithet(scene, start, head, end)
    if found is None and "role" in tags and not tags & {"plural", "family"}:
        found = _officer(scene, start, head, end)
    return found


def _officer(scene: Scene, start: int, head: int, end: int) -> Referent | None:
    """Find whose office is told for the first time: the Marran senator, of the last subject."""
    places = [m for m, _ in scene.mentions_in(start, head) if m.end <= head]
    if not places or scene.document.tags[start] not in scene.marks.determiners:
        return None
    found = back(scene, start, "person", _PAIR)
    if found is None or found.entity is None or found.why == NAMED or found.entity.has_role:
        return None
    _learn(scene, found.entity, start, head, end)
    return attrs.evolve(found, why="description: last person named")


def same_body(scene: Scene, start: int, head: int) -> Referent | None:
    """Find the body that a definite phrase such as "the company" names again."""
    word = scene.document.word(head)
    words = telling(scene, start, head, head)
    found = by_body(scene, word, start, words) or _spoke_as(scene, start, head, several=False)
    if found is None and word in scene.marks.generic and not _told(scene, word, start, head):
        found = generic_body(scene, word, start)
        if found is None and head == start + 1:
            found = subject_body(scene, start)
    return found


def _told(scene: Scene, word: str, start: int, head: int) -> set[str]:
    """Give the words before a noun for a body that only one body can have: the Quay campaign.

    "The troubled company" and "the Port Reed-based group" may be any, "the foreign ministry" not.
    """
    marks, tags = scene.marks, scene.document.tags
    if word not in marks.companies and word not in marks.open_bodies:
        return telling(scene, start, head, head)
    for unit in range(head - 1, start - 1, -1):
        if tags[unit] in marks.adjectives and not scene.inside(unit):
            text = scene.text(unit, unit + 1)
            if text[:1].isupper() and "-" in text:
                return set()
        else:
            return telling(scene, start, unit + 1, unit + 1)
    return set()


def _is_epithet(scene: Scene, start: int, head: int) -> bool:
    """Whether a definite phrase names again whoever was named: the former governor."""
    marks, word = scene.marks, scene.document.word(head)
    if not marks.epithets.isdisjoint((word, word.partition("-")[2], word.rpartition(" ")[2])):
        return True
    before = [scene.document.word(unit) for unit in range(start + 1, head)]
    return any(w in marks.renaming or w.partition("-")[2] in marks.renaming for w in before)


def _spoke_as(scene: Scene, start: int, head: int, *, several: bool) -> Referent | None:
    """Find who spoke before under a description with this noun and all that is told with it."""
    wanted = {scene.document.word(head), *telling(scene, start, head, head)}
    tags, parties = scene.document.tags, scene.marks.parties
    wanted |= {scene.document.word(unit) for unit in range(start, head) if tags[unit] in parties}
    for _, referent in scene.said[:-_MANY:-1]:
        if referent.entity is not None or referent.several != several:
            continue
        if (several or referent.body) and wanted <= {*referent.speaker.lower().split()}:
            return attrs.evolve(referent, why="description: spoke so before")
    return None


def _epithet(scene: Scene, start: int, head: int, end: int) -> Referent | None:
    grammar, word = scene.document.grammar, scene.document.word(head)
    kinds = [kind for kind in GENDERS if word in grammar.speaker_words(kind)]
    found = back(scene, start, kinds[0] if kinds else "person", _NEAR)
    if found is None:
        return None
    if found.entity is not None and not may_hold(scene, found.entity, start, head, end):
        return None
    if found.entity is not None and not found.entity.roles:
        _learn(scene, found.entity, start, head, end)
    return attrs.evolve(found, why="description: last person named")


def _learn(scene: Scene, entity: Entity, start: int, head: int, end: int) -> None:
    """Keep the role that a description tells of somebody who has none."""
    role, organisation = _role(scene, start, head, end)
    if role is None:
        return
    text = scene.text(start, end)
    told = Mention(start, end, text, role=scene.text(*role), role_units=role, rule="description")
    if organisation is not None:
        told.organisation = scene.body_name(organisation)
        told.organisation_units = organisation
    scene.learn(entity, told)


def _by_role(scene: Scene, start: int, head: int, end: int) -> Referent | None:
    known = holders(scene, scene.document.word(head))[:_MANY]
    if not known:
        return None
    words = telling(scene, start, head, end)
    fitting = [entity for entity in known if may_hold(scene, entity, start, head, end)]
    found = [entity for entity in fitting if words <= told_of(entity)]
    exact = bool(found and words)
    party = scene.document.tags[head] in scene.marks.parties
    if not exact and not party:
        found = fitting
    before = [e for e in found if e.mentions[0].start < start]
    found = before or (found if exact else [])
    if len(found) > 1:
        spoke = {id(referent.entity) for _, referent in scene.said[-2:]}
        found = [entity for entity in found if id(entity) in spoke]
    if len(found) != 1:
        return None
    return Referent(found[0].name, "description: person with this role", found[0])


def _introduced(scene: Scene, start: int, head: int, end: int) -> Referent | None:
    """Find who is described before the name comes, as in a headline or in the lead."""
    tags = scene.document.grammar.tags(scene.document.tags[head])
    if "role" not in tags or tags & {"plural", "family"} or scene.sentence(start) >= _LEAD:
        return None
    word = scene.document.word(head)
    if word in scene.document.grammar.speaker_words("relational"):
        return None
    known = holders(scene, word)
    if len(known) != 1:
        return None
    first = known[0].mentions[0].start
    if first < end or scene.sentence(first) >= _LEAD + _DELAY:
        return None
    if not may_hold(scene, known[0], start, head, end):
        return None
    return Referent(known[0].name, "description: person with this role", known[0])
