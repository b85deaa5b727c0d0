"""Which body a noun such as "the company" names again."""

from __future__ import annotations

from itertools import islice

import attrs

from attribution._article.entities import Entity, Naming, Units
from attribution._rules.wanted import piece, speaker_words
from attribution._speakers.offices import telling
from attribution._speakers.referents import Phrase, Referent, Sieves, first_found
from attribution._speakers.scene import Scene
from attribution._speakers.why import Why

_DATELINE = piece(
    "dateline",
    doc="what a report begins with: the place and the day",
    without="the body of which the first sentence tells behind it is named again by no noun",
    optional=True,
)
LOOSE_BODIES = speaker_words(
    "loose_bodies",
    doc='nouns for bodies that tell next to nothing of which one is meant: "company"',
    optional=True,
)
_NEAR = 3
"""How many sentences a description may look back."""
_KIND = 4
"""Within so many units a name begins that has its kind before it: coastal ferry operator Norden."""
_PAIR = 2
_MANY = 50
"""More bodies than this are not weighed."""


def same_body(scene: Scene, read: Phrase) -> Referent | None:
    """Find the body that a definite phrase such as "the company" names again."""
    found = first_found(_TOLD, scene, read)
    if found is None and _is_generic(scene, read):
        found = first_found(_GENERIC, scene, read)
    return found


def spoke_so(scene: Scene, read: Phrase, *, several: bool = False) -> Referent | None:
    """Find who spoke before under a description with this noun and all that is told with it."""
    document, parties = scene.document, scene.signs.parties
    wanted = {scene.noun(read), *_telling(scene, read)}
    units = range(read.start, read.head)
    wanted |= {document.word(unit) for unit in units if document.tags[unit] in parties}
    for referent in islice(scene.spoke_before(read.start), _MANY - 1):
        if referent.entity is not None or referent.several != several:
            continue
        if (several or referent.body) and wanted <= {*referent.speaker.lower().split()}:
            return attrs.evolve(referent, decided="")
    return None


def subject_body(scene: Scene, unit: int) -> Referent | None:
    """Find the body that a sentence shortly before a unit begins with."""
    for start, _ in scene.sentences_before(unit, _NEAR):
        entity = _begins(scene, start, unit)
        if entity is not None:
            return _body(entity)
    return None


def _telling(scene: Scene, read: Phrase) -> set[str]:
    """Give the words before a noun that must fit, without those that are linked behind it."""
    return telling(scene, attrs.evolve(read, core=read.head))


def _body(entity: Entity) -> Referent:
    return Referent(entity.name, Why.BODY_FIRST, entity, body=True)


def _of_kind(scene: Scene, read: Phrase) -> Referent | None:
    """Find the one body before a unit that is named with a noun and all words before the noun."""
    words = _telling(scene, read)
    # a headline may tell a part of the name that the lead tells
    early = scene.sentence(read.start) < _PAIR and bool(words)
    named = [
        entity
        for entity in scene.bodies_named(scene.noun(read))[:_MANY]
        if (early or entity.mentions[0].start < read.start) and _all_in_name(words, entity)
    ]
    return _body(named[0]) if len(named) == 1 else None


def _told_so(scene: Scene, read: Phrase) -> Referent | None:
    """Find the one body whose name a noun stood before: train operator Norden, the operator."""
    word = scene.noun(read)
    if word in scene.document.grammar[LOOSE_BODIES]:
        return None
    told = scene.bodies_told.get(word, ())[:_PAIR]
    named = [entity for entity in told if entity.mentions[0].start < read.start]
    return _body(named[0]) if len(named) == 1 == len(told) else None


def _all_in_name(words: set[str], entity: Entity) -> bool:
    return not words or any(words <= {*name.lower().split()} for name in entity.names)


def _is_generic(scene: Scene, read: Phrase) -> bool:
    """Whether a phrase may name any body again: the troubled company."""
    word = scene.noun(read)
    return word in scene.signs.generic and not _only_one(scene, word, read)


def _only_one(scene: Scene, word: str, read: Phrase) -> set[str]:
    """Give the words before a noun for a body that only one body can have: the Quay campaign.

    "The troubled company" and "the Port Reed-based group" may be any, "the foreign ministry" not.
    """
    signs, tags, start = scene.signs, scene.document.tags, read.start
    if word not in signs.companies and word not in signs.open_bodies:
        return _telling(scene, read)
    for unit in range(read.head - 1, start - 1, -1):
        if tags[unit] not in signs.adjectives or scene.inside(unit):
            return _telling(scene, attrs.evolve(read, head=unit + 1))
        text = scene.text(unit, unit + 1)
        if text[:1].isupper() and "-" in text:
            break
    return set()


def _is_new(scene: Scene, read: Phrase) -> bool:
    """Whether no body before bears the noun in its name."""
    named = scene.bodies_named(scene.noun(read))[:_MANY]
    return all(entity.mentions[0].start >= read.start for entity in named)


def _near(scene: Scene, read: Phrase) -> Referent | None:
    """Find the one body that is named in the sentence, or in the one before, as an employer is."""
    word, signs = scene.noun(read), scene.signs
    if not signs.open_bodies or not _is_new(scene, read):
        return None
    reach = 1 if word in signs.open_bodies else _PAIR
    for sentence in scene.sentences_before(read.start, reach):
        found = _named_in(scene, word, sentence)
        if found:
            entity, *others = found
            return None if others else _body(entity)
    return None


