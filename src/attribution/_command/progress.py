"""A bar on a terminal for work that takes longer than a moment."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs

from attribution import Article
from attribution._command.complaints import Complaints
from attribution.loaders import SUFFIXES, files

if TYPE_CHECKING:
    from rich.progress import Progress

Shown: TypeAlias = "Callable[[Iterable[Article]], Iterable[Article]]"
PATIENCE = 2.0
"""Seconds before there is a bar."""
_ONE_ARTICLE = ("text", "markdown", "html")


@contextmanager
def progress(
    options: argparse.Namespace, complaints: Complaints, *, at_end: bool = False
) -> Iterator[Shown]:
    """Give what counts articles as they go by, and shows the count where somebody sees it.

    Args:
        options: The options of the command.
        complaints: What counts the articles that cannot be read.
        at_end: Whether nothing is written before the last article.
    """
    bar = None if _is_hidden(options, at_end=at_end) else _bar()
    if bar is None:
        yield lambda articles: articles
        return
    counted = _Counted(bar, _expected(options.inputs))
    try:
        yield counted.through
    finally:
        bar.stop()
    if counted.began and not options.quiet:
        print(counted.summary(complaints.count), file=sys.stderr)


def _is_hidden(options: argparse.Namespace, *, at_end: bool) -> bool:
    if options.quiet or options.no_progress or sys.stderr is None or not sys.stderr.isatty():
        return True
    # A bar and a table on one terminal would write over each other.
    return options.output is None and sys.stdout.isatty() and not at_end


def _bar() -> Progress | None:
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    except ImportError:
        return None
    columns = (BarColumn(), MofNCompleteColumn(), "articles", TimeRemainingColumn())
    return Progress(*columns, console=Console(file=sys.stderr), transient=True)


def _expected(inputs: Iterable[str]) -> int | None:
    """Tell how many articles there will be, where that takes no reading."""
    counts = [_articles_in(name) for name in files(inputs)]
    return None if None in counts else sum(count for count in counts if count is not None)


def _articles_in(name: str) -> int | None:
    sort = SUFFIXES.get(Path(name).suffix.lower())
    if sort in _ONE_ARTICLE:
        return 1
    try:
        return Path(name).read_bytes().count(b"\n") if sort == "jsonl" else None
    except OSError:
        return 0


@attrs.define
class _Counted:
    """Articles that are counted, and the bar once it is time for it."""

    bar: Progress
    expected: int | None
    articles: int = 0
    statements: int = 0
    began: bool = False

    def through(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Give the articles on."""
        start = time.monotonic()
        task = self.bar.add_task("", total=self.expected)
        for article in articles:
            self.articles += 1
            self.statements += len(article)
            if not self.began and time.monotonic() - start > PATIENCE:
                self.began = True
                self.bar.start()
            self.bar.update(task, completed=self.articles)
            yield article

    def summary(self, failed: int) -> str:
        """Give the counts in one line."""
        counts = f"{self.articles:,} articles, {self.statements:,} statements"
        return f"{counts}, {failed:,} not read" if failed else counts
