"""Write a part of the corpus PolNeAR as GOLD, an article a line.

CORPUS is the folder of the corpus as it is published, for instance a clone of
https://github.com/networkdynamics/PolNeAR, and PART one of its parts, such as ``train`` or ``dev``.
Of an article that several people annotated, the annotation whose file comes first by name counts.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

_ROLES = ("content", "source", "cue")
_OFFSETS = re.compile(r"(\d+) (\d+)")
_ROLE = re.compile(r"([A-Za-z]+)\d*:(T\d+)")

Spans: TypeAlias = "list[list[int]]"
Attribution: TypeAlias = "dict[str, Spans]"


def read_part(corpus: Path, part: str) -> Iterator[dict[str, Any]]:
    """Give the articles of a part, in the order of their names, with what is marked in them."""
    folder = corpus / "data" / part
    days = _days(corpus / "data" / "metadata.tsv")
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        # The name of an annotation is that of the article and the annotator's sign.
        first.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in first.items():
        row = {"id": name, "date": days.get(name), "text": _read(folder / "text" / f"{name}.txt")}
        yield {**row, "attributions": attributions(_read(path))}


def _read(path: Path) -> str:
    # Offsets count every character, so line ends stay as they are.
    return path.read_bytes().decode("utf-8")


def _days(table: Path) -> dict[str, str]:
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: row["publication_date"] for row in rows}


def attributions(annotation: str) -> list[Attribution]:
    """Read an annotation in the standoff format of brat, in the order of the text.

    Lines that begin with T mark words, of which several parts may be set off by semicolons; those
    that begin with E say which of these marks are one attribution.  What has no content is none.
    """
    rows = [line.split("\t") for line in annotation.splitlines() if "\t" in line]
    marks = {row[0]: _spans(row[1]) for row in rows if row[0].startswith("T")}
    events = (_attribution(row[1], marks) for row in rows if row[0].startswith("E"))
    return sorted((found for found in events if found["content"]), key=_start)


def _spans(mark: str) -> Spans:
    return [[int(start), int(end)] for start, end in _OFFSETS.findall(mark)]


def _attribution(event: str, marks: dict[str, Spans]) -> Attribution:
    found: Attribution = {role: [] for role in _ROLES}
    for role, mark in _ROLE.findall(event):
        if role.lower() in found:
            found[role.lower()] += marks.get(mark, [])
    return {role: sorted(spans) for role, spans in found.items()}


def _start(found: Attribution) -> int:
    return min(start for spans in found.values() for start, _ in spans)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("part", metavar="PART")
    parser.add_argument("output", type=Path, metavar="GOLD")
    options = parser.parse_args()
    with options.output.open("w", encoding="utf-8", newline="\n") as file:
        for article in read_part(options.corpus, options.part):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
