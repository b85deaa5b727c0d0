"""The text as tokens, each with the tag character of its word."""

from __future__ import annotations

import re
from array import array
from itertools import accumulate

from attribution._article.document import Document
from attribution._language.grammar import Derived, Grammar
from attribution._language.tagging import KEY
from attribution._reading.plain import LETTER_MARKS
from attribution._rules.shapes import TEXTS
from attribution._rules.wanted import setting

CLITICS = setting(
    "clitics",
    TEXTS,
    doc='what an apostrophe joins to a word, without the apostrophe: "s", "ve"',
    without='"Moor\'s" and "we\'ve" are one word each, which no list holds',
    optional=True,
)
_LONG = 20_000
"""The words of shorter texts are not worth the time."""
# What most tokens are stands first, and nothing else is tried at the blanks between them.  Marks
# that combine with a letter belong to its word: `re` does not count them among \w.
_TOKEN = r"""
    [a-zA-Z]+(?=[ ,])
  | [a-zA-Z]{2,}(?=[.:;?!]\s)
  | [,.](?=\s)
  | (?=\w)(?:
      (?:https?://|www\.|pic\.twitter\.com/)\S+
    | (?:\w{1,3}-)?(?:[^\W\d_]\.){2,}(?:-\w+)*
    | [A-Z][a-z]\.[A-Z]\.
    | [A-Z]{1,6}\.[A-Z]{1,2}(?=\))
    | (?=\d)(?:
        \d+['’′]\d+["”″]?
      | \d+(?:[.,:]\d+)*[\wMARKS]*(?:[-‐‑]\w[\wMARKS]*)*
      )
    | [A-Z][A-Za-z]{0,3}\d+(?:[.,]\d+)+[\wMARKS]*
    | \w[\wMARKS]*(?:(?:[-‐‑]|&(?!\w+;))\w[\wMARKS]*)*
      (?:['’](?!(?:CLITICS)\b(?![MARKS]))\w[\wMARKS]*(?:-\w[\wMARKS]*)*)*
    )
  | \n\s*
  | (?:(?<=\w)|(?<=\w\.))['’](?:CLITICS)\b(?![MARKS])
  | &(?:\#\d+|\#x[0-9a-fA-F]+|\w+);
  | @\w[\wMARKS]*(?:[.@]\w[\wMARKS]*)* | \#\w[\wMARKS]*
  | `` | (?<=\S)'(?=''(?!')) | '' | \.\.+ | --+
  | [^\w\s]
"""


@Derived
def token_pattern(grammar: Grammar) -> re.Pattern[str]:
    """Compile what splits a text into gaps and tokens, by the clitics of the language."""
    clitics = "|".join(map(re.escape, grammar[CLITICS])) or r"(?!)"
    # `re` reads news faster than `regex` does.
    token = _TOKEN.replace("CLITICS", clitics).replace("MARKS", LETTER_MARKS)
    return re.compile(rf"(?!\ (?!\s))({token})", re.VERBOSE)


def tokens(document: Document) -> None:
    """Fill in the words, their offsets, their tag characters and which may be of a phrase."""
    # Gaps and tokens take turns, so the running sum of their lengths gives every offset without
    # a step of Python for a token.
    parts = document.grammar[token_pattern].split(document.text)
    # A list would keep an object for each of them.
    offsets = array("I", accumulate(map(len, parts)))
    document.words = _each_once(parts[1::2])
    document.starts = offsets[0:-1:2]
    document.ends = offsets[1::2]
    runs = "".join(map(document.grammar.characters.marked.__getitem__, document.words)).split(KEY)
    document.chars = "".join(runs)
    document.keys = array("I", [end - 1 for end in accumulate(map(len, runs[:-1]))])


def _each_once(words: list[str]) -> list[str]:
    """Keep one object for each word of a long text, in which most words come again and again."""
    if len(words) < _LONG:
        return words
    known: dict[str, str] = {}
    return [known.setdefault(word, word) for word in words]
