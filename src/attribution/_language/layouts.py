"""The layouts of a rule set: regular expressions over the text itself."""

from __future__ import annotations

import functools
import math
from typing import TypeAlias

import regex

from attribution._language.grammar import Derived
from attribution._notation.limits import Limited
from attribution._rules.known import LAYOUT_FLAGS
from attribution.rules import Layout, RuleSet

LayoutRule: TypeAlias = "tuple[Layout, regex.Pattern[str] | Limited]"
"""A layout with its expression."""


class Layouts:
    """The layouts of a rule set, and which of them a text may have."""

    def __init__(self, rules: RuleSet) -> None:
        """Take the layouts; each is compiled when a text has a sign of it."""
        self._rules = rules.layouts
        named = {rule.name: rule for rule in rules.layouts}
        self._pattern = functools.cache(lambda name: _compiled(named[name]))
        signs = {sign for layout in rules.layouts for sign in layout.holds}
        self._signs = sorted(signs, key=lambda sign: (len(sign), sign))

    def fitting(self, text: str) -> dict[str, list[LayoutRule]]:
        """Give those that may be found in a text, by the places where they are tried."""
        absent: set[str] = set()
        for sign in self._signs:
            # A single character is looked for in no time; where it is absent, so is all it is in.
            if not absent.isdisjoint(sign) or sign not in text:
                absent.add(sign)
        found: dict[str, list[LayoutRule]] = {"paragraph": [], "line": [], "byline": []}
        for rule in self._rules:
            if not rule.holds or not absent.issuperset(rule.holds):
                found[rule.place].append((rule, self._pattern(rule.name)))
        return found


def _compiled(layout: Layout) -> regex.Pattern[str] | Limited:
    pattern = regex.compile(layout.pattern, LAYOUT_FLAGS)
    if math.isinf(layout.time_limit):
        return pattern
    return Limited(pattern, layout.name, layout.time_limit)


LAYOUTS = Derived(lambda grammar: Layouts(grammar.rules))
"""The layouts of a rule set, compiled once."""
