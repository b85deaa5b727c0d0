"""A line for each statement, in the manner of compilers: file, line and column, who, what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from attribution._terminal import printable
from attribution.articles import Article
from attribution.models import Kind, Quote


def write(
    articles: Iterable[Article],
    out: IO[str],
    sort: str,  # noqa: ARG001 every format is called alike
    columns: Sequence[str] | None,  # noqa: ARG001 the same
) -> None:
    """Write a line for each statement.

    Args:
        articles: The articles.
        out: A file open for text.
        sort: ``lines``.
        columns: None: lines have no columns.
    """
    for article in articles:
        out.writelines(f"{line}\n" for line in lines(article))


def lines(article: Article) -> Iterator[str]:
    r"""Give the lines of an article.

    >>> from attribution import read
    >>> text = "WEXHAVEN\n\nAda Moor, the mayor, denied it."
    >>> list(lines(read(text, id="a.txt")))
    ['a.txt:3:29: Ada Moor (mayor) deny: it']
    >>> list(lines(read("It rained.")))
    []
    """
    place = places(article)
    for quote in article:
        yield printable(f"{place(quote.contents[0].start)}: {_told(quote)}")


def places(article: Article) -> Callable[[int], str]:
    r"""Give what names the place of an offset of an article: file, line and column, from 1.

    >>> from attribution import read
    >>> place = places(read("WEXHAVEN\n\nIt rained.", id="a.txt"))
    >>> place(0), place(13)
    ('a.txt:1:1', 'a.txt:3:4')
    """
    starts = [0, *(at + 1 for at, char in enumerate(article.text) if char == "\n")]
    name = f"{article.id}:" if article.id else ""

    def place(at: int) -> str:
        row = bisect_right(starts, at)
        return f"{name}{row}:{at - starts[row - 1] + 1}"

    return place


def _told(quote: Quote) -> str:
    about = ", ".join(filter(None, (quote.role, quote.organisation)))
    who = f"{quote.speaker or '-'}{f' ({about})' if about else ''}"
    how = " ".join(filter(None, ("not" if quote.negated else "", quote.stance or "")))
    words = f"“{quote.text}”" if quote.kind is Kind.DIRECT else quote.text
    return f"{who}{f' {how}' if how else ''}: {words}"
