"""The words and settings of a rule set that stages ask for by name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from attribution._alphabet import Alphabet
from attribution._memo import Memo
from attribution.models import Stance

_SHORT = 2
"""How long initials and figures of days may be."""


class Vocabulary(Alphabet):
    """An alphabet with the word classes and settings behind it, made ready when first needed."""

    def knows(self, word: str) -> bool:
        """Say whether a list of the rule set holds a word."""
        return word in self._words

    @functools.cached_property
    def words_of(self) -> Callable[[str], frozenset[str]]:
        """Give the words of a class, lower case."""
        return functools.cache(self._words_of)

    def _words_of(self, name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in self.rules.classes.get(name, ()))

    @functools.cached_property
    def speaker_words(self) -> Callable[[str], frozenset[str]]:
        """Give a word list of the setting "speakers"."""
        return functools.cache(self._speaker_words)

    def _speaker_words(self, name: str) -> frozenset[str]:
        return frozenset(self.rules.settings.get("speakers", {}).get(name, "").split())

    @functools.cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """Abbreviation, lower case and without its last stop -> the class that it is of."""
        names = ("abbreviations_words", "abbreviations", "abbreviations_final")
        return {word.removesuffix("."): name for name in names for word in self.words_of(name)}

    @functools.cached_property
    def takes_stop(self) -> Memo[str, bool]:
        """Word -> whether it may be an abbreviation, an initial or a short figure."""
        return Memo(self._takes_stop)

    def _takes_stop(self, word: str) -> bool:
        last = word.rpartition("-")[2]
        return len(last) <= _SHORT or last.lower() in self.abbreviations

    @functools.cached_property
    def elisions(self) -> frozenset[str]:
        """Words that are written with an apostrophe before them."""
        return self.words_of("elisions")

    @functools.cached_property
    def genitive_char(self) -> str:
        """The character of a genitive ending, or nothing where the language has none."""
        return next((self.lookup[word] for word in sorted(self.words_of("genitives"))), "")

    @functools.cached_property
    def genitive_endings(self) -> frozenset[str]:
        """The letters after which an apostrophe alone is a genitive."""
        return frozenset(self.rules.settings.get("genitive_endings", ()))

    @functools.cached_property
    def letter_names(self) -> dict[str, tuple[str, ...]]:
        """Letter -> the words behind which it is a name of its own."""
        return dict(self.rules.settings.get("letter_names", {}))

    @functools.cached_property
    def day_prepositions(self) -> frozenset[str]:
        """The words at the end of phrases that go with a day instead, where one follows."""
        return frozenset(self.rules.settings.get("day_prepositions", ()))

    @functools.cached_property
    def modifiers(self) -> Mapping[str, Stance]:
        """Word that goes with a cue -> the stance it gives."""
        adverbs = {
            word: cue.stance
            for (category, word), cue in self.cues.items()
            if category == "adverb" and cue.stance is not None
        }
        given = self.rules.settings.get("modifiers", {})
        return adverbs | {word: Stance(value) for word, value in given.items()}

    @functools.cached_property
    def negated_stances(self) -> Mapping[Stance, Stance]:
        """Stance of a cue -> its stance when negated, where that differs."""
        given = self.rules.settings.get("negated", {})
        return {Stance(plain): Stance(negated) for plain, negated in given.items()}

    @functools.cached_property
    def silent_stances(self) -> frozenset[Stance]:
        """The stances in which a negated cue reports no statement."""
        return frozenset(map(Stance, self.rules.settings.get("silent", ())))

    @functools.cached_property
    def refusals(self) -> frozenset[str]:
        """The words by which a negated cue tells of a refusal."""
        return frozenset(self.rules.settings.get("refusals", ()))

    @functools.cached_property
    def construction_stances(self) -> Mapping[str, Stance]:
        """Name of a construction -> its own stance, where it has one."""
        return {rule.name: rule.stance for rule in self.rules.constructions if rule.stance}
