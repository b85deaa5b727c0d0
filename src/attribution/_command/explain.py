"""``attribution explain``: why a statement was found, or was not."""

from __future__ import annotations

import argparse
import re

from attribution import Parser
from attribution._command.complaints import Complaints, complain
from attribution._command.options import add_inputs
from attribution._command.reading import records
from attribution._command.verb import Verb
from attribution._command.writing import output


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_inputs(parser, several=False)
    parser.add_argument(
        "--at", metavar="WORDS", help="tell of the paragraphs alone in which these words stand"
    )


def run(options: argparse.Namespace) -> int:
    """Explain the articles of the input."""
    complaints, parser = Complaints(), Parser(options.rules)
    seen = False
    with output(None, "lines") as out:
        for record in records(options, complaints):
            ranges = paragraphs(record["text"], options.at)
            if not ranges:
                continue
            told = parser.explain(record["text"], record["published"])
            parts = [told.within(*extent) for extent in ranges] if options.at else [told]
            head = f"{record['id']}:\n" if seen and record["id"] else ""
            out.write("\n".join([head + _shown(str(part)) for part in parts]) + "\n")
            seen = True
    if options.at and not seen and not complaints.count:
        return complain(f"nowhere stands {options.at!r}")
    return complaints.status


def paragraphs(text: str, words: str | None) -> list[tuple[int, int]]:
    r"""Give where the paragraphs stand that hold some words, or the whole text.

    >>> paragraphs("It rained.\n\nAda Moor\ndenied it.", "moor denied")
    [(12, 31)]
    >>> paragraphs("It rained.", None), paragraphs("It rained.", "snowed")
    ([(0, 10)], [])
    """
    if words is None:
        return [(0, len(text))]
    pattern = r"\s+".join(map(re.escape, words.split()))
    found: dict[tuple[int, int], None] = {}
    for match in re.finditer(pattern, text, re.IGNORECASE):
        start = text.rfind("\n\n", 0, match.start())
        end = text.find("\n\n", match.end())
        found[0 if start < 0 else start + 2, len(text) if end < 0 else end] = None
    return list(found)


def _shown(text: str) -> str:
    # Line ends part what is told; all else that a terminal obeys goes.
    return "".join(char for char in text if char.isprintable() or char == "\n")


VERB = Verb(
    about="tell why a statement was found, or was not",
    examples=(
        'explain article.txt --at "the harbour was open"',
        "explain --rules my-rules.toml < article.txt",
    ),
    add_options=add_options,
    run=run,
)
