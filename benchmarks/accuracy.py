"""How accurate a rule set is, by construction, and what another revision found instead.

Without ``--against`` the errors are shown; with it, what was gained and lost since that revision.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import gold
from gold import Article, Found, Offsets, find_statements, from_lines, read_articles
from scoring import (
    KINDS,
    MEASURES,
    Marked,
    Outcome,
    all_gold,
    figures,
    hits_by_rule,
    judge,
    recall_of_kind,
    share,
    speaker_accuracy,
)

ROOT = Path(__file__).resolve().parent.parent
_Row: TypeAlias = tuple[str, ...]
_Rows: TypeAlias = dict[str, list[_Row]]


# Figures ----------------------------------------------------------------------------------------


def print_figures(outcomes: Sequence[Outcome]) -> None:
    """Print the figures over all articles."""
    golds = [item for outcome in outcomes for item in all_gold(outcome)]
    found = sum(len(outcome.pairs) + len(outcome.spurious) for outcome in outcomes)
    statements = sum(item.is_statement for item in golds)
    print(f"{len(outcomes)} articles, {len(golds)} attributions, {statements} of them statements, "
          f"{found} found")  # fmt: skip
    for measure in MEASURES:
        got = figures(outcomes, measure)
        print(f"{measure:14} P {got.precision:.3f}  R {got.recall:.3f}  F1 {got.f1:.3f}")
    print(f"speaker accuracy {speaker_accuracy(outcomes):.3f}")
    for kind in KINDS:
        content, speaker = recall_of_kind(outcomes, kind)
        print(f"recall {kind:8} content {content:.3f}  content and speaker {speaker:.3f}")


def print_rules(outcomes: Sequence[Outcome]) -> None:
    """Print the hits and the precision of each construction, the most frequent first."""
    table = hits_by_rule(outcomes)
    width = max(map(len, table), default=0)
    print(f"\n{'construction':{width}}     n  content  speaker  exact")
    for name, hits in sorted(table.items(), key=lambda item: -item[1].found):
        parts = (share(part, hits.found) for part in (hits.content, hits.speaker, hits.exact))
        content, speaker, exact = parts
        print(f"{name:{width}} {hits.found:5}  {content:7.2f}  {speaker:7.2f}  {exact:5.2f}")


# Errors -----------------------------------------------------------------------------------------


def errors(outcomes: Iterable[Outcome]) -> _Rows:
    """Give what is wrong, by sort of error."""
    rows: _Rows = {"spurious": [], "missed": [], "wrong speaker": [], "wrong extent": []}
    for outcome in outcomes:
        rows["spurious"] += (_found(outcome, found) for found in outcome.spurious)
        rows["missed"] += (_gold(outcome, item) for item in outcome.missed if item.is_statement)
        for pair in outcome.pairs:
            row = (*_gold(outcome, pair.gold), "found:", *_found(outcome, pair.found)[1:])
            if not pair.right:
                rows["wrong speaker"].append(row)
            elif not pair.exact:
                rows["wrong extent"].append(row)
    return rows


def changes(old: Iterable[Outcome], new: Iterable[Outcome]) -> _Rows:
    """Give what was found with the right speaker, and what wrongly, in one run alone."""
    rows: _Rows = {"gained": [], "lost": [], "wrong now": [], "wrong no more": []}
    for before, after in zip(old, new, strict=True):
        was, now = _right(before), _right(after)
        rows["gained"] += (row for key, row in now.items() if key not in was)
        rows["lost"] += (row for key, row in was.items() if key not in now)
        was, now = _wrong(before), _wrong(after)
        rows["wrong now"] += (row for key, row in now.items() if key not in was)
        rows["wrong no more"] += (row for key, row in was.items() if key not in now)
    return rows


def _right(outcome: Outcome) -> dict[object, _Row]:
    return {pair.gold.gold: _gold(outcome, pair.gold) for pair in outcome.pairs if pair.right}


def _wrong(outcome: Outcome) -> dict[object, _Row]:
    wrong = [*outcome.spurious, *(pair.found for pair in outcome.pairs if not pair.right)]
    return {(found.content, found.source): _found(outcome, found) for found in wrong}


def _gold(outcome: Outcome, item: Marked) -> _Row:
    parts = (item.gold.source, item.gold.cue, item.gold.content)
    return (outcome.article.id, item.kind, *(_quoted(outcome.article, spans) for spans in parts))


def _found(outcome: Outcome, found: Found) -> _Row:
    spans = (found.source,) if found.source else ()
    texts = (_quoted(outcome.article, part) for part in (spans, found.content))
    return (outcome.article.id, found.rule, *texts)


def _quoted(article: Article, spans: Iterable[Offsets]) -> str:
    return " / ".join(" ".join(article.text[start:end].split()) for start, end in spans) or "-"


def print_rows(rows: _Rows, count: int) -> None:
    """Print how many rows of each sort there are, and the first of them."""
    print()
    for name, items in rows.items():
        print(f"{name}: {len(items)}")
        for item in items[:count]:
            print("   ", " | ".join(item))


# Another revision -------------------------------------------------------------------------------


@contextlib.contextmanager
def checkout(repository: Path, revision: str) -> Iterator[Path]:
    """Give the files of another revision in a folder that goes again."""
    git = ["git", "-C", str(repository), "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), revision], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def found_by(tree: Path, path: Path, rules: str) -> list[list[Found]]:
    """Let the library in a folder read the articles, in a process of its own."""
    run = subprocess.run(
        [sys.executable, gold.__file__, str(path), rules],
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return from_lines(run.stdout.splitlines())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles with attributions, .jsonl or .jsonl.gz")
    parser.add_argument("--rules", default="en", help="name or folder of a rule set")
    parser.add_argument("--against", metavar="REV", help="another git revision to compare with")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N")
    parser.add_argument("--repository", type=Path, default=ROOT, help="where REV is found")
    given = parser.parse_args()
    articles = read_articles(given.gold)
    outcomes = list(map(judge, articles, find_statements(articles, given.rules)))
    print_figures(outcomes)
    print_rules(outcomes)
    if given.against:
        with checkout(given.repository, given.against) as tree:
            found = found_by(tree, given.gold, given.rules)
        print_rows(changes(map(judge, articles, found), outcomes), given.errors)
    elif given.errors:
        print_rows(errors(outcomes), given.errors)


if __name__ == "__main__":
    main()
