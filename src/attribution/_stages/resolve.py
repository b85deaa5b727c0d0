"""Last stage but the dates: who is speaking, in what role and for whom."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable

import attrs

from attribution._document import Document, Statement
from attribution._entities import Entity, Mention, Units

_REACH = 8
"""How many sentences a pronoun may look back."""
_NEAR = 3
"""How many sentences a description may look back."""
_CLOSE = 3
"""How many sentences back somebody of known gender is preferred."""
_LEAD = 5
"""How many sentences the headline and the lead have."""
_BACK = 2
_PAIR = 2
_ASIDE = 30
_MANY = 50
"""More candidates than this are not weighed against each other."""
_SPOKE = "pronoun: who spoke last"
_UNNAMED = "description: unnamed"
_SUBJECT = "pronoun: subject before"
_GENDERS = ("male", "female")


@attrs.define(eq=False)
class _Referent:
    """Who a source is: a person or body of the register, or only a phrase."""

    speaker: str
    why: str
    entity: Entity | None = None
    mention: Mention | None = None
    role: Units | None = None
    organisation: Units | None = None
    body: bool = False
    several: bool = False

    @property
    def person(self) -> bool:
        """Whether a singular pronoun for people may stand for it."""
        return not self.several and not self.body


def resolve(document: Document, statements: list[Statement], entities: list[Entity]) -> None:
    """Fill in speaker, role and organisation of every statement that has a source."""
    resolver = _Resolver(document, entities)
    ordered = sorted(
        (statement for statement in statements if statement.source),
        key=lambda statement: statement.source or (0, 0),
    )
    for statement in ordered:
        source = statement.source
        if source is None:
            continue
        referent = resolver.referent(source)
        if referent is not None:
            resolver.spoken(source, referent)
            _fill(document, statement, resolver, referent, source)


def _fill(
    document: Document,
    statement: Statement,
    resolver: _Resolver,
    referent: _Referent,
    source: Units,
) -> None:
    statement.speaker = referent.speaker
    rule, _, detail = referent.why.partition(": ")
    words = document.span(source).text
    statement.because("speaker", rule, words, referent.speaker, detail)
    entity = referent.entity
    if entity is not None and referent.body:
        _own_body(document, statement, referent, source)
        return
    if referent.role is not None:
        statement.role_span = document.span(referent.role)
        statement.role = _clean(statement.role_span.text)
        statement.because("role", "description", statement.role_span.text)
    if referent.organisation is not None:
        statement.organisation_span = document.span(referent.organisation)
        statement.organisation = resolver.body_name(referent.organisation)
        words, name = statement.organisation_span.text, statement.organisation
        statement.because("organisation", "description", words, name if name != words else None)
    if entity is not None:
        _from_register(document, statement, resolver, referent, source)


def _own_body(document: Document, statement: Statement, referent: _Referent, source: Units) -> None:
    statement.organisation = referent.speaker
    mention = referent.mention
    units = (mention.start, mention.end) if mention is not None else source
    statement.organisation_span = document.span(units)
    words = statement.organisation_span.text
    statement.because("organisation", "source", words, referent.speaker, "body")


def _from_register(
    document: Document,
    statement: Statement,
    resolver: _Resolver,
    referent: _Referent,
    source: Units,
) -> None:
    entity = referent.entity
    if entity is None:
        return
    here = referent.mention
    described = here if here is not None and here.role else entity.described(source[0])
    if described is not None and described.role and statement.role is None:
        statement.role = _clean(described.role)
        if described.role_units is not None:
            statement.role_span = document.span(described.role_units)
        statement.because("role", described.rule, described.role)
    placed = described if described is not None and described.organisation else None
    placed = placed or entity.placed(source[0])
    if placed is not None and placed.organisation and statement.organisation is None:
        units = placed.organisation_units
        if units is not None:
            statement.organisation_span = document.span(units)
        statement.organisation = resolver.body_name(units, placed.organisation)
        words, name = placed.organisation, statement.organisation
        statement.because("organisation", placed.rule, words, name if name != words else None)


def _clean(text: str) -> str:
    return " ".join(text.split()).strip("“”„\"'‘’,;:()[] ")


@attrs.define(eq=False)
class _Resolver:
    """Looks sources up in the register, and remembers who has spoken where."""

    document: Document
    entities: list[Entity]
    mentions: list[tuple[int, Mention, Entity]] = attrs.field(init=False)
    starts: list[int] = attrs.field(init=False)
    bounds: list[int] = attrs.field(init=False)
    said: list[tuple[Units, _Referent]] = attrs.field(factory=list)
    memo: dict[Units, _Referent | None] = attrs.field(factory=dict)
    holders: dict[str, list[Entity]] = attrs.field(factory=dict)
    bodies: dict[str, list[Entity]] = attrs.field(factory=dict)
    places: frozenset[str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Index the mentions and the sentences."""
        self.mentions = sorted(
            ((m.start, m, e) for e in self.entities for m in e.mentions), key=lambda row: row[0]
        )
        self.starts = [row[0] for row in self.mentions]
        places = (name.lower() for e in self.entities if e.place for name in e.names)
        self.places = frozenset(places)
        ends = self.document.grammar.sentence_ends
        found = [match.start() for match in ends.finditer(self.document.tags)]
        # A stop with the break after it ends one sentence, not two.
        self.bounds = [a for a, b in itertools.pairwise([*found, -1]) if b != a + 1]

    # Sources ------------------------------------------------------------------------------------

    def spoken(self, source: Units, referent: _Referent) -> None:
        """Remember who spoke, for the pronouns that follow."""
        self.said.append((source, referent))

    def referent(self, source: Units) -> _Referent | None:
        """Tell who a source is."""
        if source not in self.memo:
            self.memo[source] = self._referent(*self._trimmed(source))
        return self.memo[source]

    def _trimmed(self, source: Units) -> Units:
        start, end = source
        tags, outer = self.document.tags, self.document.grammar.chars_of("outer")
        while start < end - 1 and tags[start] in outer:
            start += 1
        while end - 1 > start and tags[end - 1] in outer:
            end -= 1
        return start, end

    def _referent(self, start: int, end: int) -> _Referent | None:
        if end - start == 1:
            pronoun = self._pronoun(start)
            if pronoun is not None:
                return pronoun
        described = self._mention_before(start)
        if described is not None:
            return described
        parts = self._parts(start, end)
        if len(parts) > 1:
            return self._several(start, end, parts)
        return self._phrase(start, end)

    def _mention_before(self, start: int) -> _Referent | None:
        """Find the person whose description alone was taken for the source."""
        at = bisect_right(self.starts, start - 1) - 1
        if at < 0:
            return None
        _, mention, entity = self.mentions[at]
        comma = self.document.grammar.chars_of("comma")
        tags, numbers = self.document.tags, self.document.grammar.chars_of("number")
        if (
            mention.end == start - 1
            and tags[start - 1] in comma
            and (start < mention.extent or (entity.person and tags[start] in numbers))
        ):
            return self._named(mention, entity)
        return None

    def _parts(self, start: int, end: int) -> list[Units]:
        """Part a source such as "Ada Moor and Lem Harrow" at its conjunctions."""
        tags, grammar = self.document.tags, self.document.grammar
        joins = grammar.chars_of("coordinator")
        core = self._core(start, end)
        cuts = [u for u in range(start + 1, core - 1) if tags[u] in joins and not self._inside(u)]
        edges = [start, *(cut + 1 for cut in cuts), end]
        parts = [(a, b - 1) for a, b in itertools.pairwise(edges[:-1])]
        return [*parts, (edges[-2], end)]

    def _several(self, start: int, end: int, parts: list[Units]) -> _Referent | None:
        found = [part for part in (self._phrase(a, b) for a, b in parts if a < b) if part]
        if len(found) < len(parts):
            return self._phrase(start, end)
        first = found[0]
        if first.role is not None and not first.several and not self._begins(parts[1][0]):
            return first
        word = self._text(parts[0][1], parts[0][1] + 1)
        joint = f" {word} ".join(part.speaker for part in found)
        return _Referent(joint, "names: several speakers", several=True)

    def _begins(self, unit: int) -> bool:
        """Whether somebody else may begin at a unit, as after "and the"."""
        tags, grammar = self.document.tags, self.document.grammar
        return tags[unit] in grammar.chars_of("determiner") or self._mention_at(unit) is not None

    def _core(self, start: int, end: int) -> int:
        """Give where the noun phrase ends and what is put after it begins."""
        tags, grammar = self.document.tags, self.document.grammar
        aside, reduced = grammar.chars_of("aside-start"), grammar.chars_of("reduced-start")
        people = grammar.chars_of("person-noun")
        for unit in range(start + 1, end):
            if tags[unit] in aside and not self._inside(unit):
                return unit
            if tags[unit] in reduced and tags[unit - 1] in people:
                return unit
        return end

    def _inside(self, unit: int) -> bool:
        at = bisect_right(self.starts, unit) - 1
        return at >= 0 and self.mentions[at][1].end > unit

    def _mention_at(self, unit: int) -> tuple[Mention, Entity] | None:
        at = bisect_right(self.starts, unit) - 1
        if at >= 0 and self.mentions[at][1].end > unit:
            return self.mentions[at][1], self.mentions[at][2]
        return None

    def _mentions_in(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        first = bisect_right(self.starts, start - 1)
        return [
            (mention, entity)
            for at, mention, entity in self.mentions[first : bisect_right(self.starts, end - 1)]
        ]

    def _phrase(self, start: int, end: int) -> _Referent | None:
        """Tell who a noun phrase with what is put after it is."""
        core = self._core(start, end)
        head, named = self._head(start, core)
        if named is not None:
            return self._named(*named)
        inside = self._mentions_in(head, core) if core > head + 1 else ()
        for mention, entity in inside:
            if mention.role_units is not None and mention.role_units[0] <= head:
                return self._named(mention, entity)
        alone = "plural" not in self.document.grammar.tags(self.document.tags[head])
        apposed = self._apposed(core, end) if alone and core + 1 < end else None
        return apposed or self._described(start, core, head)

    def _apposed(self, core: int, end: int) -> _Referent | None:
        """Find who is named right after a description: the developer, Quay Homes."""
        for mention, entity in self._mentions_in(core + 1, end):
            parts = (mention.role_units, mention.organisation_units, (mention.start, 0))
            first = min(part[0] for part in parts if part is not None and part[0] > core)
            comma = self.document.tags[core] in self.document.grammar.chars_of("comma")
            named = entity.person or (entity.body and comma and not entity.place)
            if named and first == core + 1:
                return self._named(mention, entity)
        return None

    def _head(self, start: int, end: int) -> tuple[int, tuple[Mention, Entity] | None]:
        """Find the head of a noun phrase: its unit, and the mention that it is."""
        tags, links = self.document.tags, self.document.grammar.chars_of("link-word")
        verbs = self.document.grammar.chars_of("verb-only")
        unit, head = start, start
        named: tuple[Mention, Entity] | None = None
        while unit < end:
            if unit > start and (tags[unit] in links or (named and tags[unit] in verbs)):
                break
            mention = self._mention_at(unit)
            if unit > start + 1 and mention is None and self._describes(unit, end):
                break
            if named and named[1].person and mention is not None:
                break
            named, head = mention, unit
            unit = mention[0].end if mention is not None else unit + 1
        return head, named

    def _describes(self, unit: int, end: int) -> bool:
        """Whether a unit only describes the noun before it: a person close to the talks."""
        tags, grammar = self.document.tags, self.document.grammar
        if tags[unit] not in grammar.chars_of("postposed"):
            return False
        if unit + 1 == end and tags[unit] not in grammar.chars_of("postposed-last"):
            return False
        if unit + 1 < end and tags[unit + 1] not in grammar.chars_of("link-word"):
            return False
        return tags[unit - 1] in grammar.chars_of("noun")

    def _named(self, mention: Mention, entity: Entity) -> _Referent:
        before = self._bracketed(mention)
        if before is not None:
            mention, entity = before
        body = entity.body and not entity.person
        return _Referent(entity.name, "name", entity, mention, body=body)

    def _bracketed(self, mention: Mention) -> tuple[Mention, Entity] | None:
        """Find the body in "Quay Front (QF) of Wexhaven", where only the last word was taken."""
        tags, grammar = self.document.tags, self.document.grammar
        unit = mention.start - _BACK
        if unit < _BACK or tags[unit] not in grammar.chars_of("close"):
            return None
        if tags[unit + 1] not in grammar.chars_of("link-word"):
            return None
        inner = self._mention_at(unit - 1)
        if inner is None or inner[0].start < _BACK:
            return None
        return self._mention_at(inner[0].start - _BACK)

    def body_name(self, units: Units | None, text: str | None = None) -> str:
        """Give the fullest name of the body that stands at some units."""
        if units is not None:
            found = self._mention_at(units[0])
            if found is not None and (found[0].start, found[0].end) == units and found[1].body:
                return found[1].name
        if text is None and units is not None:
            text = self._text(*units)
        return _clean(text or "")

    def _text(self, start: int, end: int) -> str:
        return _clean(self.document.span((start, end)).text)

    # Phrases ------------------------------------------------------------------------------------

    def _described(self, start: int, end: int, head: int) -> _Referent | None:
        document, grammar = self.document, self.document.grammar
        words, known = grammar.speaker_words("articles"), self._known(start)
        same = self._same(start, head, end) if known else None
        same = same or self._introduced(start, head, end)
        if same is not None:
            return same
        role, organisation = self._role(start, head, end)
        final = self._mention_at(end - 1)
        if role is None and final is not None and final[1].person and final[0].role:
            # what was taken for one phrase ends in somebody with a role
            return self._named(*final)
        first = start
        while first < head and (
            document.word(first) in words or document.tags[first] in grammar.chars_of("possessive")
        ):
            first += 1
        last = self._last(head, end)
        genitives = grammar.chars_of("genitive")
        owned = [u + 1 for u in range(first, head) if document.tags[u] in genitives]
        cut = owned[-1] if owned else first
        text = self._text(cut, last)
        if not text:
            return None
        tags = grammar.tags(document.tags[head])
        body = "body" in tags and "role" not in tags
        generic = document.word(head) in grammar.speaker_words("generic_bodies")
        referent = _Referent(text, _UNNAMED, role=role, organisation=organisation)
        referent.several = "plural" in tags or "group" in tags
        referent.body = body
        itself = body and not referent.several and (known or not generic)
        party = document.tags[head] in grammar.chars_of("party-word")
        if organisation is None and (itself or party):
            referent.organisation = (cut, last)
        return referent

    def _known(self, start: int) -> bool:
        """Whether a description is of somebody known; headlines have no determiners."""
        document, grammar = self.document, self.document.grammar
        return document.word(start) in grammar.speaker_words("definite") or document.tags[
            start
        ] not in grammar.chars_of("determiner")

    def _last(self, head: int, end: int) -> int:
        """Give where a described speaker ends: what a genitive link adds belongs to it."""
        document = self.document
        if head + 1 < end and document.tags[head + 1] in document.grammar.chars_of("of-word"):
            stop = head + 2
            links = document.grammar.chars_of("link-word")
            while stop < end and (document.tags[stop] not in links or self._inside(stop)):
                stop += 1
            return stop
        return head + 1

    def _role(self, start: int, head: int, end: int) -> tuple[Units | None, Units | None]:
        """Part a description into its role and the body that the role belongs to."""
        grammar, tags = self.document.grammar, self.document.tags
        first, owner = start, None
        for unit in range(start, head):
            if tags[unit] in grammar.chars_of("party-word"):
                first, owner = unit + 1, (unit, unit + 1)
        for mention, _ in self._mentions_in(start, head):
            if mention.end <= head:
                first, owner = mention.end, (mention.start, mention.end)
        while first < head and tags[first] in grammar.chars_of("no-role"):
            first += 1
        is_role = tags[head] in grammar.chars_of("role-noun")
        owner = self._owner_after(head, end) or owner
        return ((first, head + 1) if is_role else None), (owner if is_role else None)

    def _owner_after(self, head: int, end: int) -> Units | None:
        """Find the body behind a role: an official at the ministry."""
        grammar, tags = self.document.grammar, self.document.tags
        unit = head + 1
        if unit >= end or tags[unit] not in grammar.chars_of("link-word"):
            return None
        match = grammar.owner_after.match(tags, unit, end)
        return match.span("organisation") if match is not None else None

    def _same(self, start: int, head: int, end: int) -> _Referent | None:
        """Find the one that a definite phrase such as "the spokesman" names again."""
        document, grammar = self.document, self.document.grammar
        word = document.word(head)
        tags = grammar.tags(document.tags[head])
        found = None
        if "plural" in tags and "body" not in tags:
            found = self._spoke_as(word, several=True) if head > start else None
        elif "role" in tags:
            found = self._by_role(start, head, end)
        elif "body" in tags or word in grammar.speaker_words("generic_bodies"):
            found = self._by_body(word, start) or self._spoke_as(word, several=False)
            if (
                found is None
                and head == start + 1
                and word in grammar.speaker_words("generic_bodies")
            ):
                found = self._subject_body(start)
        epithets = grammar.speaker_words("epithets")
        if found is None and head > start and {word, word.partition("-")[2]} & epithets:
            found = self._epithet(start, head, end)
        return found

    def _spoke_as(self, word: str, *, several: bool) -> _Referent | None:
        """Find who spoke before under a description with this noun."""
        for _, referent in self.said[:-_MANY:-1]:
            if referent.entity is None and referent.several == several:
                words = referent.speaker.lower().split()
                if word in words and (several or referent.body):
                    return attrs.evolve(referent, why="description: spoke so before")
        return None

    def _epithet(self, start: int, head: int, end: int) -> _Referent | None:
        grammar, word = self.document.grammar, self.document.word(head)
        kinds = [kind for kind in _GENDERS if word in grammar.speaker_words(kind)]
        found = self._back(start, kinds[0] if kinds else "person", _NEAR)
        if found is None:
            return None
        if found.entity is not None and not self._may_hold(found.entity, start, head, end):
            return None
        if found.entity is not None and not found.entity.roles:
            self._learn(found.entity, start, head, end)
        return attrs.evolve(found, why="description: last person named")

    def _learn(self, entity: Entity, start: int, head: int, end: int) -> None:
        """Keep the role that a description tells of somebody who has none."""
        role, organisation = self._role(start, head, end)
        if role is None:
            return
        text = self._text(start, end)
        told = Mention(
            start, end, text, role=self._text(*role), role_units=role, rule="description"
        )
        if organisation is not None:
            told.organisation = self.body_name(organisation)
            told.organisation_units = organisation
        entity.tell(told)

    def _by_role(self, start: int, head: int, end: int) -> _Referent | None:
        word = self.document.word(head)
        telling = self._telling(start, head, end)
        holders = self._holders(word)[:_MANY]
        fitting = [entity for entity in holders if self._may_hold(entity, start, head, end)]
        found = [entity for entity in fitting if telling <= self._said_of(entity)]
        exact = bool(found)
        party = self.document.tags[head] in self.document.grammar.chars_of("party-word")
        if not exact and not party:
            found = fitting
        before = [e for e in found if e.mentions[0].start < start]
        found = before or (found if exact else [])
        if len(found) > 1:
            spoke = {id(referent.entity) for _, referent in self.said[-2:]}
            found = [entity for entity in found if id(entity) in spoke]
        if len(found) != 1:
            return None
        return _Referent(found[0].name, "description: person with this role", found[0])

    def _introduced(self, start: int, head: int, end: int) -> _Referent | None:
        """Find who is described before the name comes, as in a headline or in the lead."""
        tags = self.document.grammar.tags(self.document.tags[head])
        if "role" not in tags or tags & {"plural", "family"} or self._sentence(start) >= _LEAD:
            return None
        word = self.document.word(head)
        if word in self.document.grammar.speaker_words("relational"):
            return None
        holders = self._holders(word)
        if len(holders) != 1:
            return None
        first = holders[0].mentions[0].start
        if first < end or self._sentence(first) >= _LEAD + _REACH:
            return None
        if not self._may_hold(holders[0], start, head, end):
            return None
        return _Referent(holders[0].name, "description: person with this role", holders[0])

    def _sentence(self, unit: int) -> int:
        return bisect_right(self.bounds, unit)

    def _may_hold(self, entity: Entity, start: int, head: int, end: int) -> bool:
        """Whether no role that is told of somebody speaks against a description."""
        word = self.document.word(head)
        fields = self._fields(self._telling(start, head, end))
        places = self._listed(start, head, self._country)
        parties = self._listed(start, head, self._party)
        for mention in entity.mentions[:_MANY]:
            if mention.role is None or not self._names_office(mention.role, word):
                continue
            told = self._fields(set(mention.role.lower().split()[:-1]))
            if fields and told and not fields & told:
                return False
            body = (mention.organisation or "").lower()
            for named, known in ((places, self._country(body)), (parties, self._party(body))):
                if named and known and known not in named:
                    return False
        return True

    def _fields(self, words: set[str]) -> set[str]:
        """Give the words that tell offices of one kind apart: foreign, defence."""
        grammar = self.document.grammar
        barred = grammar.words_of("role_modifiers_time")
        return {
            word
            for word in words - barred
            if grammar.tags(grammar.lookup[word]) & {"role-modifier", "noun"}
            and not self._country(word)
        }

    def _listed(self, start: int, end: int, known: Callable[[str], str | None]) -> set[str]:
        words = (known(self._text(unit, unit + 1).lower()) for unit in range(start, end))
        return {word for word in words if word is not None}

    def _country(self, word: str) -> str | None:
        """Give a country, state or place in one wording, also for its adjective."""
        settings = self.document.grammar.rules.settings
        for table in ("demonyms", "state_names"):
            name = settings.get(table, {}).get(word)
            if name is not None:
                return str(name).lower()
        tags = self.document.grammar.tags(self.document.grammar.lookup[word.title() or "-"])
        return word if "place" in tags or word in self.places else None

    def _party(self, word: str) -> str | None:
        """Give a party in one wording."""
        name = self.document.grammar.rules.settings.get("party_names", {}).get(word)
        if name is not None:
            return str(name).lower()
        tags = self.document.grammar.tags(self.document.grammar.lookup[word or "-"])
        return word if "party" in tags else None

    def _telling(self, start: int, head: int, end: int) -> set[str]:
        """Give the words of a description that must fit whoever is meant by it."""
        grammar, tags = self.document.grammar, self.document.tags
        units = [*range(start, head)]
        if head + 1 < end and tags[head + 1] in grammar.chars_of("of-word"):
            units += range(head + 2, end)
        barred = grammar.chars_of("no-role") | grammar.chars_of("tense")
        texts = (self._text(unit, unit + 1) for unit in units if tags[unit] not in barred)
        return set(" ".join(texts).lower().split())

    def _holders(self, word: str) -> list[Entity]:
        if word not in self.holders:
            self.holders[word] = [e for e in self.entities if not e.body and self._holds(e, word)]
        return self.holders[word]

    def _holds(self, entity: Entity, word: str) -> bool:
        return any(m.role and self._names_office(m.role, word) for m in entity.mentions)

    def _names_office(self, role: str, word: str) -> bool:
        titles = self.document.grammar.rules.settings.get("titles", {})
        last = role.lower().rsplit(" ", 1)[-1]
        return role.lower().endswith(word) or word in titles.get(last, "").split()

    def _said_of(self, entity: Entity) -> set[str]:
        told = [m for m in entity.mentions[:_MANY] if m.role or m.organisation]
        texts = (f"{m.role or ''} {m.organisation or ''}" for m in told)
        return set(" ".join(texts).lower().split())

    def _by_body(self, word: str, unit: int) -> _Referent | None:
        if word not in self.bodies:
            self.bodies[word] = [
                entity
                for entity in self.entities
                if entity.body and any(word in name.lower().split() for name in entity.names)
            ]
        named = [e for e in self.bodies[word][:_PAIR] if e.mentions[0].start < unit]
        if len(named) == 1:
            return _Referent(named[0].name, "description: body of this kind", named[0], body=True)
        if not named and word in self.document.grammar.speaker_words("generic_bodies"):
            return self._generic(unit)
        return None

    def _subject_body(self, unit: int) -> _Referent | None:
        """Find what "the company" names again: the body that a sentence before begins with."""
        at, outlets = self._sentence(unit - 1), self.document.grammar.chars_of("outlet")
        for back in range(at, max(at - _NEAR, -1), -1):
            start = self.bounds[back - 1] + 1 if back else 0
            if self.document.tags[start : start + 1] in self.document.grammar.chars_of(
                "determiner"
            ):
                start += 1
            found = self._mention_at(start)
            if found is None or found[0].end > unit or found[0].start != start:
                continue
            mention, entity = found
            fits = entity.body and not entity.place and not mention.text.isupper()
            if fits and self.document.tags[start] not in outlets:
                why = "description: body named before"
                return _Referent(entity.name, why, entity, body=True)
        return None

    def _generic(self, unit: int) -> _Referent | None:
        """Find what "the company" names again: who spoke last, or whom that person speaks for."""
        for _, referent in self.said[:-3:-1]:
            entity = referent.entity
            if entity is None:
                continue
            if referent.body and not entity.place:
                return attrs.evolve(
                    referent, why="description: body that spoke before", mention=None
                )
            placed = entity.placed(unit)
            if placed is not None and placed.organisation_units is not None:
                owner = self._mention_at(placed.organisation_units[0])
                if owner is not None and owner[1].body and not owner[1].place:
                    return _Referent(
                        owner[1].name, "description: body of the speaker", owner[1], body=True
                    )
        return None

    # Pronouns -----------------------------------------------------------------------------------

    def _pronoun(self, unit: int) -> _Referent | None:
        grammar, word = self.document.grammar, self.document.word(unit)
        if word in grammar.speaker_words("first_person"):
            return _Referent(self._text(unit, unit + 1), "pronoun: first person")
        for kind in _GENDERS:
            if word in grammar.speaker_words(kind) and "noun" not in grammar.tags(
                self.document.tags[unit]
            ):
                return self._back(unit, kind) or _Referent(
                    self._text(unit, unit + 1), "pronoun: unresolved"
                )
        for kind in ("several", "thing"):
            if word in grammar.speaker_words(kind):
                return self._back(unit, kind) or _Referent(
                    self._text(unit, unit + 1), "pronoun: unresolved"
                )
        if word in grammar.speaker_words("antecedents"):
            found = self._antecedent(unit)
            return attrs.evolve(found, why="pronoun: named before it") if found else None
        return None

    def _antecedent(self, unit: int) -> _Referent | None:
        """Find whom "who" stands for: what is named or described directly before it."""
        tags, grammar = self.document.tags, self.document.grammar
        end = unit - 1 if unit and tags[unit - 1] in grammar.chars_of("comma") else unit
        start = max(0, unit - _ASIDE)
        for mention, entity in reversed(self._mentions_in(start, unit)):
            described = entity.person and end <= mention.extent <= unit
            if described or (mention.end == end and not (entity.body and self._linked(mention))):
                return self._named(mention, entity)
        match = grammar.noun_phrase_before.match(tags, start, end)
        if match is None or match.start() == match.end():
            return None
        return self._phrase(match.start(), end)

    def _linked(self, mention: Mention) -> bool:
        """Whether a name only says to whom or where something before it belongs."""
        tags, links = self.document.tags, self.document.grammar.chars_of("link-word")
        before = mention.start - 1
        if before >= 0 and tags[before] in self.document.grammar.chars_of("determiner"):
            before -= 1
        return before >= 0 and tags[before] in links

    def _back(self, unit: int, kind: str, reach: int = _REACH) -> _Referent | None:
        """Look back sentence by sentence for whom a pronoun stands for.

        Whose gender is not known only counts where nobody of the right one stands close before.
        """
        at = bisect_right(self.bounds, unit - 1)
        end = unit
        doubtful: _Referent | None = None
        for back in range(min(reach, at + 1)):
            start = self.bounds[at - back - 1] + 1 if at > back else 0
            found = self._speaker_in(start, end, kind) or self._named_in(start, end, kind)
            sure = found is not None and (found.several or self._is_sure(found, kind))
            if found is not None and (sure or doubtful is None):
                if sure:
                    return found
                doubtful = found
            end = start
            if doubtful is not None and back >= _CLOSE:
                break
        return doubtful

    def _is_sure(self, referent: _Referent, kind: str) -> bool:
        entity = referent.entity
        if kind not in _GENDERS or referent.why == _SPOKE or entity is None:
            return True
        return bool(entity.gender) or (entity.person and referent.why == _SUBJECT)

    def _speaker_in(self, start: int, end: int, kind: str) -> _Referent | None:
        for source, referent in reversed(self.said):
            if source[0] < start:
                break
            if source[0] < end and self._fits(referent, kind):
                return attrs.evolve(referent, why=_SPOKE, mention=None)
        return None

    def _named_in(self, start: int, end: int, kind: str) -> _Referent | None:
        rows = [
            (mention, entity)
            for mention, entity in self._mentions_in(start, end)
            if self._fits(self._named(mention, entity), kind)
        ]
        if kind in _GENDERS:
            rows = [row for row in rows if row[1].gender] or rows
        subjects = [row for row in rows if not self._linked(row[0]) and not self._owns(row[0])]
        if not rows:
            return None
        referent = self._named(*(subjects or rows)[0])
        referent.why = _SUBJECT if subjects else "pronoun: name before"
        referent.mention = None
        return referent

    def _owns(self, mention: Mention) -> bool:
        tags = self.document.tags
        return mention.end < len(tags) and tags[mention.end] in self.document.grammar.chars_of(
            "genitive"
        )

    def _fits(self, referent: _Referent, kind: str) -> bool:
        entity = referent.entity
        if kind == "several":
            return referent.several or (referent.body and entity is not None and not entity.place)
        if kind == "thing":
            return referent.body
        if referent.body or referent.several:
            return False
        if entity is None:
            return referent.role is not None
        if entity.gender and kind != "person":
            return entity.gender == kind
        return entity.person or " " in entity.name
