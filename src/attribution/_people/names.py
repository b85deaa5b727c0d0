"""The names of an article, by their wording, before any are merged."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterator

import attrs

from attribution._document import Document
from attribution._entities import Entity, Mention
from attribution._people.genders import gender_of, given_gender
from attribution._people.spelling import is_camel

_NICKNAME = 4
"""How many tokens a nickname has at most, with its marks."""


@attrs.define
class Names:
    """The names of the article by their wording, before any are merged."""

    document: Document
    found: dict[str, Entity] = attrs.field(factory=dict)
    doubtful: dict[str, Entity] = attrs.field(factory=dict)
    """Words that only stand where any word has a capital."""
    sizes: dict[str, int] = attrs.field(factory=dict)
    """How many units a name has."""
    people: dict[str, list[Entity]] = attrs.field(factory=dict)
    """Who has a full name, by the plain form of the surname."""
    given: dict[str, list[Entity]] = attrs.field(factory=dict)
    """The same by given name."""
    spare: list[int] = attrs.field(factory=list)
    """The last words of capitals in which no name was found."""
    joined: list[tuple[int, int, int]] = attrs.field(factory=list)
    """Where a word, one more unit and a name stand in a row: the starts of both, and the end."""
    definite: dict[str, int] = attrs.field(factory=dict)
    """How often a name stands with a determiner of its own."""

    @property
    def suffixes(self) -> frozenset[str]:
        """What may stand after a surname."""
        return self.document.grammar.words_of("suffixes")

    def collect(self) -> None:
        """Find the names."""
        grammar, tags = self.document.grammar, self.document.tags
        honorific, quotation = grammar.chars_of("honorific"), grammar.quotation_chars
        strong, given = grammar.chars_of("strong-name"), grammar.chars_of("given-before")
        telling = honorific | grammar.chars_of("before-name") | grammar.chars_of("determiner")
        last_end, entity = -1, Entity([""])
        for run in grammar.name_runs.finditer(tags):
            offset = run.start()
            inside = grammar.names_in(run[0])
            if not inside:
                self.spare.append(run.end() - 1)
            elif len(inside) > 1:
                self.joined += _joined(offset, inside)
            for first, last, shaped in inside:
                start, end, body = offset + first, offset + last, shaped
                previous, before = tags[start - 1] if start else "", entity
                if previous in given and start > last_end and self._goes_back(start, end):
                    start, body = start - 1, False
                    previous = tags[start - 1] if start else ""
                table = self.found
                if tags[start] not in strong:
                    table, start = self._table(start, end, previous, body=body)
                entity = self._note(table, start, end, body=body)
                if previous in quotation and last_end == start - 1:
                    entity = self._join(before, entity, start - 1)
                last_end = end
                single = end - start == 1 and previous in honorific
                if previous in telling and (single or not body):
                    self._preceded(entity, start, end, previous)
        self._surnames()

    def _goes_back(self, start: int, end: int) -> bool:
        """Whether the word before a surname is a given name, although it is an ordinary one."""
        tags, grammar = self.document.tags, self.document.grammar
        if end - start > 1:
            return False
        before = tags[start - 2] if start > 1 else ""
        if before in grammar.chars_of("before-name"):
            return True
        if tags[start - 1] in grammar.chars_of("before-name") or before in grammar.chars_of(
            "capital"
        ):
            # Dean Moor; a headline that writes every word large
            return False
        if before and before not in grammar.chars_of("opening"):
            return True
        closed = tags[start - 1] in grammar.chars_of("closed")
        return not closed and tags[start + 1 : start + 2] in grammar.chars_of("after-name")

    def _table(
        self, start: int, end: int, previous: str, *, body: bool
    ) -> tuple[dict[str, Entity], int]:
        """Tell where a name belongs, and where it begins: any word may have the first capital."""
        grammar = self.document.grammar
        if previous and previous not in grammar.chars_of("opening"):
            return self.found, start
        if end - start == 1:
            return self.doubtful, start
        return self.found, start + (not body and self._stray(start))

    def _join(self, first: Entity, second: Entity, unit: int) -> Entity:
        """Make one name of the last two mentions, Ada "the Brick" Moor, if the middle is short."""
        document = self.document
        length = document.last[unit] - document.first[unit]
        if length >= _NICKNAME or first.body or second.body or not first.person:
            return second
        before, behind = first.mentions.pop(), second.mentions.pop()
        for entity in (first, second):
            if not entity.mentions:
                self.found.pop(entity.name, None)
                self.doubtful.pop(entity.name, None)
        full = f"{before.text} {behind.text}"
        entity = self.found.setdefault(full, Entity([full], person=True))
        entity.gender = entity.gender or given_gender(document.grammar, full)
        entity.mentions.append(Mention(before.start, behind.end, full, extent=behind.end))
        self.sizes[full] = behind.end - before.start
        return entity

    def _surnames(self) -> None:
        """Find the surnames that are ordinary words too: Roger Stone, and later "Stone said"."""
        grammar, tags = self.document.grammar, self.document.tags
        odd = set()
        for name, entity in self.found.items():
            last = entity.mentions[0].end - 1
            if self.sizes[name] > 1 and entity.person and not grammar.names_in(tags[last]):
                odd.add(self.document.word(last))
        if not odd:
            return
        for unit in self.spare:
            previous = tags[unit - 1 : unit]
            alone = not previous or previous in grammar.chars_of("opening")
            if alone and tags[unit + 1 : unit + 2] not in grammar.chars_of("after-surname"):
                continue
            if previous in grammar.chars_of("determiner"):
                continue
            if self.document.word(unit) in odd:
                entity = self._note(self.found, unit, unit + 1, body=False)
                self._preceded(entity, unit, unit + 1, previous)

    def _stray(self, start: int) -> bool:
        """Whether the first word of a sentence has its capital only from there."""
        grammar, tags = self.document.grammar, self.document.tags
        body = tags[start + 1] in grammar.chars_of("body-end")
        return not body and tags[start] not in grammar.chars_of("given-word-name")

    def _preceded(self, entity: Entity, start: int, end: int, previous: str) -> None:
        """See what the unit before a name tells of it."""
        grammar = self.document.grammar
        acronym = self.document.tags[start] in grammar.chars_of("acronym")
        titled = previous in grammar.chars_of("before-name") and not acronym
        if titled or previous in grammar.chars_of("honorific"):
            entity.person, entity.body = True, False
            word = self.document.words_of((start - 1, start)).lower()
            entity.gender = gender_of(grammar, word) or entity.gender
        elif previous in grammar.chars_of("determiner") and not entity.person:
            self._determined(entity, start, end)

    def _note(self, table: dict[str, Entity], start: int, end: int, *, body: bool) -> Entity:
        document = self.document
        first, last = document.first[start], document.last[end - 1]
        text = document.text[document.starts[first] : document.ends[last]]
        if "\n" in text or "  " in text or "&" in text:
            text = " ".join(html.unescape(text).split())
        entity = table.get(text)
        if entity is None:
            entity = table[text] = Entity([text], body=body)
            self.sizes[text] = end - start
            if not body:
                self._classify(entity, start, end)
        entity.mentions.append(Mention(start, end, text, extent=end))
        return entity

    def _classify(self, entity: Entity, start: int, end: int) -> None:
        grammar = self.document.grammar
        tags = grammar.tags(self.document.tags[start])
        given = ("given" in tags or "given-word" in tags) and "acronym" not in tags
        if end - start == 1:
            entity.place = "place" in tags
            entity.body = entity.place or "acronym" in tags or is_camel(entity.name)
            entity.person = given and not entity.body
            # A word that stands alone may be a surname: its gender waits until it is merged.
            return
        if entity.name.rsplit(" ", 1)[-1].lower() in grammar.speaker_words("places"):
            entity.place = entity.body = True
            given = False
        elif not given:
            units = self.document.tags[start:end]
            common = set(units) <= grammar.chars_of("common-part")
            entity.body = common or units[-1] in grammar.chars_of("body-end")
        entity.several = self.document.tags[end - 1] in grammar.chars_of("group-end")
        if given and not entity.several:
            entity.person = True
            entity.gender = given_gender(grammar, entity.name)

    def _determined(self, entity: Entity, start: int, end: int) -> None:
        document = self.document
        grammar, tags = document.grammar, document.tags
        if document.word(start - 1) in grammar.speaker_words("definite"):
            following = tags[end] if end < len(tags) else ""
            if following not in grammar.chars_of("after-noun"):
                self.definite[entity.name] = self.definite.get(entity.name, 0) + 1


def _joined(
    offset: int, names: tuple[tuple[int, int, bool], ...]
) -> Iterator[tuple[int, int, int]]:
    for (first, last, _), (start, end, body) in itertools.pairwise(names):
        if last - first == 1 and start == last + 1 and end - start > 1 and not body:
            yield offset + first, offset + start, offset + end
