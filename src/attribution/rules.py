"""Rule sets: the lexicons and constructions of a language, as immutable data."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypedDict, TypeVar, Unpack, final

import attrs
from attrs.validators import instance_of

from attribution._checks import check, cue_label, hint, known_tags
from attribution._discovery import find
from attribution._frozen import FrozenMapping, frozen, thawed
from attribution._toml import read_toml, to_toml
from attribution.errors import InputTypeError, RuleError
from attribution.models import Stance

CATEGORIES = ("verbs", "nouns", "adjectives", "prepositions", "adverbs")
"""The sorts of cues that a lexicon may hold."""
TIME_LIMIT = 1.0
"""Seconds that one attempt of a rule may take, unless the rule says otherwise."""

_Words = Mapping[str, str | Iterable[str]]
_Change = Callable[[str, str, Any, Any], Any]
_Made = TypeVar("_Made", bound=attrs.AttrsInstance)
_MANY = 200


# Values of fields -------------------------------------------------------------------------------


def _strings(value: Iterable[str]) -> tuple[str, ...]:
    # A bare string is a sequence of letters to Python and a slip of the pen to everybody else.
    if isinstance(value, str):
        raise InputTypeError("names and texts", value, "list or tuple")
    return tuple(value)


def _table(values: Mapping[str, Any]) -> FrozenMapping[Any]:
    return FrozenMapping({str(key): frozen(value) for key, value in values.items()})


def _classes(values: _Words) -> FrozenMapping[tuple[str, ...]]:
    return FrozenMapping({name: _words(words) for name, words in values.items()})


def _words(value: str | Iterable[str]) -> tuple[str, ...]:
    items = [word.replace("_", " ") for word in value.split()] if isinstance(value, str) else value
    return tuple(dict.fromkeys(items))


def _stance(value: Stance | str | None) -> Stance | None:
    # What is no stance passes here, and is refused once the rule can be named.
    return Stance(value) if value in _STANCES else value  # type: ignore[return-value]


def _stances(values: Mapping[str, Stance | str]) -> FrozenMapping[Stance]:
    return FrozenMapping({frame: _stance(value) or Stance.SAY for frame, value in values.items()})


_STANCES = frozenset(Stance)


def _check_stance(table: str, name: str, value: object) -> None:
    if value is not None and not isinstance(value, Stance):
        raise RuleError(table, name, f"unknown stance {value!r}", _STANCES)


def _check_rule(rule: _Named, table: str) -> None:
    if not rule.name:
        raise RuleError(table, repr(rule.name), "a rule needs a name")
    if not rule.pattern.strip():
        raise RuleError(table, rule.name, "the pattern is empty")


def _check_numbers(rule: Construction | Layout, table: str) -> None:
    if not 0 <= rule.precision <= 1:
        raise RuleError(table, rule.name, f"precision is from 0 to 1, not {rule.precision!r}")
    if not rule.time_limit > 0:
        raise RuleError(table, rule.name, f"time_limit is above 0, not {rule.time_limit!r}")


# The rules --------------------------------------------------------------------------------------


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
    stance: Stance | None = attrs.field(default=None, converter=_stance)
    """How a statement with this cue is put forward."""
    frames: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """What may follow: a construction fires on a cue that has its frame."""
    forms: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """The inflected forms of a verb, where the inflection of the rule set does not give them."""
    plural: str | None = None
    """The plural of a noun, where the inflection of the rule set does not give it."""
    stances: Mapping[str, Stance] = attrs.field(factory=dict, converter=_stances)
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
    matches: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """Texts in which the construction finds a statement."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """Texts in which it finds none."""
    precision: float = 1.0
    """The share of its statements that are right, as measured: their `Quote.confidence`."""
    stance: Stance | None = attrs.field(default=None, converter=_stance)
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
    matches: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """Texts in which the pattern is found."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=_strings)
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
    drop: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """The tags that the word loses."""
    add: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """The tags that it gains."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """Texts in which the context is found."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """Texts in which it is not."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "readings")


