"""Nouns by the form that they are known by: of "des Rates" it is "Rat"."""

from __future__ import annotations

from attribution._article.document import Document
from attribution._article.entities import Units
from attribution._language.grammar import Derived, Grammar
from attribution._notation.memo import Memo
from attribution._people.signs import signs_of
from attribution._rules.shapes import TEXTS
from attribution._rules.wanted import setting, speaker_words

GENITIVE_ENDINGS = setting(
    "genitive_nouns",
    TEXTS,
    doc="endings that nouns have behind a genitive article, in the order in which they are tried",
    optional=True,
)
GENITIVE_ARTICLES = speaker_words(
    "genitive_articles",
    doc='articles that only a genitive has: German "des"',
    without='"nach Angaben des Rates" is said by the "Rates"',
    optional=True,
)
WEAK_ENDINGS = setting(
    "genitive_adjectives",
    TEXTS,
    doc="an ending of adjectives behind such an article, and what they have instead of it",
    optional=True,
)


@Derived
def _nominatives(grammar: Grammar) -> Memo[str, str]:
    """Noun in the genitive -> the noun, if it is known without its ending."""
    endings, characters = grammar[GENITIVE_ENDINGS], grammar.characters.of_word

    def nominative(word: str) -> str:
        for ending in endings:
            bare = word.removesuffix(ending)
            tags = grammar.alphabet.tags(characters[bare]) if bare and bare != word else set()
            if "noun" in tags and "name" not in tags:
                return bare
        return word

    return Memo(nominative)


def is_genitive(document: Document, start: int) -> bool:
    """Whether a phrase begins with an article that only a genitive has."""
    return document.word(start) in document.grammar[GENITIVE_ARTICLES]


def head_word(document: Document, start: int, head: int) -> str:
    """Give the head of a phrase in small letters, as it is known: of "des Rates" "rat"."""
    if start == head or not is_genitive(document, start):
        return document.word(head)
    return document.grammar[_nominatives][document.words_of((head, head + 1))].lower()


def head_tag(document: Document, start: int, head: int) -> str:
    """Give the tag character of the head of a phrase, as it is known."""
    grammar = document.grammar
    if start < head and is_genitive(document, start):
        text = document.words_of((head, head + 1))
        word = grammar[_nominatives][text]
        if word != text:
            return grammar.characters.of_word[word]
    return document.tags[head]


def named_in_nominative(document: Document, units: Units) -> str:
    """Give the words of a body behind a link, as they are known: Sprecherin des Rates."""
    if not units[0] or not is_genitive(document, units[0] - 1):
        return document.words_of(units)
    head = next(
        (u for u in range(*units) if "noun" in document.grammar.alphabet.tags(document.tags[u])),
        units[1] - 1,
    )
    return in_nominative(document, units, head)


def in_nominative(document: Document, units: Units, head: int) -> str:
    """Give the words of a phrase in the genitive, as they are where it is a subject."""
    words = [document.words_of((unit, unit + 1)) for unit in range(*units)]
    at = head - units[0]
    words[at] = document.grammar[_nominatives][words[at]]
    endings, adjectives = document.grammar[WEAK_ENDINGS], signs_of(document.grammar).adjectives
    for unit in range(units[0], head) if len(endings) > 1 else ():
        word = words[unit - units[0]]
        if document.tags[unit] in adjectives and word.endswith(endings[0]):
            words[unit - units[0]] = word.removesuffix(endings[0]) + endings[1]
    return " ".join(words)
