"""Rule sets: the lexicons and constructions of a language, as immutable data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import attrs
import regex

from attribution._notation import NotationError, read, selectors, split
from attribution.errors import RuleError
from attribution.models import Stance

CATEGORIES = ("verbs", "attitudes", "nouns", "adjectives", "prepositions", "adverbs")
"""The sorts of cues that a lexicon may hold."""
_TABLES = ("party_names", "state_names")


def _frozen_mapping(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(values))


def _words(value: str | Iterable[str]) -> tuple[str, ...]:
    items = value.split() if isinstance(value, str) else value
    return tuple(dict.fromkeys(item.replace("_", " ") for item in items))


@attrs.frozen
class Cue:
    """A reporting word or phrase: what it says of the statement, and what may follow it.

    `frames` name what the cue takes ("that-clause", "noun-phrase"); a construction fires on a cue
    that has its frame.  `stances` overrides `stance` for one frame.  `forms` are the inflected
    forms, where the inflection of the rule set does not give them.

    >>> Cue("sigh", "verbs", "say", frames=("quotation",)).stance
    <Stance.SAY: 'say'>
    """

    lemma: str
    category: str = attrs.field(default="verbs", validator=attrs.validators.in_(CATEGORIES))
    stance: Stance | None = attrs.field(
        default=None, converter=attrs.converters.optional(Stance)
    )
    frames: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    forms: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    plural: str | None = None
    stances: Mapping[str, Stance] = attrs.field(
        factory=dict,
        converter=lambda given: _frozen_mapping({k: Stance(v) for k, v in given.items()}),
        hash=False,
    )


@attrs.frozen
class Construction:
    """A way in which source, cue and content stand together, in the notation of the rule set.

    The pattern captures ``cue``; ``source``, ``content`` and ``hearer`` where it has them.
    """

    name: str
    pattern: str
    frame: str | None = None
    matches: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    rejects: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    precision: float = 1.0
    stance: Stance | None = attrs.field(
        default=None, converter=attrs.converters.optional(Stance)
    )


@attrs.frozen
class Reading:
    """A context that settles what a word is: the unit at ``word`` loses `drop` and gains `add`."""

    name: str
    pattern: str
    drop: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    add: tuple[str, ...] = attrs.field(default=(), converter=tuple)


@attrs.frozen
class Layout:
    """A line layout that words cannot express, as a regular expression over the text itself.

    A pattern that captures ``content`` is tried at the start of each paragraph, and captures
    ``source`` too where it can.  One that captures ``source`` alone is a byline, looked for
    everywhere: with a ``handle`` it signs the post before it, without one the quotation before it.
    A byline may capture ``date``.

    `requires` says when the layout counts: "turns" where speakers alternate and come again,
    "named" there and where the rest of the text names the source too, `None` always.
    """

    name: str
    pattern: str
    matches: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    rejects: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    precision: float = 1.0
    requires: str | None = attrs.field(
        default=None, validator=attrs.validators.in_((None, "named", "turns"))
    )


@attrs.frozen(kw_only=True)
class RuleSet:
    """The lexicons and constructions of one language; immutable, checked when it is made.

    >>> from attribution import rulesets
    >>> en = rulesets.load("en")
    >>> louder = en.extend(cues=[Cue("bellow", "verbs", "say", frames=("quotation",))])
    >>> len(louder.cues) - len(en.cues)
    1
    >>> en.extend(cues=[Cue("bellow", "verbs", "say", frames=("opera",))])
    Traceback (most recent call last):
    ...
    attribution.errors.RuleError: en: cues.bellow: unknown frame 'opera'; allowed: ...
    """

    name: str
    language: str = ""
    classes: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_frozen_mapping)
    irregular: Mapping[str, str] = attrs.field(factory=dict, converter=_frozen_mapping)
    endings: Mapping[str, str] = attrs.field(factory=dict, converter=_frozen_mapping)
    inflection: Mapping[str, Any] = attrs.field(factory=dict, converter=_frozen_mapping)
    settings: Mapping[str, Any] = attrs.field(factory=dict, converter=_frozen_mapping)
    cues: tuple[Cue, ...] = attrs.field(default=(), converter=tuple)
    pieces: Mapping[str, str] = attrs.field(factory=dict, converter=_frozen_mapping)
    readings: tuple[Reading, ...] = attrs.field(default=(), converter=tuple)
    constructions: tuple[Construction, ...] = attrs.field(default=(), converter=tuple)
    mentions: tuple[Construction, ...] = attrs.field(default=(), converter=tuple)
    layouts: tuple[Layout, ...] = attrs.field(default=(), converter=tuple)

    def __attrs_post_init__(self) -> None:
        """Refuse what no parse could use."""
        _check(self)

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a rule set from a TOML file, or from all TOML files of a folder.

        Args:
            path: A file, or a folder whose ``*.toml`` together are one rule set.

        Returns:
            The rule set, checked.

        Raises:
            RuleError: If the data is not sound; the message names the file or rule.
        """
        path = Path(path)
        files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        merged: dict[str, Any] = {}
        for file in files:
            try:
                data = tomllib.loads(file.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise RuleError(str(file), "file", str(error)) from error
            for section, values in data.items():
                if isinstance(values, list):
                    merged.setdefault(section, []).extend(values)
                else:
                    merged.setdefault(section, {}).update(values)
        return cls._from_sections(merged, str(path))

    @classmethod
    def _from_sections(cls, data: Mapping[str, Any], where: str) -> Self:
        head = data.get("ruleset", {})
        name = head.get("name", Path(where).stem)
        classes: dict[str, tuple[str, ...]] = {}
        for section in ("classes", "words", "roles", "names", "calendar"):
            for key, words in data.get(section, {}).items():
                classes[key] = (*classes.get(key, ()), *_words(words))
        try:
            cues = tuple(
                Cue(lemma, category, **values)
                for category in CATEGORIES
                if category != "attitudes"
                for lemma, values in data.get(category, {}).items()
            )
            return cls(
                name=name,
                language=head.get("language", name),
                classes=classes,
                cues=cues,
                irregular=data.get("irregular", {}),
                endings=data.get("endings", {}),
                inflection=data.get("inflection", {}),
                settings={
                    **{key: data[key] for key in _TABLES if key in data},
                    **data.get("settings", {}),
                },
                pieces=data.get("pieces", {}),
                readings=[Reading(**row) for row in data.get("readings", [])],
                constructions=[Construction(**row) for row in data.get("constructions", [])],
                mentions=[Construction(**row) for row in data.get("mentions", [])],
                layouts=[Layout(**row) for row in data.get("layouts", [])],
            )
        except (TypeError, ValueError) as error:
            if isinstance(error, RuleError):
                raise
            raise RuleError(where, "data", str(error)) from error

    def extend(
        self,
        *,
        name: str | None = None,
        cues: Iterable[Cue] = (),
        constructions: Iterable[Construction] = (),
        layouts: Iterable[Layout] = (),
        classes: Mapping[str, Iterable[str]] | None = None,
    ) -> Self:
        """Give a new rule set that has more: cues, constructions, layouts, words of classes."""
        merged = dict(self.classes)
        for key, words in (classes or {}).items():
            merged[key] = (*merged.get(key, ()), *_words(words))
        return attrs.evolve(
            self,
            name=name or self.name,
            cues=(*self.cues, *cues),
            constructions=(*self.constructions, *constructions),
            layouts=(*self.layouts, *layouts),
            classes=merged,
        )

    def without(self, *names: str) -> Self:
        """Give a new rule set that lacks the cues, constructions and layouts named."""
        gone = set(names)
        missing = gone - set(self._names())
        if missing:
            raise RuleError(self.name, sorted(missing)[0], "no rule of that name", self._names())
        return attrs.evolve(
            self,
            cues=[cue for cue in self.cues if cue.lemma not in gone],
            constructions=[rule for rule in self.constructions if rule.name not in gone],
            layouts=[rule for rule in self.layouts if rule.name not in gone],
        )

    def replace(self, *rules: Cue | Construction | Layout) -> Self:
        """Give a new rule set in which each rule stands for the one of its name."""
        named = {getattr(rule, "lemma", None) or rule.name: rule for rule in rules}  # type: ignore[union-attr]
        missing = set(named) - set(self._names())
        if missing:
            raise RuleError(self.name, sorted(missing)[0], "no rule of that name", self._names())
        return attrs.evolve(
            self,
            cues=[named.get(cue.lemma, cue) for cue in self.cues],
            constructions=[named.get(rule.name, rule) for rule in self.constructions],
            layouts=[named.get(rule.name, rule) for rule in self.layouts],
        )

    def _names(self) -> tuple[str, ...]:
        return (
            *(cue.lemma for cue in self.cues),
            *(rule.name for rule in self.constructions),
            *(rule.name for rule in self.layouts),
        )


def _check(rules: RuleSet) -> None:
    _check_names(rules)
    _check_patterns(rules)
    _check_cues(rules)
    _check_layouts(rules)


def _check_names(rules: RuleSet) -> None:
    for sort in ("constructions", "mentions", "layouts", "readings"):
        seen: set[str] = set()
        for rule in getattr(rules, sort):
            if rule.name in seen:
                raise RuleError(rules.name, f"{sort}.{rule.name}", "duplicate name")
            seen.add(rule.name)


def _check_patterns(rules: RuleSet) -> None:
    for rule in (*rules.constructions, *rules.mentions, *rules.readings):
        anchor = "cue" if isinstance(rule, Construction) else "word"
        where = rule.name
        try:
            elements = read(rule.pattern)
            if rule not in rules.mentions:
                split(elements, anchor)
            for name in selectors(elements):
                if name in rules.pieces:
                    read(rules.pieces[name])
        except NotationError as error:
            raise RuleError(rules.name, where, str(error)) from error


def _check_cues(rules: RuleSet) -> None:
    frames = {rule.frame for rule in rules.constructions if rule.frame}
    for cue in rules.cues:
        for frame in (*cue.frames, *cue.stances):
            if frame not in frames:
                raise RuleError(
                    rules.name, f"cues.{cue.lemma}", f"unknown frame {frame!r}", frames
                )


def _check_layouts(rules: RuleSet) -> None:
    for rule in rules.layouts:
        try:
            compiled = regex.compile(rule.pattern, regex.VERBOSE)
        except regex.error as error:
            raise RuleError(rules.name, f"layouts.{rule.name}", str(error)) from error
        if compiled.match("") is not None:
            raise RuleError(rules.name, f"layouts.{rule.name}", "matches the empty string")
        if "content" not in compiled.groupindex and "source" not in compiled.groupindex:
            raise RuleError(
                rules.name, f"layouts.{rule.name}", "captures neither content nor source"
            )
