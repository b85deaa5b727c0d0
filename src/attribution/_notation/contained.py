"""What every match of a pattern has in it, and what none has."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from attribution._notation.syntax import Element, Group, Resolve, may_be_absent, read, tree

_LOOK_AROUNDS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})


@attrs.frozen
class Contained:
    """Tells for some units whether what matches a pattern has one of them, always or ever.

    Args:
        units: The characters of the units.
        pieces: The shared pieces.
        resolve: Gives the characters that fit a selector.

    >>> letters = {"vowel": "ae", "any": "abcde"}
    >>> vowels = Contained(frozenset("ae"), {"pair": "<any>? <vowel>"}, letters.__getitem__)
    >>> [vowels.always(tree(read(it))) for it in ("<any> <pair>", "<any>", "<pair>?")]
    [True, False, False]
    >>> [vowels.ever(tree(read(it))) for it in ("<pair>?", "(?=<vowel>)")]
    [True, False]
    """

    units: frozenset[str]
    pieces: Mapping[str, str]
    resolve: Resolve
    _known: dict[tuple[bool, str], bool] = attrs.field(factory=dict, init=False)

    def always(self, part: Element | Group) -> bool:
        """Say whether each match has one of the units."""
        if isinstance(part, Group):
            return part.opening not in _LOOK_AROUNDS and all(
                any(not may_be_absent(item.repeat) and self.always(item.part) for item in row)
                for row in part.alternatives
            )
        return self._element(part, always=True)

    def ever(self, part: Element | Group) -> bool:
        """Say whether a match may have one of the units: what is only looked at is no part."""
        if isinstance(part, Group):
            return part.opening not in _LOOK_AROUNDS and any(
                self.ever(item.part) for row in part.alternatives for item in row
            )
        return self._element(part, always=False)

    def _element(self, element: Element, *, always: bool) -> bool:
        name = element.value
        if element.kind == "syntax":
            return False
        if element.kind == "selector" and name in self.pieces:
            key = always, name
            if key not in self._known:
                inner = tree(read(self.pieces[name]))
                self._known[key] = self.always(inner) if always else self.ever(inner)
            return self._known[key]
        chars = self.resolve(name if element.kind == "selector" else f"={name}")
        if always:
            return bool(chars) and self.units.issuperset(chars)
        return not self.units.isdisjoint(chars)