@attrs.frozen
class Layout:
    """A line layout that words cannot express, as a regular expression over the text itself.

    A pattern that captures ``content`` is tried at the start of each paragraph, and captures
    ``source`` too where it can.  One that captures ``source`` alone is a byline, looked for
    everywhere: with a ``handle`` it signs the post before it, without one the quotation before it.
    A byline may capture ``date``.

    The syntax is that of the package `regex` in verbose form, where white space counts only after
    a backslash.
    """

    name: str = attrs.field(validator=instance_of(str))
    """What `Quote.rule` says of the statements that it finds."""
    pattern: str = attrs.field(validator=instance_of(str))
    """The regular expression."""
    matches: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """Texts in which the layout finds a statement."""
    rejects: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    """Texts in which it finds none."""
    precision: float = 1.0
    """The share of its statements that are right, as measured: their `Quote.confidence`."""
    requires: str | None = None
    """When the layout counts: "turns" where speakers alternate and come again, "named" there and
    where the rest of the text names the source too, `None` always."""
    verbatim: bool = True
    """Whether the words are the source's own, as in a post, rather than the reporter's."""
    time_limit: float = TIME_LIMIT
    """Seconds that one attempt may take; ``inf`` for no limit."""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong whatever the rule set."""
        _check_rule(self, "layouts")
        _check_numbers(self, "layouts")
        if self.requires not in (None, "named", "turns"):
            problem = f"requires an unknown condition {self.requires!r}"
            raise RuleError("layouts", self.name, problem, ("named", "turns"))


class Parts(TypedDict, total=False):
    """What `RuleSet.extend` adds and `RuleSet.replace` replaces: any field but the name."""

    cues: Iterable[Cue]
    constructions: Iterable[Construction]
    mentions: Iterable[Mention]
    readings: Iterable[Reading]
    layouts: Iterable[Layout]
    classes: _Words
    pieces: Mapping[str, str]
    irregular: Mapping[str, str]
    endings: Mapping[str, str]
    inflection: Mapping[str, Any]
    settings: Mapping[str, Any]


class Names(TypedDict, total=False):
    """What `RuleSet.without` leaves out, by name; of a class the words given."""

    cues: Iterable[str]
    constructions: Iterable[str]
    mentions: Iterable[str]
    readings: Iterable[str]
    layouts: Iterable[str]
    pieces: Iterable[str]
    classes: _Words


def _cues(values: Iterable[Cue]) -> tuple[Cue, ...]:
    # In the order of their tables in TOML, so that reading and writing give equal sets.
    return tuple(sorted(values, key=lambda cue: CATEGORIES.index(cue.category)))


def _constructions(values: Iterable[Construction]) -> tuple[Construction, ...]:
    return tuple(values)


def _mentions(values: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(values)


def _readings(values: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(values)


def _layouts(values: Iterable[Layout]) -> tuple[Layout, ...]:
    return tuple(values)


@final
@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class RuleSet:
    """The lexicons and constructions of one language; immutable, checked when it is made.

    Rule sets are equal if all they hold is equal; they can be hashed, copied and pickled.

    >>> from attribution import Cue, rulesets
    >>> en = rulesets.load("en")
    >>> louder = en.extend(cues=[Cue("foghorn", "verbs", "say", frames=["quote"])])
    >>> len(louder.cues) - len(en.cues)
    1
    >>> louder.without(cues=["foghorn"]) == en
    True
    >>> try:
    ...     en.extend(cues=[Cue("foghorn", "verbs", "say", frames=["quot"])])
    ... except RuleError as error:
    ...     print(error.rule, "-", error.problem)
    verbs.foghorn - unknown frame 'quot' (did you mean 'quote'?)
    """

    name: str = attrs.field(validator=instance_of(str))
    """What the rule set is called."""
    language: str = ""
    """The code of its language, by which dates are read: "en"."""
    classes: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_classes)
    """Name of a class -> its words; a string is split at white space, with ``_`` for a space."""
    irregular: Mapping[str, str] = attrs.field(factory=dict, converter=_table)
    """Verb -> its other forms: "goes went gone going"."""
    endings: Mapping[str, str] = attrs.field(factory=dict, converter=_table)
    """Ending of a word that no list holds -> its tags."""
    inflection: Mapping[str, Any] = attrs.field(factory=dict, converter=_table)
    """"verb" and "noun" -> rows of an ending and what stands for it in each form."""
    settings: Mapping[str, Any] = attrs.field(factory=dict, converter=_table)
    """What single stages ask for, such as the tags of each class under "features"."""
    cues: tuple[Cue, ...] = attrs.field(default=(), converter=_cues)
    """The lexicon of reporting words, by category."""
    pieces: Mapping[str, str] = attrs.field(factory=dict, converter=_table)
    """Name -> a part of patterns that is written once and used by that name."""
    readings: tuple[Reading, ...] = attrs.field(default=(), converter=_readings)
    """What settles ambiguous words, in the order in which they apply."""
    constructions: tuple[Construction, ...] = attrs.field(default=(), converter=_constructions)
    """How statements are put together; of two that fit one cue the first wins."""
    mentions: tuple[Mention, ...] = attrs.field(default=(), converter=_mentions)
    """How people are named with their roles and bodies."""
    layouts: tuple[Layout, ...] = attrs.field(default=(), converter=_layouts)
    """What the layout of a page attributes; of two that fit one paragraph the first wins."""

    def __attrs_post_init__(self) -> None:
        """Refuse what no parse could use."""
        check(self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, sort))} {sort}" for sort in _COUNTED)
        return f"<RuleSet {self.name!r}: {counts}>"

    @property
    def frames(self) -> tuple[str, ...]:
        """The frames that the constructions know, in the order of their names."""
        return tuple(sorted({rule.frame for rule in self.constructions if rule.frame}))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that a word may have in a pattern, in the order of their names."""
        return tuple(sorted(known_tags(self)))

    @property
    def patterns(self) -> tuple[str, ...]:
        """All that is written in the notation: the pieces, then the patterns of the rules."""
        rules: tuple[_Named, ...] = (*self.readings, *self.constructions, *self.mentions)
        return (*self.pieces.values(), *(rule.pattern for rule in rules))

    @classmethod
    def empty(cls, name: str, language: str = "") -> RuleSet:
        """Give a rule set that knows nothing, to build up from.

        >>> RuleSet.empty("xx")
        <RuleSet 'xx': 0 cues, 0 constructions, 0 layouts>
        """
        return cls(name=name, language=language)

    # Deriving -----------------------------------------------------------------------------------

    def extend(
        self, *, name: str | None = None, before: str | None = None, **more: Unpack[Parts]
    ) -> RuleSet:
        """Give a new rule set that has more.

        Args:
            name: What the new set is called; the name of this one if not given.
            before: Name of the rule before which the new rules of its sort go; the end if not
                given.  Of two rules that fit, the first wins.
            **more: What is added: rules, pieces, settings, and words to classes.

        Raises:
            RuleError: If a name is there already, or the result is not sound.

        >>> from attribution import rulesets
        >>> en = rulesets.load("en")
        >>> "quaymaster" in en.extend(classes={"roles": "quaymaster"}).classes["roles"]
        True
        >>> en.extend(pieces={"head": "<noun>"})
        Traceback (most recent call last):
        ...
        attribution.errors.RuleError: en: pieces.head: is there already, see replace()
        """
        if before is not None:
            names = [rule.name for sort in _ROWS for rule in getattr(self, sort)]
            _refuse_missing(self.name, "before", [before], names)
        return self._changed(name, more, functools.partial(_extended, before=before))

    def replace(self, *, name: str | None = None, **other: Unpack[Parts]) -> RuleSet:
        """Give a new rule set in which each thing given stands for the one of its name.

        Args:
            name: What the new set is called; the name of this one if not given.
            **other: Rules, pieces, settings, and whole classes of words.

        Raises:
            RuleError: If there is nothing of that name, or the result is not sound.

        >>> from attribution import Cue, rulesets
        >>> en = rulesets.load("en")
        >>> loud = en.replace(cues=[Cue("deny", "verbs", "assert", frames=["np"])])
        >>> [cue.stance.value for cue in loud.cues if cue.lemma == "deny"]
        ['assert']
        """
        return self._changed(name, other, _replaced)

    def without(self, *, name: str | None = None, **names: Unpack[Names]) -> RuleSet:
        """Give a new rule set that lacks what is named.

        Args:
            name: What the new set is called; the name of this one if not given.
            **names: Names of rules, cues and pieces, and words of classes.

        Raises:
            RuleError: If there is nothing of that name, or the result is not sound.

        >>> from attribution import rulesets
        >>> en = rulesets.load("en").without(cues=["say"], classes={"roles": "abbot"})
        >>> "abbot" in en.classes["roles"]
        False
        """
        return self._changed(name, names, _reduced)

    def _changed(self, name: str | None, parts: Mapping[str, Any], change: _Change) -> RuleSet:
        changes = {
            field: change(self.name, field, getattr(self, field), value)
            for field, value in parts.items()
        }
        return attrs.evolve(self, name=self.name if name is None else name, **changes)

    # TOML ---------------------------------------------------------------------------------------

    @classmethod
    def from_toml(cls, path: str | Path) -> RuleSet:
        """Read a rule set from a TOML file, or from all TOML files of a folder.

        With ``extends = "en"`` in the table ``[ruleset]`` it builds on the set of that name: what
        has a name of that set stands for it, words are added to their classes, a rule with
        ``before = "name"`` goes before the rule of that name, and ``[without]`` names what goes.
        ``[precision]`` gives constructions and layouts, by name, the precision that was measured.

        Args:
            path: A file, or a folder whose ``*.toml`` together are one rule set.

        Returns:
            The rule set, checked.

        Raises:
            RuleError: If the data is not sound; the message names the file and the rule.
            UnknownRuleSetError: If there is no rule set of the name that it extends.
        """
        return _read(Path(path), TIME_LIMIT)

    def to_toml(self) -> str:
        """Write the rule set as TOML that `from_toml` reads back to an equal one.

        >>> print(RuleSet.empty("xx").extend(classes={"honorifics": "Mx"}).to_toml())
        [ruleset]
        name = "xx"
        language = ""
        <BLANKLINE>
        [classes]
        honorifics = ["Mx"]
        <BLANKLINE>
        """
        return to_toml(_tables(self))


