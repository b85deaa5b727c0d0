"""Third stage: which marks open and close quotations."""

from __future__ import annotations

import html
from itertools import accumulate

import attrs

from attribution._document import Document, Quotation

_OPENING = frozenset({"“", "„", "‟", "``", "«"})
_CLOSING = frozenset({"”", "»"})
_EITHER = frozenset({'"', "''"})
_GUILLEMETS = frozenset({"«", "»"})
_SINGLE = frozenset({"‘", "’", "‚", "‛", "'", "`", "‹", "›"})
_APOSTROPHES = frozenset({"'", "’", "‘", "`"})
_PRIMES = frozenset({"′", "″"})
_MARKS = _OPENING | _CLOSING | _EITHER | _SINGLE | _PRIMES
_CLOSERS = {
    "“": "” \" ''", "”": "” \" ''", "‟": "” \" ''", "„": "“ ” \" ''", "``": "'' \" ”",
    '"': "\" ” ''", "''": "'' \" ”", "«": "»", "»": "« »",
    "‘": "’ '", "‛": "’ '", "‚": "‘ ’ '", "`": "' ’ `", "'": "' ’", "‹": "›",
}  # fmt: skip
_CLOSED_BY = {opener: frozenset(signs.split()) for opener, signs in _CLOSERS.items()}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BEFORE_SPACE = frozenset(".,;:!?)]}。、，")
_AFTER_SPACE = frozenset("([{")
_DASHES = frozenset("-–—―/")
_NEAR = 2
"""So many marks in a row are looked beyond."""
_HEAP = 6
"""Of more marks in a row the rest is ornament."""
_SIZE_DIGITS = 3
_WEAK_REACH = {"'": 8, "‘": 60}
"""Opening single mark -> so many tokens on, an apostrophe that may be a genitive closes it."""


@attrs.define
class _Mark:
    """A quotation mark, and to which side the space around it lets it lean."""

    token: int
    sign: str
    before: str
    """The character before it, beyond other marks."""
    opens: bool
    """Whether there is space before it and none after it."""
    closes: bool
    """Whether there is space after it and none before it."""


@attrs.define
class _Paragraph:
    """A paragraph with its marks, and for each of them what the later ones tell."""

    document: Document
    start: int
    end: int
    marks: list[_Mark]
    surplus: list[int] = attrs.field(factory=list)
    """For each mark how many more double marks close than open from there on."""
    doubles: list[int] = attrs.field(factory=list)
    """For each mark how many double marks stand before it."""
    closers: dict[str, tuple[list[int], list[int]]] = attrs.field(factory=dict)
    """Opening single mark -> for each index the next sure and the next possible closing one."""


def quotations(document: Document) -> None:
    """Pair the quotation marks of each paragraph; what stays open ends with the paragraph.

    A paragraph that opens with a mark, or closes one that it did not open, goes on with the
    quotation that the paragraph before left open.  Marks that are left over and stand for letters
    left out, for a genitive or for feet and inches join the words that they belong to.
    """
    char = document.grammar.char(frozenset({"mark"}))
    if char not in document.chars:
        return
    paragraphs = _paragraphs(document, char)
    pending = None
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        pending = _pair(paragraph, pending, following)
    _left_over(document, [mark for paragraph in paragraphs for mark in paragraph.marks])


def _paragraphs(document: Document, char: str) -> list[_Paragraph]:
    stop = document.grammar.char(frozenset({"break"}))
    soft = {first for first, _, unit in document.breaks if not unit}
    found: list[_Paragraph] = []
    marks: list[_Mark] = []
    start = heap = 0
    for token in sorted([*document.places(char), *document.places(stop)]):
        if document.chars[token] == char:
            heap = heap + 1 if token and document.chars[token - 1] == char else 1
            if heap <= _HEAP:
                marks.append(_mark(document, token))
        elif token not in soft:
            if start < token:
                found.append(_paragraph(document, start, token, marks))
            marks, start = [], token + 1
    if start < len(document.words):
        found.append(_paragraph(document, start, len(document.words), marks))
    return found


def _paragraph(document: Document, start: int, end: int, marks: list[_Mark]) -> _Paragraph:
    if not marks:
        return _Paragraph(document, start, end, marks, [0], [0])
    balance = [_balance(mark) for mark in marks]
    surplus = list(accumulate(reversed(balance)))[::-1]
    counts = [mark.sign not in _SINGLE and mark.sign not in _PRIMES for mark in marks]
    doubles = list(accumulate(counts, initial=0))
    return _Paragraph(document, start, end, marks, [*surplus, 0], doubles)


# Marks ------------------------------------------------------------------------------------------


def _mark(document: Document, token: int) -> _Mark:
    before, after = _before(document, token), _after(document, token)
    space_before = before.isspace() or before in _AFTER_SPACE or before in _DASHES
    space_after = after.isspace() or after in _BEFORE_SPACE or after in _DASHES
    return _Mark(
        token,
        _plain(document.words[token]),
        before,
        opens=space_before and (not space_after or before == "\n"),
        closes=space_after and (not space_before or after == "\n") and before != "\n",
    )


