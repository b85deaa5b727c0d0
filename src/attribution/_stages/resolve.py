"""Last stage but the dates: who is speaking, in what role and for whom."""

from __future__ import annotations

from attribution._document import Document, Statement
from attribution._entities import Entity, Mention, Units
from attribution._speakers.employers import employer, employer_before
from attribution._speakers.looking_back import owner
from attribution._speakers.phrases import phrase
from attribution._speakers.scene import Referent, Scene, clean
from attribution._speakers.talk import Talk


def resolve(document: Document, statements: list[Statement], entities: list[Entity]) -> None:
    """Fill in speaker, role and organisation of every statement that has a source."""
    scene = Scene(document, entities, phrase)
    talk = Talk(scene)
    ordered = sorted(statements, key=_place)
    for statement in ordered:
        start, end = statement.contents[0]
        place = statement.source or (start, end)
        behind = end <= place[0] and scene.sentence(start) == scene.sentence(place[0])
        scene.inner = start if behind else None
        referent = talk.speaker(statement)
        if referent is not None:
            scene.spoken(place, referent)
            _fill(document, statement, scene, referent)
    for statement in ordered if document.turns else ():
        referent = talk.later(statement) if statement.speaker is None else None
        if referent is not None:
            _fill(document, statement, scene, referent)


def _place(statement: Statement) -> Units:
    return statement.source or statement.contents[0]


def _fill(
    document: Document,
    statement: Statement,
    scene: Scene,
    referent: Referent,
) -> None:
    source = _place(statement)
    statement.speaker = referent.speaker
    rule, _, detail = referent.why.partition(": ")
    words = document.words_of(statement.source) if statement.source else ""
    statement.because("speaker", rule, words, referent.speaker, detail)
    entity = referent.entity
    if entity is not None and referent.body:
        _own_body(document, statement, referent, source)
        return
    if referent.role is not None:
        statement.role_span = document.span(referent.role)
        statement.role = clean(statement.role_span.text)
        statement.because("role", "description", statement.role_span.text)
    if referent.organisation is not None:
        statement.organisation_span = document.span(referent.organisation)
        statement.organisation = employer(scene, referent.organisation)
        words, name = statement.organisation_span.text, statement.organisation
        statement.because("organisation", "description", words, name if name != words else None)
    elif referent.owner is not None:
        _lean(statement, "description", referent.owner, "possessive")
    elif entity is None and statement.role is not None:
        # "a spokesman" speaks for the body that spoke before
        found = employer_before(scene, source[0], statement.role)
        _lean(statement, "description", found, "subject before")
    if entity is not None:
        _from_register(document, statement, scene, referent, source)


def _lean(statement: Statement, rule: str, body: str | None, why: str) -> None:
    """Take the body that a role leans on, if there is one."""
    if body is not None:
        statement.organisation = body
        statement.because("organisation", rule, "", body, why)


def _own_body(document: Document, statement: Statement, referent: Referent, source: Units) -> None:
    statement.organisation = referent.speaker
    mention = referent.mention
    units = (mention.start, mention.end) if mention is not None else source
    statement.organisation_span = document.span(units)
    words = statement.organisation_span.text
    statement.because("organisation", "source", words, referent.speaker, "body")


def _from_register(
    document: Document,
    statement: Statement,
    scene: Scene,
    referent: Referent,
    source: Units,
) -> None:
    entity = referent.entity
    if entity is None:
        return
    here = referent.mention
    described = here if here is not None and here.role else entity.described(source[0])
    if described is not None and described.role and statement.role is None:
        statement.role = clean(described.role)
        if described.role_units is not None:
            statement.role_span = document.span(described.role_units)
        statement.because("role", described.rule, described.role)
    if statement.organisation is None:
        placed = described if described is not None and described.organisation else None
        _employed(statement, scene, described, placed or entity.placed(source[0]))


def _employed(
    statement: Statement, scene: Scene, described: Mention | None, placed: Mention | None
) -> None:
    """Give the body that is told with a role, or that the role leans on."""
    if placed is not None and placed.organisation is not None:
        units, words = placed.organisation_units, placed.organisation
        name = words
        if units is not None:
            statement.organisation_span = scene.document.span(units)
            name = employer(scene, units, words)
        statement.organisation = name
        statement.because("organisation", placed.rule, words, name if name != words else None)
    elif described is not None:
        if described.owner is not None:
            found, why = owner(scene, described.owner, statement.speaker), "possessive"
        else:
            found = employer_before(scene, described.start, described.role or "")
            why = "subject before"
        _lean(statement, described.rule, found, why)
