"""The verbs of the command, in the order of its help; a new one is a module and a row here."""

from __future__ import annotations

from collections.abc import Mapping

from attribution._command import (
    audit,
    check,
    completion,
    explain,
    mask,
    parse,
    people,
    restore,
    rules,
    schema,
    serve,
)
from attribution._command.verb import Verb

DEFAULT = "parse"
"""The verb that need not be said."""
VERBS: Mapping[str, Verb] = {
    DEFAULT: parse.VERB,
    "explain": explain.VERB,
    "people": people.VERB,
    "audit": audit.VERB,
    "check": check.VERB,
    "mask": mask.VERB,
    "restore": restore.VERB,
    "schema": schema.VERB,
    "rules": rules.VERB,
    "serve": serve.VERB,
    "completion": completion.VERB,
}
