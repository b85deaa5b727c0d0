"""The words of a rule set: each form with its tags, each cue, each phrase.

Everything here is worked out from the data alone; no pattern is compiled.
"""

from __future__ import annotations

import array
import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TypeAlias

import attrs
import regex

from attribution._notation.prepared import Prepared
from attribution._notation.syntax import read
from attribution._rules.shapes import TEXT, TEXTS, table_of
from attribution._rules.tags import CONJUGATED, FEATURES, VERB_FORMS
from attribution._rules.wanted import setting
from attribution.errors import RuleError
from attribution.rules import Cue, RuleSet

PLURALS = setting(
    "plurals", TEXTS, doc="classes whose words get the plural that `inflection.noun` gives"
)
INFIX = setting(
    "infix",
    TEXT,
    doc="what stands between the particle of a separable verb and its stem in the infinitive: "
    '"mit**zu**teilen"',
)
SPELT_TOO = setting(
    "spelt_too",
    table_of(TEXT),
    doc='letters -> by what others some write them: `{"ß" = "ss"}`',
    optional=True,
)
_CUES_TOO = ("adverb", "adjective")
"""Categories whose cues stay what they are besides."""


@attrs.frozen(eq=False)
class Lexicon:
    """All forms of all words that a rule set lists, and what they are."""

    words: Mapping[str, frozenset[str]]
    """Word or phrase -> its tags."""
    cues: Mapping[tuple[str, str], Cue]
    """Category and form -> the cue."""
    parted: Mapping[str, Mapping[str, Cue]]
    """Form of a verb that may be parted -> the cue with each particle."""
    phrases: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    """First two words of phrases -> how they go on, the longest first."""
    phrase_keys: Mapping[str, tuple[int, ...]]
    """Word that phrases are known by -> the places that it has in them."""

    def knows(self, word: str) -> bool:
        """Say whether a list of the rule set holds a word."""
        return word in self.words


_Packed: TypeAlias = "tuple[tuple[frozenset[str], ...], tuple[str, ...], bytes]"
"""The sets of tags, the words, and which of the sets each word has."""


def lexicon_of(rules: RuleSet, prepared: Prepared) -> Lexicon:
    """Work out the lexicon of a rule set, or take it from what was prepared."""
    words = _unpacked(prepared.value("words", lambda: _packed(_tagged_words(rules))))
    numbers = {id(cue): number for number, cue in enumerate(rules.cues)}
    cues = prepared.value(
        "cues", lambda: {key: numbers[id(cue)] for key, cue in _cue_table(rules).items()}
    )
    parted = prepared.value("parted", lambda: _parted_numbers(rules, numbers))
    return Lexicon(
        words,
        {key: rules.cues[number] for key, number in cues.items()},
        {
            word: {particle: rules.cues[number] for particle, number in row.items()}
            for word, row in parted.items()
        },
        prepared.value("phrases", lambda: _phrase_table(words)),
        prepared.value("phrase keys", lambda: _phrase_keys(words)),
    )


def _packed(words: Mapping[str, frozenset[str]]) -> _Packed:
    numbers: dict[frozenset[str], int] = {}
    rows = array.array("I", (numbers.setdefault(tags, len(numbers)) for tags in words.values()))
    return tuple(numbers), tuple(words), rows.tobytes()


def _unpacked(packed: _Packed) -> dict[str, frozenset[str]]:
    bundles, words, rows = packed
    numbers = memoryview(rows).cast("I")
    return dict(zip(words, map(bundles.__getitem__, numbers), strict=True))


def _parted_numbers(rules: RuleSet, numbers: Mapping[int, int]) -> dict[str, dict[str, int]]:
    return {
        word: {particle: numbers[id(cue)] for particle, cue in row.items()}
        for word, row in _parted_table(rules).items()
    }


