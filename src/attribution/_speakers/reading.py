"""Who a noun phrase stands for, and whom it leans on: what needs each other to be read.

A phrase such as "the former governor" stands for somebody who is looked for in the sentences
before; the subject of such a sentence may be a phrase itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

import attrs

from attribution._article.entities import Units
from attribution._people.belonging import KIN
from attribution._people.genders import gender_of
from attribution._people.roles import joined_owner
from attribution._rules.wanted import piece
from attribution._speakers.agreement import GENDERS, fits, has_spoken, is_sure, is_told_of
from attribution._speakers.bodies import same_body, spoke_so
from attribution._speakers.descriptions import (
    holder,
    holder_later,
    is_epithet,
    is_known,
    is_office,
    is_surname,
    kind_of,
    learn_role,
    named_at_end,
    surname,
    tells_place_first,
    unnamed,
)
from attribution._speakers.documents import holds_words, is_message, is_received, owner_of, sends
from attribution._speakers.looking_back import named_in, speaker_in, subject_in
from attribution._speakers.offices import may_hold, wanted
from attribution._speakers.phrases import (
    account,
    named_behind,
    named_behind_clause,
    named_behind_comma,
    named_owner,
    named_with_role,
    parted,
)
from attribution._speakers.referents import (
    REACH,
    Limits,
    Phrase,
    Query,
    Referent,
    Sieves,
    first_found,
)
from attribution._speakers.scene import Scene
from attribution._speakers.why import NAMES, Why

_OWNERS = ("several", "thing")
"""Whom somebody may speak for: who has a secretary or a lawyer is no body."""
_TOLD = 2
"""In how many sentences a subject without a name goes before names that are none."""
_CLOSE = 3
"""How many sentences back somebody of known gender is preferred."""
_NEAR = 3
"""How many sentences a description may look back."""
_PAIR = 2
_BEFORE = 4
"""In how many units before a noun for somebody's words their owner is looked for."""
_MANY = 50
"""More mentions than this are not looked through for a member of a party."""
_APOSTROPHES = "'’"

SUBJECT_VERB = piece("subject-verb")
ASKED_ABOUT = piece(
    "asked-about",
    groups=("hearer",),
    doc="from the verb on, who was asked about something",
    without='the answer to "the crew asked Moor about it" is not known to be Moor\'s',
    optional=True,
)


def phrase(scene: Scene, limits: Limits, start: int, end: int) -> Referent | None:
    """Tell who a noun phrase with what is put after it is."""
    read, named = parted(scene, limits, start, end)
    if named is not None:
        return scene.named(*named)
    return _author(scene, read) or first_found(_NAMED_WITH, scene, read) or _described(scene, read)


def sender(scene: Scene, limits: Limits, units: Units) -> Referent | None:
    """Find whose words a noun before a unit stands for: Moor wrote a letter, which read."""
    read, named = parted(scene, limits, *units)
    if named is not None or not is_message(scene, read.head):
        return None
    found = subject_before(scene, limits, units[0], sends)
    return attrs.evolve(found, why=Why.AUTHOR) if found is not None else None


def subject_before(
    scene: Scene, limits: Limits, unit: int, does: Callable[[Scene, int], bool] | None = None
) -> Referent | None:
    """Find the subject of a sentence before a unit, if its verb is of some kind."""
    [(start, end)] = scene.sentences_before(unit, 1)
    subject = _subject(scene, limits, (start, end))
    if subject is None or subject[1] > unit or (does is not None and not does(scene, subject[1])):
        return None
    return phrase(scene, attrs.evolve(limits, shallow=True), *subject)


def subject_around(scene: Scene, unit: int) -> Units | None:
    """Give the subject of the sentence in which a unit stands."""
    [(start, _)] = scene.sentences_before(unit, 1)
    match = scene.document.grammar[SUBJECT_VERB].match(scene.document.tags, start)
    within = match is not None and scene.sentence(match.end("source") - 1) == scene.sentence(unit)
    return match.span("source") if match is not None and within else None


def _author(scene: Scene, read: Phrase) -> Referent | None:
    """Find whose words a noun stands for: the letter signed by Ada Moor, her reply."""
    if not is_message(scene, read.head):
        return None
    units, limits = owner_of(scene, read), read.limits
    if is_received(scene, read.head) and (units is None or units[1] <= read.head):
        return None
    if units is None:
        return _owning(scene, read) or _author_before(scene, read)
    found = phrase(scene, limits, *units)
    if found is None or found.document:
        return None
    return attrs.evolve(found, why=Why.AUTHOR)


