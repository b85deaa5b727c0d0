"""The register: every person and body that the article names, with roles and bodies."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

import attrs

from attribution._compile import Grammar, NameRule
from attribution._document import Document
from attribution._entities import Entity, Mention, Units

_VOWELS = frozenset("aeiouy")
_SIMILAR = 2
_LONG = 5
_DOMINANT = 2
_OFTEN = 5
_NEAR = 40
_SHORT = 3
_MANY = 50
_PAIR = 2


def register(document: Document) -> list[Entity]:
    """Collect the people and bodies of the article, in the order of their first mention."""
    names = _Names(document)
    names.collect()
    for entity in (*names.found.values(), *names.doubtful.values()):
        if not entity.body or entity.person:
            _describe(document, entity, names)
    _employers(names)
    entities = _merged(document, names)
    for entity in entities:
        entity.mentions.sort(key=lambda mention: mention.start)
    entities.sort(key=lambda entity: entity.mentions[0].start)
    _owners(document, entities)
    _kin(document, entities)
    for entity in entities:
        _rank(entity)
        if entity.person and not entity.gender:
            entity.gender = _given_gender(document.grammar, entity.name)
    _genders(document, entities)
    return entities


@attrs.define
class _Names:
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
    definite: dict[str, int] = attrs.field(factory=dict)
    """How often a name stands with a determiner of its own."""

    @property
    def suffixes(self) -> frozenset[str]:
        """What may stand after a surname."""
        return self.document.grammar.words_of("suffixes")

    def collect(self) -> None:
        """Find the names."""
        grammar, tags = self.document.grammar, self.document.tags
        strong, opening = grammar.chars_of("strong-name"), grammar.chars_of("opening")
        honorific = grammar.chars_of("honorific")
        telling = honorific | grammar.chars_of("before-name") | grammar.chars_of("determiner")
        for run in grammar.name_runs.finditer(tags):
            offset = run.start()
            for first, last, body in grammar.names_in(run[0]):
                start, end = offset + first, offset + last
                previous = tags[start - 1] if start else ""
                table = self.found
                if tags[start] not in strong and (not previous or previous in opening):
                    if end - start == 1:
                        table = self.doubtful
                    elif not body and self._stray(start):
                        start += 1
                entity = self._note(table, start, end, body=body)
                single = end - start == 1 and previous in honorific
                if previous in telling and (single or not body):
                    self._preceded(entity, start, end, previous)

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
            word = self.document.span((start - 1, start)).text.lower()
            entity.gender = _gender(grammar, word) or entity.gender
        elif previous in grammar.chars_of("determiner") and not entity.person:
            self._determined(entity, start, end)

    def _note(self, table: dict[str, Entity], start: int, end: int, *, body: bool) -> Entity:
        document = self.document
        first, last = document.first[start], document.last[end - 1]
        text = document.text[document.starts[first] : document.ends[last]]
        if "\n" in text or "  " in text:
            text = " ".join(text.split())
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
            entity.body = entity.place or "acronym" in tags
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
        if given:
            entity.person = True
            entity.gender = _given_gender(grammar, entity.name)

    def _determined(self, entity: Entity, start: int, end: int) -> None:
        document = self.document
        grammar, tags = document.grammar, document.tags
        if document.word(start - 1) in grammar.speaker_words("definite"):
            following = tags[end] if end < len(tags) else ""
            if following not in grammar.chars_of("after-noun"):
                self.definite[entity.name] = self.definite.get(entity.name, 0) + 1


def _gender(grammar: Grammar, word: str) -> str:
    for gender in ("male", "female"):
        if word in grammar.speaker_words(gender):
            return gender
    return ""


def _given_gender(grammar: Grammar, name: str) -> str:
    first = name.split(maxsplit=1)[0].lower()
    male, female = (
        first in grammar.words_of(kind) or first in grammar.speaker_words(kind)
        for kind in ("given_male", "given_female")
    )
    return ("male" if male else "female") if male != female else ""


def _employers(names: _Names) -> None:
    """See bodies in those that people hold an office of: the director of Coast Rail."""
    personal = names.document.grammar.speaker_words("personal")
    for entity in (*names.found.values(), *names.doubtful.values()):
        for mention in entity.mentions:
            if mention.organisation is None or mention.role is None:
                continue
            owner = names.found.get(mention.organisation)
            if owner is None or owner.person or owner is entity or names.sizes[owner.name] == 1:
                continue
            head = mention.role.rsplit(" ", 1)[-1].lower()
            owner.body = owner.body or head not in personal


def _kin(document: Document, entities: list[Entity]) -> None:
    """See mentions in words such as "his daughter" where one daughter alone has a name."""
    kin: dict[str, list[Entity]] = {}
    for entity in entities:
        for word in set(entity.relations):
            kin.setdefault(word, []).append(entity)
    alone = {word: bearers[0] for word, bearers in kin.items() if len(bearers) == 1}
    if not alone:
        return
    taken = {m.start for bearer in alone.values() for m in bearer.mentions}
    for match in document.grammar.forwards("kin").finditer(document.tags):
        start, end = match.span()
        bearer = alone.get(_relation(document, start))
        if bearer is not None and not taken & {*range(end, end + 4)}:
            bearer.mentions.append(
                Mention(start, end, document.span((start, end)).text, extent=end)
            )
    for bearer in alone.values():
        bearer.mentions.sort(key=lambda mention: mention.start)


# Genders ----------------------------------------------------------------------------------------


def _genders(document: Document, entities: list[Entity]) -> None:
    """Learn the gender of people from the pronouns that can only stand for them."""
    people = [e for e in entities if not e.body and (" " in e.name or e.roles or e.relations)]
    if all(entity.gender for entity in people):
        return
    votes: dict[int, int] = {}
    for entity, gender in _pronouns(document, people):
        votes[id(entity)] = votes.get(id(entity), 0) + (1 if gender == "female" else -1)
    for entity in people:
        vote = votes.get(id(entity), 0)
        if not entity.gender and vote:
            entity.gender = "female" if vote > 0 else "male"


def _pronouns(document: Document, people: list[Entity]) -> Iterator[tuple[Entity, str]]:
    """Give the people who stand alone before a pronoun, in its sentence or the one before."""
    rows = sorted(((m.start, e) for e in people for m in e.mentions), key=lambda row: row[0])
    starts = [row[0] for row in rows]
    ends = [
        -1,
        *(match.start() for match in document.grammar.sentence_ends.finditer(document.tags)),
    ]
    last = -1
    for match in document.grammar.forwards("gendered").finditer(document.tags):
        unit = match.start()
        at = bisect_right(ends, unit) - 1
        near = rows[bisect_right(starts, ends[at]) : bisect_right(starts, unit)]
        if not near and unit == ends[at] + 1 and at:
            # The first word of a sentence: "She" is whom the sentence before begins with.
            at -= 1 + (ends[at] == ends[at - 1] + 1)
            near = rows[bisect_right(starts, ends[max(at, 0)]) : bisect_right(starts, unit)]
        if (
            len({id(entity) for _, entity in near}) == 1
            and not ends[max(at, 0)] < last < near[0][0]
        ):
            yield near[0][1], _gender(document.grammar, document.word(unit))
        last = unit


# Merging ----------------------------------------------------------------------------------------


def _merged(document: Document, names: _Names) -> list[Entity]:
    for text, entity in names.doubtful.items():
        if text in names.found:
            names.found[text].mentions += entity.mentions
    for text, count in names.definite.items():
        entity = names.found.get(text) or names.doubtful[text]
        entity.body = not entity.person and count * _OFTEN >= len(entity.mentions)
    _misread(document, names)
    names.people = _people(names)
    bodies = _bodies(document, names)
    _short_names(names)
    _short_bodies(names, bodies)
    return list(names.found.values())


def _misread(document: Document, names: _Names) -> None:
    """See people in those who only look like bodies: Ada H. House, Ada House and Ms. House."""
    for text, entity in names.found.items():
        parts = text.split()
        if not entity.body or not _PAIR <= len(parts) <= _SHORT:
            continue
        surname = names.found.get(parts[-1])
        initial = len(parts) == _SHORT and len(parts[1].rstrip(".")) == 1
        if not initial and (surname is None or not surname.person):
            continue
        given = document.grammar.tags(document.tags[entity.mentions[0].start])
        if given & {"given", "given-word"}:
            entity.person, entity.body = True, False
            entity.gender = _given_gender(document.grammar, text)
            _describe(document, entity, names)


def _gone(names: _Names, entity: Entity, into: Entity) -> None:
    """Let one entity stand for another one from now on."""
    into.add(entity)
    for text in entity.names:
        if names.found.get(text) is entity:
            del names.found[text]


def _people(names: _Names) -> dict[str, list[Entity]]:
    """Give the people with full names by the plain form of their surnames, variants merged."""
    index: dict[str, list[Entity]] = {}
    full = [t for t, e in names.found.items() if not e.body and names.sizes[t] > 1]
    # Names in capitals throughout come last: they may stand for others, never others for them.
    for text in sorted(full, key=str.isupper):
        entity = names.found[text]
        known = index.setdefault(_skeleton(_surname(text, names.suffixes)), [])
        same = next((other for other in known[:_MANY] if _same_person(entity, other)), None)
        if same is None:
            if not text.isupper() or entity.person:
                known.append(entity)
        else:
            same.add(entity)
            del names.found[text]
    return index


def _same_person(one: Entity, two: Entity) -> bool:
    if one.gender and two.gender and one.gender != two.gender:
        return False
    return any(_alike(one.name, name) for name in two.names)


def _alike(one: str, two: str) -> bool:
    a, b = _parts(one), _parts(two)
    if len(a) < _PAIR or len(b) < _PAIR:
        return False
    surname = a[-1] == b[-1]
    if not surname and not _similar(a[-1], b[-1]):
        return False
    if not _middle(a[1:-1], b[1:-1]):
        return False
    return a[0] == b[0] or _shortened(a[0], b[0]) or _similar(a[0], b[0])


def _middle(a: list[str], b: list[str]) -> bool:
    """Whether two middle names may be one person's: a full one tells people apart."""
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return all(len(part.rstrip(".")) == 1 for part in b)
    return len(a) == len(b) and all(x[0] == y[0] for x, y in zip(a, b, strict=True))


