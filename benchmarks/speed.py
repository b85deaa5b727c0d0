r"""How long a parse takes, in passes of a bare tokenising expression over the same texts.

A pass finds every ``\w+|[^\w\s]``, once with the offsets of each token (``finditer``) and once the
words alone (``findall``).  Passes and parses take turns in one process at each text, all of them
warm; the best run of each counts, in time of the processor, so that what else the machine does has
the least part in the figures.

``records`` gives what ``read_many`` of records, with their days and fields, takes in the time of
``parse`` of the bare texts, both over all texts in turns: it tells whom a text names, too.

The shares of the stages are those of the time that a warm parse takes.

What is slow once is measured in processes of their own, in time of the processor: the start of the
library, the first text, many texts from cold, the first date, the command.  With ``--against`` the
same is done with another checkout, in turns, and each figure is given as a ratio to it too.  An
installed checkout counts as it starts: compiled ahead, or from a warm cache after the first run.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import regex

from attribution import Parser, pipeline
from attribution._article.document import Document
from attribution._article.quotes import quote
from attribution._article.statement import Statement
from attribution._language.grammar import compiled
from gold import Article, load_rules, read_articles

Job: TypeAlias = "Callable[[Article], object]"
TOKEN = regex.compile(r"\w+|[^\w\s]")
ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "harbour.txt"
TIMED = """
import datetime, sys, time, attribution
sys.path.insert(0, sys.argv[3])
from gold import read_articles
def timed(job):
    started = time.process_time()
    job()
    print(time.process_time() - started)