_COUNTED = ("cues", "constructions", "layouts")
_Named = Reading | Construction | Mention | Layout
_Rule = Cue | _Named
_ROWS: Mapping[str, type[_Named]] = {
    "readings": Reading,
    "constructions": Construction,
    "mentions": Mention,
    "layouts": Layout,
}


@functools.lru_cache(maxsize=32)
def load(name: str) -> RuleSet:
    """Load a rule set by name, see `attribution.rulesets.load`."""
    found = find(name)
    if isinstance(found, Path):
        # Shipped patterns are known to take linear time: no clock may say what they find.
        return _read(found, float("inf"))
    offered = found.load()
    return _offered(name, offered() if callable(offered) else offered)


def _offered(name: str, value: object) -> RuleSet:
    if isinstance(value, RuleSet):
        return value
    if isinstance(value, str | Path):
        return RuleSet.from_toml(value)
    problem = f"the entry point gives {type(value).__name__}, not a RuleSet or a path to TOML"
    raise RuleError(name, "entry point", problem)


# Deriving ---------------------------------------------------------------------------------------


def _key(item: _Rule) -> str:
    return cue_label(item) if isinstance(item, Cue) else item.name


def _extended(where: str, field: str, had: Any, value: Any, before: str | None = None) -> Any:  # noqa: ANN401
    if field == "classes":
        return {**had, **{key: (*had.get(key, ()), *_words(value[key])) for key in value}}
    if isinstance(had, Mapping):
        return _overlaid(where, field, had, value, "extend")
    names = [None if isinstance(item, Cue) else item.name for item in had]
    at = names.index(before) if before is not None and before in names else len(had)
    return (*had[:at], *value, *had[at:])