def _shortened(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short.rstrip(".")) >= _SHORT and long.startswith(short.rstrip("."))


def _similar(a: str, b: str) -> bool:
    """Whether two words look like spellings of one foreign name."""
    if min(len(a), len(b)) < _LONG:
        return False
    return _skeleton(a) == _skeleton(b) and a[0] == b[0] and _distance(a, b) <= _SIMILAR


def _distance(a: str, b: str) -> int:
    """Count the letters to insert, drop or change between two short words."""
    if abs(len(a) - len(b)) > _SIMILAR:
        return _SIMILAR + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def _parts(text: str) -> list[str]:
    return _plain(text).replace(",", "").split()


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    pulled = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in pulled if not unicodedata.combining(char))


def _surname(text: str, suffixes: frozenset[str]) -> str:
    parts = [part for part in _parts(text) if len(part.rstrip(".")) > 1]
    if len(parts) > _PAIR and parts[-1] in suffixes:
        parts = parts[:-1]
    return parts[-1] if parts else ""


def _skeleton(word: str) -> str:
    """Give the consonants of a word, doubled ones once: what spellings of a name share."""
    out = ""
    for char in word:
        if char.isalpha() and char not in _VOWELS and not out.endswith(char):
            out += char
    return out or word


def _bodies(document: Document, names: _Names) -> list[Entity]:
    """Merge acronyms and shortened names of bodies; give the bodies with long names."""
    long = [e for text, e in names.found.items() if e.body and names.sizes[text] > 1]
    _bracketed(document, names)
    for entity in long:
        if entity.name not in names.found:
            continue
        for text in _acronyms(entity.name):
            other = names.found.get(text)
            if other is not None and other is not entity and names.sizes[text] == 1:
                other.body = True
                _gone(names, other, entity)
    return [entity for entity in long if entity.name in names.found]


