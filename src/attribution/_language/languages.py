"""Which language a text is in, by the function words of the rule sets."""

from __future__ import annotations

import functools
from itertools import islice

import regex

from attribution._rules.discovery import shipped
from attribution._rules.tags import FEATURES
from attribution.errors import InputTypeError
from attribution.rules import RuleSet, load

DEFAULT = "en"
"""What a text is taken for that has no function word of any language, or as many of two."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_WORDS = 2000
_CLOSED = "closed"


def language_of(text: str) -> str:
    """Name the shipped rule set that shares the most function words with a text.

    Function words are the words of those classes which the rule set marks as closed: articles,
    pronouns, prepositions, auxiliaries.  The first 2,000 words of the text are counted.

    Installed rule sets take no part, so that what is installed has no say in the result.  The
    count is meant for whole texts: of a headline, of a list of names or of a language that no
    rule set is for it says nothing, and where the count is equal `DEFAULT` is given.

    Raises:
        InputTypeError: If `text` is no `str`.

    >>> language_of("The mayor said that the ferry was late, and that it would be so again.")
    'en'
    >>> language_of("")
    'en'
    """
    if not isinstance(text, str):
        raise InputTypeError("text", text, "str")
    words = [match[0].lower() for match in islice(_WORD.finditer(text), _WORDS)]
    # A set that builds on the one of a language has a name of its own: "en-attitudes".
    languages = [name for name in shipped() if load(name).language == name]
    counts = {name: _count(words, function_words(load(name))) for name in languages}
    # Of equal counts the default is taken, else the first in the order of the names.
    return max(counts, key=lambda name: (counts[name], name == DEFAULT))


def _count(words: list[str], among: frozenset[str]) -> int:
    return sum(word in among for word in words)


@functools.lru_cache(maxsize=32)
def function_words(rules: RuleSet) -> frozenset[str]:
    """Give the words of the closed classes of a rule set, in lower case."""
    features = FEATURES.read(rules.settings)
    return frozenset(
        word.lower()
        for name, words in rules.classes.items()
        if _CLOSED in features.get(name, name).split()
        for word in words
    )
