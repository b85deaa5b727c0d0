"""What the stages hand on: one article, its tokens, its units and what was found in it."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, count
from operator import add

import attrs

from attribution._compile import Grammar
from attribution._tape import Tape
from attribution.errors import RuleTimeoutError
from attribution.models import Span, Stance

_EDGES = " ,;:–—-"


@attrs.define
class Quotation:
    """A stretch of tokens in quotation marks; token indices, the marks included."""

    first: int
    last: int
    closed: bool = True
    continues: bool = False
    """Whether the quotation before it was left open for this one to go on."""
    opened: bool = True
    """Whether a mark opens it."""

    @property
    def opening(self) -> int:
        """Index of the first token inside the marks."""
        return self.first + self.opened

    @property
    def closing(self) -> int:
        """Index one past the last token inside the marks."""
        return self.last if self.closed else self.last + 1


@attrs.define
class Statement:
    """A statement in the making: content, source and cue as half-open ranges of units."""

    rule: str
    contents: list[tuple[int, int]]
    source: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    hearer: tuple[int, int] | None = None
    frame: str | None = None
    confidence: float = 1.0
    sourceless: bool = False
    """Whether it may do without a source."""
    borrowed: bool = False
    """Whether the source stands with another cue."""
    reason: str = "kept"
    label: str = ""
    """The source of a layout that puts it before the words, as it is written."""
    office: tuple[int, int] | None = None
    """What such a layout tells of the office of its source."""
    turn: tuple[int, int] | None = None
    """The row of turns of a dialogue that it belongs to, and which of them it is."""
    stance: Stance | None = None
    negated: bool = False
    addressee: str | None = None
    speaker: str | None = None
    role: str | None = None
    organisation: str | None = None
    date: datetime.date | None = None
    role_span: Span | None = None
    organisation_span: Span | None = None
    date_span: Span | None = None
    evidence: dict[str, tuple[str, str, object, str]] = attrs.field(factory=dict)
    """Field name -> the rule behind its value, its words, the value and a detail."""

    def because(
        self, field: str, rule: str, words: str, value: object = None, detail: str = ""
    ) -> None:
        """Note where a field comes from; it is worded when somebody asks."""
        self.evidence[field] = rule, words, value, detail

    def told(self) -> dict[str, str]:
        """Word where the fields come from: ``pronoun 'he' -> Ada Moor (subject before)``."""
        return {field: _worded(*noted) for field, noted in self.evidence.items()}


def _worded(rule: str, words: str, value: object, detail: str) -> str:
    told = f"{rule} '{' '.join(words.split()).strip(_EDGES)}'" if words else rule
    told += f" -> {value}" if value is not None else ""
    return told + (f" ({detail})" if detail else "")


@attrs.define
class Turn:
    """A paragraph of a dialogue in which somebody speaks."""

    extent: tuple[int, int]
    told: tuple[int, int] | None = None
    """The paragraph before it, if nobody speaks in that."""


@attrs.define
class Document:
    """One article on its way through the stages.

    `words`, `starts` and `ends` hold the tokens.  `tags` has one character a unit (a token, a
    phrase of the lexicon or a whole quotation); `first` and `last` give a unit's tokens.
    """

    text: str
    grammar: Grammar
    published: datetime.date | None = None
    words: list[str] = attrs.field(factory=list)
    starts: list[int] = attrs.field(factory=list)
    ends: list[int] = attrs.field(factory=list)
    chars: str = ""
    """The tag character of each token, before any are joined to units."""
    keys: list[int] = attrs.field(factory=list)
    """The tokens that phrases of the lexicon are known by."""
    quotations: list[Quotation] = attrs.field(factory=list)
    breaks: list[tuple[int, int, str]] = attrs.field(factory=list)
    """Token ranges that become one unit (or none), with the character of that unit."""
    tags: str = ""
    first: list[int] = attrs.field(factory=list)
    last: list[int] = attrs.field(factory=list)
    quotation_at: dict[int, Quotation] = attrs.field(factory=dict)
    """First token of each quotation that is a unit."""
    turns: list[list[Turn]] = attrs.field(factory=list)
    """The turns of a dialogue, a list for each row of paragraphs."""
    errors: list[RuleTimeoutError] = attrs.field(factory=list)
    """The rules that took too long, each once."""
    _tape: Tape | None = attrs.field(default=None, init=False)
    _ends: list[int] | None = attrs.field(default=None, init=False)
    _quoted: list[int] | None = attrs.field(default=None, init=False)
    _counts: Counter[str] | None = attrs.field(default=None, init=False)

    @property
    def tape(self) -> Tape:
        """The tags in both directions, once they are settled."""
        if self._tape is None:
            self._tape = Tape(self.tags)
        return self._tape

    @property
    def sentence_ends(self) -> list[int]:
        """The units that end a sentence: most stages ask for them."""
        if self._ends is None:
            self._ends = [m.start() for m in self.grammar.sentence_ends.finditer(self.tags)]
        return self._ends

    def quoted(self, start: int, end: int) -> list[int]:
        """Give the units of a range that are quotations."""
        if self._quoted is None:
            finder = self.grammar.quotation_finder
            self._quoted = [match.start() for match in finder.finditer(self.tags)]
        units = self._quoted
        return units[bisect_left(units, start) : bisect_left(units, end)]

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Give the units of each paragraph that is not empty."""
        stop, start = self.grammar.char(frozenset({"break"})), 0
        while start < len(self.tags):
            end = self.tags.find(stop, start)
            end = len(self.tags) if end < 0 else end
            if end > start:
                yield start, end
            start = end + 1

    def is_quotation(self, units: tuple[int, int]) -> bool:
        """Say whether a range of units is one quotation and nothing else."""
        start, end = units
        return end - start == 1 and self.tags[start] in self.grammar.quotation_chars

    def count(self, word: str) -> int:
        """Say how often a word stands in the text."""
        if self._counts is None:
            self._counts = Counter(self.words)
        return self._counts[word]

    def places(self, char: str) -> list[int]:
        """Give the tokens that have a tag character."""
        # What lies between two of them is as long as they are apart.
        lengths = map(len, self.chars.split(char))
        return list(map(add, accumulate(lengths), count()))[:-1]

    def word(self, unit: int) -> str:
        """Give the lower-case words of a unit."""
        a, b = self.first[unit], self.last[unit]
        if a == b:
            return self.words[a].lower()
        return " ".join(self.words[a : b + 1]).lower()

    def span(self, units: tuple[int, int]) -> Span:
        """Give the piece of text that a half-open range of units covers."""
        start, end = self.starts[self.first[units[0]]], self.ends[self.last[units[1] - 1]]
        return Span(start, end, self.text[start:end])

    def words_of(self, units: tuple[int, int]) -> str:
        """Give the words that a half-open range of units covers, as the text has them."""
        return self.text[self.starts[self.first[units[0]]] : self.ends[self.last[units[1] - 1]]]

    def offsets(self, units: tuple[int, int]) -> tuple[int, int]:
        """Give the character offsets of a half-open range of units."""
        return self.starts[self.first[units[0]]], self.ends[self.last[units[1] - 1]]
