"""Extension of Sphinx: a page of all rules of a rule set, each with an example.

A page with a comment ``% all rules of en`` gets a list of the rules of that set in its place, when
the documentation is built; a rule's anchor is its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attribution import Construction, Layout, Mention, Parser, Quote, RuleSet, rulesets

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PLACE = re.compile(r"^% all rules of (\S+)$", re.MULTILINE)
_PLACES = {
    "byline": ", looked for everywhere",
    "line": ", tried at each line",
    "paragraph": ", tried at each paragraph",
}


def page(rules: RuleSet) -> Iterator[str]:
    """Write what a page says of the rules of a set, line by line."""
    parser = Parser(rules)
    yield "## Constructions\n"
    for construction in rules.constructions:
        frame = f", for cues with the frame `{construction.frame}`" if construction.frame else ""
        yield from _found_by(parser, construction, frame)
    yield "## Layouts\n"
    for layout in rules.layouts:
        yield from _found_by(parser, layout, _PLACES[layout.place])
    yield "## Mentions\n"
    for mention in rules.mentions:
        yield from _entry(mention, "")


def _found_by(parser: Parser, rule: Construction | Layout, more: str) -> Iterator[str]:
    measured = "not measured" if rule.precision is None else f"{rule.precision:.2f}"
    yield from _entry(rule, f"Confidence {measured}{more}.\n")
    if rule.matches:
        quotes = (quote for quote in parser.parse(rule.matches[0]) if quote.rule == rule.name)
        yield from _block([_row(quote) for quote in quotes])


def _entry(rule: Construction | Layout | Mention, said: str) -> Iterator[str]:
    yield f"### {rule.name}\n"
    if said:
        yield said
    if rule.matches:
        yield from _block([rule.matches[0]])


def _block(lines: list[str]) -> Iterator[str]:
    yield "\n".join(["```text", *lines, "```\n"])


def _row(quote: Quote) -> str:
    """Show a statement as golden files do: its speaker, its cue and its words."""
    cue = quote.cue.text if quote.cue else "-"
    return f"{quote.speaker or '-'} | {cue} | {' '.join(quote.text.split())}"


def insert_rules(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Put the rules in the place that a page keeps for them."""
    match = _PLACE.search(source[0])
    if match is not None:
        rules = "\n".join(page(rulesets.load(match[1])))
        source[0] = source[0][: match.start()] + rules + source[0][match.end() :]


def outdated(*_: object) -> list[str]:
    """Name the pages that change with the rules, of which Sphinx does not know."""
    return ["rules/de", "rules/en"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.connect("source-read", insert_rules)
    app.connect("env-get-outdated", outdated)
    return {"parallel_read_safe": True}
