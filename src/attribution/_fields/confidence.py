"""How likely each statement is right: points of named conditions, or the precision of its rule."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._article.statement import Statement
from attribution._language.grammar import Derived, Grammar
from attribution._notation.alphabet import Alphabet
from attribution._notation.selectors import fits
from attribution._rules.shapes import NUMBER, conditions_of
from attribution._rules.wanted import setting

PLACES = frozenset(
    [
        *("cue", "before-cue", "behind-cue", "in-content", "between"),
        *("source-start", "source-end", "before-source", "behind-source"),
        *("content-start", "content-end", "before-content", "behind-content"),
    ]
)
"""Where the unit stands that has to have a tag: "behind-content comma"."""
KINDS = frozenset(["stance", "frame"])
"""What else is named with a value: "stance ask"."""
STEPS = {"far": (1, 3, 6, 12), "long": (3, 6, 13, 30), "wide": (2, 4, 7, 13)}
"""From how many units on source and cue are far apart, a content is long, a source wide."""
FLAGS = frozenset(
    [
        "always",
        "precision",
        "borrowed",
        "negated",
        "nobody",
        "parts",
        "quoted",
        "source-last",
        "content-first",
        *(f"{name}-{step}" for name, steps in STEPS.items() for step in steps),
    ]
)
"""What is true of a statement or not; "always" is, and "precision" weighs that of its rule."""

POINTS = setting(
    "points",
    conditions_of(PLACES, KINDS, FLAGS),
    doc="a condition -> the points (log odds) that a statement with a cue gets for it: a flag, a "
    'place and a tag ("behind-content comma"), a stance or a frame ("stance ask")',
    without="the confidence of a statement is the precision of its rule",
    optional=True,
)
LEAST = setting(
    "least",
    NUMBER,
    doc="the confidence below which a statement is dropped",
    without="a statement is kept however little is to be said for it",
    optional=True,
)
_UNKNOWN = 0.5
"""The confidence in a rule where no rule of its set was measured: as likely right as wrong."""
_EDGE = 0.01
"""What is surer than this, or less sure, was not measured so finely."""
At: TypeAlias = "tuple[str, str]"
"""A place and the characters of the units there."""


@Derived
def _average(grammar: Grammar) -> float:
    """Give the confidence in a rule that was not measured."""
    rules = grammar.rules
    every = [rule.precision for rule in rules.constructions]
    every += [rule.precision for rule in rules.layouts]
    measured = [precision for precision in every if precision is not None]
    return sum(measured) / len(measured) if measured else _UNKNOWN


Row: TypeAlias = "tuple[int, str, float]"
"""A condition: its rank, itself, and its points."""


class Rows(dict[str, tuple[Row, ...]]):
    """What a character fulfils at a place, looked up when it is first met there."""

    def __init__(self, alphabet: Alphabet, conditions: Sequence[tuple[str, Row]]) -> None:
        super().__init__()
        self._alphabet = alphabet
        self._conditions = conditions

    def __missing__(self, char: str) -> tuple[Row, ...]:
        tags = self._alphabet.tags(char)
        self[char] = rows = tuple(row for tag, row in self._conditions if fits(tags, tag))
        return rows

    def of(self, chars: str) -> Sequence[Row]:
        """Give the conditions that one of the characters fulfils, each once."""
        if len(chars) == 1:
            return self[chars]
        return sorted({row for char in set(chars) for row in self[char]})


@attrs.frozen(eq=False)
class Points:
    """The points of a rule set, by what has them."""

    named: Mapping[str, Row]
    placed: Mapping[str, Rows]
    precision: float
    """The weight of the precision."""


@Derived
def weights(grammar: Grammar) -> Points:
    placed: dict[str, list[tuple[str, Row]]] = {}
    named: dict[str, Row] = {}
    for rank, (condition, value) in enumerate(grammar[POINTS].items()):
        place, _, tag = condition.partition(" ")
        row = rank, condition, value
        if place in PLACES:
            placed.setdefault(place, []).append((tag, row))
        else:
            named[condition] = row
    weight = grammar[POINTS].get("precision", 1.0)
    rows = {place: Rows(grammar.alphabet, found) for place, found in placed.items()}
    return Points(named, rows, weight)


def confidence(document: Document, statements: list[Statement]) -> list[Statement]:
    """Give each statement its confidence, and drop those of less than the least.

    A statement with a cue starts from the precision of its rule and gets points for what is true
    of it; what has none, such as a turn of a transcript, has the precision of its rule.

    >>> from attribution import parse
    >>> sure, unsure = parse("“It is late,” Ada Moor said. The crew discussed the fare.")
    >>> sure.confidence > unsure.confidence
    True
    """
    grammar = document.grammar
    points, average, least = grammar[weights], grammar[_average], grammar[LEAST]
    for statement in statements:
        known = statement.proposed.precision
        value = average if known is None else known
        if points.named and statement.cue is not None:
            value = _weighed(document, statement, value)
        statement.confidence = value
        if value < least:
            statement.drop("confidence below the least")
    return [statement for statement in statements if not statement.dropped]


def _weighed(document: Document, statement: Statement, precision: float) -> float:
    points = document.grammar[weights]
    named, placed = points.named, points.placed
    # The rows themselves are kept: a tuple of its own for each would take more room than the text.
    got = [named[name] for name in names(statement) if name in named]
    for place, chars in places(document, statement):
        if chars and place in placed:
            got += placed[place].of(chars)
    value = _share(points.precision * log_odds(precision) + sum([row[2] for row in got]))
    statement.because("confidence", "precision", f"{precision:.2f}", f"{value:.2f}", _Told(got))
    return value


@attrs.frozen(eq=False)
class _Told:
    """Points, worded when somebody asks."""

    points: Sequence[Row]

    def __str__(self) -> str:
        return ", ".join(f"{condition} {value:+.2f}" for _, condition, value in self.points)


def log_odds(share: float) -> float:
    """Give the log odds of a share, of one near 0 or 1 those of what was measured so finely."""
    share = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(share / (1 - share))


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


# What is true of a statement ----------------------------------------------------------------------


def names(statement: Statement) -> list[str]:
    """Name what is true of a statement that has a cue, apart from what the units around it are."""
    cue, source, contents = statement.cue, statement.source, statement.contents
    if cue is None:
        return ["always"]
    found = ["always"]
    if statement.borrowed:
        found.append("borrowed")
    if statement.negated:
        found.append("negated")
    if source is None:
        found.append("nobody")
    if len(contents) > 1:
        found.append("parts")
    if all(end - start == 1 for start, end in contents):
        found.append("quoted")
    if source is not None and source[0] >= cue[1]:
        found.append("source-last")
    if contents[0][0] < cue[0]:
        found.append("content-first")
    found += [f"frame {statement.proposed.frame}", f"stance {statement.stance}"]
    found += _steps("long", sum([end - start for start, end in contents]))
    if source is not None:
        found += _steps("wide", source[1] - source[0])
        found += _steps("far", max(cue[0] - source[1], source[0] - cue[1]))
    return found


def _steps(name: str, size: int) -> list[str]:
    return [f"{name}-{step}" for step in STEPS[name] if size >= step]


def places(document: Document, statement: Statement) -> Iterator[At]:
    """Give the characters at each place of a statement that has a cue."""
    tags = document.tags
    if statement.cue is not None:
        yield from _around(tags, "cue", statement.cue)
        yield "cue", tags[statement.cue[0]]
    if statement.source is not None:
        yield from _edges(tags, "source", statement.source)
        if statement.cue is not None:
            yield "between", tags[statement.source[1] : statement.cue[0]]
    start, end = statement.contents[0][0], statement.contents[-1][1]
    yield from _edges(tags, "content", (start, end))
    yield "in-content", "".join([tags[a:b] for a, b in statement.contents])


def _edges(tags: str, name: str, units: Units) -> Iterator[At]:
    yield from _around(tags, name, units)
    yield f"{name}-start", tags[units[0]]
    yield f"{name}-end", tags[units[1] - 1]


def _around(tags: str, name: str, units: Units) -> Iterator[At]:
    start, end = units
    yield f"before-{name}", tags[start - 1 : start] if start else ""
    yield f"behind-{name}", tags[end : end + 1]