def _bracketed(document: Document, names: _Names) -> None:
    tags, grammar = document.tags, document.grammar
    opens, closes = grammar.chars_of("open"), grammar.chars_of("close")
    by_start = {m.start: e for e in names.found.values() for m in e.mentions}
    for entity in list(names.found.values()):
        if names.sizes[entity.name] < _PAIR or entity.name not in names.found:
            continue
        for mention in list(entity.mentions):
            end = mention.end
            if end + 2 >= len(tags) or tags[end] not in opens or tags[end + 2] not in closes:
                continue
            other = by_start.get(end + 1)
            if other is not None and other is not entity and _stands_for(other.name, entity.name):
                entity.body, entity.person = True, False
                if other.name in names.found:
                    _gone(names, other, entity)


def _stands_for(short: str, long: str) -> bool:
    letters = iter(_plain(long))
    return (
        sum(map(str.isupper, short)) >= _PAIR
        and short[0].lower() == long[0].lower()
        and all(char in letters for char in short.lower() if char.isalpha())
    )


def _acronyms(name: str) -> Iterator[str]:
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    capitals = [word[0] for word in words if word[0].isupper()]
    if len(capitals) > 1:
        yield "".join(capitals)
        yield "".join(f"{letter}." for letter in capitals)
        yield "".join(word[0].upper() for word in words)


