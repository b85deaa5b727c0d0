"""The rule sets that are shipped or installed, by name."""

from __future__ import annotations

from attribution import _discovery, rules


def available() -> tuple[str, ...]:
    """Name the rule sets that can be loaded: those shipped, and those of installed packages.

    A package offers a rule set by an entry point in the group ``attribution.rulesets``: its name
    is the name of the set, its value a `RuleSet`, a path to TOML, or a function without arguments
    that returns one of them.  The names of the shipped sets and "auto" cannot be taken.

    >>> "en" in available()
    True
    """
    return _discovery.available()


def load(name: str) -> rules.RuleSet:
    """Load a rule set by name; the same one every time.

    Args:
        name: One of `available`.

    Raises:
        UnknownRuleSetError: If there is none of that name; the message lists those there are.
        RuleError: If it is not sound.

    >>> load("en").language
    'en'
    >>> try:
    ...     load("tlh")
    ... except LookupError as error:
    ...     print(str(error).partition(";")[0])
    no rule set named 'tlh'
    """
    return rules.load(name)
