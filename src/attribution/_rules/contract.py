"""Whether a rule set has what stages ask for, and nothing that nobody could use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from attribution._notation.syntax import groups, read, selectors
from attribution._rules.data import Rules
from attribution._rules.known import BUILT_IN_TAGS
from attribution._rules.tags import CONJUGATED, FEATURES, known_tags
from attribution._rules.wanted import (
    SPEAKERS,
    ClassWords,
    Piece,
    Setting,
    Single,
    SpeakerWords,
    Wanted,
    declared,
)
from attribution.errors import RuleError, hint


def check_contract(rules: Rules) -> None:
    """Refuse settings that no stage asks for, and pieces without what a stage takes from them.

    That the settings have the shapes that the stages ask for is known before.

    Raises:
        RuleError: On the first thing that is wrong.
    """
    _check_settings(rules)
    _check_speakers(rules)
    for wanted in declared(Piece):
        if wanted.name in rules.all_pieces:
            _check_groups(rules, wanted)


def refuse_unused(rules: Rules, pieces: Iterable[str], classes: Iterable[str]) -> None:
    """Refuse pieces and classes that no pattern uses and no stage asks for.

    Only what is added is asked about: what is left behind when a rule goes does no harm.

    Raises:
        RuleError: On the first of them.
    """
    used = frozenset(tag for pattern in rules.patterns for tag in _tags_in(pattern))
    _check_pieces(rules, pieces, used)
    _check_classes(rules, classes, used)
    _check_features(rules)


def refuse_taking(where: str, names: Iterable[str]) -> None:
    """Refuse to take pieces away that a stage cannot do without.

    Raises:
        RuleError: If there is one among the names; the message says what would be lost.
    """
    needed = {it.name: it for it in declared(Piece, Single) if it.without and not it.optional}
    for name in sorted(needed.keys() & set(names)):
        problem = f"is needed, see replace(): without it {needed[name].without}"
        raise RuleError(where, f"pieces.{name}", problem)


def missing(rules: Rules) -> Iterator[tuple[str, Wanted[object]]]:
    """Give what stages ask for and a rule set does not have, each with where it would stand."""
    tags, speakers = known_tags(rules), SPEAKERS.read(rules.settings)
    held: dict[type[Wanted[object]], tuple[str, Collection[str]]] = {
        Piece: ("pieces", tags.union(rules.all_pieces)),
        Single: ("pieces", tags.union(rules.all_pieces)),
        ClassWords: ("classes", [name for name, words in rules.classes.items() if words]),
        SpeakerWords: ("settings.speakers", speakers),
        Setting: ("settings", rules.settings),
    }
    for kind, (table, names) in held.items():
        for wanted in declared(kind):
            if wanted.name not in names:
                yield f"{table}.{wanted.name}", wanted


def _names(*kinds: type[Wanted[object]]) -> frozenset[str]:
    return frozenset(wanted.name for wanted in declared(*kinds))


def _tags_in(pattern: str) -> Iterable[str]:
    """Give the selectors of a pattern, and the tags in them."""
    for selector in selectors(read(pattern)):
        yield selector
        for part in selector.split("/"):
            yield from (tag.removeprefix("!") for tag in part.split("."))


# Settings ---------------------------------------------------------------------------------------


def _check_settings(rules: Rules) -> None:
    known = _names(Setting)
    for name in rules.settings:
        if name not in known:
            problem = f"unknown setting{hint(name, known)}"
            raise RuleError(rules.name, f"settings.{name}", problem, known)


def _check_speakers(rules: Rules) -> None:
    known = _names(SpeakerWords)
    for name in SPEAKERS.read(rules.settings):
        if name not in known:
            problem = f"unknown list{hint(name, known)}"
            raise RuleError(rules.name, f"settings.speakers.{name}", problem, known)


# Pieces and classes -----------------------------------------------------------------------------


def _check_pieces(rules: Rules, names: Iterable[str], used: Collection[str]) -> None:
    asked = _names(Piece, Single)
    for name in names:
        if name not in used and name not in asked:
            problem = f"no pattern uses it and no stage asks for it{hint(name, asked)}"
            raise RuleError(rules.name, f"pieces.{name}", problem, asked)


def _check_groups(rules: Rules, wanted: Piece) -> None:
    label, found = f"pieces.{wanted.name}", groups_within(rules, rules.all_pieces[wanted.name])
    for group in wanted.groups:
        if group not in found:
            raise RuleError(rules.name, label, f"captures no {group}")
    for group in sorted(found - wanted.choice if wanted.choice else ()):
        problem = f"unknown group {group!r}{hint(group, wanted.choice)}"
        raise RuleError(rules.name, label, problem, wanted.choice)


def groups_within(rules: Rules, pattern: str) -> frozenset[str]:
    """Give the groups of a pattern and of the pieces in it."""
    found: set[str] = set()
    waiting, seen = [pattern], {pattern}
    while waiting:
        pattern = waiting.pop()
        found |= groups(pattern)
        names = [name for name in selectors(read(pattern)) if name in rules.all_pieces]
        inner = {rules.all_pieces[name] for name in names}
        waiting += inner - seen
        seen |= inner
    return frozenset(found)


def _check_classes(rules: Rules, names: Iterable[str], used: Collection[str]) -> None:
    features = FEATURES.read(rules.settings)
    words = _names(ClassWords) | frozenset(CONJUGATED.read(rules.settings))
    asked = _names(Piece, Single) | BUILT_IN_TAGS
    for name in names:
        tags = features.get(name, name).split()
        if name not in words and not any(tag in used or tag in asked for tag in tags):
            what = f"its tag {' '.join(tags)!r}" if tags else "it, and it gives no tag"
            use = "no pattern uses and no stage asks for"
            problem = f"{use} {what}{hint(name, asked | words)}"
            raise RuleError(rules.name, f"classes.{name}", problem)


def _check_features(rules: Rules) -> None:
    for name in FEATURES.read(rules.settings):
        if name not in rules.classes:
            problem = f"there is no class of that name{hint(name, rules.classes.keys())}"
            raise RuleError(rules.name, f"settings.features.{name}", problem)
