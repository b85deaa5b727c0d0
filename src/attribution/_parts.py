"""What a rule set consists of: cues, constructions, mentions, readings and layouts."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from attrs.validators import instance_of

from attribution._values import STANCES, stance_of, stances_of, strings
from attribution.errors import RuleError
from attribution.models import Stance

CATEGORIES = ("verbs", "nouns", "adjectives", "prepositions", "adverbs")
"""The sorts of cues that a lexicon may hold."""
TIME_LIMIT = 1.0
"""Seconds that one attempt of a rule may take, unless the rule says otherwise."""


def _check_stance(table: str, name: str, value: object) -> None:
    if value is not None and not isinstance(value, Stance):
        raise RuleError(table, name, f"unknown stance {value!r}", STANCES)


def _check_rule(rule: Named, table: str) -> None:
    if not rule.name:
        raise RuleError(table, repr(rule.name), "a rule needs a name")
    if not rule.pattern.strip():
        raise RuleError(table, rule.name, "the pattern is empty")


def _check_numbers(rule: Construction | Layout, table: str) -> None:
    if not 0 <= rule.precision <= 1:
        raise RuleError(table, rule.name, f"precision is from 0 to 1, not {rule.precision!r}")
    if not rule.time_limit > 0:
        raise RuleError(table, rule.name, f"time_limit is above 0, not {rule.time_limit!r}")


@attrs.frozen
class Cue:
    """A reporting word or phrase: what it says of the statement, and what may follow it.

    >>> Cue("sigh", "verbs", "say", frames=["quote"]).stance
    <Stance.SAY: 'say'>
    >>> Cue("sigh", frames="quote")
    Traceback (most recent call last):
    ...
    attribution.errors.InputTypeError: names and texts must be list or tuple, not str: 'quote'
    """

    lemma: str = attrs.field(validator=instance_of(str))
    """The word as a dictionary has it; of several words ("point out") the first one inflects."""
    category: str = "verbs"
    """One of `CATEGORIES`."""
    stance: Stance | None = attrs.field(default=None, converter=stance_of)
    """How a statement with this cue is put forward."""
    frames: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """What may follow: a construction fires on a cue that has its frame."""
    forms: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """The inflected forms of a verb, where the inflection of the rule set does not give them."""
    plural: str | None = None
    """The plural of a noun, where the inflection of the rule set does not give it."""
    stances: Mapping[str, Stance] = attrs.field(factory=dict, converter=stances_of)
    """Frame -> the stance there, where it differs from `stance`."""

    def __attrs_post_init__(self) -> None:
        """Refuse an unknown category or stance."""
        if self.category not in CATEGORIES:
            problem = f"unknown category {self.category!r}"
            raise RuleError("cues", self.lemma, problem, CATEGORIES)
        for stance in (self.stance, *self.stances.values()):
            _check_stance(self.category, self.lemma, stance)


@attrs.frozen
class Construction:
    """A way in which source, cue and content stand together, in the notation of the rule set.

    The pattern captures ``cue`` and ``content``; ``source`` and ``hearer`` where it has them.

    >>> Construction("cue-colon", "<cue:cue> <colon> <clause:content>").time_limit
    1.0
    """

    name: str = attrs.field(validator=instance_of(str))
    """What `Quote.rule` says of the statements that it finds."""
    pattern: str = attrs.field(validator=instance_of(str))
    """How the parts stand together."""
    frame: str | None = None
    """The frame that the cue must have; without one any cue that fits the pattern will do."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which the construction finds a statement."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which it finds none."""
    precision: float = 1.0
    """The share of its statements that are right, as measured: their `Quote.confidence`."""
    stance: Stance | None = attrs.field(default=None, converter=stance_of)
    """The stance of its statements, where that does not depend on the cue."""
    sourceless: bool = False
    """Whether its statements may have no source: "it was claimed that"."""
    time_limit: float = TIME_LIMIT
    """Seconds that one attempt may take; ``inf`` for no limit."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "constructions")
        _check_stance("constructions", self.name, self.stance)
        _check_numbers(self, "constructions")


@attrs.frozen
class Mention:
    """A way in which a person is named together with a role or a body.

    The pattern captures ``person``, ``role`` and ``organisation`` where it has them.  One without
    ``person`` describes a speaker who has no name.
    """

    name: str = attrs.field(validator=instance_of(str))
    """Name of the rule."""
    pattern: str = attrs.field(validator=instance_of(str))
    """How the parts stand together, in the notation of the rule set."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which the pattern is found."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which it is not."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "mentions")


@attrs.frozen
class Reading:
    """A context that settles what a word is: the unit at ``word`` loses `drop` and gains `add`."""

    name: str = attrs.field(validator=instance_of(str))
    """Name of the rule."""
    pattern: str = attrs.field(validator=instance_of(str))
    """The context in the notation of the rule set; it captures ``word``."""
    drop: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """The tags that the word loses."""
    add: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """The tags that it gains."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which the context is found."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which it is not."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "readings")


_CONDITIONS = ("named", "speaks", "turns")


@attrs.frozen
class Layout:
    """A line layout that words cannot express, as a regular expression over the text itself.

    A pattern that captures ``content`` is tried at the start of each paragraph, and captures
    ``source`` too where it can.  One that captures ``source`` alone is a byline, looked for
    everywhere: with a ``handle`` it signs the post before it, without one the quotation before it.
    ``role`` is the office in the label of a transcript.  One that captures ``content`` and begins
    with ``^`` is tried at every line, and may capture several contents.
    A byline may capture ``date``.

    The syntax is that of the package `regex` in verbose form, where white space counts only after
    a backslash.
    """

    name: str = attrs.field(validator=instance_of(str))
    """What `Quote.rule` says of the statements that it finds."""
    pattern: str = attrs.field(validator=instance_of(str))
    """The regular expression."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which the layout finds a statement."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which it finds none."""
    precision: float = 1.0
    """The share of its statements that are right, as measured: their `Quote.confidence`."""
    requires: str | None = None
    """When the layout counts: "turns" where speakers alternate and come again, "named" there and
    where the rest of the text names the source too, "speaks" there and where a statement of the
    rest has that source, `None` always."""
    verbatim: bool = True
    """Whether the words are the source's own, as in a post, rather than the reporter's."""
    holds: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Of these every match holds one at least, such as ``:``; a paragraph without any of them, or
    for a byline a text, is passed over at little cost."""
    time_limit: float = TIME_LIMIT
    """Seconds that one attempt may take; ``inf`` for no limit."""

    @property
    def place(self) -> str:
        """Where it is tried: at each "paragraph", at each "line", or as a "byline" anywhere."""
        if "(?P<content>" not in self.pattern:
            return "byline"
        return "line" if self.pattern.lstrip().startswith("^") else "paragraph"

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "layouts")
        _check_numbers(self, "layouts")
        if self.requires not in (None, *_CONDITIONS):
            problem = f"requires an unknown condition {self.requires!r}"
            raise RuleError("layouts", self.name, problem, _CONDITIONS)


Named = Reading | Construction | Mention | Layout
"""A rule that has a name."""
Rule = Cue | Named
"""A rule of any sort."""
ROWS: Mapping[str, type[Named]] = {
    "readings": Reading,
    "constructions": Construction,
    "mentions": Mention,
    "layouts": Layout,
}
"""The tables of TOML that hold a row for each rule."""


def key_of(item: Rule) -> str:
    """Give what no other rule of its sort is called: of a cue, its table and its key in TOML."""
    return f"{item.category}.{item.lemma}" if isinstance(item, Cue) else item.name
