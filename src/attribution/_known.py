"""What the engine knows by name: tags, groups, word lists, and the rules of its own."""

from __future__ import annotations

import difflib
from collections.abc import Collection

import regex

BUILT_IN_TAGS = frozenset({
    "any", "name", "capital", "acronym", "noun", "plural", "adjective", "adverb",
    "number", "year", "monthday", "calendar", "handle", "link", "symbol", "clitic", "mark",
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
SORTS = ("readings", "constructions", "mentions", "layouts")
"""The sorts of rules that have names."""
REPORTED, REPORTED_ALONE = "reported-speech", "reported-speech-alone"
QUOTED_PART, TURN = "quoted-part", "turn"
ENGINE_RULES = frozenset({REPORTED, REPORTED_ALONE, QUOTED_PART, TURN})
"""What `Quote.rule` says of statements that stages add, not constructions or layouts."""
SPEAKERS = frozenset({
    "male", "female", "given_male", "given_female", "several", "thing", "first_person",
    "antecedents", "articles", "companies", "definite", "epithets", "epithet_modifiers",
    "generic_bodies", "open_bodies", "places",
    "personal", "relational", "corporate", "of_companies",
})  # fmt: skip
"""The lists of words that the setting `speakers` may hold."""
PIECE_GROUPS = {
    "addressee": "hearer",
    "body-subject": "organisation",
    "continuation": "content",
    "fresh-subject": "source",
    "owner-after": "organisation",
    "particle-after": "particle",
    "proper": "body",
    "subject-verb": "source",
    "turn-subject": "source",
}
"""Piece that a stage asks for -> the group that it takes from it."""
DATE_GROUPS = frozenset({
    "absolute", "year", "month", "yearless", "weekday", "previous", "relative", "publication",
    "following", "same", "preceding",
})  # fmt: skip
"""What the piece `date` may capture: each is read in its own way."""


def hint(name: str, known: Collection[str]) -> str:
    """Give the name that may have been meant, in brackets, or nothing."""
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""