def _plain(word: str) -> str:
    return html.unescape(word) if word[0] == "&" else word


def _before(document: Document, token: int) -> str:
    for at in range(token - 1, max(token - _NEAR, 0) - 1, -1):
        word = _plain(document.words[at])
        if word.isspace():
            return "\n" if at == token - 1 else " "
        if _apart(document, at):
            return " "
        if word not in _MARKS:
            return word[-1]
    return "\n" if token == 0 else " " if token < _NEAR else "."


def _after(document: Document, token: int) -> str:
    words = document.words
    for at in range(token + 1, min(token + _NEAR + 1, len(words))):
        word = _plain(words[at])
        if word.isspace():
            return "\n" if at == token + 1 else " "
        if _apart(document, at - 1):
            return " "
        if word not in _MARKS:
            # The dots of an omission lean to the words after them.
            return "a" if word == "…" or word.startswith("..") else word[0]
    return "\n" if token + 1 == len(words) else " "


def _apart(document: Document, token: int) -> bool:
    """Say whether white space stands between a token and the next one."""
    start, end = document.ends[token], document.starts[token + 1]
    return start < end and bool(document.text[start:end].strip(_INVISIBLE))


def _balance(mark: _Mark) -> int:
    sign = mark.sign
    if sign in _SINGLE or sign in _PRIMES:
        return 0
    if mark.opens or (sign in _OPENING and not mark.closes):
        return -1
    return 1 if mark.closes or sign in _CLOSING else 0


# Pairs ------------------------------------------------------------------------------------------


def _pair(
    paragraph: _Paragraph, pending: Quotation | None, following: _Paragraph | None
) -> Quotation | None:
    """Note the quotations of a paragraph, and give the last one if it goes on after it."""
    marks, index = paragraph.marks, 0
    last = None
    if pending is not None:
        last, index = _resumed(paragraph, pending)
    while index < len(marks):
        mark = marks[index]
        quotation, after = None, index + 1
        if mark.sign in _SINGLE:
            quotation, after = _single(paragraph, index, following)
        elif _may_open(mark):
            quotation, after = _double(paragraph, index)
        if quotation is not None:
            quotation.continues = _continues(paragraph, pending, mark)
            paragraph.document.quotations.append(quotation)
            last = quotation
        index = after
    open_ended = last is not None and not last.closed and last.last == paragraph.end - 1
    return last if open_ended else None


def _continues(paragraph: _Paragraph, pending: Quotation | None, mark: _Mark) -> bool:
    if pending is None or mark.token != paragraph.start:
        return False
    return _plain(paragraph.document.words[pending.first]) == mark.sign


def _resumed(paragraph: _Paragraph, pending: Quotation) -> tuple[Quotation | None, int]:
    # The paragraph before left a quotation open, and this one closes it without a mark of its own.
    opener = _plain(paragraph.document.words[pending.first])
    for index, mark in enumerate(paragraph.marks):
        if mark.sign in _SINGLE or mark.sign in _PRIMES:
            continue
        if opener in _SINGLE or not mark.closes or not _closes(opener, mark):
            break
        quotation = Quotation(paragraph.start, mark.token, continues=True, opened=False)
        paragraph.document.quotations.append(quotation)
        return quotation, index + 1
    return None, 0


def _may_open(mark: _Mark) -> bool:
    if mark.sign in _OPENING:
        return not mark.closes
    if mark.sign in _EITHER:
        return mark.opens or not (mark.closes or mark.before.isalnum())
    return mark.sign in _CLOSING and mark.opens


def _double(paragraph: _Paragraph, index: int) -> tuple[Quotation | None, int]:
    marks, mark = paragraph.marks, paragraph.marks[index]
    at, closed = _double_end(paragraph, index)
    if closed:
        last = marks[at].token
        return (Quotation(mark.token, last) if last > mark.token + 1 else None), at + 1
    # Another mark opens before any that closes: the first quotation ended before it, unmarked.
    last = marks[at].token - 1 if at < len(marks) else paragraph.end - 1
    sure = mark.sign in _OPENING or (mark.sign in _EITHER and mark.opens)
    if sure and last > mark.token:
        return Quotation(mark.token, last, closed=False), at
    return None, index + 1 if at < len(marks) else at


def _double_end(paragraph: _Paragraph, index: int) -> tuple[int, bool]:
    """Find the mark that closes a quotation, or the one that opens another before that."""
    marks, opener = paragraph.marks, paragraph.marks[index].sign
    depth = 0
    for at in range(index + 1, len(marks)):
        mark = marks[at]
        if not _related(opener, mark.sign):
            continue
        if _closes(opener, mark):
            if paragraph.surplus[at + 1] > 0 and _is_inches(paragraph.document, mark):
                continue
            if depth == 0:
                return at, True
            depth -= 1
        elif paragraph.surplus[at] <= 0:
            return at, False
        else:
            depth += 1
    return len(marks), False


def _related(opener: str, sign: str) -> bool:
    if sign in _SINGLE or sign in _PRIMES:
        return False
    return (sign in _GUILLEMETS) == (opener in _GUILLEMETS)


