"""Who is meant by a pronoun: "she", "they", "who"."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from attribution._article.entities import Entity, Naming, Units
from attribution._rules.wanted import piece, single
from attribution._speakers.agreement import GENDERS, is_of
from attribution._speakers.looking_back import linked
from attribution._speakers.phrases import parted
from attribution._speakers.reading import back, phrase, sender, subject_before
from attribution._speakers.referents import Limits, Phrase, Query, Referent
from attribution._speakers.scene import Scene
from attribution._speakers.why import Why
from attribution._speakers.writer import writer

NOUN_PHRASE = piece(
    "noun-phrase",
    doc="a describing phrase, from right to left",
    without='"the mayor, who said" is said by nobody',
)
CUE = single("cue")
SPEAKER_NOUN = single(
    "speaker-noun",
    doc="a noun for who may be meant by a relative pronoun",
    without='"a lecture from the mayor, who said" is said by the lecture',
    optional=True,
)

_Named = tuple[Naming, Entity]
_ASIDE = 30
_CLOSE = 2
"""How many sentences before it, with its own, an adverb points to."""
_POINTED = ("thing", "person", "several")
_NEAR = 3
"""How many sentences before its content whoever speaks behind it may have spoken."""


def pronoun(scene: Scene, limits: Limits, unit: int) -> Referent | None:
    """Tell who is meant by a unit, if it is a pronoun."""
    kind = _kind(scene, unit)
    return _READERS[kind](scene, Query(unit, kind, limits)) if kind else None


def _kind(scene: Scene, unit: int) -> str:
    """Give the kind of a pronoun, or nothing where a unit is none."""
    grammar, word = scene.document.grammar, scene.document.word(unit)
    kinds = scene.signs.pronouns.get(word)
    if kinds is None:
        return ""
    noun = "noun" in grammar.alphabet.tags(scene.document.tags[unit])
    return next((kind for kind in kinds if not (noun and kind in GENDERS)), "")


def _itself(scene: Scene, query: Query) -> Referent:
    return Referent(scene.text(query.unit, query.unit + 1), Why.UNRESOLVED)


def _first_person(scene: Scene, query: Query) -> Referent:
    found = writer(scene, query)
    return found or attrs.evolve(_itself(scene, query), why=Why.FIRST_PERSON)


def _other(scene: Scene, query: Query) -> Referent:
    return back(scene, query) or _itself(scene, query)


def _pointed(scene: Scene, query: Query) -> Referent | None:
    """Find whose words an adverb points to: who spoke just before, or else did something."""
    near = attrs.evolve(query, reach=_CLOSE)
    found = [back(scene, attrs.evolve(near, kind=kind)) for kind in _POINTED]
    told = [one for one in found if one is not None and one.why is not Why.NAMED]
    return min(told, key=lambda one: one.why is not Why.SPOKE_LAST, default=None)


def points(scene: Scene, unit: int) -> bool:
    """Whether a unit is an adverb, which is never anybody's name."""
    return scene.document.word(unit) in scene.signs.of_kind("pointers")


def _gendered(scene: Scene, query: Query) -> Referent:
    found = back(scene, query)
    if found is None and query.limits.barred:
        barred = query.limits.barred
        query = attrs.evolve(query, limits=attrs.evolve(query.limits, barred=""))
        found = _of_the_barred(scene, query, barred)
    elif found is not None and _is_inside(query, found):
        found = _before_content(scene, query) or found
    if found is None or _is_doubtful(found):
        return _later(scene, query) or found or _itself(scene, query)
    return found


def _of_the_barred(scene: Scene, query: Query, barred: str) -> Referent | None:
    """Find who goes on in a second paragraph after all, if the pronoun is sure to fit."""
    found = back(scene, query)
    if found is not None and found.speaker == barred and not is_of(found, query.kind):
        return _itself(scene, query)
    return found


def _is_inside(query: Query, referent: Referent) -> bool:
    """Whether somebody is only named, or named in what is said before a pronoun."""
    start = query.limits.inner
    if start is None or referent.why is Why.SPOKE_LAST:
        return False
    if referent.why is Why.NAMED or referent.entity is None:
        return referent.why is Why.NAMED
    return any(start <= mention.start < query.unit for mention in referent.entity.mentions)


def _before_content(scene: Scene, query: Query) -> Referent | None:
    """Find who spoke before what is said: "The work of Ada Moor, she said, was good"."""
    if query.limits.inner is None:
        return None
    spoke = back(scene, attrs.evolve(query, unit=query.limits.inner, reach=_NEAR))
    return spoke if spoke is not None and spoke.why is Why.SPOKE_LAST else None


def _is_doubtful(referent: Referent) -> bool:
    """Whether somebody is only named, and may be no man or woman as the pronoun wants."""
    entity = referent.entity
    return referent.why is Why.NAMED and entity is not None and not entity.gender


def _later(scene: Scene, query: Query) -> Referent | None:
    """Find the one person of a gender who is named behind the pronoun."""
    later = scene.only(query.kind) or scene.first_after(query.unit, query.kind)
    if later is None or later.name == query.limits.barred:
        return None
    if later.mentions[0].start <= query.unit:
        return None
    return Referent(later.name, Why.NAMED_LATER, later)


