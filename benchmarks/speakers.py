"""How often each preference decides who speaks, and how often it is right.

GOLD is a list of ``{"id", "statements"}``; each statement has ``content``, which is a list of
``[start, end]``, and ``speaker``, a list of the names that are accepted.  ARTICLES has the texts of
the ids, a JSON line each.  What the library found is paired with the statement with which it shares
most characters, half of them or more.

The second table tells how often somebody who shows a sign is taken to speak, and how often that is
right.  Below two thirds, a preference or a sign does more harm than good; it is marked.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import attrs

import attribution
from attribution import Quote
from gold import Article, read_articles

Statement: TypeAlias = dict[str, Any]
ENOUGH = 0.5
FLOOR = 2 / 3
_WORD = re.compile(r"\w+")
_DETAIL = re.compile(r"\((.*)\)$")


@attrs.define
class Tally:
    """How often something decides, and how often it is right."""

    cases: int = 0
    right: int = 0

    def add(self, *, right: bool) -> None:
        """Count one case."""
        self.cases += 1
        self.right += right

    @property
    def share(self) -> float:
        """How much of it is right."""
        return self.right / self.cases if self.cases else 0.0


def characters(spans: Iterable[Iterable[int]]) -> set[int]:
    """Give the offsets within spans."""
    return {at for start, end in spans for at in range(start, end)}


def pairs(quotes: Iterable[Quote], gold: list[Statement]) -> Iterator[tuple[int, Statement]]:
    """Give the numbers of the quotes that are in GOLD, each with its statement there."""
    wanted = [(characters(row["content"]), row) for row in gold]
    for number, quote in enumerate(quotes):
        found = characters((span.start, span.end) for span in quote.contents)
        shares = (len(found & there) / len(found | there) for there, _ in wanted)
        best = max(((share, at) for at, share in enumerate(shares)), default=(0.0, 0))
        if best[0] >= ENOUGH:
            yield number, wanted[best[1]][1]


def words(text: str | None) -> list[str]:
    """Give the words of a name that count."""
    return [word for word in _WORD.findall((text or "").lower()) if word not in ("the", "s")]


def is_right(speaker: str | None, accepted: Iterable[str | None]) -> bool:
    """Whether a speaker is one of those that are accepted."""
    return any(words(speaker) == words(name) for name in accepted)


def preference(evidence: str) -> str:
    """Give the name of the preference that evidence tells, with the finer one that decided."""
    rule = evidence.partition(" ->")[0].partition(" '")[0]
    detail = _DETAIL.search(evidence)
    return f"{rule}: {detail[1]}" if detail else rule


def tallies(
    articles: Iterable[Article], gold: dict[str, list[Statement]], rules: str
) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Count for each preference, and for each sign of who speaks."""
    parser = attribution.Parser(rules)
    preferences: dict[str, Tally] = {}
    signs: dict[str, Tally] = {}
    for article in articles:
        if article.id not in gold:
            continue
        told = parser.explain(article.text, published=article.published)
        for number, statement in pairs(told.quotes, gold[article.id]):
            quote = told.quotes[number]
            right = is_right(quote.speaker, statement["speaker"])
            why = preference(told.fields[number].get("speaker", "nobody"))
            preferences.setdefault(why, Tally()).add(right=right)
            for sign in told.entities.get(quote.speaker or "", ()):
                signs.setdefault(sign, Tally()).add(right=right)
    return preferences, signs


def print_table(title: str, table: dict[str, Tally]) -> None:
    """Print a table, the most frequent first; what is seldom right is marked."""
    width = max(map(len, [title, *table]))
    print(f"\n{title:{width}}  cases  right")
    for name, tally in sorted(table.items(), key=lambda item: -item[1].cases):
        mark = "  <" if tally.share < FLOOR else ""
        print(f"{name:{width}}  {tally.cases:5}  {tally.share:5.2f}{mark}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="statements with their speakers, .json")
    parser.add_argument("articles", type=Path, help="their articles, .jsonl or .jsonl.gz")
    parser.add_argument("--rules", default="en", help="name of a rule set")
    given = parser.parse_args()
    rows = json.loads(given.gold.read_text(encoding="utf-8"))
    gold = {str(row["id"]): row["statements"] for row in rows}
    preferences, signs = tallies(read_articles(given.articles), gold, given.rules)
    print_table("preference", preferences)
    print_table("sign", signs)


if __name__ == "__main__":
    main()
