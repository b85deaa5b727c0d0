"""Who the labels of a transcript are: "MOOR:", "GOV. LEM HARROW:", "Q."."""

from __future__ import annotations

import functools
from collections import Counter

import attrs

from attribution._article.entities import Entity, Naming, Units
from attribution._article.evidence import Evidence
from attribution._article.statement import Statement
from attribution._rules.wanted import single
from attribution._speakers.offices import holders, learn
from attribution._speakers.referents import Limits, Referent
from attribution._speakers.scene import Scene
from attribution._speakers.sources import who_is
from attribution._speakers.why import Why

DASH = single("dash")
_OFFICES = frozenset({"title", "role"})
_TITLES = _OFFICES | {"honorific"}
_MODIFIERS = frozenset({"role-modifier"})
_BODY = "body"
_COMMA = single("comma")
_ACRONYM, _PER_VOWEL = 5, 3
"""How long acronyms of broadcasters are, and for how many letters they have a vowel at most."""
_RANK = 2
"""How many words a rank has whose second word is short for a title: REAR ADM."""


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
        people = [one for one in self._scene.entities if not (one.body or one.place)]
        for entity in people:
            for name in map(str.upper, entity.names):
                known.setdefault(name, entity)
                known.setdefault(name.rpartition(" ")[2], entity)
        initials = Counter(_initials(entity.name) for entity in people)
        for entity in people:
            letters = _initials(entity.name)
            if len(letters) > 1 and initials[letters] == 1:
                known.setdefault(letters, entity)
        return known

    def who(self, limits: Limits, statement: Statement, source: Units) -> Referent | None:
        """Tell who the label of a statement stands for."""
        label = statement.proposed.label.strip(". ")
        capitals = self._capitals(label)
        office = statement.proposed.office
        own = office is None
        referent = self._in_capitals(capitals, source, learns=own) if capitals else None
        referent = referent or self._as_written(limits, label, source, learns=not own)
        if referent is not None and referent.entity is not None and office is not None:
            self._learn(referent.entity, source, office)
            self._named_before.setdefault(self._scene.text(*office).upper(), referent)
        if referent is not None and referent.entity is not None:
            self._scene.labelled.add(referent.entity)
        return referent

    def _as_written(
        self, limits: Limits, label: str, source: Units, *, learns: bool
    ) -> Referent | None:
        """Tell who a label in small letters stands for: the Moor of "Ada Moor:" before."""
        referent = who_is(self._scene, limits, source)
        if referent is not None and referent.mention is not None:
            # 9:40 PM Lem Harrow: the name may have taken in what stands before the label
            cut = not self._covers(referent.mention, source) or len(referent.speaker) == 1 < len(
                label
            )
            whole = Referent(label, Why.LABEL, self._named(label) if cut and learns else None)
            referent = whole if cut else referent
        if referent is None:
            return None
        if self._is_office(source) and (referent.entity is None or referent.speaker == label):
            return Referent(label, Why.LABEL, role=source)
        if referent.entity is None and referent.mention is None and " " in label:
            # An Hon. Member: no title of somebody called Member
            referent.speaker = self._without_article(label)
        if " " in label:
            names = {label.rpartition(" ")[2], "".join(word[0] for word in label.split())}
            self._named_before |= dict.fromkeys(names, referent)
        elif " " not in referent.speaker:
            before = self._named_before.get(label)
            return attrs.evolve(before, why=Why.LABEL_AGAIN) if before is not None else referent
        return referent

    def _without_article(self, label: str) -> str:
        first, _, rest = label.partition(" ")
        return rest if first.lower() in self._scene.signs.articles else label

    def _is_office(self, source: Units) -> bool:
        """Whether a label is an office that is nobody's name: Press Secretary."""
        tags = self._scene.document.grammar.alphabet.tags(self._scene.document.tags[source[0]])
        alone = source[1] == source[0] + 1
        return alone and "role" in tags and tags.isdisjoint(("given", "trade-surname"))

    def _covers(self, mention: Naming, source: Units) -> bool:
        """Whether a name is all of a label, save titles before it."""
        document = self._scene.document
        before = document.words_of((source[0], mention.start)) if mention.start > source[0] else ""
        return mention.start >= source[0] and all(map(self._is_title, before.split()))

    def _in_capitals(self, label: str, source: Units, *, learns: bool) -> Referent:
        """Tell who a label in capitals stands for; its titles are learnt where it has no office."""
        every = label.split()
        article = every[0].lower() in self._scene.signs.articles and len(every) > 1
        words = every[article:]
        titles = self._titles(words)
        name = " ".join(words[titles:])
        whole = " ".join(words)
        respect = self._respect(source[0])
        for known in (f"{respect} {name}", whole, name):
            if known in self._named_before:
                return attrs.evolve(self._named_before[known], why=Why.LABEL_AGAIN)
        modified = self._modifiers(words)
        office = titles == len(words) - 1 - modified and self._is_title(words[-1])
        if (article and (office or not titles)) or (office and name not in self._known):
            # THE CHAIR, JUROR, PRESIDING OFFICER
            first = max(source[0], source[1] - 1 - modified)
            role = (first, source[1]) if self._is_title(words[-1]) else None
            held = holders(self._scene, whole.lower()) if office else []
            if len(held) == 1:
                return Referent(held[0].name, Why.LABEL, held[0])
            return Referent(whole, Why.LABEL, role=role)
        entity = self._bearer(name)
        if entity is None:
            return Referent(name, Why.LABEL)
        if respect and " " in name:
            # MS. JANE MOOR, and MR. PAUL MOOR: later MS. MOOR is she
            again = Referent(entity.name, Why.LABEL, entity)
            self._named_before.setdefault(f"{respect} {words[-1]}", again)
        ranked = any(map(self._tells_office, words[:titles]))
        if learns and ranked and not article and not entity.has_role:
            # SENATOR MOOR; but not SHRI MOOR, The Hon. ADA MOOR
            self._learn(entity, source, (source[0], source[0] + titles))
        return Referent(entity.name, Why.LABEL, entity)

    def _respect(self, start: int) -> str:
        """Give the title of respect before a label: the MR. of "MR. MOOR:"."""
        document = self._scene.document
        held = start > 0 and "honorific" in self._tags(document.words_of((start - 1, start)))
        return document.words_of((start - 1, start)).upper() if held else ""

    def _modifiers(self, words: list[str]) -> int:
        """Count the words before an office that belong to it: PRESIDING OFFICER, Acting CHAIR."""
        return len(words) - 1 if all(map(self._modifies, words[:-1])) else 0

    def _titles(self, words: list[str]) -> int:
        """Count the titles before a name: SENATOR, REAR ADM."""
        titles = 0
        while titles < len(words) - 1 and self._is_title(words[titles]):
            titles += 1
        ranked = len(words) > titles + _RANK and words[titles + 1].endswith(".")
        if ranked and self._is_title(words[titles + 1].strip(".")):
            titles += _RANK
        return titles

    def _bearer(self, name: str) -> Entity | None:
        """Give who bears a name in capitals; more than a letter names somebody in any case."""
        entity = self._known.get(name)
        return self._named(name) if entity is None and len(name) > 1 else entity

    def _capitals(self, label: str) -> str:
        """Give the name in capitals that a label is, be it behind titles: The Hon. PETER GALE."""
        words = label.split()
        first = next((at for at, word in enumerate(words) if word == word.upper()), len(words))
        if any(word != word.upper() for word in words[first:]):
            return ""
        articles = self._scene.signs.articles
        titled = all(
            word.lower() in articles or self._is_title(word) or self._modifies(word)
            for word in words[:first]
        )
        name = " ".join(words[first:])
        if words[-1].isdigit() or (first and len(name) == 1):
            # Witness 10, SPEAKER 1, Speaker B
            return ""
        return label if first == 0 or (titled and len(name) > 1) else ""

    def _named(self, name: str) -> Entity:
        entity = Entity([name])
        entity.show(Evidence.LABEL)
        self._known[name] = entity
        self._known.setdefault(name.rpartition(" ")[2], entity)
        return entity

    def _is_title(self, word: str) -> bool:
        return not _TITLES.isdisjoint(self._tags(word))

    def _tells_office(self, word: str) -> bool:
        return not _OFFICES.isdisjoint(self._tags(word))

    def _has_title(self, start: int, end: int) -> bool:
        units = ((unit, unit + 1) for unit in range(start, end))
        words = (word for span in units for word in self._scene.document.words_of(span).split())
        return any(map(self._is_title, words))

    def _modifies(self, word: str) -> bool:
        return not _MODIFIERS.isdisjoint(self._tags(word.lower()))

    def _tags(self, word: str) -> frozenset[str]:
        grammar = self._scene.document.grammar
        return frozenset(grammar.alphabet.tags(grammar.characters.of_word[word]))

    def _learn(self, entity: Entity, source: Units, office: Units) -> None:
        """Keep what a label tells of an office: HCTV ANCHOR, the Minister for Ports."""
        scene, (start, end) = self._scene, office
        first, capitals = start, scene.text(start, end).isupper()
        if self._is_body(source, start, end):
            self._learn_body(entity, source, office)
            return
        if not self._has_title(start, end):
            # (voice-over), (Quay Central)
            return
        dash, stop = self._last_dash(start, end), end
        if dash is not None:
            first = dash + 1
        elif capitals and start > source[0]:
            first = self._body_end(start, end)
        elif not capitals:
            stop = self._body_start(start, end)
        role = scene.text(first, stop)
        words = role.split()
        if len(words) > 1 and words[0].lower() in scene.signs.articles:
            role = " ".join(words[1:])
        headed = scene.document.tags[start - 1] in scene.document.grammar[DASH]
        if capitals or headed or stop < end:
            _forget(entity, (source[0], end))
        told = Naming(source[0], source[1], entity.name, role=role, role_units=(first, stop))
        told.rule = Why.LABEL.rule
        if start < first or stop < end:
            body = (stop + 1, end) if stop < end else (start, first if dash is None else dash)
            told.organisation, told.organisation_units = scene.text(*body), body
        learn(scene, entity, told)

    def _learn_body(self, entity: Entity, source: Units, body: Units) -> None:
        """Keep the body and the titles that a label tells: GEN. ADA MOOR, U.S. ARMY."""
        _forget(entity, (source[0], body[1]))
        words = self._scene.text(*source).split()
        titles = self._titles(words)
        told = Naming(*source, entity.name, rule=Why.LABEL.rule)
        if titles:
            told.role, told.role_units = " ".join(words[:titles]), (source[0], source[0] + titles)
        told.organisation, told.organisation_units = self._scene.text(*body), body
        learn(self._scene, entity, told)

    def _is_body(self, source: Units, start: int, end: int) -> bool:
        """Whether what a comma parts from a name in capitals is a body: RITA SANDS, U.S. ARMY.

        Behind a title it may end with an office: CAPT. RITA SANDS, COAST GUARD.
        """
        document = self._scene.document
        words, last = document.words_of((start, end)).split(), document.words_of((end - 1, end))
        titled = len(words) > 1 and self._titles(document.words_of(source).split()) > 0
        if any(map(self._is_title, words[:-1] if titled else words)):
            return False
        named = _BODY in self._tags(last) or (end - start == 1 and _is_acronym(last.lower()))
        return named and last.isupper() and document.tags[start - 1] in document.grammar[_COMMA]

    def _body_end(self, start: int, end: int) -> int:
        """Give where the body ends that capitals begin with: HNN | MILITARY ANALYST."""
        document, first = self._scene.document, start
        knows = document.grammar.lexicon.knows
        if first < end - 1 and _is_acronym(document.word(first)):
            first += not self._is_title(document.word(first))
            while first < end - 1 and self._is_part(document.word(first)):
                first += 1
            return first
        while first < end - 1 and not knows(document.word(first)):
            first += 1
        return max(first, self._body_of_words(start, end))

    def _body_of_words(self, start: int, end: int) -> int:
        """Give where a body of several common words ends: GLOBE 24 | HOST, QUAY NEWS | EDITOR."""
        document = self._scene.document
        parts = [at for at in range(start, end - 1) if self._is_part(document.word(at))]
        if not parts:
            return start
        last = parts[-1] + 1
        last += last < end - 1 and document.word(last).isdigit()
        return last if last - start > 1 else start

    def _body_start(self, start: int, end: int) -> int:
        """Give where an office ends behind which a comma parts its body: Analyst, Marran Bank."""
        document = self._scene.document
        for at in range(start + 1, end - 1):
            if document.tags[at] in document.grammar[_COMMA]:
                return end if self._has_title(at + 1, end) else at
        return end

    def _is_part(self, word: str) -> bool:
        """Whether a word behind an acronym is part of a body's name: QNN NEWS."""
        return _BODY in self._tags(word) and _MODIFIERS.isdisjoint(self._tags(word))

    def _last_dash(self, start: int, end: int) -> int | None:
        """Find what parts a body and the office in it: Marran Bank -- Analyst."""
        document = self._scene.document
        dashes = document.grammar[DASH]
        return next((at for at in range(end - 2, start, -1) if document.tags[at] in dashes), None)


def _initials(name: str) -> str:
    """Give the letters by which a magazine calls whom it talks to: the AHM of Ada Holm-Moor."""
    return "".join(word[0] for word in name.upper().replace("-", " ").split())


def _is_acronym(word: str) -> bool:
    """Whether a word is too short of vowels to be spoken as one."""
    return len(word) <= _ACRONYM and sum(map(word.count, "aeiou")) <= len(word) // _PER_VOWEL


def _forget(entity: Entity, label: Units) -> None:
    """Leave what was read in a label as if it were a sentence: REAR's ADM. JON FALK."""
    for mention in entity.mentions:
        if label[0] <= mention.start < label[1]:
            mention.role = mention.organisation = None
            mention.role_units = mention.organisation_units = None
