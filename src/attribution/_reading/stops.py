"""Which full stops end sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attribution._article.document import Document
from attribution._language.grammar import Derived, Grammar
from attribution._notation.memo import Memo
from attribution._notation.patterns import any_of
from attribution._rules.shapes import FLAG, TEXTS, table_of
from attribution._rules.wanted import ClassWords, class_words, setting, single

CLOSED, CAPITAL = single("closed"), single("capital")
ABBREVIATIONS = class_words(
    "abbreviations",
    doc='what takes a full stop wherever it stands: "etc."',
    without="such a full stop ends a sentence",
)
BEFORE_NAMES = class_words(
    "abbreviations_words",
    doc='the same before a name or a figure alone, and words elsewhere: "no.", "gen."',
    without="such a full stop ends a sentence",
)
FINAL = class_words(
    "abbreviations_final",
    doc='the same, where a sentence may end with it too: "Inc.", "p.m."',
    without="such a full stop ends a sentence",
)
SUBJECTS = class_words(
    "subjects",
    doc='pronouns that are subjects: one of a single letter, "I", is no initial',
    without="a sentence that ends with a pronoun of a single letter goes on",
)
LETTER_NAMES = setting(
    "letter_names",
    table_of(TEXTS),
    doc="letter -> the words behind which it is a name of its own, so that a full stop after it "
    'ends the sentence: "wrote on X."',
    without="such a letter is an initial",
    optional=True,
)
ORDINAL_STOPS = setting(
    "ordinal_stops",
    FLAG,
    doc='whether a full stop after a figure makes it count, "am 5. Mai", and so ends no sentence',
    optional=True,
)
_STOP, _BREAK, _MARK = frozenset({"stop"}), frozenset({"break"}), frozenset({"mark"})
_INITIAL = frozenset({"name", "capital", "letter"})
_SHORT = 2
"""How long initials and figures of days may be."""
_ORDINAL = re.compile(r"\d{1,2}")
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\d{1,2}")
_REACH = 80
"""How far the end of a quotation is looked for."""
_ENDS = frozenset(".,!?")
_USUAL = frozenset({". ", ".\n", '."', ".”", ".'", ".’"})
"""A stop with a character behind it that tells that it belongs to no word there."""


@Derived
def abbreviations(grammar: Grammar) -> Mapping[str, ClassWords]:
    """Abbreviation, in small letters and without its last stop -> the class that it is of."""
    kinds = (BEFORE_NAMES, ABBREVIATIONS, FINAL)
    return {word.removesuffix("."): kind for kind in kinds for word in grammar[kind]}


@Derived
def takes_stop(grammar: Grammar) -> Memo[str, bool]:
    """Word -> whether it may be an abbreviation, an initial, a short figure or a day."""

    def takes(word: str) -> bool:
        last = word.rpartition("-")[2]
        if len(last) <= _SHORT or last.lower() in grammar[abbreviations]:
            return True
        return grammar[ORDINAL_STOPS] and _DAY_AND_MONTH.fullmatch(word) is not None

    return Memo(takes)


@Derived
def starters(grammar: Grammar) -> frozenset[str]:
    """The characters of capitalised function words, which start many sentences."""
    return grammar[CLOSED] & grammar[CAPITAL]


@Derived
def starter_finder(grammar: Grammar) -> re.Pattern[str]:
    """Finds capitalised function words that do not start a sentence for all that is known."""
    before = "".join(map(grammar.alphabet.char, (_STOP, _BREAK)))
    return re.compile(f"(?<![{before}]){any_of(grammar[starters]).pattern}")


def stops(document: Document) -> None:
    """Note the full stops of abbreviations as no units, and the ends of sentences after them."""
    char = document.grammar.alphabet.char(_STOP)
    text, words, starts = document.text, document.words, document.starts
    takes = document.grammar[takes_stop]
    for token in document.places(char):
        # Most stops are soon known to end a sentence.
        start = starts[token]
        if text[start : start + 2] in _USUAL and not takes[words[token - 1]]:
            continue
        if words[token] == "." and token > 0 and document.ends[token - 1] == start:
            _stop(document, token)
    # U.S. is one token, and may end a sentence all the same.
    for match in document.grammar[starter_finder].finditer(document.chars):
        token = match.start()
        before = words[token - 1] if token else "."
        if before[0] != "." and before[-1] == "." and len(words[token]) > 1:
            document.breaks.append((token, token, char))
    for token in document.places(document.grammar.alphabet.char(_MARK)):
        before = words[token - 1] if token else "."
        if before[0] != "." and before[-1] == "." and _quotes(document, token):
            document.breaks.append((token, token, char))


def _stop(document: Document, token: int) -> None:
    """Join a stop to the words that it belongs to, if it ends no sentence."""
    words, chars = document.words, document.chars
    joined = token + 1 < len(words) and document.starts[token + 1] == document.ends[token]
    if joined and _is_inside(document, token):
        document.breaks.append((token - 1, token + 2, chars[token - 1]))
    elif document.grammar[takes_stop][words[token - 1]] and _is_abbreviation(document, token - 1):
        unit = chars[token - 1]
        if _is_letter(words[token - 1]):
            # The A. of a name is no article, and the I. no pronoun.
            unit = document.grammar.alphabet.char(_INITIAL)
        document.breaks.append((token - 1, token + 1, unit))


def _is_inside(document: Document, token: int) -> bool:
    """Say whether a full stop between two words belongs to them, as in the address of a site."""
    words = document.words
    after = words[token + 1]
    return after[0].isalpha() and after.islower() and words[token - 1][0].isalpha()


def _is_abbreviation(document: Document, token: int) -> bool:
    """Whether a word that may take a stop is an abbreviation where it stands."""
    words = document.words
    word = words[token].rpartition("-")[2]
    known = document.grammar[abbreviations].get(word.lower())
    if _is_letter_name(document, token) or _is_subject(document, token):
        return False
    if _is_day_of_month(document, token):
        return True
    if known is FINAL or _is_initial(document, word) or _is_ordinal(document, word):
        return not (_starts_sentence(document, token + 2) or _quotes(document, token + 2))
    if known is not BEFORE_NAMES:
        return known is not None
    if token + 2 < len(words) and words[token + 2][0].isdigit():
        return True
    return word[0].isupper() and not _starts_sentence(document, token + 2)


def _is_initial(document: Document, word: str) -> bool:
    return _is_letter(word) and word.lower() not in document.grammar[SUBJECTS]


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _is_subject(document: Document, token: int) -> bool:
    # said I. Then he left; but: Lem I. Moor, Henry I.
    words = document.words
    if len(words[token]) > 1 or words[token].lower() not in document.grammar[SUBJECTS]:
        return False
    return token > 0 and not words[token - 1][0].isupper()


def _is_letter_name(document: Document, token: int) -> bool:
    # She wrote on X. Moor then left: no initial.
    before = document.grammar[LETTER_NAMES].get(document.words[token], ())
    return token > 0 and document.words[token - 1].lower() in before


def _is_ordinal(document: Document, word: str) -> bool:
    # the 5. May: in some languages a stop makes an ordinal of a figure
    return document.grammar[ORDINAL_STOPS] and _ORDINAL.fullmatch(word) is not None


def _is_day_of_month(document: Document, token: int) -> bool:
    # am 5.6. im Hafen; but not: um 5.30. Der Hafen
    if not document.grammar[ORDINAL_STOPS] or token + 2 >= len(document.words):
        return False
    named = _DAY_AND_MONTH.fullmatch(document.words[token]) is not None
    return named and document.words[token + 2][0].islower()


def _quotes(document: Document, token: int) -> bool:
    """Say whether a quotation starts there that ends as a sentence does: no nickname."""
    mark, words = document.grammar.alphabet.char(_MARK), document.words
    if document.chars[token : token + 1] != mark or token + 1 == len(words):
        return False
    opens = document.starts[token] > document.ends[token - 1] and words[token + 1][0].isupper()
    end = document.chars.find(mark, token + 1, token + _REACH)
    return opens and end > 0 and words[end - 1] in _ENDS


def _starts_sentence(document: Document, token: int) -> bool:
    """Say whether a token is a capitalised function word, such as starts many sentences."""
    if token >= len(document.words) or len(document.words[token]) == 1:
        return False
    return document.chars[token] in document.grammar[starters]
