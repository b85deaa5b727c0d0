"""Parsing in several processes."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeAlias

from attribution.models import Quote

Parse: TypeAlias = Callable[[str], list[Quote]]

_AHEAD = 4
"""How many texts wait for each worker, so that none stands idle."""
_handed: list[Parse] = []
"""What a worker process parses with; it comes once, not with every text."""


def parse_in_processes(parse: Parse, texts: Iterable[str], workers: int) -> Iterator[list[Quote]]:
    """Parse texts in `workers` processes, lazily and in order.

    Args:
        parse: A function that can be pickled, such as the method of a parser.
        texts: The texts; a few more are read than results are asked for.
        workers: The number of processes.

    Returns:
        An iterator of the results.
    """
    waiting: collections.deque[Future[list[Quote]]] = collections.deque()
    source = iter(texts)
    with ProcessPoolExecutor(workers, initializer=_handed.append, initargs=(parse,)) as pool:
        for text in itertools.islice(source, workers * _AHEAD):
            waiting.append(pool.submit(_parse, text))
        while waiting:
            done = waiting.popleft().result()
            for text in itertools.islice(source, 1):
                waiting.append(pool.submit(_parse, text))
            yield done


def _parse(text: str) -> list[Quote]:
    return _handed[0](text)
