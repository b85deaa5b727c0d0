"""What stands behind a statement: a person, a body, a document, somebody without a name."""

from __future__ import annotations

from attribution._article.statement import Statement
from attribution._rules.wanted import piece
from attribution._speakers.descriptions import VOICES
from attribution._speakers.referents import Referent
from attribution._speakers.scene import Scene
from attribution._speakers.why import Why
from attribution.models import SourceType

ANONYMITY = piece(
    "anonymity",
    doc="the words by which a text grants a source anonymity",
    without="sources that the text leaves unnamed on purpose are of the type unnamed",
    optional=True,
)
_LONG = 200
"""How many units behind a source the words may stand at most by which its sentence grants it."""


def tell_type(scene: Scene, statement: Statement, referent: Referent) -> None:
    """Note of which type the source is, and why."""
    statement.source_type, why, words = _type(scene, statement, referent)
    statement.because("source_type", why, words, statement.source_type)


def _type(scene: Scene, statement: Statement, referent: Referent) -> tuple[SourceType, str, str]:
    entity = referent.entity
    if entity is not None and entity.person and not referent.body:
        return SourceType.PERSON, "person with a name", ""
    granted = _granted(scene, statement)
    if granted:
        if entity is None:
            scene.granted.add(referent.speaker)
        return SourceType.ANONYMOUS, "anonymity", granted
    if referent.speaker in scene.granted and referent.why is not Why.UNNAMED:
        # two of the people said: those who are not to be named
        return SourceType.ANONYMOUS, "anonymity", ""
    if entity is not None:
        body = referent.body or entity.body
        return (SourceType.ORGANISATION if body else SourceType.PERSON), "name", ""
    return _described(scene, statement, referent)


def _described(
    scene: Scene, statement: Statement, referent: Referent
) -> tuple[SourceType, str, str]:
    """Tell the type of a source that is only a phrase."""
    if referent.document:
        return SourceType.DOCUMENT, "noun for a document", ""
    voices = scene.document.grammar[VOICES].intersection(referent.speaker.lower().split())
    if statement.organisation is not None and voices:
        return SourceType.ORGANISATION, "voice of a body", min(voices)
    if referent.body:
        return SourceType.ORGANISATION, "noun for a body", ""
    if referent.several:
        return SourceType.GROUP, "several", ""
    return SourceType.UNNAMED, "no name", ""


def _granted(scene: Scene, statement: Statement) -> str:
    """Give the words that grant the source anonymity, if its sentence has some behind it."""
    document, source = scene.document, statement.source
    if source is None or ANONYMITY not in document.grammar:
        return ""
    bounds, number = scene.bounds, scene.sentence(source[0])
    end = bounds[number] if number < len(bounds) else len(document.tags)
    end = min(end, source[0] + _LONG)
    match = document.grammar[ANONYMITY].search(document.tags, source[0], end)
    return document.words_of(match.span()) if match is not None else ""
