"""Which line ends are those of wrapped lines, and part no paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import attrs

from attribution._article.document import Document
from attribution._article.rewriting import Change, rewritten
from attribution._language.grammar import Derived, Grammar
from attribution._notation.memo import Memo
from attribution._rules.wanted import single

CLOSED, GIVEN, HONORIFIC = map(single, ("closed", "given", "honorific"))
_WIDTHS = range(25, 132)
_MOST = 0.8
_NEARLY = 0.87
"""How full lines are that are not broken at one width, of the widest."""
_ENOUGH = 3
_WORD = 8
"""So much wider than all lines before it may a line of wrapped text be: by a word."""
_SENTENCE_ENDS = frozenset(".!?…。")
_CLOSING = "”“\"’‘')]»«"
"""What may close behind the end of a sentence; German closes with “, and some with «."""
_PROSE = re.compile(r"[.!?…][”“\"’‘')\]»«]* [^\W\d_]|[“”„«»\"]")
"""What no heading, name or label has: a sentence that goes before another, a quotation mark."""
_LABEL = re.compile(r"\w[\w.'’-]*(?: [\w.'’-]+){0,3}: ")
"""The speaker before a turn of talk."""
_BROKEN_OFF = ("—", "–", "--")
_HYPHEN = "-"


@attrs.frozen
class _Words:
    """What single words tell: each says so of a word as it stands in the text."""

    closed: Callable[[str], bool]
    """Whether it is a function word."""
    begins_name: Callable[[str], bool]
    """Whether a surname follows it: a given name."""
    honorific: Callable[[str], bool]


@attrs.define
class _Line:
    """A line that another line of the same block follows."""

    end: int
    """Where it ends."""
    following: int
    """Where the words of the next line start."""
    size: int
    room: int
    """How wide it would be with the first word of the next line."""
    goes_on: bool
    """Whether the next line starts with a small letter, or this one ends with a function word."""
    parted: bool
    """Whether it ends with a function word, or the next line starts with one, in mid-sentence."""
    finished: bool
    """Whether a sentence ends with it."""
    open: bool
    """Whether it is prose, and the next line begins with neither a sentence nor a label."""
    answered: bool
    """Whether a turn of talk ends with it, and the next line begins another."""
    indented: bool
    """Whether the next line is indented more than this one."""

    @property
    def sure(self) -> bool:
        """Whether a sentence goes on behind it."""
        return self.goes_on and not self.finished


def wraps(document: Document) -> None:
    """Write the line ends of hard-wrapped text as blanks.

    A block is what stands between empty lines.  Its line ends are soft where its lines are so
    full that the first word of the next line would not have fitted, or nearly so where its lines
    are not of one width, and where they part a function word from the words of its sentence; all
    others part paragraphs.  Each block is judged by itself or by those before it, so that no
    later paragraph changes an earlier one.
    """
    if "\n" not in document.text.replace("\n\n", "").rstrip("\n"):
        # Most texts have an empty line between any two others.
        return
    document.text, made = rewritten(document.text, _changes(document))
    if made is not None:
        document.rewritings.append(made)


@Derived
def _is_given_name(grammar: Grammar) -> Memo[str, bool]:
    return _is_one_of(grammar, grammar[GIVEN])


@Derived
def _is_honorific(grammar: Grammar) -> Memo[str, bool]:
    return _is_one_of(grammar, grammar[HONORIFIC])


def _is_one_of(grammar: Grammar, tagged: frozenset[str]) -> Memo[str, bool]:
    of_word = grammar.characters.of_word
    return Memo(lambda word: of_word[word] in tagged)


@Derived
def is_function_word(grammar: Grammar) -> Memo[str, bool]:
    """Word -> whether it is a function word, as it stands in a sentence."""
    of_word, closed = grammar.characters.of_word, grammar[CLOSED]
    return Memo(lambda word: word.islower() and of_word[word] in closed)


def _changes(document: Document) -> Iterator[Change]:
    text, grammar = document.text, document.grammar
    memos = (is_function_word, _is_given_name, _is_honorific)
    words = _Words(*(grammar[memo].__getitem__ for memo in memos))
    known = 0
    for block in _blocks(text):
        if len(block) > 1:
            known, soft = _judged(text, block, words, known)
            for line in soft:
                yield _joined(document, line)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Give the bounds of the lines between empty lines."""
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            block.append((start, start + len(line)))
        else:
            yield block
            block = []
        start += len(line) + 1
    yield block


def _judged(
    text: str, block: list[tuple[int, int]], words: _Words, known: int
) -> tuple[int, list[_Line]]:
    """Give the width to which the text is wrapped for all that is known, and the soft line ends.

    `known` is that width, or zero, by what stands before.
    """
    found = [_line(text, line, following, words) for line, following in pairwise(block)]
    width = max(end - start for start, end in block)
    if width >= _WIDTHS.stop:
        return known, []
    least, nearly = next(_least(found, width, known), None), int(width * _NEARLY)
    if least is None and _finished(text, *block[-1]) and _is_open(found, nearly):
        least = width
    if width < _WIDTHS.start:
        nearly = width
    elif least is not None:
        soft = (line for line in found if line.parted or _is_soft(line, least, nearly))
        return max(width, known), [*soft]
    wrapped = any(line.parted and line.room > nearly for line in found)
    return known, [
        line
        for line in found
        if line.parted
        or (wrapped and _goes_on(line, nearly))
        or (known and line.sure and line.room > nearly)
    ]


