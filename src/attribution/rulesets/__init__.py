"""The rule sets that are shipped or installed, by name."""

from __future__ import annotations

from pathlib import Path

from attribution import rules
from attribution._rules import discovery
from attribution.errors import InputTypeError
from attribution.rulesets._ahead import write


def available() -> tuple[str, ...]:
    """Name the rule sets that can be loaded: those shipped, and those of installed packages.

    A package offers a rule set by an entry point in the group ``attribution.rulesets``: its name
    is the name of the set, its value a `RuleSet`, a path to TOML, or a function without arguments
    that returns one of them.  The names of the shipped sets and "auto" cannot be taken.

    >>> "en" in available()
    True
    """
    return discovery.available()


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


def compile(path: str | Path, folder: str | Path | None = None) -> Path:  # noqa: A001 - what it does
    """Write the compiled form of a rule set that a package ships, so that it starts fast.

    The file is read where it lies beside the TOML that an installed package offers, and fits this
    interpreter, this version of the library and the data; otherwise it is passed over, and what
    `parse` gives is the same.

    Args:
        path: The file or folder of TOML.
        folder: Where to write; beside the TOML if not given.

    Returns:
        The file.

    Raises:
        InputTypeError: If an argument is neither a `str` nor a `Path`.
        RuleError: If the rule set is not sound, or builds on one that is not shipped.
        OSError: If the file cannot be written.

    >>> import sys, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     data = Path(folder, "harbour.toml")
    ...     _ = data.write_text(load("en").empty("harbour").to_toml(), encoding="utf-8")
    ...     file = compile(data)
    ...     file.name == f"harbour.{sys.implementation.cache_tag}.compiled"
    True
    >>> try:
    ...     compile(b"harbour.toml")
    ... except TypeError as error:
    ...     print(error)
    path must be str or Path, not bytes: b'harbour.toml'
    """
    for name, value in (("path", path), ("folder", "" if folder is None else folder)):
        if not isinstance(value, str | Path):
            raise InputTypeError(name, value, "str or Path")
    return write(Path(path), None if folder is None else Path(folder))
