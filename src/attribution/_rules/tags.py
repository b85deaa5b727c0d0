"""The tags that words have under a rule set: what the engine gives, and what classes give."""

from __future__ import annotations

from attribution._rules.data import Rules
from attribution._rules.known import BUILT_IN_TAGS
from attribution._rules.shapes import TEXT, TEXTS, table_of
from attribution._rules.wanted import setting

FEATURES = setting(
    "features", table_of(TEXT), doc="class -> its tags, where they are others than its name"
)
CONJUGATED = setting(
    "conjugated",
    TEXTS,
    default=("verb_base",),
    doc="the classes whose words are verbs in their base forms, to be inflected; `verb_base` "
    "where it is not set",
)
VERB_FORMS = setting(
    "verb_forms",
    TEXTS,
    default=("base", "third", "past", "participle", "gerund"),
    doc="the names of the forms of a verb, as they stand in `[inflection]` and `[irregular]`, "
    "the first being the dictionary's",
)


def known_tags(rules: Rules) -> frozenset[str]:
    """Give all tags that a unit can have under a rule set."""
    features = FEATURES.read(rules.settings)
    given = [features.get(name, name) for name in rules.classes]
    given += rules.endings.values()
    given += VERB_FORMS.read(rules.settings)
    added = (tag for reading in rules.readings for tag in reading.add)
    return BUILT_IN_TAGS.union(*(tags.split() for tags in given), added)
