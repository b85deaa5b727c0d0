"""Parsing in several processes."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from attribution.models import Quote
from attribution.rules import RuleSet

_AHEAD = 4
_parse_here = None


def parse_in_processes(
    rules: RuleSet, texts: Iterable[str], workers: int
) -> Iterator[list[Quote]]:
    """Parse texts in `workers` processes, lazily and in order."""
    waiting: collections.deque[Future[list[Quote]]] = collections.deque()
    source = iter(texts)
    with ProcessPoolExecutor(workers) as pool:
        for text in itertools.islice(source, workers * _AHEAD):
            waiting.append(pool.submit(_parse, rules, text))
        while waiting:
            done = waiting.popleft().result()
            for text in itertools.islice(source, 1):
                waiting.append(pool.submit(_parse, rules, text))
            yield done


def _parse(rules: RuleSet, text: str) -> list[Quote]:
    from attribution.parser import Parser

    return Parser(rules).parse(text)
