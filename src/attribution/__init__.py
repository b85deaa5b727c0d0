"""Who said what: attributed statements from news text, without a model.

>>> import attribution
>>> [(q.speaker, q.text) for q in attribution.parse("Ada Moor said the ferry was late.")]
[('Ada Moor', 'the ferry was late')]
>>> attribution.parse("The ferry was late.")
[]
"""

from attribution.articles import Article
from attribution.errors import (
    AttributionError,
    InputTypeError,
    InputValueError,
    RecordError,
    RuleError,
    RuleTimeoutError,
    UnknownRuleSetError,
    WorkerError,
)
from attribution.models import (
    Candidate,
    Explanation,
    Kind,
    Missed,
    Person,
    Quote,
    Sign,
    SourceType,
    Span,
    Stance,
)
from attribution.parser import Parser, parse, read
from attribution.rules import Construction, Cue, End, Layout, Mention, Reading, RuleSet

__all__ = [
    "Article",
    "AttributionError",
    "Candidate",
    "Construction",
    "Cue",
    "End",
    "Explanation",
    "InputTypeError",
    "InputValueError",
    "Kind",
    "Layout",
    "Mention",
    "Missed",
    "Parser",
    "Person",
    "Quote",
    "Reading",
    "RecordError",
    "RuleError",
    "RuleSet",
    "RuleTimeoutError",
    "Sign",
    "SourceType",
    "Span",
    "Stance",
    "UnknownRuleSetError",
    "WorkerError",
    "parse",
    "read",
]


def __getattr__(name: str) -> str:
    # Read when asked for: looking up the installed version costs more than the import.
    if name == "__version__":
        from importlib.metadata import version

        return version("attribution-parser")
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
