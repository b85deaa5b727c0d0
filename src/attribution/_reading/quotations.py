"""Which marks open and close quotations."""

from __future__ import annotations

import functools
from bisect import bisect, bisect_left
from itertools import accumulate, pairwise

import attrs

from attribution._article.document import Document, Quotation
from attribution._language.grammar import Derived, Grammar
from attribution._reading.quotation_marks import (
    APOSTROPHES,
    CLOSED_BY,
    EITHER,
    OPENING,
    SINGLE,
    Mark,
    apart,
    marks_at,
)
from attribution._rules.shapes import TEXTS
from attribution._rules.wanted import class_words, setting, single

ELISIONS = class_words(
    "elisions",
    doc='words that are written with an apostrophe before them: "\'em"',
    without="the apostrophe opens a quotation",
    optional=True,
)
GENITIVES = class_words(
    "genitives",
    doc="endings of a genitive, an apostrophe among them",
    without='the apostrophe of "the sailors\' ferry" closes a quotation',
    optional=True,
)
GENITIVE_ENDINGS = setting(
    "genitive_endings",
    TEXTS,
    doc="letters after which an apostrophe alone is a genitive",
    without='the apostrophe of "the sailors\' ferry" closes a quotation',
    optional=True,
)
CUE, PAST, THIRD = single("cue"), single("past"), single("third")
CAPITAL, SUBJECT, DETERMINER, NOUN = map(single, ("capital", "subject", "determiner", "noun"))
_BREAK, _MARK = frozenset({"break"}), frozenset({"mark"})
_HEAP = 6
"""Of more marks in a row the rest is ornament."""
_SIZE_DIGITS = 3
_LEADING = frozenset(":,.!?…")
_PAUSING, _ENDING = frozenset(","), frozenset(".!?…")
_HALF = 3
"""So many words are a name, and half a quotation has more of them."""
_SPEAKER = 5
"""So many words are an office and a name, and so many an attribution has behind its cue."""
_ROOM = 10
"""So many tokens behind its cue an attribution ends, where a mark was surely not opened."""
_WEAK_REACH = {"'": 8, "‘": 60}
"""Opening single mark -> so many tokens on, an apostrophe that may be a genitive closes it."""


@attrs.define(slots=False, eq=False)
class _Paragraph:
    """A paragraph that has marks, and for each of them what the later ones tell."""

    document: Document
    start: int
    end: int
    rank: int
    """How many paragraphs end before it, empty ones too."""
    tokens: list[int]
    marks: list[Mark]
    """The mark at each of the tokens."""
    closers: dict[str, tuple[list[int], list[int]]] = attrs.field(factory=dict)
    """Opening single mark -> for each index the next sure and the next possible closing one."""

    @functools.cached_property
    def surplus(self) -> list[int]:
        """For each mark how many more double marks close than open from there on."""
        balance = [mark.balance for mark in reversed(self.marks)]
        return list(accumulate(balance, initial=0))[::-1]

    @functools.cached_property
    def doubles(self) -> list[int]:
        """For each mark how many double marks stand before it."""
        return list(accumulate([bool(mark.family) for mark in self.marks], initial=0))

    def is_followed_by(self, other: _Paragraph) -> bool:
        """Say whether nothing but ends of paragraphs stands between this one and another."""
        return other.start - self.end == other.rank - self.rank

    def opens_with(self, sign: str) -> bool:
        """Say whether a mark with some sign is the first token."""
        return self.tokens[0] == self.start and self.marks[0].sign == sign


def quotations(document: Document) -> None:
    """Pair the quotation marks of each paragraph; what stays open ends with the paragraph.

    A paragraph that opens with a mark, or closes one that it did not open, goes on with the
    quotation that the paragraph before left open.  Marks that are left over and stand for letters
    left out, for a genitive or for feet and inches join the words that they belong to.
    """
    char = document.grammar.alphabet.char(_MARK)
    if char not in document.chars:
        return
    pending = None
    for paragraph, after in pairwise([*_paragraphs(document, char), None]):
        if paragraph is not None:
            following = after if after is not None and paragraph.is_followed_by(after) else None
            going_on = _pair(paragraph, pending, following)
            pending = going_on if following is not None else None


