"""What tags and words alone tell of names, worked out once for a rule set."""

from __future__ import annotations

import functools

import attrs

from attribution._compile import Grammar
from attribution._memo import Memo

_GENDERS = ("male", "female")
_GRAMMARS = 16
_LONG = 20


@attrs.frozen
class Kind:
    """What the units of a name tell of who bears it."""

    place: bool
    given: bool
    """Whether it begins with a given name."""
    body: bool
    several: bool = False


class Signs:
    """The tag characters and words that tell something of a name."""

    def __init__(self, grammar: Grammar) -> None:
        """Look up what the rule set has."""
        chars, words = grammar.chars_of, grammar.speaker_words
        self._grammar = grammar
        self.kinds_of = Memo(self._kind, longest=_LONG)
        """Units of a name -> what they tell of who bears it."""
        self.strong = chars("strong-name")
        self.opening = chars("opening")
        self.given = chars("given-before")
        self.commas = chars("comma")
        self.honorifics = chars("honorific")
        self.titles = chars("before-name")
        self.determiners = chars("determiner")
        self.quotations = grammar.quotation_chars
        self.kinds = chars("kind-of-body")
        """Nouns for bodies that show what a name after them is: the charity Quay Aid."""
        self.notable = (
            self.honorifics | self.titles | self.determiners | self.quotations | self.kinds
        )
        """What tells something of a name after it."""
        self.acronyms = chars("acronym")
        self.after_noun = chars("after-noun")
        self.common = chars("common-word-large")
        """Words that only the start of a sentence writes large."""
        self.bare_titles = chars("bare-title")
        self.demonyms = self._setting("demonyms")
        self.states = self._setting("state_names")
        self.parties = self._setting("party_names")
        self.role_verbs = self._setting("role_verbs")
        self.definite = words("definite")
        self.suffixes = grammar.words_of("suffixes")
        """What may stand after a surname."""
        self.companies = words("companies")
        """The last words of the names of companies."""
        self.places = words("places")
        """The last words of the names of places."""
        self.genders = {word: kind for kind in reversed(_GENDERS) for word in words(kind)}
        """Noun, title or pronoun -> its gender."""
        self.given_genders = self._given()
        """Given name -> its gender, if it is of one alone."""

    def _setting(self, name: str) -> dict[str, str]:
        # A plain dictionary is read far faster than a frozen one.
        settings = self._grammar.rules.settings.get(name, {})
        return {key: str(value) for key, value in settings.items()}

    def _given(self) -> dict[str, str]:
        words_of, words = self._grammar.words_of, self._grammar.speaker_words
        kinds = [f"given_{gender}" for gender in _GENDERS]
        male, female = (words_of(kind) | words(kind) for kind in kinds)
        return {word: _GENDERS[word in female] for word in male ^ female}

    def _kind(self, units: str) -> Kind:
        grammar = self._grammar
        tags = grammar.tags(units[0])
        given = ("given" in tags or "given-word" in tags) and "acronym" not in tags
        if len(units) == 1:
            place = "place" in tags
            return Kind(place, given, place or "acronym" in tags)
        common = set(units) <= grammar.chars_of("common-part")
        groups = grammar.chars_of("group-end")
        body = not given and (common or units[-1] in grammar.chars_of("body-end"))
        return Kind(place=False, given=given, body=body, several=units[-1] in groups)


@functools.lru_cache(maxsize=_GRAMMARS)
def signs_of(grammar: Grammar) -> Signs:
    """Give the signs of a rule set, the same ones every time."""
    return Signs(grammar)
