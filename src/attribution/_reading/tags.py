"""The tokens as units, and the text as one string of their tags."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, MutableSequence

from attribution._article.document import Document, Quotation
from attribution._language.grammar import Derived, Grammar
from attribution._language.tagging import NAMED
from attribution._notation.patterns import Change
from attribution._rules.shapes import TEXTS
from attribution._rules.wanted import setting, single

DAY_PREPOSITIONS = setting(
    "day_prepositions",
    TEXTS,
    doc='words that end no phrase where a weekday or month follows: "insisted on Monday that ..."',
    without='"insisted on" is a phrase there too, and the day is lost',
    optional=True,
)
WEEKDAY = single("weekday", doc="the name of a weekday", without="no day is found by its name")
MONTH = single("month", doc="the name of a month", without="no day of a month is found")
_QUOTATION, _ENDED = frozenset({"quotation"}), frozenset({"quotation", "ended"})
_PAUSED = frozenset({"quotation", "paused"})
_STOP, _SOFT = frozenset({"stop"}), frozenset({"stop", "soft"})
_LONG = 20_000
"""The units of shorter texts need little room."""
_ENDS = frozenset(".!?…。")
_PAUSES = frozenset(",，")


def tags(document: Document) -> None:
    """Join phrases and quotations to units, and settle what ambiguous words are."""
    joined(document)
    settle(document, document.grammar.patterns.readings)


def joined(document: Document) -> None:
    """Join phrases and quotations to units."""
    cuts = sorted([*document.breaks, *_phrases(document), *_quoted(document)], key=_outermost)
    _join(document, cuts)


def settle(document: Document, readings: Iterable[Change]) -> None:
    """Settle what ambiguous words are, by some readings in their order."""
    string = document.tags
    for reading in readings:
        string = reading.settle(string)
    document.tags = string


def _outermost(cut: tuple[int, int, str]) -> tuple[int, bool, int]:
    # The end of a sentence, which covers no token, comes before what starts behind it.
    start, end, _ = cut
    return start, start != end, -end


@Derived
def days(grammar: Grammar) -> frozenset[str]:
    """The characters of the words that a day may begin with."""
    return grammar[WEEKDAY] | grammar[MONTH]


def _phrases(document: Document) -> list[tuple[int, int, str]]:
    words, lexicon = document.words, document.grammar.lexicon
    phrases, places = lexicon.phrases, lexicon.phrase_keys
    starts = {key - place for key in document.keys for place in places[words[key]]}
    found = []
    for at in starts:
        # A phrase that would start before the text has no words.
        rests = phrases.get(tuple(words[at : at + 2]))
        if rests is None:
            continue
        end = _phrase_end(document, rests, at)
        if end > at:
            found.append((at, end, document.grammar.characters.of_phrase[" ".join(words[at:end])]))
    return found


def _phrase_end(document: Document, rests: tuple[tuple[str, ...], ...], at: int) -> int:
    words, grammar = document.words, document.grammar
    end = at + (_phrase_length(rests, words, at) if rests[0] else 2)
    dated = end > at and words[end - 1] in grammar[DAY_PREPOSITIONS]
    if dated and document.chars[end : end + 1] in grammar[days]:
        # They insisted | on Monday that the road was safe.
        shorter = tuple(rest for rest in rests if at + 2 + len(rest) < end)
        end = at + (_phrase_length(shorter, words, at) if shorter else 0)
    return end


def _phrase_length(rests: tuple[tuple[str, ...], ...], words: list[str], at: int) -> int:
    following = tuple([word.lower() for word in words[at + 2 : at + 2 + len(rests[0])]])
    return next((len(rest) + 2 for rest in rests if following[: len(rest)] == rest), 0)


def _quoted(document: Document) -> list[tuple[int, int, str]]:
    chars = map(document.grammar.alphabet.char, (_QUOTATION, _ENDED, _PAUSED, NAMED))
    plain, ended, paused, named = chars
    hard, soft = map(document.grammar.alphabet.char, (_STOP, _SOFT))
    cuts = []
    for quotation in document.quotations:
        final = _final(document, quotation)
        stops = final in _ENDS and _starts_sentence(document, quotation.last + 1)
        char = ended if final in _ENDS else paused if final in _PAUSES else plain
        if char == plain and _is_name(document, quotation):
            char = named
        cuts.append((quotation.first, quotation.last + 1, char))
        document.quotation_at[quotation.first] = quotation
        if stops:
            cuts.append((quotation.last + 1, quotation.last + 1, hard if final == "." else soft))
    return cuts


def _is_name(document: Document, quotation: Quotation) -> bool:
    """Say whether no word of a quotation has a small letter at its start."""
    words = document.words[quotation.first + 1 : quotation.closing]
    return not any(word[0].islower() for word in words)


def _final(document: Document, quotation: Quotation) -> str:
    inside = document.words[quotation.first + 1 : quotation.closing]
    for word in reversed(inside):
        if word[0].isalnum() or word[0] in ",.;:!?…—–-。":
            return word[-1]
    return ""


def _starts_sentence(document: Document, token: int) -> bool:
    if token >= len(document.words):
        return True
    word = document.words[token]
    return not (word[0].islower() or word[0] in ",;:.)—–-")


def _join(document: Document, cuts: list[tuple[int, int, str]]) -> None:
    # Whatever lies between two cuts is copied as a slice: only what changes is touched.
    chars, count = document.chars, len(document.words)
    strings: list[str] = []
    # Plain numbers are slower to get than those of a list, which take nine times the room.
    every: MutableSequence[int]
    every = array("I", range(count)) if count > _LONG else list(range(count))
    first, last = every[:0], every[:0]
    at = 0
    for start, end, char in cuts:
        if start < at:
            continue
        strings.append(chars[at:start])
        first.extend(every[at:start])
        last.extend(every[at:start])
        if char:
            strings.append(char)
            first.append(min(start, count - 1))
            last.append(end - 1)
        at = end
    strings.append(chars[at:])
    first.extend(every[at:])
    last.extend(every[at:])
    document.tags, document.first, document.last = "".join(strings), first, last