def _paragraphs(document: Document, char: str) -> list[_Paragraph]:
    """Give the paragraphs that have marks."""
    stops, tokens = _paragraph_ends(document), _mark_tokens(document, char)
    found: list[_Paragraph] = []
    first = 0
    while first < len(tokens):
        rank = bisect(stops, tokens[first])
        start = stops[rank - 1] + 1 if rank else 0
        end = stops[rank] if rank < len(stops) else len(document.words)
        last = bisect_left(tokens, end, first)
        own = tokens[first:last]
        found.append(_Paragraph(document, start, end, rank, own, marks_at(document, own)))
        first = last
    return found


def _paragraph_ends(document: Document) -> list[int]:
    ends = document.places(document.grammar.alphabet.char(_BREAK))
    soft = {first for first, _, unit in document.breaks if not unit}
    return [token for token in ends if token not in soft] if soft else ends


def _mark_tokens(document: Document, char: str) -> list[int]:
    tokens, chars = document.places(char), document.chars
    heap = char * _HEAP
    if heap + char not in chars:
        return tokens
    return [token for token in tokens if not chars.endswith(heap, 0, token)]


# Pairs ------------------------------------------------------------------------------------------


def _pair(
    paragraph: _Paragraph, pending: Quotation | None, following: _Paragraph | None
) -> Quotation | None:
    """Note the quotations of a paragraph, and give the last one if it goes on after it."""
    document, marks = paragraph.document, paragraph.marks
    last: Quotation | None = None
    index = 0
    if pending is not None:
        last, index = _resumed(paragraph, pending)
    while index < len(marks):
        mark = marks[index]
        if not mark.may_open:
            quotation, after = _unopened(paragraph, index, last), index + 1
        elif mark.family:
            quotation, after = _double(paragraph, index, following)
        else:
            quotation, after = _single(paragraph, index, following)
        if quotation is None:
            for left in range(index, after):
                _left_over(document, paragraph.tokens[left], marks[left])
        else:
            quotation.continues = _continues(paragraph, pending, index)
            document.quotations.append(quotation)
            last = quotation
        index = after
    open_ended = last is not None and not last.closed and last.last == paragraph.end - 1
    return last if open_ended else None


def _continues(paragraph: _Paragraph, pending: Quotation | None, index: int) -> bool:
    if pending is None or paragraph.tokens[index] != paragraph.start:
        return False
    return paragraph.document.words[pending.first] == paragraph.marks[index].sign


def _resumed(paragraph: _Paragraph, pending: Quotation) -> tuple[Quotation | None, int]:
    # The paragraph before left a quotation open, and this one closes it without a mark of its own.
    opener = paragraph.document.words[pending.first]
    for index, mark in enumerate(paragraph.marks):
        if not mark.family:
            continue
        if opener in SINGLE or not mark.closes:
            break
        quotation = Quotation(
            paragraph.start, paragraph.tokens[index], continues=True, opened=False
        )
        paragraph.document.quotations.append(quotation)
        return quotation, index + 1
    return None, 0


def _double(
    paragraph: _Paragraph, index: int, following: _Paragraph | None
) -> tuple[Quotation | None, int]:
    tokens, first, mark = paragraph.tokens, paragraph.tokens[index], paragraph.marks[index]
    at, closed = _double_end(paragraph, index, following)
    if closed:
        return (Quotation(first, tokens[at]) if tokens[at] > first + 1 else None), at + 1
    # Another mark opens before any that closes: the first quotation ended before it, unmarked.
    last = tokens[at] - 1 if at < len(tokens) else paragraph.end - 1
    sure = mark.sign in OPENING or (mark.sign in EITHER and mark.opens)
    if sure and last > first:
        end = _unclosed_end(paragraph, first, last) if following is None else last
        return Quotation(first, end, closed=False), at
    return None, index + 1 if at < len(tokens) else at


# A mark that is missing -------------------------------------------------------------------------


def _unclosed_end(paragraph: _Paragraph, first: int, last: int) -> int:
    """Give the comma before an attribution, if there is one in what no mark closes."""
    words = paragraph.document.words
    for token in range(first + 1, last):
        if words[token] in _PAUSING and _is_attribution(paragraph, token + 1, last):
            return token
    return last


