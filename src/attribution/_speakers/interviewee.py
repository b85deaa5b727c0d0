"""Who answers in an interview without names: the person whom the text above it is about."""

from __future__ import annotations

import functools

from attribution._article.entities import Entity
from attribution._article.statement import Part, Statement
from attribution._speakers.referents import Referent
from attribution._speakers.scene import Scene
from attribution._speakers.why import Why
from attribution._speakers.writer import above


class Interview:
    """The interview of a text, of which the first question shows where it begins."""

    def __init__(self, scene: Scene) -> None:
        """Begin before the first question."""
        self._scene = scene
        self._start = -1

    def who(self, statement: Statement) -> Referent | None:
        """Tell who asks or answers: nobody whom one knows asks, and nothing is left of the rest."""
        if self._start < 0:
            self._start = statement.contents[0][0]
        entity = self._interviewee
        if entity is None:
            statement.drop("nobody is named above who could answer")
        if entity is None or statement.proposed.part is Part.QUESTION:
            return None
        referent = self._scene.named(entity.mentions[0], entity)
        referent.why = Why.INTERVIEWEE
        return referent

    @functools.cached_property
    def _interviewee(self) -> Entity | None:
        """The person who is named most above the first question, the first of several.

        The writer of the article, whom its byline names, asks.
        """
        byline = above(self._scene)
        counts: dict[int, tuple[int, Entity]] = {}
        for start, _, entity in self._scene.mentions:
            if start >= self._start:
                break
            asks = byline is not None and byline[1] is entity
            if entity.person and not (entity.body or entity.place or asks):
                counts[id(entity)] = counts.get(id(entity), (0, entity))[0] + 1, entity
        found = max(counts.values(), key=lambda item: item[0], default=None)
        return found[1] if found is not None else None
