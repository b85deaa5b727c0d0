"""Where constructions may start: the cue that a unit is, and the constructions that may have it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TypeAlias

from attribution._language.grammar import Derived, Grammar
from attribution._notation.contained import Contained
from attribution._notation.memo import Memo
from attribution._notation.patterns import any_of
from attribution._notation.syntax import Element, read, splits, tree
from attribution.rules import Cue

Anchor: TypeAlias = "tuple[Cue | None, int]"
"""What cue a unit is, if any, and the bits of the constructions that it may be the anchor of."""
_CUE_CATEGORIES = (
    ("cue", "verb"), ("adjunct", "verb"), ("cue-adjective", "adjective"), ("passive", "verb"),
    ("cue-noun", "noun"), ("cue-preposition", "preposition"),
)  # fmt: skip
"""Tag -> category of the cues that a unit with the tag may be, the likeliest first."""


class Anchors:
    """The anchors of the constructions of a rule set."""

    def __init__(self, grammar: Grammar) -> None:
        """Note for each construction, once for each of its alternatives, what its anchor may be."""
        self._lexicon, self._alphabet = grammar.lexicon, grammar.alphabet
        rules = grammar.rules.constructions
        patterns = [rule.pattern for rule in rules]
        chars = grammar.prepared.value("anchors", lambda: _anchors(grammar), patterns)
        self._quoting = grammar.prepared.value("quoting", lambda: _quoting(grammar), patterns)
        """The bits of what needs a quotation before its anchor in the paragraph, and behind it."""
        self._rows = tuple(
            (frozenset(anchor), rule.frame)
            for rule, anchors in zip(rules, chars, strict=True)
            for anchor in anchors
        )
        self.finder = any_of(frozenset().union(*(chars for chars, _ in self._rows)))
        """Finds the units where a construction may start."""
        self.at = Memo(self._at)
        """Tag character and word of a unit -> the cue that it is."""

    def _at(self, unit: tuple[str, str]) -> Anchor:
        char, word = unit
        tags, known = self._alphabet.tags(char), self._lexicon.cues
        cues = (known.get((name, word)) for tag, name in _CUE_CATEGORIES if tag in tags)
        return self.of(char, next(filter(None, cues), None))

    def of(self, char: str, cue: Cue | None) -> Anchor:
        """Give a cue with the bits of the constructions that have it for their anchor."""
        return cue, self._bits(char, cue.frames if cue is not None else ())

    def near_quotations(self, bits: int, at: int, quotations: Sequence[int]) -> int:
        """Give the bits of those that have the quotations which they need.

        Args:
            bits: The bits of the constructions that fit an anchor.
            at: The unit that is the anchor.
            quotations: The units that are the quotations of its paragraph, in their order.
        """
        before, behind = self._quoting
        if not quotations or quotations[0] > at:
            bits &= ~before
        if not quotations or quotations[-1] < at:
            bits &= ~behind
        return bits

    @functools.cached_property
    def _bits(self) -> Callable[[str, tuple[str, ...]], int]:
        """Tag character and frames of a unit -> the bits of the constructions that fit."""
        return functools.cache(self._starting)

    def _starting(self, char: str, frames: tuple[str, ...]) -> int:
        allowed = {None, *frames}
        fits = (char in chars and frame in allowed for chars, frame in self._rows)
        return sum(fit << i for i, fit in enumerate(fits))


def _anchors(grammar: Grammar) -> tuple[tuple[str, ...], ...]:
    """Give for each construction what the anchor of each of its alternatives may be."""
    resolve = grammar.alphabet.resolve
    patterns = [read(rule.pattern) for rule in grammar.rules.constructions]
    return tuple(
        tuple(resolve(_selector(cue)) for _, cue, _ in splits(pattern, "cue"))
        for pattern in patterns
    )


def _quoting(grammar: Grammar) -> tuple[int, int]:
    resolve, pieces = grammar.alphabet.resolve, grammar.rules.all_pieces
    quotations = Contained(frozenset(resolve("quotation")), pieces, resolve)
    breaks = Contained(frozenset(resolve("break")), pieces, resolve)

    def needed(elements: tuple[Element, ...], anchor: Element) -> bool:
        side = tree(elements)
        return quotations.always(side) and not breaks.ever(side) and not breaks.ever(anchor)

    patterns = [read(rule.pattern) for rule in grammar.rules.constructions]
    rows = [parts for pattern in patterns for parts in splits(pattern, "cue")]
    return (
        sum(needed(before, cue) << bit for bit, (before, cue, _) in enumerate(rows)),
        sum(needed(after, cue) << bit for bit, (_, cue, after) in enumerate(rows)),
    )


def _selector(anchor: Element) -> str:
    return f"={anchor.value}" if anchor.kind == "word" else anchor.value


ANCHORS = Derived(Anchors)
"""The anchors of a rule set, made once."""