def _closes(opener: str, mark: _Mark) -> bool:
    if mark.sign not in _CLOSED_BY[opener]:
        # “We won“ is a pair too, if a wrong one.
        return mark.closes
    return not mark.opens or (mark.sign in _CLOSING and opener not in _CLOSING)


def _is_inches(document: Document, mark: _Mark) -> bool:
    size = document.words[mark.token - 1]
    return mark.sign == '"' and len(size) <= _SIZE_DIGITS and size.isdigit()


def _single(
    paragraph: _Paragraph, index: int, following: _Paragraph | None
) -> tuple[Quotation | None, int]:
    mark = paragraph.marks[index]
    if not _may_open_single(paragraph.document, mark):
        return None, index + 1
    at = _single_end(paragraph, index)
    if at is not None:
        return Quotation(mark.token, paragraph.marks[at].token), at + 1
    if mark.token == paragraph.start and following is not None and following.marks:
        other = following.marks[0]
        if other.token == following.start and other.sign == mark.sign:
            return Quotation(mark.token, paragraph.end - 1, closed=False), len(paragraph.marks)
    return None, index + 1


def _may_open_single(document: Document, mark: _Mark) -> bool:
    if mark.sign not in _CLOSED_BY or mark.closes:
        return False
    if mark.sign in _APOSTROPHES:
        return mark.opens and not _is_elision(document, mark)
    return True


def _single_end(paragraph: _Paragraph, index: int) -> int | None:
    marks, mark = paragraph.marks, paragraph.marks[index]
    sure, possible = _single_closers(paragraph, mark.sign)
    for at, reach in ((sure[index], None), (possible[index], _WEAK_REACH.get(mark.sign, 0))):
        if at == len(marks) or marks[at].token == mark.token + 1:
            continue
        if reach is not None and marks[at].token - mark.token > reach:
            continue
        if (paragraph.doubles[at] - paragraph.doubles[index]) % 2 == 0:
            return at
    return None


def _single_closers(paragraph: _Paragraph, opener: str) -> tuple[list[int], list[int]]:
    if opener not in paragraph.closers:
        marks = paragraph.marks
        sure, possible = len(marks), len(marks)
        rows = []
        for at in range(len(marks) - 1, -1, -1):
            rows.append((sure, possible))
            mark = marks[at]
            if mark.sign in _CLOSED_BY[opener] and mark.closes:
                possible = at
                if not _goes_on(paragraph.document, mark):
                    sure = at
        rows.reverse()
        paragraph.closers[opener] = [row[0] for row in rows], [row[1] for row in rows]
    return paragraph.closers[opener]


def _goes_on(document: Document, mark: _Mark) -> bool:
    # the workers' rights: a genitive rather than the end of a quotation
    following = document.words[mark.token + 1 : mark.token + 2]
    return _is_genitive(document, mark) and bool(following) and following[0][0].islower()


# Marks left over --------------------------------------------------------------------------------


def _left_over(document: Document, marks: list[_Mark]) -> None:
    quoted = iter(document.quotations)
    quotation = next(quoted, None)
    for mark in marks:
        while quotation is not None and quotation.last < mark.token:
            quotation = next(quoted, None)
        if quotation is None or mark.token < quotation.first:
            cut = _joined(document, mark)
            if cut is not None:
                document.breaks.append(cut)


def _joined(document: Document, mark: _Mark) -> tuple[int, int, str] | None:
    token, chars = mark.token, document.chars
    if mark.sign in _APOSTROPHES:
        if mark.before.isalnum() and not mark.closes:
            return _letters(document, token)
        if _is_genitive(document, mark):
            char = document.grammar.genitive_char
            return (token, token + 1, char) if char else None
        if mark.opens and _is_elision(document, mark):
            return token, token + 2, chars[token + 1]
    letter = mark.sign in _APOSTROPHES and mark.before.isalpha()
    if mark.closes and (letter or mark.before.isdigit()):
        return token - 1, token + 1, chars[token - 1]
    return None


def _letters(document: Document, token: int) -> tuple[int, int, str] | None:
    # An apostrophe written as an entity or with another sign parts what is one word.
    words, grammar = document.words, document.grammar
    if token + 1 >= len(words) or not words[token + 1][0].isalnum() or _apart(document, token):
        return None
    clitic = f"'{words[token + 1]}"
    whole = f"{words[token - 1]}{clitic}"
    if grammar.knows(clitic) and not grammar.knows(whole.lower()):
        return token, token + 2, grammar.lookup[clitic]
    return token - 1, token + 2, grammar.lookup[whole]


def _is_genitive(document: Document, mark: _Mark) -> bool:
    if mark.sign not in _APOSTROPHES or not mark.before.isalpha():
        return False
    return mark.before in document.grammar.genitive_endings


def _is_elision(document: Document, mark: _Mark) -> bool:
    # 'em, the '80s, the class of '97
    token = mark.token + 1
    if token == len(document.words):
        return False
    word = document.words[token]
    if word.lower() in document.grammar.elisions:
        return True
    years, rest = word[:2], word[2:]
    if not years.isdigit() or len(rest) > 1:
        return False
    return rest.isalpha() or (not rest and token > 1 and document.words[token - 2].isalpha())
