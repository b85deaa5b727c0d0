"""What tells who a source is, by tag characters and words: worked out once for a rule set."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from attribution._compile import Grammar

_Lookup: TypeAlias = "Callable[[str], frozenset[str]]"
_GRAMMARS = 16
_PRONOUNS = ("first_person", "male", "female", "several", "thing", "antecedents")


class Marks:
    """The tag characters and words by which sources are read."""

    def __init__(self, grammar: Grammar) -> None:
        """Look up what the rule set has."""
        self._take_units(grammar.chars_of)
        self._take_words(grammar.speaker_words)
        self.legal = grammar.words_of("bodies_legal")
        self._take_names(grammar.rules.settings)

    def _take_units(self, chars: _Lookup) -> None:
        self.joins = chars("coordinator")
        self.links = chars("link-word")
        self.commas = chars("comma")
        self.adverbs = chars("adverb")
        self.adjectives = chars("adjective")
        self.numbers = chars("number")
        self.handles, self.stops = chars("handle"), chars("stop") | chars("break")
        self.determiners = chars("determiner")
        self.possessives = chars("possessive")
        self.genitives = chars("genitive")
        self.verbs = chars("verb-only")
        self.outer = chars("outer")
        """What does not belong to a source at its edges."""
        self.outer_last = self.outer - chars("honorific")
        self.asides = chars("aside-start")
        self.reduced = chars("reduced-start")
        self.after_core = self.asides | self.reduced
        self.people = chars("person-noun")
        self.postposed = chars("postposed")
        self.behind_postposed = self.links | self.adverbs | chars("time")
        """What may stand behind a word that describes the noun before it: released last week."""
        self.nouns = chars("noun")
        self.plurals = chars("plural")
        self.titled = chars("before-name")
        self.closes = chars("close")
        self.parties = chars("party-word")
        self.no_role = chars("no-role")
        self.untold = self.no_role | chars("tense")
        """What tells nothing of the office that a description names."""
        self.of_words = chars("of-word")
        self.role_nouns = chars("role-noun")

    def _take_words(self, words: _Lookup) -> None:
        self.pronouns = frozenset().union(*map(words, _PRONOUNS))
        self.articles = words("articles")
        self.definite = words("definite")
        self.generic = words("generic_bodies")
        self.epithets = words("epithets")
        self.renaming = words("epithet_modifiers")
        """Words that tell of a description that it names again whoever was named."""
        self.open_bodies = words("open_bodies")
        """Nouns that may name a body of any kind again."""
        self.companies = words("companies")

    def _take_names(self, settings: Mapping[str, Any]) -> None:
        # Plain dictionaries are read far faster than frozen ones.
        places = (settings.get("state_names", {}), settings.get("demonyms", {}))
        self.places = {key: str(name).lower() for table in places for key, name in table.items()}
        """Adjective or short name -> the country or state."""
        parties = settings.get("party_names", {})
        self.party_names = {key: str(name).lower() for key, name in parties.items()}
        titles = settings.get("titles", {})
        self.titles = {key: frozenset(str(names).split()) for key, names in titles.items()}
        """Title -> the offices of those who bear it."""

    @functools.cached_property
    def before_name(self) -> frozenset[str]:
        """What may stand between a comma and the name behind it."""
        return self.titled | self.determiners | self.adjectives


@functools.lru_cache(maxsize=_GRAMMARS)
def marks_of(grammar: Grammar) -> Marks:
    """Give the marks of a rule set, the same ones every time."""
    return Marks(grammar)
