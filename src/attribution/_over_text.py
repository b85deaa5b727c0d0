"""Regular expressions over the text itself: tokens, layouts, headers with a day."""

from __future__ import annotations

import math
import re
from typing import TypeAlias

import regex

from attribution._known import LAYOUT_FLAGS
from attribution._patterns import Limited, Pattern
from attribution.rules import Layout, RuleSet

LayoutRule: TypeAlias = "tuple[Layout, regex.Pattern[str] | Limited]"
"""A layout with its expression."""

# What most tokens are stands first, and nothing else is tried at the blanks between them.  Marks
# that combine with a letter belong to its word: `re` does not count them among \w.
_TOKEN = r"""
    [a-zA-Z]+(?=[ ,])
  | [a-zA-Z]{2,}(?=[.:;?!]\s)
  | [,.](?=\s)
  | (?=\w)(?:
      (?:https?://|www\.|pic\.twitter\.com/)\S+
    | (?:\w{1,3}-)?(?:[^\W\d_]\.){2,}(?:-\w+)*
    | (?=\d)(?:
        \d+['’′]\d+["”″]?
      | \d+(?:[.,:]\d+)*\w*(?:[-‐‑]\w+)*
      )
    | \w[\w\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff]*
      (?:(?:[-‐‑]|&(?!\w+;))\w+)*(?:['’](?!(?:CLITICS)\b)\w+(?:-\w+)*)*
    )
  | [^\S\n\r\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\s*
  | (?<=\w)['’](?:CLITICS)\b
  | &(?:\#\d+|\#x[0-9a-fA-F]+|\w+);
  | @\w+ | \#\w+ | `` | (?<=\S)'(?=''(?!')) | '' | \.\.+ | --+
  | [^\w\s\u200b-\u200f\u2060\ufeff]
"""


# Any date that names its year, in figures or with the name of the month.
_DATE = r"""(?P<date>
    \d{4}-\d\d?-\d\d?(?!\d)
  | \d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)
  | (?:\p{L}+\.?,?\ )?\p{L}+\.?\ \d{1,2}\p{L}{0,2},?\ \d{4}(?!\d)
  | (?:\p{L}+\.?,?\ )?\d{1,2}(?:\.|\p{L}{0,2})\ \p{L}+\.?,?\ \d{4}(?!\d)
)"""


def tokens(rules: RuleSet) -> Pattern:
    """Compile what splits a text into gaps and tokens, by the clitics of the language."""
    clitics = "|".join(rules.settings.get("clitics", ())) or r"(?!)"
    # `re` reads news faster than `regex` does.
    token = _TOKEN.replace("CLITICS", clitics)
    return re.compile(rf"(?!\ (?!\s))({token})", re.VERBOSE)


def published(rules: RuleSet) -> tuple[Pattern, ...]:
    """Compile the headers that give the day of publication, the surest first."""
    flags = regex.VERBOSE | regex.MULTILINE | regex.IGNORECASE
    patterns = rules.settings.get("published", ())
    return tuple(regex.compile(p.replace("DATE", _DATE), flags) for p in patterns)


class Layouts:
    """The layouts of a rule set, and which of them a text may have."""

    def __init__(self, rules: RuleSet) -> None:
        """Compile the layouts."""
        self._rules = tuple((rule.place, (rule, _compiled(rule))) for rule in rules.layouts)
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
        for place, rule in self._rules:
            if not rule[0].holds or not absent.issuperset(rule[0].holds):
                found[place].append(rule)
        return found


def _compiled(layout: Layout) -> regex.Pattern[str] | Limited:
    pattern = regex.compile(layout.pattern, LAYOUT_FLAGS)
    if math.isinf(layout.time_limit):
        return pattern
    return Limited(pattern, layout.name, layout.time_limit)