def _owning(scene: Scene, read: Phrase) -> Referent | None:
    """Find whom the possessive before a noun stands for: her reply."""
    if scene.document.tags[read.start] not in scene.signs.possessives or read.limits.shallow:
        return None
    word = scene.document.word(read.start)
    for kind in (*GENDERS, *_OWNERS):
        if word in scene.signs.of_kind(kind):
            found = back(scene, Query(read.start, kind, read.limits, _CLOSE))
            return attrs.evolve(found, why=Why.AUTHOR) if found is not None else None
    return None


def _author_before(scene: Scene, read: Phrase) -> Referent | None:
    """Find whose words are named again: Moor sent the crew a letter. The letter says ..."""
    document = scene.document
    if read.limits.shallow or document.word(read.start) not in scene.signs.definite:
        return None
    word = _last_word(scene, read.head)
    for start, end in scene.sentences_before(read.start, REACH):
        for unit in range(end - 1, start - 1, -1):
            if _last_word(scene, unit) == word:
                return _writer(scene, attrs.evolve(read.limits, shallow=True), (start, end), unit)
    return None


def _last_word(scene: Scene, unit: int) -> str:
    return scene.document.word(unit).rpartition(" ")[2]


def _writer(scene: Scene, limits: Limits, sentence: Units, unit: int) -> Referent | None:
    """Find whose the words are that a sentence tells of: a letter from Moor, Moor sent a letter."""
    first = max(sentence[0], unit - _BEFORE)
    units = owner_of(scene, Phrase(first, unit, unit + 1, sentence[1], limits))
    if units is not None:
        found = phrase(scene, limits, *units)
    elif holds_words(scene, unit):
        found = next(scene.spoke_before(sentence[1], sentence[0]), None)
    else:
        # released a statement: a cue of several words, which is the verb itself
        itself = " " in scene.document.word(unit)
        found = subject_before(scene, limits, unit + itself, None if itself else sends)
    if found is None or found.document:
        return None
    return attrs.evolve(found, why=Why.AUTHOR, mention=None, decided="")


def back(scene: Scene, query: Query) -> Referent | None:
    """Look back sentence by sentence for whom a pronoun stands for.

    Whose gender is not known only counts where nobody of the right one stands close before.
    """
    doubtful: Referent | None = None
    for number, sentence in enumerate(scene.sentences_before(query.unit, query.reach)):
        sieves = _SENTENCE if number < _TOLD else _FAR_SENTENCE
        found = first_found(sieves, scene, query, sentence)
        if found is not None and (is_sure(found, query.kind) or (number > 0 and is_told_of(found))):
            if doubtful is None or found.entity is not None:
                return found
        elif doubtful is None:
            doubtful = found
        if doubtful is not None and number >= _CLOSE:
            break
    return doubtful or _relative(scene, query)


def owner(scene: Scene, limits: Limits, unit: int, owned: str | None = None) -> str | None:
    """Name whom a possessive stands for: their commander, his lawyer; nobody is his own."""
    if scene.document.tags[unit] not in scene.signs.possessives:
        return None
    word, words = scene.document.word(unit), scene.signs.of_kind
    kind = next((kind for kind in _OWNERS if word in words(kind)), None)
    if kind is None:
        return None
    limits = attrs.evolve(limits, barred=owned) if owned else limits
    found = back(scene, Query(unit, kind, limits, _CLOSE))
    return found.speaker if found is not None else None


def _described(scene: Scene, read: Phrase) -> Referent | None:
    """Tell who is meant by a phrase without a name: somebody known, or the phrase itself."""
    if is_surname(scene, read):
        return surname(scene, read)
    known = is_known(scene, read.start)
    sieves = _AGAIN[_sort(scene, read)] if known else _NEW
    found = first_found(sieves, scene, read)
    if found is not None:
        return found
    found = unnamed(scene, read, known=known)
    if found is not None and found.role is not None and found.organisation is None:
        found.owner = owner(scene, read.limits, read.start)
    return found


def _sort(scene: Scene, read: Phrase) -> str:
    """Give what the head of a phrase names: several, a role, a body, or nothing of these."""
    tags = scene.noun_tags(read)
    if "plural" in tags and "body" not in tags:
        return "several"
    if "role" in tags:
        return "role"
    generic = scene.noun(read) in scene.signs.generic
    return "body" if generic or "body" in tags else ""


