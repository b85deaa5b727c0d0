"""How much there is to compile in a rule set: bounds that no honest one comes near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attribution._notation.syntax import read
from attribution._rules.data import Rules
from attribution._rules.known import SORTS
from attribution.errors import RuleError

LARGEST = 100_000
"""Units of a pattern, with its pieces written out; the largest that is shipped has 12,000."""
LARGEST_SET = 5_000_000
"""Units of all patterns together; the largest set that is shipped has 440,000."""
DEEPEST = 100
"""Brackets, and pieces in each other; the deepest pattern that is shipped has 24."""


def check_sizes(rules: Rules) -> None:
    """Refuse patterns that would take too long, or too much room, to compile.

    They can be read, and no piece is in itself.

    Raises:
        RuleError: If there is one; the message says by how much.
    """
    sizes = _Sizes(rules.all_pieces)
    total = 0
    for label, pattern in _patterns(rules):
        size, depth = sizes.of(pattern)
        total += size
        if depth > DEEPEST:
            problem = f"is nested more than {DEEPEST} deep, with the pieces written out"
            raise RuleError(rules.name, label, problem)
        if size > LARGEST:
            problem = f"has more than {LARGEST:,} units, with the pieces written out"
            raise RuleError(rules.name, label, problem)
    if total > LARGEST_SET:
        raise RuleError(rules.name, "patterns", f"have more than {LARGEST_SET:,} units together")


def _patterns(rules: Rules) -> Iterator[tuple[str, str]]:
    yield from ((f"pieces.{name}", pattern) for name, pattern in rules.all_pieces.items())
    for sort in SORTS[:-1]:
        yield from ((f"{sort}.{rule.name}", rule.pattern) for rule in getattr(rules, sort))


class _Sizes:
    """How many units patterns have, and how deep they are, with the pieces written out."""

    def __init__(self, pieces: Mapping[str, str]) -> None:
        self._pieces = pieces
        self._known: dict[str, tuple[int, int]] = {}

    def of(self, pattern: str) -> tuple[int, int]:
        """Give the number of units and the depth."""
        found = self._known.get(pattern)
        if found is None:
            found = self._known[pattern] = self._counted(pattern)
        return found

    def _counted(self, pattern: str) -> tuple[int, int]:
        size = depth = deepest = 0
        for element in read(pattern):
            if element.kind == "syntax":
                depth += element.value.startswith("(") - (element.value == ")")
                below = 0
            elif element.kind == "selector" and element.value in self._pieces:
                more, below = self.of(self._pieces[element.value])
                size, below = size + more, below + 1
            else:
                size, below = size + 1, 0
            deepest = max(deepest, depth + below)
        return size, deepest
