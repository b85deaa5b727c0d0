"""What a description tells: its role and body, and who may be meant by it."""

from __future__ import annotations

from itertools import islice

import attrs

from attribution._article.document import BREAK, STOP
from attribution._article.entities import Entity, Naming, Units
from attribution._article.evidence import Evidence
from attribution._article.preferences import Preference, preferred
from attribution._language.tagging import NAMED
from attribution._people.cases import GENITIVE_ARTICLES, in_nominative, is_genitive
from attribution._people.genders import gender_of
from attribution._rules.wanted import piece, speaker_words
from attribution._speakers.agreement import GENDERS
from attribution._speakers.documents import publisher
from attribution._speakers.offices import Wanted, holders, learn, may_hold, serves, told_of, wanted
from attribution._speakers.phrases import MINISTRY_FOR, is_one_of
from attribution._speakers.referents import Phrase, Referent
from attribution._speakers.scene import Scene, clean
from attribution._speakers.why import Why

OWNER_AFTER = piece(
    "owner-after",
    groups=("organisation",),
    doc="from a link on, the body that a role before it belongs to",
    without='"a spokesman for the council" speaks for nobody',
)

VOICES = speaker_words(
    "voices",
    doc="nouns for those who speak for a body without a name of their own",
    without="a spokesman of a body is of the type unnamed, not organisation",
    optional=True,
)
SERVANTS = speaker_words(
    "servants",
    doc="nouns for those who serve in a body that is told before them: an army general",
    without='"an army general" serves in nothing',
    optional=True,
)
MUTE = speaker_words(
    "mute",
    doc="nouns for what can never speak: the words themselves, or what they are about",
    without='"the answer" and "the result" are speakers',
    optional=True,
)
OFFICE_FOR = piece(
    "office-for",
    doc="behind an office, the link and the field that belong to its name",
    without='"the Secretary of State for Health" is the Secretary of State',
    optional=True,
)

_TRADE, _NO_TRADE = (
    frozenset({"role", "capital"}),
    frozenset({"title", "plural", "acronym", "body"}),
)
_LEAD = 5
"""How many sentences the headline and the lead have."""
_DELAY = 8
"""How many sentences after the lead the name may come."""
_LAST = 2
"""How many speakers count as those who spoke last."""
_HEADED = 2
"""How many sentences a headline and the first sentence of a report are."""
_CLAUSE = 30
"""Within how many units behind a name its verb is looked for."""
_NEXT = 2
"""So many sentences on a lead may leave the name of whoever acts in it to."""
_NOW = frozenset(("have", "third"))
"""The tenses of a lead: has urged, says."""
_MANY = 50
"""More candidates than this are not weighed against each other."""


def is_known(scene: Scene, start: int) -> bool:
    """Whether a description is of somebody known; headlines have no determiners."""
    document, signs = scene.document, scene.signs
    return document.tags[start] not in signs.determiners or document.word(start) in signs.definite


def unnamed(scene: Scene, read: Phrase, *, known: bool) -> Referent | None:
    """Give the referent of a phrase that stands for nobody with a name."""
    document, signs, head = scene.document, scene.signs, read.head
    units = _beginning(scene, read.start, head), _last(scene, read)
    genitive = read.start < head and is_genitive(document, read.start)
    text = clean(in_nominative(document, units, head)) if genitive else scene.text(*units)
    if not text or is_mute(scene, read, units):
        return None
    role, organisation = role_of(scene, read)
    tags = scene.noun_tags(read)
    # die „Post“ schrieb: what has a name in quotation marks is no person
    body = tags >= NAMED or ("body" in tags and tags.isdisjoint(("role", "document")))
    several = not tags.isdisjoint(("plural", "group")) or _is_share(scene, read)
    public = document.tags[head] in signs.public_bodies
    itself = body and (public or not several) and (known or scene.noun(read) not in signs.generic)
    if organisation is None and (itself or document.tags[head] in signs.parties):
        organisation = units
    if organisation is None and "document" in tags:
        organisation = publisher(scene, read)
    return Referent(
        text,
        role=role,
        organisation=organisation,
        body=body,
        several=several,
        document="document" in tags,
        somebody="family" in tags or _is_one_of_people(scene, read),
        epithet=is_epithet(scene, read),
        gender=gender_of(document.grammar, document.word(head).rpartition(" ")[2]),
        genitive=genitive,
    )


