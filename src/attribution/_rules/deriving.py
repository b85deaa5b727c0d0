"""How one field of a rule set changes when another set is derived from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from attribution._rules.contract import refuse_taking
from attribution._rules.parts import Cue, key_of
from attribution._rules.values import strings, words_of
from attribution.errors import RuleError, hint

_MANY = 200


def extended(where: str, field: str, had: Any, value: Any, before: str | None = None) -> Any:  # noqa: ANN401
    """Give a field with more in it; a rule goes before the one that is named."""
    if field == "classes":
        return {**had, **{key: (*had.get(key, ()), *words_of(value[key])) for key in value}}
    if isinstance(had, Mapping):
        return overlaid(where, field, had, value, "extend")
    names = [None if isinstance(item, Cue) else item.name for item in had]
    at = names.index(before) if before is not None and before in names else len(had)
    return (*had[:at], *value, *had[at:])


def replaced(where: str, field: str, had: Any, value: Any) -> Any:  # noqa: ANN401
    """Give a field in which what is given stands for what had its name."""
    if isinstance(had, Mapping):
        return overlaid(where, field, had, value, "replace")
    named = {key_of(item): item for item in value}
    for key, count in Counter(map(key_of, value)).items():
        if count > 1:
            raise RuleError(where, f"{field}.{key}", "is given twice")
    refuse_missing(where, field, named, [key_of(item) for item in had])
    return tuple(named.get(key_of(item), item) for item in had)


def reduced(where: str, field: str, had: Any, value: Any) -> Any:  # noqa: ANN401
    """Give a field without what is named."""
    if field == "classes":
        refuse_missing(where, field, value, had)
        return {**had, **{key: _fewer(where, key, had[key], value[key]) for key in value}}
    gone = frozenset(strings(value))
    if isinstance(had, Mapping):
        refuse_missing(where, field, gone, had)
        if field == "pieces":
            refuse_taking(where, gone)
        return {key: item for key, item in had.items() if key not in gone}
    names = [item.lemma if isinstance(item, Cue) else item.name for item in had]
    refuse_missing(where, field, gone, names)
    return tuple(item for item, name in zip(had, names, strict=True) if name not in gone)


def _fewer(
    where: str, key: str, had: tuple[str, ...], words: str | Iterable[str]
) -> tuple[str, ...]:
    gone = frozenset(words_of(words))
    refuse_missing(where, f"classes.{key}", gone, had)
    return tuple(word for word in had if word not in gone)


def refuse_missing(where: str, field: str, names: Iterable[str], had: Iterable[str]) -> None:
    """Refuse names of which there are none."""
    known = frozenset(had)
    for name in sorted(set(names) - known):
        problem = f"there is none of that name{hint(name, known)}"
        # A lexicon has too many names for a message.
        raise RuleError(where, f"{field}.{name}", problem, known if len(known) < _MANY else None)


def overlaid(
    where: str, label: str, had: Mapping[str, Any], more: Mapping[str, Any], how: str
) -> dict[str, Any]:
    """Lay values over those of a mapping and of the mappings in it."""
    merged = dict(had)
    for key, value in more.items():
        here, old = f"{label}.{key}", had.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            merged[key] = overlaid(where, here, old, value, how)
            continue
        if how == "replace":
            refuse_missing(where, label, [key], had)
        elif how == "extend" and key in had:
            raise RuleError(where, here, "is there already, see replace()")
        merged[key] = value
    return merged