def _several(scene: Scene, read: Phrase) -> Referent | None:
    """Find the group that spoke before: the villagers of Marran; her lawyers are somebody's."""
    if read.head == read.start:
        return None
    found = spoke_so(scene, read, several=True)
    owned = scene.document.tags[read.start] in scene.signs.possessives
    return None if owned and found is not None and not _is_owned(found) else found


def _is_owned(referent: Referent) -> bool:
    """Whether a description tells whose somebody is: Moor's lawyers."""
    return any(mark in referent.speaker for mark in _APOSTROPHES)


def _member(scene: Scene, read: Phrase) -> Referent | None:
    """Find the last person named of a party that a hyphen joins to a noun: der FDP-Politiker."""
    party = joined_owner(scene.document, scene.signs, read.head)
    if party is None or kind_of(scene, read) is None:
        return None
    unit = read.start if read.limits.inner is None else read.limits.inner
    at = bisect_left(scene.starts, unit)
    for _, mention, entity in reversed(scene.mentions[max(at - _MANY, 0) : at]):
        placed = entity.placed(unit) if entity.person and not entity.body else None
        if placed is not None and (placed.organisation or "").lower() == party.lower():
            return scene.named(mention, entity)
    return None


def _epithet(scene: Scene, read: Phrase) -> Referent | None:
    """Find the last person named, whom a description names again: the former governor."""
    if read.head == read.start or not is_epithet(scene, read):
        return None
    kind = kind_of(scene, read)
    # behind what is said, whoever is named in it is not meant
    unit = read.start if read.limits.inner is None else read.limits.inner
    found = back(scene, Query(unit, kind, read.limits, _NEAR)) if kind is not None else None
    if found is None or found.entity is None:
        return found
    if not may_hold(wanted(scene, read), found.entity):
        return None
    if not found.entity.roles:
        learn_role(scene, found.entity, read)
    return found


def _officer(scene: Scene, read: Phrase) -> Referent | None:
    """Find whose office is told for the first time: the Marran senator, of the last subject."""
    tags = scene.document.grammar.alphabet.tags(scene.document.tags[read.head])
    if "role" not in tags or not tags.isdisjoint(("plural", "family")):
        return None
    if scene.text(read.head, read.head + 1).isupper() and "acronym" not in tags:
        # The PRESIDENT of minutes, who has a label
        return None
    placed = tells_place_first(scene, read)
    if _is_object(scene, read) or (not placed and not is_office(scene, read)):
        return None
    found = back(scene, Query(read.start, "person", read.limits, _PAIR))
    if found is None or found.entity is None or found.why is Why.NAMED or found.entity.has_role:
        return None
    # Dr. Moor: It is late.  The Clerk noted it.
    labelled = found.entity in scene.labelled
    if labelled or not (placed or found.entity is scene.protagonist):
        return None
    learn_role(scene, found.entity, read)
    return found


def _is_object(scene: Scene, read: Phrase) -> bool:
    """Whether somebody else acts on whom a phrase is: Moor met the Marran senator, who."""
    signs, before = scene.signs, scene.document.tags[max(read.start - 1, 0)]
    return before in signs.links or (before in signs.pasts and before not in signs.told)


def _asked(scene: Scene, query: Query, sentence: Units) -> Referent | None:
    """Find whom the last that was said asks, who answers: Moor asked Harrow. “No,” he said."""
    hearer = scene.asked_last(sentence[1], sentence[0])
    if hearer is None or query.limits.shallow or query.limits.inner is None:
        return None
    found = phrase(scene, attrs.evolve(query.limits, shallow=True), *hearer)
    if found is None or found.speaker == query.limits.barred or not fits(found, query.kind):
        return None
    doubtful = query.kind in GENDERS and found.entity is not None and not found.entity.gender
    return None if doubtful else attrs.evolve(found, mention=None, decided="")


def _asked_about(scene: Scene, query: Query, sentence: Units) -> Referent | None:
    """Find who was asked about something: they questioned Moor about it, and she said."""
    document = scene.document
    if ASKED_ABOUT not in document.grammar or query.kind not in GENDERS or query.limits.shallow:
        return None
    match = document.grammar[ASKED_ABOUT].search(document.tags, *sentence)
    if match is None or match.end() > query.unit:
        return None
    found = phrase(scene, attrs.evolve(query.limits, shallow=True), *match.span("hearer"))
    if found is None or found.speaker == query.limits.barred or not _has_gender(found, query.kind):
        return None
    return attrs.evolve(found, mention=None, decided="")


