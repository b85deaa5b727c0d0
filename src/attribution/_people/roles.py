"""The roles and bodies that stand with a name."""

from __future__ import annotations

from collections.abc import Container, Iterator

from attribution._article.document import Document
from attribution._article.entities import Entity, Naming, Units
from attribution._article.evidence import Evidence
from attribution._language.grammar import AnchoredMention
from attribution._notation.patterns import WHOLE
from attribution._notation.tag_string import TagString
from attribution._people.cases import named_in_nominative
from attribution._people.genders import gender_of
from attribution._people.names import NameTable
from attribution._people.signs import Signs

_Groups = dict[str, list[Units]]
_Found = tuple[str | None, Units | None]
"""A role or a body, and where it stands."""
_NOTHING: _Found = (None, None)


def describe(names: NameTable, entity: Entity) -> None:
    """Take in the roles and bodies that stand with the mentions of an entity."""
    for mention in entity.mentions:
        for rule, groups in captured(names.document, mention):
            _unowned(names, groups)
            _take(names, entity, mention, rule, groups)
        if mention.role_units is not None and mention.organisation is None:
            _take_joined(names, mention, mention.role_units)


def _take_joined(names: NameTable, mention: Naming, role: Units) -> None:
    """Take the body of a role that a hyphen joins to it: SPD-Chefin, US-Präsident."""
    known = joined_owner(names.document, names.signs, role[1] - 1, names.found)
    if known is not None:
        mention.organisation, mention.organisation_units = known, (role[1] - 1, role[1])


def joined_owner(
    document: Document, signs: Signs, unit: int, acronyms: Container[str] = ()
) -> str | None:
    """Give the body that a hyphen joins to a noun: SPD-Chefin, US-Präsident."""
    owner, hyphen, _ = document.words_of((unit, unit + 1)).rpartition("-")
    if not hyphen or not signs.role_owners:
        return None
    known = signs.demonyms.get(owner.lower())
    if known is not None:
        return known
    tag = document.grammar.characters.of_word[owner]
    named = tag in signs.role_owners or (tag in signs.acronyms and owner in acronyms)
    return owner if named else None


def captured(document: Document, mention: Naming) -> Iterator[tuple[AnchoredMention, _Groups]]:
    """Give the rules that fit beside a name, each with what it captures there."""
    tape = document.tape
    for rule in document.grammar.patterns.mentions.fitting(tape, mention.start, mention.end):
        groups = _apply(rule, tape, mention)
        if groups is not None:
            yield rule, groups


def _unowned(names: NameTable, groups: _Groups) -> None:
    """Give a common noun that only the start of the sentence writes large to the role after it."""
    if "organisation" not in groups or "role" not in groups:
        return
    (start, end), role, signs = groups["organisation"][0], groups["role"], names.signs
    if end != role[0][0] or end - start > 1:
        return
    document = names.document
    first = start == 0 or document.tags[start - 1] in signs.opening
    if first and document.tags[start] in signs.common:
        text = document.words_of((start, end))
        if text not in names.found and _country_or_state(signs, text) is None:
            del groups["organisation"]
            role[0] = (start, role[0][1])


def _apply(rule: AnchoredMention, tape: TagString, mention: Naming) -> _Groups | None:
    before = rule.left.find(tape, mention.start) if rule.left is not None else []
    if before is None:
        return None
    after = rule.right.find(tape.tags, mention.end) if rule.right is not None else []
    if after is None:
        return None
    groups: _Groups = {}
    for name, units in (*before, *after):
        if name in groups:
            groups[name].append(units)
            groups[name].sort()
        else:
            groups[name] = [units]
    return groups


def _take(
    names: NameTable, entity: Entity, mention: Naming, rule: AnchoredMention, groups: _Groups
) -> None:
    document, signs = names.document, names.signs
    _take_name(document, entity, groups)
    role = _role(document, signs, groups)
    organisation = _organisation(document, signs, groups, role[0])
    if _is_home(document, signs, groups, organisation[1]):
        organisation = _NOTHING
    if role[0] is None and organisation[0] is None:
        return
    if mention.role is None and mention.organisation is None:
        names.told.append((entity, mention))
    more = mention.organisation is None and organisation[0] is not None
    if mention.role is None or (more and _titled(names, mention) and not _is_party(names, role)):
        _take_role(document, entity, mention, role)
        if role[0] is not None:
            mention.rule = rule.source.name
            mention.owner = _leaned_on(groups, organisation, mention.owner)
    elif role[0] is not None:
        mention.also += (role[0],)
    if more:
        mention.organisation, mention.organisation_units = organisation
        mention.rule = mention.rule or rule.source.name
    mention.extent = max(mention.extent, *(end for _, end in groups[WHOLE]))


