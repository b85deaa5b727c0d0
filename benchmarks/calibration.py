"""Whether confidence keeps what it promises: claimed against observed in five bins, and its AUC.

A statement is right if its content and its speaker are.  The AUC is the chance that a right
statement has more confidence than a wrong one.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from gold import find_statements, read_articles
from scoring import is_right, judge, share

Judged: TypeAlias = "tuple[float, bool]"
BINS = 5


def bins(judged: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Give the confidence, the share that is right and the number of each bin of equal count."""
    ordered = sorted(judged)
    edges = [len(ordered) * at // BINS for at in range(BINS + 1)]
    parts = [ordered[start:end] for start, end in pairwise(edges)]
    return [
        (share(sum(sure for sure, _ in part), len(part)),
         share(sum(right for _, right in part), len(part)), len(part))
        for part in parts
    ]  # fmt: skip


def auc(judged: Sequence[Judged]) -> float:
    """Give how often a right statement is surer than a wrong one; equal ones count half."""
    wrong = sorted(sure for sure, right in judged if not right)
    good = [sure for sure, right in judged if right]
    below = sum(bisect_left(wrong, sure) + bisect_right(wrong, sure) for sure in good) / 2
    return share(below, len(good) * len(wrong))


def main() -> None:
    """Print the bins and the AUC."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles with attributions, .jsonl or .jsonl.gz")
    parser.add_argument("--rules", default="en", help="name or folder of a rule set")
    given = parser.parse_args()
    articles = read_articles(given.gold)
    judged: list[Judged] = []
    for outcome in map(judge, articles, find_statements(articles, given.rules)):
        judged += [(pair.found.confidence, is_right(pair)) for pair in outcome.pairs]
        judged += [(item.confidence, False) for item in outcome.spurious]
    print("claimed  observed  statements")
    for claimed, observed, number in bins(judged):
        print(f"{claimed:7.2f}  {observed:8.2f}  {number:10}")
    print(f"AUC {auc(judged):.3f}")


if __name__ == "__main__":
    main()
