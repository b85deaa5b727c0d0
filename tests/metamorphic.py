"""The same text written otherwise: how many statements that changes.

    python tests/metamorphic.py                  the golden texts and those of tests/fields
    python tests/metamorphic.py GOLD ...         the articles of gold files
    python tests/metamorphic.py --show wrap-40   the statements that change, too

A statement is its words and its speaker, without the line ends, marks and entities that they are
written with.  A line for each way of writing holds how many statements are lost and how many are
new, and half of their sum as a share of the statements of the text as it is.
"""

from __future__ import annotations

import argparse
import collections
import functools
import html
import random
import re
import sys
import textwrap
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs
from field_articles import articles

from attribution import Parser
from attribution.testing import read_golden

GOLDEN = Path(__file__).parent / "golden"
_LONG = r"(?<![<\w/])[^\W\d_]{7,}"
"""A long word that is no tag of HTML: with a sign inside, that would be none."""
_NAMED = {"“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&rsquo;", "„": "&bdquo;",
          "«": "&laquo;", "»": "&raquo;", "–": "&ndash;", "—": "&mdash;", "…": "&hellip;",
          '"': "&quot;", "'": "&#39;", "ä": "&auml;", "ö": "&ouml;", "ü": "&uuml;",
          "ß": "&szlig;", "é": "&eacute;"}  # fmt: skip
