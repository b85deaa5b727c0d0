"""Who the labels of a transcript are: "MOOR:", "GOV. LEM HARROW:", "Q."."""

from __future__ import annotations

import functools

from attribution._document import Statement
from attribution._entities import Entity, Mention, Units
from attribution._speakers.scene import Referent, Scene
from attribution._speakers.sources import who_is

_WHY = "mark before the words"
_TITLES = frozenset({"title", "honorific", "role"})


class Labels:
    """The people that the labels of a transcript name, by their names in capitals."""

    def __init__(self, scene: Scene) -> None:
        """Take those that the text names elsewhere."""
        self._scene = scene
        self._named_before: dict[str, Referent] = {}
        """Surnames and initials of the labels before, as they are written there."""

    @functools.cached_property
    def _known(self) -> dict[str, Entity]:
        """Name in capitals, in full or the last word of it -> who bears it."""
        known: dict[str, Entity] = {}
        for entity in self._scene.entities:
            for name in () if entity.body or entity.place else map(str.upper, entity.names):
                known.setdefault(name, entity)
                known.setdefault(name.rpartition(" ")[2], entity)
        return known

    def who(self, statement: Statement, source: Units) -> Referent | None:
        """Tell who the label of a statement stands for."""
        label = statement.label.strip(". ")
        capitals = self._capitals(label)
        referent = self._in_capitals(capitals, source) if capitals else None
        referent = referent or self._as_written(label, source)
        if referent is not None and referent.entity is not None and statement.office is not None:
            self._learn(referent.entity, source, statement.office)
        return referent

    def _as_written(self, label: str, source: Units) -> Referent | None:
        """Tell who a label in small letters stands for: the Moor of "Ada Moor:" before."""
        referent = who_is(self._scene, source)
        if referent is not None and referent.mention is not None:
            # 9:40 PM Lem Harrow: the name may have taken in what stands before the label
            cut = not self._covers(referent.mention, source)
            referent = Referent(label, _WHY) if cut else referent
        if referent is None:
            return None
        if " " in label:
            names = {label.rpartition(" ")[2], "".join(word[0] for word in label.split())}
            self._named_before |= dict.fromkeys(names, referent)
        elif " " not in referent.speaker:
            return self._named_before.get(label, referent)
        return referent

    def _covers(self, mention: Mention, source: Units) -> bool:
        """Whether a name is all of a label, save titles before it."""
        document = self._scene.document
        before = document.words_of((source[0], mention.start)) if mention.start > source[0] else ""
        return mention.start >= source[0] and all(map(self._is_title, before.split()))

    def _in_capitals(self, label: str, source: Units) -> Referent:
        words = label.split()
        if words[0].lower() in self._scene.marks.articles and len(words) > 1:
            role = (source[1] - 1, source[1]) if self._is_title(words[-1]) else None
            return Referent(" ".join(words[1:]), _WHY, role=role)
        titles = 0
        while titles < len(words) - 1 and self._is_title(words[titles]):
            titles += 1
        name = " ".join(words[titles:])
        if name in self._named_before:
            return self._named_before[name]
        entity = self._known.get(name)
        if entity is None and len(name) > 1:
            entity = self._named(name)
        if entity is None:
            return Referent(name, _WHY)
        if titles and not entity.has_role:
            self._learn(entity, source, (source[0], source[0] + titles))
        return Referent(entity.name, _WHY, entity)

    def _capitals(self, label: str) -> str:
        """Give the name in capitals that a label is, be it behind titles: The Hon. PETER GALE."""
        words = label.split()
        first = next((at for at, word in enumerate(words) if word == word.upper()), len(words))
        if any(word != word.upper() for word in words[first:]):
            return ""
        articles = self._scene.marks.articles
        titled = all(word.lower() in articles or self._is_title(word) for word in words[:first])
        name = " ".join(words[first:])
        return name if first == 0 or (titled and len(name) > 1) else ""

    def _named(self, name: str) -> Entity:
        entity = Entity([name], person=True)
        self._known[name] = entity
        self._known.setdefault(name.rpartition(" ")[2], entity)
        return entity

    def _is_title(self, word: str) -> bool:
        grammar = self._scene.document.grammar
        return not _TITLES.isdisjoint(grammar.tags(grammar.lookup[word]))

    def _learn(self, entity: Entity, source: Units, office: Units) -> None:
        """Keep what a label tells of an office: HCTV ANCHOR, the Minister for Ports."""
        scene, (start, end) = self._scene, office
        document, first = scene.document, start
        capitals = scene.text(start, end).isupper()
        if not any(map(self._is_title, scene.text(start, end).split())):
            # (voice-over), (Quay Central)
            return
        while capitals and first < end - 1 and not document.grammar.knows(document.word(first)):
            first += 1
        role = scene.text(first, end)
        words = role.split()
        if len(words) > 1 and words[0].lower() in scene.marks.articles:
            role = " ".join(words[1:])
        told = Mention(source[0], source[1], entity.name, role=role, role_units=(first, end))
        told.rule = _WHY
        if start < first:
            told.organisation, told.organisation_units = scene.text(start, first), (start, first)
        scene.learn(entity, told)
