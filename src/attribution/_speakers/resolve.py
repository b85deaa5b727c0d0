"""The stage that tells who is speaking, in what role and for whom."""

from __future__ import annotations

import attrs

from attribution._article.document import Document
from attribution._article.entities import Entity, Naming, Units
from attribution._article.statement import Statement
from attribution._people.cases import in_nominative
from attribution._rules.wanted import speaker_words
from attribution._speakers.descriptions import MUTE
from attribution._speakers.dialogue import Dialogue
from attribution._speakers.employers import employer, employer_before
from attribution._speakers.reading import owner
from attribution._speakers.referents import ANYWHERE, Limits, Referent
from attribution._speakers.scene import Scene, clean
from attribution._speakers.source_types import tell_type
from attribution._speakers.why import Why
from attribution.models import Stance

ANSWERS = speaker_words(
    "answers",
    doc='verbs of whoever is asked: "replied"',
    without='in "“Why?” Moor asked. “I slept,” he replied" Moor answers himself',
    optional=True,
)
_NEAR = 2
"""So many sentences behind a question its answer begins at most."""


def resolve(document: Document, statements: list[Statement]) -> list[Statement]:
    """Fill in speaker, role and organisation of every statement that has a source."""
    if not statements:
        return statements
    scene = Scene(document, document.entities)
    dialogue = Dialogue(scene)
    ordered = sorted(statements, key=_place)
    found: list[tuple[Limits, Statement, Referent | None]] = []
    for statement in ordered:
        limits = _limits(scene, statement)
        _, before, asker = found[-1] if found else (limits, None, None)
        if before is not None and asker is not None and _is_answer(scene, before, statement):
            limits = attrs.evolve(limits, barred=asker.speaker)
        found.append((limits, statement, _speaking(scene, dialogue, limits, statement)))
    # What is told of somebody later counts for what was said before, too.
    for limits, statement, referent in found:
        if referent is not None:
            _fill(scene, limits, statement, referent)
    for statement in ordered if document.turns else ():
        referent = dialogue.later(statement)
        if referent is not None:
            _fill(scene, _limits(scene, statement), statement, referent)
    return [statement for statement in statements if not statement.dropped]


def _speaking(
    scene: Scene, dialogue: Dialogue, limits: Limits, statement: Statement
) -> Referent | None:
    """Tell who makes a statement, and remember it for those that follow."""
    referent = dialogue.speaker(limits, statement)
    if referent is None and _is_by_what_is_mute(scene, statement):
        statement.drop("nobody who can speak is its source")
    if referent is not None:
        scene.spoken(_place(statement), referent)
        if statement.stance is Stance.ASK and statement.listener is not None:
            scene.asked(_place(statement), statement.listener)
    return referent


def _is_by_what_is_mute(scene: Scene, statement: Statement) -> bool:
    """Whether a noun that cannot speak is the source, and no marks show somebody's words."""
    source, document = statement.source, scene.document
    if (
        source is None
        or statement.turn is not None
        or any(map(document.is_quotation, statement.contents))
    ):
        return False
    mute = document.grammar[MUTE]
    if document.tags[source[0]] in scene.signs.doings:
        return True
    return any(document.word(unit) in mute for unit in range(*source))


def _place(statement: Statement) -> Units:
    return statement.source or statement.contents[0]


def _limits(scene: Scene, statement: Statement) -> Limits:
    """Tell where the content begins, if the source stands behind it in its sentence."""
    (start, end), place = statement.contents[0], _place(statement)
    behind = end <= place[0] and scene.sentence(start) == scene.sentence(place[0])
    return Limits(inner=start) if behind else ANYWHERE


def _is_answer(scene: Scene, before: Statement, statement: Statement) -> bool:
    """Whether somebody answers what was asked just before, and so is not who asked it."""
    document, answers = scene.document, scene.document.grammar[ANSWERS]
    if statement.turn is not None or statement.cue is None:
        return False
    if document.word(statement.cue[1] - 1) not in answers:
        return False
    asked = before.contents[-1][1]
    near = scene.sentence(statement.contents[0][0]) - scene.sentence(asked - 1) <= _NEAR
    return near and document.words_of((asked - 1, asked)).rstrip("”’\"'").endswith("?")


def _fill(scene: Scene, limits: Limits, statement: Statement, referent: Referent) -> None:
    statement.speaker = referent.speaker
    words = scene.document.words_of(statement.source) if statement.source else ""
    detail = referent.why.detail
    if referent.decided:
        detail = f"{detail}, {referent.decided}" if detail else referent.decided
    statement.because("speaker", referent.why.rule, words, referent.speaker, detail)
    if referent.entity is not None and referent.body:
        _own_body(scene, statement, referent)
    else:
        _from_description(scene, statement, referent)
        if referent.entity is not None:
            _from_register(scene, limits, statement, referent, referent.entity)
    tell_type(scene, statement, referent)
    _call(scene, statement, referent)