def _antecedent(scene: Scene, query: Query) -> Referent | None:
    """Find whom "who" stands for: what is named or described directly before it."""
    unit, tags = query.unit, scene.document.tags
    end = _before_place(scene, unit - 1 if unit and tags[unit - 1] in scene.signs.commas else unit)
    start = max(0, unit - _ASIDE)
    before = scene.mentions_in(start, unit)[::-1]
    named = _described_to(before, end, unit) or _named_to(scene, before, end)
    found = scene.named(*named) if named is not None else None
    found = found or _phrase_to(scene, query.limits, (start, end))
    if found is None or found.why is Why.AUTHOR:
        return found
    return attrs.evolve(found, why=Why.ANTECEDENT)


def _described_to(before: list[_Named], end: int, unit: int) -> _Named | None:
    """Find whose description ends before a pronoun: Ada Moor, chief economist at Hallbank, who."""
    for mention, entity in before:
        if entity.person and mention.extent > mention.end and end <= mention.extent <= unit:
            return mention, entity
    return None


def _named_to(scene: Scene, before: list[_Named], end: int) -> _Named | None:
    """Find whose name ends before a pronoun; what is no person and only linked is not meant."""
    for mention, entity in before:
        if mention.end != end or entity.place:
            continue
        if entity.person or not linked(scene, mention):
            return mention, entity
    return None


def _phrase_to(scene: Scene, limits: Limits, units: Units) -> Referent | None:
    """Find whom the phrase before a pronoun stands for."""
    match = scene.document.grammar[NOUN_PHRASE.leftwards].match(scene.document.tape, *units)
    if match is None:
        return _telling(scene, limits, units[1])
    sent = sender(scene, limits, match)
    if sent is not None:
        return sent
    start = _speaker_from(scene, limits, match)
    return _apposed_to(scene, start) or phrase(scene, limits, start, units[1])


def _speaker_from(scene: Scene, limits: Limits, units: Units) -> int:
    """Give where somebody begins in a phrase that begins with something: cheers from the crew."""
    start, end = units
    tags, speakers = scene.document.tags, scene.document.grammar[SPEAKER_NOUN]
    while start < end:
        read, named = parted(scene, limits, start, end)
        if named is not None or tags[read.head] in speakers or _is_counted(scene, read):
            return start
        links = (unit for unit in range(read.head + 1, end) if tags[unit] in scene.signs.links)
        start = next(links, end) + 1
    return units[0]


def _is_counted(scene: Scene, read: Phrase) -> bool:
    """Whether a phrase begins with how many there are: one of two, a tenth of voters."""
    char, signs = scene.document.tags[read.head], scene.signs
    return char in signs.numbers or char in signs.shares or char in signs.crowds


def _telling(scene: Scene, limits: Limits, unit: int) -> Referent | None:
    """Find who speaks by the verb that ends before a pronoun: Moor issued a statement, which."""
    cues = scene.document.grammar[CUE]
    if scene.document.tags[unit - 1] not in cues:
        return None
    found = subject_before(scene, limits, unit)
    return attrs.evolve(found, why=Why.AUTHOR) if found is not None else None


def _before_place(scene: Scene, end: int) -> int:
    """Give where a phrase ends before the places that somebody is from, behind commas.

    A farmer from Alder Bay, Ohio; Ada Moor, 24, of Quay Lane, Marran.
    """
    while (before := _before_one_place(scene, end)) < end:
        end = before
    return end


def _before_one_place(scene: Scene, end: int) -> int:
    home, last = _before_home(scene, end), scene.mention_at(end - 1) if end else None
    if home < end or last is None or last[1].person:
        return home
    comma = last[0].start - 1
    parted = comma > 0 and scene.document.tags[comma] in scene.signs.commas
    return comma if parted and (last[1].place or _before_home(scene, comma) < comma) else end


def _before_home(scene: Scene, end: int) -> int:
    """Give where a phrase ends before a name that a comma and a link set off: of Quay Lane."""
    last = scene.mention_at(end - 1) if end else None
    if last is None or last[1].person:
        return end
    tags, signs, link = scene.document.tags, scene.signs, last[0].start - 1
    set_off = link > 1 and tags[link] in signs.links and tags[link - 1] in signs.commas
    return link - 1 if set_off else end


def _apposed_to(scene: Scene, start: int) -> Referent | None:
    """Find who is described behind a comma: Ada Moor of Marran, the first woman on the board,."""
    if scene.document.tags[max(start - 1, 0)] not in scene.signs.commas:
        return None
    before = scene.mention_at(start - 2)
    while before is not None and start - before[0].start < _ASIDE and linked(scene, before[0]):
        mention = before[0]
        before = scene.mention_at(mention.start - 2) or scene.mention_at(mention.start - 3)
        if before is not None and before[0].end < mention.start - 2:
            return None
    if before is None or not before[1].person:
        return None
    return scene.named(*before)


_READERS: dict[str, Callable[[Scene, Query], Referent | None]] = {
    "first_person": _first_person,
    "male": _gendered,
    "female": _gendered,
    "several": _other,
    "thing": _other,
    "antecedents": _antecedent,
    "pointers": _pointed,
}
"""Kind of a pronoun -> how it is read."""
