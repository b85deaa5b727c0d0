"""A rule set made ready to run: look-up tables and patterns, built once and when first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import attrs

from attribution import _over_text
from attribution._alphabet import Alphabet, changed
from attribution._anchored import Anchored, Source, Table
from attribution._filter import Filter
from attribution._memo import Memo
from attribution._notation import Element, read, split
from attribution._patterns import Backwards, Change, Forwards, Pattern
from attribution._sides import Sides
from attribution.models import Stance
from attribution.rules import Construction, Cue, Mention, Reading, RuleSet

_LONG_RUN = 20
_SHORT = 2
"""How long initials and figures of days may be."""
_CUE_CATEGORIES = (
    ("cue", "verb"), ("adjunct", "verb"), ("cue-adjective", "adjective"), ("passive", "verb"),
    ("cue-noun", "noun"), ("cue-preposition", "preposition"),
)  # fmt: skip
"""Tag -> category of the cues that a unit with the tag may be, the likeliest first."""


Anchor: TypeAlias = "tuple[Cue | None, int]"
"""What cue a unit is, if any, and the bits of the constructions that it may be the anchor of."""
Rule: TypeAlias = Anchored[Construction]
NameRule: TypeAlias = Anchored[Mention]


class Grammar(Alphabet):
    """The compiled form of a rule set: its alphabet of tags, and its patterns over them.

    Patterns are compiled when they are first asked for.
    """

    @functools.cached_property
    def _sides(self) -> Sides:
        return Sides(self.rules.pieces, self.resolve)

    def pattern(self, notation: str) -> Pattern:
        """Compile a whole pattern of the notation."""
        return self._sides.pattern(notation)

    @functools.cached_property
    def constructions(self) -> Table[Construction]:
        """The constructions, around their anchors."""
        return self._table([self._rule(rule) for rule in self.rules.constructions])

    @functools.cached_property
    def _anchors(self) -> tuple[frozenset[str], ...]:
        """The characters of the anchor of each construction."""
        cues = (split(read(rule.pattern), "cue")[1] for rule in self.rules.constructions)
        return tuple(frozenset(self.resolve(_selector(cue))) for cue in cues)

    @functools.cached_property
    def anchors(self) -> Memo[tuple[str, str], Anchor]:
        """Tag character and word of a unit -> the cue that it is."""
        return Memo(self._anchor)

    def _anchor(self, unit: tuple[str, str]) -> Anchor:
        char, word = unit
        tags = self.tags(char)
        cues = (self.cues.get((name, word)) for tag, name in _CUE_CATEGORIES if tag in tags)
        return self.anchor(char, next(filter(None, cues), None))

    def anchor(self, char: str, cue: Cue | None) -> Anchor:
        """Give a cue with the bits of the constructions that have it for their anchor."""
        frames = cue.frames if cue is not None else ()
        bits = self._bits.get((char, frames))
        if bits is None:
            bits = self._bits[char, frames] = self._starting(char, frozenset({None, *frames}))
        return cue, bits

    def _starting(self, char: str, frames: frozenset[str | None]) -> int:
        rules = zip(self._anchors, self.rules.constructions, strict=True)
        fits = (char in chars and rule.frame in frames for chars, rule in rules)
        return sum(fit << i for i, fit in enumerate(fits))

    @functools.cached_property
    def _bits(self) -> dict[tuple[str, tuple[str, ...]], int]:
        return {}

    @functools.cached_property
    def parted_chars(self) -> frozenset[str]:
        """The characters of words that may be a part of a cue."""
        return self.chars_of("parted")

    @functools.cached_property
    def anchor_finder(self) -> Pattern:
        """Finds the units where a construction may start."""
        chars = "".join(sorted(frozenset().union(*self._anchors)))
        return re.compile(f"[{chars}]" if chars else "(?!)")

    def _rule(self, rule: Construction) -> Rule:
        left, _, right = split(read(rule.pattern), "cue")
        return Anchored(
            rule,
            left,
            right,
            functools.partial(self._sides.left, rule=rule),
            functools.partial(self._sides.right, rule=rule),
        )

    def _table(self, rules: Sequence[Anchored[Source]]) -> Table[Source]:
        pieces, resolve = self.rules.pieces, self.resolve
        before = Filter([rule.before for rule in rules], pieces, resolve, backwards=True)
        return Table(rules, before, Filter([rule.after for rule in rules], pieces, resolve))

    @functools.cached_property
    def readings(self) -> tuple[Change, ...]:
        """Context patterns that settle ambiguous words, each with its change of characters."""
        return tuple(self._reading(rule) for rule in self.rules.readings)

    def _reading(self, rule: Reading) -> Change:
        before, anchor, after = split(read(rule.pattern), "word")
        word = attrs.evolve(anchor, group=None)
        chars = self.resolve(word.value)
        change = {char: self.char(changed(self.tags(char), rule)) for char in chars}
        return self._sides.change(word, before, after, change)

    @functools.cached_property
    def name_rules(self) -> Table[Mention]:
        """The mentions, around the names of people."""
        return self._table([
            self._name_rule(rule)
            for rule in self.rules.mentions
            if any(element.group == "person" for element in read(rule.pattern))
        ])  # fmt: skip

    def _name_rule(self, rule: Mention) -> NameRule:
        left, _, right = split(read(rule.pattern), "person")
        return Anchored(rule, left, right, self._sides.to_the_left, self._sides.to_the_right)

    @functools.cached_property
    def name_runs(self) -> Pattern:
        """Finds runs of capitals, in which names are."""
        return self.pattern("<name-run>")

    @functools.cached_property
    def names_in(self) -> Memo[str, tuple[tuple[int, int, bool], ...]]:
        """Run of capitals -> the names in it: start, end and whether it is a body."""
        return Memo(self._names_in, longest=_LONG_RUN)

    def _names_in(self, run: str) -> tuple[tuple[int, int, bool], ...]:
        found = self.names.finditer(run)
        return tuple((*match.span(), match.start("body") >= 0) for match in found)

    @functools.cached_property
    def names(self) -> Pattern:
        """Finds names of people and bodies."""
        return self.pattern("<proper>")

    @functools.cached_property
    def owner_after(self) -> Pattern:
        """Matches a link and the body that a role before it belongs to."""
        return self.pattern("<owner-after>")

    @functools.cached_property
    def noun_phrase_before(self) -> Backwards:
        """Matches a noun phrase that ends at some unit."""
        return self.backwards("noun-phrase")

    @functools.cached_property
    def _word_tables(self) -> dict[str, frozenset[str]]:
        return {}

    def speaker_words(self, name: str) -> frozenset[str]:
        """Give a word list of the setting "speakers"."""
        table = self._word_tables
        if name not in table:
            words = self.rules.settings.get("speakers", {}).get(name, "")
            table[name] = frozenset(words.split())
        return table[name]

    def chars_of(self, selector: str) -> frozenset[str]:
        """Give the characters that fit a selector or a piece of single units."""
        found = self._char_sets.get(selector)
        if found is None:
            found = self._char_sets[selector] = self._fitting(selector)
        return found

    def _fitting(self, selector: str) -> frozenset[str]:
        if selector not in self.rules.pieces:
            return frozenset(self.resolve(selector))
        pattern = self.pattern(f"<{selector}>")
        return frozenset(filter(pattern.fullmatch, self._bundles))

    @functools.cached_property
    def _char_sets(self) -> dict[str, frozenset[str]]:
        return {}

    @functools.cached_property
    def mentions(self) -> tuple[tuple[Mention, Pattern], ...]:
        """Patterns of names with roles and bodies."""
        return tuple((rule, self.pattern(rule.pattern)) for rule in self.rules.mentions)

    @functools.cached_property
    def silent_stances(self) -> frozenset[Stance]:
        """The stances in which a negated cue reports no statement."""
        return frozenset(map(Stance, self.rules.settings.get("silent", ())))

    @functools.cached_property
    def refusals(self) -> frozenset[str]:
        """The words by which a negated cue tells of a refusal."""
        return frozenset(self.rules.settings.get("refusals", ()))

    @functools.cached_property
    def sentence_ends(self) -> Pattern:
        """Finds the units that end a sentence."""
        return self.pattern("(<stop>|<break>)")

    @functools.cached_property
    def subject(self) -> Pattern:
        """Matches a sentence from its start up to its subject and verb."""
        return self.pattern("<subject-verb>")

    @functools.cached_property
    def fresh_subject(self) -> Pattern | None:
        """Finds a subject that starts a clause of its own in the middle of a sentence."""
        return self.pattern("<fresh-subject>") if "fresh-subject" in self.rules.pieces else None

    @functools.cached_property
    def subordinate(self) -> Backwards:
        """Matches backwards from a source that stands in a subordinate clause."""
        return self.backwards("subordinate")

    @functools.cached_property
    def limit(self) -> Pattern:
        """Matches from the start of a content to the end of its subordinate clause."""
        return self.pattern("<limit>")

    @functools.cached_property
    def continuation(self) -> Forwards:
        """Matches a quotation that stands alone after the end of a sentence."""
        return self._sides.to_the_right(read("<continuation>"))

    @functools.cached_property
    def quotation_chars(self) -> frozenset[str]:
        """The characters of quotations."""
        return frozenset(self.resolve("quotation"))

    @functools.cached_property
    def quotation_finder(self) -> Pattern:
        """Finds quotations."""
        return self.pattern("<quotation>")

    @functools.cached_property
    def link_chars(self) -> frozenset[str]:
        """The characters of links."""
        return frozenset(self.resolve("link"))

    @functools.cached_property
    def separator_chars(self) -> frozenset[str]:
        """The characters of marks that part one post from the next."""
        return frozenset("".join(map(self.resolve, ("stop", "comma", "bullet", "bar"))))

    @functools.cached_property
    def date(self) -> Pattern:
        """Finds an expression that may date a statement; its groups are `numbered`."""
        return self._sides.numbered("<date>")

    @functools.cached_property
    def date_barriers(self) -> Mapping[str, Pattern]:
        """Place of an expression -> what cuts it off from the cue there."""
        prefix = "date-barrier-"
        names = [name for name in self.rules.pieces if name.startswith(prefix)]
        return {name.removeprefix(prefix): self.pattern(f"<{name}>") for name in names}

    @functools.cached_property
    def published(self) -> tuple[Pattern, ...]:
        """Headers that give the day of publication, the surest first."""
        return _over_text.published(self.rules)

    @functools.cached_property
    def modifiers(self) -> Mapping[str, Stance]:
        """Word that goes with a cue -> the stance it gives."""
        adverbs = {
            word: cue.stance
            for (category, word), cue in self.cues.items()
            if category == "adverb" and cue.stance is not None
        }
        given = self.rules.settings.get("modifiers", {})
        return adverbs | {word: Stance(value) for word, value in given.items()}

    @functools.cached_property
    def negated_stances(self) -> Mapping[Stance, Stance]:
        """Stance of a cue -> its stance when negated, where that differs."""
        given = self.rules.settings.get("negated", {})
        return {Stance(plain): Stance(negated) for plain, negated in given.items()}

    @functools.cached_property
    def construction_stances(self) -> Mapping[str, Stance]:
        """Name of a construction -> its own stance, where it has one."""
        return {rule.name: rule.stance for rule in self.rules.constructions if rule.stance}

    def forwards(self, piece: str) -> Pattern:
        """Compile a shared piece to be matched from a unit on."""
        found = self._forwards.get(piece)
        if found is None:
            found = self._forwards[piece] = self.pattern(f"<{piece}>")
        return found

    @functools.cached_property
    def _forwards(self) -> dict[str, Pattern]:
        return {}

    def begins(self, piece: str) -> frozenset[str]:
        """Give the characters that what matches a shared piece begins with, if it is not empty."""
        found = self._beginnings.get(piece)
        if found is None:
            found = self._beginnings[piece] = self._sides.begins(read(f"<{piece}>"))
        return found

    @functools.cached_property
    def _beginnings(self) -> dict[str, frozenset[str]]:
        return {}

    def backwards(self, piece: str) -> Backwards:
        """Compile a shared piece to be matched up to a unit, from right to left."""
        found = self._backwards.get(piece)
        if found is None:
            found = self._backwards[piece] = self._sides.to_the_left(read(f"<{piece}>"))
        return found

    @functools.cached_property
    def _backwards(self) -> dict[str, Backwards]:
        return {}

    @functools.cached_property
    def layouts(self) -> _over_text.Layouts:
        """Patterns of layouts over the text itself."""
        return _over_text.Layouts(self.rules)

    @functools.cached_property
    def tokens(self) -> Pattern:
        """Splits a text into gaps and tokens, by the clitics of the language."""
        return _over_text.tokens(self.rules)

    def knows(self, word: str) -> bool:
        """Say whether a list of the rule set holds a word."""
        return word in self._words

    @functools.cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """Abbreviation, lower case and without its last stop -> the class that it is of."""
        names = ("abbreviations_words", "abbreviations", "abbreviations_final")
        return {word.removesuffix("."): name for name in names for word in self.words_of(name)}

    @functools.cached_property
    def takes_stop(self) -> Memo[str, bool]:
        """Word -> whether it may be an abbreviation, an initial or a short figure."""
        return Memo(self._takes_stop)

    def _takes_stop(self, word: str) -> bool:
        last = word.rpartition("-")[2]
        return len(last) <= _SHORT or last.lower() in self.abbreviations

    @functools.cached_property
    def elisions(self) -> frozenset[str]:
        """Words that are written with an apostrophe before them."""
        return self.words_of("elisions")

    @functools.cached_property
    def genitive_char(self) -> str:
        """The character of a genitive ending, or nothing where the language has none."""
        return next((self.lookup[word] for word in sorted(self.words_of("genitives"))), "")

    @functools.cached_property
    def letter_names(self) -> dict[str, tuple[str, ...]]:
        """Letter -> the words behind which it is a name of its own."""
        return dict(self.rules.settings.get("letter_names", {}))

    @functools.cached_property
    def genitive_endings(self) -> frozenset[str]:
        """The letters after which an apostrophe alone is a genitive."""
        return frozenset(self.rules.settings.get("genitive_endings", ()))

    def words_of(self, name: str) -> frozenset[str]:
        """Give the words of a class, lower case."""
        table = self._classes
        if name not in table:
            table[name] = frozenset(word.lower() for word in self.rules.classes.get(name, ()))
        return table[name]

    @functools.cached_property
    def _classes(self) -> dict[str, frozenset[str]]:
        return {}


def _selector(anchor: Element) -> str:
    return f"={anchor.value}" if anchor.kind == "word" else anchor.value


@functools.lru_cache(maxsize=16)
def compiled(rules: RuleSet) -> Grammar:
    """Give the compiled form of a rule set, the same one every time."""
    return Grammar(rules)
