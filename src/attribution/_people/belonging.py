"""Which body, or which relative, a role without a name of its own belongs to."""

from __future__ import annotations

from bisect import bisect_right

from attribution._article.document import Document, sentence_ends
from attribution._article.entities import Entity, Naming, Units
from attribution._article.evidence import Evidence
from attribution._people.names import NameTable
from attribution._people.roles import relation
from attribution._people.signs import signs_of
from attribution._rules.wanted import piece

_NEAR = 40
KIN = piece(
    "kin",
    doc="relatives that the text names by the kinship",
    without='"his daughter" is nobody who has a name',
    optional=True,
)
_BODY_SUBJECT = piece(
    "body-subject",
    groups=("organisation",),
    doc="a body without a name that is the subject of a sentence",
    without='"its spokesman" speaks for a body that was named earlier',
    optional=True,
)


def from_offices(names: NameTable) -> None:
    """See bodies in those that people hold an office of: the director of Coast Rail."""
    personal, corporate = names.signs.personal, names.signs.corporate
    for entity, mention in names.told:
        if mention.organisation is None or mention.role is None:
            continue
        owner = names.found.get(mention.organisation)
        if owner is None or owner is entity:
            continue
        if names.sizes[owner.name] == 1 or owner.person:
            shown = mention.role.lower().replace(" ", "_") in corporate
        else:
            shown = mention.role.rsplit(" ", 1)[-1].lower() not in personal
        if shown:
            owner.show(Evidence.EMPLOYER)


def from_goods(names: NameTable) -> None:
    """See companies in names of one word behind which only a company's people or goods stand."""
    document, words = names.document, names.signs.company_goods
    units = len(document.tags)
    for entity in names.found.values() if words else ():
        if entity.body or entity.person or entity.place or names.sizes[entity.name] > 1:
            continue
        ends = (mention.end for mention in entity.mentions)
        if any(end < units and document.word(end) in words for end in ends):
            entity.show(Evidence.COMPANY_GOODS)


def kin(document: Document, entities: list[Entity]) -> None:
    """See mentions in words such as "his daughter" where one daughter alone has a name."""
    kin: dict[str, list[Entity]] = {}
    singular = signs_of(document.grammar).kin
    for entity in entities:
        if not entity.relations:
            continue
        for word in {singular.get(w, {}).get(entity.gender, w) for w in entity.relations}:
            kin.setdefault(word, []).append(entity)
    alone = {word: bearers[0] for word, bearers in kin.items() if len(bearers) == 1}
    if not alone:
        return
    taken = {m.start for bearer in alone.values() for m in bearer.mentions}
    for match in document.grammar[KIN].finditer(document.tags):
        start, end = match.span()
        bearer = alone.get(relation(document, start))
        if bearer is not None and not taken & {*range(end, end + 4)}:
            bearer.mentions.append(Naming(start, end, document.words_of((start, end)), extent=end))
    for bearer in alone.values():
        bearer.mentions.sort(key=lambda mention: mention.start)


def owners(names: NameTable, entities: list[Entity]) -> None:
    """Give roles such as "its spokesman" the body that was named before."""
    document = names.document
    signs, relational = names.signs, names.signs.relational
    belonging = signs.of_kind("thing") | signs.of_kind("several")
    bodies: list[tuple[int, Naming, str]] | None = None
    for _, mention in names.told:
        if mention.role is None or mention.organisation is not None:
            continue
        owned = mention.owner is not None and document.word(mention.owner) in belonging
        if not owned and mention.role.lower() not in relational:
            continue
        bodies = _body_mentions(entities) if bodies is None else bodies
        found = _body_before(document, bodies, mention, owned=owned)
        common = _common_body(document, mention.start) if owned else None
        if found is not None and (common is None or found[0] > common[1]):
            mention.organisation = found[2]
            mention.organisation_units = (found[1].start, found[1].end)
        elif common is not None:
            mention.organisation = document.words_of(common)
            mention.organisation_units = common


def _common_body(document: Document, unit: int) -> Units | None:
    """Find the last body without a name that is the subject of a sentence shortly before."""
    found, grammar = None, document.grammar
    for match in grammar[_BODY_SUBJECT].finditer(document.tags, max(0, unit - _NEAR), unit):
        found = match.span("organisation")
    if found is None:
        return None
    alone = found[1] - found[0] == 1
    if alone and document.word(found[1] - 1) in signs_of(grammar).generic:
        return None
    return found


def _body_mentions(entities: list[Entity]) -> list[tuple[int, Naming, str]]:
    rows = [
        (mention.end, mention, entity.name)
        for entity in entities
        if entity.body and not entity.place
        for mention in entity.mentions
    ]
    return sorted(rows, key=lambda row: row[0])


def _body_before(
    document: Document, bodies: list[tuple[int, Naming, str]], mention: Naming, *, owned: bool
) -> tuple[int, Naming, str] | None:
    """Find the body last named before "its", or the first one of the sentence."""
    at = bisect_right(bodies, mention.start, key=lambda row: row[0]) - 1
    if owned:
        return bodies[at] if at >= 0 and mention.start - bodies[at][0] <= _NEAR else None
    found = None
    ends = document.grammar[sentence_ends]
    while at >= 0 and mention.start - bodies[at][0] <= _NEAR:
        if ends.search(document.tags, bodies[at][0], mention.start):
            break
        found, at = bodies[at], at - 1
    return found