def _is_one_of_people(scene: Scene, read: Phrase) -> bool:
    """Whether a phrase is for one of several people: one of the tenants."""
    document = scene.document
    last = document.grammar.alphabet.tags(document.tags[read.core - 1])
    return "role" in last and is_one_of(scene, read)


def is_surname(scene: Scene, read: Phrase) -> bool:
    """Whether a trade is somebody's name: "Baker said"; a headline has trades without articles."""
    document, signs, at = scene.document, scene.signs, read.head
    tags = document.grammar.alphabet.tags(document.tags[at])
    if read.start != at or not tags >= _TRADE or not tags.isdisjoint(_NO_TRADE):
        return False
    end = scene.bounds[min(scene.sentence(at), len(scene.bounds) - 1)]
    opens = at == 0 or document.tags[at - 1] in signs.opening
    return not opens or not document.grammar[STOP].isdisjoint(document.tags[end - 1 : end + 1])


def surname(scene: Scene, read: Phrase) -> Referent:
    """Give the referent of a trade that is somebody's name."""
    entity = Entity([scene.text(read.head, read.head + 1)])
    entity.show(Evidence.SURNAME_KNOWN)
    return Referent(entity.name, Why.NAME, entity)


def is_mute(scene: Scene, read: Phrase, units: Units) -> bool:
    """Whether what a phrase stands for can never speak: however, 64 %, the answer, which."""
    document, signs, head = scene.document, scene.signs, read.head
    tags = document.tags
    if document.word(head) in document.grammar[MUTE]:
        return True
    if tags[head] in signs.mute:
        return True
    if units[1] - units[0] > 1 and tags[units[0]] in signs.doings:
        return True
    return units[1] == head + 1 and tags[head] in signs.shares and not _is_numbered(scene, read)


def _is_share(scene: Scene, read: Phrase) -> bool:
    """Whether a phrase is a share of several: both, 64 % of voters."""
    tags, signs, head = scene.document.tags, scene.signs, read.head
    if tags[head] in signs.shares:
        return not _is_numbered(scene, read)
    return tags[head] in signs.crowds


def _is_numbered(scene: Scene, read: Phrase) -> bool:
    """Whether a number tells one of several from the others: Speaker 2."""
    tags, head = scene.document.tags, read.head
    return read.start < head and tags[head - 1] in scene.signs.capitals


def _beginning(scene: Scene, start: int, head: int) -> int:
    """Give where a described speaker begins: behind articles, and whatever owns it."""
    document, signs = scene.document, scene.signs
    tags, cut = document.tags, start
    while cut < head and (tags[cut] in signs.possessives or document.word(cut) in signs.articles):
        cut += 1
    return cut


def _last(scene: Scene, read: Phrase) -> int:
    """Give where a described speaker ends: what a genitive link adds belongs to it."""
    tags, signs, stop = scene.document.tags, scene.signs, read.head + 1
    if stop < read.core and tags[stop] in signs.of_words:
        stop += 1
        while stop < read.core and (tags[stop] not in signs.links or scene.inside(stop)):
            stop += 1
    return _office_end(scene, read, stop)


def _office_end(scene: Scene, read: Phrase, stop: int) -> int:
    """Give where an office with a capital ends whose name goes on: Secretary for Health."""
    grammar, tags = scene.document.grammar, scene.document.tags
    end = _ministry_end(scene, read)
    if end is not None:
        return max(end, stop)
    if OFFICE_FOR not in grammar or tags[read.head] not in scene.signs.capitals:
        return stop
    first = read.start
    while first and tags[first - 1] in scene.signs.honorifics:
        first -= 1
    if scene.signs.determiners.isdisjoint(tags[max(first - 1, 0) : read.start + 1]):
        # Lawyers for Mr. Holm, where any word has a capital
        return stop
    match = grammar[OFFICE_FOR].match(tags, stop, read.end)
    return match.end() if match is not None else stop


def _ministry_end(scene: Scene, read: Phrase) -> int | None:
    """Give where the office of a minister ends with its fields: minister for ports and trade."""
    grammar, tags = scene.document.grammar, scene.document.tags
    if MINISTRY_FOR not in grammar:
        return None
    match = grammar[MINISTRY_FOR].match(tags, read.head + 1)
    return match.end() if match is not None else None


