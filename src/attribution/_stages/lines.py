"""Second stage: which line ends part paragraphs, and which full stops end sentences."""

from __future__ import annotations

import functools

import attrs

from attribution._document import Document

_WIDTHS = range(40, 132)
_MOST = 0.8
_ENOUGH = 3
_SENTENCE_ENDS = frozenset(".!?…。")
_ORDINAL_DIGITS = 2
_FINAL, _BEFORE_NAMES = "abbreviations_final", "abbreviations_words"
_CLOSING = "”\"’')]»"
_USUAL = frozenset({". ", ".\n", '."', ".”", ".'", ".’"})
"""A stop with a character behind it that tells that it belongs to no word there."""


@attrs.define
class _Line:
    """A line that another line of the same block follows."""

    token: int
    """The token of its end."""
    size: int
    room: int
    """How wide it would be with the first word of the next line."""
    goes_on: bool
    """Whether the next line starts with a small letter, or this one ends with a function word."""
    finished: bool
    """Whether a sentence ends with it."""
    indented: bool
    """Whether the next line is indented more than this one."""


def lines(document: Document) -> None:
    """Note the line ends of hard-wrapped text, and the full stops of abbreviations, as no units.

    A block is what stands between empty lines.  Its line ends are soft where its lines are so
    full that the first word of the next line would not have fitted; all others part paragraphs.
    Each block is judged by itself or by those before it, so that no later paragraph changes an
    earlier one.
    """
    grammar = document.grammar
    _line_ends(document, grammar.char(frozenset({"break"})))
    _stops(document, grammar.char(frozenset({"stop"})))
    if "&" in document.text:
        blank = grammar.char(frozenset({""}))
        document.breaks += [(token, token + 1, "") for token in document.places(blank)]


# Line ends --------------------------------------------------------------------------------------


def _line_ends(document: Document, char: str) -> None:
    ends, words = document.places(char), document.words
    stop = document.ends[-1] if words else 0
    if ends and ends[-1] == len(words) - 1:
        stop = document.starts[ends.pop()]
    if all(map(_is_empty_line, {words[token] for token in ends})):
        # Most texts have an empty line between any two others.
        return
    block: list[int] = []
    before, width = -1, 0
    for token in ends:
        if not _is_empty_line(words[token]):
            block.append(token)
            continue
        width = _block(document, before, block, document.starts[token], width)
        before, block = token, []
    _block(document, before, block, stop, width)


@functools.lru_cache(maxsize=1024)
def _is_empty_line(white: str) -> bool:
    return len(white.replace("\r\n", "\n").strip(" \t\xa0").splitlines()) > 1


def _block(document: Document, before: int, ends: list[int], stop: int, known: int) -> int:
    """Judge the line ends of the block that starts after the token `before`.

    `known` is the width to which the text is wrapped, or zero; what is known then is returned.
    """
    if not ends:
        return known
    found = [_line(document, *pair) for pair in zip([before, *ends], ends, strict=False)]
    width = max(stop - document.ends[ends[-1]], *(line.size for line in found))
    if width not in _WIDTHS or not (_is_wrapped(found, width) or _fits(found, width, known)):
        return known
    document.breaks += [(line.token, line.token + 1, "") for line in found if _is_soft(line, width)]
    return max(width, known)


def _line(document: Document, before: int, end: int) -> _Line:
    text = document.text
    start = document.ends[before] if before >= 0 else document.starts[0]
    size = document.starts[end] - start + _indent(document, before)
    following = document.starts[end + 1]
    first = document.words[end + 1]
    word = next(iter(text[following : following + max(_WIDTHS)].split()), first)
    chunk, hyphen, _ = word.partition("-")
    final = text[max(document.starts[end] - 4, 0) : document.starts[end]].rstrip(_CLOSING)[-1:]
    return _Line(
        end,
        size,
        room=size + 1 + len(chunk + hyphen),
        goes_on=first[0].islower() or _is_function_word(document, end - 1),
        finished=final in _SENTENCE_ENDS,
        indented=_indent(document, end) > _indent(document, before),
    )


def _is_function_word(document: Document, token: int) -> bool:
    return document.words[token].islower() and "closed" in document.grammar.tags(
        document.chars[token]
    )


