"""Text for a terminal: no character that could harm it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping

JOINERS = "\u200c\u200d"
"""They have no width, and what they stand between depends on them: letters, parts of an emoji."""


def printable(text: str) -> str:
    r"""Give a text without control sequences, which must not reach the terminal.

    >>> printable("a \x1b[31mred\u202e \n ferry")
    'a [31mred ferry'
    """
    kept = "".join(char for char in text if char.isprintable() or char.isspace() or char in JOINERS)
    return " ".join(kept.split())


def json_line(values: Mapping[str, object]) -> str:
    r"""Give values as a line of JSON in which all that no terminal shows is escaped.

    >>> print(json_line({"text": "Ängste\u202e\x9b"}))
    {"text": "Ängste\u202e\u009b"}
    """
    return escaped(json.dumps(values, ensure_ascii=False, default=str))


def escaped(line: str) -> str:
    """Escape in JSON what no terminal shows; the ends of lines stay."""
    if line.isprintable():
        return line
    kept = (char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in line)
    return "".join(kept)


def cells(text: str) -> int:
    """Say how many columns of a terminal a text takes.

    >>> cells("ferry"), cells("渡し船"), cells("e\u0301")
    (5, 6, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
