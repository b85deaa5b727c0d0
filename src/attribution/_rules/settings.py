"""The settings of a rule set, each with its type: what the stages declare that they read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict


class Speakers(TypedDict, total=False):
    """The setting `speakers`: lists that tell who is meant, each a text of words."""

    answerer: str
    answers: str
    antecedents: str
    articles: str
    civic_bodies: str
    companies: str
    companions: str
    corporate: str
    counterparts: str
    definite: str
    either_ends: str
    epithet_ends: str
    epithet_modifiers: str
    epithets: str
    female: str
    female_articles: str
    female_ends: str
    first_person: str
    generic_bodies: str
    genitive_articles: str
    given_female: str
    given_male: str
    loose_bodies: str
    male: str
    male_articles: str
    messages: str
    mute: str
    of_companies: str
    officers: str
    open_bodies: str
    papers: str
    personal: str
    places: str
    pointers: str
    press: str
    received: str
    relational: str
    servants: str
    several: str
    thing: str
    titular_bodies: str
    unmarried: str
    voices: str
    writer: str


class Settings(TypedDict, total=False):
    """What single stages ask a rule set for; the page on rule sets says what each of them does.

    A list may be given as a list or a tuple, and is kept as a tuple.
    """

    calendar_ago: str
    calendar_before: Mapping[str, Mapping[str, float]]
    calendar_months: Sequence[str]
    calendar_numbers: Sequence[str]
    calendar_skipped: str
    calendar_units: Mapping[str, str]
    calendar_weekdays: Sequence[str]
    capitals: str
    clitics: Sequence[str]
    conjugated: Sequence[str]
    date_order: str
    day_prepositions: Sequence[str]
    demonyms: Mapping[str, str]
    features: Mapping[str, str]
    genitive_adjectives: Sequence[str]
    genitive_endings: Sequence[str]
    genitive_nouns: Sequence[str]
    infix: str
    kin: Mapping[str, Mapping[str, str]]
    least: float
    letter_names: Mapping[str, Sequence[str]]
    modifiers: Mapping[str, str]
    name_genitive: str
    negated: Mapping[str, str]
    ordinal_endings: Sequence[str]
    ordinal_stops: bool
    party_names: Mapping[str, str]
    plural_ends: Mapping[str, str]
    plurals: Sequence[str]
    points: Mapping[str, float]
    precision: Mapping[str, float]
    published: Sequence[str]
    quotations_alone: bool
    quoted_parts: bool
    refusals: Sequence[str]
    role_verbs: Mapping[str, str]
    silent: Sequence[str]
    speakers: Speakers
    spelt_too: Mapping[str, str]
    state_names: Mapping[str, str]
    titles: Mapping[str, str]
    verb_forms: Sequence[str]