def _has_gender(referent: Referent, kind: str) -> bool:
    """Whether a singular pronoun may stand for somebody, also for a name that stands alone."""
    unknown = referent.entity is None and referent.role is None and referent.person
    named = fits(referent, kind) or has_spoken(referent, kind)
    return named or (unknown and not referent.document)


def _relative(scene: Scene, query: Query) -> Referent | None:
    """Find the relative of somebody, who has no name: he phoned his sister, and she said."""
    document = scene.document
    if KIN not in document.grammar or query.kind not in GENDERS or query.limits.shallow:
        return None
    for sentence in scene.sentences_before(query.unit, _TOLD):
        for match in document.grammar[KIN].finditer(document.tags, *sentence):
            if gender_of(document.grammar, document.word(match.start())) == query.kind:
                found = phrase(scene, attrs.evolve(query.limits, shallow=True), *match.span())
                return attrs.evolve(found, why=Why.RELATIVE) if found is not None else None
    return None


def _subject_described(scene: Scene, query: Query, sentence: Units) -> Referent | None:
    """Find the subject of a sentence, if it is a description: the villagers accused Ada Moor."""
    limits = query.limits
    if limits.shallow:
        return None
    units = _subject(scene, limits, sentence)
    if units is None:
        return None
    found = phrase(scene, attrs.evolve(limits, shallow=True), *units)
    if found is None or found.why in NAMES or not fits(found, query.kind):
        return None
    if query.kind == "several" and found.role is None and not found.body:
        # who speaks are people
        return None
    return attrs.evolve(found, mention=None, decided="")


def _subject(scene: Scene, limits: Limits, sentence: Units) -> Units | None:
    """Give the phrase that a sentence has for its subject."""
    match = scene.document.grammar[SUBJECT_VERB].match(scene.document.tags, *sentence)
    if match is None:
        return None
    first, last = units = match.span("source")
    # "No driver was paid, according to him": what is said names others
    said = limits.inner is not None and first >= limits.inner
    pronoun = last - first == 1 and scene.document.word(first) in scene.signs.pronouns
    return None if said or pronoun else units


_NAMED_WITH: Sieves[Scene, Phrase] = (
    (Why.AUTHOR, named_owner),
    (Why.NAME_WITH_ROLE, named_with_role),
    (Why.NAME_APPOSED, named_behind),
    (Why.NAME_BEHIND_CLAUSE, named_behind_clause),
    (Why.NAME_APPOSED, named_behind_comma),
    (Why.ACCOUNT, account),
)
"""Who is named beside a head that is no name."""
_FAR_SENTENCE: Sieves[Scene, Query, Units] = (
    (Why.SPOKE_LAST, speaker_in),
    (Why.SUBJECT_NAMED, subject_in),
    (Why.NAMED, named_in),
)
"""Whom a sentence offers to a pronoun far behind it."""
_SENTENCE: Sieves[Scene, Query, Units] = (
    (Why.ASKED, _asked),
    (Why.ASKED, _asked_about),
    (Why.SPOKE_LAST, speaker_in),
    (Why.SUBJECT_NAMED, subject_in),
    (Why.SUBJECT_DESCRIBED, _subject_described),
    (Why.NAMED, named_in),
)
"""Whom a sentence offers to a pronoun in it or in the next one."""
_NEW: Sieves[Scene, Phrase] = (
    (Why.HOLDER_LATER, holder_later),
    (Why.NAME_AT_END, named_at_end),
)
"""Who has the name that a phrase for somebody new lacks: an official, a senior minister."""
_RENAMED: Sieves[Scene, Phrase] = (
    (Why.EPITHET, _member),
    (Why.EPITHET, _epithet),
    (Why.OFFICER, _officer),
    *_NEW,
)
_AGAIN: dict[str, Sieves[Scene, Phrase]] = {
    "several": ((Why.SPOKE_SO, _several), *_RENAMED),
    "role": ((Why.HOLDER, holder), *_RENAMED),
    "body": ((None, same_body), *_RENAMED),
    "": _RENAMED,
}
"""Whom a definite phrase names again, by what its head names."""
