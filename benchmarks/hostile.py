"""Whether time grows with the length of a text and no faster, on texts made to be hard.

Each family is a text of any length: one person with a thousand names, nothing but quotation
marks, a sentence without end.  Every family is read at several lengths, each twice the one
before, by every rule set; a row gives the processor time at each length and how much it grew by.
What comes out over a bound is measured again before it counts: of all runs the best is taken,
without the cyclic garbage collector.

Ends with exit code 1 if time grew by more than `WORST_RATIO` on doubling, or if a text of 200,000
characters took longer than `LONGEST` seconds.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

from attribution import Parser, rulesets
from gold import load_rules

Family: TypeAlias = "Callable[[int], str]"
"""Gives a text of about so many characters."""
SIZES = (50_000, 100_000, 200_000, 400_000, 800_000)
WORST_RATIO = 2.4
LONGEST = 2.0
LONGEST_SIZE = 200_000
PUBLISHED = datetime.date(2031, 5, 7)
OPENING = "“No,” said Ada Moor. „Nein“, sagte Ada Moor.\n\n"
"""What each text begins with: where nobody says anything, the last stages have nothing to do."""
_WARM = 3000
_LEAST = 0.03
"""Below so many seconds a ratio says nothing: a page fault more would double it."""
_RUNS = 2
_AGAIN = 4
_CONSONANTS = "bcdfghklmnprstvz"
_VOWELS = "aeiou"
_OFFICES = [
    "mayor",
    "president",
    "minister",
    "lawyer",
    "director",
    "senator",
    "governor",
    "spokesman",
    "chief",
    "coach",
    "manager",
]
_WORDS = [
    "said",
    "told",
    "he",
    "she",
    "the",
    "Ada",
    "Moor",
    "Mayor",
    "of",
    "Wexhaven",
    ",",
    ".",
    "“",
    "”",
    "that",
    "not",
    "to",
    "according",
    "Monday",
    "company",
    "spokesman",
    "was",
    "will",
]
_MARKS = "“”‘’\"'«»()[]—–-,.;:!?…"


# How texts are made ------------------------------------------------------------------------------


def cycled(piece: str) -> Family:
    """Give a family that says one thing over and over."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def counted(piece: Callable[[int], str]) -> Family:
    """Give a family that says something new each time."""

    def text(size: int) -> str:
        parts: list[str] = []
        length = 0
        for index in itertools.count():
            if length >= size:
                break
            parts.append(piece(index))
            length += len(parts[-1])
        return "".join(parts)

    return text


def drawn(seed: int, piece: Callable[[random.Random], str]) -> Family:
    """Give a family that says something at random, the same in every run."""

    def text(size: int) -> str:
        source = random.Random(seed)  # noqa: S311 - no secret
        return counted(lambda _: piece(source))(size)

    return text


def again(family: Family, size: int = 20_000) -> Family:
    """Give a family that says what another one says at one length over and over.

    Whether there are more opening or more closing marks in a text at random changes what is found
    in it, and so the time, by more than the length does.
    """
    return cycled(family(size))


