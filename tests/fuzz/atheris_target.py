"""A target for atheris, which looks for texts that reach new lines of the library.

    pip install -e '.[fuzz]'
    python tests/fuzz/atheris_target.py -max_total_time=600 -max_len=600 [corpus]

What it finds is a text that raises, or breaks an invariant that is not known to be broken.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

with atheris.instrument_imports(include=["attribution"]):
    from fuzzing import ERROR, KNOWN, RULES, problems

from invariants import ALWAYS, IN_TURN
from texts import CLAUSES, CUES, DAYS, NAMES, PIECES

WORDS = [*PIECES, *[" "] * 30, *NAMES, *CUES, *DAYS, *CLAUSES]
MOST = 80


def text_of(data: atheris.FuzzedDataProvider) -> str:
    """Put a text together from what the fuzzer chooses."""
    parts: list[str] = []
    while data.remaining_bytes() and len(parts) < MOST:
        kind = data.ConsumeIntInRange(0, 9)
        if kind == 0:
            parts.append(data.ConsumeUnicode(4))
        else:
            word = WORDS[data.ConsumeIntInRange(0, len(WORDS) - 1)]
            parts.append(word + " " * (kind > 3))
    return "".join(parts)


def one(raw: bytes) -> None:
    """Read one text."""
    data = atheris.FuzzedDataProvider(raw)
    rules = RULES[data.ConsumeIntInRange(0, len(RULES) - 1)]
    checks = [*ALWAYS, IN_TURN[data.ConsumeIntInRange(0, len(IN_TURN) - 1)]]
    text = text_of(data)
    for problem in problems(text, rules, None, checks):
        name = problem.partition(":")[0]
        if name == ERROR or name not in KNOWN:
            raise AssertionError(f"{rules}: {problem}\n{text!r}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
