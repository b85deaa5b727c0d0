"""Articles with gold attributions, and what a rule set finds in them.

GOLD is a file of JSON lines, which may be gzipped: ``{"id", "text", "date", "attributions"}``, the
day of publication being optional.  Each attribution has ``content``, ``source`` and ``cue``, which
are lists of ``[start, end]``: half-open character offsets into the text.
"""

from __future__ import annotations

import datetime
import gzip
import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import attrs

import attribution
from attribution import RuleSet

Offsets: TypeAlias = tuple[int, int]


def _offsets(values: Iterable[Iterable[int]]) -> tuple[Offsets, ...]:
    return tuple((start, end) for start, end in values)


@attrs.frozen
class Gold:
    """An attribution as a person marked it."""

    content: tuple[Offsets, ...] = attrs.field(converter=_offsets)
    source: tuple[Offsets, ...] = attrs.field(converter=_offsets)
    cue: tuple[Offsets, ...] = attrs.field(converter=_offsets)


@attrs.frozen
class Article:
    """A text and what stands in it; without attributions it is a text to parse."""

    id: str
    text: str
    published: datetime.date | None
    attributions: tuple[Gold, ...]


@attrs.frozen
class Found:
    """A statement as the library found it."""

    content: tuple[Offsets, ...] = attrs.field(converter=_offsets)
    source: Offsets | None
    rule: str
    confidence: float


def read_articles(path: Path) -> list[Article]:
    """Read all articles of a file."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    # Not splitlines(): a text may hold line separators of other kinds.
    lines = data.decode("utf-8").split("\n")
    return [_article(json.loads(line)) for line in lines if line.strip()]


def _article(values: dict[str, Any]) -> Article:
    day = values.get("date")
    return Article(
        id=str(values["id"]),
        text=values["text"],
        published=datetime.date.fromisoformat(day[:10]) if day else None,
        attributions=tuple(
            Gold(row["content"], row.get("source", ()), row.get("cue", ()))
            for row in values.get("attributions", ())
        ),
    )


def load_rules(name: str) -> str | RuleSet:
    """Read a rule set from a folder or a file of TOML; any other name is that of a rule set."""
    return unlimited(RuleSet.from_toml(name, trusted=True)) if Path(name).exists() else name


def unlimited(rules: RuleSet) -> RuleSet:
    """Take the time limits from all rules, so that no clock has a part in the figures."""
    rules = rules.replace(
        constructions=[attrs.evolve(rule, time_limit=math.inf) for rule in rules.constructions],
        layouts=[attrs.evolve(rule, time_limit=math.inf) for rule in rules.layouts],
    )
    return attrs.evolve(rules, time_limit=math.inf)


def find_statements(articles: Iterable[Article], rules: str | RuleSet) -> list[list[Found]]:
    """Parse each article; what is found is in the order of the articles."""
    parser = attribution.Parser(load_rules(rules) if isinstance(rules, str) else rules)
    return [
        [
            Found(
                content=[(span.start, span.end) for span in quote.contents],
                source=(quote.source.start, quote.source.end) if quote.source else None,
                rule=quote.rule,
                confidence=quote.confidence,
            )
            for quote in parser.parse(article.text, published=article.published)
        ]
        for article in articles
    ]


def to_lines(found: Iterable[Iterable[Found]]) -> Iterator[str]:
    """Write what was found as JSON, an article a line."""
    return (json.dumps([attrs.asdict(item) for item in items]) for items in found)


def from_lines(lines: Iterable[str]) -> list[list[Found]]:
    """Read back what `to_lines` wrote."""
    return [
        [
            Found(**{**row, "source": tuple(row["source"]) if row["source"] else None})
            for row in json.loads(line)
        ]
        for line in lines
    ]


def _main() -> None:
    # In a process of its own, another revision of the library reads the same articles.
    path, rules = sys.argv[1:]
    for line in to_lines(find_statements(read_articles(Path(path)), rules)):
        print(line)


if __name__ == "__main__":
    _main()