def role_of(scene: Scene, read: Phrase) -> tuple[Units | None, Units | None]:
    """Part a description into its role and the body that the role belongs to."""
    tags, signs, (start, head) = scene.document.tags, scene.signs, (read.start, read.head)
    if scene.noun_tag(read) not in signs.role_nouns:
        # a friend; but whose mother somebody is, is no role
        return ((head, head + 1) if _is_acquaintance(scene, read) else None), None
    first, owner = start, None
    for unit in range(start, head):
        if tags[unit] in signs.parties:
            first, owner = unit + 1, (unit, unit + 1)
        elif tags[unit] in signs.common_bodies and _serves(scene, head):
            # a navy spokesman, an army general
            first, owner = _in_service(scene, start, unit)
        elif tags[unit] in signs.genitives:
            # the union's leaders; but the duke's aide is no body's
            first = unit + 1
            alone = _is_somebody(scene, unit) and not _is_voice(scene, head)
            owner = None if alone else (_beginning(scene, start, unit), unit)
    for mention, _ in scene.mentions_in(start, head):
        # the Quayland government: a part of whom a spokesman speaks for
        inner = owner is not None and owner[0] <= mention.start and mention.end <= owner[1]
        if mention.end <= head and not inner and not _is_rank(scene, mention):
            first = _served_end(scene, mention.end, head)
            owner = mention.start, first
    while first < head and (tags[first] in signs.no_role or tags[first] in signs.shares):
        # most drivers, 40 farmers
        first += 1
    end = _ministry_end(scene, read)
    if end is not None:
        return (first, end), owner
    return (first, head + 1), _owner_after(scene, head, read.core) or owner


def _served_end(scene: Scene, end: int, head: int) -> int:
    """Give where a body ends whose name goes on with a common word: a Thames Water spokesman."""
    document, signs = scene.document, scene.signs
    if document.word(head) in signs.relational and document.tags[end - 1] not in signs.parties:
        while end < head and document.tags[end] in signs.office_words:
            end += 1
    return end


def _in_service(scene: Scene, start: int, body: int) -> tuple[int, Units]:
    """Give where a role begins that a body stands in, and that body: a former (army) officer."""
    tags, signs, first = scene.document.tags, scene.signs, _beginning(scene, start, body)
    counting = (signs.shares, signs.numbers, signs.determiners)
    while first < body and any(tags[first] in kind for kind in counting):
        first += 1
    bare = first
    while bare < body and (tags[bare] in signs.tenses or tags[bare] in signs.ranks):
        bare += 1
    # What ranks the role stands before the body, so that no other span has all of the role.
    return (body + 1 if bare == first else first), (bare, body + 1)


def _is_rank(scene: Scene, mention: Naming) -> bool:
    """Whether what looks like a name only ranks the office behind it: Parliamentary Secretary."""
    tags = scene.document.tags[mention.start : mention.end]
    return all(tag in scene.signs.ranks for tag in tags)


def _is_somebody(scene: Scene, genitive: int) -> bool:
    """Whether one person owns what stands behind a genitive: the duke's, my doctor's."""
    document = scene.document
    tags = document.grammar.alphabet.tags(document.tags[genitive - 1])
    return "role" in tags and tags.isdisjoint(("plural", "body", "capital"))


def _is_acquaintance(scene: Scene, read: Phrase) -> bool:
    """Whether a relative is told without whose it is: a friend, the boyfriend."""
    tags = scene.document.grammar.alphabet.tags(scene.document.tags[read.head])
    signs, before = scene.signs, scene.document.tags[max(read.start - 1, 0) : read.head]
    return "family" in tags and signs.possessives.union(signs.genitives).isdisjoint(before)


def _is_voice(scene: Scene, head: int) -> bool:
    """Whether a role speaks for a body: a spokesman."""
    return scene.document.word(head) in scene.document.grammar[VOICES]


def _serves(scene: Scene, head: int) -> bool:
    """Whether a role speaks for a body, or is nothing without one: a spokesman, a general."""
    servant = scene.document.word(head) in scene.document.grammar[SERVANTS]
    return servant or _is_voice(scene, head)


def _owner_after(scene: Scene, head: int, end: int) -> Units | None:
    """Find the body behind a role: an official at the ministry."""
    tags, unit = scene.document.tags, head + 1
    if unit >= end or tags[unit] not in scene.signs.links:
        return None
    match = scene.document.grammar[OWNER_AFTER].match(tags, unit, end)
    return match.span("organisation") if match is not None else None


def named_at_end(scene: Scene, read: Phrase) -> Referent | None:
    """Find somebody with a role in whom what was taken for one phrase without a role ends."""
    if role_of(scene, read)[0] is not None:
        return None
    final = scene.mention_at(read.core - 1)
    if final is None or not final[1].person or not final[0].role:
        return None
    return scene.named(*final)