def _call(scene: Scene, statement: Statement, referent: Referent) -> None:
    """Note by which pronoun the article calls the speaker: not by the speaker's own "I"."""
    source, entity = statement.source, referent.entity
    if entity is None or source is None or source[1] - source[0] != 1:
        return
    signs, word = scene.signs, scene.document.word(source[0])
    called = scene.document.tags[source[0]] in signs.subjects and word in signs.third_person
    if called and word not in entity.pronouns:
        entity.pronouns.append(word)


def _own_body(scene: Scene, statement: Statement, referent: Referent) -> None:
    statement.organisation = referent.speaker
    mention = referent.mention
    units = (mention.start, mention.end) if mention is not None else _place(statement)
    statement.organisation_span = scene.document.span(units)
    words = statement.organisation_span.text
    statement.because("organisation", "source", words, referent.speaker, "body")


def _from_description(scene: Scene, statement: Statement, referent: Referent) -> None:
    """Take the role and the body that the source itself tells."""
    if referent.role is not None:
        statement.role_span = scene.document.span(referent.role)
        words = scene.document.words_of(referent.role)
        if referent.genitive:
            words = in_nominative(scene.document, referent.role, referent.role[1] - 1)
        statement.role = clean(words)
        statement.because("role", "description", statement.role_span.text)
    if referent.organisation is not None and not _is_client(scene, referent.organisation):
        statement.organisation_span = scene.document.span(referent.organisation)
        name = employer(scene, referent.organisation)
        if referent.genitive and referent.role is None:
            name = referent.speaker
        _speaks_for(statement, "description", statement.organisation_span.text, name)
    elif referent.owner is not None:
        _lean(statement, "description", referent.owner, "possessive")
    elif referent.entity is None and statement.role is not None:
        # "a spokesman" speaks for the body that spoke before
        found = employer_before(scene, _place(statement)[0], statement.role)
        _lean(statement, "description", found, "subject before")


def _is_client(scene: Scene, units: Units) -> bool:
    """Whether the owner of a description is a person: Ada Moor's lawyers speak for no body."""
    found, tags = scene.mention_at(units[0]), scene.document.tags
    if found is None or found[1].body or not found[1].person:
        return False
    return found[0].end == units[1] and tags[units[1] : units[1] + 1] in scene.signs.genitives


def _speaks_for(statement: Statement, rule: str, words: str, name: str) -> None:
    statement.organisation = name
    statement.because("organisation", rule, words, name if name != words else None)


def _lean(statement: Statement, rule: str, body: str | None, why: str) -> None:
    """Take the body that a role leans on, if there is one."""
    if body is not None:
        statement.organisation = body
        statement.because("organisation", rule, "", body, why)


def _from_register(
    scene: Scene, limits: Limits, statement: Statement, referent: Referent, entity: Entity
) -> None:
    """Take the role and the body that the text tells of somebody elsewhere."""
    at, here = _place(statement)[0], referent.mention
    described = here if here is not None and here.role else entity.described(at)
    if described is not None and described.role and statement.role is None:
        statement.role = clean(described.role)
        if described.role_units is not None:
            statement.role_span = scene.document.span(described.role_units)
        statement.because("role", described.rule, described.role)
    if statement.organisation is not None:
        return
    placed = described
    if described is None or not described.organisation:
        placed = entity.placed(at)
    if placed is not None and placed.organisation is not None:
        _placed(scene, statement, placed, placed.organisation)
    elif described is not None:
        _leaning(scene, limits, statement, described)


def _placed(scene: Scene, statement: Statement, placed: Naming, words: str) -> None:
    """Take the body that is told with a role."""
    name, units = words, placed.organisation_units
    if units is not None:
        statement.organisation_span = scene.document.span(units)
        # A label says the body as it is: HNN is not "HNN Military".
        name = words if placed.rule == Why.LABEL.rule else employer(scene, units, words)
    _speaks_for(statement, placed.rule, words, name)


def _leaning(scene: Scene, limits: Limits, statement: Statement, described: Naming) -> None:
    """Take the body that a role without one leans on."""
    if described.owner is not None:
        found = owner(scene, limits, described.owner, statement.speaker)
        _lean(statement, described.rule, found, "possessive")
    else:
        found = employer_before(scene, described.start, described.role or "")
        _lean(statement, described.rule, found, "subject before")