def _least(found: list[_Line], width: int, known: int) -> Iterator[int]:
    """Give how wide full lines are at least, if they are those of wrapped text."""
    if _is_wrapped(found, width) or _fits(found, width, known):
        yield width
    nearly = int(width * _NEARLY)
    if _is_ragged(found, nearly):
        yield nearly


def _line(text: str, line: tuple[int, int], after: tuple[int, int], words: _Words) -> _Line:
    (start, end), (next_start, next_end) = line, after
    indent, next_indent = _indent(text, start), _indent(text, next_start)
    following = next_start + next_indent
    word = text[following : min(next_end, following + max(_WIDTHS))].split(" ", 1)[0]
    chunk, hyphen, _ = word.partition(_HYPHEN)
    before, _, last = text[start:end].rpartition(" ")
    closed = words.closed
    return _Line(
        end,
        following,
        end - start,
        room=end - start + 1 + len(chunk + hyphen),
        goes_on=word[0].islower() or closed(last),
        parted=_parts(last, word, closed) or _parts_name(before, last, word, words),
        finished=_finished(text, start, end),
        open=_leaves_open(text, start, end) and not (word[-1] == ":" or closed(word.lower())),
        answered=_answered(text, start, end, following),
        indented=next_indent > indent,
    )


def _parts(last: str, word: str, closed: Callable[[str], bool]) -> bool:
    if last[-1:] == _HYPHEN and last[:-1].isalpha() and last.islower() and word[0].islower():
        # a word that the line end parts: four hun- | dred
        return True
    if closed(last):
        return word[-1] != ":"
    return closed(word) and (last[-1].isalnum() or last[-1] in _CLOSING)


def _parts_name(before: str, last: str, word: str, words: _Words) -> bool:
    """Whether a line ends within a name: while Maud | Ferriday says; Dr Femi | Olade."""
    if not (last and words.begins_name(last)) or not word[0].isupper() or word[-1] == ":":
        return False
    if word.isupper() or words.closed(word.lower()):
        return False
    before = before.rpartition(" ")[2]
    return before.islower() or (before != "" and words.honorific(before))


def _answered(text: str, start: int, end: int, following: int) -> bool:
    done = _finished(text, start, end) or text.endswith(_BROKEN_OFF, start, end)
    return done and text[following].isupper() and _LABEL.match(text, following) is not None


def _finished(text: str, start: int, end: int) -> bool:
    return text[max(end - 4, start) : end].rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def _leaves_open(text: str, start: int, end: int) -> bool:
    """Say whether a line is prose and ends within a sentence."""
    last = text[start:end].rstrip(_CLOSING)[-1:]
    if last == ",":
        return True
    # A quotation may be a line, and who signs it another.
    whole = text[end - 1] in _CLOSING or last in _SENTENCE_ENDS
    return not whole and _PROSE.search(text, start, end) is not None


def _indent(text: str, start: int) -> int:
    at = start
    while text[at] == " ":
        at += 1
    return at - start


def _is_wrapped(found: list[_Line], width: int) -> bool:
    sure = [line for line in found if line.sure]
    if sure:
        return sum(line.room > width for line in sure) >= _MOST * len(sure)
    if len(found) < _ENOUGH or all(line.finished for line in found):
        return False
    return all(line.room > width for line in found)


def _is_ragged(found: list[_Line], least: int) -> bool:
    """Whether nearly all lines that sentences go on behind are nearly full."""
    sure = [line for line in found if line.sure]
    return len(sure) >= _ENOUGH and sum(line.room > least for line in sure) >= _MOST * len(sure)


def _fits(found: list[_Line], width: int, known: int) -> bool:
    """Whether a block is too small to tell, but is wrapped as the text before it is."""
    small = len(found) < _ENOUGH and not any(line.goes_on or line.indented for line in found)
    full = max(width, known)
    return small and width <= known + _WORD and all(line.room > full for line in found)


def _is_open(found: list[_Line], width: int) -> bool:
    """Whether a block is too small to tell, but is prose of which sentences go on."""
    small = len(found) < _ENOUGH and not any(line.goes_on or line.indented for line in found)
    return (
        small
        and any(line.open for line in found)
        and all((line.open or line.finished) and line.room > width for line in found)
    )


def _goes_on(line: _Line, nearly: int) -> bool:
    """Whether a line is prose whose sentence goes on, and nearly full."""
    return line.open and line.room > nearly


def _is_soft(line: _Line, width: int, nearly: int) -> bool:
    full = line.room > width or line.sure or _goes_on(line, nearly)
    return full and not (line.indented or line.answered)


def _joined(document: Document, line: _Line) -> Change:
    """Write a soft line end as a blank, or as nothing behind a hyphen."""
    text, grammar = document.text, document.grammar
    before, after = text[line.end - 2 : line.end], text[line.following]
    if before[-1:] != _HYPHEN or not before[0].isalpha() or not after.isalpha():
        return line.end, line.following, " "
    first = text[max(line.end - max(_WIDTHS), 0) : line.end - 1].rpartition(" ")[2]
    second = text[line.following : line.following + max(_WIDTHS)].partition(" ")[0]
    second = second.rstrip(",.;:!?" + _CLOSING).partition("\n")[0]
    if grammar[is_function_word][second]:
        return line.end, line.following, " "
    whole = grammar.lexicon.knows(f"{first}{second}".lower())
    return line.end - whole, line.following, ""
