"""What the constructions propose, cue by cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import TypeAlias

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Candidate, Statement
from attribution._language.anchors import ANCHORS, Anchor
from attribution._language.grammar import AnchoredConstruction, Grammar
from attribution._notation.patterns import Backwards, Groups
from attribution._notation.tag_string import TagString
from attribution._rules.wanted import piece, single
from attribution.models import Stance
from attribution.rules import Cue

PARTICLE_AFTER = piece(
    "particle-after",
    groups=("particle",),
    doc="from a parted verb on, all up to its particle",
    without="a verb whose particle stands further on is no cue",
    optional=True,
)
PARTED = single("parted")

_CONTENT = "content"
_CROWD = 20
_ROOM = 160
"""Nobody writes a sentence with so many anchors in so many units."""
Lefts: TypeAlias = "dict[Backwards, Groups | None]"
"""What the patterns to the left of one anchor have matched so far."""


def candidates(document: Document) -> list[Statement]:
    """Try the constructions at every unit where one may start; the first that fits wins."""
    return [Statement.of(candidate) for candidate in _proposed(document)]


def _proposed(document: Document) -> Iterator[Candidate]:
    tape, fitting = document.tape, document.grammar.patterns.constructions.fitting
    known = document.grammar[ANCHORS]
    for at, quotations in _in_paragraphs(document):
        cue, bits = cue_at(document, at)
        bits = known.near_quotations(bits, at, quotations)
        lefts: Lefts = {}
        for rule in fitting(tape, at, at + 1, bits):
            candidate = _apply(rule, cue, tape, at, lefts)
            if candidate is not None:
                yield candidate
                break


def anchors(document: Document) -> Iterator[int]:
    """Give the units where a construction may start, save where they crowd in one sentence."""
    found = [match.start() for match in document.grammar[ANCHORS].finder.finditer(document.tags)]
    for at, before in zip(found, chain(repeat(-_ROOM, _CROWD), found), strict=False):
        if at - before >= _ROOM or _are_parted(document, before, at):
            yield at


def _are_parted(document: Document, before: int, at: int) -> bool:
    ends = document.sentence_ends
    return bisect_left(ends, before) < bisect_left(ends, at)


def _in_paragraphs(document: Document) -> Iterator[tuple[int, Sequence[int]]]:
    """Give each unit where a construction may start, and the quotations of its paragraph."""
    paragraphs, end = document.paragraphs(), 0
    quotations: Sequence[int] = ()
    for at in anchors(document):
        if at >= end:
            while at >= end:
                start, end = next(paragraphs, (at, at + 1))
            quotations = document.quoted(start, end)
        yield at, quotations


def cue_at(document: Document, at: int) -> Anchor:
    """Give the cue that a unit is, and the constructions that may have it."""
    grammar, word, char = document.grammar, document.word(at), document.tags[at]
    if char in grammar[PARTED]:
        cue = _parted(document, at, word)
        if cue is not None:
            return grammar[ANCHORS].of(char, cue)
    return grammar[ANCHORS].at[char, word]


def proposals(
    grammar: Grammar, tape: TagString, at: int, cue: Cue | None, bits: int
) -> Iterator[Candidate]:
    """Give what all constructions propose that fit around a unit, of those with some bits."""
    lefts: Lefts = {}
    for rule in grammar.patterns.constructions.fitting(tape, at, at + 1, bits):
        candidate = _apply(rule, cue, tape, at, lefts)
        if candidate is not None:
            yield candidate


def _parted(document: Document, at: int, word: str) -> Cue | None:
    """Find the cue of a verb whose particle stands further on: "teilte ... mit"."""
    table = document.grammar.lexicon.parted.get(word)
    if table is None:
        return None
    match = document.grammar[PARTICLE_AFTER].match(document.tags, at + 1)
    return table.get(document.word(match.start("particle"))) if match is not None else None


def _apply(
    rule: AnchoredConstruction, cue: Cue | None, tape: TagString, at: int, lefts: Lefts
) -> Candidate | None:
    groups = _groups(rule, tape, at, lefts)
    if groups is None:
        return None
    contents: list[Units] = []
    ranges: dict[str, Units] = {}
    for name, units in groups:
        if name == _CONTENT:
            contents.append(units)
        else:
            ranges.setdefault(name, units)
    if not contents:
        return None
    return Candidate(
        rule.source.name,
        tuple(sorted(contents)),
        source=ranges.get("source"),
        cue=(at, at + 1),
        hearer=ranges.get("hearer"),
        frame=rule.source.frame,
        cue_stance=_stance(rule, cue),
        precision=rule.source.precision,
        sourceless=rule.source.sourceless,
    )


def _groups(
    rule: AnchoredConstruction, tape: TagString, at: int, lefts: Lefts
) -> Iterable[tuple[str, Units]] | None:
    """Give what a construction captures behind an anchor, then before it."""
    right = rule.right
    begun = right.begin(tape.tags, at + 1) if right is not None else None
    if begun is None and right is not None:
        return None
    # Not before, as most patterns need not be unpacked for one article.
    left = rule.left
    before = _before(left, tape, at, lefts) if left is not None else ()
    if before is None or begun is None or right is None:
        return before
    # A clause behind the cue is long, and in vain where nothing fits before the cue.
    after = right.finish(begun)
    return (*after, *before) if after is not None else None


def _before(left: Backwards, tape: TagString, at: int, lefts: Lefts) -> Groups | None:
    # Many constructions share what stands before the cue: it is looked for once.
    if left not in lefts:
        lefts[left] = left.find(tape, at)
    return lefts[left]


def _stance(rule: AnchoredConstruction, cue: Cue | None) -> Stance | None:
    if cue is None:
        return rule.source.stance
    return cue.stances.get(rule.source.frame or "", cue.stance)
