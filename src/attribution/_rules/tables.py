"""A rule set as the tables of TOML: what they say, and what is written of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from attribution._rules.data import Rules
from attribution._rules.deriving import extended, overlaid, reduced, refuse_missing, replaced
from attribution._rules.frozen import thawed
from attribution._rules.known import ENGINE_RULES
from attribution._rules.parts import CATEGORIES, ROWS, TIME_LIMIT, Cue, Rule, key_of
from attribution._rules.values import check_precision, words_of
from attribution.errors import RuleError, hint

_WORD_TABLES = ("classes", "words", "roles", "names", "calendar")
_PLAIN_TABLES = ("irregular", "endings", "inflection", "pieces")
_SETTING_TABLES = ("party_names", "state_names")
_HEAD = ("name", "language", "extends", "order", "time_limit")
SECTIONS = (
    "ruleset", "settings", "without", "precision",
    *_WORD_TABLES, *_PLAIN_TABLES, *_SETTING_TABLES, *CATEGORIES, *ROWS,
)  # fmt: skip
"""All tables that a file may have."""
_Made = TypeVar("_Made", bound=attrs.AttrsInstance)


# From tables ------------------------------------------------------------------------------------


def head_of(values: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """Give the table ``[ruleset]``, once it is known that there are no others than may be."""
    _check_keys(where, "file", "section", values, SECTIONS)
    head: Mapping[str, Any] = values.get("ruleset", {})
    _check_keys(where, "ruleset", "key", head, _HEAD)
    return head


def fields_of(values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Give the fields of a rule set that builds on no other."""
    if "without" in values:
        raise RuleError(where, "without", "has nothing to leave out unless [ruleset] extends a set")
    parts: dict[str, Any] = {
        field: [item for item, _ in value] if isinstance(value, list) else value
        for field, value in _parts(values, where).items()
    }
    return parts | _measured(parts, values.get("precision", {}), where)


def changes_of(
    base: Rules, values: Mapping[str, Any], where: str, names: Iterable[str]
) -> dict[str, Any]:
    """Give the fields in which a rule set differs from the one that it builds on."""
    gone = values.get("without", {})
    _check_keys(where, "without", "key", gone, names)
    changes = {
        field: reduced(where, field, getattr(base, field), items) for field, items in gone.items()
    }
    for field, value in _parts(values, where).items():
        had = changes.get(field, getattr(base, field))
        changes[field] = _merged(where, field, had, value)
    return changes | _measured(changes, values.get("precision", {}), where)


def _measured(parts: Mapping[str, Any], precision: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Give what the table ``[precision]`` knows better: rules, and settings for the engine's."""
    if not precision:
        return {}
    rules = {field: parts[field] for field in ("constructions", "layouts")}
    names = {rule.name for items in rules.values() for rule in items} | ENGINE_RULES
    for name, value in precision.items():
        label = f"precision.{name}"
        if name not in names:
            problem = f"there is no construction or layout of that name{hint(name, names)}"
            raise RuleError(where, label, problem, names)
        check_precision(where, label, value)
    own = {name: precision[name] for name in precision if name in ENGINE_RULES}
    known = parts["settings"].get("precision", {})
    return {
        field: [
            attrs.evolve(rule, precision=precision.get(rule.name, rule.precision)) for rule in items
        ]
        for field, items in rules.items()
    } | ({"settings": {**parts["settings"], "precision": {**known, **own}}} if own else {})


def _merged(where: str, field: str, had: Any, value: Any) -> Any:  # noqa: ANN401
    """Give a field of a base with what a file says of it."""
    if field == "classes":
        return extended(where, field, had, value)
    if isinstance(value, Mapping):
        return overlaid(where, field, had, value, "merge")
    known = {key_of(item) for item in had}
    had = replaced(where, field, had, [item for item, _ in value if key_of(item) in known])
    for item, before in value:
        if key_of(item) not in known:
            if before is not None:
                refuse_missing(where, "before", [before], [other.name for other in had])
            had = extended(where, field, had, [item], before)
    return had


def _parts(values: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Give the fields of a rule set; rules stand in lists, each with the rule it goes before."""
    parts: dict[str, Any] = {table: values[table] for table in _PLAIN_TABLES if table in values}
    settings = {table: values[table] for table in _SETTING_TABLES if table in values}
    parts["settings"] = settings | values.get("settings", {})
    parts["classes"] = class_words(values)
    parts["cues"] = [
        (_made(where, f"{table}.{lemma}", Cue, {"lemma": lemma, "category": table, **row}), None)
        for table in CATEGORIES
        for lemma, row in values.get(table, {}).items()
    ]
    for table, kind in ROWS.items():
        parts[table] = [_rule(where, table, kind, row) for row in values.get(table, [])]
    return parts


def class_words(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Give the words of each class that the tables of a file have."""
    classes: dict[str, tuple[str, ...]] = {}
    for table in _WORD_TABLES:
        for key, words in values.get(table, {}).items():
            classes[key] = (*classes.get(key, ()), *words_of(words))
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


# To tables --------------------------------------------------------------------------------------


def tables_of(rules: Rules) -> dict[str, Any]:
    """Give the tables that hold a rule set."""
    head: dict[str, Any] = {"name": rules.name, "language": rules.language}
    if rules.time_limit != TIME_LIMIT:
        head["time_limit"] = rules.time_limit
    tables: dict[str, Any] = {"ruleset": head}
    for field in ("settings", "classes", *_PLAIN_TABLES):
        tables[field] = thawed(getattr(rules, field))
    for category in CATEGORIES:
        tables[category] = cue_rows(cue for cue in rules.cues if cue.category == category)
    for field in ROWS:
        tables[field] = [_row(rule) for rule in getattr(rules, field)]
    return {name: table for name, table in tables.items() if table}


def cue_rows(cues: Iterable[Cue]) -> dict[str, Any]:
    return {cue.lemma: _row(cue, leave=("lemma", "category")) for cue in cues}


def _row(rule: Rule, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the fields of a rule that say more than their default."""
    values = ((field, getattr(rule, field.name)) for field in attrs.fields(type(rule)))
    return {
        field.name: thawed(value)
        for field, value in values
        if field.name not in leave and value != field.default and value not in (None, (), {})
    }
