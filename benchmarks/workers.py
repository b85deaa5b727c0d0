"""What several processes gain over one, from a warm parent and from a cold start.

The texts are made by Faker and a few frames of our own, or are those of GOLD files.  Each row reads
all of them once in this process and once with two workers: by "fork" from a parent that has read
them before, and by "spawn", where each worker starts from nothing.

    seconds   what a clock on the wall says of this process alone and of the workers
    ratio     the one over the other
    at most   what the processor would allow if nothing else ran: the processor time of this
              process alone, over that of all processes together, times the number of workers

The last is independent of what else the machine does.
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import attrs

from attribution import Parser
from gold import read_articles

FRAMES = (
    "{name}, the {job} of {town}, said on Monday that {clause}.",
    "“{clause},” {name} said. “{other}.”",
    "According to {name}, {clause}, and {other}.",
    "{clause}.",
    "The {job} denied that {clause}, adding that {other}.",
)
CLAUSES = (
    "the harbour was closed", "it had rained all week", "nobody had been hurt", "the wall was safe",
    "the company would pay for it", "the ferry would run again", "prices had risen by two per cent",
)  # fmt: skip
JOBS = ("mayor", "spokesman", "harbour master", "chief executive", "union leader")
SENTENCES = (8, 30)


@attrs.frozen
class Run:
    """The seconds of the wall and of the processor that a run took."""

    wall: float
    processor: float


def made(count: int, seed: int) -> list[str]:
    """Make articles, with names and towns from Faker."""
    from faker import Faker

    faker = Faker("en_US")
    faker.seed_instance(seed)
    chance = random.Random(seed)  # noqa: S311 the texts are no secret
    texts = []
    for _ in range(count):
        names = [faker.name() for _ in range(4)]
        town = faker.city()
        sentences = (
            chance.choice(FRAMES).format(
                name=chance.choice(names),
                job=chance.choice(JOBS),
                town=town,
                clause=chance.choice(CLAUSES),
                other=chance.choice(CLAUSES),
            )
            for _ in range(chance.randrange(*SENTENCES))
        )
        texts.append("\n\n".join(sentences))
    return texts


def processor() -> float:
    """Give the processor time of this process and of those that it has ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)


def run(texts: list[str], workers: int) -> Run:
    """Read all texts."""
    parser = Parser(OPTIONS.rules)
    if OPTIONS.warm:
        for text in texts[: OPTIONS.warm]:
            parser.parse(text)
    wall, used = time.perf_counter(), processor()
    for _ in parser.parse_many(texts, workers=workers):
        pass
    return Run(time.perf_counter() - wall, processor() - used)


def row(name: str, alone: Run, together: Run, workers: int, count: int) -> str:
    """Give a line of the table."""
    most = workers * alone.processor / together.processor
    return (
        f"{name:26}{count:6,} texts{alone.wall:8.1f} s{together.wall:8.1f} s"
        f"{alone.wall / together.wall:7.2f}{most:9.2f}"
    )


def options() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, metavar="GOLD")
    parser.add_argument("--count", type=int, default=5000, help="how many articles (default: 5000)")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rules", default="en")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--method", choices=multiprocessing.get_all_start_methods())
    parser.add_argument("--warm", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


def texts_of(chosen: argparse.Namespace) -> list[str]:
    """Give the articles to read: those of the files again and again, or made ones."""
    if not chosen.gold:
        return made(chosen.count, chosen.seed)
    texts = [article.text for path in chosen.gold for article in read_articles(path)]
    return [texts[index % len(texts)] for index in range(chosen.count)]


def main() -> None:
    """Print a row for each way in which processes are started, each in a process of its own."""
    if OPTIONS.method:
        multiprocessing.set_start_method(OPTIONS.method)
        texts = texts_of(OPTIONS)
        alone, together = (run(texts, workers) for workers in (1, OPTIONS.workers))
        name = f"{OPTIONS.method}, {'warm' if OPTIONS.warm else 'cold'}"
        print(row(name, alone, together, OPTIONS.workers, len(texts)))
        return
    print(f"{'':26}{'':12}{'one':>9}{OPTIONS.workers:>8} w.{'ratio':>7}{'at most':>9}", flush=True)
    own = functools.partial(subprocess.run, check=True)
    for method, warm in (("fork", 300), ("spawn", 0)):
        own([sys.executable, *sys.argv, "--method", method, "--warm", str(warm)])


OPTIONS = options() if __name__ in {"__main__", "__mp_main__"} else argparse.Namespace()

if __name__ == "__main__":
    main()