def grown(before: str, piece: str, after: str) -> Family:
    """Give a family of one sentence with a middle that grows."""
    return lambda size: before + piece * (size // len(piece)) + after


def name(number: int) -> str:
    """Give a name that can be spoken and has no other number.

    >>> name(0), name(1), name(5000)
    ('Kabe', 'Labe', 'Mufa')
    """
    letters = ""
    number += 87
    while number or not letters:
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        letters += _CONSONANTS[consonant] + _VOWELS[vowel]
    return letters.capitalize()


def _vowels(number: int) -> tuple[str, str, str]:
    first, second, third = (number // power % len(_VOWELS) for power in (1, 5, 25))
    return _VOWELS[first], _VOWELS[second], _VOWELS[third]


def _initials(*numbers: int) -> str:
    return "".join(name(number)[0] for number in numbers)


# The families ------------------------------------------------------------------------------------

NAMES: dict[str, Family] = {
    "figures in given names": counted(lambda i: f"Ada{i} Moor denied it. She said so. "),
    "full names": counted(
        lambda i: f"{name(i)} {name(i * 7 + 3)}, a lawyer, said the ferry was late. "
    ),
    "surnames with he": counted(lambda i: f"Mr {name(i)} said it. He denied it. "),
    "one surname": counted(lambda i: f"{name(i)} Moor said it. "),
    "one given name": counted(lambda i: f"Lem {name(i)} said it. Lem denied it. "),
    "one skeleton of surnames": counted(
        lambda i: "{} H{}rr{}w{} said it. ".format(name(i), *_vowels(i))
    ),
    "one person of many names": counted(lambda i: f"Rosalind {name(i)} Moor said so. "),
    "prefixes of given names": counted(lambda i: f"Ann{'a' * (i % 7)}{i} Moor said so. "),
    "middle initials": counted(lambda i: f"Ada {chr(65 + i % 26)}. Moor said so. "),
    "spellings of one name": counted(
        lambda i: "Khaled Mahmm{}d{}h{} said so. ".format(*_vowels(i))
    ),
    "handles of one person": counted(lambda i: f"Ada Moor (@{name(i)}) said so. "),
    "given name and surname": counted(
        lambda i: (
            f"{name(i)} {name(i + 1000)} said so. {name(i + 1000)} denied it. {name(i)} left. "
        )
    ),
    "acronyms": counted(
        lambda i: (
            f"The {name(i)} {name(i + 5)} {name(i * 3)} ({_initials(i, i + 5, i * 3)}) agreed. "
        )
    ),
    "acronyms behind names": counted(
        lambda i: (
            f"{name(i)} {name(i + 1)} {name(i + 2)} ({_initials(i, i + 1, i + 2)}) "
            "of Wexhaven said so. "
        )
    ),
    "names in capitals": counted(lambda i: f"{name(i).upper()} said so. "),
    "companies": counted(
        lambda i: f"{name(i)} Ltd said the company would close. The company denied it. "
    ),
    "the company": cycled("The company said it. "),
    "groups": counted(
        lambda i: f"{name(i)} Group closed. The group said so. The {name(i)} company denied it. "
    ),
    "one body of many names": counted(
        lambda i: f"Tolva {name(i)} Ferry Ltd ({name(i)[:2].upper()}F) said so. Tolva Ferry left. "
    ),
    "titles": counted(
        lambda i: f"President {name(i)} {name(i + 1)} said it. The president denied it. "
    ),
    "spokesmen": counted(lambda i: f"A spokesman for {name(i)} said it. The spokesman denied it. "),
    "spokesmen of two": counted(
        lambda i: f"Spokesmen for {name(i)} and {name(i + 1)} agreed. The spokesmen said so. "
    ),
    "its spokesman": counted(
        lambda i: f"{name(i)} Ltd closed. Its spokesman {name(i + 1)} said so. "
    ),
    "offices": drawn(
        1,
        lambda draw: (
            f"{draw.choice(_OFFICES)} {name(draw.randrange(5000))} said so. "
            f"The {draw.choice(_OFFICES)} denied it. "
        ),
    ),
    "lists of roles": counted(
        lambda i: (
            f"{name(i)} {name(i + 9)}, director of {name(i + 2)} {name(i + 4)} "
            f"and head of {name(i + 3)}, said so. "
        )
    ),
    "senators without names": counted(
        lambda i: f"{name(i)} {name(i + 5)} came. The Marran senator said the ferry was late. "
    ),
    "a former governor": counted(
        lambda i: f"{name(i)} {name(i + 5)} came. The former governor said so. "
    ),
    "two offices of one": cycled("Ada Moor came. The Marran senator agreed. The mayor said so. "),
    "she behind names": counted(
        lambda i: f"{name(i)} {name(i + 3)} came. She said the ferry was late. "
    ),
    "she behind companies": counted(
        lambda i: f"The {name(i)} Ltd came.\n\nShe said the ferry was late.\n\n"
    ),
    "a writer without a name": counted(lambda i: f"I said that it rained on {name(i)}.\n\n"),
    "wives": counted(lambda i: f"His wife, {name(i)}, said so. "),
    "daughters": counted(lambda i: f"His daughter {name(i)} said so. His daughter left. "),
    "names with commas": counted(lambda i: f"{name(i)}, the mayor, said, "),
    "list of names": counted(lambda i: f"{name(i)}, "),
    "run of names": counted(lambda i: f"{name(i)} "),
    "names with and": counted(lambda i: f"{name(i)} and {name(i + 1)} and "),
    "names with of": counted(lambda i: f"{name(i)} of {name(i + 1)} of "),
    "a chain of genitives": counted(lambda i: f"{name(i)}'s lawyer's "),
}

LAYOUTS: dict[str, Family] = {
    "posts with a day": cycled("We are safe. — Ada Moor (@adamoor) May 14, 2031\n\n"),
    "posts of many": counted(
        lambda i: f"We are safe. — {name(i)} (@{name(i).lower()}) May {i % 28 + 1}, 2031\n\n"
    ),
    "posts in many years": counted(
        lambda i: (
            f"Safe now! — {name(i)} (@{name(i).lower()}) May {i % 28 + 1}, 20{i % 20 + 10}\n\n"
        )
    ),
    "handles": cycled("@ada @lem said "),
    "a transcript": counted(lambda i: f"{name(i % 50).upper()}: We will go there now.\n\n"),
    "a transcript of many": counted(lambda i: f"{name(i).upper()}: We will go there now.\n\n"),
    "an interview": cycled("Q: Are you there?\nA: Yes, I am.\n\n"),
    "labels that speak": counted(
        lambda i: f"{name(i)}: The ferry was late.\n\n{name(i)} said so.\n\n"
    ),
    "labels with roles": counted(
        lambda i: f"{name(i)}, lawyer: The ferry was late. {name(i + 1)} said so.\n\n"
    ),
    "time stamps": counted(
        lambda i: f"[{i % 24:02d}:{i % 60:02d}] {name(i % 20)}: the ferry is late\n"
    ),
    "a chat": counted(lambda i: f"<{name(i % 20).lower()}> the ferry is late\n"),
    "replies to letters": counted(
        lambda i: f"> On May 5, 2031, {name(i)} wrote:\n> the ferry is late\n"
    ),
    "a script": counted(lambda i: f"{name(i % 20).upper()} (CONTINUING)\n  We wait.\n\n"),
    "bylines": cycled("By Ada Moor\n\n"),
    "bylines in one line": cycled("By Ada Moor | "),
    "published": cycled("Published: "),
    "published with days": counted(lambda i: f"Published: May {i % 28 + 1}, 2031 | "),
    "date": cycled("date: "),
    "bullets": cycled("* Ada said it\n"),
    "dashes that open": cycled("— Ada said it.\n\n"),
    "short lines": cycled("Ada said\n"),
    "hard wraps": cycled("Ada said that the ferry was late and that it would not be\n"),
    "hard wraps with names": counted(
        lambda i: f"{name(i)} said that the ferry was late and that it would not be\nleaving. "
    ),
    "blank lines": cycled("\n \n"),
    "carriage returns": cycled("\r\n"),
    "colons": cycled("Ada: it. "),
    "bars": cycled("Ada Moor | Lem Harrow | "),
    "links": cycled("http://a.example/c "),
    "one long link": lambda size: "http://" + "a" * size,
    "hash signs": cycled("#ferry "),
    "headlines": counted(lambda i: f"{name(i)} Denies Ferry Was Late\n\n"),
    "datelines": counted(lambda i: f"{name(i).upper()}, May {i % 28 + 1} (Tolva) — He agreed.\n\n"),
}

QUOTATIONS: dict[str, Family] = {
    "quotations in quotations": cycled("“He said ‘she said “it”’” "),
    "open marks in open marks": cycled("“a ‘b "),
    "reopened paragraphs": cycled("“We go on and on, and we never close it.\n\n"),
    "an open mark before names": lambda size: (
        "“" + counted(lambda i: f"{name(i)} said it.\n\n")(size)
    ),
    "a dialogue": counted(lambda i: f"“Is it you?” said {name(i % 9)}.\n\n“It is.”\n\n"),
    "a dialogue with questions": counted(
        lambda i: f"“Are you {name(i)}?”\n\n“Yes.”\n\nHe looked at the sexton.\n\n"
    ),
    "a dialogue with a sexton": cycled(
        "“Are you there?” The sexton came in. “Yes?” He stammered.\n\n“No.”\n\n"
    ),
    "one paragraph of quotations": cycled("“It is late,” he said, “and dark.” "),
    "one sentence of quotations": counted(lambda i: f"“it” and “that” said {name(i)} and "),
    "one long quotation": grown("“", "the man said the ferry was late and ", "” said Ada."),
    "quoted names": cycled("“The Big Ferry” said "),
    "straight marks": cycled('"'),
    "straight words": cycled('"it" '),
    "apostrophes": cycled("'"),
    "apostrophes with letters": cycled("' s' 's "),
    "single marks": cycled("‘it’s’ said Ada. "),
    "open marks": cycled("“"),
    "closed marks": cycled("”"),
    "low marks": cycled("„"),
    "guillemets": cycled("«"),
    "mixed marks": cycled("“a\" ‘b' «c» „d“ "),
    "grave accents": cycled("``a'' "),
    "primes": cycled("5'6\" said "),
    "marks without spaces": cycled("said“it”,saidAda."),
    "marks at random": drawn(2, lambda draw: draw.choice(_MARKS)),
    "marks and words at random": drawn(
        3,
        lambda draw: (
            draw.choice(_MARKS + "\n") + draw.choice(["a", "Ada", "said", " ", "he", "\n\n"])
        ),
    ),
}

SENTENCES: dict[str, Family] = {
    "cues in one sentence": cycled("who said that he denied that she claimed "),
    "said": cycled("said "),
    "said in capitals": cycled("SAID "),
    "said and semicolons": cycled("said; "),
    "said and dots": cycled("said ... "),
    "told": cycled("told Ada "),
    "according to": cycled("according to "),
    "according to him": cycled("It was late, according to him, "),
    "names that say and deny": counted(
        lambda i: f"{name(i)} said it and {name(i + 1)} denied it and "
    ),
    "a clerk in one sentence": cycled("the clerk said it was late and "),
    "who, from somewhere": cycled("Ada Moor, of Quay Lane, Marran, who said it was late, "),
    "a long apposition": grown("Ada Moor, ", "the mayor of Wexhaven, ", "said so."),
    "relative clauses": grown("The man ", "who saw the woman ", "said so."),
    "adverbs": grown("Ada ", "very quickly ", "said so."),
    "auxiliaries": grown("Ada ", "has been ", "said so."),
    "adjectives with commas": grown("The ", "big, ", "man said so."),
    "adjectives": cycled("big red old "),
    "nouns": cycled("house car "),
    "that": cycled("that "),
    "not": cycled("not "),
    "he": cycled("he "),
    "his lawyer": cycled("his lawyer said "),
    "of the": cycled("of the "),
    "the man of": cycled("the man of "),
    "and": cycled("Ada and Lem and "),
    "genitives": cycled("Ada's "),
    "one letter": cycled("a"),
    "words at random": again(drawn(4, lambda draw: draw.choice(_WORDS) + " ")),
    "a long word": lambda size: "Ada said " + "Wexhaven" * (size // 8),
    "no full stop": counted(lambda i: f"the ferry to {name(i)} was late and "),
    "to and to": cycled("promised to agree to "),
    "if and if": cycled("asked if she knew if "),
}

DAYS: dict[str, Family] = {
    "days with years": counted(
        lambda i: f"He said on Monday, May {i % 28 + 1}, {1990 + i % 40}, that it rained. "
    ),
    "weekdays": cycled("Monday "),
    "said on Monday": cycled("said on Monday "),
    "adding on Monday": cycled(", adding that it rained on Monday "),
    "days in contents": cycled("said that it rained on Monday and "),
    "days ago": counted(lambda i: f"{name(i)} said {i % 90 + 2} days ago that it rained. "),
    "months": cycled("in May in June "),
    "figures": cycled("1,000.5 "),
    "one long figure": cycled("1"),
    "figures with dots": cycled("1.1"),
    "shares": cycled("5% of it said "),
}

CHARACTERS: dict[str, Family] = {
    "parentheses that open": cycled("("),
    "parentheses in pairs": cycled("(said) "),
    "parentheses in parentheses": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "hyphens": cycled("a-"),
    "hyphens with capitals": cycled("Ada-Moor-"),
    "dots": cycled("."),
    "letters with dots": cycled("U.S."),
    "initials": cycled("A. "),
    "pairs of initials": cycled("A.B. said "),
    "abbreviations": cycled("Mr. Moor said. Dr. Ada Moor said. "),
    "abbreviations that end": cycled("in the U.S. She said so. "),
    "words without spaces": cycled("Ada.said.it"),
    "combining marks": cycled("e\u0301\u0301 said "),
    "combining marks alone": cycled("\u0301"),
    "Arabic": cycled("قال محمد “نعم”. "),
    "emoji": cycled("🎉👩\u200d👩\u200d👧 said "),
    "Chinese": cycled("他说“好”。"),
    "zero width": cycled("\u200b"),
    "no-break spaces": cycled("\u00a0said"),
    "soft hyphens": cycled("sa\u00adid "),
    "tabs": cycled("\tsaid"),
    "null": cycled("\0"),
    "entities": cycled("&amp;"),
    "entities for marks": cycled("&quot;it&quot; said Ada &mdash; "),
    "ampersands": cycled("&"),
    "tags of markup": cycled("<b>Ada</b> said <i>it</i>. "),
    "half characters": cycled("\ud83d said "),
    "dashes": cycled("— Ada said "),
    "slashes": cycled("and/or/"),
}

GERMAN: dict[str, Family] = {
    "sagte": cycled("sagte Ada, dass er sagte, "),
    "teilte mit": cycled("teilte Ada mit, "),
    "teilte am Montag mit": counted(lambda i: f"{name(i)} teilte am Montag mit, "),
    "compounds": counted(
        lambda i: f"Die {name(i)}gesellschaft sagte, dass die Fähre zu spät war. "
    ),
    "Sprecher": counted(
        lambda i: (
            f"Der {name(i)}sprecher {name(i + 1)} sagte, es sei spät. "
            "Der Sprecher sagte, es sei kalt. "
        )
    ),
    "inverted": counted(lambda i: f"„Es ist spät“, sagte {name(i)} {name(i + 5)}. "),
    "German relative clauses": grown("Er sagte, dass ", "der Mann, der die Frau sah, ", "."),
    "subjunctives": cycled("Sie sei spät, er habe es gesehen, "),
    "laut": counted(lambda i: f"Laut {name(i)} ist die Fähre spät. "),
    "German days": counted(lambda i: f"Moor sagte am {i % 28 + 1}. Mai, es regne. "),
}

FAMILIES: dict[str, Family] = NAMES | LAYOUTS | QUOTATIONS | SENTENCES | DAYS | CHARACTERS | GERMAN


# Measuring ---------------------------------------------------------------------------------------


@attrs.define
class Row:
    """What one family took at each length, in seconds."""

    family: str
    sizes: tuple[int, ...]
    seconds: list[float]

    @property
    def ratios(self) -> list[float]:
        """By how much the time grew from each length to the next."""
        return [after / before for before, after in itertools.pairwise(self.seconds)]

    @property
    def worst(self) -> float:
        """The largest of those ratios whose times are long enough to tell."""
        pairs = zip(self.ratios, self.seconds[1:], strict=True)
        return max([ratio for ratio, after in pairs if after >= _LEAST], default=0.0)

    @property
    def longest(self) -> float:
        """The time for a text of `LONGEST_SIZE`, or 0 where none was read."""
        return dict(zip(self.sizes, self.seconds, strict=True)).get(LONGEST_SIZE, 0.0)

    @property
    def over(self) -> bool:
        """Whether it is over a bound."""
        return self.worst >= WORST_RATIO or self.longest > LONGEST

    def __str__(self) -> str:
        times = " ".join(f"{1000 * seconds:8.0f}" for seconds in self.seconds)
        ratios = " ".join(f"x{ratio:.2f}" for ratio in self.ratios)
        return f"{self.family:28} {times}  {ratios}{'  OVER' if self.over else ''}"


def measured(parser: Parser, family: str, sizes: tuple[int, ...]) -> Row:
    """Read a family at each length."""
    make = FAMILIES[family]
    parser.parse(make(_WARM), PUBLISHED)
    texts = [OPENING + make(size) for size in sizes]
    row = Row(family, sizes, [_best(parser, text, _RUNS) for text in texts])
    for _ in range(_AGAIN):
        if not row.over:
            break
        again = [_best(parser, text, 1) for text in texts]
        row.seconds = list(map(min, row.seconds, again))
    return row


def _best(parser: Parser, text: str, runs: int) -> float:
    return min(_taken(parser, text) for _ in range(runs))


def _taken(parser: Parser, text: str) -> float:
    # As in `timeit`: a full run of the collector comes at some lengths and not at others.
    gc.collect()
    gc.disable()
    started = time.process_time()
    parser.parse(text, PUBLISHED)
    taken = time.process_time() - started
    gc.enable()
    return taken


def rows(rules: str, families: list[str], sizes: tuple[int, ...]) -> Iterator[Row]:
    """Read all families by one rule set, printing each row."""
    print(f"\n{rules}: milliseconds of the processor at {', '.join(map(str, sizes))} characters")
    parser = Parser(load_rules(rules))
    for family in families:
        row = measured(parser, family, sizes)
        print(row, flush=True)
        yield row


def main() -> None:
    """Print a row for each family and rule set, and what was worst."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rules", nargs="+", default=list(rulesets.available()), metavar="NAME")
    parser.add_argument("--only", default="", metavar="WORDS", help="families with these words")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="CHARACTERS")
    given = parser.parse_args()
    families = [family for family in FAMILIES if given.only in family]
    found = [row for name in given.rules for row in rows(name, families, tuple(given.sizes))]
    slowest = max(found, key=lambda row: row.longest)
    steepest = max(found, key=lambda row: row.worst)
    over = [row for row in found if row.over]
    print(
        f"\n{len(families)} families, {len(given.rules)} rule sets, {len(over)} rows over a bound"
    )
    print(f"slowest at {LONGEST_SIZE} characters: {slowest.longest:.2f} s ({slowest.family})")
    print(f"steepest on doubling: x{steepest.worst:.2f} ({steepest.family})")
    sys.exit(bool(over))


if __name__ == "__main__":
    main()
