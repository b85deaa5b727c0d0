"""Who speaks where a document stands between: the author of a letter, the publisher of a report."""

from __future__ import annotations

from attribution._article.entities import Units
from attribution._rules.wanted import piece, speaker_words
from attribution._speakers.referents import Phrase
from attribution._speakers.scene import Scene

AUTHORED = piece(
    "authored",
    groups=("author",),
    doc="behind a noun for a document, whose it is",
    without='"a statement from Quay Rail said" is said by the statement',
    optional=True,
)
AUTHORED_NOUN = piece(
    "authored-noun",
    doc="a noun for a document up to the link to its author, from right to left",
    without='"a report by Quay Rail says" is said by Quay Rail, not by the report',
    optional=True,
)
MESSAGES = speaker_words(
    "messages",
    doc='nouns for the words of somebody: "statement", "letter", "reply"',
    without="a letter speaks itself, not its author",
    optional=True,
)
RECEIVED = speaker_words(
    "received",
    doc='those of these nouns that are owned by who gets them: "her notice said she was fired"',
    without="whoever was given notice wrote it",
    optional=True,
)
SENDING = piece(
    "sending",
    doc="behind a subject, a verb by which words go out",
    without='"Quay Rail issued a letter, which said" is said by the letter',
    optional=True,
)
IN_MESSAGE = piece(
    "in-message",
    doc="before a noun for somebody's words, from right to left, what tells that they hold what is "
    "said",
    without='in "Moor wrote in a letter ..." the next "the letter said" is said by the letter',
    optional=True,
)
_BEHIND = 12
"""In how many units behind a noun its author is looked for."""


def is_message(scene: Scene, unit: int) -> bool:
    """Whether a noun stands for somebody's words."""
    words, word = scene.document.grammar[MESSAGES], scene.document.word(unit)
    return word.rpartition(" ")[2] in words or word.replace(" ", "_") in words


def is_received(scene: Scene, unit: int) -> bool:
    """Whether a noun stands for words that are owned by who gets them."""
    return scene.document.word(unit) in scene.document.grammar[RECEIVED]


def sends(scene: Scene, unit: int) -> bool:
    """Whether a verb behind a subject tells that its words go out: Quay Rail issued a letter."""
    grammar = scene.document.grammar
    return SENDING in grammar and bool(grammar[SENDING].match(scene.document.tags, unit))


def owner_of(scene: Scene, read: Phrase) -> Units | None:
    """Find whose a document is: Moor's letter, the letter signed by Moor."""
    tags, signs = scene.document.tags, scene.signs
    for unit in range(read.head - 1, read.start, -1):
        if tags[unit] in signs.genitives:
            return read.start, unit
    if AUTHORED not in scene.document.grammar:
        return None
    match = scene.document.grammar[AUTHORED].match(tags, read.head + 1, read.head + _BEHIND)
    return match.span("author") if match is not None else None


def holds_words(scene: Scene, unit: int) -> bool:
    """Whether what is said stands in the words that a noun stands for: she wrote in a letter."""
    grammar, tape = scene.document.grammar, scene.document.tape
    if IN_MESSAGE not in grammar:
        return False
    return grammar[IN_MESSAGE.leftwards].match(tape, max(0, unit - _BEHIND), unit) is not None


def publisher(scene: Scene, read: Phrase) -> Units | None:
    """Find the body that a document belongs to: the Quay Rail report, a report by Quay Rail."""
    units = owner_of(scene, read) or (read.start, read.head)
    for mention, entity in scene.mentions_in(*units):
        if entity.body and not entity.person and mention.end <= units[1]:
            return mention.start, mention.end
    return None


def document_start(scene: Scene, start: int) -> int | None:
    """Give where the document begins whose author a source is: a report by Quay Rail."""
    grammar = scene.document.grammar
    if AUTHORED_NOUN not in grammar or not start:
        return None
    match = grammar[AUTHORED_NOUN.leftwards].match(
        scene.document.tape, max(0, start - _BEHIND), start
    )
    if match is None:
        return None
    named = scene.mention_at(start) or scene.mention_at(start + 1)
    # a survey by Ada Moor: people speak for themselves
    return match[0] if named is not None and named[1].body and not named[1].person else None
