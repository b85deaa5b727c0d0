"""Read texts that nobody wrote, and check what holds for any text.

A violation is shrunk to a small text and printed with its seed, and the exit code is 1.  What is
known to be broken still is counted and told, and breaks nothing: see KNOWN.

    python tests/fuzz/fuzzing.py --seconds 60
    python tests/fuzz/fuzzing.py --seed 7 --texts 1     the seventh text again
"""

from __future__ import annotations

import argparse
import collections
import datetime
import functools
import random
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

sys.path.insert(0, str(Path(__file__).parent))

from invariants import ALWAYS, IN_TURN, Case, Check
from texts import any_text, articles

from attribution import Parser

RULES = ("en", "en", "de", "en-attitudes", "auto")
DAYS = (
    None,
    datetime.date(2031, 9, 6),
    datetime.date(1, 1, 1),
    datetime.date(9999, 12, 31),
    datetime.date(2028, 2, 29),
)
KNOWN: dict[str, str] = {
    "unmoved": "half the paragraphs of a story open with quotations, so that one more may be one "
    "too many",
}
"""The invariants that are broken in some odd texts still, and how."""
ERROR = "error"


@attrs.frozen
class Violation:
    """An invariant that a text breaks."""

    check: str
    text: str
    problem: str
    seed: int
    rules: str


@functools.cache
def parser_of(rules: str, number: int = 0) -> Parser:
    """Give one of several parsers of the same rules."""
    del number
    return Parser(rules)


def problems(text: str, rules: str, day: datetime.date | None, checks: list[Check]) -> list[str]:
    """Give what is wrong, each as the name of the check and the problem."""
    try:
        parser = parser_of(rules)
        quotes = parser.parse(text, day)
        case = Case(text, parser, parser_of(rules, 1), day, quotes)
        return [f"{check.__name__}: {problem}" for check in checks for problem in check(case)]
    except Exception:  # noqa: BLE001 whatever is raised is what is looked for
        return [f"{ERROR}: {traceback.format_exc().strip().splitlines()[-1]}"]


def shrunk(text: str, breaks: Callable[[str], bool]) -> str:
    """Give a smaller text that breaks the same, by leaving out ever smaller parts of it."""
    size = max(len(text) // 2, 1)
    while size:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if breaks(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def violations(seed: int, originals: list[str], *, crashes: bool) -> Iterator[Violation]:
    """Make the text of a seed, and give what it breaks."""
    chance = random.Random(seed)  # noqa: S311 the texts are no secret
    text = any_text(chance, originals)
    rules, day = chance.choice(RULES), chance.choice(DAYS)
    checks = [] if crashes else [*ALWAYS, chance.choice(IN_TURN)]
    for problem in problems(text, rules, day, checks):
        name = problem.partition(":")[0]
        yield Violation(name, text, problem, seed, rules)


def report(found: Violation) -> str:
    """Tell of a violation, with a small text that has it."""
    checks = [check for check in (*ALWAYS, *IN_TURN) if check.__name__ == found.check]

    def breaks(text: str) -> bool:
        told = (problems(text, found.rules, day, checks) for day in DAYS[:2])
        return any(problem.startswith(f"{found.check}:") for rows in told for problem in rows)

    small = shrunk(found.text, breaks) if breaks(found.text) else found.text
    return f"seed {found.seed}, {found.rules}: {found.problem[:300]}\n  {small!r}"


def main() -> int:
    """Run for so long, or over so many texts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="how long (default: 60)")
    parser.add_argument("--texts", type=int, help="how many texts, however long that takes")
    parser.add_argument("--seed", type=int, default=0, help="the first seed; each text has one")
    parser.add_argument("--crashes", action="store_true", help="look for exceptions alone")
    parser.add_argument("--show-known", action="store_true", help="tell of what is known, too")
    options = parser.parse_args()
    warnings.simplefilter("error")
    originals = articles()
    counts: collections.Counter[str] = collections.Counter()
    shown: dict[str, Violation] = {}
    started, seed = time.monotonic(), options.seed
    last = None if options.texts is None else seed + options.texts
    while time.monotonic() - started < options.seconds if last is None else seed < last:
        for found in violations(seed, originals, crashes=options.crashes):
            counts[found.check] += 1
            if found.check not in shown or len(found.text) < len(shown[found.check].text):
                shown[found.check] = found
        seed += 1
    seconds = time.monotonic() - started
    sys.stdout.write(
        f"{seed - options.seed:,} texts in {seconds:.0f} s, seeds from {options.seed}\n"
    )
    for name, count in sorted(counts.items()):
        told = f": known, {KNOWN[name]}" if name in KNOWN else ""
        sys.stdout.write(f"{count:8,} x {name}{told}\n")
    for name, found in shown.items():
        if name not in KNOWN or options.show_known:
            sys.stdout.write(f"{report(found)}\n")
    return int(bool(shown.keys() - KNOWN.keys()))


if __name__ == "__main__":
    sys.exit(main())