def _tagged_words(rules: RuleSet) -> dict[str, frozenset[str]]:
    tags: dict[str, set[str]] = {}
    for word, names in _entries(rules):
        tags.setdefault(word, set()).update(names)
    for word in _literals(rules):
        if word in tags or word not in ",;":
            tags.setdefault(word, set()).add(f"={word}")
        if word.capitalize() in tags:
            tags[word.capitalize()].add(f"={word}")
    for word, known in [*tags.items()]:
        for other in _spelt_too(rules, word):
            tags.setdefault(other, set()).update(known)
    # Few sets are different: one of each is kept.
    shared: dict[frozenset[str], frozenset[str]] = {}
    return {word: shared.setdefault(key := frozenset(names), key) for word, names in tags.items()}


def _spelt_too(rules: RuleSet, word: str) -> Iterator[str]:
    """Give how else a word is written: heißt, heisst."""
    for letters, others in SPELT_TOO.read(rules.settings).items():
        if letters in word:
            yield word.replace(letters, others)


def _entries(rules: RuleSet) -> Iterator[tuple[str, tuple[str, ...]]]:
    features, plurals = FEATURES.read(rules.settings), set(PLURALS.read(rules.settings))
    for name, words in rules.classes.items():
        names = tuple(features.get(name, name).split())
        for word in words if names else ():
            yield word, names
            if name in plurals:
                yield _inflected(rules, "noun", word)[0], (*names, "plural")
    for name in CONJUGATED.read(rules.settings):
        names = ("verb", *features.get(name, "").split())
        for lemma in rules.classes.get(name, ()):
            yield from _verb(rules, lemma, "", names)
    for lemma, forms in rules.irregular.items():
        yield from _verb(rules, lemma, forms, ("verb",))
    for cue in rules.cues:
        yield from _cue(rules, cue)


def _cue(rules: RuleSet, cue: Cue) -> Iterator[tuple[str, tuple[str, ...]]]:
    if cue.category == "verbs":
        yield from _verb(rules, cue.lemma, " ".join(cue.forms), ("verb", "cue"))
    elif cue.category == "nouns":
        yield cue.lemma, ("noun", "cue-noun")
        yield _noun_plural(rules, cue), ("noun", "cue-noun", "plural")
    else:
        tag = cue.category.removesuffix("s")
        yield cue.lemma, (f"cue-{tag}", tag) if tag in _CUES_TOO else (f"cue-{tag}",)


def _noun_plural(rules: RuleSet, cue: Cue) -> str:
    return cue.plural or _inflected(rules, "noun", cue.lemma)[0]