def _replaced(where: str, field: str, had: Any, value: Any) -> Any:  # noqa: ANN401
    if isinstance(had, Mapping):
        return _overlaid(where, field, had, value, "replace")
    named = {_key(item): item for item in value}
    _refuse_missing(where, field, named, [_key(item) for item in had])
    return tuple(named.get(_key(item), item) for item in had)


def _reduced(where: str, field: str, had: Any, value: Any) -> Any:  # noqa: ANN401
    if field == "classes":
        _refuse_missing(where, field, value, had)
        return {**had, **{key: _fewer(where, key, had[key], value[key]) for key in value}}
    gone = frozenset(_strings(value))
    if isinstance(had, Mapping):
        _refuse_missing(where, field, gone, had)
        return {key: item for key, item in had.items() if key not in gone}
    names = [item.lemma if isinstance(item, Cue) else item.name for item in had]
    _refuse_missing(where, field, gone, names)
    return tuple(item for item, name in zip(had, names, strict=True) if name not in gone)


def _fewer(
    where: str, key: str, had: tuple[str, ...], words: str | Iterable[str]
) -> tuple[str, ...]:
    gone = frozenset(_words(words))
    _refuse_missing(where, f"classes.{key}", gone, had)
    return tuple(word for word in had if word not in gone)


