"""Second stage: which line ends part paragraphs, and which full stops end sentences."""

from __future__ import annotations

import regex

from attribution._document import Document

_WRAP_WIDTHS = range(40, 101)
_BLOCK = regex.compile(r"\n[^\S\n]*\n")


def lines(document: Document) -> None:
    """Note the line ends of hard-wrapped text, and the full stops of abbreviations, as no units.

    A line end inside a block wraps the text where every line of the block is so full that the
    first word of the next would not have fitted; any other line end parts two paragraphs.
    """
    grammar = document.grammar
    _wraps(document, grammar.char(frozenset({"break"})))
    _stops(document, grammar.char(frozenset({"stop"})))


def _wraps(document: Document, char: str) -> None:
    block: list[int] = []
    for token, tag in enumerate(document.chars):
        if tag != char:
            continue
        if _line_ends(document.words[token]) > 1:
            _block(document, block)
            block = []
        else:
            block.append(token)
    _block(document, block)


def _line_ends(white: str) -> int:
    return len(white.replace("\r\n", "\n").strip(" \t\xa0").splitlines())


def _block(document: Document, ends: list[int]) -> None:
    if not ends:
        return
    text = document.text
    start = max(text.rfind("\n\n", 0, document.starts[ends[0]]) + 2, 0) if ends else 0
    start = text.rfind("\n", 0, document.starts[ends[0]]) + 1
    widths = []
    for token in ends:
        widths.append(document.starts[token] - start)
        start = document.ends[token]
    stop = text.find("\n", start)
    width = max(*widths, (stop if stop >= 0 else len(text)) - start)
    if width not in _WRAP_WIDTHS:
        return
    if all(_is_full(document, token, size, width) for token, size in zip(ends, widths, strict=True)):
        document.breaks += [(token, token + 1, "") for token in ends]


def _is_full(document: Document, token: int, size: int, width: int) -> bool:
    if token + 1 >= len(document.words):
        return True
    start = document.starts[token + 1]
    rest = document.text[start : start + 40].split()
    following = len(rest[0]) if rest else 0
    unfinished = document.text[document.starts[token] - 1] not in ".!?”\"" or following == 0
    if size == width and not unfinished and document.words[token + 1][0].isupper():
        # The widest line proves nothing by its width; a finished sentence may end a paragraph.
        return len(document.words) > 60 and size >= 60
    return size + 1 + following > width - 2


def _stops(document: Document, char: str) -> None:
    words, starts, ends = document.words, document.starts, document.ends
    abbreviations = document.grammar.words_of("abbreviations")
    for token in [i for i, tag in enumerate(document.chars) if tag == char]:
        if words[token] != "." or token == 0 or ends[token - 1] != starts[token]:
            continue
        before = words[token - 1].rpartition("-")[2]
        initial = len(before) == 1 and before.isupper() and before != "I"
        if initial or before.lower() in abbreviations or before.lower() + "." in abbreviations:
            document.breaks.append((token - 1, token + 1, document.chars[token - 1]))
