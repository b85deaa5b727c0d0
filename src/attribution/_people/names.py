"""The names of an article, by their wording, before any are merged."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator

import attrs

from attribution._article.document import Document
from attribution._article.entities import Entity, Naming
from attribution._article.evidence import Evidence
from attribution._language.grammar import Derived, Grammar
from attribution._notation.memo import Memo
from attribution._people.genders import gender_of, given_gender
from attribution._people.signs import NameEvidence, Signs, signs_of
from attribution._people.spelling import is_camel
from attribution._rules.wanted import Piece, piece

NAME_RUN = piece(
    "name-run", doc="a row of capitals, in which names are looked for", without="nobody has a name"
)
PROPER = piece(
    "proper",
    groups=("body",),
    doc="the name of a body, or else of a person",
    without="nobody has a name",
)
_APPOSED = piece(
    "body-apposed",
    doc="from a comma behind a name on, a description of it as a body",
    without='"Working Marran, a labour group," may be a person',
    optional=True,
)
_FEELING = piece(
    "feeling-behind",
    doc="behind a name, what only people feel or do: was furious, shrugged",
    without='nobody knows that "Vik was furious" tells of a person',
    optional=True,
)
_PLURAL = piece(
    "plural-behind",
    doc="behind a name at the start of a sentence, a verb in the plural: Blue Engine have",
    without='nobody knows that "Blue Engine have" tells of several',
    optional=True,
)
_LONG_RUN = 20
_PAIR = 2
_ATTRIBUTES = 5
"""So many units before a name its kind may begin: the old ferry company, Norden."""
_ACRONYM = 4
"""So many letters in capitals behind a title may be an acronym: Director QRST."""
_NICKNAME = 4
"""How many tokens a nickname has at most, with its marks."""


@Derived
def names_in(grammar: Grammar) -> Memo[str, tuple[tuple[int, int, bool], ...]]:
    """Run of capitals -> the names in it: start, end and whether it is a body."""
    pattern = grammar[PROPER]

    def found(run: str) -> tuple[tuple[int, int, bool], ...]:
        return tuple((*match.span(), match.start("body") >= 0) for match in pattern.finditer(run))

    return Memo(found, longest=_LONG_RUN)


@attrs.define
class NameTable:
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
    told: list[tuple[Entity, Naming]] = attrs.field(factory=list)
    """The places that tell a role or a body, each once, with whose it is by the wording."""
    definite: dict[str, int] = attrs.field(factory=dict)
    """How often a name stands with a determiner of its own."""
    within: dict[str, int] = attrs.field(factory=dict)
    """How often a name stands behind what tells that something is in it."""
    titles: dict[str, str] = attrs.field(factory=dict)
    """Surname -> the title before it that tells a gender, as it stands first."""
    titled: dict[str, str] = attrs.field(factory=dict)
    """Title and surname -> the surname, where another title tells that it is somebody else's."""
    signs: Signs = attrs.field(init=False)
    """What tells of names."""

    def __attrs_post_init__(self) -> None:
        """Take the signs of the rule set."""
        self.signs = signs_of(self.document.grammar)

    def collect(self) -> None:
        """Find the names."""
        grammar, tags = self.document.grammar, self.document.tags
        inside_of = grammar[names_in]
        end, entity = -1, Entity([""])
        for run in grammar[NAME_RUN].finditer(tags):
            offset, inside = run.start(), inside_of[run[0]]
            if not inside:
                self.spare.append(run.end() - 1)
            elif len(inside) > 1:
                self.joined += _joined(offset, inside)
            for first, last, body in inside:
                named = offset + first, offset + last, body
                end, entity = named[1], self._read(named, end, entity)
        self._surnames()

    def _read(self, named: tuple[int, int, bool], last_end: int, before: Entity) -> Entity:
        """Take in one place, behind the one before it."""
        tags, signs = self.document.tags, self.signs
        start, end, body = named
        previous = tags[start - 1 : start]
        back = previous in signs.given and start > last_end and self._goes_back(start, end)
        if back:
            start -= 1
            previous = tags[start - 1 : start]
        table, shaped = self.found, body and not back
        if tags[start] not in signs.strong:
            table, start = self._table(start, end, previous, body=shaped)
        key = ""
        if end - start == 1 and self._is_titled(start):
            key = self._other_bearer(start)
        entity = self._note(table, start, end, body=shaped, key=key)
        if not shaped:
            self._described(entity, end)
            if (not previous or previous in signs.opening) and self._is_several(end):
                entity.show(Evidence.PLURAL_VERB)
        if previous in signs.inside and tags[end : end + 1] not in signs.genitives:
            self.within[entity.name] = self.within.get(entity.name, 0) + 1
        elif previous in signs.notable:
            if previous in signs.quotations and last_end == start - 1:
                entity = self._join(before, entity, start - 1)
            self._preceded(entity, start, end, previous, body=shaped)
        return entity

    def _is_titled(self, unit: int) -> bool:
        document, signs = self.document, self.signs
        previous = document.tags[unit - 1 : unit]
        return previous in signs.honorifics or (
            previous in signs.before_name and document.word(unit - 1) in signs.officers
        )

    def _other_bearer(self, unit: int) -> str:
        """Give title and surname where the surname is somebody else's so far: Mrs. for Mr. Moor."""
        document, signs = self.document, self.signs
        text, title = (document.words_of((at, at + 1)) for at in (unit, unit - 1))
        gender = self.title_gender(title)
        if not gender:
            return ""
        first = self.titles.setdefault(text, title).lower()
        unmarried = title.lower() in signs.unmarried, first in signs.unmarried
        if gender == self.title_gender(first) and unmarried[0] == unmarried[1]:
            return ""
        key = f"{title} {text}"
        self.titled[key] = text
        return key

    def title_gender(self, title: str) -> str:
        """Give whom a title sets apart from others of the surname: Captain Moor from Mrs. Moor."""
        title = title.lower()
        gender = gender_of(self.document.grammar, title)
        return gender or ("male" if title in self.signs.officers else "")

    def bearers(self) -> Iterator[Entity]:
        """Give the names that may bear a role: those that are no body's."""
        for entity in (*self.found.values(), *self.doubtful.values()):
            if not entity.body or entity.person:
                yield entity

    def _described(self, entity: Entity, end: int) -> None:
        """See a body or a person in a name by what is behind: Working Marran, a labour group,."""
        if self._is_behind(_APPOSED, self.signs.commas, end):
            entity.show(Evidence.APPOSED)
        elif self._is_behind(_FEELING, self.signs.after_surname, end):
            # Vik was furious
            entity.show(Evidence.FEELS)

    def _is_several(self, end: int) -> bool:
        """Whether only the verb tells that a name is for several: Blue Engine, a band, have split.

        Storm Victims Have Lost: a noun in the plural may be no name.
        """
        grammar, tags = self.document.grammar, self.document.tags
        if _PLURAL not in grammar or tags[end - 1] in self.signs.plurals:
            return False
        return bool(grammar[_PLURAL].match(tags, end))

    def _is_behind(self, told: Piece, first: frozenset[str], end: int) -> bool:
        """Whether a description of a name, which has one of these first units, stands behind it."""
        grammar, tags = self.document.grammar, self.document.tags
        if tags[end : end + 1] not in first or told not in grammar:
            return False
        return bool(grammar[told].match(tags, end))

    def _goes_back(self, start: int, end: int) -> bool:
        """Whether the word before a surname is a given name, although it is an ordinary one."""
        tags = self.document.tags
        if end - start > 1:
            return False
        before = tags[start - 2] if start > 1 else ""
        if before in self.signs.before_name:
            return True
        if tags[start - 1] in self.signs.before_name or before in self.signs.capitals:
            # Dean Moor; a headline that writes every word large
            return False
        if before and before not in self.signs.opening:
            return True
        closed = tags[start - 1] in self.signs.closed
        return not closed and tags[start + 1 : start + 2] in self.signs.after_name

    def _table(
        self, start: int, end: int, previous: str, *, body: bool
    ) -> tuple[dict[str, Entity], int]:
        """Tell where a name belongs, and where it begins: any word may have the first capital."""
        if previous and previous not in self.signs.opening:
            return self.found, start
        if end - start == 1:
            return self.doubtful, start
        return self.found, start + (not body and self._stray(start, end))

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
        entity = self.found.setdefault(full, Entity([full]))
        entity.show(Evidence.NICKNAME)
        entity.gender = entity.gender or given_gender(document.grammar, full)
        entity.mentions.append(Naming(before.start, behind.end, full, behind.end))
        self.sizes[full] = behind.end - before.start
        return entity

    def _surnames(self) -> None:
        """Find the surnames that are ordinary words too: Roger Stone, and later "Stone said"."""
        grammar, tags = self.document.grammar, self.document.tags
        odd = set()
        for name, entity in self.found.items():
            if entity.person and self.sizes[name] > 1:
                last = entity.mentions[0].end - 1
                if not grammar[names_in][tags[last]]:
                    odd.add(self.document.word(last))
        if not odd:
            return
        for unit in self.spare:
            previous = tags[unit - 1 : unit]
            alone = not previous or previous in self.signs.opening
            if alone and tags[unit + 1 : unit + 2] not in self.signs.after_surname:
                continue
            if previous in self.signs.determiners:
                continue
            word = self._ungenitive(self.document.word(unit), odd)
            if word in odd:
                key = self.document.words_of((unit, unit + 1))[: len(word)]
                entity = self._note(self.found, unit, unit + 1, body=False, key=key)
                self._preceded(entity, unit, unit + 1, previous, body=False)

    def _ungenitive(self, word: str, known: Container[str]) -> str:
        """Give a name without the ending of the genitive, if only that is known: Moors."""
        bare = word.removesuffix(self.signs.name_genitive)
        return bare if word not in known and bare in known else word

    def _stray(self, start: int, end: int) -> bool:
        """Whether the first word of a sentence has its capital only from there."""
        tags = self.document.tags
        if self._is_behind(_APPOSED, self.signs.commas, end) or self._is_several(end):
            # Open Dams, a local charity,
            return False
        body = tags[start + 1] in self.signs.body_ends
        if end == start + _PAIR and tags[start] in self.signs.adjectives:
            # Blue Engine have: the noun has its capital from the name
            body = body or tags[start + 1] in self.signs.common_parts
        return not body and tags[start] not in self.signs.given_words

    def _preceded(self, entity: Entity, start: int, end: int, previous: str, *, body: bool) -> None:
        """See what the unit before a name tells of it."""
        signs = self.signs
        honorific = previous in signs.honorifics
        if body and (end - start > 1 or not honorific):
            return
        titled = previous in signs.before_name and not self._is_acronym(start)
        if titled or honorific:
            entity.show(Evidence.TITLE)
            word = self.document.words_of((start - 1, start)).lower()
            entity.gender = gender_of(self.document.grammar, word) or entity.gender
        elif not entity.place and (previous in signs.kinds or self._is_apposed(start, end)):
            entity.show(Evidence.KIND_BEFORE)
        elif previous in signs.determiners and not entity.person:
            self._determined(entity, start, end)

    def _is_apposed(self, start: int, end: int) -> bool:
        """Whether a sentence begins with a body that a name stands behind: The company, Norden,."""
        tags, signs = self.document.tags, self.signs
        first = start - _PAIR
        if first < 1 or tags[start - 1] not in signs.commas or tags[first] not in signs.kinds:
            return False
        if tags[end] not in signs.commas:
            return False
        while first and tags[first] not in signs.determiners:
            if start - first > _ATTRIBUTES or tags[first] not in signs.attributes:
                return False
            first -= 1
        return first == 0 or tags[first - 1] in signs.opening

    def _is_acronym(self, unit: int) -> bool:
        """Whether a word is capitals that are too few for the name of somebody: Director QRST."""
        acronym = self.document.tags[unit] in self.signs.acronyms
        return acronym and len(self.document.word(unit)) <= _ACRONYM

    def _note(
        self, table: dict[str, Entity], start: int, end: int, *, body: bool, key: str = ""
    ) -> Entity:
        document = self.document
        first, last = document.first[start], document.last[end - 1]
        if first == last:
            text = document.words[first]
        else:
            text = document.text[document.starts[first] : document.ends[last]]
        key = key or self._ungenitive(text, table)
        entity = table.get(key)
        if entity is None:
            entity = self._enter(table, key, start, end, body=body)
        entity.mentions.append(Naming(start, end, text, end))
        return entity

    def _enter(
        self, table: dict[str, Entity], text: str, start: int, end: int, *, body: bool
    ) -> Entity:
        """Make room for a name that was not there before."""
        entity = table[text] = Entity([text])
        self.sizes[text] = end - start
        if body:
            entity.show(Evidence.SHAPE)
            return entity
        kind = self.signs.kinds_of[self.document.tags[start:end]]
        if end - start == 1:
            self._classify_word(entity, text, kind)
        else:
            self._classify(entity, text, kind)
        return entity

    def _classify_word(self, entity: Entity, text: str, kind: NameEvidence) -> None:
        """See what a name of one unit tells of who bears it."""
        if kind.place:
            entity.show(Evidence.PLACE_LISTED)
        elif kind.body:
            entity.show(Evidence.ACRONYM)
        elif is_camel(text):
            entity.show(Evidence.CAMEL)
        elif kind.given:
            # A word that stands alone may be a surname: its gender waits until it is merged.
            entity.show(Evidence.GIVEN_ALONE)

    def _classify(self, entity: Entity, text: str, kind: NameEvidence) -> None:
        """See what a name of several units tells of who bears it."""
        entity.several = kind.several
        if text.rsplit(" ", 1)[-1].lower() in self.signs.places:
            entity.show(Evidence.PLACE_ENDING)
        elif (kind.given or self._is_shouted(text)) and not kind.several:
            entity.show(Evidence.GIVEN)
            entity.gender = given_gender(self.document.grammar, text)
        elif kind.body:
            entity.show(Evidence.BODY_ENDING)

    def _is_shouted(self, text: str) -> bool:
        """Whether a name in capitals throughout begins with a given name: ADA MOOR."""
        return text.isupper() and bool(given_gender(self.document.grammar, text))

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
