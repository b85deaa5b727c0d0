"""``attribution schema``: the JSON Schema of an article."""

from __future__ import annotations

import argparse
import json

from attribution import exports
from attribution._command.options import add_file
from attribution._command.verb import Verb
from attribution._command.writing import write_text


def run(options: argparse.Namespace) -> int:
    """Write the schema."""
    write_text(json.dumps(exports.schema(), indent=2, ensure_ascii=False) + "\n", options.output)
    return 0


VERB = Verb(
    about="print the JSON Schema of the format articles",
    examples=("schema", "schema -o article.schema.json"),
    add_options=add_file,
    run=run,
)
