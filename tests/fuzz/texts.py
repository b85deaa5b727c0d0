"""Texts that nobody wrote: odd characters, odd mixtures, sentences by a grammar, articles garbled.

All come from one `random.Random`, so that a seed gives the same texts again.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from pathlib import Path

from attribution.testing import read_golden

ROOT = Path(__file__).parents[2]
PIECES = [
    "said", "says", "told", "claimed", "denied", "promised to", "according to", "adding", "asked",
    "Ada Moor", "Moor", "the mayor", "Mr. Moor", "U.S.", "he", "she", "they", "who", "that", "and",
    "whether", "not", "the claim that", "is confident", "in a statement", "on Monday", "last year",
    "May 3, 2031", "it rained", "Wexhaven", "workers'", "6'2\"", "'80s", "don't", "Moor's",
    '"', "“", "”", "'", "‘", "’", "«", "»", "„", "`", "``", "''", "&quot;", "&nbsp;", "&#39;",
    "&x;", "&#0;", "&#x110000;", "&#99999999999999;", "&hellip;", "&rdquo;", ",", ".", ";", ":",
    "—", "--", "(", ")", "[", "]", "!", "?", "…", "...", "•", "@ada", "https://t.co/x",
    "— Ada Moor (@ada) May 3, 2031", "“Yes,”", "“We won.", "Q:", "A:", "MOOR:", "Quay Foods",
    "the company", "its spokesman", "the union's lawyer", "Minister of Finance", "on X.",
    "@ada wrote:", "> It rained", "\nMoor: hello.\nHarrow: no.\nMoor: yes.", 'And from Moor: "x"',
    "\n", "\n\n", "\r\n", "\r", "\t", "\u2028", "\x0b", "\x0c", "\x1c", "\x1d", "\x85", "\x00",
    "\u200b", "\u200e", "\u202e", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u00a0", "\u3000", "😀",
    "👩‍👩‍👧", "ولایت", "\ud800", "\udc00", "İ", "ı", "ſ", "ß", "K", "Å", "\u0301", "e\u0301", "ǅ",
    "ﬁ", "①", "²", "٣", "१", "〇", "Ⅷ", "\U000e0001", "\U0010ffff", "\ufffe", "sagte", "erklärte",
    "laut", "dass", "Bürgermeister", "„Ja“", "am Montag", "gestern", "Herr Moor", "habe", "sei",
    "so Moor", "believes", "wants", "hopes that", "29 February 2031", "31 April", "0000-00-00",
    "9999-12-31", "on Sept. 6", "two days ago", "999999999999 days ago", "the 6th", "12/13/2031",
    "<p>", "</p>", "<b>", "</b>", "<blockquote>", "</blockquote>", "<q>", "</q>", "<br>",
    "<script>", "**", "*", "_", "~~", "[Moor](/m)", "[1]", "## ", "\n> ", "\n>\n> — Moor", "â€œ",
    "â€", "Ã©", '\\"', "「", "」", "″", "<<", ">>", "´", "**Was it late?**",
    "Published: March 12, 2031\n\n", "WEXHAVEN, May 3 (WN) -", "By Ada Moor\n",
]  # fmt: skip
NAMES = [
    "Ada Moor", "Lem Harrow", "Dr. Ilse Verhane", "Moor", "Harrow", "the mayor of Wexhaven",
    "a spokesman for Quay Foods", "Quay Foods", "he", "she", "they", "Mayor Ada Moor",
    "Lem Harrow, 45, a lawyer,", "the ministry", "police", "Jean-Luc O'Hara-Śmith III",
    "Sen. Tom Vale (R-Marran)", "two officials", "nobody", "Bürgermeisterin Ada Moor", "er",
    "der Sprecher",
]  # fmt: skip
CUES = [
    "said", "told reporters", "claimed", "denied", "insisted", "warned", "added", "asked", "urged",
    "promised", "did not say", "declined to comment", "tweeted", "wrote in a letter", "thinks",
    "was quoted as saying", "confirmed", "believes", "sagte", "erklärte", "behauptete", "forderte",
]  # fmt: skip
DAYS = [
    "", "on Monday", "last Friday", "on Sept. 6", "in a 2029 interview", "over the weekend",
    "two days ago", "on Feb. 29", "on 31 April", "yesterday", "am Montag", "at 9 a.m. EST",
    "on Sunday night in a 2030-13-45 memo",
]  # fmt: skip
CLAUSES = [
    "the harbour was closed", "it rained", "nobody knew", "the company would pay $1.5m",
    "“very bad” things happened", "the wall was “safe”", "die Mauer sei sicher",
]  # fmt: skip
MARKS = [
    ("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"), ("'", "'"), ("``", "''"),
    ("&quot;", "&quot;"), ("“", ""), ("", "”"),
]  # fmt: skip
FRAMES = [
    "{name} {cue} {day} that {clause}", "{o}{clause},{c} {name} {cue} {day}",
    "{o}{clause},{c} {cue} {name} {day}. {o}{other}.{c}",
    "{o}{clause},{c} {name} {cue}, {o}{other}{c}",
    "According to {name}, {clause} {day}", "{name} {cue}: {o}{clause}{c}",
    "{day} {name} {cue} {clause} and {verb} {other}, adding that {clause}", "{name}: {clause}",
    "{o}{clause}.{c}\n\n{o}{other},{c} {name} {cue}", "{clause} — {name} (@abc_1) May 3, 2031",
    "In an interview with {name} {day}, {name} {cue} {clause}", "{clause}, {name} {cue} {day}",
    "({name} {cue} {clause})", "{name}, who {cue} {clause}, {verb} {day} that {other}",
]  # fmt: skip


def of_characters(chance: random.Random) -> str:
    """Give any characters whatever, halves of characters too."""
    return "".join(_character(chance) for _ in range(chance.choice([1, 5, 40, 200, 800])))


def of_pieces(chance: random.Random) -> str:
    """Give a mixture of what the stages look for."""
    between = chance.choice(["", " ", " ", "\n"])
    return between.join(chance.choice(PIECES) for _ in range(chance.randrange(1, 90)))


def of_sentences(chance: random.Random) -> str:
    """Give sentences in which somebody says something, some inside others."""
    between = chance.choice([" ", "\n\n", "\n"])
    return between.join(_sentence(chance) for _ in range(chance.randrange(1, 8)))


def garbled(chance: random.Random, article: str) -> str:
    """Give a piece of an article with some of it changed."""
    if len(article) > 2500:
        start = chance.randrange(len(article) - 2000)
        article = article[start : start + chance.randrange(200, 2500)]
    chars = list(article)
    for _ in range(chance.choice([1, 3, 10, 40])):
        if chars:
            chance.choice(CHANGES)(chance, chars, chance.randrange(len(chars)))
    return "".join(chars)


def articles() -> list[str]:
    """Give the articles of the project to garble: examples, golden texts, annotated articles."""
    texts = [path.read_text("utf-8") for path in sorted(ROOT.glob("examples/*.txt"))]
    fields = sorted(ROOT.glob("tests/fields/*.toml"))
    texts += [tomllib.loads(path.read_text("utf-8"))["text"] for path in fields]
    for path in sorted(ROOT.glob("tests/golden/**/*.txt")):
        texts += [case.text for case in read_golden(path)]
    return texts


def any_text(chance: random.Random, originals: list[str]) -> str:
    """Give a text of some kind."""
    share = chance.random()
    if share < 0.2:
        return of_characters(chance)
    if share < 0.45:
        return of_pieces(chance)
    return of_sentences(chance) if share < 0.7 else garbled(chance, chance.choice(originals))


def _sentence(chance: random.Random, depth: int = 0) -> str:
    opening, closing = chance.choice(MARKS)
    inner = depth < 4 and chance.random() < 0.35
    text = chance.choice(FRAMES).format(
        name=chance.choice(NAMES),
        cue=chance.choice(CUES),
        verb=chance.choice(CUES),
        day=chance.choice(DAYS),
        clause=_sentence(chance, depth + 1) if inner else chance.choice(CLAUSES),
        other=chance.choice(CLAUSES),
        o=opening,
        c=closing,
    )
    return text if depth else text + chance.choice([".", "!", "?", "", ".\n", "\n\n"])


def _character(chance: random.Random) -> str:
    share = chance.random()
    if share < 0.3:
        return chr(chance.randrange(0x80))
    if share < 0.5:
        return chr(chance.randrange(0x300))
    if share < 0.6:
        return chr(chance.randrange(0xD800, 0xE000))
    if share < 0.7:
        return chr(chance.choice([*range(0x300, 0x370), *range(0x200B, 0x2070), 0xFEFF, 0x61C]))
    return chr(chance.randrange(0x10000 if share < 0.85 else 0x110000))


# Changes of an article ---------------------------------------------------------------------------

Change = Callable[[random.Random, list[str], int], None]


def _cut(chance: random.Random, chars: list[str], at: int) -> None:
    del chars[at : at + chance.choice([1, 1, 3, 20])]


def _insert(chance: random.Random, chars: list[str], at: int) -> None:
    pieces = [_character(chance), chance.choice(PIECES), chance.choice(chance.choice(MARKS))]
    chars.insert(at, chance.choice(pieces))


def _change(chance: random.Random, chars: list[str], at: int) -> None:
    chars[at] = _character(chance)


def _swap(chance: random.Random, chars: list[str], at: int) -> None:
    other = chance.randrange(len(chars))
    chars[at], chars[other] = chars[other], chars[at]


def _repeat(chance: random.Random, chars: list[str], at: int) -> None:
    other = chance.randrange(len(chars))
    chars[at:at] = chars[other : other + chance.choice([2, 30, 200])]


def _case(_: random.Random, chars: list[str], at: int) -> None:
    chars[at] = chars[at].swapcase()


def _space(_: random.Random, chars: list[str], at: int) -> None:
    chars[at] = "\n" if chars[at] == " " else " "


CHANGES: list[Change] = [_cut, _insert, _insert, _insert, _change, _swap, _repeat, _case, _space]
