"""A rule set made ready to run: patterns and the tables over them, built when first needed."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import attrs

from attribution import _over_text
from attribution._alphabet import changed
from attribution._anchored import Anchored, Source, Table
from attribution._filter import Filter
from attribution._memo import Memo
from attribution._notation import Element, read, split
from attribution._patterns import Backwards, Change, Forwards, Pattern
from attribution._sides import Sides
from attribution._vocabulary import Vocabulary
from attribution.rules import Construction, Cue, Mention, Reading, RuleSet

_LONG_RUN = 20
_CUE_CATEGORIES = (
    ("cue", "verb"), ("adjunct", "verb"), ("cue-adjective", "adjective"), ("passive", "verb"),
    ("cue-noun", "noun"), ("cue-preposition", "preposition"),
)  # fmt: skip
"""Tag -> category of the cues that a unit with the tag may be, the likeliest first."""

Anchor: TypeAlias = "tuple[Cue | None, int]"
"""What cue a unit is, if any, and the bits of the constructions that it may be the anchor of."""
Rule: TypeAlias = Anchored[Construction]
NameRule: TypeAlias = Anchored[Mention]


class Grammar(Vocabulary):
    """The compiled form of a rule set: its alphabet of tags, and its patterns over them.

    Patterns are compiled when they are first asked for.
    """

    # Shared pieces -------------------------------------------------------------------------------

    @functools.cached_property
    def _sides(self) -> Sides:
        return Sides(self.rules.pieces, self.resolve)

    def pattern(self, notation: str) -> Pattern:
        """Compile a whole pattern of the notation."""
        return self._sides.pattern(notation)

    @functools.cached_property
    def forwards(self) -> Callable[[str], Pattern]:
        """Compile a shared piece to be matched from a unit on."""
        return functools.cache(self._forwards)

    def _forwards(self, piece: str) -> Pattern:
        return self.pattern(f"<{piece}>")

    @functools.cached_property
    def backwards(self) -> Callable[[str], Backwards]:
        """Compile a shared piece to be matched up to a unit, from right to left."""
        return functools.cache(self._backwards)

    def _backwards(self, piece: str) -> Backwards:
        return self._sides.to_the_left(read(f"<{piece}>"))

    @functools.cached_property
    def begins(self) -> Callable[[str], frozenset[str]]:
        """Give the characters that what matches a shared piece begins with, if it is not empty."""
        return functools.cache(self._begins)

    def _begins(self, piece: str) -> frozenset[str]:
        return self._sides.begins(read(f"<{piece}>"))

    @functools.cached_property
    def chars_of(self) -> Callable[[str], frozenset[str]]:
        """Give the characters that fit a selector or a piece of single units."""
        return functools.cache(self._chars_of)

    def _chars_of(self, selector: str) -> frozenset[str]:
        if selector not in self.rules.pieces:
            return frozenset(self.resolve(selector))
        pattern = self.pattern(f"<{selector}>")
        return frozenset(filter(pattern.fullmatch, self._bundles))

    # Constructions and their anchors -------------------------------------------------------------

    @functools.cached_property
    def constructions(self) -> Table[Construction]:
        """The constructions, around their anchors."""
        return self._table([self._rule(rule) for rule in self.rules.constructions])

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
    def anchor_finder(self) -> Pattern:
        """Finds the units where a construction may start."""
        chars = "".join(sorted(frozenset().union(*self._anchors)))
        return re.compile(f"[{chars}]" if chars else "(?!)")

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
        return cue, self._bits(char, cue.frames if cue is not None else ())

    @functools.cached_property
    def _bits(self) -> Callable[[str, tuple[str, ...]], int]:
        """Tag character and frames of a unit -> the bits of the constructions that fit."""
        return functools.cache(self._starting)

    def _starting(self, char: str, frames: tuple[str, ...]) -> int:
        rules = zip(self._anchors, self.rules.constructions, strict=True)
        allowed = {None, *frames}
        fits = (char in chars and rule.frame in allowed for chars, rule in rules)
        return sum(fit << i for i, fit in enumerate(fits))

    @functools.cached_property
    def parted_chars(self) -> frozenset[str]:
        """The characters of words that may be a part of a cue."""
        return self.chars_of("parted")

    # Readings ------------------------------------------------------------------------------------

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

    # Names ---------------------------------------------------------------------------------------

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
    def mentions(self) -> tuple[tuple[Mention, Pattern], ...]:
        """Patterns of names with roles and bodies."""
        return tuple((rule, self.pattern(rule.pattern)) for rule in self.rules.mentions)

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

    # Sentences and quotations --------------------------------------------------------------------

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

    # Dates ---------------------------------------------------------------------------------------

    @functools.cached_property
    def days(self) -> frozenset[str]:
        """The characters of the words that a day may begin with."""
        return self.chars_of("weekday") | self.chars_of("month")

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

    # The text itself -----------------------------------------------------------------------------

    @functools.cached_property
    def published(self) -> tuple[Pattern, ...]:
        """Headers that give the day of publication, the surest first."""
        return _over_text.published(self.rules)

    @functools.cached_property
    def layouts(self) -> _over_text.Layouts:
        """Patterns of layouts over the text itself."""
        return _over_text.Layouts(self.rules)

    @functools.cached_property
    def tokens(self) -> Pattern:
        """Splits a text into gaps and tokens, by the clitics of the language."""
        return _over_text.tokens(self.rules)


def _selector(anchor: Element) -> str:
    return f"={anchor.value}" if anchor.kind == "word" else anchor.value


@functools.lru_cache(maxsize=16)
def compiled(rules: RuleSet) -> Grammar:
    """Give the compiled form of a rule set, the same one every time."""
    return Grammar(rules)