def _short_bodies(names: _Names, bodies: list[Entity]) -> None:
    """Give shortened names to the one body that they can stand for."""
    _beginnings(names, bodies)
    by_word: dict[str, list[Entity]] = {}
    for body in (body for body in bodies if body.name in names.found):
        for word in set(body.name.split()):
            by_word.setdefault(word, []).append(body)
    for text, entity in list(names.found.items()):
        if not entity.body or entity.place or names.sizes[text] > 1:
            continue
        owners = by_word.get(text, [])
        if len(owners) == 1 and owners[0] is not entity:
            _gone(names, entity, owners[0])


def _beginnings(names: _Names, bodies: list[Entity]) -> None:
    """Merge "Norden Rail" into "Norden Rail AG", if that alone begins so."""
    first: dict[str, list[Entity]] = {}
    for body in bodies:
        first.setdefault(body.name.split(maxsplit=1)[0], []).append(body)
    unsure = [e for t, e in names.found.items() if names.sizes[t] > 1 and not e.body | e.person]
    for entity in sorted([*unsure, *bodies], key=lambda entity: len(entity.name)):
        alike = first.get(entity.name.split(maxsplit=1)[0], [])[:_MANY]
        longer = [o for o in alike if o is not entity and o.name.startswith(f"{entity.name} ")]
        if len(longer) == 1 and {entity.name, longer[0].name} <= names.found.keys():
            _gone(names, entity, longer[0])


def _short_names(names: _Names) -> None:
    """Give surnames and first names that stand alone to the one person who bears them."""
    given = names.given
    for group in names.people.values():
        for person in group:
            parts = _parts(person.name)
            given.setdefault(parts[0], []).append(person)
            if len(parts) > _PAIR:
                given.setdefault(" ".join(parts[1:]), []).append(person)
    for table in (names.found, names.doubtful):
        for text, entity in list(table.items()):
            short = names.sizes[text] == 1
            if entity.place or (text.isupper() and not entity.person and len(text) <= _SHORT):
                continue
            if not short and _plain(text) not in given:
                continue
            owner = _owner(names, text, entity)
            if owner is None:
                continue
            owner.add(entity)
            owner.person = True
            owner.body = False
            if table is names.found:
                del table[text]


def _owner(names: _Names, text: str, entity: Entity) -> Entity | None:
    plain = _plain(text)
    shaped = names.people.get(_skeleton(plain), [])[:_MANY]
    exact = [p for p in shaped if any(_surname(name, names.suffixes) == plain for name in p.names)]
    bearers = exact or [p for p in shaped if _similar(_surname(p.name, names.suffixes), plain)]
    if not bearers:
        bearers = [p for p in names.given.get(plain, [])[:_MANY] if p.person]
    bearers = [p for p in bearers if not (entity.gender and p.gender and p.gender != entity.gender)]
    if entity.gender:
        bearers = [p for p in bearers if p.gender] or bearers
    if len(bearers) <= 1:
        return bearers[0] if bearers else None
    return _foremost(bearers, entity)


def _foremost(bearers: list[Entity], entity: Entity) -> Entity | None:
    """Of several bearers of a surname, the one named before it alone, or far oftener."""
    bearers.sort(key=lambda p: p.mentions[0].start)
    second = bearers[1].mentions[0].start
    alone = sum(mention.start < second for mention in entity.mentions)
    if alone * _DOMINANT >= len(entity.mentions):
        return bearers[0]
    ranked = sorted(bearers, key=lambda p: -len(p.mentions))
    if len(ranked[0].mentions) >= _DOMINANT * len(ranked[1].mentions):
        return ranked[0]
    return None


