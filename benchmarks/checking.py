"""Alter quotations, and count how many of them `attribution.check` finds and names rightly.

The articles are those of tests/fields and examples/, and some that are made here of sentences with
numbers and negations, or the texts that are named (text files, or JSON Lines with a ``text``).  Of
quotations of four words and more 200 are altered: a dropped "not", another number, another word,
two sentences joined, another speaker; and 200 are quoted rightly with other marks, dots, brackets.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs

from attribution import Article, Kind, Parser, Quote, SourceType
from attribution.check import Checked, Verdict, check
from attribution.loaders import load

ROOT = Path(__file__).parents[1]
SENTENCES = (
    "The ferry will not sail before {n} in the morning",
    "We did not find the {n} missing crates",
    "There were {n} of us on the pier, and nobody was hurt",
    "I have not seen a storm like this in {n} years",
    "The council does not owe the harbour {n} crowns",
    "Of the {n} gates only the north one is open",
    "My brother did not sign the letter that you have",
    "It is not a question of money but of time",
    "The dam can hold {n} million litres, and it holds",
    "They told the crew that the cranes were not safe",
    "We lost {n} sheep in the flood, and the barn too",
    "Nobody asked us whether the road should be closed",
    "The report is not finished, whatever the paper says",
    "You could hear the wind from {n} miles away",
    "The school will not open until the roof is dry",
    "I counted {n} lorries on the bridge in one hour",
)
PEOPLE = (
    ("Ada Moor", "the mayor of Wexhaven"),
    ("Lem Harrow", "a crane driver"),
    ("Ilse Verhane", "a spokeswoman for the harbour"),
    ("Tomas Okerlund", "the leader of the union"),
    ("Nell Orrin", "a teacher"),
)
FRAMES = (
    "“{0},” said {1}, {2}.",
    "{1}, {2}, said: “{0}.”",
    "“{0},” {1} said.",
    "According to {1}, the talks went well. “{0},” {1} added.",
)
NUMBERS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "forty",
)
_NUMBER = re.compile(rf"\b(?:\d+|{'|'.join(NUMBERS)})\b")
_NOT = re.compile(r" not\b|n['’]t\b")
_WORD = re.compile(r"\b[a-z]{4,}\b")
Rows: TypeAlias = "dict[str, Counter[str]]"
"""Kind -> how many."""
Tell: TypeAlias = "Callable[[Said, str, Checked | None], None]"
"""Takes a draft that was not judged as it should be."""
FEWEST = 4
"""Words of a quotation that is altered."""
LONG = 8
"""Words of one from which some can be left out."""
EACH = 40


@attrs.frozen
class Said:
    """A quotation of an article in one row of words."""

    article: Article
    quote: Quote
    text: str
    draw: random.Random


Alter = Callable[[Said], "tuple[str, str] | None"]
"""Gives the altered words and their speaker, or nothing where they cannot be altered so."""


# Articles ---------------------------------------------------------------------------------------


def made(draw: random.Random) -> Iterator[str]:
    """Make articles of the sentences above."""
    for _ in range(12):
        people = draw.sample(PEOPLE, 4)
        paragraphs = []
        for sentence in draw.sample(SENTENCES, 8):
            words = sentence.format(n=draw.choice([*NUMBERS, str(draw.randrange(13, 900))]))
            paragraphs.append(draw.choice(FRAMES).format(words, *draw.choice(people)))
        yield "\n\n".join(paragraphs)


def articles(names: Sequence[str], draw: random.Random) -> Iterator[Article]:
    """Read the articles."""
    parser = Parser()
    if names:
        yield from parser.read_many(load(names))
        return
    for path in sorted((ROOT / "tests" / "fields").glob("*.toml")):
        yield parser.read(tomllib.loads(path.read_text(encoding="utf-8"))["text"])
    yield from parser.read_many(load(sorted((ROOT / "examples").glob("*.txt"))))
    yield from parser.read_many(made(draw))


def quotations(article: Article, draw: random.Random) -> Iterator[Said]:
    """Give what people with a name are quoted with, a paragraph each at most."""
    for quote in article:
        if quote.kind is Kind.DIRECT and quote.source_type is SourceType.PERSON:
            for span in quote.quoted:
                text = span.text.rstrip(",.;").rstrip()
                if len(text.split()) >= FEWEST and not re.search(r"[\n\[\]“”\"…&]|\.\.", text):
                    yield Said(article, quote, text, draw)


# Alterations ------------------------------------------------------------------------------------


def _named(said: Said) -> str:
    return said.quote.speaker or ""


def without_not(said: Said) -> tuple[str, str] | None:
    """Leave out a negation."""
    text = _NOT.sub("", said.text, count=1)
    return (text, _named(said)) if text != said.text else None


def other_number(said: Said) -> tuple[str, str] | None:
    """Put another number in the place of one."""
    match = _NUMBER.search(said.text)
    if match is None:
        return None
    old = match[0]
    new = str(int(old) + 1) if old.isdigit() else said.draw.choice([n for n in NUMBERS if n != old])
    return said.text[: match.start()] + new + said.text[match.end() :], _named(said)


def other_word(said: Said) -> tuple[str, str] | None:
    """Put another word of the article in the place of one."""
    words = list(_WORD.finditer(said.text))
    others = sorted(set(_WORD.findall(said.article.text)) - {word[0] for word in words})
    if not words or not others:
        return None
    word = said.draw.choice(words)
    new = said.draw.choice(others)
    return said.text[: word.start()] + new + said.text[word.end() :], _named(said)


def two_joined(said: Said) -> tuple[str, str] | None:
    """Put a sentence of another quotation behind it."""
    others = [
        other.text
        for other in quotations(said.article, said.draw)
        if abs(other.quote.contents[0].start - said.quote.contents[0].start) > len(said.text) + 120
        and other.quote is not said.quote
    ]
    return (f"{said.text}. {said.draw.choice(others)}", _named(said)) if others else None


def other_speaker(said: Said) -> tuple[str, str] | None:
    """Put somebody else of the article in the place of the speaker."""
    own = said.article.person(said.quote)
    others = [
        person.name
        for person in said.article.people
        if person is not own and not person.body and " " in person.name
    ]
    return (said.text, said.draw.choice(others)) if others and own is not None else None


def same(said: Said) -> tuple[str, str] | None:
    """Quote it as it is."""
    return said.text, _named(said)


def omission(said: Said) -> tuple[str, str] | None:
    """Leave some words out, with dots in their place."""
    words = said.text.split()
    if len(words) < LONG:
        return None
    start = said.draw.randrange(2, len(words) - 4)
    end = min(start + said.draw.randrange(1, 4), len(words) - 2)
    dots = said.draw.choice(["…", "...", "[…]", "[...]", "(…)"])
    return " ".join([*words[:start], dots, *words[end:]]), _named(said)


def bracket(said: Said) -> tuple[str, str] | None:
    """Put words in brackets in the place of one."""
    words = said.text.split()
    at = said.draw.randrange(1, len(words) - 1)
    return " ".join([*words[:at], "[the council]", *words[at + 1 :]]), _named(said)


def capital(said: Said) -> tuple[str, str] | None:
    """Begin it with another letter, in brackets."""
    return f"[{said.text[0].swapcase()}]{said.text[1:]}", _named(said)


ALTERED: dict[str, tuple[Alter, Verdict]] = {
    "dropped not": (without_not, Verdict.ALTERED),
    "another number": (other_number, Verdict.ALTERED),
    "another word": (other_word, Verdict.ALTERED),
    "two joined": (two_joined, Verdict.ALTERED),
    "another speaker": (other_speaker, Verdict.MISATTRIBUTED),
}
UNALTERED: dict[str, Alter] = {
    "other marks": same,
    "end of sentence": same,
    "dots": omission,
    "brackets": bracket,
    "capital in brackets": capital,
}
MARKS = {"other marks": ('"{}," said {}.', "‘{},’ {} said.", "«{}», said {}.", "„{}“, said {}.")}
USUAL = ("“{},” said {}.", "“{},” {} said.", "{1} said: “{0}.”", "{1} said that “{0}”.")


def frames(kind: str) -> Sequence[str]:
    """Give the frames for a kind of quotation; those of single marks have no apostrophe inside."""
    return MARKS.get(kind, USUAL)


# Counting ---------------------------------------------------------------------------------------


def cases(
    pool: Sequence[Said], kind: str, alter: Alter, draw: random.Random
) -> Iterator[tuple[Said, str]]:
    """Make the drafts of a kind, each of another quotation if there are enough."""
    order = draw.sample(pool, len(pool))
    count = 0
    for said in [*order, *order]:
        changed = alter(said)
        if changed is None or count == EACH:
            continue
        text, speaker = changed
        fitting = [frame for frame in frames(kind) if not (frame[0] == "‘" and "’" in text)]
        count += 1
        yield said, draw.choice(fitting).format(text, speaker)


def checked(said: Said, draft: str) -> Checked | None:
    """Check the one quotation of a draft."""
    found = check(draft, said.article)
    return found[0] if len(found) == 1 else None


def altered_rows(pool: Sequence[Said], draw: random.Random, wrong: Tell) -> Rows:
    """Count for each alteration how many were made, found, and named rightly."""
    rows: Rows = {}
    for kind, (alter, verdict) in ALTERED.items():
        row = rows[kind] = Counter()
        for said, draft in cases(pool, kind, alter, draw):
            item = checked(said, draft)
            row["made"] += 1
            row["found"] += item is not None and not item.sound
            row["named"] += item is not None and item.verdict is verdict
            if item is None or item.verdict is not verdict:
                wrong(said, draft, item)
    return rows


def unaltered_rows(pool: Sequence[Said], draw: random.Random, wrong: Tell) -> Rows:
    """Count for each kind of true quotation how many were made, and accused all the same."""
    rows: Rows = {}
    for kind, alter in UNALTERED.items():
        row = rows[kind] = Counter()
        for said, draft in cases(pool, kind, alter, draw):
            item = checked(said, draft)
            row["made"] += 1
            if item is None or not item.sound:
                row["accused"] += 1
                wrong(said, draft, item)
    return rows


def summed(rows: Rows) -> Counter[str]:
    """Add the rows up."""
    return sum(rows.values(), Counter())


def show(said: Said, draft: str, item: Checked | None) -> None:
    """Print what went wrong."""
    print(f"    {draft}\n    -> {item}\n    <- {said.text}")


def show_nothing(said: Said, draft: str, item: Checked | None) -> None:
    """Print nothing."""


def report(pool: Sequence[Said], draw: random.Random, *, verbose: bool) -> None:
    """Print the figures of every kind and their sums."""
    wrong = show if verbose else show_nothing
    rows = altered_rows(pool, draw, wrong)
    print(f"{'altered':22}{'made':>6}{'found':>7}{'named':>7}")
    for kind, row in rows.items():
        print(f"{kind:22}{row['made']:6}{row['found']:7}{row['named']:7}")
    total = summed(rows)
    shares = total["found"] / total["made"], total["named"] / total["made"]
    print(f"{'':22}{total['made']:6}{shares[0]:7.1%}{shares[1]:7.1%}\n")
    rows = unaltered_rows(pool, draw, wrong)
    print(f"{'unaltered':22}{'made':>6}{'accused':>9}")
    for kind, row in rows.items():
        print(f"{kind:22}{row['made']:6}{row['accused']:9}")
    total = summed(rows)
    print(f"{'':22}{total['made']:6}{total['accused'] / total['made']:9.1%}")


def main() -> None:
    """Read the arguments and print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", help="texts instead of the project's own")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--verbose", action="store_true", help="show what went wrong")
    chosen = options.parse_args()
    draw = random.Random(chosen.seed)  # noqa: S311 figures, not secrets
    read = list(articles(chosen.files, draw))
    pool = [said for article in read for said in quotations(article, draw)]
    print(f"{len(read)} articles, {len(pool)} quotations, seed {chosen.seed}\n")
    report(pool, draw, verbose=chosen.verbose)


if __name__ == "__main__":
    main()