def is_epithet(scene: Scene, read: Phrase) -> bool:
    """Whether a definite phrase names again whoever was named: the former governor."""
    signs, word = scene.signs, scene.noun(read)
    ends = word.partition("-")[2], word.rpartition(" ")[2], word.replace(" ", "_")
    if not signs.epithets.isdisjoint((word, *ends)):
        return True
    if scene.document.tags[read.head] in signs.nationals:
        return True
    if any(map(word.endswith, signs.epithet_ends)):
        return True
    before = [scene.document.word(unit) for unit in range(read.start + 1, read.head)]
    return any(w in signs.renaming or w.partition("-")[2] in signs.renaming for w in before)


def kind_of(scene: Scene, read: Phrase) -> str | None:
    """Give what pronoun fits whoever a description names again, or nothing for several."""
    signs, word = scene.signs, scene.noun(read)
    article = scene.document.word(read.start)
    told = next((kind for kind in GENDERS if word in signs.of_kind(kind)), None)
    genitive = scene.document.grammar[GENITIVE_ARTICLES]
    articles = signs.male_articles | signs.female_articles | genitive
    if told is not None or not articles:
        return told or "person"
    if article not in articles:
        return None
    if any(map(word.endswith, signs.female_ends)):
        return "female"
    if article in signs.male_articles:
        return "male"
    if article in signs.female_articles:
        return "female" if any(map(word.endswith, signs.either_ends)) else None
    return "male"


def tells_place_first(scene: Scene, read: Phrase) -> bool:
    """Whether a name before the noun tells whose office it is: the Marran senator."""
    if scene.document.tags[read.start] not in scene.signs.determiners:
        return False
    named = scene.mentions_in(read.start, read.head)
    return any(mention.end <= read.head for mention, _ in named)


def is_office(scene: Scene, read: Phrase) -> bool:
    """Whether a phrase names an office of which there is one: the Lock Minister, the then mayor."""
    document, signs = scene.document, scene.signs
    if document.tags[read.start] not in signs.determiners or read.core != read.head + 1:
        return False
    if document.tags[read.end : read.end + 1] in signs.opening - signs.stops:
        # the label of a turn
        return False
    if document.tags[read.start + 1] in signs.then:
        return True
    units = range(read.start + 1, read.head + 1)
    return all(document.tags[unit] in signs.office_words for unit in units)


def learn_role(scene: Scene, entity: Entity, read: Phrase) -> None:
    """Keep the role that a description tells of somebody who has none."""
    role, organisation = role_of(scene, read)
    if role is None:
        return
    start, end = read.start, read.core
    text = scene.text(start, end)
    told = Naming(start, end, text, role=scene.text(*role), role_units=role, rule="description")
    if organisation is not None:
        told.organisation = scene.body_name(organisation)
        told.organisation_units = organisation
    learn(scene, entity, told)


@attrs.frozen
class _Asked:
    """What is asked for a holder of an office."""

    read: Phrase
    office: Wanted
    last: list[Entity | None]
    """Who spoke last."""


def _may_hold(asked: _Asked, entity: Entity) -> bool:
    return may_hold(asked.office, entity)


def _is_told(asked: _Asked, entity: Entity) -> bool:
    words = asked.office.words
    return not words or words <= told_of(entity)


def _of_party(asked: _Asked, entity: Entity) -> bool:
    scene = asked.office.scene
    party = scene.document.tags[asked.read.head] in scene.signs.parties
    return not party or _is_told(asked, entity)


def _of_body(asked: _Asked, entity: Entity) -> bool:
    return serves(asked.office, entity)


def _named_before(asked: _Asked, entity: Entity) -> bool:
    return entity.mentions[0].start < asked.read.start


def _known_so_far(asked: _Asked, entity: Entity) -> bool:
    return _named_before(asked, entity) or (bool(asked.office.words) and _is_told(asked, entity))


def _spoke_last(asked: _Asked, entity: Entity) -> bool:
    return any(other is entity for other in asked.last)


_HOLDERS: tuple[Preference[_Asked, Entity], ...] = (
    Preference("may hold the office", _may_hold, must=True),
    Preference("all told of the office", _is_told),
    Preference("of this party", _of_party, must=True),
    Preference("of this body", _of_body, must=True),
    Preference("named before", _named_before),
    Preference("named before or all told", _known_so_far, must=True),
    Preference("spoke last", _spoke_last),
)