def _unopened(paragraph: _Paragraph, index: int, before: Quotation | None) -> Quotation | None:
    """Give the sentence before a closing mark that no mark opens, if an attribution follows."""
    token, mark = paragraph.tokens[index], paragraph.marks[index]
    words = paragraph.document.words
    floor = before.last + 1 if before is not None else paragraph.start
    if not mark.family or not mark.closes or token - floor < _HALF:
        return None
    if words[token - 1] not in _PAUSING | _ENDING:
        return None
    if not _is_attribution(paragraph, token + 1, paragraph.end - 1, _ROOM):
        return None
    start = next((at + 1 for at in range(token - 2, floor - 1, -1) if words[at] in _ENDING), floor)
    if start == token - 1 or (index and paragraph.tokens[index - 1] >= start):
        return None
    return Quotation(start, token, opened=False)


def _is_attribution(paragraph: _Paragraph, token: int, last: int, room: int = _SPEAKER) -> bool:
    """Say whether a cue stands at a token, or somebody and a cue near its end."""
    chars, grammar = paragraph.document.chars, paragraph.document.grammar
    speakers = grammar[CAPITAL] | grammar[SUBJECT] | grammar[NOUN]
    cues = grammar[CUE] & (grammar[PAST] | (grammar[THIRD] - grammar[NOUN]))
    if chars[token : token + 1] in grammar[DETERMINER]:
        token += 1
    for at in range(token, min(token + _SPEAKER, last) + 1):
        char = chars[at]
        if char in cues:
            return at == token or "." in paragraph.document.words[at + 1 : at + 1 + room]
        if char not in speakers:
            return False
    return False


def _double_end(
    paragraph: _Paragraph, index: int, following: _Paragraph | None
) -> tuple[int, bool]:
    """Find the mark that closes a quotation, or the one that opens another before that."""
    marks, opener = paragraph.marks, paragraph.marks[index]
    depth = 0
    for at in range(index + 1, len(marks)):
        mark = marks[at]
        if opener.sign in mark.ends:
            if mark.sign == '"' and _is_inches(paragraph, at):
                continue
            if depth == 0:
                return at, True
            depth -= 1
        elif mark.family == opener.family:
            alike = mark.sign == opener.sign
            if paragraph.surplus[at] <= 0 and (alike or not _is_block(paragraph, index, following)):
                return at, False
            depth += 1
    return len(marks), False


def _is_block(paragraph: _Paragraph, index: int, following: _Paragraph | None) -> bool:
    # "The “dry lock” leaks.  Each paragraph of a long quotation opens with the same straight mark,
    # so that what other marks enclose is quoted in it.
    sign = paragraph.marks[index].sign
    if index or sign not in EITHER or following is None:
        return False
    return paragraph.opens_with(sign) and following.opens_with(sign)


def _is_inches(paragraph: _Paragraph, at: int) -> bool:
    size = paragraph.document.words[paragraph.tokens[at] - 1]
    return len(size) <= _SIZE_DIGITS and size.isdigit() and paragraph.surplus[at + 1] > 0


def _single(
    paragraph: _Paragraph, index: int, following: _Paragraph | None
) -> tuple[Quotation | None, int]:
    tokens, token, sign = paragraph.tokens, paragraph.tokens[index], paragraph.marks[index].sign
    if sign in APOSTROPHES and _is_elision(paragraph.document, token):
        return None, index + 1
    at = _single_end(paragraph, index)
    taken_up = following is not None and following.opens_with(sign) and _is_led(paragraph, index)
    if taken_up and (at is None or _goes_on(paragraph.document, tokens[at], paragraph.marks[at])):
        return Quotation(token, paragraph.end - 1, closed=False), len(tokens)
    if at is None:
        return None, index + 1
    return Quotation(token, tokens[at]), at + 1


def _is_led(paragraph: _Paragraph, index: int) -> bool:
    """Say whether a mark starts its paragraph, or what a colon, a comma or a stop leads up to."""
    token = paragraph.tokens[index]
    if token == paragraph.start:
        return True
    return paragraph.marks[index].opens and paragraph.document.words[token - 1] in _LEADING


