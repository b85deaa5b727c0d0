"""A rule set made ready to run: its lexicon, its alphabet of tags, and its patterns over them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

import attrs

from attribution._language.inheriting import base_of, same_notation
from attribution._language.lexicon import Lexicon, lexicon_of
from attribution._language.patterns import Patterns
from attribution._language.tagging import Characters, Tagger
from attribution._notation.alphabet import Alphabet
from attribution._notation.anchored import Anchored
from attribution._notation.prepared import Inherited, Prepared
from attribution._notation.selectors import Bundle, ordered
from attribution._rules.loading import prepared_for
from attribution._rules.wanted import (
    SPEAKERS,
    Beginnings,
    ClassWords,
    Leftwards,
    Numbered,
    Piece,
    Rightwards,
    Setting,
    Single,
    SpeakerWords,
    View,
    Wanted,
)
from attribution.rules import Construction, Mention, RuleSet

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

AnchoredConstruction: TypeAlias = Anchored[Construction]
AnchoredMention: TypeAlias = Anchored[Mention]


class Grammar:
    """The compiled form of a rule set.

    Patterns are compiled when they are first asked for.
    """

    def __init__(
        self, rules: RuleSet, prepared: Prepared | None = None, base: Grammar | None = None
    ) -> None:
        """Build the look-up tables, or take those that were prepared, or that another has.

        Args:
            rules: The rule set.
            prepared: What was worked out for it ahead of time.
            base: That of a rule set with which it may have notation in common.
        """
        self.rules = rules
        prepared = Prepared() if prepared is None else prepared
        self.lexicon: Lexicon = lexicon_of(rules, prepared)
        """The words that the rule set lists."""
        tagger = Tagger(rules, self.lexicon)
        bundles = functools.cache(tagger.bundles)
        shares = base is not None and base.alphabet.covers(bundles())
        self.alphabet: Alphabet = (
            base.alphabet if base is not None and shares else _alphabet(bundles, rules, prepared)
        )
        """The characters of tags."""
        if base is not None:
            other = base.prepared if shares else None
            prepared = Inherited(other, same_notation(base.rules, rules))
        self.prepared: Prepared = prepared
        """What was worked out ahead of time."""
        self.characters = Characters(tagger, self.alphabet, self.lexicon)
        """The characters of words and phrases."""
        self.patterns = Patterns(rules, self.alphabet, prepared)
        """The pieces and rules, compiled."""

    # What stages want ----------------------------------------------------------------------------

    def __getitem__(self, wanted: Wanted[T] | View[T] | Derived[T]) -> T:
        """Give what a stage has declared that it wants, or what it works out from that."""
        value: T = self._given(wanted)
        return value

    def __contains__(self, piece: Piece) -> bool:
        """Say whether the rule set has a piece."""
        return piece.name in self.rules.all_pieces

    @functools.cached_property
    def _given(self) -> Callable[[Wanted[Any] | View[Any] | Derived[Any]], Any]:
        return functools.cache(self._give)

    def _give(self, wanted: Wanted[Any] | View[Any] | Derived[Any]) -> object:
        match wanted:
            case Derived():
                return wanted.work_out(self)
            case View(piece=piece):
                return self._views[type(wanted)](piece.name)
            case Setting():
                return wanted.read(self.rules.settings)
        return self._sorts[type(wanted)](wanted.name)

    @functools.cached_property
    def _sorts(self) -> Mapping[type[Wanted[Any]], Callable[[str], object]]:
        return {
            Piece: self.patterns.piece,
            Single: self.patterns.units,
            ClassWords: self._words_of,
            SpeakerWords: self._speaker_words,
        }

    @functools.cached_property
    def _views(self) -> Mapping[type[View[Any]], Callable[[str], object]]:
        return {
            Leftwards: self.patterns.leftwards,
            Rightwards: self.patterns.rightwards,
            Numbered: self.patterns.numbered,
            Beginnings: self.patterns.begins,
        }

    def _words_of(self, name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in self.rules.classes.get(name, ()))

    def _speaker_words(self, name: str) -> frozenset[str]:
        return self[SPEAKERS].get(name, frozenset())


@attrs.frozen(eq=False)
class Derived(Generic[T_co]):
    """What a stage works out from a grammar, once for each: a decorator of a function.

    >>> from attribution import RuleSet
    >>> from attribution._rules.wanted import single
    >>> @Derived
    ... def ends(grammar: Grammar) -> str:
    ...     return "".join(sorted(grammar[single("stop")]))
    >>> grammar = Grammar(RuleSet.empty("xx"))
    >>> len(grammar[ends]), grammar[ends] is grammar[ends]
    (2, True)
    """

    work_out: Callable[[Grammar], T_co]


def _alphabet(
    bundles: Callable[[], Iterable[Bundle]], rules: RuleSet, prepared: Prepared
) -> Alphabet:
    def in_order() -> tuple[Bundle, ...]:
        return tuple(ordered(bundles(), rules.patterns, rules.all_pieces))

    return Alphabet(prepared.value("alphabet", in_order))


@functools.lru_cache(maxsize=16)
def compiled(rules: RuleSet) -> Grammar:
    """Give the compiled form of a rule set, the same one every time."""
    prepared = prepared_for(rules)
    base = base_of(rules) if prepared is None else None
    if base is None:
        return Grammar(rules, prepared)
    return compiled(base) if base == rules else Grammar(rules, base=compiled(base))
