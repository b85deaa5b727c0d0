"""Whether a change of the code or of the rules leaves all statements as they are.

``write`` reads a corpus by every shipped rule set and stores, for each text, the quotes that it
gives; ``compare`` reads the stored texts again and tells which of them give something else.  The
corpus is what the project has, the golden texts, the examples of the rules, the articles of
tests/fields and those of examples/, and any GOLD files given.

A line for each rule set and each part of the corpus holds the number of texts and of quotes and
the first digits of a digest of all the quotes.  ``compare`` ends with exit code 1 if any differ.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from attribution import Parser, RuleSet, rulesets
from attribution.testing import read_golden
from gold import read_articles, unlimited

ROOT = Path(__file__).parents[1]
_DIGITS = 12
_SHOWN = 5
Quotes: TypeAlias = "list[dict[str, Any]]"


@attrs.frozen
class Text:
    """A text of the corpus, the part of it that it belongs to, and its day of publication."""

    part: str
    text: str
    published: str | None = None


def corpus(gold: Iterable[Path], *, own: bool = True) -> list[Text]:
    """Give all texts of the project, unless it is to be left out, and of gold files, each once."""
    texts = [*_own()] if own else []
    for path in gold:
        part = path.name.partition(".")[0]
        texts += [Text(part, item.text, _day(item.published)) for item in read_articles(path)]
    return list(dict.fromkeys(texts))


def _own() -> Iterator[Text]:
    yield from (Text("golden", case.text, _day(case.published)) for case in _golden())
    yield from (Text("rules", text) for text in _examples())
    yield from _fields()
    for path in sorted(ROOT.glob("examples/*.txt")):
        yield Text("examples", path.read_text(encoding="utf-8"))


def _golden() -> Iterator[Any]:
    for path in sorted((ROOT / "tests" / "golden").glob("*.txt")):
        yield from read_golden(path)


def _examples() -> Iterator[str]:
    for name in rulesets.available():
        rules = rulesets.load(name)
        sorts = (rules.readings, rules.constructions, rules.layouts)
        yield from (text for sort in sorts for rule in sort for text in rule.matches)
        yield from (text for sort in sorts for rule in sort for text in rule.rejects)


def _fields() -> Iterator[Text]:
    for path in sorted((ROOT / "tests" / "fields").glob("*.toml")):
        article = tomllib.loads(path.read_text(encoding="utf-8"))
        yield Text("fields", article["text"], _day(article.get("published")))


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def quotes(parser: Parser, text: Text) -> Quotes:
    """Give the quotes of a text as plain values."""
    day = datetime.date.fromisoformat(text.published) if text.published else None
    return [quote.to_dict() for quote in parser.parse(text.text, day)]


def parsers(names: Iterable[str]) -> dict[str, Parser]:
    """Give a parser for each rule set, without limits of time, so that no clock has a part."""
    return {name: Parser(_rules(name)) for name in names}


def _rules(name: str) -> RuleSet:
    return unlimited(rulesets.load(name))


def write(path: Path, texts: Iterable[Text]) -> None:
    """Store the texts with their quotes, a text and a rule set a line."""
    by_name = parsers(rulesets.available())
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for text in texts:
            for name, parser in by_name.items():
                row = {"rules": name, **attrs.asdict(text), "quotes": quotes(parser, text)}
                file.write(json.dumps(row) + "\n")
    _print_digests(list(read(path)))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Read back what `write` stored."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def compare(path: Path) -> int:
    """Read the stored texts again; give how many of them have other quotes now."""
    rows = list(read(path))
    by_name = parsers({row["rules"] for row in rows})
    again = [_again(by_name[row["rules"]], row) for row in rows]
    _print_digests(again)
    pairs = zip(rows, again, strict=True)
    changed = [(old, new) for old, new in pairs if old["quotes"] != new["quotes"]]
    for old, new in changed[:_SHOWN]:
        print(f"\n{old['rules']} {old['part']}: {old['text'][:200]!r}")
        for sign, items, others in (("-", old, new), ("+", new, old)):
            for item in items["quotes"]:
                if item not in others["quotes"]:
                    print(f"  {sign} {json.dumps(item, ensure_ascii=False)}")
    print(f"\n{len(changed)} of {len(rows)} texts changed")
    return len(changed)


def _again(parser: Parser, row: dict[str, Any]) -> dict[str, Any]:
    found = quotes(parser, Text(row["part"], row["text"], row["published"]))
    known = row["quotes"][0].keys() if row["quotes"] else set()
    # A field that is newer than the stored quotes is no change of them.
    plain = [{key: quote[key] for key in quote if not known or key in known} for quote in found]
    return {**row, "quotes": plain}


def _print_digests(rows: list[dict[str, Any]]) -> None:
    print(f"{'rules':14} {'part':18} {'texts':>6} {'quotes':>7}  digest")
    for name, part in sorted({(row["rules"], row["part"]) for row in rows}):
        of = [row["quotes"] for row in rows if (row["rules"], row["part"]) == (name, part)]
        print(f"{name:14} {part:18} {len(of):6} {sum(map(len, of)):7}  {_digest(of)}")
    print(f"{'all':14} {'':18} {len(rows):6} {'':7}  {_digest([row['quotes'] for row in rows])}")


def _digest(found: list[Quotes]) -> str:
    data = json.dumps(found, sort_keys=True).encode()
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write", help="store what the texts give now")
    writing.add_argument("file", type=Path, metavar="FILE")
    writing.add_argument("gold", type=Path, nargs="*", metavar="GOLD")
    writing.add_argument("--gold-only", action="store_true", help="leave out the project's texts")
    comparing = commands.add_parser("compare", help="tell what the stored texts give otherwise")
    comparing.add_argument("file", type=Path, metavar="FILE")
    options = parser.parse_args()
    if options.command == "write":
        write(options.file, corpus(options.gold, own=not options.gold_only))
    elif compare(options.file):
        sys.exit(1)


if __name__ == "__main__":
    main()