def _single_end(paragraph: _Paragraph, index: int) -> int | None:
    tokens, token, sign = paragraph.tokens, paragraph.tokens[index], paragraph.marks[index].sign
    sure, possible = _single_closers(paragraph, sign)
    ways = [(sure[index], None), (possible[index], _WEAK_REACH.get(sign, 0))]
    if _opens_between(paragraph, possible[index], sure[index]):
        # the 'owners' of the lamp met 'at noon': the first s' is no genitive
        ways.reverse()
    for at, reach in ways:
        if at == len(tokens) or tokens[at] == token + 1:
            continue
        if reach is not None and tokens[at] - token > reach:
            continue
        if (paragraph.doubles[at] - paragraph.doubles[index]) % 2 == 0:
            return at
    return None


def _opens_between(paragraph: _Paragraph, first: int, last: int) -> bool:
    """Whether a mark between two others can only open a quotation."""
    marks, tokens = paragraph.marks, paragraph.tokens
    return any(
        marks[at].opens and marks[at].may_open and not _is_elision(paragraph.document, tokens[at])
        for at in range(first + 1, last)
        if marks[at].sign in SINGLE
    )


def _single_closers(paragraph: _Paragraph, opener: str) -> tuple[list[int], list[int]]:
    if opener not in paragraph.closers:
        marks = paragraph.marks
        sure, possible = len(marks), len(marks)
        rows = []
        for at in range(len(marks) - 1, -1, -1):
            rows.append((sure, possible))
            mark = marks[at]
            if mark.sign in CLOSED_BY[opener] and mark.closes:
                possible = at
                if not _goes_on(paragraph.document, paragraph.tokens[at], mark):
                    sure = at
        rows.reverse()
        paragraph.closers[opener] = [row[0] for row in rows], [row[1] for row in rows]
    return paragraph.closers[opener]


def _goes_on(document: Document, token: int, mark: Mark) -> bool:
    # the workers' rights: a genitive rather than the end of a quotation
    following = document.words[token + 1 : token + 2]
    return _is_genitive(document, mark) and bool(following) and following[0][0].islower()


# Marks left over --------------------------------------------------------------------------------


def _left_over(document: Document, token: int, mark: Mark) -> None:
    """Note what a mark is that belongs to no quotation."""
    cut = _joined(document, token, mark)
    if cut is not None:
        document.breaks.append(cut)


def _joined(document: Document, token: int, mark: Mark) -> tuple[int, int, str] | None:
    chars = document.chars
    if mark.sign in APOSTROPHES:
        if mark.before.isalnum() and not mark.closes:
            return _letters(document, token)
        if _is_genitive(document, mark):
            char = document.grammar[genitive_char]
            return (token, token + 1, char) if char else None
        if mark.opens and _is_elision(document, token):
            return token, token + 2, chars[token + 1]
    letter = mark.sign in APOSTROPHES and mark.before.isalpha()
    if mark.closes and (letter or mark.before.isdigit()):
        return token - 1, token + 1, chars[token - 1]
    return None


def _letters(document: Document, token: int) -> tuple[int, int, str] | None:
    # An apostrophe written with another sign parts what is one word.
    words, grammar = document.words, document.grammar
    if token + 1 >= len(words) or not words[token + 1][0].isalnum() or apart(document, token):
        return None
    clitic = f"'{words[token + 1]}"
    whole = f"{words[token - 1]}{clitic}"
    knows, char_of = grammar.lexicon.knows, grammar.characters.of_word
    if knows(clitic) and not knows(whole.lower()):
        return token, token + 2, char_of[clitic]
    return token - 1, token + 2, char_of[whole]


@Derived
def genitive_char(grammar: Grammar) -> str:
    """The character of a genitive ending, or nothing where the language has none."""
    return next((grammar.characters.of_word[word] for word in sorted(grammar[GENITIVES])), "")


def _is_genitive(document: Document, mark: Mark) -> bool:
    if mark.sign not in APOSTROPHES or not mark.before.isalpha():
        return False
    return mark.before in document.grammar[GENITIVE_ENDINGS]


def _is_elision(document: Document, mark: int) -> bool:
    # 'em, the '80s, the class of '97
    token = mark + 1
    if token == len(document.words):
        return False
    word = document.words[token]
    if word.lower() in document.grammar[ELISIONS]:
        return True
    years, rest = word[:2], word[2:]
    if not years.isdigit() or len(rest) > 1:
        return False
    return rest.isalpha() or (not rest and token > 1 and document.words[token - 2].isalpha())
