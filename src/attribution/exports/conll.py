"""Tokens with labels, a line each, as those who train taggers take them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import attrs

from attribution.articles import Article
from attribution.models import Span

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|(?P<paragraph>\n\s*)")
_LAYERS = ("content", "source", "cue")
COLUMNS = ("number", "token", "start", "end", *_LAYERS)
"""The columns, parted by tabs."""


@attrs.frozen
class Token:
    """A word or a mark with its labels; `paragraph` parts are no tokens and part sentences."""

    text: str
    start: int
    end: int
    labels: tuple[str, ...]


def conll(article: Article) -> str:
    r"""Give the tokens of an article, with an empty line between paragraphs.

    Each of `COLUMNS` is one of a line: the number of the token in its paragraph, the token, its
    offsets, and a label for contents, sources and cues: ``B-3`` begins one of the third statement,
    ``I-3`` goes on with it, ``O`` is none.  Of statements inside each other the inner one counts.

    Args:
        article: The article.

    >>> from attribution import read
    >>> print(conll(read("Moor denied it.")).expandtabs(8))
    # id = (none)
    1       Moor    0       4       O       B-1     O
    2       denied  5       11      O       O       B-1
    3       it      12      14      B-1     O       O
    4       .       14      15      O       O       O
    <BLANKLINE>
    <BLANKLINE>
    """
    lines, number = [f"# id = {_line(article.id or '(none)')}"], 0
    for token in tokens(article):
        if token is None:
            lines += [""] if number else []
            number = 0
            continue
        number += 1
        cells = (str(number), token.text, str(token.start), str(token.end), *token.labels)
        lines.append("\t".join(cells))
    return "\n".join([*lines, "", ""])


def tokens(article: Article) -> Iterator[Token | None]:
    """Give the tokens of an article, and nothing between paragraphs."""
    owners = [_owners(article, layer) for layer in _LAYERS]
    before: tuple[Span | None, ...] = (None,) * len(_LAYERS)
    for match in _TOKEN.finditer(article.text):
        if match["paragraph"]:
            yield None
            continue
        inside = tuple(_owner(layer, match.start()) for layer in owners)
        labels = tuple(
            f"{'I' if owner[0] is last else 'B'}-{owner[1]}" if owner else "O"
            for owner, last in zip(inside, before, strict=True)
        )
        yield Token(match[0], match.start(), match.end(), labels)
        before = tuple(owner[0] if owner else None for owner in inside)


def _owners(article: Article, layer: str) -> list[tuple[Span, int]]:
    found = []
    for number, quote in enumerate(article, start=1):
        value = quote.contents if layer == "content" else getattr(quote, layer)
        spans = value if isinstance(value, tuple) else (value,)
        found += [(span, number) for span in spans if span is not None]
    # The innermost, which is the shortest, is looked at first.
    return sorted(found, key=lambda pair: pair[0].end - pair[0].start)


def _owner(owners: list[tuple[Span, int]], at: int) -> tuple[Span, int] | None:
    return next((pair for pair in owners if pair[0].start <= at < pair[0].end), None)


def _line(text: str) -> str:
    return " ".join(text.split())


def write(
    articles: Iterable[Article],
    out: IO[str],
    sort: str,  # noqa: ARG001 every format is called alike
    columns: Sequence[str] | None,  # noqa: ARG001 the same
) -> None:
    """Write the tokens of each article.

    Args:
        articles: The articles.
        out: A file open for text.
        sort: ``conll``.
        columns: None: it has its own columns.
    """
    for article in articles:
        out.write(conll(article))
