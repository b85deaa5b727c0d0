r"""How long a parse takes, in passes of a bare tokenising expression over the same texts.

A pass finds every ``\w+|[^\w\s]``, once with the offsets of each token (``finditer``) and once the
words alone (``findall``).  Passes and parses take turns in one process at each text, all of them
warm; the best run of each counts, in time of the processor, so that what else the machine does has
the least part in the figures.

A cold start is a new process that imports the library and parses one sentence; what a process
takes that imports the expression engine alone stands beside it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import regex

from attribution import Parser
from gold import Article, load_rules, read_articles

Job: TypeAlias = "Callable[[Article], object]"
TOKEN = regex.compile(r"\w+|[^\w\s]")
BARE = "import regex"
COLD = """\
import sys, attribution
attribution.Parser(sys.argv[1]).parse("Ada Moor said on Monday that the ferry was late.")
"""


def best_times(jobs: Mapping[str, Job], articles: list[Article], runs: int) -> dict[str, float]:
    """Give the processor time that each job takes for all articles, in seconds.

    The jobs take turns at each article; of several runs the best counts.
    """
    total = dict.fromkeys(jobs, 0.0)
    for article in articles:
        best = dict.fromkeys(jobs, float("inf"))
        for name, job in [*jobs.items()] * runs:
            started = time.process_time()
            job(article)
            best[name] = min(best[name], time.process_time() - started)
        total = {name: total[name] + best[name] for name in jobs}
    return total


def spans_of(article: Article) -> None:
    """Find all tokens with their offsets."""
    for match in TOKEN.finditer(article.text):
        match.span()


def words_of(article: Article) -> None:
    """Find all tokens."""
    TOKEN.findall(article.text)


def best_wall_time(job: Callable[[], None], runs: int) -> float:
    """Give the best of several runs, in seconds."""
    best = float("inf")
    for _ in range(runs):
        started = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - started)
    return best


def run_python(code: str, *arguments: str) -> None:
    """Run code in a process of its own."""
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="articles, .jsonl or .jsonl.gz")
    parser.add_argument("--rules", default="en", help="name or folder of a rule set")
    parser.add_argument("--runs", type=int, default=15, help="how often each is timed")
    given = parser.parse_args()
    articles = read_articles(given.texts)
    print_warm(articles, Parser(load_rules(given.rules)), given.runs)
    print_cold(given.rules, given.runs)


def print_warm(articles: list[Article], parser: Parser, runs: int) -> None:
    """Print how long the texts take once everything is in place."""
    size = sum(len(article.text) for article in articles)
    for article in articles:
        parser.parse(article.text, published=article.published)
    best = best_times(
        {
            "parse": lambda article: parser.parse(article.text, published=article.published),
            "finditer": spans_of,
            "findall": words_of,
        },
        articles,
        runs,
    )
    print(f"{len(articles)} texts, {size} characters, best of {runs} runs")
    for name, seconds in best.items():
        print(f"{name:9} {seconds:8.4f} s  {size / seconds / 1e6:7.2f} M characters/s")
    for name in ("finditer", "findall"):
        print(f"a parse takes {best['parse'] / best[name]:.1f} passes of {name}")


def print_cold(rules: str, runs: int) -> None:
    """Print how long the first sentence takes."""
    bare = best_wall_time(lambda: run_python(BARE), runs)
    cold = best_wall_time(lambda: run_python(COLD, rules), runs)
    print(f"cold start {cold:.3f} s, {cold / bare:.1f} times "
          f"a process that imports regex alone ({bare:.3f} s)")  # fmt: skip


if __name__ == "__main__":
    main()
