"""What makes a rule set sound: each check names the rule, what is wrong, and the valid names."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import regex

from attribution._known import (
    BUILT_IN_TAGS,
    DATE_GROUPS,
    ENGINE_RULES,
    GROUPS,
    LAYOUT_FLAGS,
    LAYOUT_GROUPS,
    PIECE_GROUPS,
    SORTS,
    SPEAKERS,
    hint,
)
from attribution._notation import Element, NotationError, read, selectors, split
from attribution._parts import Construction, Layout, key_of
from attribution._values import check_precision
from attribution.errors import RuleError
from attribution.models import Stance

if TYPE_CHECKING:
    from attribution.rules import RuleSet

_ANCHOR_TAGS = {
    "nouns": frozenset({"cue-noun"}),
    "adjectives": frozenset({"cue-adjective"}),
    "prepositions": frozenset({"cue-preposition"}),
}
_SPECIAL_TAGS = frozenset().union(*_ANCHOR_TAGS.values())
_VERB_TAGS = frozenset({"cue", "adjunct", "passive", "parted"})
_VERB_FORMS, _NOUN_FORMS = 4, 1


def check(rules: RuleSet) -> None:
    """Refuse a rule set that has something which no parse could use.

    Raises:
        RuleError: On the first thing that is wrong.
    """
    for part in (_check_names, _check_patterns, _check_layouts, _check_cues, _check_settings):
        part(rules)


def known_tags(rules: RuleSet) -> frozenset[str]:
    """Give all tags that a unit can have under a rule set."""
    features: Mapping[str, str] = rules.settings.get("features", {})
    given = [features.get(name, name) for name in rules.classes]
    given += rules.endings.values()
    given += rules.settings.get("verb_forms", ())
    added = (tag for reading in rules.readings for tag in reading.add)
    return BUILT_IN_TAGS.union(*(tags.split() for tags in given), added)


# Names ------------------------------------------------------------------------------------------


def _check_names(rules: RuleSet) -> None:
    seen: dict[str, str] = {}
    for sort in SORTS:
        for rule in getattr(rules, sort):
            if rule.name in seen:
                problem = f"duplicate name, also in {seen[rule.name]}"
                raise RuleError(rules.name, f"{sort}.{rule.name}", problem)
            seen[rule.name] = sort
    for label, count in Counter(map(key_of, rules.cues)).items():
        if count > 1:
            raise RuleError(rules.name, label, "duplicate name, see replace()")


# Patterns ---------------------------------------------------------------------------------------


def _check_patterns(rules: RuleSet) -> None:
    names = known_tags(rules)
    rows = [(f"pieces.{name}", pattern) for name, pattern in rules.pieces.items()]
    for sort in SORTS[:-1]:
        rows += [(f"{sort}.{rule.name}", rule.pattern) for rule in getattr(rules, sort)]
    for label, pattern in rows:
        _check_pattern(rules, label, pattern, names)
    _check_nesting(rules)
    for name, group in PIECE_GROUPS.items():
        if name in rules.pieces and group not in _groups(rules, rules.pieces[name]):
            raise RuleError(rules.name, f"pieces.{name}", f"captures no {group}")
    dated = sorted(_groups(rules, rules.pieces.get("date", "")))
    _refuse_unknown(rules, "pieces.date", "group", dated, DATE_GROUPS)
    for rule in rules.constructions:
        _check_construction(rules, rule)
    for reading in rules.readings:
        label = f"readings.{reading.name}"
        _split(rules, label, reading.pattern, "word")
        _refuse_unknown(rules, label, "tag", reading.drop, names)
    for mention in rules.mentions:
        if not _groups(rules, mention.pattern):
            raise RuleError(rules.name, f"mentions.{mention.name}", "captures nothing")


def _check_pattern(rules: RuleSet, label: str, pattern: str, names: frozenset[str]) -> None:
    try:
        elements = read(pattern)
        _check_syntax(elements)
    except NotationError as error:
        raise RuleError(rules.name, label, str(error)) from error
    for selector in selectors(elements):
        if selector not in rules.pieces:
            tags = [tag.removeprefix("!") for tag in _tags(selector)]
            _refuse_unknown(rules, label, "tag or piece", tags, names, rules.pieces)


def _tags(selector: str) -> list[str]:
    return [tag for part in selector.split("/") for tag in part.split(".")]


def _refuse_unknown(
    rules: RuleSet,
    label: str,
    sort: str,
    names: Iterable[str],
    *allowed: Collection[str],
    why: str = "",
) -> None:
    for name in names:
        if not any(name in some for some in allowed):
            known = frozenset().union(*allowed)
            problem = f"unknown {sort} {name!r}{hint(name, known) or why}"
            raise RuleError(rules.name, label, problem, known)


def _check_syntax(elements: tuple[Element, ...]) -> None:
    depth, repeatable = 0, False
    for value in (element.value if element.kind == "syntax" else "" for element in elements):
        if value[:1] in tuple("?*+{"):
            if not repeatable:
                raise NotationError(f"nothing stands before {value!r} that could be repeated")
            _check_range(value)
        depth += value.startswith("(") - (value == ")")
        if depth < 0:
            raise NotationError("')' closes no bracket")
        repeatable = value in ("", ")")
    if depth:
        raise NotationError("a bracket is not closed")


def _check_range(value: str) -> None:
    low, _, high = value.strip("{}?+").partition(",")
    if value[0] == "{" and (not low + high or (low and high and int(low) > int(high))):
        raise NotationError(f"{value!r} is no range")


def _check_nesting(rules: RuleSet) -> None:
    done: set[str] = set()
    for name in rules.pieces:
        _visit(rules, name, (), done)


def _visit(rules: RuleSet, name: str, inside: tuple[str, ...], done: set[str]) -> None:
    if name in inside:
        problem = f"stands inside itself: {' in '.join((*inside[inside.index(name) :], name))}"
        raise RuleError(rules.name, f"pieces.{name}", problem)
    if name not in done:
        for selector in selectors(read(rules.pieces[name])):
            if selector in rules.pieces:
                _visit(rules, selector, (*inside, name), done)
        done.add(name)


def _check_construction(rules: RuleSet, rule: Construction) -> None:
    label = f"constructions.{rule.name}"
    _split(rules, label, rule.pattern, "cue")
    groups = {element.group for element in read(rule.pattern) if element.group}
    _refuse_unknown(rules, label, "group", sorted(groups), GROUPS)
    if "content" not in _groups(rules, rule.pattern):
        raise RuleError(rules.name, label, "captures no content")


def _split(rules: RuleSet, label: str, pattern: str, group: str) -> Element:
    try:
        return split(read(pattern), group)[1]
    except NotationError as error:
        raise RuleError(rules.name, label, str(error)) from error


def _groups(rules: RuleSet, pattern: str) -> frozenset[str]:
    """Give the groups of a pattern and of the pieces in it."""
    found: set[str] = set()
    waiting, seen = [pattern], {pattern}
    while waiting:
        for element in read(waiting.pop()):
            if element.group:
                found.add(element.group)
            inner = rules.pieces.get(element.value) if element.kind == "selector" else None
            if inner is not None and inner not in seen:
                seen.add(inner)
                waiting.append(inner)
    return frozenset(found)


# Layouts ----------------------------------------------------------------------------------------


def _check_layouts(rules: RuleSet) -> None:
    for rule in rules.layouts:
        for problem, allowed in _layout_problems(rule):
            raise RuleError(rules.name, f"layouts.{rule.name}", problem, allowed)


@functools.lru_cache(maxsize=1024)
def _layout_problems(rule: Layout) -> tuple[tuple[str, frozenset[str] | None], ...]:
    return tuple(_problems_of(rule))


def _problems_of(rule: Layout) -> Iterator[tuple[str, frozenset[str] | None]]:
    try:
        pattern = regex.compile(rule.pattern, LAYOUT_FLAGS)
    except regex.error as error:
        yield f"cannot read the pattern: {error}", None
        return
    if pattern.search("") is not None:
        yield "matches the empty string", None
    groups = frozenset(pattern.groupindex)
    if not groups & {"source", "content"}:
        yield "captures neither source nor content", LAYOUT_GROUPS
    for group in sorted(groups - LAYOUT_GROUPS):
        yield f"unknown group {group!r}{hint(group, LAYOUT_GROUPS)}", LAYOUT_GROUPS


# Cues -------------------------------------------------------------------------------------------


def _check_cues(rules: RuleSet) -> None:
    frames = frozenset(rule.frame for rule in rules.constructions if rule.frame)
    usable = {name: frozenset(_usable(rules, name)) for name in ("verbs", *_ANCHOR_TAGS)}
    for cue in rules.cues:
        label = key_of(cue)
        _refuse_unknown(rules, label, "frame", cue.frames, frames, why=" that no construction has")
        _refuse_unknown(rules, label, "frame in stances", sorted(cue.stances), cue.frames)
        if cue.category in usable and not usable[cue.category] & {None, *cue.frames}:
            able = frozenset(name for name in usable[cue.category] if name)
            given = ", ".join(cue.frames) or "none"
            problem = f"no construction uses {cue.category} with these frames: {given}"
            raise RuleError(rules.name, label, problem, able)


def _usable(rules: RuleSet, category: str) -> Iterator[str | None]:
    """Give the frames of the constructions whose cue may be of a category; `None` takes any."""
    for rule in rules.constructions:
        tags = frozenset(_tags(split(read(rule.pattern), "cue")[1].value))
        if category in _ANCHOR_TAGS:
            fits = bool(tags & _ANCHOR_TAGS[category])
        else:
            fits = not tags & _SPECIAL_TAGS and bool(rule.frame or tags & _VERB_TAGS)
        if fits:
            yield rule.frame


# Settings ---------------------------------------------------------------------------------------


def _check_settings(rules: RuleSet) -> None:
    stances = frozenset(stance.value for stance in Stance)
    for name in ("modifiers", "negated"):
        given: Mapping[str, str] = rules.settings.get(name, {})
        for key, value in given.items():
            _refuse_unknown(rules, f"settings.{name}.{key}", "stance", [value], stances)
    speakers: Mapping[str, str] = rules.settings.get("speakers", {})
    _refuse_unknown(rules, "settings.speakers", "key", sorted(speakers), SPEAKERS)
    for pattern in rules.settings.get("published", ()):
        _check_header(rules, pattern)
    for name, precision in rules.settings.get("precision", {}).items():
        label = f"settings.precision.{name}"
        _refuse_unknown(rules, label, "rule of the engine", [name], ENGINE_RULES)
        check_precision(rules.name, label, precision)
    forms = len(rules.settings.get("verb_forms", range(_VERB_FORMS + 1))) - 1
    for name, count in (("verb", forms), ("noun", _NOUN_FORMS)):
        for row in rules.inflection.get(name, ()):
            _check_inflection(rules, f"inflection.{name}", row, count)


def _check_header(rules: RuleSet, pattern: str) -> None:
    label = "settings.published"
    if "DATE" not in pattern:
        raise RuleError(rules.name, label, f"{pattern!r} has no DATE")
    try:
        regex.compile(pattern, LAYOUT_FLAGS)
    except regex.error as error:
        raise RuleError(rules.name, label, f"cannot read {pattern!r}: {error}") from error


def _check_inflection(rules: RuleSet, label: str, row: tuple[str, ...], count: int) -> None:
    if len(row) != count + 1:
        problem = f"{row!r} should give an ending and what stands for it in {count} form(s)"
        raise RuleError(rules.name, label, problem)
    if row[0].startswith("^"):
        try:
            regex.compile(row[0])
        except regex.error as error:
            raise RuleError(rules.name, label, f"cannot read {row[0]!r}: {error}") from error
