"""What a rule set consists of: cues, ends, readings, constructions, mentions and layouts."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType

import attrs

from attribution._rules.values import (
    STANCES,
    of_type,
    pattern_of,
    stance_of,
    stances_of,
    strings,
)
from attribution.errors import RuleError
from attribution.models import Stance

CATEGORIES = ("verbs", "nouns", "adjectives", "prepositions", "adverbs")
"""The sorts of cues that a lexicon may hold."""
TIME_LIMIT = 1.0
"""Seconds that a rule may take for one text, unless the rule says otherwise."""
LONGEST_TIME_LIMIT = 60.0
"""Seconds that a file may give a rule which is not trusted."""


def _check_stance(table: str, name: str, value: object) -> None:
    if value is not None and not isinstance(value, Stance):
        raise RuleError(table, name, f"unknown stance {value!r}", STANCES)


def _check_rule(rule: Named, table: str) -> None:
    if not rule.name:
        raise RuleError(table, repr(rule.name), "a rule needs a name")
    if not rule.pattern.strip():
        raise RuleError(table, rule.name, "the pattern is empty")


def _check_numbers(rule: Construction | Layout, table: str) -> None:
    if rule.precision is not None and not 0 <= rule.precision <= 1:
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

    lemma: str = attrs.field(validator=of_type(str))
    """The word as a dictionary has it; of several words ("point out") the first one inflects."""
    category: str = "verbs"
    """One of `CATEGORIES`."""
    stance: Stance | None = attrs.field(default=None, converter=stance_of)
    """How a statement with this cue is put forward."""
    frames: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """What may follow: a construction fires on a cue that has its frame."""
    forms: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """The inflected forms of a verb, where the inflection of the rule set does not give them."""
    plural: str | None = attrs.field(default=None, validator=of_type(str, NoneType))
    """The plural of a noun, where the inflection of the rule set does not give it."""
    stances: Mapping[str, Stance] = attrs.field(factory=dict, converter=stances_of)
    """Frame -> the stance there, where it differs from `stance`."""

    def __attrs_post_init__(self) -> None:
        """Refuse an unknown category or stance."""
        if self.category not in CATEGORIES:
            problem = f"unknown category {self.category!r}"
            raise RuleError("cues", self.lemma, problem, CATEGORIES)
        if not self.lemma.strip():
            raise RuleError(self.category, repr(self.lemma), "a cue needs a word")
        _check_stance(self.category, self.lemma, self.stance)
        for stance in self.stances.values():
            if not isinstance(stance, Stance):
                raise RuleError(self.category, self.lemma, f"unknown stance {stance!r}", STANCES)


@attrs.frozen
class Construction:
    """A way in which source, cue and content stand together, in the notation of the rule set.

    The pattern captures ``cue`` and ``content``; ``source`` and ``hearer`` where it has them.

    >>> Construction("cue-colon", "<cue:cue> <colon> <clause:content>").time_limit
    1.0
    """

    name: str = attrs.field(validator=of_type(str))
    """What `Quote.rule` says of the statements that it finds."""
    pattern: str = attrs.field(converter=pattern_of)
    """How the parts stand together."""
    frame: str | None = attrs.field(default=None, validator=of_type(str, NoneType))
    """The frame that the cue must have; without one any cue that fits the pattern will do."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which the construction finds a statement."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which it finds none."""
    precision: float | None = attrs.field(default=None, validator=of_type(int, float, NoneType))
    """The share of its statements that are right, as measured: their `Quote.confidence`.

    What was not measured is taken for as good as the average rule of the set that was.
    """
    stance: Stance | None = attrs.field(default=None, converter=stance_of)
    """The stance of its statements, where that does not depend on the cue."""
    sourceless: bool = attrs.field(default=False, validator=of_type(bool))
    """Whether its statements may have no source: "it was claimed that"."""
    time_limit: float = attrs.field(default=TIME_LIMIT, validator=of_type(int, float))
    """Seconds that it may take for one text, and for each hundred thousand characters of a longer
    one; ``inf`` for no limit."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "constructions")
        _check_stance("constructions", self.name, self.stance)
        _check_numbers(self, "constructions")


