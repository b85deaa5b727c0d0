"""The rule sets that are shipped or installed, by name."""

from __future__ import annotations

import functools
from pathlib import Path

from attribution.errors import UnknownRuleSetError
from attribution.rules import RuleSet

_FOLDER = Path(__file__).parent


def available() -> tuple[str, ...]:
    """Name the rule sets that can be loaded."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if (path / "grammar.toml").exists()))


@functools.lru_cache(maxsize=8)
def load(name: str) -> RuleSet:
    """Load a rule set by name."""
    if name not in available():
        raise UnknownRuleSetError(name, available())
    return RuleSet.from_toml(_FOLDER / name)
