"""What a rule set has in common with that of its language: notation that says the same in both."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from attribution._notation.syntax import read, selectors
from attribution._rules.discovery import shipped
from attribution.rules import RuleSet, load


def base_of(rules: RuleSet) -> RuleSet | None:
    """Give the shipped rule set of a language, of which another set of that language may be made.

    >>> from attribution import rulesets
    >>> en = rulesets.load("en")
    >>> base_of(en.without(cues=["say"])) is en, base_of(RuleSet.empty("xx", "en"))
    (True, None)
    """
    if not rules.pieces or rules.language not in shipped():
        return None
    return load(rules.language)


def same_notation(base: RuleSet, rules: RuleSet) -> Callable[[str], bool]:
    """Give what tells whether a pattern or a piece is part of another rule set, and the same there.

    >>> from attribution import rulesets
    >>> en = rulesets.load("en")
    >>> same = same_notation(en, en.replace(pieces={"head": "<noun>"}))
    >>> same("<det>"), same("<head>"), same("<np>"), same("<det> <det>")
    (True, False, False, False)
    """
    known = frozenset(base.patterns)
    changed = _changed(base.all_pieces, rules.all_pieces)

    @functools.cache
    def is_same(notation: str) -> bool:
        elements = read(notation)
        alone = len(elements) == 1
        return (alone or notation in known) and changed.isdisjoint(selectors(elements))

    return is_same


def _changed(base: Mapping[str, str], pieces: Mapping[str, str]) -> frozenset[str]:
    """Name the pieces that are not the same, or use one that is not."""
    names = base.keys() | pieces.keys()
    found = {name for name in names if base.get(name) != pieces.get(name)}
    if not found:
        return frozenset()
    inner = {name: frozenset(selectors(read(text))) for name, text in pieces.items()}
    size = -1
    while size < len(found):
        size = len(found)
        found |= {name for name, used in inner.items() if not used.isdisjoint(found)}
    return frozenset(found)
