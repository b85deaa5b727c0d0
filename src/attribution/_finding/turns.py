"""The turns of a dialogue, of which many have no cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import attrs

from attribution._article.document import QUOTATION, QUOTATIONS_ALONE, STOP, Document, Turn
from attribution._article.entities import Units
from attribution._article.statement import Candidate, Statement, in_text_order
from attribution._rules.known import TURN
from attribution._rules.wanted import piece, single

TURN_SUBJECT = piece(
    "turn-subject",
    groups=("source",),
    doc="in a story: from the start of a sentence beside a quotation, or right behind that, up to "
    "subject and verb of who speaks",
    without="the quotations of a story that have no cue are nobody's",
    optional=True,
)
TURN_PERSON = single(
    "turn-person",
    doc="a unit that such a subject ends with if it is somebody: others have to speak elsewhere",
    without="what no other sentence lets speak never speaks in a story",
    optional=True,
)
TURN_BEFORE = single(
    "turn-before",
    doc="a unit behind which a quotation is speech in a story",
    without="a quotation inside a sentence is never speech",
    optional=True,
)
TURN_QUOTATION = single(
    "turn-quotation",
    doc="a quotation that is speech anywhere in a story",
    without="a quotation inside a sentence is never speech",
    optional=True,
)

_CALLING = frozenset("?!")
_SEVERAL = 2
"""So many questions, calls and answers make a dialogue of the paragraphs around them."""
_MANY = 4
"""So many questions, calls and answers make a dialogue of any text, and so many turns that follow
another make one of a text of little else."""


@attrs.define
class _Speech:
    """What one person says in one paragraph, or in several that open with a mark."""

    extents: list[Units]
    """The paragraphs."""
    quotes: list[int]
    opens: bool
    """Whether it begins with a quotation."""
    bare: bool
    """Whether it has nothing but quotations."""
    asks: bool
    """Whether its last quotation is a question or an exclamation."""
    before: Units | None
    """The paragraph before it, if that is no turn."""
    follows: bool


def turns(document: Document, statements: list[Statement]) -> list[Statement]:
    """Give each paragraph of a dialogue to one speaker, as stories do.

    A text is a dialogue if its paragraphs open with quotations, and some of them are nothing but
    the answer to a question or a call, or that itself; or if nearly all of them open so, and some
    are nothing else.  In other texts, rows of turns are dialogues that have several such answers.
    With the setting `quotations_alone` half of the paragraphs are enough.
    All quotations of a paragraph then belong to whoever speaks in it; where no cue tells, to the
    subject of the sentence beside them, by the piece `turn-subject`; and whoever speaks in
    paragraphs that are nothing but quotations is found out once the others are known.
    """
    if TURN_SUBJECT not in document.grammar or not _may_be_dialogue(document):
        return statements
    found, paragraphs = _turns(document)
    alone = document.grammar[QUOTATIONS_ALONE]
    if not (_is_dialogue(found, paragraphs) or (alone and _is_talk(found, paragraphs))):
        found = [turn for row in _rows(found) if _exchanges(row) >= _SEVERAL for turn in row]
    if not found:
        return statements
    owners = {unit: item for item in statements for unit in document.quoted_in(item.contents)}
    heard = {document.word(item.source[1] - 1) for item in owners.values() if item.source}
    added = [item for turn in found for item in _taken(document, turn, owners, heard)]
    return in_text_order([*statements, *added])


def _may_be_dialogue(document: Document) -> bool:
    words = document.words
    found = document.quotation_at.values()
    return len(found) > _MANY or any(words[one.closing - 1] in _CALLING for one in found)


def _turns(document: Document) -> tuple[list[_Speech], int]:
    """Give the turns, and how many paragraphs there are."""
    found: list[_Speech] = []
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
    document: Document, extent: Units, before: Units | None, *, follows: bool
) -> _Speech | None:
    tags, quoted = document.tags, document.grammar[QUOTATION]
    quotes = [unit for unit in document.quoted(*extent) if _is_speech(document, unit, extent)]
    if not quotes:
        return None
    stops = document.grammar[STOP]
    bare = all(char in quoted or char in stops for char in tags[slice(*extent)])
    opens = quotes[0] == extent[0]
    return _Speech([extent], quotes, opens, bare, _asks(document, quotes[-1]), before, follows)


def _is_speech(document: Document, unit: int, extent: Units) -> bool:
    """Whether a quotation stands by itself, and is no word of the narrator's sentence."""
    tags, grammar = document.tags, document.grammar
    if unit == extent[0] or tags[unit - 1] in grammar[TURN_BEFORE]:
        return True
    return tags[unit] in grammar[TURN_QUOTATION]


def _asks(document: Document, unit: int) -> bool:
    quotation = document.quotation_at[document.first[unit]]
    return document.words[quotation.closing - 1] in _CALLING


def _is_dialogue(turns: list[_Speech], paragraphs: int) -> bool:
    opening, exchanges = sum(turn.opens for turn in turns), _exchanges(turns)
    if exchanges >= _MANY or (exchanges > 0 and opening * 2 >= paragraphs):
        return True
    pairs = [(a, b) for a, b in pairwise(turns) if b.follows]
    following = sum(a.opens and b.opens for a, b in pairs)
    return opening * 3 >= paragraphs * 2 and following >= _MANY and any(b.bare for _, b in pairs)


def _is_talk(turns: list[_Speech], paragraphs: int) -> bool:
    """Whether a text that is read for its quotations alone has as many turns as other paragraphs.

    Two of them follow each other, and the second has nothing else.
    """
    opening = sum(turn.opens for turn in turns)
    return opening * 2 >= paragraphs and any(b.bare and b.follows for b in turns)


def _exchanges(turns: list[_Speech]) -> int:
    """Count the questions and calls, and their answers, that are a paragraph each."""
    return sum(b.bare and b.follows and (a.asks or b.asks) for a, b in pairwise(turns))


def _rows(turns: list[_Speech]) -> list[list[_Speech]]:
    """Part turns into those that follow each other."""
    rows: list[list[_Speech]] = []
    for turn in turns:
        if turn.follows:
            rows[-1].append(turn)
        else:
            rows.append([turn])
    return rows


def _taken(
    document: Document, turn: _Speech, owners: dict[int, Statement], heard: set[str]
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
        elif owner.source is None or unit not in range(*owner.source):
            owner.contents.append((unit, unit + 1))
            owner.contents.sort()
            owner.note("goes on in its paragraph with {}", (unit, unit + 1))
    return [] if claimed else [owner]


def _unclaimed(document: Document, turn: _Speech, heard: set[str]) -> Statement:
    contents = tuple([(unit, unit + 1) for unit in turn.quotes])
    source = None if turn.bare else next(_subjects(document, turn, heard), None)
    precision = document.precision(TURN, None)
    return Statement.of(
        Candidate(TURN, contents, source, precision=precision, sourceless=True, verbatim=True)
    )


def _subjects(document: Document, turn: _Speech, heard: set[str]) -> Iterator[Units]:
    """Give the subjects beside the first quotation: of the sentence after it, then before it."""
    ends, pattern = document.sentence_ends, document.grammar[TURN_SUBJECT]
    (first, last), quote = turn.extents[0], turn.quotes[0]
    stops, person = document.grammar[STOP], document.grammar[TURN_PERSON]
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
