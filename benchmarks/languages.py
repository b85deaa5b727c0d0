"""How often ``rules="auto"`` chooses the rule set of the language that a text is in.

Reads the examples of the rules, which are single sentences, the articles of tests/fields and those
of GOLD files, each given with its language: ``de=german.jsonl.gz``.  Of articles longer than
``--first`` characters the beginning alone is read too, since little text tells less.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from attribution import Parser, rulesets
from gold import read_articles
from precision import Rule

FIELDS = Path(__file__).parents[1] / "tests" / "fields"
Texts: TypeAlias = "tuple[str, str, list[str]]"
"""A part of the corpus, the language that it is in, and its texts."""


def parts(gold: list[tuple[str, Path]]) -> Iterator[Texts]:
    """Give the texts of the project and of gold files."""
    for name in sorted({rulesets.load(name).language for name in rulesets.available()}):
        yield "examples of the rules", name, list(_examples(name))
    files = sorted(FIELDS.glob("*.toml"))
    yield FIELDS.name, "en", [tomllib.loads(file.read_text("utf-8"))["text"] for file in files]
    for language, path in gold:
        yield path.name, language, [article.text for article in read_articles(path)]


def _examples(language: str) -> Iterator[str]:
    rules = rulesets.load(language)
    every: list[Rule] = [*rules.constructions, *rules.layouts]
    yield from (text for rule in every for text in (*rule.matches, *rule.rejects))


def _named(value: str) -> tuple[str, Path]:
    language, _, path = value.partition("=")
    if language not in rulesets.available() or not path:
        raise argparse.ArgumentTypeError(f"not LANGUAGE=GOLD: {value!r}")
    return language, Path(path)


def main() -> None:
    """Print for each part how many of its texts are read by the right rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=_named, nargs="*", metavar="LANGUAGE=GOLD")
    parser.add_argument("--first", type=int, default=200, metavar="N", help="characters")
    options = parser.parse_args()
    chooser = Parser("auto")
    print(f"{'texts':42} {'language':8} {'n':>5} {'right':>6}  share")
    for part, language, texts in parts(options.gold):
        rows = {part: texts}
        if any(len(text) > options.first for text in texts):
            rows[f"{part}, {options.first} characters"] = [text[: options.first] for text in texts]
        for label, some in rows.items():
            right = sum(chooser.rules_for(text).language == language for text in some)
            print(f"{label:42} {language:8} {len(some):5} {right:6}  {right / len(some):.3f}")


if __name__ == "__main__":
    main()
