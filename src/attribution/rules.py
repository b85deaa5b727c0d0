"""Rule sets: the lexicons and constructions of a language, as immutable data."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypedDict, Unpack, final

import attrs
from attrs.validators import instance_of

from attribution._checks import check, known_tags
from attribution._deriving import extended, reduced, refuse_missing, replaced
from attribution._discovery import find
from attribution._parts import (
    CATEGORIES,
    ROWS,
    TIME_LIMIT,
    Construction,
    Cue,
    Layout,
    Mention,
    Named,
    Reading,
)
from attribution._tables import changes_of, fields_of, head_of, tables_of
from attribution._toml import read_toml, to_toml
from attribution._values import Words, classes_of, table_of
from attribution.errors import RuleError

__all__ = [
    "CATEGORIES",
    "TIME_LIMIT",
    "Construction",
    "Cue",
    "Layout",
    "Mention",
    "Names",
    "Parts",
    "Reading",
    "RuleSet",
    "load",
]

_Change = Callable[[str, str, Any, Any], Any]
_COUNTED = ("cues", "constructions", "layouts")


class Parts(TypedDict, total=False):
    """What `RuleSet.extend` adds and `RuleSet.replace` replaces: any field but the name."""

    cues: Iterable[Cue]
    constructions: Iterable[Construction]
    mentions: Iterable[Mention]
    readings: Iterable[Reading]
    layouts: Iterable[Layout]
    classes: Words
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
    classes: Words


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
    classes: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=classes_of)
    """Name of a class -> its words; a string is split at white space, with ``_`` for a space."""
    irregular: Mapping[str, str] = attrs.field(factory=dict, converter=table_of)
    """Verb -> its other forms: "goes went gone going"."""
    endings: Mapping[str, str] = attrs.field(factory=dict, converter=table_of)
    """Ending of a word that no list holds -> its tags."""
    inflection: Mapping[str, Any] = attrs.field(factory=dict, converter=table_of)
    """"verb" and "noun" -> rows of an ending and what stands for it in each form."""
    settings: Mapping[str, Any] = attrs.field(factory=dict, converter=table_of)
    """What single stages ask for, such as the tags of each class under "features"."""
    cues: tuple[Cue, ...] = attrs.field(default=(), converter=_cues)
    """The lexicon of reporting words, by category."""
    pieces: Mapping[str, str] = attrs.field(factory=dict, converter=table_of)
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
        rules: tuple[Named, ...] = (*self.readings, *self.constructions, *self.mentions)
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
            names = [rule.name for sort in ROWS for rule in getattr(self, sort)]
            refuse_missing(self.name, "before", [before], names)
        return self._changed(name, more, functools.partial(extended, before=before))

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
        return self._changed(name, other, replaced)

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
        return self._changed(name, names, reduced)

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
        return to_toml(tables_of(self))


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


def _read(path: Path, time_limit: float) -> RuleSet:
    values, origins = read_toml(path)
    try:
        for rows in ("constructions", "layouts"):
            for row in values.get(rows, ()):
                row.setdefault("time_limit", time_limit)
        return _built(values, path)
    except RuleError as error:
        where = origins.get(tuple(error.rule.split(".", 1)), path)
        raise RuleError(str(where), error.rule, error.problem, error.allowed) from None


def _built(values: Mapping[str, Any], path: Path) -> RuleSet:
    where = str(path)
    head = head_of(values, where)
    name = head.get("name", path.stem)
    if "extends" not in head:
        return RuleSet(name=name, language=head.get("language", name), **fields_of(values, where))
    base = load(head["extends"])
    changes = changes_of(base, values, where, Names.__annotations__)
    return attrs.evolve(base, name=name, language=head.get("language", base.language), **changes)
