"""How many articles a local Spark reads a second, and what a worker of it costs to start.

The articles are made by Faker and a few frames of our own.  Each number of cores has a Spark of its
own, in processes of its own.

    starts      seconds from the first line of a fresh worker to its first statements: the import
                of the library and a first text with a date, the best of several workers; another
                checkout can be measured beside it
    read        articles that have at least a statement, and those that could not be read
    articles/s  what a clock on the wall says, all workers being ready
    CPU s       seconds of the processor of all processes meanwhile, Java's among them
    core-hours  for a billion articles of 4,000 characters, at so many characters a CPU second

It needs Linux, Java, and the extras spark and bench.
"""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from processes import processor
from workers import made

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).parents[1]
FIRST = "Ada Moor said on Monday that the ferry was late."
BILLION = 1e9
ARTICLE = 4_000
HOUR = 3_600
STARTS = 5


def main() -> None:
    """Print a line for each number of cores, each from a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000, help="default: 20000")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2], help="default: 1 2")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="another checkout")
    parser.add_argument("--only", choices=("start", "read"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        show(given)
        return
    for checkout in [ROOT, *([given.against.resolve()] if given.against else [])]:
        started = told(checkout, "start", given.articles, max(given.cores))
        print(f"a worker starts in {started} s ({'here' if checkout == ROOT else checkout})")
    head = ("read", "not read", "articles/s", "characters/s", "CPU s", "core-hours")
    print(f"{'cores':>6}", *(f"{name:>13}" for name in head), sep="", flush=True)
    for cores in given.cores:
        print(told(ROOT, "read", given.articles, cores), flush=True)


def told(checkout: Path, only: str, articles: int, cores: int) -> str:
    """Give what this script prints in a process with the library of a checkout."""
    options = ["--only", only, "--articles", str(articles), "--cores", str(cores)]
    return subprocess.check_output(
        [sys.executable, __file__, *options],
        env={
            **os.environ,
            "PYTHONPATH": str(checkout / "src"),
            "PYSPARK_PYTHON": sys.executable,
        },
        stderr=subprocess.DEVNULL,
        text=True,
    ).rstrip()


def show(given: argparse.Namespace) -> None:
    """Print one figure, or a line of them."""
    [cores] = given.cores
    session = started(cores, reuse=given.only == "read")
    if given.only == "start":
        print(f"{starting(session, cores):.2f}")
    else:
        print(f"{cores:6}{reading(session, given.articles, cores)}")
    session.stop()


def started(cores: int, *, reuse: bool) -> SparkSession:
    """Start a local Spark whose workers know nothing of this library, and stay or are made anew."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.python.worker.reuse", str(reuse).lower())
    session = builder.config("spark.driver.memory", "2g").getOrCreate()
    spread(session, cores).mapInArrow(lambda batches: batches, "id long").count()
    return session


def spread(session: SparkSession, cores: int) -> DataFrame:
    """Give a frame with a row for each core."""
    return session.range(0, cores, 1, cores)


def starting(session: SparkSession, cores: int) -> float:
    """Give how long a worker takes until it has read its first text."""

    def first(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        begun = time.perf_counter()
        import attribution

        attribution.parse(FIRST, published=datetime.date(2031, 5, 7))
        took = time.perf_counter() - begun
        for _ in batches:
            yield pa.RecordBatch.from_pydict({"seconds": [took]})

    jobs = (spread(session, cores).mapInArrow(first, "seconds double") for _ in range(STARTS))
    return min(float(row.seconds) for job in jobs for row in job.collect())


def reading(session: SparkSession, count: int, cores: int) -> str:
    """Read made articles, and give the figures of it."""
    from attribution.integrations import spark

    texts = made(count, seed=0)
    with tempfile.TemporaryDirectory() as folder:
        articles = session.read.parquet(str(written(texts, Path(folder)))).repartition(4 * cores)
        articles = articles.cache()
        articles.count()
        # What each worker does once, before the clock runs.
        spark.parse(articles.limit(cores * 4), id="id").count()
        wall, used = time.perf_counter(), processor(os.getpid())
        [row] = (
            spark.parse(articles, id="id")
            .selectExpr("count(distinct if(error is null, id, null)) good", "count(error) bad")
            .collect()
        )
        wall, used = time.perf_counter() - wall, processor(os.getpid()) - used
    size = sum(map(len, texts))
    hours = BILLION * ARTICLE / (size / used) / HOUR
    speed = f"{count / wall:13.0f}{size / wall:13,.0f}"
    return f"{row.good:13,}{row.bad:13,}{speed}{used:13.1f}{hours:13,.0f}"


def written(texts: list[str], folder: Path) -> Path:
    """Write texts as Parquet."""
    import pyarrow as pa
    from pyarrow import parquet

    path = folder / "articles.parquet"
    table = pa.table({"id": [str(number) for number in range(len(texts))], "text": texts})
    parquet.write_table(table, path)
    return path


if __name__ == "__main__":
    main()
