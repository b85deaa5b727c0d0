"""Who speaks in the turns of a dialogue, of which many name nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from attribution._document import Statement, Turn
from attribution._entities import Units
from attribution._people.genders import gender_of
from attribution._speakers.labels import Labels
from attribution._speakers.pronouns import UNRESOLVED
from attribution._speakers.scene import Referent, Scene
from attribution._speakers.sources import who_is

_SUBJECT = "turn-subject"
_OTHER = {"male": "female", "female": "male"}
_REACH = 8
"""So many turns back another speaker is looked for."""


class Talk:
    """The turns of the dialogues of a text, and who has spoken in them."""

    def __init__(self, scene: Scene) -> None:
        """Begin before the first turn."""
        self._scene = scene
        self._labels = Labels(scene)
        self._who: dict[Units, Referent] = {}
        """Who speaks in which turn of which row."""
        self._before: list[Referent] = []
        self._called: frozenset[str] = frozenset()
        """The words of the last turn."""

    def speaker(self, statement: Statement) -> Referent | None:
        """Tell who makes a statement; those before it in the text have to be known."""
        scene, source, turn = self._scene, statement.source, statement.turn
        if turn is None:
            if statement.label and source is not None:
                return self._labels.who(statement, source)
            return who_is(scene, source) if source is not None else None
        row, at = turn
        if source is None:
            found = self._last_but_one(row, at) or self._other()
        else:
            before = self._who.get((row, at - 1))
            scene.barred = before.speaker if before is not None else ""
            found = who_is(scene, self._subject(scene.document.turns[row][at], source) or source)
            scene.barred = ""
            if found is not None and found.why == UNRESOLVED:
                found = self._heard(scene.document.word(source[0]), before) or found
        if found is not None:
            self._who[turn] = found
            self._called = frozenset(self._words(statement))
            self._before.append(found)
        return found

    def later(self, statement: Statement) -> Referent | None:
        """Tell who makes a statement by the next turn but one, once all others are known."""
        turn = statement.turn
        return self._who.get((turn[0], turn[1] + 2)) if turn is not None else None

    def _words(self, statement: Statement) -> Iterator[str]:
        document = self._scene.document
        for start, end in statement.contents:
            yield from document.words[document.first[start] : document.last[end - 1]]

    def _last_but_one(self, row: int, at: int) -> Referent | None:
        found, last = self._who.get((row, at - 2)), self._who.get((row, at - 1))
        same = found is not None and last is not None and found.speaker == last.speaker
        return None if same else found

    def _other(self) -> Referent | None:
        """Find who is called by name in the turn before, or who spoke before the last speaker."""
        before = self._before[-_REACH:]
        others = [item for item in reversed(before) if item.speaker != before[-1].speaker]
        called = (item for item in others if not self._called.isdisjoint(item.speaker.split()))
        return next(called, others[0] if others else None)

    def _heard(self, pronoun: str, before: Referent | None) -> Referent | None:
        """Find the last speaker whom a pronoun fits that stands for nobody with a name."""
        grammar = self._scene.document.grammar
        kind = gender_of(grammar, pronoun)
        for other in reversed(self._before[-_REACH:]):
            if before is None or other.speaker != before.speaker:
                word = other.speaker.rpartition(" ")[2].lower()
                if kind and gender_of(grammar, word) == kind:
                    return other
        return None

    def _subject(self, turn: Turn, source: Units) -> Units | None:
        """Find whom a pronoun names again that has no name: the sexton came in; he stammered."""
        scene, tags = self._scene, self._scene.document.tags
        grammar = scene.document.grammar
        if tags[source[0]] not in grammar.chars_of("turn-pronoun"):
            return None
        pronouns, pattern = grammar.chars_of("turn-pronoun"), grammar.forwards(_SUBJECT)
        starts = self._starts(turn, source[0])
        found = (pattern.match(tags, start, source[0]) for start in starts)
        spans = (match.span("source") for match in found if match is not None)
        named = next((span for span in spans if tags[span[0]] not in pronouns), None)
        described = who_is(scene, named) if named is not None else None
        if named is None or described is None or not self._able(described, named):
            return None
        gender = described.entity.gender if described.entity is not None else described.gender
        other = grammar.speaker_words(_OTHER[gender]) if gender in _OTHER else frozenset()
        return None if scene.document.word(source[0]) in other else named

    def _able(self, referent: Referent, units: Units) -> bool:
        """Whether a subject is somebody who can speak: no place or body, and no mere thing."""
        entity = referent.entity
        if entity is not None:
            return not entity.place and not referent.body
        document = self._scene.document
        if document.tags[units[1] - 1] in document.grammar.chars_of("turn-person"):
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
