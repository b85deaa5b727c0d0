"""The characters that stand for sets of tags in a tag string."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable

from attribution._notation.selectors import Bundle, Index
from attribution._notation.syntax import Resolve


class Alphabet:
    """One character for every set of tags that a unit can have.

    Args:
        bundles: The sets of tags, in the order of their characters; what `ordered` gives makes
            the shortest patterns.

    >>> noun, verb = frozenset({"noun", "capital"}), frozenset({"verb"})
    >>> alphabet = Alphabet([noun, verb])
    >>> alphabet.resolve("noun.!verb") == alphabet.char(noun)
    True
    >>> sorted(alphabet.tags(alphabet.char(noun))), alphabet.resolve("adverb")
    (['capital', 'noun'], '')
    """

    # Far from every character that means something in a regular expression.
    _FIRST = 0x4E00

    def __init__(self, bundles: Iterable[Bundle]) -> None:
        """Give each set of tags its character, before any pattern is compiled."""
        # ... so that the character classes of the patterns are complete.
        self._chars: dict[Bundle, str] = {}
        self._bundles: dict[str, Bundle] = {}
        for bundle in bundles:
            self.char(bundle)

    @property
    def chars(self) -> Collection[str]:
        """All characters."""
        return self._bundles.keys()

    def covers(self, bundles: Collection[Bundle]) -> bool:
        """Say whether each of some sets of tags has its character."""
        return all(map(self._chars.__contains__, bundles))

    def char(self, bundle: Bundle) -> str:
        """Give the character of a set of tags."""
        char = self._chars.get(bundle)
        if char is None:
            char = chr(self._FIRST + len(self._chars))
            self._chars[bundle] = char
            self._bundles[char] = bundle
        return char

    def tags(self, char: str) -> Bundle:
        """Give the tags that a character stands for."""
        return self._bundles[char]

    @functools.cached_property
    def resolve(self) -> Resolve:
        """Give the characters of all sets that fit a selector such as ``noun.!capital``."""
        return functools.cache(self._resolve)

    def _resolve(self, selector: str) -> str:
        fitting = self._chars if selector == "any" else self._index.fitting(selector)
        return "".join(sorted([self._chars[bundle] for bundle in fitting]))

    @functools.cached_property
    def _index(self) -> Index:
        return Index(self._chars)
