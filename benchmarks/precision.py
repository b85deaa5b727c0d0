"""How precise each construction and layout is, and with ``--write`` that as its confidence.

The precision of a rule is the share of its statements that have the right content and the right
speaker.  Where a rule has few hits, its own share says little, so each one is drawn towards the
precision of all rules together, as if it had ten hits more that are as good as the average:
(right + 10 * overall) / (hits + 10).  A rule without hits thus gets the overall precision.

A rule whose author gave a precision keeps that one unless it is found in twenty articles or more:
a single long transcript would decide it otherwise.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs

from attribution import Construction, Layout, RuleSet, rulesets
from gold import find_statements, read_articles, unlimited
from scoring import Hits, Outcome, hits_by_rule, judge, share

Rule: TypeAlias = Construction | Layout
_SORTS = ("constructions", "layouts")
WEIGHT = 10
"""How many average hits each rule is given."""
FEW = 20
"""Articles below which the word of a rule's author counts for more."""
FILE = "precision.toml"
HEADING = """\
# The precision of each construction and layout as measured on news text: the confidence of its
# statements.  benchmarks/precision.py writes this file, and has to run again with --write once a
# rule is renamed or gone; changes by hand are lost.

[precision]
"""


@attrs.frozen
class Measured:
    """The hits of a rule and the precision that they are worth; None where its author's stays."""

    name: str
    hits: Hits
    value: float | None


def folder_of(name: str) -> Path:
    """Give the folder of a rule set: of a shipped one by its name, or the one named."""
    folder = Path(name)
    return folder if folder.is_dir() else Path(str(rulesets.__file__)).parent / name


def unmeasured(folder: Path) -> RuleSet:
    """Read a rule set without what was measured before, which may name rules that are gone."""
    with tempfile.TemporaryDirectory() as copy:
        for file in folder.glob("*.toml"):
            if file.name != FILE:
                shutil.copy(file, copy)
        rules = unlimited(RuleSet.from_toml(copy))
        # What would be dropped counts too.
        return rules.replace(settings={"least": 0.0}) if "least" in rules.settings else rules


def authored(folder: Path) -> frozenset[str]:
    """Name the rules whose author gave a precision, in the files of a rule set itself."""
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.toml")]
    rows = [row for table in tables for sort in _SORTS for row in table.get(sort, ())]
    return frozenset(row["name"] for row in rows if "precision" in row)


def measure(
    rules: RuleSet, outcomes: Sequence[Outcome], kept: frozenset[str] = frozenset()
) -> list[Measured]:
    """Measure each rule, in the order of their names; of the engine's own those with hits."""
    table = hits_by_rule(outcomes)
    overall = share(
        sum(hits.speaker for hits in table.values()), sum(hits.found for hits in table.values())
    )
    spread = Counter(name for outcome in outcomes for name in rules_in(outcome))
    every: list[Rule] = [*rules.constructions, *rules.layouts]
    named = dict.fromkeys(table) | {rule.name: rule for rule in every}
    return [
        _measured(name, table.get(name, Hits()), overall)
        if spread[name] >= FEW or not (name in kept or _is_estimated(named[name]))
        else Measured(name, table.get(name, Hits()), None)
        for name in sorted(named)
    ]


def rules_in(outcome: Outcome) -> set[str]:
    """Give the names of the rules that found something in an article."""
    found = [*outcome.spurious, *(pair.found for pair in outcome.pairs)]
    return {item.rule for item in found}


def _is_estimated(rule: Rule | None) -> bool:
    return isinstance(rule, Layout) and rule.precision is not None


def _measured(name: str, hits: Hits, overall: float) -> Measured:
    return Measured(name, hits, (hits.speaker + WEIGHT * overall) / (hits.found + WEIGHT))


def to_toml(measured: Iterable[Measured]) -> str:
    """Write the figures as they stand in the folder of the rule set."""
    lines = (f"{item.name} = {item.value:.2f}" for item in measured if item.value is not None)
    return HEADING + "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Print the precision of each rule, and store it if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles with attributions, .jsonl or .jsonl.gz")
    parser.add_argument("--rules", default="en", help="name or folder of a rule set")
    parser.add_argument("--write", action="store_true", help=f"store the figures in its {FILE}")
    given = parser.parse_args()
    folder = folder_of(given.rules)
    rules = unmeasured(folder)
    articles = read_articles(given.gold)
    measured = measure(
        rules, list(map(judge, articles, find_statements(articles, rules))), authored(folder)
    )
    width = max(len(item.name) for item in measured)
    print(f"{'rule':{width}}  hits  right  precision  confidence")
    for item in measured:
        hits = item.hits
        kept = "as it was" if item.value is None else f"{item.value:.2f}"
        print(f"{item.name:{width}} {hits.found:5}  {hits.speaker:5}  {hits.precision:9.3f}  "
              f"{kept:>10}")  # fmt: skip
    if given.write:
        (folder / FILE).write_text(to_toml(measured), encoding="utf-8", newline="\n")
        print(f"written to {folder / FILE}")


if __name__ == "__main__":
    main()