def holder(scene: Scene, read: Phrase) -> Referent | None:
    """Find the one who holds the office that a description names."""
    known = holders(scene, scene.noun(read))[:_MANY]
    if not known:
        return None
    last = islice(scene.spoke_before(read.start), _LAST)
    asked = _Asked(read, wanted(scene, read), [referent.entity for referent in last])
    found, decided = preferred(_HOLDERS, asked, known)
    if len(found) != 1:
        return None
    return Referent(found[0].name, entity=found[0], decided=decided)


def holder_later(scene: Scene, read: Phrase) -> Referent | None:
    """Find who is described before the name comes, as in a headline or in the lead."""
    tags, word = scene.noun_tags(read), scene.noun(read)
    if "plural" in tags or scene.sentence(read.start) >= _LEAD:
        return None
    if "role" not in tags or "family" in tags:
        return _named_next(scene, read) if _is_somebody_new(scene, read) else None
    if word in scene.signs.relational:
        return None
    known = holders(scene, word)
    return _first_named(scene, read, known) if known else _named_next(scene, read)


def _first_named(scene: Scene, read: Phrase, known: list[Entity]) -> Referent | None:
    """Give the one who may hold an office, if the name comes soon."""
    if len(known) != 1 or not may_hold(wanted(scene, read), known[0]):
        return None
    first = known[0].mentions[0].start
    if first < read.core or scene.sentence(first) >= _LEAD + _DELAY:
        return None
    return Referent(known[0].name, entity=known[0])


def _is_somebody_new(scene: Scene, read: Phrase) -> bool:
    """Whether a person is told of for the first time: a woman, a father."""
    word, noun, signs = scene.document.word(read.start), scene.noun(read), scene.signs
    family = "family" in scene.noun_tags(read)
    return word in signs.articles - signs.definite and (family or noun in signs.genders)


def _named_next(scene: Scene, read: Phrase) -> Referent | None:
    """Find whom the next sentences name: The minister has apologised. Ada Moor said she was sorry.

    It is the first person in them, of whom no office is told, and who says something at once, or
    is told of by the age: A driver has urged banks to act. Ada Moor, 71, from Marran, said.
    """
    document, alphabet = scene.document, scene.document.grammar.alphabet
    last = scene.bounds[min(scene.sentence(read.start) + _NEXT, len(scene.bounds) - 1)]
    named = scene.mentions_in(read.start, last)
    mention, entity = next((found for found in named if found[1].person), (None, None))
    if mention is None or entity is None or not _leads(scene, read, mention.start):
        return None
    if scene.sentence(mention.start) == scene.sentence(read.start):
        return None
    says = "cue" in alphabet.tags(document.tags[mention.end]) or _says_aged(scene, mention)
    if not says or any(told.role for told in entity.mentions[:_MANY]):
        return None
    genders = {entity.gender, gender_of(document.grammar, document.word(read.head))}
    if len(genders - {""}) > 1:
        return None
    if "family" not in scene.noun_tags(read):
        learn_role(scene, entity, read)
    return Referent(entity.name, entity=entity)


def _leads(scene: Scene, read: Phrase, named: int) -> bool:
    """Whether a sentence tells news of somebody, whom a unit behind it names.

    It is told who has done something; or what the holder of an office said, in the first sentence,
    and the next paragraph names somebody.
    """
    document = scene.document
    if not document.grammar.alphabet.tags(document.tags[read.end]).isdisjoint(_NOW):
        return True
    first = scene.sentence(read.start) < _HEADED and read.core > read.head + 1
    alone = first and document.word(read.start) in scene.signs.definite
    told = alone and document.tags[read.end] in scene.signs.told
    return told and not document.grammar[BREAK].isdisjoint(document.tags[read.end : named])


def _says_aged(scene: Scene, mention: Naming) -> bool:
    """Whether somebody whose age is told says something in that sentence: Ada Moor, 71, said."""
    tags, signs, end = scene.document.tags, scene.signs, mention.end
    aged = tags[end : end + 1] in signs.commas and tags[end + 1 : end + 2] in signs.numbers
    if not aged or tags[end + 2 : end + 3] not in signs.commas:
        return False
    final = scene.bounds[min(scene.sentence(end), len(scene.bounds) - 1)]
    return not signs.told.isdisjoint(tags[end : min(final, end + _CLAUSE)])
