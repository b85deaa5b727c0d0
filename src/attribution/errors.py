"""The exceptions of the library: every one is an `AttributionError`."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 80
"""Characters of a value that a message shows."""
_LONGEST_MESSAGE = 1000
"""Characters of what is wrong with a rule, which may quote the rule."""


def _shown(value: object) -> str:
    return _cut(repr(value), _LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 3] + "..."


def _listed(allowed: Iterable[str]) -> str:
    return ", ".join(sorted(allowed)) or "none"


def hint(name: str, known: Iterable[str]) -> str:
    """Give the name that may have been meant, in brackets, or nothing.

    >>> hint("pares", ["parse", "people"]), hint("xyz", ["parse"])
    (" (did you mean 'parse'?)", '')
    """
    # Nobody needs it before something is wrong.
    import difflib

    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


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
        super().__init__(
            f"{argument} must be {allowed}, not {type(value).__name__}: {_shown(value)}"
        )
        self.argument = argument
        self.value = value
        self.allowed = allowed


class InputValueError(AttributionError, ValueError):
    """An argument has the right type, and a value that means nothing.

    >>> str(InputValueError("min_confidence", 2, "from 0 to 1"))
    'min_confidence must be from 0 to 1, not 2'
    """

    def __init__(self, argument: str, value: object, allowed: str) -> None:
        """Name the argument, the value given and what is allowed."""
        super().__init__(f"{argument} must be {allowed}, not {_shown(value)}")
        self.argument = argument
        self.value = value
        self.allowed = allowed


class RecordError(AttributionError, ValueError):
    """A record among many could not be read; what was wrong is its `__cause__` and `problem`.

    >>> str(RecordError(3, "a-17", {"id": "a-17"}, "there is no text"))
    "record 3 (id 'a-17'): there is no text"
    """

    def __init__(self, index: int, id: object, record: object, problem: str) -> None:  # noqa: A002
        """Name the record, by its place among all and by its id, and what is wrong with it."""
        super().__init__(f"{_place(index, id)}: {problem}")
        self.index = index
        """The place of the record, counted from 0."""
        self.id = id
        """The id that the record gave, or `None`."""
        self.record = record
        """The record itself."""
        self.problem = problem
        """What is wrong with it."""


class WorkerError(AttributionError, RuntimeError):
    """A worker process ended before its time: killed, out of memory, or never well started.

    All results before it were given; `index` is the first record without one, from which to go on.

    >>> str(WorkerError(3, "a-17")).partition(";")[0]
    "a worker process ended unexpectedly, and there is no result from record 3 (id 'a-17') on"
    """

    def __init__(self, index: int, id: object) -> None:  # noqa: A002
        """Name the first record that has no result."""
        super().__init__(
            f"a worker process ended unexpectedly, and there is no result from {_place(index, id)} "
            "on; it was killed, or had no memory left, or could not start: a script whose "
            'processes are spawned begins its work below `if __name__ == "__main__":`'
        )
        self.index = index
        self.id = id


def _place(index: int, id: object) -> str:  # noqa: A002
    return f"record {index}" if id is None else f"record {index} (id {_shown(id)})"


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
        message = f"{ruleset}: {_cut(rule, _LONGEST)}: {_cut(problem, _LONGEST_MESSAGE)}"
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


class LoadError(AttributionError, ValueError):
    """A file cannot be read as articles: the message names the file and the cause.

    >>> str(LoadError("news.csv", "line 2 has no text in the field 'text'", ["body", "date"]))
    "news.csv: line 2 has no text in the field 'text'; there are: body, date"
    """

    def __init__(
        self,
        name: str,
        problem: str,
        there: Iterable[str] | None = None,
        *,
        argument: str = "",
        values: Iterable[str] = (),
    ) -> None:
        """Name the file, the problem, what could have been named instead, and what mends it."""
        self.name = name
        self.problem = problem
        self.there = None if there is None else tuple(there)
        self.argument = argument
        """The argument of `attribution.loaders.load` that may mend it, if one may."""
        self.values = tuple(values)
        """What to give that argument, if that is known."""
        listed = "" if self.there is None else f"; there are: {', '.join(self.there) or 'none'}"
        ways = " or ".join(f"{argument}={value!r}" for value in self.values)
        super().__init__(f"{name}: {problem}{listed}{f'; say {ways}' if ways else ''}")


class MissingExtraError(AttributionError, ImportError):
    """Something needs a package that an extra of this library installs.

    >>> str(MissingExtraError("reading HTML", "trafilatura", "web"))
    "reading HTML needs trafilatura: pip install 'attribution-parser[web]'"
    """

    def __init__(self, job: str, package: str, extra: str) -> None:
        """Name what was to be done, the package it needs, and the extra that brings it."""
        self.job = job
        self.package = package
        self.extra = extra
        super().__init__(f"{job} needs {package}: pip install 'attribution-parser[{extra}]'")


class FormatError(AttributionError, ValueError):
    """There is no format or column of that name.

    >>> str(FormatError("format", "cvs", ["csv", "html"]))
    "no format is called 'cvs' (did you mean 'csv'?); there are: csv, html"
    """

    def __init__(self, sort: str, name: str, there: Iterable[str]) -> None:
        """Name what was asked for and what there is."""
        self.sort = sort
        self.name = name
        self.there = tuple(there)
        listed = ", ".join(self.there)
        super().__init__(
            f"no {sort} is called {name!r}{hint(name, self.there)}; there are: {listed}"
        )


class MaskError(AttributionError, ValueError):
    """A text does not have the placeholders that it should have.

    >>> str(MaskError(["[[Q2]]"], [], ["[[Q7]]"]))
    'placeholders are lost: [[Q2]]; invented: [[Q7]]'
    """

    def __init__(
        self, lost: Iterable[str], doubled: Iterable[str], invented: Iterable[str]
    ) -> None:
        """Name those that are absent, those that stand there twice, and those that are unknown."""
        self.lost = tuple(lost)
        self.doubled = tuple(doubled)
        self.invented = tuple(invented)
        named = {"lost": self.lost, "doubled": self.doubled, "invented": self.invented}
        told = (f"{what}: {', '.join(names)}" for what, names in named.items() if names)
        super().__init__(f"placeholders are {'; '.join(told)}")
