"""What the engine knows by name: tags, groups, word lists, and the rules of its own."""

from __future__ import annotations

import regex

BUILT_IN_TAGS = frozenset({
    "any", "name", "capital", "acronym", "letter", "noun", "plural", "adjective", "adverb",
    "number", "year", "monthday", "lettered", "calendar", "handle", "link", "symbol", "clitic",
    "mark",
    "comma", "semicolon", "colon", "stop", "soft", "ellipsis", "dash", "open", "close",
    "ampersand", "slash", "currency", "bullet", "bar", "percent",
    "quotation", "ended", "paused", "named", "break",
    "verb", "base", "third", "past", "participle", "gerund", "infinitive",
    "parted", "verb-particle",
    "cue", "adjunct", "passive", "cue-noun", "cue-adjective", "cue-preposition", "cue-adverb",
})  # fmt: skip
"""The tags that the engine gives of itself; `known_tags` adds those of a rule set."""
GROUPS = frozenset({"cue", "source", "content", "hearer"})
"""What a construction may capture."""
LAYOUT_GROUPS = frozenset({"source", "content", "handle", "date", "role"})
"""What a layout may capture."""
LAYOUT_FLAGS = regex.VERBOSE | regex.MULTILINE
"""How the patterns of layouts are read."""
SORTS = ("ends", "readings", "constructions", "mentions", "layouts")
"""The sorts of rules that have names."""
REPORTED, REPORTED_ALONE = "reported-speech", "reported-speech-alone"
QUOTED_PART, TURN, INTRODUCED = "quoted-part", "turn", "introduced"
ENGINE_RULES = frozenset({REPORTED, REPORTED_ALONE, QUOTED_PART, TURN, INTRODUCED})
"""What `Quote.rule` says of statements that stages add, not constructions or layouts."""
