"""Fifth stage: what the constructions propose, cue by cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from typing import TypeAlias

from attribution._compile import Rule
from attribution._document import Document, Statement
from attribution._patterns import BackwardMatch, Match, group_name
from attribution.errors import RuleTimeoutError
from attribution.models import Stance
from attribution.rules import Cue

_CROWD = 24
_ROOM = 160
"""`_CROWD` anchors take at least this many units (189 is the least in 400 articles)."""
Lefts: TypeAlias = "dict[object, BackwardMatch | None]"
"""What the patterns to the left of one anchor have matched so far."""
_CATEGORIES = (
    ("cue", "verb"), ("adjunct", "verb"), ("passive", "verb"),
    ("cue-noun", "noun"), ("cue-preposition", "preposition"),
    ("cue-adjective", "adjective"),
)  # fmt: skip


def statements(document: Document) -> list[Statement]:
    """Try the constructions at every unit where one may start; the first that fits wins."""
    found = []
    stopped: list[Rule] = []
    tags, grammar = document.tags, document.grammar
    for at in _anchors(document):
        cue = _cue(document, at)
        lefts: Lefts = {}
        for rule in grammar.rules_at(tags, at, cue.frames if cue else None):
            if rule in stopped:
                continue
            try:
                statement = _apply(rule, cue, tags, at, lefts)
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


def _cue(document: Document, at: int) -> Cue | None:
    tags = document.grammar.tags(document.tags[at])
    word = document.word(at)
    if "parted" in tags:
        cue = _parted(document, at, word)
        if cue is not None:
            return cue
    for tag, category in _CATEGORIES:
        if tag in tags:
            cue = document.grammar.cues.get((category, word))
            if cue is not None:
                return cue
    return None


def _parted(document: Document, at: int, word: str) -> Cue | None:
    """Find the cue of a verb whose particle stands further on: "teilte ... mit"."""
    table = document.grammar.parted.get(word)
    if table is None:
        return None
    match = document.grammar.forwards("particle-after").match(document.tags, at + 1)
    return table.get(document.word(match.start("particle"))) if match is not None else None


def _apply(rule: Rule, cue: Cue | None, tags: str, at: int, lefts: Lefts) -> Statement | None:
    groups: dict[str, list[tuple[int, int]]] = {}
    if rule.right is not None:
        match = rule.right.match(tags, at + 1)
        if match is None:
            return None
        _collect(match, match.re.groupindex, groups)
    if rule.left is not None:
        # Many constructions share what stands before the cue: it is looked for once.
        if rule.left not in lefts:
            lefts[rule.left] = rule.left.match(tags, 0, at)
        before = lefts[rule.left]
        if before is None:
            return None
        _collect(before, before.groupindex, groups)
    contents = sorted(groups.get("content", ()))
    if not contents:
        return None
    source, hearer = groups.get("source"), groups.get("hearer")
    return Statement(
        rule.source.name,
        contents,
        source=source[0] if source else None,
        cue=(at, at + 1),
        hearer=hearer[0] if hearer else None,
        frame=rule.source.frame,
        lemma=cue.lemma if cue else "",
        stance=_stance(rule, cue),
        sourceless=rule.source.sourceless,
        confidence=rule.source.precision,
    )


def _stance(rule: Rule, cue: Cue | None) -> Stance | None:
    if cue is None:
        return rule.source.stance
    return cue.stances.get(rule.source.frame or "", cue.stance)


def _collect(
    match: Match | BackwardMatch,
    names: Iterable[str],
    groups: dict[str, list[tuple[int, int]]],
) -> None:
    for name in names:
        span = match.span(name)
        if span[0] >= 0 and span[0] != span[1]:
            groups.setdefault(group_name(name), []).append(span)
