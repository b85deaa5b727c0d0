"""The roles and bodies that stand with a name."""

from __future__ import annotations

from attribution._compile import NameRule
from attribution._document import Document
from attribution._entities import Entity, Mention, Units
from attribution._patterns import WHOLE
from attribution._people.genders import gender_of
from attribution._people.names import Names


def describe(document: Document, entity: Entity, names: Names) -> None:
    grammar, tags = document.grammar, document.tags
    for mention in entity.mentions:
        start, end = mention.start, mention.end
        for rule in grammar.name_rules_at(tags, start, end):
            groups = _apply(rule, tags, mention)
            if groups is not None:
                _unowned(document, names, groups)
                _take(document, entity, mention, rule, groups)


def _unowned(document: Document, names: Names, groups: dict[str, list[Units]]) -> None:
    """Give a common noun that only the start of the sentence writes large to the role after it."""
    owner, role = groups.get("organisation"), groups.get("role")
    if owner is None or role is None or owner[0][1] != role[0][0]:
        return
    (start, end), grammar, tags = owner[0], document.grammar, document.tags
    first = start == 0 or tags[start - 1] in grammar.chars_of("opening")
    if first and end - start == 1 and tags[start] in grammar.chars_of("common-word-large"):
        text = document.words_of((start, end))
        if text not in names.found and _country_or_state(document, start) is None:
            del groups["organisation"]
            role[0] = (start, role[0][1])


def _apply(rule: NameRule, tags: str, mention: Mention) -> dict[str, list[Units]] | None:
    before = rule.left.find(tags, mention.start) if rule.left is not None else []
    if before is None:
        return None
    after = rule.right.find(tags, mention.end) if rule.right is not None else []
    if after is None:
        return None
    groups: dict[str, list[Units]] = {}
    for name, units in (*before, *after):
        groups.setdefault(name, []).append(units)
    for ranges in groups.values():
        ranges.sort()
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
    mention.extent = max(mention.extent, *(end for _, end in groups[WHOLE]))


def _relate(document: Document, entity: Entity, units: Units) -> None:
    """Note that somebody is introduced as a relative: "his wife, Ada"."""
    entity.relations.append(relation(document, units[1] - 1))
    _person(document, entity, units)


def relation(document: Document, unit: int) -> str:
    """Give the noun for a relative without what stands before it: ex-wife, great-uncle."""
    return document.word(unit).rpartition("-")[2]


def _person(document: Document, entity: Entity, units: Units | None) -> None:
    """Take an entity for a person, whose gender a noun may tell."""
    entity.person, entity.body = True, False
    if not entity.gender and units is not None:
        entity.gender = gender_of(document.grammar, document.word(units[1] - 1))


def _role(document: Document, groups: dict[str, list[Units]]) -> tuple[str | None, Units | None]:
    spans = groups.get("role")
    if spans:
        texts = [document.words_of(span) for span in spans]
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
        return " ".join(document.words_of(spans[0]).split()), spans[0]
    if "tag" in groups:
        span = groups["tag"][0]
        name = _party_or_state(document, span[0])
        return name, (span if name else None)
    return None, None


def _country_or_state(document: Document, unit: int) -> str | None:
    """Give the full name behind "German" or "Conn."."""
    settings = document.grammar.rules.settings
    text = document.words_of((unit, unit + 1))
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
    party, _, state = document.words_of((unit, unit + 1)).rstrip(".").partition("-")
    if party.lower() not in parties:
        return None
    if not state:
        return str(parties[party.lower()])
    for key in (state.upper(), f"{state.lower()}.", state.lower()):
        if key in states:
            return str(states[key])
    return state