def _owners(document: Document, entities: list[Entity]) -> None:
    """Give roles such as "its spokesman" the body that was named before."""
    words = document.grammar.speaker_words
    belonging, relational = words("thing") | words("several"), words("relational")
    bodies: list[tuple[int, Mention, str]] | None = None
    for entity in entities:
        for mention in entity.mentions:
            if mention.role is None or mention.organisation is not None:
                continue
            owned = mention.owner is not None and document.word(mention.owner) in belonging
            if not owned and mention.role.lower() not in relational:
                continue
            bodies = _body_mentions(entities) if bodies is None else bodies
            found = _body_before(document, bodies, mention, owned=owned)
            common = _common_body(document, mention.start) if owned else None
            if found is not None and (common is None or found[0] > common[1]):
                mention.organisation = found[2]
                mention.organisation_units = (found[1].start, found[1].end)
            elif common is not None:
                mention.organisation = document.span(common).text
                mention.organisation_units = common


def _common_body(document: Document, unit: int) -> Units | None:
    """Find the last body without a name that is the subject of a sentence shortly before."""
    found, grammar = None, document.grammar
    for match in grammar.forwards("body-subject").finditer(
        document.tags, max(0, unit - _NEAR), unit
    ):
        found = match.span("organisation")
    if found is None or document.word(found[1] - 1) in grammar.speaker_words("generic_bodies"):
        return None
    return found


def _body_mentions(entities: list[Entity]) -> list[tuple[int, Mention, str]]:
    rows = [
        (mention.end, mention, entity.name)
        for entity in entities
        if entity.body and not entity.place
        for mention in entity.mentions
    ]
    return sorted(rows, key=lambda row: row[0])


def _body_before(
    document: Document, bodies: list[tuple[int, Mention, str]], mention: Mention, *, owned: bool
) -> tuple[int, Mention, str] | None:
    """Find the body last named before "its", or the first one of the sentence."""
    at = bisect_right(bodies, mention.start, key=lambda row: row[0]) - 1
    if owned:
        return bodies[at] if at >= 0 and mention.start - bodies[at][0] <= _NEAR else None
    found = None
    ends = document.grammar.sentence_ends
    while at >= 0 and mention.start - bodies[at][0] <= _NEAR:
        if ends.search(document.tags, bodies[at][0], mention.start):
            break
        found, at = bodies[at], at - 1
    return found


def _rank(entity: Entity) -> None:
    """Put the fullest name first: most words, then most mentions, then the first."""
    counts: dict[str, int] = {}
    for mention in entity.mentions:
        counts[mention.text] = counts.get(mention.text, 0) + 1
    entity.names.sort(key=lambda name: (-len(name.split()), -counts.get(name, 0)))


# Roles and bodies ------------------------------------------------------------------------------


def _describe(document: Document, entity: Entity, names: _Names) -> None:
    grammar, tags = document.grammar, document.tags
    for mention in entity.mentions:
        start, end = mention.start, mention.end
        before, after = tags[max(0, start - 2) : start], tags[end : end + 2]
        for rule in grammar.name_rules_between(before, after):
            groups = _apply(rule, tags, mention)
            if groups is not None:
                _unowned(document, names, groups)
                _take(document, entity, mention, rule, groups)


def _unowned(document: Document, names: _Names, groups: dict[str, list[Units]]) -> None:
    """Give a common noun that only the start of the sentence writes large to the role after it."""
    owner, role = groups.get("organisation"), groups.get("role")
    if owner is None or role is None or owner[0][1] != role[0][0]:
        return
    (start, end), grammar, tags = owner[0], document.grammar, document.tags
    first = start == 0 or tags[start - 1] in grammar.chars_of("opening")
    if first and end - start == 1 and tags[start] in grammar.chars_of("common-word-large"):
        text = document.span((start, end)).text
        if text not in names.found and _country_or_state(document, start) is None:
            del groups["organisation"]
            role[0] = (start, role[0][1])


def _apply(rule: NameRule, tags: str, mention: Mention) -> dict[str, list[Units]] | None:
    groups: dict[str, list[Units]] = {}
    for pattern, bounds in (
        (rule.left, (0, mention.start)), (rule.right, (mention.end, len(tags)))
    ):  # fmt: skip
        if pattern is None:
            continue
        match = pattern.match(tags, *bounds)
        if match is None:
            return None
        for name in pattern.groupindex:
            spans = [span for span in match.spans(name) if span[0] < span[1]]
            if spans:
                groups[name] = sorted(spans)
        groups["extent"] = [*groups.get("extent", ()), match.span()]
    return groups