def _verb(
    rules: RuleSet, lemma: str, forms: str, tags: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    particle, bar, stem = lemma.rpartition("|")
    for word, form in verb_forms(rules, stem, forms):
        yield particle + word, (*tags, form)
        if bar and form != "participle":
            yield word, ("verb", "parted", form)
    if bar:
        yield particle.strip(), ("verb-particle",)
        yield _with_infix(rules, particle, stem), (*tags, "infinitive")


def _with_infix(rules: RuleSet, particle: str, stem: str) -> str:
    # mit|teilen: mitzuteilen; deutlich |machen: deutlich zu machen
    infix = INFIX.read(rules.settings)
    space = " " * particle.endswith(" ")
    return f"{particle}{infix}{space}{stem}"


def verb_forms(rules: RuleSet, lemma: str, forms: str = "") -> Iterator[tuple[str, str]]:
    """Give each form of a verb with the name of the form."""
    head, _, rest = lemma.partition(" ")
    rest = f" {rest}" if rest else ""
    given = forms.split() or rules.irregular.get(head, "").split()
    values = given or _inflected(rules, "verb", head)
    names = VERB_FORMS.read(rules.settings)
    for form, words in zip(names, (head, *values), strict=False):
        # signaled/signalled: spelt in two ways
        for word in words.split("/"):
            yield word + rest, form


def _inflected(rules: RuleSet, category: str, lemma: str) -> tuple[str, ...]:
    for ending, *replacements in rules.inflection.get(category, ()):
        if ending.startswith("^"):
            forms = _by_expression(rules, category, ending, lemma, replacements)
            if forms:
                return forms
        elif lemma.endswith(ending):
            stem = lemma.removesuffix(ending)
            return tuple(stem + replacement for replacement in replacements)
    return (lemma,) * (4 if category == "verb" else 1)


def _by_expression(
    rules: RuleSet, category: str, ending: str, lemma: str, replacements: Iterable[str]
) -> tuple[str, ...]:
    """Give the forms of a word by an expression, or none where it does not fit."""
    seconds = None if math.isinf(rules.time_limit) else rules.time_limit
    try:
        if regex.search(ending, lemma, timeout=seconds):
            return tuple(regex.sub(ending, form, lemma) for form in replacements)
    except (regex.error, TimeoutError, MemoryError, RecursionError) as error:
        problem = f"{ending!r} fails on {lemma!r}: {str(error) or type(error).__name__}"
        raise RuleError(rules.name, f"inflection.{category}", problem) from error
    return ()


def _literals(rules: RuleSet) -> Iterable[str]:
    return dict.fromkeys(
        element.value
        for pattern in rules.patterns
        for element in read(pattern)
        if element.kind == "word"
    )


def _cue_table(rules: RuleSet) -> dict[tuple[str, str], Cue]:
    table: dict[tuple[str, str], Cue] = {}
    for cue in rules.cues:
        if cue.category == "verbs":
            for word, tags in _verb(rules, cue.lemma, " ".join(cue.forms), ("cue",)):
                if "cue" in tags:
                    table.setdefault(("verb", word), cue)
        elif cue.category == "nouns":
            table.setdefault(("noun", cue.lemma.lower()), cue)
            table.setdefault(("noun", _noun_plural(rules, cue).lower()), cue)
        else:
            table.setdefault((cue.category.removesuffix("s"), cue.lemma), cue)
    for (category, word), cue in [*table.items()]:
        for other in _spelt_too(rules, word):
            table.setdefault((category, other), cue)
    return table


def _parted_table(rules: RuleSet) -> dict[str, dict[str, Cue]]:
    """Give for each form of a verb that may be parted the cue with each particle."""
    table: dict[str, dict[str, Cue]] = {}
    for cue in rules.cues:
        particle, bar, stem = cue.lemma.rpartition("|")
        for word, _ in verb_forms(rules, stem, " ".join(cue.forms)) if bar else ():
            for spelt in (word, *_spelt_too(rules, word)):
                table.setdefault(spelt, {}).setdefault(particle.strip(), cue)
    return table


def _phrase_table(
    words: Mapping[str, frozenset[str]],
) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give for the first two words of phrases how they go on, the longest first."""
    table: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for phrase in words:
        if " " in phrase.strip():
            first, second, *rest = phrase.split()
            firsts = dict.fromkeys((first, first.capitalize()))
            seconds = dict.fromkeys((second, second.capitalize(), second.upper()))
            for pair in product(firsts, seconds):
                table.setdefault(pair, []).append(tuple(rest))
    return {pair: tuple(sorted(rests, key=len, reverse=True)) for pair, rests in table.items()}


def _phrase_keys(words: Mapping[str, frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """Give the words that phrases are known by, each with the places that it has in them.

    A phrase is known by the word of it that is likely to be the rarest: a long one that is of no
    closed class.
    """
    keys: dict[str, set[int]] = {}
    for phrase in words:
        if " " in phrase.strip():
            parts = phrase.split()
            ranks = [("closed" not in words.get(part, ()), len(part)) for part in parts]
            place = ranks.index(max(ranks))
            word = parts[place]
            for form in (word, word.capitalize(), word.upper()):
                keys.setdefault(form, set()).add(place)
    return {word: tuple(sorted(places)) for word, places in keys.items()}
