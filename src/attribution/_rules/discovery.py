"""Where rule sets are found: those that are shipped, and those that other packages offer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attribution.errors import UnknownRuleSetError

if TYPE_CHECKING:
    from importlib import metadata

GROUP = "attribution.rulesets"
"""The entry-point group in which a package names its rule sets."""
AUTO = "auto"
"""What stands for the rule set of a text's own language, and so names no rule set."""
FOLDER = Path(__file__).parents[1] / "rulesets"
"""Where the shipped rule sets stand, a folder each."""


def shipped() -> tuple[str, ...]:
    """Name the rule sets that come with the library."""
    return tuple(sorted({path.parent.name for path in FOLDER.glob("*/*.toml")}))


def offered() -> dict[str, metadata.EntryPoint]:
    """Give the rule sets that other packages offer, by name.

    A shipped name is never given away, nor is `AUTO`.  Of two packages that offer one name, the
    first in the order of the values they point to is taken, so that the order of installation does
    not count.
    """
    from importlib import metadata

    points = sorted(metadata.entry_points(group=GROUP), key=lambda point: point.value, reverse=True)
    taken = {*shipped(), AUTO}
    return {point.name: point for point in points if point.name not in taken}


def available() -> tuple[str, ...]:
    """Name all rule sets that can be loaded, in the order of their names."""
    return tuple(sorted({*shipped(), *offered()}))


def find(name: str) -> Path | metadata.EntryPoint:
    """Find a rule set: the folder of a shipped one, the entry point of another.

    Raises:
        UnknownRuleSetError: If there is none of that name.
    """
    # Only a name that is not shipped needs the search through what is installed.
    if name in shipped():
        return FOLDER / name
    try:
        return offered()[name]
    except KeyError:
        raise UnknownRuleSetError(name, available()) from None