def _is_home(document: Document, signs: Signs, groups: _Groups, owner: Units | None) -> bool:
    """Whether what stands before a role is where somebody lives or works: a Texas lawyer."""
    for start, end in groups.get("role", ()):
        if owner is not None and owner[1] == start:
            role, place = document.tags[end - 1], document.tags[start - 1]
            if role in signs.practitioners:
                return place in signs.known_places
            return role in signs.townsmen and place in signs.capitals - signs.parties
    return False


def _take_role(document: Document, entity: Entity, mention: Naming, role: _Found) -> None:
    """Let a role, if it is one, count at a place before one that is told there already."""
    if role[0] is not None:
        mention.also += (mention.role,) if mention.role is not None else ()
        mention.role, mention.role_units = role
        _person(document, entity, mention.role_units)


def _leaned_on(groups: _Groups, organisation: _Found, before: int | None) -> int | None:
    """Give the unit of a possessive that stands for the body of a role without one."""
    own = "pronoun" in groups and organisation[0] is None
    return groups["pronoun"][0][0] if own else before


def _take_name(document: Document, entity: Entity, groups: _Groups) -> None:
    """Take in by what else somebody is called, and whose relative it is."""
    if "handle" in groups:
        entity.call(document.word(groups["handle"][0][0]))
        if not entity.body:
            entity.show(Evidence.HANDLE)
    if "relation" in groups:
        _relate(document, entity, groups["relation"][0])


def _titled(names: NameTable, mention: Naming) -> bool:
    """Whether the role that is told is only a title."""
    units = mention.role_units
    return units is not None and names.document.tags[units[1] - 1] in names.signs.bare_titles


def _is_party(names: NameTable, role: _Found) -> bool:
    """Whether a role tells only of which party somebody is: Senator Moor, Democrat of Ohio."""
    if role[1] is None:
        return False
    start, end = role[1]
    return end == start + 1 and names.document.tags[start] in names.signs.parties


def _relate(document: Document, entity: Entity, units: Units) -> None:
    """Note that somebody is introduced as a relative: "his wife, Ada"."""
    entity.relations += (relation(document, units[1] - 1),)
    _person(document, entity, units)


def relation(document: Document, unit: int) -> str:
    """Give the noun for a relative without what stands before it: ex-wife, great-uncle."""
    return document.word(unit).rpartition("-")[2]


def _person(document: Document, entity: Entity, units: Units | None) -> None:
    """Take an entity for a person, whose gender a noun may tell."""
    entity.show(Evidence.ROLE)
    if not entity.gender and units is not None:
        entity.gender = gender_of(document.grammar, document.word(units[1] - 1))


def _role(document: Document, signs: Signs, groups: _Groups) -> _Found:
    shared = groups.get("roles")
    if shared is not None:
        return _singular(signs, " ".join(document.words_of(shared[0]).split())), shared[0]
    spans = groups.get("role")
    if spans is not None:
        if len(spans) == 1:
            return " ".join(document.words_of(spans[0]).split()), spans[0]
        texts = [document.words_of(span) for span in spans]
        return " ".join(" ".join(texts).split()), spans[0]
    verbs = groups.get("function")
    if verbs is not None:
        role = signs.role_verbs.get(document.word(verbs[0][0]))
        return role, (verbs[0] if role else None)
    return _NOTHING


def _singular(signs: Signs, role: str) -> str:
    """Give what each of several is who share a role: senators, Sens."""
    for end, single in signs.plural_ends.items():
        if role.lower().endswith(end):
            return role[: len(role) - len(end)] + single
    return role


def _organisation(document: Document, signs: Signs, groups: _Groups, role: str | None) -> _Found:
    if role is None and "function" in groups:
        return _NOTHING
    spans = groups.get("organisation")
    if spans is not None:
        text = named_in_nominative(document, spans[0])
        known = _country_or_state(signs, text) if spans[0][1] - spans[0][0] == 1 else None
        return known or " ".join(text.split()), spans[0]
    if "tag" in groups:
        span = groups["tag"][0]
        name = _party_or_state(signs, document.words_of((span[0], span[0] + 1)))
        return name, (span if name else None)
    return _NOTHING


def _country_or_state(signs: Signs, text: str) -> str | None:
    """Give the full name behind "German" or "Conn."."""
    if "-" in text:
        return _party_or_state(signs, text)
    name = signs.demonyms.get(text.lower())
    if name is None and (text.endswith(".") or text.isupper()):
        name = signs.states.get(text) or signs.states.get(text.lower())
    return name or None


def _party_or_state(signs: Signs, text: str) -> str | None:
    """Read a tag such as "R-Utah": the state if it names one, else the party."""
    party, _, state = text.rstrip(".").partition("-")
    if party.lower() not in signs.parties_in_full:
        return None
    if not state:
        return signs.parties_in_full[party.lower()]
    for key in (state.upper(), f"{state.lower()}.", state.lower()):
        if key in signs.states:
            return signs.states[key]
    # R-Marlow: a town is only where somebody comes from
    return state if state in signs.states_in_full else signs.parties_in_full[party.lower()]