rules, texts = sys.argv[1:3]
"""
FIRST = """
sentence = "Ada Moor said that the ferry was late."
timed(lambda: attribution.Parser(rules).parse(sentence))
"""
OWN = """
import attribution.rulesets
rules = attribution.rulesets.load(rules)
more = rules.extend(cues=[attribution.Cue("foghorn", stance="assert", frames=["that"])])
timed(lambda: attribution.Parser(more).parse("Ada Moor foghorned that the ferry was late."))
"""
DATED = """
parser = attribution.Parser(rules)
parser.parse("Ada Moor said that the ferry was late.")
dated = "Ada Moor said on Monday that the ferry was late."
timed(lambda: parser.parse(dated, datetime.date(2031, 5, 7)))
"""
MANY = """
articles = read_articles(__import__("pathlib").Path(texts))
parser = attribution.Parser(rules)
timed(lambda: [parser.parse(article.text) for article in articles])
"""
MEMORY = """
import resource
articles = read_articles(__import__("pathlib").Path(texts))
text = "\\n\\n".join(article.text for article in articles)
parser = attribution.Parser(rules)
parser.parse(text)
size = int(sys.argv[4])
long = (text * (size // len(text) + 1))[:size]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
parser.parse(long)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / len(long))
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


def shares(articles: list[Article], parser: Parser, runs: int) -> dict[str, float]:
    """Give the time that each stage takes for all articles, the best of several runs each."""
    total: dict[str, float] = {}
    for article in articles:
        best: dict[str, float] = {}
        for _ in range(runs):
            for name, seconds in times_of(article, parser).items():
                best[name] = min(best.get(name, seconds), seconds)
        total = {name: total.get(name, 0.0) + seconds for name, seconds in best.items()}
    return total


def times_of(article: Article, parser: Parser) -> dict[str, float]:
    """Give the time that each stage takes for an article, and the public form of what is found."""
    document = Document(article.text, compiled(parser.rules_for(article.text)), article.published)
    clock = time.process_time
    marks = [("", clock())]
    for stage in pipeline.READING:
        stage.run(document)
        marks.append((stage.name, clock()))
    statements: list[Statement] = []
    for name, statements in pipeline.steps(document):  # noqa: B007
        marks.append((name, clock()))
    for statement in statements:
        quote(document, statement)
    marks.append(("quotes", clock()))
    return {name: now - before for (_, before), (name, now) in itertools.pairwise(marks)}


def told(checkout: Path, code: str, *arguments: str) -> float:
    """Give the figure that code prints in a process of its own."""
    rules, texts, *others = arguments
    command = [sys.executable, "-c", TIMED + code, rules, texts, str(ROOT / "benchmarks"), *others]
    return float(subprocess.check_output(command, env=environment(checkout)))


def spent(checkout: Path, *arguments: str) -> float:
    """Give the time of the processor that a process takes, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *arguments]
    subprocess.run(command, env=environment(checkout), check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def environment(checkout: Path) -> dict[str, str]:
    """Give the environment in which the library of a checkout is found."""
    return {**os.environ, "PYTHONPATH": str(checkout / "src")}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="articles, .jsonl or .jsonl.gz")
    parser.add_argument("--rules", default="en", help="name or folder of a rule set")
    parser.add_argument("--runs", type=int, default=15, help="how often each is timed")
    parser.add_argument("--fresh", type=int, default=3, help="how often, in fresh processes")
    parser.add_argument("--size", type=int, default=10_000_000, help="characters of the long text")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="another checkout")
    parser.add_argument("--only", choices=("warm", "records", "stages", "cold", "memory"))
    given = parser.parse_args()
    articles = read_articles(given.texts)
    parts: dict[str, Callable[[], None]] = {
        "warm": lambda: print_warm(articles, Parser(load_rules(given.rules)), given.runs),
        "records": lambda: print_records(articles, Parser(load_rules(given.rules)), given.runs),
        "stages": lambda: print_stages(articles, Parser(load_rules(given.rules)), given.runs),
        "cold": lambda: print_fresh(COLD, given),
        "memory": lambda: print_fresh(MEMORIES, given),
    }
    for name, show in parts.items():
        if given.only in (None, name):
            show()


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


def print_records(articles: list[Article], parser: Parser, runs: int) -> None:
    """Print how long many records take beside as many bare texts, once everything is in place."""
    records = [
        {"text": item.text, "published": item.published, "id": item.id, "desk": "news"}
        for item in articles
    ]
    jobs: dict[str, Callable[[], object]] = {
        "parse of bare texts": lambda: [parser.parse(item.text) for item in articles],
        "read_many of records": lambda: list(parser.read_many(records)),
    }
    best = dict.fromkeys(jobs, float("inf"))
    # The first turn makes everything ready, and does not count.
    for turn in range(runs + 1):
        for name, job in jobs.items():
            started = time.process_time()
            job()
            if turn:
                best[name] = min(best[name], time.process_time() - started)
    for name, seconds in best.items():
        print(f"{name:21} {seconds:8.4f} s  {1000 * seconds / len(articles):7.2f} ms a text")
    bare, many = best.values()
    print(f"read_many takes {many / bare:.2f} times as long as parse")


def print_stages(articles: list[Article], parser: Parser, runs: int) -> None:
    """Print the share that each stage has in a warm parse, as a table of the documentation."""
    for article in articles:
        parser.parse(article.text, published=article.published)
    found = shares(articles, parser, runs)
    whole = sum(found.values())
    print("| stage | share |", "|---|---:|", sep="\n")
    for name, seconds in sorted(found.items(), key=lambda item: -item[1]):
        print(f"| {name} | {seconds / whole:.1%} |")


Figure: TypeAlias = "Callable[[Path, argparse.Namespace], float]"
COLD: dict[str, Figure] = {
    "python alone, s": lambda at, _: spent(at, "-c", "pass"),
    "import, s over that": lambda at, _: (
        spent(at, "-c", "import attribution") - spent(at, "-c", "pass")
    ),
    "command on harbour.txt, s over that": lambda at, _: (
        spent(at, "-m", "attribution", str(EXAMPLE)) - spent(at, "-c", "pass")
    ),
    "first parse after the import, s": lambda at, given: told(at, FIRST, given.rules, ""),
    "first parse with a cue of one's own, s": lambda at, given: told(at, OWN, given.rules, ""),
    "first dated text on top, s": lambda at, given: told(at, DATED, given.rules, ""),
    "all texts in a fresh process, s": lambda at, given: told(
        at, MANY, given.rules, str(given.texts)
    ),
}
"""What is measured in processes of their own, each by a function of a checkout."""
MEMORIES: dict[str, Figure] = {
    "memory for one long text, bytes a character": lambda at, given: told(
        at, MEMORY, given.rules, str(given.texts), str(given.size)
    ),
}


def print_fresh(figures: Mapping[str, Figure], given: argparse.Namespace) -> None:
    """Print what was measured in fresh processes, the best of several, in turns."""
    checkouts = [ROOT] if given.against is None else [ROOT, given.against.resolve()]
    for name, figure in figures.items():
        best = dict.fromkeys(checkouts, float("inf"))
        for checkout in checkouts * given.fresh:
            best[checkout] = min(best[checkout], figure(checkout, given))
        ours, *theirs = best.values()
        against = f"  {ours / theirs[0]:6.3f} of {theirs[0]:.3f}" if theirs else ""
        print(f"{name:45} {ours:8.3f}{against}")


if __name__ == "__main__":
    main()
