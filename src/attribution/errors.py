"""The exceptions of the library: every one is an `AttributionError`."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 80
"""Characters of a value that a message shows."""


def _listed(allowed: Iterable[str]) -> str:
    return ", ".join(sorted(allowed)) or "none"


class AttributionError(Exception):
    """Base of all errors that the library raises on purpose."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error travel from one process to another with all it knows."""
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(
    kind: type[AttributionError], args: tuple[object, ...], values: dict[str, object]
) -> AttributionError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(values)
    return error


class InputTypeError(AttributionError, TypeError):
    """An argument has a type that the library cannot read.

    >>> str(InputTypeError("text", b"raw", "str"))
    "text must be str, not bytes: b'raw'"
    """

    def __init__(self, argument: str, value: object, allowed: str) -> None:
        """Name the argument, the value given and the types allowed."""
        shown = repr(value)
        if len(shown) > _LONGEST:
            shown = shown[: _LONGEST - 3] + "..."
        super().__init__(f"{argument} must be {allowed}, not {type(value).__name__}: {shown}")
        self.argument = argument
        self.value = value
        self.allowed = allowed


class UnknownRuleSetError(AttributionError, LookupError):
    """No rule set of that name is installed.

    >>> str(UnknownRuleSetError("xx", ["en", "de"]))
    "no rule set named 'xx'; available: de, en"
    """

    def __init__(self, name: str, available: Iterable[str]) -> None:
        """Name the rule set asked for and those that can be had."""
        self.name = name
        self.available = tuple(sorted(available))
        super().__init__(f"no rule set named {name!r}; available: {_listed(self.available)}")


class RuleError(AttributionError, ValueError):
    """A rule set is not sound: the message names the set, the rule and the cause.

    >>> str(RuleError("en", "cues.say", "unknown stance 'sigh'", ["say", "deny"]))
    "en: cues.say: unknown stance 'sigh'; allowed: deny, say"
    """

    def __init__(
        self, ruleset: str, rule: str, problem: str, allowed: Iterable[str] | None = None
    ) -> None:
        """Name the rule set (or its file), the rule in it, the problem and what is allowed."""
        self.ruleset = ruleset
        self.rule = rule
        self.problem = problem
        self.allowed = None if allowed is None else tuple(sorted(allowed))
        message = f"{ruleset}: {rule}: {problem}"
        if self.allowed is not None:
            message += f"; allowed: {_listed(self.allowed)}"
        super().__init__(message)


class RuleTimeoutError(AttributionError, RuntimeWarning):
    """A pattern of a rule set took too long, and was left out for the rest of the text.

    The parse goes on without it, so this is not raised but given as a warning, and listed in
    `Explanation.errors`.  ``warnings.simplefilter("error", RuleTimeoutError)`` has it raised.

    >>> str(RuleTimeoutError("letterhead", 1.0))
    "the rule 'letterhead' took more than 1.0 seconds and was stopped"
    """

    def __init__(self, rule: str, seconds: float) -> None:
        """Name the rule and its time limit."""
        self.rule = rule
        self.seconds = seconds
        super().__init__(f"the rule {rule!r} took more than {seconds} seconds and was stopped")
