"""Which conditions tell right statements from wrong ones, and with ``--write`` their points.

Each statement with a cue that a rule set finds in annotated articles is right or wrong (content and
speaker).  What is true of it and of the units around it are the conditions; an L1 logistic
regression keeps few of them, and its weights are the points.  No word of the articles is one: the
conditions are tags, frames, stances, sizes and flags.  The precision of the rule is weighed with
them, so that a rule that is new needs no points of its own.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs
import numpy
import numpy.typing
from sklearn.linear_model import LogisticRegression

from attribution import pipeline
from attribution._article.document import Document
from attribution._article.quotes import quote
from attribution._fields.confidence import FLAGS, KINDS, log_odds, names, places
from attribution._language.grammar import compiled
from attribution.rules import RuleSet
from gold import Article, Found, read_articles
from precision import folder_of
from scoring import is_right, judge

Row: TypeAlias = "dict[str, float]"
Matrix: TypeAlias = "numpy.typing.NDArray[numpy.float64]"
FILE = "points.toml"
HEADING = """\
# The points that a statement gets for what is true of it: its confidence.  "precision" weighs the
# log odds of the precision of its rule; the others are added.  benchmarks/points.py writes this
# file from annotated articles; changes by hand are lost.

[settings.points]
"""
SEEN = 40
"""In how many statements a condition has to be true, and in how many not."""
SMALL = 0.05
"""Points that are less than this, either way, are left out."""
_TAGS = """
abbreviation acronym adjective adjunct adverb auxiliary base body break capital close closed colon
comma conjunction copula cue cue-noun dash determiner document existential gerund group have modal
name negation noun number object open participle particle passive past percent person place plural
preposition pronominal question quotation relative role semicolon stop subject subordinator third
time verb
"""
TAGS = frozenset(_TAGS.split())
"""The tags that are asked for: parts of speech, forms and marks, and no class of single words."""


@attrs.frozen
class Example:
    """A statement: what is true of it, and whether it is right."""

    conditions: Row
    right: bool


def examples(articles: Sequence[Article], rules: RuleSet) -> Iterator[Example]:
    """Give each statement with a cue of some articles."""
    grammar = compiled(rules)
    average = [rule.precision for rule in rules.constructions if rule.precision is not None]
    unknown = sum(average) / len(average)
    stages = tuple(stage for stage in pipeline.STAGES if stage.name != "confidence")
    for article in articles:
        document = Document(article.text, grammar, article.published)
        pipeline.read(document)
        statements = pipeline.run(document, stages)
        found: list[tuple[Found, Row | None]] = []
        for statement in statements:
            told = quote(document, statement)
            item = Found(
                [(span.start, span.end) for span in told.contents],
                (told.source.start, told.source.end) if told.source else None,
                told.rule,
                told.confidence,
            )
            row = None
            if statement.cue is not None:
                row = dict.fromkeys(names(statement), 1.0)
                known = statement.proposed.precision
                row["precision"] = log_odds(unknown if known is None else known)
                for place, chars in places(document, statement):
                    tags = frozenset[str]().union(*map(grammar.alphabet.tags, chars))
                    row |= dict.fromkeys([f"{place} {tag}" for tag in tags & TAGS], 1.0)
            found.append((item, row))
        outcome = judge(article, [item for item, _ in found])
        right = {id(pair.found) for pair in outcome.pairs if is_right(pair)}
        yield from (Example(row, id(item) in right) for item, row in found if row is not None)


def fit(known: Sequence[Example], strength: float) -> Row:
    """Give the conditions that count and their points."""
    counts = Counter(name for item in known for name in item.conditions)
    columns = [
        name
        for name, count in sorted(counts.items())
        if name == "precision" or (SEEN <= count <= len(known) - SEEN)
    ]
    model = LogisticRegression(l1_ratio=1, C=strength, solver="liblinear", max_iter=400)
    model.fit(_matrix(known, columns), [item.right for item in known])
    weights = zip(columns, model.coef_[0], strict=True)
    points = {name: round(float(w), 2) for name, w in weights if abs(w) >= SMALL}
    return {"always": round(float(model.intercept_[0]), 2), **points}


def _matrix(
    known: Sequence[Example], columns: Sequence[str]
) -> numpy.typing.NDArray[numpy.float64]:
    at = {name: column for column, name in enumerate(columns)}
    matrix = numpy.zeros((len(known), len(columns)))
    for line, item in enumerate(known):
        for name, value in item.conditions.items():
            if name in at:
                matrix[line, at[name]] = value
    return matrix


def to_toml(points: Row) -> str:
    """Write the points as they stand in the folder of the rule set."""
    ordered = sorted(
        points, key=lambda name: (name not in FLAGS, name.split()[0] not in KINDS, name)
    )
    lines = (f'"{name}" = {points[name]}' if " " in name else f"{name} = {points[name]}"
             for name in ordered)  # fmt: skip
    return HEADING + "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Print the points, and store them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles with attributions, .jsonl or .jsonl.gz")
    parser.add_argument("--rules", default="en", help="name or folder of a rule set")
    parser.add_argument("--strength", type=float, default=0.2, help="more keeps more conditions")
    parser.add_argument("--write", action="store_true", help=f"store the points in its {FILE}")
    given = parser.parse_args()
    folder = folder_of(given.rules)
    rules = RuleSet.from_toml(folder, trusted=True)
    points = fit([*examples(read_articles(given.gold), rules)], given.strength)
    print(to_toml(points), end="")
    if given.write:
        (folder / FILE).write_text(to_toml(points), encoding="utf-8", newline="\n")
        print(f"written to {folder / FILE}")


if __name__ == "__main__":
    main()
