"""Draw precision over recall as ``min_confidence`` rises, with the existing systems as points.

The figures are those of statements with their speakers.  The points were measured on the same
articles as the curve of the documentation, by the same definitions; see docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

from gold import Article, Found, find_statements, read_articles
from scoring import Figures, figures, judge

HEADLINE = "statements_spk"
SYSTEMS = {
    "GenderGapTracker": Figures(0.608, 0.458),
    "Citron": Figures(0.674, 0.416),
    "sayswho": Figures(0.593, 0.264),
    "textacy": Figures(0.557, 0.247),
    "JournalismAI": Figures(0.618, 0.194),
}


def points(
    articles: Sequence[Article], found: Sequence[Sequence[Found]]
) -> Iterator[tuple[float, Figures]]:
    """Give the figures for each threshold that leaves out more than the one before it."""
    for least in sorted({item.confidence for items in found for item in items}):
        kept = ([item for item in items if item.confidence >= least] for items in found)
        yield least, figures(list(map(judge, articles, kept)), HEADLINE)


def bands(
    articles: Sequence[Article], found: Sequence[Sequence[Found]]
) -> Iterator[tuple[int, int, float, float]]:
    """Give for each tenth of confidence the count, the mean confidence and the precision."""
    rows: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for outcome in map(judge, articles, found):
        judged = [(item, False) for item in outcome.spurious]
        judged += [(pair.found, pair.right) for pair in outcome.pairs]
        for item, right in judged:
            rows[min(int(item.confidence * 10), 9)].append((item.confidence, right))
    for tenth, items in sorted(rows.items()):
        confidences, rights = zip(*items, strict=True)
        yield tenth, len(items), fmean(confidences), fmean(rights)


def draw(curve: Sequence[tuple[float, Figures]], path: Path) -> None:
    """Draw the curve as SVG: always the same file for the same figures."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    mpl.rcParams.update({"svg.hashsalt": "attribution", "svg.fonttype": "none", "font.size": 10})
    figure, axes = plt.subplots(figsize=(7, 5), layout="constrained")
    rows = [got for _, got in curve]
    axes.plot([got.recall for got in rows], [got.precision for got in rows], "o-", ms=3,
              color="tab:blue")  # fmt: skip
    for least, got in labelled(curve):
        axes.annotate(f"{least:.2f}", (got.recall, got.precision), (4, 5),
                      textcoords="offset points", fontsize=8, color="tab:blue")  # fmt: skip
    for name, got in SYSTEMS.items():
        axes.plot(got.recall, got.precision, "s", color="tab:gray")
        axes.annotate(name, (got.recall, got.precision), (7, -3), textcoords="offset points")
    axes.set(xlim=(0, 1), ylim=(0.5, 1), xlabel="recall", ylabel="precision",
             title="Statements with their speakers, by min_confidence")  # fmt: skip
    axes.grid(visible=True, color="0.9")
    picture = io.StringIO()
    figure.savefig(picture, format="svg", metadata={"Date": None, "Creator": None})
    lines = (line.rstrip() for line in picture.getvalue().splitlines())
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def labelled(curve: Sequence[tuple[float, Figures]]) -> Iterator[tuple[float, Figures]]:
    """Give the points that stand well apart, for their thresholds to be readable."""
    last = None
    for least, got in curve:
        if last is None or last - got.recall > 0.06:  # noqa: PLR2004
            last = got.recall
            yield least, got


def main() -> None:
    """Print the curve and draw it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles with attributions, .jsonl or .jsonl.gz")
    parser.add_argument("out", type=Path, help="the picture to write, .svg")
    parser.add_argument("--rules", default="en", help="name or folder of a rule set")
    given = parser.parse_args()
    articles = read_articles(given.gold)
    found = find_statements(articles, given.rules)
    curve = list(points(articles, found))
    print("min_confidence  precision  recall     F1")
    for least, got in curve:
        print(f"{least:14.2f}  {got.precision:9.3f}  {got.recall:6.3f}  {got.f1:5.3f}")
    print("\nconfidence      n   mean  precision")
    for tenth, count, mean, precision in bands(articles, found):
        print(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}  {count:5}  {mean:5.3f}  "
              f"{precision:9.3f}")  # fmt: skip
    draw(curve, given.out)


if __name__ == "__main__":
    main()
