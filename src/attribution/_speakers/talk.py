"""Who speaks in the turns of a dialogue, of which many name nobody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from attribution._document import Statement, Turn
from attribution._entities import Units
from attribution._speakers.labels import Labels
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

    def speaker(self, statement: Statement) -> Referent | None:
        """Tell who makes a statement; those before it in the text have to be known."""
        scene, source, turn = self._scene, statement.source, statement.turn
        if turn is None:
            if statement.label and source is not None:
                return self._labels.who(statement, source)
            return who_is(scene, source) if source is not None else None
        row, at = turn
        if source is None:
            found = self._who.get((row, at - 2)) or self._other()
        else:
            before = self._who.get((row, at - 1))
            scene.barred = before.speaker if before is not None else ""
            found = who_is(scene, self._subject(scene.document.turns[row][at], source) or source)
            scene.barred = ""
        if found is not None:
            self._who[turn] = found
            self._before.append(found)
        return found

    def later(self, statement: Statement) -> Referent | None:
        """Tell who makes a statement by the next turn but one, once all others are known."""
        turn = statement.turn
        return self._who.get((turn[0], turn[1] + 2)) if turn is not None else None

    def _other(self) -> Referent | None:
        """Find who spoke before the last speaker."""
        before = self._before[-_REACH:]
        others = (item for item in reversed(before) if item.speaker != before[-1].speaker)
        return next(others, None)

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
        if named is None or tags[named[0]] not in scene.marks.determiners:
            return None
        described, word = who_is(scene, named), scene.document.word(source[0])
        wrong = described is None or word in grammar.speaker_words(_OTHER.get(described.gender, ""))
        return None if wrong else named

    def _starts(self, turn: Turn, end: int) -> Iterator[int]:
        """Give where the sentences before a unit begin, from the last one on."""
        first = turn.extent[0] if turn.told is None else turn.told[0]
        bounds = self._scene.document.sentence_ends
        at = bisect_left(bounds, end) - 1
        while at >= 0 and bounds[at] >= first:
            yield bounds[at] + 1
            at -= 1
        yield first