def _indent(document: Document, token: int) -> int:
    if token < 0:
        return document.starts[0]
    white = document.words[token]
    return len(white) - len(white.rstrip(" \t\xa0"))


def _is_wrapped(found: list[_Line], width: int) -> bool:
    sure = [line for line in found if line.goes_on and not line.finished]
    if sure:
        return sum(line.room > width for line in sure) >= _MOST * len(sure)
    if len(found) < _ENOUGH or all(line.finished for line in found):
        return False
    return all(line.room > width for line in found)


def _fits(found: list[_Line], width: int, known: int) -> bool:
    """Whether a block is too small to tell, but is wrapped as the text before it is."""
    small = len(found) < _ENOUGH and not any(line.goes_on or line.indented for line in found)
    return small and width <= known and all(line.room > known for line in found)


def _is_soft(line: _Line, width: int) -> bool:
    full = line.room > width or (line.goes_on and not line.finished)
    return full and not line.indented


# Full stops -------------------------------------------------------------------------------------


def _stops(document: Document, char: str) -> None:
    text, words, starts = document.text, document.words, document.starts
    takes_stop = document.grammar.takes_stop
    for token in document.places(char):
        # Most stops are soon known to end a sentence.
        start = starts[token]
        if text[start : start + 2] in _USUAL and not takes_stop[words[token - 1]]:
            continue
        if words[token] == "." and token > 0 and document.ends[token - 1] == start:
            _stop(document, token)
    # U.S. is one token, and may end a sentence all the same.
    for match in document.grammar.starter_finder.finditer(document.chars):
        token = match.start()
        before = words[token - 1] if token else "."
        if before[0] != "." and before[-1] == "." and len(words[token]) > 1:
            document.breaks.append((token, token, char))


def _stop(document: Document, token: int) -> None:
    """Join a stop to the words that it belongs to, if it ends no sentence."""
    words, chars = document.words, document.chars
    joined = token + 1 < len(words) and document.starts[token + 1] == document.ends[token]
    if joined and _is_inside(document, token):
        document.breaks.append((token - 1, token + 2, chars[token - 1]))
    elif document.grammar.takes_stop[words[token - 1]] and _is_abbreviation(document, token - 1):
        unit = chars[token - 1]
        if _is_initial(document, words[token - 1]):
            # The A. of a name is no article.
            unit = document.grammar.char(frozenset({"name", "capital"}))
        document.breaks.append((token - 1, token + 1, unit))


def _is_inside(document: Document, token: int) -> bool:
    """Say whether a full stop between two words belongs to them, as in the address of a site."""
    words = document.words
    return words[token + 1].islower() and words[token - 1][0].isalpha()


def _is_abbreviation(document: Document, token: int) -> bool:
    """Whether a word that may take a stop is an abbreviation where it stands."""
    words = document.words
    word = words[token].rpartition("-")[2]
    known = document.grammar.abbreviations.get(word.lower())
    if _is_letter_name(document, token):
        return False
    if known == _FINAL or _is_initial(document, word) or _is_ordinal(document, word):
        return not _starts_sentence(document, token + 2)
    if known != _BEFORE_NAMES:
        return known is not None
    if token + 2 < len(words) and words[token + 2][0].isdigit():
        return True
    return word[0].isupper() and not _starts_sentence(document, token + 2)


def _is_initial(document: Document, word: str) -> bool:
    pronouns = document.grammar.words_of("subjects")
    return len(word) == 1 and word.isupper() and word.lower() not in pronouns


def _is_letter_name(document: Document, token: int) -> bool:
    # She wrote on X. Moor then left: no initial.
    before = document.grammar.letter_names.get(document.words[token], ())
    return token > 0 and document.words[token - 1].lower() in before


def _is_ordinal(document: Document, word: str) -> bool:
    # the 5. May: in some languages a stop makes an ordinal of a figure
    short = word.isdigit() and len(word) <= _ORDINAL_DIGITS
    return short and bool(document.grammar.rules.settings.get("ordinal_stops"))


def _starts_sentence(document: Document, token: int) -> bool:
    """Say whether a token is a capitalised function word, such as starts many sentences."""
    if token >= len(document.words) or len(document.words[token]) == 1:
        return False
    return document.chars[token] in document.grammar.starters
