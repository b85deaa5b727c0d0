"""Rule sets: the lexicons and constructions of a language, as immutable data."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack, final

import attrs

from attribution._notation.syntax import either
from attribution._rules import loading
from attribution._rules.checks import check
from attribution._rules.contract import refuse_unused
from attribution._rules.deriving import extended, reduced, refuse_missing, replaced
from attribution._rules.discovery import FOLDER, find
from attribution._rules.parts import (
    CATEGORIES,
    LONGEST_TIME_LIMIT,
    ROWS,
    TIME_LIMIT,
    Construction,
    Cue,
    End,
    Layout,
    Mention,
    Named,
    Reading,
    ends_piece,
)
from attribution._rules.plain import restored
from attribution._rules.raw import check_limits, check_parts, check_tables
from attribution._rules.settings import Settings, Speakers
from attribution._rules.tables import changes_of, class_words, fields_of, head_of, tables_of
from attribution._rules.tags import known_tags
from attribution._rules.toml import read_toml, to_toml
from attribution._rules.values import (
    Rows,
    Words,
    classes_of,
    inflection_of,
    of_type,
    pieces_of,
    settings_of,
    several,
    table_of,
)
from attribution.errors import InputTypeError, RuleError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = [
    "CATEGORIES",
    "TIME_LIMIT",
    "Construction",
    "Cue",
    "End",
    "Layout",
    "Mention",
    "Names",
    "Parts",
    "Reading",
    "RuleSet",
    "Settings",
    "Speakers",
    "load",
]

_Change = Callable[[str, str, Any, Any], Any]
_UNTIMED = frozenset({"pieces", "ends", "readings", "mentions", "inflection"})
"""The parts whose patterns have no time limit of their own."""
_COUNTED = ("cues", "constructions", "layouts")
_SORTS = ("classes", "pieces", "cues", *ROWS)


class Parts(TypedDict, total=False):
    """What `RuleSet.extend` adds and `RuleSet.replace` replaces: any field but the name."""

    cues: Iterable[Cue]
    constructions: Iterable[Construction]
    mentions: Iterable[Mention]
    readings: Iterable[Reading]
    layouts: Iterable[Layout]
    ends: Iterable[End]
    classes: Words
    pieces: Mapping[str, str | Iterable[str]]
    irregular: Mapping[str, str]
    endings: Mapping[str, str]
    inflection: Mapping[str, Rows]
    settings: Settings


class Names(TypedDict, total=False):
    """What `RuleSet.without` leaves out, by name; of a class the words given."""

    cues: Iterable[str]
    constructions: Iterable[str]
    mentions: Iterable[str]
    readings: Iterable[str]
    layouts: Iterable[str]
    ends: Iterable[str]
    pieces: Iterable[str]
    classes: Words


def _cues(values: Iterable[Cue]) -> tuple[Cue, ...]:
    # In the order of their tables in TOML, so that reading and writing give equal sets.
    cues = several(values, Cue, "cues")
    return tuple(sorted(cues, key=lambda cue: CATEGORIES.index(cue.category)))


def _constructions(values: Iterable[Construction]) -> tuple[Construction, ...]:
    return several(values, Construction, "constructions")


def _mentions(values: Iterable[Mention]) -> tuple[Mention, ...]:
    return several(values, Mention, "mentions")


def _readings(values: Iterable[Reading]) -> tuple[Reading, ...]:
    return several(values, Reading, "readings")


def _layouts(values: Iterable[Layout]) -> tuple[Layout, ...]:
    return several(values, Layout, "layouts")


def _ends(values: Iterable[End]) -> tuple[End, ...]:
    return several(values, End, "ends")


@final
@attrs.frozen(kw_only=True, repr=False)
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

    name: str = attrs.field(validator=of_type(str))
    """What the rule set is called."""
    language: str = attrs.field(default="", validator=of_type(str))
    """The code of its language, by which dates are read: "en"."""
    classes: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=classes_of)
    """Name of a class -> its words; a string is split at white space, with ``_`` for a space."""
    irregular: Mapping[str, str] = attrs.field(factory=dict, converter=table_of)
    """Verb -> its other forms: "goes went gone going"."""
    endings: Mapping[str, str] = attrs.field(factory=dict, converter=table_of)
    """Ending of a word that no list holds -> its tags."""
    inflection: Mapping[str, Any] = attrs.field(factory=dict, converter=inflection_of)
    """"verb" and "noun" -> rows of an ending and what stands for it in each form."""
    settings: Settings = attrs.field(factory=Settings, converter=settings_of)
    """What single stages ask for, such as the tags of each class under "features"."""
    cues: tuple[Cue, ...] = attrs.field(default=(), converter=_cues)
    """The lexicon of reporting words, by category."""
    pieces: Mapping[str, str] = attrs.field(factory=dict, converter=pieces_of)
    """Name -> a part of patterns that is written once and used by that name; a list of strings is
    taken for alternatives."""
    ends: tuple[End, ...] = attrs.field(default=(), converter=_ends)
    """Where something ends; the rows of one kind are the piece ``<ends-of-KIND>``."""
    readings: tuple[Reading, ...] = attrs.field(default=(), converter=_readings)
    """What settles ambiguous words, in the order in which they apply."""
    constructions: tuple[Construction, ...] = attrs.field(default=(), converter=_constructions)
    """How statements are put together; of two that fit one cue the first wins."""
    mentions: tuple[Mention, ...] = attrs.field(default=(), converter=_mentions)
    """How people are named with their roles and bodies."""
    layouts: tuple[Layout, ...] = attrs.field(default=(), converter=_layouts)
    """What the layout of a page attributes; of two that fit one paragraph the first wins."""
    time_limit: float = attrs.field(default=TIME_LIMIT, validator=of_type(int, float))
    """Seconds for one text, and for each hundred thousand characters of a longer one, that a
    pattern may take which has no limit of its own: a piece, an end, a reading, a mention, a header
    with a day. ``inf`` for no limit, as the shipped sets have it. What a set has unchanged from the
    shipped one of its language is not limited."""
    all_pieces: Mapping[str, str] = attrs.field(init=False, eq=False)
    """The pieces, and those that are made of ends."""

    @all_pieces.default
    def _with_ends(self) -> Mapping[str, str]:
        kinds = dict.fromkeys(kind for end in self.ends for kind in end.of)
        rows = {kind: [end.pattern for end in self.ends if kind in end.of] for kind in kinds}
        made = {ends_piece(kind): either(patterns) for kind, patterns in rows.items()}
        return pieces_of({**self.pieces, **made})

    def __attrs_post_init__(self) -> None:
        """Refuse what no parse could use."""
        if not self.time_limit > 0:
            problem = f"is above 0, not {self.time_limit!r}"
            raise RuleError(self.name, "ruleset.time_limit", problem)
        check(self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, sort))} {sort}" for sort in _COUNTED)
        return f"<RuleSet {self.name!r}: {counts}>"

    def __hash__(self) -> int:
        # All that it holds takes a while, and seldom tells more.
        return hash((self.name, self.language, *(len(getattr(self, sort)) for sort in _SORTS)))

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
        rules: tuple[Named, ...] = (*self.ends, *self.readings, *self.constructions, *self.mentions)
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
            if not isinstance(before, str):
                raise InputTypeError("before", before, "str or None")
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
        given = check_parts(self.name, parts, names=change is reduced)
        changes = {
            field: change(self.name, field, getattr(self, field), value)
            for field, value in given.items()
        }
        if change is not reduced and _brings_patterns(given):
            changes["time_limit"] = min(self.time_limit, TIME_LIMIT)
        rules = attrs.evolve(self, name=self.name if name is None else name, **changes)
        if change is not reduced:
            refuse_unused(rules, parts.get("pieces", ()), parts.get("classes", ()))
        return rules

    # TOML ---------------------------------------------------------------------------------------

    @classmethod
    def from_toml(cls, path: str | Path, *, trusted: bool = False) -> RuleSet:
        """Read a rule set from a TOML file, or from all TOML files of a folder.

        With ``extends = "en"`` in the table ``[ruleset]`` it builds on the set of that name: what
        has a name of that set stands for it, words are added to their classes, a rule with
        ``before = "name"`` goes before the rule of that name, and ``[without]`` names what goes.
        ``[precision]`` gives constructions and layouts, by name, the precision that was measured.

        Args:
            path: A file, or a folder whose ``*.toml`` together are one rule set.
            trusted: Whether its patterns may do without a time limit, with ``time_limit = inf``.

        Returns:
            The rule set, checked.

        Raises:
            InputTypeError: If `path` is neither a `str` nor a `Path`.
            RuleError: If the data is not sound; the message names the file and the rule.
            UnknownRuleSetError: If there is no rule set of the name that it extends.
        """
        if not isinstance(path, str | Path):
            raise InputTypeError("path", path, "str or Path")
        return _read(Path(path), TIME_LIMIT, trusted=trusted)

    def to_toml(self) -> str:
        """Write the rule set as TOML that `from_toml` reads back to an equal one.

        Patterns without a time limit, as those of the shipped sets, are read back as `trusted`.

        >>> print(RuleSet.empty("xx").extend(classes={"honorific": "Mx"}).to_toml())
        [ruleset]
        name = "xx"
        language = ""
        <BLANKLINE>
        [classes]
        honorific = ["Mx"]
        <BLANKLINE>
        """
        return to_toml(tables_of(self))


@functools.lru_cache(maxsize=32)
def load(name: str) -> RuleSet:
    """Load a rule set by name, see `attribution.rulesets.load`."""
    found = find(name)
    if isinstance(found, Path):
        return installed(found)
    label = f"entry point {found.value!r}"
    if found.dist is not None:
        label += f" of the package {found.dist.name}"
    try:
        return _offered(name, label, found)
    except RuleError:
        raise
    except (Exception, SystemExit) as error:
        # It is the code of somebody else, which may do anything; nobody else can tell whose.
        raise RuleError(name, label, f"fails with {type(error).__name__}: {error}") from error


def _offered(name: str, label: str, point: EntryPoint) -> RuleSet:
    offered = point.load()
    value = offered() if callable(offered) else offered
    if isinstance(value, RuleSet):
        return value
    if isinstance(value, str | Path):
        return installed(Path(value))
    problem = f"gives {type(value).__name__}, not a RuleSet or a path to TOML"
    raise RuleError(name, label, problem)


def installed(path: Path) -> RuleSet:
    """Load a rule set that came with installed code, as it was compiled if it was."""
    found = loading.find(path)
    rules = read_installed(path) if found.fields is None else restored(RuleSet, found.fields)
    found.keep(rules)
    return rules


def read_installed(path: Path) -> RuleSet:
    """Read the TOML of a rule set that came with installed code, and check it."""
    # Shipped patterns are known to take linear time: no clock may say what they find.
    return _read(path, math.inf if path.parent == FOLDER else TIME_LIMIT, trusted=True)


def _brings_patterns(parts: Mapping[str, Any]) -> bool:
    """Say whether there are patterns among some parts that have no time limit of their own."""
    return not _UNTIMED.isdisjoint(parts) or "published" in parts.get("settings", {})


def _read(path: Path, time_limit: float, *, trusted: bool) -> RuleSet:
    values, origins = read_toml(path)
    try:
        check_tables(values, str(path))
        if not trusted:
            check_limits(values, str(path), LONGEST_TIME_LIMIT)
        for row in (row for rows in ("constructions", "layouts") for row in values.get(rows, ())):
            row.setdefault("time_limit", time_limit)
        if "extends" not in values.get("ruleset", {}) or _brings_patterns(values):
            values.setdefault("ruleset", {}).setdefault("time_limit", time_limit)
        return _built(values, path)
    except RuleError as error:
        where = _origin(error.rule, origins) or path
        raise RuleError(str(where), error.rule, error.problem, error.allowed) from None


def _origin(label: str, origins: Mapping[tuple[str, ...], Path]) -> Path | None:
    """Give the file of what a label such as ``layouts.post.holds`` names, the nearest known."""
    table, _, name = label.partition(".")
    while name:
        if (table, name) in origins:
            return origins[table, name]
        name = name.rpartition(".")[0]
    return origins.get((table,))


def _built(values: Mapping[str, Any], path: Path) -> RuleSet:
    rules = _unchecked(values, path)
    refuse_unused(rules, values.get("pieces", ()), class_words(values))
    return rules


def _unchecked(values: Mapping[str, Any], path: Path) -> RuleSet:
    where = str(path)
    head = head_of(values, where)
    name = head.get("name", path.stem)
    if "extends" not in head:
        parts = fields_of(values, where)
        limit = head.get("time_limit", TIME_LIMIT)
        return RuleSet(name=name, language=head.get("language", name), time_limit=limit, **parts)
    base = load(head["extends"])
    changes = changes_of(base, values, where, Names.__annotations__)
    return attrs.evolve(
        base,
        name=name,
        language=head.get("language", base.language),
        time_limit=head.get("time_limit", base.time_limit),
        **changes,
    )