@attrs.frozen
class Mention:
    """A way in which a person is named together with a role or a body.

    The pattern captures ``person`` outside all brackets, and what stands beside it: ``role``,
    ``roles`` that several share, ``organisation``, a ``relation`` such as "wife", a ``handle``, a
    ``tag`` of party or state, a ``function`` (a verb that tells a role) or a ``pronoun`` for the
    body.

    >>> Mention("spokesman", "<role:role> <name:person>", matches=["<mayor:role> <Moor:person>"])
    Mention(name='spokesman', pattern='<role:role> <name:person>', \
matches=('<mayor:role> <Moor:person>',), rejects=())
    """

    name: str = attrs.field(validator=of_type(str))
    """Name of the rule."""
    pattern: str = attrs.field(converter=pattern_of)
    """How the parts stand together, in the notation of the rule set."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which the pattern is found, all that it captures marked as in the pattern: "the
    ``<mayor:role>``, ``<Ada Moor:person>``, left"."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which it is not."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "mentions")


@attrs.frozen
class Reading:
    """A context that settles what a word is: the unit at ``word`` loses `drop` and gains `add`."""

    name: str = attrs.field(validator=of_type(str))
    """Name of the rule."""
    pattern: str = attrs.field(converter=pattern_of)
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


@attrs.frozen
class End:
    """A place where something ends, such as the clause that tells what somebody said.

    The rows of one kind make up the piece ``<ends-of-KIND>``.  The pattern is matched from the
    first unit that is no part any more; what it matches is not taken.

    >>> End("so-then", ["clause"], ", 'so' <np>", matches=["She said it rained ^, so we left."]).of
    ('clause',)
    """

    name: str = attrs.field(validator=of_type(str))
    """Name of the rule."""
    of: tuple[str, ...] = attrs.field(converter=strings)
    """The kinds of what ends here: any names, which pieces ask for."""
    pattern: str = attrs.field(converter=pattern_of)
    """What stands there, in the notation of the rule set."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which something ends at the place marked with ``^``."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which nothing ends by this rule: at the place marked, or anywhere without a mark."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "ends")
        if not self.of:
            raise RuleError("ends", self.name, "does not say of what it is an end")


def ends_piece(kind: str) -> str:
    """Give the name of the piece that is made of the ends of a kind."""
    return f"ends-of-{kind}"


_CONDITIONS = ("interview", "named", "speaks", "turns")


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

    name: str = attrs.field(validator=of_type(str))
    """What `Quote.rule` says of the statements that it finds."""
    pattern: str = attrs.field(converter=pattern_of)
    """The regular expression."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which the layout finds a statement."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Texts in which it finds none."""
    precision: float | None = attrs.field(default=None, validator=of_type(int, float, NoneType))
    """The share of its statements that are right, as measured: their `Quote.confidence`.

    What was not measured is taken for as good as the average rule of the set that was.
    """
    requires: str | None = attrs.field(default=None, validator=of_type(str, NoneType))
    """When the layout counts: "turns" where speakers alternate and come again, "named" there and
    where the rest of the text names the source too, "speaks" there and where a statement of the
    rest has that source, "interview" where the paragraphs behind such questions answer them, `None`
    always."""
    verbatim: bool = attrs.field(default=True, validator=of_type(bool))
    """Whether the words are the source's own, as in a post, rather than the reporter's."""
    holds: tuple[str, ...] = attrs.field(default=(), converter=strings)
    """Of these every match holds one at least, such as ``:``; a paragraph without any of them, or
    for a byline a text, is passed over at little cost."""
    time_limit: float = attrs.field(default=TIME_LIMIT, validator=of_type(int, float))
    """Seconds that it may take for one text, and for each hundred thousand characters of a longer
    one; ``inf`` for no limit."""

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


Named = End | Reading | Construction | Mention | Layout
"""A rule that has a name."""
Rule = Cue | Named
"""A rule of any sort."""
ROWS: Mapping[str, type[Named]] = {
    "ends": End,
    "readings": Reading,
    "constructions": Construction,
    "mentions": Mention,
    "layouts": Layout,
}
"""The tables of TOML that hold a row for each rule."""


def key_of(item: Rule) -> str:
    """Give what no other rule of its sort is called: of a cue, its table and its key in TOML."""
    return f"{item.category}.{item.lemma}" if isinstance(item, Cue) else item.name
