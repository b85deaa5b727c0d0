"""The names of an article, by their wording, before any are merged."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterator

import attrs

from attribution._document import Document
from attribution._entities import Entity, Mention
from attribution._people.genders import gender_of, given_gender
from attribution._people.signs import Kind, Signs, signs_of
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
    told: list[tuple[Entity, Mention]] = attrs.field(factory=list)
    """The places that tell a role or a body, each once, with whose it is by the wording."""
    definite: dict[str, int] = attrs.field(factory=dict)
    """How often a name stands with a determiner of its own."""
    signs: Signs = attrs.field(init=False)
    """What tells of names."""

    def __attrs_post_init__(self) -> None:
        """Take the signs of the rule set."""
        self.signs = signs_of(self.document.grammar)

    def collect(self) -> None:
        """Find the names."""
        grammar, tags, signs = self.document.grammar, self.document.tags, self.signs
        names_in, given, notable = grammar.names_in, signs.given, signs.notable
        last_end, entity = -1, Entity([""])
        for run in grammar.name_runs.finditer(tags):
            offset, inside = run.start(), names_in[run[0]]
            if not inside:
                self.spare.append(run.end() - 1)
            elif len(inside) > 1:
                self.joined += _joined(offset, inside)
            for first, last, body in inside:
                start, end, before = offset + first, offset + last, entity
                previous = tags[start - 1 : start]
                back = previous in given and start > last_end and self._goes_back(start, end)
                if back:
                    start -= 1
                    previous = tags[start - 1 : start]
                table, shaped = self.found, body and not back
                if tags[start] not in signs.strong:
                    table, start = self._table(start, end, previous, body=shaped)
                entity = self._note(table, start, end, body=shaped)
                if not shaped and tags[end : end + 1] in signs.commas:
                    self._apposed(entity, end)
                if previous in notable:
                    if previous in signs.quotations and last_end == start - 1:
                        entity = self._join(before, entity, start - 1)
                    self._preceded(entity, start, end, previous, body=shaped)
                last_end = end
        self._surnames()

    def _apposed(self, entity: Entity, end: int) -> None:
        """See a body in a name behind which one is described: Working Marran, a labour group,."""
        document = self.document
        if not entity.person and document.grammar.forwards("body-apposed").match(
            document.tags, end
        ):
            entity.body = True

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
        if previous and previous not in self.signs.opening:
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
        entity.mentions.append(Mention(before.start, behind.end, full, behind.end))
        self.sizes[full] = behind.end - before.start
        return entity

    def _surnames(self) -> None:
        """Find the surnames that are ordinary words too: Roger Stone, and later "Stone said"."""
        grammar, tags = self.document.grammar, self.document.tags
        odd = set()
        for name, entity in self.found.items():
            if entity.person and self.sizes[name] > 1:
                last = entity.mentions[0].end - 1
                if not grammar.names_in[tags[last]]:
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
                self._preceded(entity, unit, unit + 1, previous, body=False)

    def _stray(self, start: int) -> bool:
        """Whether the first word of a sentence has its capital only from there."""
        grammar, tags = self.document.grammar, self.document.tags
        body = tags[start + 1] in grammar.chars_of("body-end")
        return not body and tags[start] not in grammar.chars_of("given-word-name")

    def _preceded(self, entity: Entity, start: int, end: int, previous: str, *, body: bool) -> None:
        """See what the unit before a name tells of it."""
        signs = self.signs
        honorific = previous in signs.honorifics
        if body and (end - start > 1 or not honorific):
            return
        titled = previous in signs.titles and self.document.tags[start] not in signs.acronyms
        if titled or honorific:
            entity.person, entity.body = True, False
            word = self.document.words_of((start - 1, start)).lower()
            entity.gender = gender_of(self.document.grammar, word) or entity.gender
        elif previous in signs.kinds and not entity.person and not entity.place:
            entity.body = True
        elif previous in signs.determiners and not entity.person:
            self._determined(entity, start, end)

    def _note(self, table: dict[str, Entity], start: int, end: int, *, body: bool) -> Entity:
        document = self.document
        first, last = document.first[start], document.last[end - 1]
        if first == last:
            text = document.words[first]
        else:
            text = document.text[document.starts[first] : document.ends[last]]
        entity = table.get(text)
        if entity is None:
            if "\n" in text or "  " in text or "&" in text:
                text = " ".join(html.unescape(text).split())
            entity = table.get(text) or self._enter(table, text, start, end, body=body)
        entity.mentions.append(Mention(start, end, text, end))
        return entity

    def _enter(
        self, table: dict[str, Entity], text: str, start: int, end: int, *, body: bool
    ) -> Entity:
        """Make room for a name that was not there before."""
        entity = table[text] = Entity([text])
        self.sizes[text] = end - start
        if body:
            entity.body = True
            return entity
        kind = self.signs.kinds_of[self.document.tags[start:end]]
        if end - start == 1:
            entity.place = kind.place
            entity.body = kind.body or is_camel(text)
            # A word that stands alone may be a surname: its gender waits until it is merged.
            entity.person = kind.given and not entity.body
        else:
            self._classify(entity, text, kind)
        return entity

    def _classify(self, entity: Entity, text: str, kind: Kind) -> None:
        """See what a name of several units tells of who bears it."""
        entity.several = kind.several
        if text.rsplit(" ", 1)[-1].lower() in self.signs.places:
            entity.place = entity.body = True
        elif kind.given and not kind.several:
            entity.person = True
            entity.gender = given_gender(self.document.grammar, text)
        else:
            entity.body = kind.body

    def _determined(self, entity: Entity, start: int, end: int) -> None:
        document, signs = self.document, self.signs
        if document.word(start - 1) in signs.definite:
            following = document.tags[end : end + 1]
            if following not in signs.after_noun:
                self.definite[entity.name] = self.definite.get(entity.name, 0) + 1


def _joined(
    offset: int, names: tuple[tuple[int, int, bool], ...]
) -> Iterator[tuple[int, int, int]]:
    for (first, last, _), (start, end, body) in itertools.pairwise(names):
        if last - first == 1 and start == last + 1 and end - start > 1 and not body:
            yield offset + first, offset + start, offset + end
