"""A table for a terminal, drawn by rich."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from attribution._terminal import printable
from attribution.articles import Article
from attribution.errors import MissingExtraError
from attribution.models import Quote

_COLUMNS = {"Speaker": "", "Date": "dim", "Stance": "cyan", "Text": ""}
"""Column -> how rich shows it."""
_WIDEST = 30
"""Columns of a terminal for the speaker, so that the words have the most."""


def write(
    articles: Iterable[Article],
    out: IO[str],
    sort: str,  # noqa: ARG001 every format is called alike
    columns: Sequence[str] | None,  # noqa: ARG001 the same
) -> None:
    """Write a table for each article.

    Args:
        articles: The articles.
        out: A file open for text; colours are used only if it is a terminal, and not where the
            environment has ``NO_COLOR``.
        sort: ``table``.
        columns: None: the table has its own.

    Raises:
        MissingExtraError: If rich is not installed.
    """
    try:
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
    except ImportError as error:
        raise MissingExtraError("a table", "rich", "cli") from error
    console = Console(file=out, highlight=False)
    for article in articles:
        title = printable(article.id) if article.id else None
        table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, show_lines=False)
        for name, style in _COLUMNS.items():
            least = 10 if name in ("Speaker", "Text") else None
            most = _WIDEST if name == "Speaker" else None
            table.add_column(name, min_width=least, max_width=most, style=style)
        for quote in article:
            table.add_row(*_cells(quote))
        console.print(table if article.quotes else f"{title or ''}: no statements".lstrip(": "))


def _cells(quote: Quote) -> tuple[str, ...]:
    from rich.markup import escape

    def safe(value: object) -> str:
        return "" if value is None else escape(printable(str(value)))

    stance = f"not {quote.stance or ''}" if quote.negated else quote.stance
    about = ", ".join(filter(None, (quote.role, quote.organisation)))
    about = "" if about == quote.speaker else about
    who = f"[bold]{safe(quote.speaker)}[/]" + (f"\n[dim]{safe(about)}[/]" if about else "")
    return who, safe(quote.date), safe(stance), safe(quote.text)