def _refuse_missing(where: str, field: str, names: Iterable[str], had: Iterable[str]) -> None:
    known = frozenset(had)
    for name in sorted(set(names) - known):
        problem = f"there is none of that name{hint(name, known)}"
        # A lexicon has too many names for a message.
        raise RuleError(where, f"{field}.{name}", problem, known if len(known) < _MANY else None)


def _overlaid(
    where: str, label: str, had: Mapping[str, Any], more: Mapping[str, Any], how: str
) -> dict[str, Any]:
    """Lay values over those of a mapping and of the mappings in it."""
    merged = dict(had)
    for key, value in more.items():
        here, old = f"{label}.{key}", had.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            merged[key] = _overlaid(where, here, old, value, how)
            continue
        if how == "replace":
            _refuse_missing(where, label, [key], had)
        elif how == "extend" and key in had:
            raise RuleError(where, here, "is there already, see replace()")
        merged[key] = value
    return merged


# From TOML --------------------------------------------------------------------------------------

_WORD_TABLES = ("classes", "words", "roles", "names", "calendar")
_PLAIN_TABLES = ("irregular", "endings", "inflection", "pieces")
_SETTING_TABLES = ("party_names", "state_names")
_HEAD = ("name", "language", "extends")
_SECTIONS = (
    "ruleset", "settings", "without", "precision",
    *_WORD_TABLES, *_PLAIN_TABLES, *_SETTING_TABLES, *CATEGORIES, *_ROWS,
)  # fmt: skip


def _read(path: Path, time_limit: float) -> RuleSet:
    values, origins = read_toml(path)
    try:
        for table in ("constructions", "layouts"):
            for row in values.get(table, ()):
                row.setdefault("time_limit", time_limit)
        return _built(values, path)
    except RuleError as error:
        where = origins.get(tuple(error.rule.split(".", 1)), path)
        raise RuleError(str(where), error.rule, error.problem, error.allowed) from None


def _built(values: dict[str, Any], path: Path) -> RuleSet:
    where = str(path)
    _check_keys(where, "file", "section", values, _SECTIONS)
    head = values.get("ruleset", {})
    _check_keys(where, "ruleset", "key", head, _HEAD)
    name = head.get("name", path.stem)
    if "extends" in head:
        return _built_upon(load(head["extends"]), name, values, where)
    if "without" in values:
        raise RuleError(where, "without", "has nothing to leave out unless [ruleset] extends a set")
    parts: dict[str, Any] = {
        field: [item for item, _ in value] if isinstance(value, list) else value
        for field, value in _parts(values, where).items()
    }
    parts |= _measured(parts, values.get("precision", {}), where)
    return RuleSet(name=name, language=head.get("language", name), **parts)


def _built_upon(base: RuleSet, name: str, values: dict[str, Any], where: str) -> RuleSet:
    gone = values.get("without", {})
    _check_keys(where, "without", "key", gone, Names.__annotations__)
    changes = {
        field: _reduced(where, field, getattr(base, field), names) for field, names in gone.items()
    }
    for field, value in _parts(values, where).items():
        had = changes.get(field, getattr(base, field))
        changes[field] = _merged(where, field, had, value)
    changes |= _measured(changes, values.get("precision", {}), where)
    language = values["ruleset"].get("language", base.language)
    return attrs.evolve(base, name=name, language=language, **changes)


