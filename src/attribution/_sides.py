"""Compiles the notation: whole patterns, and what stands before and after an anchor."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import regex

from attribution._notation import Element, Resolve, read, tree
from attribution._patterns import Backwards, Change, Forwards, Limited, Pattern, numbered
from attribution._translate import Translator
from attribution.rules import Construction

_OPEN = 0.9
"""What may begin with this share of all tag characters may begin with almost anything."""


class Sides:
    """The patterns of one rule set; what several rules have in common is compiled once.

    Args:
        pieces: The shared pieces.
        resolve: Gives the characters that fit a selector.
    """

    def __init__(self, pieces: Mapping[str, str], resolve: Resolve) -> None:
        """Take the pieces; nothing is compiled yet."""
        self._pieces = pieces
        self._resolve = resolve
        self._translator = Translator(pieces, resolve)
        self._mirrored = Translator(pieces, resolve, mirrored=True)
        self._lefts: dict[tuple[tuple[Element, ...], str], Backwards] = {}
        self._tails: dict[Element, Forwards] = {}

    def pattern(self, notation: str) -> Pattern:
        """Compile a whole pattern, no name of a group twice."""
        return _fast(self._translator.regex(read(notation)))

    def numbered(self, notation: str) -> Pattern:
        """Compile a whole pattern whose groups are `numbered`."""
        return _fast(numbered(self._translator.regex(read(notation))))

    def to_the_left(self, elements: tuple[Element, ...]) -> Backwards:
        """Compile what is matched up to a unit, from right to left."""
        compiled = _fast(numbered(self._mirrored.regex(elements)))
        ends, _ = self._mirrored.first_of(tree(elements))
        return Backwards(compiled, ends, whole=True)

    def begins(self, elements: tuple[Element, ...]) -> frozenset[str]:
        """Give the units that a match may begin with, if it is not empty."""
        return self._translator.first_of(tree(elements))[0]

    def to_the_right(self, elements: tuple[Element, ...]) -> Forwards:
        """Compile what is matched from a unit on."""
        return Forwards(_fast(numbered(self._translator.regex(elements))), whole=True)

    def left(self, elements: tuple[Element, ...], rule: Construction) -> Backwards:
        """Compile what stands before the cue of a construction."""
        # Constructions that share what stands before the cue share the pattern, so that it need
        # not be tried twice.
        key = elements, rule.name if math.isfinite(rule.time_limit) else ""
        if key not in self._lefts:
            compiled = _limited(self._mirrored.regex(elements), rule)
            self._lefts[key] = Backwards(compiled)
        return self._lefts[key]

    def right(self, elements: tuple[Element, ...], rule: Construction) -> Forwards:
        """Compile what stands after the cue of a construction."""
        if math.isfinite(rule.time_limit) or not self._ends_openly(elements):
            return Forwards(_limited(self._translator.regex(elements), rule))
        # Many constructions end in the same large piece: it is compiled once for all of them.
        last = elements[-1]
        if last not in self._tails:
            self._tails[last] = Forwards(_fast(numbered(self._translator.regex((last,)))))
        before = numbered(self._translator.regex(elements[:-1]))
        return Forwards(_fast(before), self._tails[last])

    def _ends_openly(self, elements: tuple[Element, ...]) -> bool:
        """Whether a pattern ends in a piece that may begin with almost anything.

        What stands before such a piece never has to be matched otherwise for its sake.
        """
        last = elements[-1]
        if last.value not in self._pieces or len(tree(elements).alternatives) > 1:
            return False
        first, may_be_empty = self._translator.first_of(last)
        return not may_be_empty and len(first) > _OPEN * len(self._resolve("any"))

    def change(
        self,
        word: Element,
        before: tuple[Element, ...],
        after: tuple[Element, ...],
        changed: Mapping[str, str],
    ) -> Change:
        """Compile a reading: a word between what stands before it and after it."""
        # The word stands first, since it is what the engine can look for in one sweep.
        ahead = (word, *_look("(?<=", before, word), *_look("(?=", after))
        back = (*_look("(?<=", before), *_look("(?=", after, word, first=True))
        try:
            return Change(re.compile(self._translator.regex(ahead)), changed)
        except re.error:
            # What is of no one width can be looked for ahead alone, so the other way.
            source = self._mirrored.regex((word,)) + self._mirrored.regex(back)
            return Change(_fast(source), changed, mirrored=True)


def _fast(source: str) -> Pattern:
    # Over tag strings `re` is faster by far than `regex`; it lacks look-behinds of any width and
    # several groups of one name.
    try:
        return re.compile(source)
    except re.error:
        return regex.compile(source)


def _limited(source: str, rule: Construction) -> Pattern | Limited:
    source = numbered(source)
    if math.isinf(rule.time_limit):
        return _fast(source)
    # `re` knows no time limit.
    return Limited(regex.compile(source), rule.name, rule.time_limit)


def _look(
    opening: str, elements: tuple[Element, ...], *word: Element, first: bool = False
) -> tuple[Element, ...]:
    """Give a look-around for elements and a word beside them; nothing where there are none."""
    if not elements:
        return ()
    row = (*word, *elements) if first else (*elements, *word)
    return (Element("syntax", opening), *row, Element("syntax", ")"))
