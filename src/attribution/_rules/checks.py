"""What makes a rule set sound: each check names the rule, what is wrong, and the valid names."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

import regex

from attribution._notation.syntax import (
    Element,
    NotationError,
    groups,
    read,
    selectors,
    splits,
)
from attribution._rules.contract import check_contract, groups_within
from attribution._rules.data import Rules
from attribution._rules.known import (
    ENGINE_RULES,
    GROUPS,
    LAYOUT_FLAGS,
    LAYOUT_GROUPS,
    SORTS,
)
from attribution._rules.parts import Construction, Layout, ends_piece, key_of
from attribution._rules.raw import check_settings
from attribution._rules.sizes import DEEPEST, check_sizes
from attribution._rules.tags import VERB_FORMS, known_tags
from attribution._rules.values import check_precision
from attribution.errors import RuleError, hint

_ANCHOR_TAGS = {
    "nouns": frozenset({"cue-noun"}),
    "adjectives": frozenset({"cue-adjective"}),
    "prepositions": frozenset({"cue-preposition"}),
}
_SPECIAL_TAGS = frozenset().union(*_ANCHOR_TAGS.values())
_VERB_TAGS = frozenset({"cue", "adjunct", "passive", "parted"})
_NOUN_FORMS = 1
_MOST_REPEATS = 1000
_UNREADABLE = (regex.error, RecursionError, MemoryError, OverflowError, TimeoutError)
"""What an expression may end in that is wrong, or too much."""


def check(rules: Rules) -> None:
    """Refuse a rule set that has something which no parse could use.

    Raises:
        RuleError: On the first thing that is wrong.
    """
    check_settings(rules.settings, rules.name)
    parts = (_check_names, _check_patterns, _check_layouts, _check_cues)
    for part in (*parts, check_contract, _check_settings):
        part(rules)


# Names ------------------------------------------------------------------------------------------


def _check_names(rules: Rules) -> None:
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


def _check_patterns(rules: Rules) -> None:
    names = known_tags(rules)
    rows = [(f"pieces.{name}", pattern) for name, pattern in rules.pieces.items()]
    for sort in SORTS[:-1]:
        rows += [(f"{sort}.{rule.name}", rule.pattern) for rule in getattr(rules, sort)]
    for label, pattern in rows:
        _check_pattern(rules, label, pattern, names)
    _check_nesting(rules)
    check_sizes(rules)
    _check_ends(rules)
    for rule in rules.constructions:
        _check_construction(rules, rule)
    for sort, group in (("readings", "word"), ("mentions", "person")):
        for rule in getattr(rules, sort):
            _check_anchor(rules, f"{sort}.{rule.name}", rule.pattern, group)
    for reading in rules.readings:
        _refuse_unknown(rules, f"readings.{reading.name}", "tag", reading.drop, names)


def _check_pattern(rules: Rules, label: str, pattern: str, names: frozenset[str]) -> None:
    try:
        elements = read(pattern)
        _check_syntax(elements)
    except NotationError as error:
        raise RuleError(rules.name, label, str(error)) from error
    for selector in selectors(elements):
        if selector not in rules.all_pieces:
            tags = [tag.removeprefix("!") for tag in _tags(selector)]
            _refuse_unknown(rules, label, "tag or piece", tags, names, rules.all_pieces)


def _tags(selector: str) -> list[str]:
    return [tag for part in selector.split("/") for tag in part.split(".")]


def _refuse_unknown(
    rules: Rules,
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
    if value[0] == "{" and max(int(low or 0), int(high or 0)) > _MOST_REPEATS:
        raise NotationError(f"{value!r} repeats more than {_MOST_REPEATS} times")


def _check_nesting(rules: Rules) -> None:
    done: set[str] = set()
    for name in rules.all_pieces:
        _visit(rules, name, (), done)


def _visit(rules: Rules, name: str, inside: tuple[str, ...], done: set[str]) -> None:
    if name in inside:
        problem = f"stands inside itself: {' in '.join((*inside[inside.index(name) :], name))}"
        raise RuleError(rules.name, f"pieces.{name}", problem)
    if len(inside) > DEEPEST:
        problem = f"is in more than {DEEPEST} pieces, one in the other"
        raise RuleError(rules.name, f"pieces.{name}", problem)
    if name not in done:
        for selector in selectors(read(rules.all_pieces[name])):
            if selector in rules.all_pieces:
                _visit(rules, selector, (*inside, name), done)
        done.add(name)


def _check_construction(rules: Rules, rule: Construction) -> None:
    label = f"constructions.{rule.name}"
    _check_anchor(rules, label, rule.pattern, "cue")
    _refuse_unknown(rules, label, "group", sorted(groups(rule.pattern)), GROUPS)
    if "content" not in groups_within(rules, rule.pattern):
        raise RuleError(rules.name, label, "captures no content")


def _check_ends(rules: Rules) -> None:
    prefix = ends_piece("")
    used = {name for pattern in rules.patterns for name in selectors(read(pattern))}
    asked = {name.removeprefix(prefix) for name in used if name.startswith(prefix)}
    for end in rules.ends:
        label = f"ends.{end.name}"
        _refuse_unknown(rules, label, "kind of end", end.of, asked, why=" that no pattern asks for")
        for group in sorted(groups_within(rules, end.pattern)):
            raise RuleError(rules.name, label, f"captures {group}, though it takes nothing")
        for kind in end.of:
            if ends_piece(kind) in rules.pieces:
                raise RuleError(rules.name, f"pieces.{ends_piece(kind)}", "is made of ends")


def _check_anchor(rules: Rules, label: str, pattern: str, group: str) -> None:
    try:
        splits(read(pattern), group)
    except NotationError as error:
        raise RuleError(rules.name, label, str(error)) from error


# Layouts ----------------------------------------------------------------------------------------


def _check_layouts(rules: Rules) -> None:
    for rule in rules.layouts:
        for problem, allowed in _layout_problems(rule):
            raise RuleError(rules.name, f"layouts.{rule.name}", problem, allowed)


@functools.lru_cache(maxsize=1024)
def _layout_problems(rule: Layout) -> tuple[tuple[str, frozenset[str] | None], ...]:
    return tuple(_problems_of(rule))


def _problems_of(rule: Layout) -> Iterator[tuple[str, frozenset[str] | None]]:
    try:
        pattern = regex.compile(rule.pattern, LAYOUT_FLAGS)
        empty = pattern.search("", timeout=1.0)
    except _UNREADABLE as error:
        yield f"cannot read the pattern: {str(error) or type(error).__name__}", None
        return
    if empty is not None:
        yield "matches the empty string", None
    groups = frozenset(pattern.groupindex)
    if not groups & {"source", "content"}:
        yield "captures neither source nor content", LAYOUT_GROUPS
    for group in sorted(groups - LAYOUT_GROUPS):
        yield f"unknown group {group!r}{hint(group, LAYOUT_GROUPS)}", LAYOUT_GROUPS


# Cues -------------------------------------------------------------------------------------------


def _check_cues(rules: Rules) -> None:
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


def _usable(rules: Rules, category: str) -> Iterator[str | None]:
    """Give the frames of the constructions whose cue may be of a category; `None` takes any."""
    for rule in rules.constructions:
        for _, cue, _ in splits(read(rule.pattern), "cue"):
            tags = frozenset(_tags(cue.value))
            if category in _ANCHOR_TAGS:
                fits = bool(tags & _ANCHOR_TAGS[category])
            else:
                fits = not tags & _SPECIAL_TAGS and bool(rule.frame or tags & _VERB_TAGS)
            if fits:
                yield rule.frame


# Settings ---------------------------------------------------------------------------------------


def _check_settings(rules: Rules) -> None:
    for pattern in rules.settings.get("published", ()):
        _check_header(rules, pattern)
    for name, precision in rules.settings.get("precision", {}).items():
        label = f"settings.precision.{name}"
        _refuse_unknown(rules, label, "rule of the engine", [name], ENGINE_RULES)
        check_precision(rules.name, label, precision)
    forms = len(VERB_FORMS.read(rules.settings)) - 1
    for name, count in (("verb", forms), ("noun", _NOUN_FORMS)):
        for row in rules.inflection.get(name, ()):
            _check_inflection(rules, f"inflection.{name}", row, count)


def _check_header(rules: Rules, pattern: str) -> None:
    label = "settings.published"
    if "DATE" not in pattern:
        raise RuleError(rules.name, label, f"{pattern!r} has no DATE")
    try:
        regex.compile(pattern, LAYOUT_FLAGS)
    except _UNREADABLE as error:
        raise RuleError(rules.name, label, f"cannot read {pattern!r}: {error}") from error


def _check_inflection(rules: Rules, label: str, row: tuple[str, ...], count: int) -> None:
    if len(row) != count + 1:
        problem = f"{row!r} should give an ending and what stands for it in {count} form(s)"
        raise RuleError(rules.name, label, problem)
    if row[0].startswith("^"):
        try:
            regex.compile(row[0])
        except _UNREADABLE as error:
            raise RuleError(rules.name, label, f"cannot read {row[0]!r}: {error}") from error
