"""Fifth stage: what the constructions propose, cue by cue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat
from typing import TypeAlias

from attribution._compile import Anchor, Rule
from attribution._document import Document, Statement
from attribution._entities import Units
from attribution._patterns import Backwards, Groups
from attribution._tape import Tape
from attribution.errors import RuleTimeoutError
from attribution.models import Stance
from attribution.rules import Cue

_CONTENT = "content"
_CROWD = 24
_ROOM = 160
"""`_CROWD` anchors take at least this many units in any real text."""
Lefts: TypeAlias = "dict[Backwards, Groups | None]"
"""What the patterns to the left of one anchor have matched so far."""


def statements(document: Document) -> list[Statement]:
    """Try the constructions at every unit where one may start; the first that fits wins."""
    found = []
    stopped: list[Rule] = []
    tape, fitting = document.tape, document.grammar.constructions.fitting
    for at in _anchors(document):
        cue, bits = _cue(document, at)
        lefts: Lefts = {}
        for rule in fitting(tape, at, at + 1, bits):
            if rule in stopped:
                continue
            try:
                statement = _apply(rule, cue, tape, at, lefts)
            except RuleTimeoutError as error:
                stopped.append(rule)
                document.errors.append(error)
                continue
            if statement is not None:
                found.append(statement)
                break
    return found


def _anchors(document: Document) -> Iterator[int]:
    """Give the units where a construction may start, save where they crowd as in no real text."""
    found = [match.start() for match in document.grammar.anchor_finder.finditer(document.tags)]
    for at, before in zip(found, chain(repeat(-_ROOM, _CROWD), found), strict=False):
        if at - before >= _ROOM:
            yield at


def _cue(document: Document, at: int) -> Anchor:
    grammar, word, char = document.grammar, document.word(at), document.tags[at]
    if char in grammar.parted_chars:
        cue = _parted(document, at, word)
        if cue is not None:
            return grammar.anchor(char, cue)
    return grammar.anchors[char, word]


def _parted(document: Document, at: int, word: str) -> Cue | None:
    """Find the cue of a verb whose particle stands further on: "teilte ... mit"."""
    table = document.grammar.parted.get(word)
    if table is None:
        return None
    match = document.grammar.forwards("particle-after").match(document.tags, at + 1)
    return table.get(document.word(match.start("particle"))) if match is not None else None


def _apply(rule: Rule, cue: Cue | None, tape: Tape, at: int, lefts: Lefts) -> Statement | None:
    after = rule.right.find(tape.tags, at + 1) if rule.right is not None else []
    if after is None:
        return None
    before = _before(rule.left, tape, at, lefts) if rule.left is not None else []
    if before is None:
        return None
    contents: list[Units] = []
    ranges: dict[str, Units] = {}
    for name, units in (*after, *before):
        if name == _CONTENT:
            contents.append(units)
        else:
            ranges.setdefault(name, units)
    if not contents:
        return None
    return Statement(
        rule.source.name,
        sorted(contents),
        source=ranges.get("source"),
        cue=(at, at + 1),
        hearer=ranges.get("hearer"),
        frame=rule.source.frame,
        stance=_stance(rule, cue),
        sourceless=rule.source.sourceless,
        confidence=rule.source.precision,
    )


def _before(left: Backwards, tape: Tape, at: int, lefts: Lefts) -> Groups | None:
    # Many constructions share what stands before the cue: it is looked for once.
    if left not in lefts:
        lefts[left] = left.find(tape, at)
    return lefts[left]


def _stance(rule: Rule, cue: Cue | None) -> Stance | None:
    if cue is None:
        return rule.source.stance
    return cue.stances.get(rule.source.frame or "", cue.stance)
