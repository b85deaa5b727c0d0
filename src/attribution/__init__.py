"""Who said what: attributed statements from news text, without a model.

>>> import attribution
>>> [(q.speaker, q.text) for q in attribution.parse("Ada Moor said the ferry was late.")]
[('Ada Moor', 'the ferry was late')]
>>> attribution.parse("The ferry was late.")
[]
"""

from attribution.errors import (
    AttributionError,
    InputTypeError,
    RuleError,
    RuleTimeoutError,
    UnknownRuleSetError,
)
from attribution.models import Candidate, Explanation, Kind, Person, Quote, Span, Stance
from attribution.parser import Parser, parse
from attribution.rules import Construction, Cue, Layout, Mention, Reading, RuleSet

__all__ = [
    "AttributionError",
    "Candidate",
    "Construction",
    "Cue",
    "Explanation",
    "InputTypeError",
    "Kind",
    "Layout",
    "Mention",
    "Parser",
    "Person",
    "Quote",
    "Reading",
    "RuleError",
    "RuleSet",
    "RuleTimeoutError",
    "Span",
    "Stance",
    "UnknownRuleSetError",
    "parse",
]


def __getattr__(name: str) -> str:
    # Read when asked for: looking up the installed version costs more than the import.
    if name == "__version__":
        from importlib.metadata import version

        return version("attribution-parser")
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
