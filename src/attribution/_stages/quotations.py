"""Third stage: which marks open and close quotations."""

from __future__ import annotations

import html

import attrs

from attribution._document import Document, Quotation

_OPENING = {"“", "„", "‟", "«", "‹", "‘", "‚", "‛", "``"}
_CLOSING = {"”", "’", "›", "''"}
_SINGLE = {"'", "‘", "’", "‚", "‛", "`", "‹", "›"}
_PRIMES = {"′", "″"}
_CLOSERS = {
    "„": "“”\"", "«": "»", "»": "«", "‹": "›", "›": "‹", "‚": "‘’'", "‘": "’'", "``": "''\"",
}  # fmt: skip


@attrs.define
class _Mark:
    token: int
    sign: str
    opens: bool
    """Whether the space around it lets it open."""
    closes: bool


def quotations(document: Document) -> None:
    """Pair the quotation marks of each paragraph; what stays open ends with the paragraph."""
    char = document.grammar.char(frozenset({"mark"}))
    stop = document.grammar.char(frozenset({"break"}))
    dropped = {first for first, _, unit in document.breaks if not unit}
    marks: list[_Mark] = []
    start = 0
    for token, tag in enumerate(document.chars):
        if tag == char:
            marks.append(_mark(document, token))
        elif tag == stop and token not in dropped:
            _paragraph(document, marks, start, token)
            marks, start = [], token + 1
    _paragraph(document, marks, start, len(document.words))


def _mark(document: Document, token: int) -> _Mark:
    text, start, end = document.text, document.starts[token], document.ends[token]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    sign = html.unescape(document.words[token])
    opens = not (after.isspace() or after in ",.;:!?)]") and not before.isalnum()
    closes = not before.isspace() and not after.isalnum() and before not in "(["
    return _Mark(token, sign, opens, closes)


def _paragraph(document: Document, marks: list[_Mark], start: int, end: int) -> None:
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not _may_open(document, mark):
            index += 1
            continue
        index = _quotation(document, marks, index, start, end)


def _may_open(document: Document, mark: _Mark) -> bool:
    sign = mark.sign
    if sign in _PRIMES:
        return False
    if sign in {"'", "’", "`"}:
        return mark.opens and sign != "’" and not _elided(document, mark)
    if sign in _CLOSING:
        return mark.opens
    if sign == '"':
        return mark.opens or not mark.closes
    return sign != "»" or mark.opens


def _elided(document: Document, mark: _Mark) -> bool:
    following = document.words[mark.token + 1 : mark.token + 2]
    if not following:
        return True
    word = following[0].lower()
    return word[0].isdigit() or word in document.grammar.words_of("elisions")


def _quotation(document: Document, marks: list[_Mark], index: int, start: int, end: int) -> int:
    mark = marks[index]
    single = mark.sign in _SINGLE
    close = _single_close(document, marks, index) if single else _double_close(marks, index)
    if close is None and (single or mark.sign in "«»"):
        return index + 1
    last, closed = _unclosed(document, marks, index, end) if close is None else (marks[close].token, True)
    if last <= mark.token + (1 if closed else 0):
        return index + 1
    continues = False
    if document.quotations and mark.token == start:
        before = document.quotations[-1]
        continues = not before.closed and before.last == _previous(document, start)
    document.quotations.append(Quotation(mark.token, last, closed, continues))
    if close is not None:
        return close + 1
    return next((i for i in range(index + 1, len(marks)) if marks[i].token > last), len(marks))


def _previous(document: Document, start: int) -> int:
    # The last token of the paragraph before: the break itself lies between.
    return start - 2


def _double_close(marks: list[_Mark], index: int) -> int | None:
    opener = marks[index].sign
    depth = 0
    for at in range(index + 1, len(marks)):
        mark = marks[at]
        if mark.sign in _SINGLE or mark.sign in _PRIMES:
            continue
        if _closes(opener, mark):
            if depth == 0:
                return at
            depth -= 1
        elif _reopens(opener, mark):
            if opener in "\"”''" or not _balanced(marks, at, opener):
                return None
            depth += 1
    return None


def _closes(opener: str, mark: _Mark) -> bool:
    if opener in _CLOSERS:
        return mark.sign in _CLOSERS[opener] and (opener != "„" or mark.closes)
    if mark.sign in {"”", "''"}:
        return mark.closes or not mark.opens
    if mark.sign in {"“", "„", "‟", "``"}:
        return mark.closes and not mark.opens
    if mark.sign == '"':
        return mark.closes or not mark.opens
    return False


def _reopens(opener: str, mark: _Mark) -> bool:
    return mark.opens and not mark.closes and (mark.sign == opener or mark.sign in {"“", '"', "”"})


def _balanced(marks: list[_Mark], at: int, opener: str) -> bool:
    closers = sum(_closes(opener, mark) for mark in marks[at + 1 :] if mark.sign not in _SINGLE)
    openers = sum(mark.sign == opener for mark in marks[at:])
    return closers > openers


def _single_close(document: Document, marks: list[_Mark], index: int) -> int | None:
    opener = marks[index].sign
    closers = _CLOSERS.get(opener, opener)
    possessive = None
    for at in range(index + 1, len(marks)):
        mark = marks[at]
        if mark.sign not in closers:
            if mark.sign not in _SINGLE and not mark.closes:
                continue
            continue
        if not mark.closes:
            continue
        if _possessive(document, mark):
            possessive = at if possessive is None else possessive
            continue
        return at
    return possessive


def _possessive(document: Document, mark: _Mark) -> bool:
    before = document.words[mark.token - 1]
    following = document.words[mark.token + 1 : mark.token + 2]
    return before.endswith("s") and bool(following) and following[0][0].islower()


def _unclosed(
    document: Document, marks: list[_Mark], index: int, end: int
) -> tuple[int, bool]:
    # Another opening mark before any closing one: the first quotation ended somewhere before it.
    opener = marks[index]
    for mark in marks[index + 1 :]:
        if mark.sign not in _SINGLE and _reopens(opener.sign, mark):
            return max(mark.token - 1, opener.token), False
    return end - 1, False
