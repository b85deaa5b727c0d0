"""What the stages hand on: one article, its tokens, its units and what was found in it."""

from __future__ import annotations

import datetime
import functools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count, pairwise
from operator import add

import attrs

from attribution._article.entities import Entity, Units
from attribution._article.rewriting import Rewriting
from attribution._language.grammar import Derived, Grammar
from attribution._notation.patterns import Pattern, any_of
from attribution._notation.tag_string import TagString
from attribution._rules.shapes import FLAG, NUMBER, table_of
from attribution._rules.wanted import setting, single
from attribution.models import Span

STOP, BREAK, QUOTATION = single("stop"), single("break"), single("quotation")
QUOTATIONS_ALONE = setting(
    "quotations_alone",
    FLAG,
    doc="whether quotations, and what a layout gives to somebody, are the only statements; "
    "counts where `quoted_parts` is on",
    without="indirect speech is a statement, too",
    optional=True,
)
PRECISION = setting(
    "precision",
    table_of(NUMBER),
    doc="the table `[precision]` of rules that are no construction's",
    optional=True,
)
_PARAGRAPH_END = frozenset({"break"})


@Derived
def sentence_ends(grammar: Grammar) -> Pattern:
    """Finds the units that end a sentence."""
    return any_of(grammar[STOP] | grammar[BREAK])


@Derived
def quotation_finder(grammar: Grammar) -> Pattern:
    """Finds quotations."""
    return any_of(grammar[QUOTATION])


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
class Turn:
    """A paragraph of a dialogue in which somebody speaks."""

    extent: Units
    told: Units | None = None
    """The paragraph before it, if nobody speaks in that."""


@attrs.define
class Document:
    """One article on its way through the stages.

    `text` is what the stages read: the text that was given, in the plain form that the first of
    them make of it.  `words`, `starts` and `ends` hold the tokens, by their offsets in it.
    `tags` has one character a unit (a token, a phrase of the lexicon or a whole quotation);
    `first` and `last` give a unit's tokens.
    """

    text: str
    grammar: Grammar
    published: datetime.date | None = None
    given: str = attrs.field(init=False)
    """The caller's text, which all spans are of."""
    rewritings: list[Rewriting] = attrs.field(factory=list)
    """What made the plain text of it, in turn."""
    words: list[str] = attrs.field(factory=list)
    starts: Sequence[int] = attrs.field(factory=list)
    ends: Sequence[int] = attrs.field(factory=list)
    chars: str = ""
    """The tag character of each token, before any are joined to units."""
    keys: Sequence[int] = attrs.field(factory=list)
    """The tokens that phrases of the lexicon are known by."""
    quotations: list[Quotation] = attrs.field(factory=list)
    breaks: list[tuple[int, int, str]] = attrs.field(factory=list)
    """Token ranges that become one unit (or none), with the character of that unit."""
    tags: str = ""
    first: Sequence[int] = attrs.field(factory=list)
    last: Sequence[int] = attrs.field(factory=list)
    quotation_at: dict[int, Quotation] = attrs.field(factory=dict)
    """First token of each quotation that is a unit."""
    turns: list[list[Turn]] = attrs.field(factory=list)
    """The turns of a dialogue, a list for each row of paragraphs."""
    entities: list[Entity] = attrs.field(factory=list)
    """The people and bodies, in the order of their first mention."""
    _tape: TagString | None = attrs.field(default=None, init=False)
    _ends: list[int] | None = attrs.field(default=None, init=False)
    _quoted: list[int] | None = attrs.field(default=None, init=False)
    _counts: Counter[str] | None = attrs.field(default=None, init=False)

    @given.default
    def _as_given(self) -> str:
        return self.text

    @property
    def tape(self) -> TagString:
        """The tags in both directions, once they are settled."""
        if self._tape is None:
            self._tape = TagString(self.tags)
        return self._tape

    @property
    def sentence_ends(self) -> list[int]:
        """The units that end a sentence: most stages ask for them."""
        if self._ends is None:
            self._ends = [m.start() for m in self.grammar[sentence_ends].finditer(self.tags)]
        return self._ends

    def quoted(self, start: int, end: int) -> list[int]:
        """Give the units of a range that are quotations."""
        if self._quoted is None:
            finder = self.grammar[quotation_finder]
            self._quoted = [match.start() for match in finder.finditer(self.tags)]
        units = self._quoted
        return units[bisect_left(units, start) : bisect_left(units, end)]

    def quoted_in(self, contents: Iterable[Units]) -> list[int]:
        """Give the units of some ranges that are quotations."""
        return [unit for start, end in contents for unit in self.quoted(start, end)]

    def precision(self, rule: str, otherwise: float | None) -> float | None:
        """Say how precise a rule of the engine's own is in this language, if it was measured."""
        return self.grammar[PRECISION].get(rule, otherwise)

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Give the units of each paragraph that is not empty."""
        stop, start = self.grammar.alphabet.char(_PARAGRAPH_END), 0
        while start < len(self.tags):
            end = self.tags.find(stop, start)
            end = len(self.tags) if end < 0 else end
            if end > start:
                yield start, end
            start = end + 1

    def is_quotation(self, units: Units) -> bool:
        """Say whether a range of units is one quotation and nothing else."""
        start, end = units
        return end - start == 1 and self.tags[start] in self.grammar[QUOTATION]

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

    def span(self, units: Units) -> Span:
        """Give the piece of the caller's text that a half-open range of units covers."""
        return self.cut(*self.offsets(units))

    def cut(self, start: int, end: int) -> Span:
        """Give the piece of the caller's text that stands between offsets of the plain one."""
        for made in reversed(self.rewritings):
            start, end = made.start(start), made.end(end)
        # The line end at the end of a text may be one that was not given.
        end = min(end, len(self.given))
        return Span(min(start, end), end, self.given[start:end])

    def pieces(self, start: int, end: int) -> list[Units]:
        """Part a piece of the plain text where markup was left out; no part has white space around.

        What is nothing but white space is one part.
        """
        cuts = self._left_out[
            bisect_right(self._left_out, start) : bisect_left(self._left_out, end)
        ]
        bounds = (self._stripped(*piece) for piece in pairwise((start, *cuts, end)))
        return [(first, last) for first, last in bounds if first < last] or [(start, end)]

    @functools.cached_property
    def _left_out(self) -> list[int]:
        """The offsets of the plain text where markup was left out."""
        found: list[int] = []
        for made in self.rewritings:
            found = [made.new(offset) for offset in found]
            found += made.left_out() if made.markup else ()
        return sorted(found)

    def _stripped(self, start: int, end: int) -> Units:
        text = self.text[start:end].rstrip()
        return start + len(text) - len(text.lstrip()), start + len(text)

    def words_of(self, units: Units) -> str:
        """Give the words that a half-open range of units covers, as the plain text has them."""
        return self.text[self.starts[self.first[units[0]]] : self.ends[self.last[units[1] - 1]]]

    def offsets(self, units: Units) -> tuple[int, int]:
        """Give the character offsets of a half-open range of units."""
        return self.starts[self.first[units[0]]], self.ends[self.last[units[1] - 1]]
