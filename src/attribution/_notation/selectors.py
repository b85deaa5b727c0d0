"""Selectors such as ``noun.!capital``: which sets of tags fit, in what order they lie together."""

from __future__ import annotations

import collections
import functools
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from attribution._notation.syntax import read

Bundle: TypeAlias = frozenset[str]
"""All tags of a word."""


class Index:
    """Sets of tags, to be looked up by selectors.

    >>> index = Index([frozenset({"noun", "capital"}), frozenset({"verb"})])
    >>> [len(index.fitting(selector)) for selector in ("noun.!capital", "noun/verb", "any")]
    [0, 2, 2]
    >>> index.add([frozenset({"noun"})])
    >>> [len(index.fitting(selector)) for selector in ("noun.!capital", "noun/verb", "any")]
    [1, 3, 3]
    """

    def __init__(self, bundles: Iterable[Bundle]) -> None:
        """Note for each tag the sets that have it."""
        self._all: set[Bundle] = set()
        self._having: dict[str, set[Bundle]] = {}
        self.add(bundles)

    def add(self, bundles: Iterable[Bundle]) -> None:
        """Note more sets of tags."""
        for bundle in set(bundles) - self._all:
            self._all.add(bundle)
            for tag in bundle:
                self._having.setdefault(tag, set()).add(bundle)

    def fitting(self, selector: str) -> AbstractSet[Bundle]:
        """Give the sets of tags that fit a selector."""
        if selector == "any":
            return self._all
        if selector.startswith("="):
            return self._with(selector)
        return frozenset().union(*map(self._with_all, _alternatives(selector)))

    def _with_all(self, names: tuple[str, ...]) -> AbstractSet[Bundle]:
        found: AbstractSet[Bundle] = self._all
        for name in names:
            found = found - self._with(name[1:]) if name[0] == "!" else found & self._with(name)
        return found

    def _with(self, tag: str) -> AbstractSet[Bundle]:
        return self._having.get(tag, frozenset())


def fits(bundle: Bundle, selector: str) -> bool:
    """Say whether a set of tags fits a selector.

    >>> fits(frozenset({"noun", "capital"}), "noun.!capital"), fits(frozenset({"noun"}), "any")
    (False, True)
    """
    if selector == "any":
        return True
    if selector.startswith("="):
        return selector in bundle
    return any(
        all(name[1:] not in bundle if name[0] == "!" else name in bundle for name in names)
        for names in _alternatives(selector)
    )


@functools.lru_cache(maxsize=4096)
def _alternatives(selector: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part.split(".")) for part in selector.split("/"))


def ordered(
    bundles: Iterable[Bundle], patterns: Iterable[str], pieces: Mapping[str, str]
) -> list[Bundle]:
    """Give sets of tags in an order in which those that fit a selector stand together.

    With characters in that order, the character class of a selector is a few ranges, which are
    most of what there is to compile and to match.  Each set of tags is a number: one bit for each
    selector, the highest for the one that is used most.  In the order of Gray's code, neighbours
    differ in as few of the high bits as can be, so that the most used selectors have the fewest
    ranges.
    """
    index = Index(bundles)
    codes = dict.fromkeys(index.fitting("any"), 0)
    for bit, (selector, _) in enumerate(sorted(_uses(patterns, pieces).items(), key=_rank)):
        for bundle in index.fitting(selector):
            codes[bundle] |= 1 << bit
    return sorted(codes, key=lambda bundle: (_place_of(codes[bundle]), sorted(bundle)))


def _rank(use: tuple[str, int]) -> tuple[int, str]:
    selector, count = use
    return count, selector


def _place_of(code: int) -> int:
    """Give the place of a number in Gray's code.

    >>> [_place_of(code) for code in (0b00, 0b01, 0b11, 0b10)]
    [0, 1, 2, 3]
    """
    shift = 1
    while code >> shift:
        code ^= code >> shift
        shift *= 2
    return code


def _uses(patterns: Iterable[str], pieces: Mapping[str, str]) -> collections.Counter[str]:
    """Count how often each selector stands in patterns, the pieces written out."""
    known: dict[str, collections.Counter[str]] = {}
    total: collections.Counter[str] = collections.Counter()
    for pattern in patterns:
        total.update(_in_pattern(pattern, pieces, known))
    return total


def _in_pattern(
    pattern: str, pieces: Mapping[str, str], known: dict[str, collections.Counter[str]]
) -> collections.Counter[str]:
    found = known.get(pattern)
    if found is None:
        found = known[pattern] = collections.Counter()
        for element in read(pattern):
            if element.kind == "selector" and element.value in pieces:
                found.update(_in_pattern(pieces[element.value], pieces, known))
            elif element.kind == "selector":
                found[element.value] += 1
            elif element.kind != "syntax":
                found[f"={element.value}"] += 1
    return found