_MARKS = re.compile("[“”„\"«»]|``|''")
_WRAPPED = re.compile(r"[^\n]\n[a-z]")
"""Finds what is wrapped already: what its paragraphs are, is not for us to say."""
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‚`", "'"))
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

Rewrite = Callable[[str], str]


def _chance(text: str) -> random.Random:
    return random.Random(zlib.crc32(text.encode("utf-8", "surrogatepass")))  # noqa: S311 no secret


def _sometimes(pattern: str, share: float, change: Callable[[str], str]) -> Rewrite:
    def rewrite(text: str) -> str:
        chance = _chance(text)
        return re.sub(pattern, lambda m: change(m[0]) if chance.random() < share else m[0], text)

    return rewrite


def _wrapped(text: str, width: int, end: str = "\n") -> str:
    if _WRAPPED.search(text):
        return text
    lines = (textwrap.wrap(line, width, break_long_words=False) for line in text.split("\n"))
    return "\n".join(end.join(line) for line in lines)


def _ragged(text: str) -> str:
    """Wrap a text as it comes out of a PDF: no blank lines, and now and then a shorter line."""
    if _WRAPPED.search(text):
        return text
    chance = _chance(text)
    found = []
    for line in filter(None, text.split("\n")):
        words, row = line.split(" "), ""
        for word in words:
            if row and len(row) + 1 + len(word) > chance.choice((66, 68, 70, 72)):
                found.append(row)
                row = word
            else:
                row = f"{row} {word}".strip()
        found.append(row)
    return "\n".join(found)


def _named(text: str) -> str:
    return "".join(_NAMED.get(char, char) for char in text.replace("&", "&amp;"))


def _numbered(text: str) -> str:
    return "".join(f"&#{ord(char)};" if char in _NAMED else char for char in text)


WAYS: dict[str, Rewrite] = {
    "final-line-end": lambda text: text.rstrip("\n") + "\n",
    "no-final-line-end": lambda text: text.rstrip("\n"),
    "line-ends-trailing": lambda text: text.replace("\n", "  \n"),
    "line-ends-crlf": lambda text: text.replace("\n", "\r\n"),
    "line-ends-cr": lambda text: text.replace("\n", "\r"),
    "line-ends-more": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "wrap-72": lambda text: _wrapped(text, 72),
    "wrap-72-crlf": lambda text: _wrapped(text, 72, "\r\n").replace("\n\r\n", "\r\n\r\n"),
    "wrap-40": lambda text: _wrapped(text, 40),
    "ragged": _ragged,
    "two-spaces-sentences": lambda text: re.sub(r"(?<=[.!?]) (?=[A-Z])", "  ", text),
    "two-spaces": lambda text: text.replace(" ", "  "),
    "tabs": lambda text: text.replace(" ", "\t"),
    "no-break-some": _sometimes(" ", 0.1, lambda _: "\u00a0"),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "narrow-no-break": _sometimes(" ", 0.1, lambda _: "\u202f"),
    "entities-named": _named,
    "entities-numbered": _numbered,
    "entities-blank": _sometimes(" ", 0.1, lambda _: "&nbsp;"),
    "bom": lambda text: "\ufeff" + text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft-hyphens": _sometimes(_LONG, 0.3, lambda word: f"{word[:4]}\u00ad{word[4:]}"),
    "zero-width-spaces": _sometimes(" ", 0.1, lambda _: " \u200b"),
    "zero-width-inside": _sometimes(_LONG, 0.3, lambda word: f"{word[:3]}\u200b{word[3:]}"),
    "word-joiners": _sometimes(r"(?<=\w) ", 0.1, lambda _: "\u2060 "),
    "marks-straight": lambda text: re.sub("[“”„]", '"', text),
    "marks-curly": lambda text: re.sub(r'"([^"\n]*)"', r"“\1”", text),
    "marks-guillemets": lambda text: re.sub("[“„]([^“”„\n]*)[”“]", r"«\1»", text),
    "marks-german": lambda text: re.sub("[“„]([^“”„\n]*)[”“]", r"„\1“", text),
}
"""Way of writing -> what writes a text so."""
ALLOWED = {
    "wrap-40": 0.03,
    **dict.fromkeys(("wrap-72", "wrap-72-crlf", "ragged"), 0.005),
    **dict.fromkeys((way for way in WAYS if way.startswith(("entities", "soft", "marks"))), 0.005),
}
"""Way of writing -> the share of statements that it may change; nothing for all others."""


@attrs.define
class Row:
    """What a way of writing changes, over some texts."""

    base: int = 0
    lost: list[str] = attrs.field(factory=list)
    new: list[str] = attrs.field(factory=list)

    @property
    def rate(self) -> float:
        """The share of statements that it changes."""
        return (len(self.lost) + len(self.new)) / 2 / max(self.base, 1)


def folded(text: str) -> str:
    """Give words without what the ways of writing change."""
    text = unicodedata.normalize("NFC", html.unescape(_INVISIBLE.sub("", text)))
    # A statement may be several spans, with white space alone between.
    text = _MARKS.sub('"', text.translate(_APOSTROPHES))
    return " ".join(text.split()).strip(" .,'\"…")


def statements(parser: Parser, text: str) -> collections.Counter[tuple[str, str]]:
    """Give the statements of a text, each as its words and its speaker."""
    quotes = parser.parse(text)
    return collections.Counter((folded(q.text), folded(q.speaker or "")) for q in quotes)


@functools.lru_cache(maxsize=4096)
def _unchanged(parser: Parser, text: str) -> collections.Counter[tuple[str, str]]:
    return statements(parser, text)


def measure(texts: Iterable[tuple[Parser, str]], ways: Iterable[str]) -> dict[str, Row]:
    """Count what some ways of writing change."""
    rows = {way: Row() for way in ways}
    for parser, text in texts:
        base = _unchanged(parser, text)
        for way, row in rows.items():
            row.base += base.total()
            changed = WAYS[way](text)
            if changed == text:
                continue
            found = statements(parser, changed)
            row.lost += map(str, (base - found).elements())
            row.new += map(str, (found - base).elements())
    return rows


@functools.cache
def own() -> list[tuple[Parser, str]]:
    """Give the texts of the project, each with the parser of its language."""
    english, german = Parser(), Parser("de")
    found = [(english, article.text) for article in articles()]
    for folder, parser in ((GOLDEN, english), (GOLDEN / "de", german)):
        found += [(parser, case.text) for case in read_golden(folder)]
    return found


def _of_files(paths: list[str]) -> list[tuple[Parser, str]]:
    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    from gold import read_articles

    found = []
    for path in map(Path, paths):
        parser = Parser("de" if "de" in re.split(r"\W", path.name) else "en")
        found += [(parser, article.text) for article in read_articles(path)]
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", help="gold files, in place of the project's own texts")
    parser.add_argument("--show", action="append", default=[], help="a way to show the changes of")
    parser.add_argument("--only", action="append", help="a way to measure, in place of all")
    parser.add_argument("--every", type=int, default=1, help="take every so many-th text alone")
    options = parser.parse_args()
    texts = (_of_files(options.gold) if options.gold else own())[:: options.every]
    rows = measure(texts, options.only or options.show or WAYS)
    for way, row in rows.items():
        allowed = ALLOWED.get(way, 0)
        over = "  over" if row.rate > allowed else ""
        sys.stdout.write(
            f"{way:22}{len(row.lost):5} lost {len(row.new):5} new {row.base:6} "
            f"{row.rate:8.2%} of {allowed:.1%}{over}\n"
        )
        if way in options.show:
            sys.stdout.writelines(f"    - {item}\n" for item in row.lost)
            sys.stdout.writelines(f"    + {item}\n" for item in row.new)


if __name__ == "__main__":
    main()