def _named_in(scene: Scene, word: str, sentence: Units) -> list[Entity]:
    """Give the bodies of a sentence that a noun may name again, each once."""
    tags, outlets = scene.document.tags, scene.signs.outlets
    bodies = {
        id(entity): entity
        for mention, entity in scene.mentions_in(*sentence)
        if entity.body and not entity.place and tags[mention.start] not in outlets
    }
    return [entity for entity in bodies.values() if _may_name(scene, word, entity)]


def _spoke(scene: Scene, read: Phrase) -> Referent | None:
    """Find which body spoke last; whoever spoke last may have spoken for one."""
    for number, referent in enumerate(_last_speakers(scene, read)):
        body = referent.entity if referent.body else None
        if body is not None and _is_meant(scene, read, body):
            return attrs.evolve(referent, mention=None, decided="")
        if number == 0 and _employer(scene, read, referent) is not None:
            # who spoke before counts less than the body of who spoke last
            return None
    return None


def _of_speaker(scene: Scene, read: Phrase) -> Referent | None:
    """Find for which body whoever spoke last speaks."""
    for referent in _last_speakers(scene, read):
        body = _employer(scene, read, referent)
        if body is not None:
            return _body(body)
    return None


def _last_speakers(scene: Scene, read: Phrase) -> list[Referent]:
    return list(islice(scene.spoke_before(read.start), _PAIR)) if _is_new(scene, read) else []


def _employer(scene: Scene, read: Phrase, referent: Referent) -> Entity | None:
    """Give the body in the register that somebody speaks for, if the noun may name it again."""
    placed = referent.entity.placed(read.start) if referent.entity is not None else None
    if placed is None or placed.organisation_units is None:
        return None
    owner = scene.mention_at(placed.organisation_units[0])
    if owner is None or not owner[1].body:
        return None
    return owner[1] if _is_meant(scene, read, owner[1]) else None


def _is_meant(scene: Scene, read: Phrase, entity: Entity) -> bool:
    return not entity.place and _may_name(scene, scene.noun(read), entity)


def _may_name(scene: Scene, word: str, entity: Entity) -> bool:
    """Whether a noun may name a body again.

    "The company" is no senate, "the court" no mill, and "the union" no Quay Rail.
    """
    signs, grammar = scene.signs, scene.document.grammar
    first, _, last = entity.name.lower().rpartition(" ")
    if last in signs.papers and first:
        return word in signs.press
    if word in signs.titular_bodies and first:
        return False
    company = last in signs.companies or last in signs.legal
    if company and first and word in signs.civic_bodies:
        return False
    if company or not signs.open_bodies or word in signs.open_bodies:
        return True
    return "body" not in grammar.alphabet.tags(grammar.characters.of_word[last])


def _first(scene: Scene, read: Phrase) -> Referent | None:
    """Find the body that a sentence before begins with, for a noun of which nothing is told."""
    if read.head != read.start + 1:
        return None
    found = subject_body(scene, read.start)
    fits = found is not None and found.entity is not None and _is_meant(scene, read, found.entity)
    return found if fits else None


def _begins(scene: Scene, start: int, end: int) -> Entity | None:
    """Give the body that a sentence begins with, also with its kind before it: the mill Norden."""
    tags, outlets = scene.document.tags, scene.signs.outlets
    start = _behind_dateline(scene, start)
    if tags[start : start + 1] in scene.signs.determiners:
        start += 1
    mention, entity = _first_mention(scene, start)
    if mention is None or entity is None or mention.end > end:
        return None
    fits = entity.body and not entity.place and not mention.text.isupper()
    return entity if fits and tags[mention.start] not in outlets else None


def _behind_dateline(scene: Scene, start: int) -> int:
    grammar = scene.document.grammar
    found = grammar[_DATELINE].match(scene.document.tags, start) if _DATELINE in grammar else None
    return found.end() if found is not None else start


def _first_mention(scene: Scene, start: int) -> tuple[Naming, Entity] | tuple[None, None]:
    """Give the body at a unit, or behind the words that tell there what bears its name."""
    tags, signs = scene.document.tags, scene.signs
    for unit in range(start, start + _KIND):
        found = scene.mention_at(unit)
        if found is not None and found[0].start == unit and found[1].body:
            return found
        if tags[unit : unit + 1] not in signs.attributes:
            break
    return None, None


_TOLD: Sieves[Scene, Phrase] = (
    (Why.BODY_OF_KIND, _of_kind),
    (Why.BODY_OF_KIND, _told_so),
    (Why.SPOKE_SO, spoke_so),
)
"""Which body a noun with all that is told with it can only be."""
_GENERIC: Sieves[Scene, Phrase] = (
    (Why.BODY_NEAR, _near),
    (Why.BODY_SPOKE, _spoke),
    (Why.BODY_OF_SPEAKER, _of_speaker),
    (Why.BODY_FIRST, _first),
)
"""Which body is meant by a noun that may name any of them again."""