def _take(
    document: Document,
    entity: Entity,
    mention: Mention,
    rule: NameRule,
    groups: dict[str, list[Units]],
) -> None:
    role, role_units = _role(document, groups)
    organisation, organisation_units = _organisation(document, groups)
    if "handle" in groups:
        entity.names.append(document.word(groups["handle"][0][0]))
        entity.person = entity.person or not entity.body
    if "relation" in groups:
        _relate(document, entity, groups["relation"][0])
    if role is None and organisation is None:
        return
    better = mention.organisation is None and organisation is not None
    titled = mention.role_units is not None and (
        document.tags[mention.role_units[1] - 1] in document.grammar.chars_of("bare-title")
    )
    if role is not None and mention.role is not None and not (better and titled):
        mention.also += (role,)
    elif role is not None:
        mention.also += (mention.role,) if mention.role is not None else ()
        mention.role, mention.role_units = role, role_units
        mention.rule = rule.source.name
        _person(document, entity, role_units)
        if "pronoun" in groups and organisation is None:
            mention.owner = groups["pronoun"][0][0]
    if better:
        mention.organisation, mention.organisation_units = organisation, organisation_units
        mention.rule = mention.rule or rule.source.name
    mention.extent = max(mention.extent, *(end for _, end in groups["extent"]))


def _relate(document: Document, entity: Entity, units: Units) -> None:
    """Note that somebody is introduced as a relative: "his wife, Ada"."""
    entity.relations.append(_relation(document, units[1] - 1))
    _person(document, entity, units)


def _relation(document: Document, unit: int) -> str:
    """Give the noun for a relative without what stands before it: ex-wife, great-uncle."""
    return document.word(unit).rpartition("-")[2]


def _person(document: Document, entity: Entity, units: Units | None) -> None:
    """Take an entity for a person, whose gender a noun may tell."""
    entity.person, entity.body = True, False
    if not entity.gender and units is not None:
        entity.gender = _gender(document.grammar, document.word(units[1] - 1))


def _role(document: Document, groups: dict[str, list[Units]]) -> tuple[str | None, Units | None]:
    spans = groups.get("role")
    if spans:
        texts = [document.span(span).text for span in spans]
        return " ".join(" ".join(texts).split()), (spans[0] if len(spans) > 1 else spans[-1])
    verbs = groups.get("function")
    if verbs:
        table = document.grammar.rules.settings.get("role_verbs", {})
        role = table.get(document.word(verbs[0][0]))
        return role, (verbs[0] if role else None)
    return None, None


def _organisation(
    document: Document, groups: dict[str, list[Units]]
) -> tuple[str | None, Units | None]:
    if "function" in groups and _role(document, groups)[0] is None:
        return None, None
    spans = groups.get("organisation")
    if spans:
        if spans[0][1] - spans[0][0] == 1:
            known = _country_or_state(document, spans[0][0])
            if known:
                return known, spans[0]
        return " ".join(document.span(spans[0]).text.split()), spans[0]
    if "tag" in groups:
        span = groups["tag"][0]
        name = _party_or_state(document, span[0])
        return name, (span if name else None)
    return None, None


def _country_or_state(document: Document, unit: int) -> str | None:
    """Give the full name behind "German" or "Conn."."""
    settings = document.grammar.rules.settings
    text = document.span((unit, unit + 1)).text
    if "-" in text:
        return _party_or_state(document, unit)
    states = settings.get("state_names", {})
    name = settings.get("demonyms", {}).get(text.lower())
    if name is None and (text.endswith(".") or text.isupper()):
        name = states.get(text) or states.get(text.lower())
    return str(name) if name else None


def _party_or_state(document: Document, unit: int) -> str | None:
    """Read a tag such as "R-Utah": the state if it names one, else the party."""
    settings = document.grammar.rules.settings
    parties, states = settings.get("party_names", {}), settings.get("state_names", {})
    party, _, state = document.span((unit, unit + 1)).text.rstrip(".").partition("-")
    if party.lower() not in parties:
        return None
    if not state:
        return str(parties[party.lower()])
    for key in (state.upper(), f"{state.lower()}.", state.lower()):
        if key in states:
            return str(states[key])
    return state
