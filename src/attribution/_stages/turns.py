"""Between the stages: the turns of a dialogue, of which many have no cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import attrs

from attribution._document import Document, Statement, Turn
from attribution._known import TURN

_SUBJECT = "turn-subject"
_ASKING = frozenset("?")
_MANY = 4
"""So many questions and answers make a dialogue of any text."""

_Units = tuple[int, int]


@attrs.define
class _Turn:
    """What one person says in one paragraph, or in several that open with a mark."""

    extents: list[_Units]
    """The paragraphs."""
    quotes: list[int]
    opens: bool
    """Whether it begins with a quotation."""
    bare: bool
    """Whether it has nothing but quotations."""
    asks: bool
    """Whether its last quotation is a question."""
    before: _Units | None
    """The paragraph before it, if that is no turn."""
    follows: bool


def turns(document: Document, statements: list[Statement]) -> list[Statement]:
    """Give each paragraph of a dialogue to one speaker, as stories do.

    A text is a dialogue if its paragraphs open with quotations, and some of them are nothing but
    the answer to a question, or the question.  All quotations of a paragraph then belong to whoever
    speaks in it; where no cue tells, to the subject of the sentence beside them, by the piece
    `turn-subject`; and whoever speaks in paragraphs that are nothing but quotations is found out
    once the others are known.
    """
    if _SUBJECT not in document.grammar.rules.pieces or not _has_question(document):
        return statements
    found, paragraphs = _turns(document)
    if not _is_dialogue(found, paragraphs):
        return statements
    owners = {unit: item for item in statements for unit in _quoted(document, item)}
    heard = {document.word(item.source[1] - 1) for item in owners.values() if item.source}
    added = [item for turn in found for item in _taken(document, turn, owners, heard)]
    return sorted([*statements, *added], key=lambda item: (item.contents[0], item.cue or (0, 0)))


def _has_question(document: Document) -> bool:
    words = document.words
    closings = (quotation.closing - 1 for quotation in document.quotation_at.values())
    return any(words[closing] in _ASKING for closing in closings)


def _turns(document: Document) -> tuple[list[_Turn], int]:
    """Give the turns, and how many paragraphs there are."""
    found: list[_Turn] = []
    paragraphs, told = 0, None
    for extent in document.paragraphs():
        paragraphs += 1
        turn = _turn(document, extent, told, follows=bool(found) and told is None)
        told = extent if turn is None else None
        if turn is None:
            continue
        if turn.opens and found and document.quotation_at[document.first[extent[0]]].continues:
            last = found[-1]
            last.extents.append(extent)
            last.quotes += turn.quotes
            last.asks = turn.asks
        else:
            found.append(turn)
    return found, paragraphs


def _turn(
    document: Document, extent: _Units, before: _Units | None, *, follows: bool
) -> _Turn | None:
    tags, quoted = document.tags, document.grammar.quotation_chars
    quotes = [unit for unit in document.quoted(*extent) if _is_speech(document, unit, extent)]
    if not quotes:
        return None
    stops = document.grammar.chars_of("stop")
    bare = all(char in quoted or char in stops for char in tags[slice(*extent)])
    opens = quotes[0] == extent[0]
    return _Turn([extent], quotes, opens, bare, _asks(document, quotes[-1]), before, follows)


def _is_speech(document: Document, unit: int, extent: _Units) -> bool:
    """Whether a quotation stands by itself, and is no word of the narrator's sentence."""
    tags, grammar = document.tags, document.grammar
    if unit == extent[0] or tags[unit - 1] in grammar.chars_of("turn-before"):
        return True
    return tags[unit] in grammar.chars_of("turn-quotation")


def _asks(document: Document, unit: int) -> bool:
    quotation = document.quotation_at[document.first[unit]]
    return document.words[quotation.closing - 1] in _ASKING


def _is_dialogue(turns: list[_Turn], paragraphs: int) -> bool:
    opening = sum(turn.opens for turn in turns)
    exchanges = sum(b.bare and b.follows and (a.asks or b.asks) for a, b in pairwise(turns))
    return exchanges >= _MANY or (exchanges > 0 and opening * 2 >= paragraphs)


def _quoted(document: Document, statement: Statement) -> list[int]:
    return [unit for start, end in statement.contents for unit in document.quoted(start, end)]


def _taken(
    document: Document, turn: _Turn, owners: dict[int, Statement], heard: set[str]
) -> list[Statement]:
    """Give all that is said in a turn to it, and what is said without a cue as a new statement."""
    if not turn.follows:
        document.turns.append([])
    row = document.turns[-1]
    row.append(Turn(turn.extents[0], turn.before))
    claimed = [unit for unit in turn.quotes if unit in owners]
    owner = owners[claimed[0]] if claimed else _unclaimed(document, turn, heard)
    owner.turn = len(document.turns) - 1, len(row) - 1
    for unit in turn.quotes if claimed else ():
        if unit in owners:
            owner = owners[unit]
        else:
            owner.contents.append((unit, unit + 1))
            owner.contents.sort()
    return [] if claimed else [owner]


def _unclaimed(document: Document, turn: _Turn, heard: set[str]) -> Statement:
    precision = document.grammar.rules.settings.get("precision", {})
    contents = [(unit, unit + 1) for unit in turn.quotes]
    source = None if turn.bare else next(_subjects(document, turn, heard), None)
    return Statement(TURN, contents, source, sourceless=True, confidence=precision.get(TURN, 1.0))


def _subjects(document: Document, turn: _Turn, heard: set[str]) -> Iterator[_Units]:
    """Give the subjects beside the first quotation: of the sentence after it, then before it."""
    ends, pattern = document.sentence_ends, document.grammar.forwards(_SUBJECT)
    (first, last), quote = turn.extents[0], turn.quotes[0]
    stops, person = (document.grammar.chars_of(name) for name in ("stop", "turn-person"))
    starts = [quote + 1 + (document.tags[quote + 1 : quote + 2] in stops)]
    before = [end + 1 for end in ends[bisect_left(ends, first) : bisect_left(ends, quote)]]
    starts += [*reversed(before), first]
    for start in starts:
        match = pattern.match(document.tags, start, last)
        if match is None:
            continue
        source = match.span("source")
        if document.tags[source[1] - 1] in person or document.word(source[1] - 1) in heard:
            yield source
