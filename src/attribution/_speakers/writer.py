"""Who an article's "I" is: its byline names the writer, or the note below its text does."""

from __future__ import annotations

from attribution._article.entities import Entity, Naming
from attribution._article.interviews import WRITER
from attribution._rules.wanted import piece
from attribution._speakers.referents import Query, Referent
from attribution._speakers.scene import Scene
from attribution._speakers.why import Why

BYLINE = piece(
    "writer-byline",
    doc="a whole paragraph that names the writer, up to the name: by",
    groups=("writer",),
    without='"By Ada Moor" tells nobody who "I" is',
    optional=True,
)
NOTE = piece(
    "writer-note",
    doc="behind a name that begins one of the last paragraphs, what tells who wrote the article",
    without='"Ada Moor is a novelist", below an article, tells nobody who "I" is',
    optional=True,
)
_ABOVE = 3
"""In how many paragraphs, the headline with them, a byline stands."""
_BELOW = 2
"""How many paragraphs a note may have, or may stand before the last."""


def writer(scene: Scene, query: Query) -> Referent | None:
    r"""Give the writer of the article, if a pronoun means its writer and the article names them.

    >>> from attribution import parse
    >>> said = "I said that the ferry was late."
    >>> [quote.speaker for quote in parse(f"{said}\n\nAda Moor is a writer in Wexhaven.")]
    ['Ada Moor']
    >>> [quote.speaker for quote in parse(f"{said}\n\nAda Moor was a writer in Wexhaven.")]
    ['I']
    """
    grammar = scene.document.grammar
    if scene.document.word(query.unit) not in grammar[WRITER]:
        return None
    found = above(scene)
    if found is None and NOTE in grammar:
        found = _below(scene)
    if found is None:
        return None
    referent = scene.named(*found)
    referent.why = Why.WRITER
    return referent


def above(scene: Scene) -> tuple[Naming, Entity] | None:
    """Find whom the byline names."""
    if BYLINE not in scene.document.grammar:
        return None
    tags, byline = scene.document.tags, scene.document.grammar[BYLINE]
    for start in scene.paragraphs[:_ABOVE]:
        match = byline.match(tags, start)
        found = scene.mention_at(match.start("writer")) if match is not None else None
        if match is not None and found is not None and found[0].end == match.end("writer"):
            return found if found[1].person else None
    return None


def _below(scene: Scene) -> tuple[Naming, Entity] | None:
    """Find whom the note below the text is about, whom the text itself never names."""
    tags, note = scene.document.tags, scene.document.grammar[NOTE]
    for start in reversed(scene.paragraphs[-_BELOW:]):
        found = scene.mention_at(start)
        if found is None:
            continue
        mention, entity = found
        alone = entity.person and not entity.body and entity.mentions[0] is mention
        if alone and mention.start == start and note.match(tags, mention.end) is not None:
            return found
    return None