def _measured(
    parts: Mapping[str, Any], precision: Mapping[str, Any], where: str
) -> dict[str, list[Construction | Layout]]:
    """Give the rules of which the table ``[precision]`` knows better than their own rows."""
    rules = {field: parts[field] for field in ("constructions", "layouts")}
    names = {rule.name for items in rules.values() for rule in items}
    for name, value in precision.items():
        label = f"precision.{name}"
        if name not in names:
            problem = f"there is no construction or layout of that name{hint(name, names)}"
            raise RuleError(where, label, problem, names)
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise RuleError(where, label, f"precision is from 0 to 1, not {value!r}")
    return {
        field: [
            attrs.evolve(rule, precision=precision.get(rule.name, rule.precision)) for rule in items
        ]
        for field, items in rules.items()
        if precision
    }


def _merged(where: str, field: str, had: Any, value: Any) -> Any:  # noqa: ANN401
    """Give a field of a base with what a file says of it."""
    if field == "classes":
        return _extended(where, field, had, value)
    if isinstance(value, Mapping):
        return _overlaid(where, field, had, value, "merge")
    known = {_key(item) for item in had}
    had = _replaced(where, field, had, [item for item, _ in value if _key(item) in known])
    for item, before in value:
        if _key(item) not in known:
            if before is not None:
                _refuse_missing(where, "before", [before], [other.name for other in had])
            had = _extended(where, field, had, [item], before)
    return had


def _parts(values: dict[str, Any], where: str) -> dict[str, Any]:
    """Give the fields of a rule set; rules stand in lists, each with the rule it goes before."""
    parts: dict[str, Any] = {table: values[table] for table in _PLAIN_TABLES if table in values}
    settings = {table: values[table] for table in _SETTING_TABLES if table in values}
    parts["settings"] = settings | values.get("settings", {})
    parts["classes"] = _class_words(values)
    parts["cues"] = [
        (_made(where, f"{table}.{lemma}", Cue, {"lemma": lemma, "category": table, **row}), None)
        for table in CATEGORIES
        for lemma, row in values.get(table, {}).items()
    ]
    for table, kind in _ROWS.items():
        parts[table] = [_rule(where, table, kind, row) for row in values.get(table, [])]
    return parts


def _class_words(values: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    classes: dict[str, tuple[str, ...]] = {}
    for table in _WORD_TABLES:
        for key, words in values.get(table, {}).items():
            classes[key] = (*classes.get(key, ()), *_words(words))
    return classes


def _rule(
    where: str, table: str, kind: type[_Made], row: dict[str, Any]
) -> tuple[_Made, str | None]:
    before = row.get("before")
    values = {key: value for key, value in row.items() if key != "before"}
    return _made(where, f"{table}.{row.get('name', '?')}", kind, values), before


def _made(where: str, label: str, kind: type[_Made], values: dict[str, Any]) -> _Made:
    fields = attrs.fields_dict(kind)
    _check_keys(where, label, "key", values, fields)
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in values:
            raise RuleError(where, label, f"has no {name}")
    try:
        return kind(**values)
    except RuleError as error:
        raise RuleError(where, label, error.problem, error.allowed) from None
    except (TypeError, ValueError, AttributeError) as error:
        raise RuleError(where, label, str(error.args[0])) from error


def _check_keys(
    where: str, label: str, sort: str, values: Iterable[str], allowed: Iterable[str]
) -> None:
    known = frozenset(allowed)
    for key in values:
        if key not in known:
            raise RuleError(where, label, f"unknown {sort} {key!r}{hint(key, known)}", known)


# To TOML ----------------------------------------------------------------------------------------


def _tables(rules: RuleSet) -> dict[str, Any]:
    head = {"name": rules.name, "language": rules.language}
    tables: dict[str, Any] = {"ruleset": head}
    for field in ("settings", "classes", *_PLAIN_TABLES):
        tables[field] = thawed(getattr(rules, field))
    for category in CATEGORIES:
        tables[category] = _cue_rows(cue for cue in rules.cues if cue.category == category)
    for field in _ROWS:
        tables[field] = [_row(rule) for rule in getattr(rules, field)]
    return {name: table for name, table in tables.items() if table}


def _cue_rows(cues: Iterable[Cue]) -> dict[str, Any]:
    return {cue.lemma: _row(cue, leave=("lemma", "category")) for cue in cues}


def _row(rule: _Rule, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the fields of a rule that say more than their default."""
    values = ((field, getattr(rule, field.name)) for field in attrs.fields(type(rule)))
    return {
        field.name: thawed(value)
        for field, value in values
        if field.name not in leave and value != field.default and value not in (None, (), {})
    }
