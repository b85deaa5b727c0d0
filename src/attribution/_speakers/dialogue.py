"""Who speaks in the turns of a dialogue, of which many name nobody."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator

import attrs

from attribution._article.document import Turn
from attribution._article.entities import Units
from attribution._article.statement import Statement
from attribution._finding.turns import TURN_SUBJECT
from attribution._people.genders import gender_of
from attribution._rules.wanted import piece, single
from attribution._speakers.interviewee import Interview
from attribution._speakers.labels import Labels
from attribution._speakers.referents import Limits, Referent
from attribution._speakers.scene import Scene
from attribution._speakers.sources import who_is
from attribution._speakers.vocatives import vocatives
from attribution._speakers.why import Why

_NEWCOMER = piece(
    "turn-newcomer",
    doc="in a story: from an indefinite article up to the noun for somebody who is new in it",
    without="nobody who has a name is called anything else in a story",
    optional=True,
)
_GIVEN = single("given")
_OTHER = {"male": "female", "female": "male"}
_REACH = 8
"""So many turns back another speaker is looked for."""


class Dialogue:
    """The turns of the dialogues of a text, and who has spoken in them."""

    def __init__(self, scene: Scene) -> None:
        """Begin before the first turn."""
        self._scene = scene
        self._labels = Labels(scene)
        self._interview = Interview(scene)
        self._who: dict[Units, Referent] = {}
        """Who speaks in which turn of which row."""
        self._before: list[Referent] = []
        self._described: dict[str, Referent] = {}
        """Who has spoken under a description alone."""
        self._called: frozenset[str] = frozenset()
        """The words of the last turn."""
        self._calls: frozenset[str] = frozenset()
        """Those of them by which somebody is called."""

    def speaker(self, limits: Limits, statement: Statement) -> Referent | None:
        """Tell who makes a statement; those before it in the text have to be known."""
        source, turn = statement.source, statement.turn
        if statement.proposed.part is not None:
            return self._interview.who(statement)
        if turn is not None:
            return self._in_turn(limits, statement, turn)
        if source is None:
            return None
        if statement.proposed.label:
            return self._labels.who(limits, statement, source)
        return who_is(self._scene, limits, source)

    def _in_turn(self, limits: Limits, statement: Statement, turn: Units) -> Referent | None:
        """Tell who speaks in a turn, and remember it for the turns behind it."""
        calls = vocatives(self._scene.document, statement.contents)
        source = statement.source
        unnamed = source is None or self._is_counterpart(source)
        found = self._who.get(turn) if unnamed else None
        if found is None and unnamed:
            found = self._last_but_one(turn, calls) or self._other(limits, turn, calls)
        if found is None and source is not None:
            found = self._named(limits, turn, source, calls)
        if found is not None:
            self._who[turn] = found
            self._called = frozenset(self._words(statement))
            self._calls = calls
            self._before.append(found)
            if found.entity is None and found.why is Why.UNNAMED:
                self._described[found.speaker] = found
        return found

    def _is_counterpart(self, source: Units) -> bool:
        """Whether a source only tells that it is not who spoke before: the other."""
        scene = self._scene
        return scene.document.word(source[1] - 1) in scene.signs.counterparts

    def _named(
        self, limits: Limits, turn: Units, source: Units, calls: frozenset[str]
    ) -> Referent | None:
        """Tell who a source in a turn is: not who spoke in the turn before, or is called in it."""
        scene, (row, at) = self._scene, turn
        before = self._who.get((row, at - 1))
        barred = before or next(self._bearing(calls), None)
        if barred is not None:
            limits = attrs.evolve(limits, barred=barred.speaker)
        subject = self._subject(limits, scene.document.turns[row][at], source)
        again = self._spoke_so(subject or source) or self._companion(source)
        if again is None and subject is None:
            again = self._takes_turns(turn, source)
        if again is not None:
            return again
        found = who_is(scene, limits, subject or source)
        if found is not None and found.why is Why.UNRESOLVED:
            return self._heard(scene.document.word(source[0]), before) or found
        if found is not None and found.why is Why.UNNAMED:
            return self._renamed(limits, turn, found, subject or source) or found
        return found

    def later(self, statement: Statement) -> Referent | None:
        """Tell who makes a statement by the next turn but one, once all others are known.

        Of whom a pronoun alone has told, each next turn but one may tell the name.
        """
        if statement.turn is None:
            return None
        (row, at), told = statement.turn, self._who.get(statement.turn)
        if told is None:
            return _because(self._who.get((row, at + 2)), Why.TURN_NEXT_BUT_ONE)
        if told.speaker not in self._scene.signs.third_person:
            return None
        end = len(self._scene.document.turns[row])
        later = (self._who.get((row, after)) for after in range(at + 2, end, 2))
        found = next((item for item in later if item is None or item.speaker != told.speaker), None)
        if found is None or found.entity is None or not self._fits(told.speaker, found):
            return None
        return _because(found, Why.TURN_NEXT_BUT_ONE)

    def _fits(self, pronoun: str, referent: Referent) -> bool:
        kind = gender_of(self._scene.document.grammar, pronoun)
        return bool(kind) and _gender(referent) in {kind, ""}

    def _takes_turns(self, turn: Units, source: Units) -> Referent | None:
        """Find the last speaker but one where a pronoun is of that gender and not of the last's."""
        document, (row, at) = self._scene.document, turn
        found, last = self._who.get((row, at - 2)), self._who.get((row, at - 1))
        if found is None or last is None or found.entity is None or found.speaker == last.speaker:
            return None
        if document.tags[source[0]] not in self._scene.signs.turn_pronouns:
            return None
        kind = gender_of(document.grammar, document.word(source[0]))
        return _because(found, Why.TURN_LAST_BUT_ONE) if kind and _gender(found) == kind else None

    def _companion(self, source: Units) -> Referent | None:
        """Find whom the narrator talks to and calls by that alone: my friend."""
        document, signs = self._scene.document, self._scene.signs
        first_person = signs.of_kind("first_person")
        if document.word(source[1] - 1) not in signs.companions:
            return None
        if document.word(source[0]) not in first_person:
            return None
        recent = reversed(self._before[-_REACH:])
        found = next((one for one in recent if one.speaker.lower() not in first_person), None)
        return _because(found, Why.TURN_OTHER) if found is not None and found.entity else None

    def _words(self, statement: Statement) -> Iterator[str]:
        document = self._scene.document
        for start, end in statement.contents:
            yield from document.words[document.first[start] : document.last[end - 1]]

    def _last_but_one(self, turn: Units, calls: frozenset[str]) -> Referent | None:
        row, at = turn
        found, last = self._who.get((row, at - 2)), self._who.get((row, at - 1))
        if found is None or (last is not None and found.speaker == last.speaker):
            return None
        return _because(found, Why.TURN_LAST_BUT_ONE) if calls.isdisjoint(_words(found)) else None

    def _other(self, limits: Limits, turn: Units, calls: frozenset[str]) -> Referent | None:
        """Find who is called by name in the turn before, or who spoke before the last speaker.

        Nobody calls himself.  Whoever the narrator tells of before the row may begin or answer in
        it.  Where nobody else has spoken, who spoke before the narrator goes on.
        """
        before = self._before[-_REACH:]
        others = [
            item
            for item in reversed(before)
            if item.speaker != before[-1].speaker and calls.isdisjoint(_words(item))
        ]
        named = (item for item in others if not self._called.isdisjoint(_words(item)))
        found = _because(next(named, None), Why.TURN_CALLED) or self._called_first()
        found = found or self._on_scene(limits, turn, calls)
        if found is None and not others and turn[1] == 0 and before:
            others = [item for item in before[-1:] if calls.isdisjoint(_words(item))]
        return found or _because(others[0] if others else None, Why.TURN_OTHER)

    def _on_scene(self, limits: Limits, turn: Units, calls: frozenset[str]) -> Referent | None:
        """Find who acts in the paragraph before a row of turns, and has not spoken last."""
        row, at = turn
        first = self._scene.document.turns[row][0]
        if first.told is None or at > 1:
            return None
        last = self._before[-1].speaker if self._before else ""
        narrator = self._narrator(first.told)
        if narrator is not None and narrator.speaker != last:
            return _because(narrator, Why.TURN_SCENE)
        for named in self._subjects_before(first, first.extent[0]):
            acting = who_is(self._scene, limits, named)
            if acting is None or not self._is_able(acting, named):
                continue
            if acting.speaker != last and calls.isdisjoint(_words(acting)):
                return _because(acting, Why.TURN_SCENE)
        return None

    def _narrator(self, told: Units) -> Referent | None:
        """Find the narrator who has spoken, where a paragraph tells of him."""
        first_person = self._scene.signs.of_kind("first_person")
        found = (one for one in self._before[-_REACH:] if one.speaker.lower() in first_person)
        narrator = next(found, None)
        if narrator is None:
            return None
        word = self._scene.document.word
        return narrator if any(word(unit) in first_person for unit in range(*told)) else None

    def _called_first(self) -> Referent | None:
        """Find who is called by name in the turn before, and has not spoken so far."""
        scene = self._scene
        found = [
            entity
            for entity in (scene.entities if self._calls else ())
            if entity.person and not self._calls.isdisjoint(entity.name.split())
        ]
        if len(found) == 1:
            return Referent(found[0].name, Why.TURN_CALLED, found[0])
        grammar = scene.document.grammar
        names = [
            word for word in self._calls if grammar.characters.of_word[word] in grammar[_GIVEN]
        ]
        return Referent(names[0], Why.TURN_CALLED) if len(names) == 1 and not found else None

    def _bearing(self, words: frozenset[str]) -> Iterator[Referent]:
        """Give who has spoken before and bears one of some names, the last one first."""
        before = reversed(self._before[-_REACH:]) if words else ()
        return (item for item in before if not words.isdisjoint(_words(item)))

    def _heard(self, pronoun: str, before: Referent | None) -> Referent | None:
        """Find the last speaker whom a pronoun fits that stands for nobody with a name."""
        grammar = self._scene.document.grammar
        kind = gender_of(grammar, pronoun)
        for other in reversed(self._before[-_REACH:]) if kind else ():
            if before is None or other.speaker != before.speaker:
                word = other.speaker.rpartition(" ")[2].lower()
                if gender_of(grammar, word) == kind:
                    return _because(other, Why.TURN_HEARD)
        return None

    def _spoke_so(self, source: Units) -> Referent | None:
        """Find who has spoken under a description before: the Captain."""
        if not self._is_definite(source[0]):
            return None
        words = self._scene.text(source[0] + 1, source[1])
        found = self._described.get(words)
        return attrs.evolve(found, why=Why.SPOKE_SO, decided="") if found is not None else None

    def _renamed(
        self, limits: Limits, turn: Units, found: Referent, source: Units
    ) -> Referent | None:
        """Find who is named by what he or she is: the old gentleman, if only one is in the talk.

        Who was introduced as "an old gentleman", or has spoken as one, is somebody else.
        """
        document, (row, at) = self._scene.document, turn
        if not found.gender or not self._is_definite(source[0]):
            return None
        if _NEWCOMER not in document.grammar:
            return None
        told = self._newcomer(limits, turn, source, found.gender)
        if told is not None:
            return told
        if document.word(source[1] - 1) in self._introduced:
            return None
        recent = self._before[-_REACH:]
        if any(item.speaker == found.speaker for item in recent):
            return None
        named = {item.speaker: item for item in recent if item.entity is not None}
        before, other = (self._who.get((row, at - back)) for back in (1, 2))
        if before is None and document.turns[row][at].told is not None:
            before = recent[-1] if recent else None
        if before is not None:
            named.pop(before.speaker, None)
        fitting = [one for one in named.values() if _gender(one) == found.gender]
        if not fitting:
            fitting = [one for one in named.values() if not _gender(one)]
        if found.role is not None:
            # The maid may be a third, unless it is the turn of the one who fits.
            fitting = [one for one in fitting if other is not None and one.speaker == other.speaker]
        return _because(fitting[0], Why.TURN_RENAMED) if len(fitting) == 1 else None

    def _newcomer(self, limits: Limits, turn: Units, source: Units, gender: str) -> Referent | None:
        """Find who came in before a turn and is named again: a boy came in; this gentleman said."""
        row, at = turn
        for named in self._subjects_before(self._scene.document.turns[row][at], source[0]):
            described = who_is(self._scene, limits, named)
            if described is not None and self._is_able(described, named):
                return described if _gender(described) == gender else None
        return None

    def _is_definite(self, unit: int) -> bool:
        scene = self._scene
        owned = scene.document.tags[unit] in scene.signs.possessives
        return scene.document.word(unit) in scene.signs.definite and not owned

    @functools.cached_property
    def _introduced(self) -> frozenset[str]:
        """The nouns by which the text introduces somebody: an old gentleman."""
        document = self._scene.document
        found = document.grammar[_NEWCOMER].finditer(document.tags)
        return frozenset(document.word(match.end() - 1) for match in found)

    def _subject(self, limits: Limits, turn: Turn, source: Units) -> Units | None:
        """Find whom a pronoun names again that has no name: the sexton came in; he stammered."""
        scene = self._scene
        if scene.document.tags[source[0]] not in scene.signs.turn_pronouns:
            return None
        for named in self._subjects_before(turn, source[0]):
            described = who_is(scene, limits, named)
            if described is not None and self._is_able(described, named):
                gender = _gender(described)
                other = scene.signs.of_kind(_OTHER[gender]) if gender in _OTHER else frozenset()
                return None if scene.document.word(source[0]) in other else named
        return None

    def _subjects_before(self, turn: Turn, end: int) -> Iterator[Units]:
        """Give the subjects in a turn before a unit that are no pronouns, the last one first."""
        document = self._scene.document
        pronouns = self._scene.signs.turn_pronouns
        pattern = document.grammar[TURN_SUBJECT]
        found = (pattern.match(document.tags, at, end) for at in self._starts(turn, end))
        spans = (match.span("source") for match in found if match is not None)
        return (span for span in spans if document.tags[span[0]] not in pronouns)

    def _is_able(self, referent: Referent, units: Units) -> bool:
        """Whether a subject is somebody who can speak: no place or body, and no mere thing."""
        entity = referent.entity
        if entity is not None:
            return not entity.place and not referent.body
        document = self._scene.document
        if document.tags[units[1] - 1] in self._scene.signs.turn_people:
            return True
        return any(referent.speaker == other.speaker for other in self._before)

    def _starts(self, turn: Turn, end: int) -> Iterator[int]:
        """Give where the sentences before a unit begin, from the last one on."""
        first = turn.extent[0] if turn.told is None else turn.told[0]
        bounds = self._scene.document.sentence_ends
        at = bisect_left(bounds, end) - 1
        while at >= 0 and bounds[at] >= first:
            yield bounds[at] + 1
            at -= 1
        yield first


def _words(referent: Referent) -> list[str]:
    return referent.speaker.split()


def _gender(referent: Referent) -> str:
    return referent.entity.gender if referent.entity is not None else referent.gender


def _because(referent: Referent | None, why: Why) -> Referent | None:
    """Give somebody who spoke elsewhere, with why it is the same one here."""
    return attrs.evolve(referent, why=why, decided="") if referent is not None else None
