"""An audit as a table, as CSV, as JSON, and as a page with charts."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING

import attrs

from attribution._terminal import cells, escaped, printable
from attribution.audit.collecting import Audit, Share
from attribution.errors import FormatError
from attribution.exports.page import template

if TYPE_CHECKING:
    from jinja2 import Template

_TOP = 20
"""Rows of a table for a terminal."""
_BARS = 12
"""Bars of a chart."""
_ROWS = 300
"""Rows of a table on a page."""
_WIDEST = 40
_NUMBERS = ("statements", "share", "words", "articles", "first", "only")


def write(
    audit: Audit,
    out: IO[str],
    *,
    format: str = "table",  # noqa: A002 the word that users look for
    by: Iterable[str] | None = None,
    top: int | None = None,
) -> None:
    """Write an audit to a file that is open for text.

    Args:
        audit: The audit.
        out: The file; for CSV opened with ``newline=""``.
        format: One of `FORMATS`: ``table``, ``csv``, ``json`` or ``html``.
        by: The dimensions to write; all that were counted by default.
        top: How many values of each; by default 20 in a table, 300 on a page, else all.

    Raises:
        FormatError: If there is no such format, or a dimension was not counted.
        MissingExtraError: For a page, if jinja2 is not installed.

    >>> import sys
    >>> from attribution import read
    >>> from attribution.audit import Audit
    >>> found = Audit(["stance"])
    >>> found.add(read("Ada Moor denied it. Lem Harrow warned of a flood."))
    >>> write(found, sys.stdout)
    STANCE  STATEMENTS  SHARE  WORDS  ARTICLES  FIRST  ONLY
    warn             1    50%      2         1      0     0
    deny             1    50%      1         1      1     0
    """
    check_format(format)
    names = tuple(audit.by if by is None else by)
    out.writelines(FORMATS[format](audit, {name: audit.shares(name) for name in names}, top))


def check_format(name: str) -> None:
    """Check that an audit can be written in a format.

    Raises:
        FormatError: If there is no such format.
        MissingExtraError: For a page, if jinja2 is not installed.
    """
    if name not in FORMATS:
        raise FormatError("format of an audit", name, FORMATS)
    if name == "html":
        _template()


def _template() -> Template:
    return template("audit.html.j2", "attribution.audit")


_Shares = Mapping[str, list[Share]]


def _table(audit: Audit, shares: _Shares, top: int | None) -> Iterator[str]:  # noqa: ARG001 all are called alike
    for number, (name, rows) in enumerate(shares.items()):
        if number:
            yield "\n"
        lines = [[name.upper(), *(word.upper() for word in _NUMBERS)]]
        lines += [_cells(row) for row in rows[: top or _TOP]]
        widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
        for first, *rest in lines:
            padded = first + " " * (widths[0] - cells(first))
            numbers = (word.rjust(width) for word, width in zip(rest, widths[1:], strict=True))
            yield "  ".join([padded, *numbers]) + "\n"
        if len(rows) > (top or _TOP):
            yield f"({len(rows) - (top or _TOP)} more)\n"


def _cells(row: Share) -> list[str]:
    name = printable(row.value) + ("" if row.sure else " ?")
    values = {**attrs.asdict(row), "share": f"{row.share:.0%}"}
    return [name[:_WIDEST], *(str(values[number]) for number in _NUMBERS)]


def _csv(audit: Audit, shares: _Shares, top: int | None) -> Iterator[str]:  # noqa: ARG001 the same
    lines: list[str] = []
    columns = ["by", *(field.name for field in attrs.fields(Share))]
    writer = csv.DictWriter(_Lines(lines), columns)
    writer.writeheader()
    for name, rows in shares.items():
        for row in rows[:top]:
            values = attrs.asdict(row)
            joined = {key: "; ".join(values[key]) for key in ("roles", "organisations")}
            writer.writerow({"by": name, **values, **joined})
    yield from lines


@attrs.frozen
class _Lines:
    """A file that is a list of its lines."""

    lines: list[str]

    def write(self, line: str) -> None:
        """Take a line."""
        self.lines.append(line)


def _json(audit: Audit, shares: _Shares, top: int | None) -> Iterator[str]:
    values = audit.to_dict()
    values["shares"] = {name: values["shares"][name][:top] for name in shares}
    yield escaped(json.dumps(values, ensure_ascii=False, indent=1)) + "\n"


def _page(audit: Audit, shares: _Shares, top: int | None) -> Iterator[str]:
    yield _template().render(
        audit=audit,
        shares={name: rows[: top or _ROWS] for name, rows in shares.items()},
        more={name: max(len(rows) - (top or _ROWS), 0) for name, rows in shares.items()},
        bars=_BARS,
        candidates=audit.candidates()[:_ROWS],
        numbers=_NUMBERS,
    )


FORMATS: Mapping[str, Callable[[Audit, _Shares, int | None], Iterator[str]]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "html": _page,
}
"""Name -> what gives the pieces of the file."""
