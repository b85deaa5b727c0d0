"""Who is quoted in any number of articles: how often, how long, in how many.

>>> from attribution import read
>>> texts = ["“No,” said Ada Moor, the mayor.", "Mayor Ada Moor denied it. Lem Harrow said so."]
>>> found = audit(map(read, texts))
>>> for share in found.shares("speaker"):
...     print(share.value, share.statements, share.articles, f"{share.share:.0%}")
Ada Moor 2 2 67%
Lem Harrow 1 1 33%
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attribution.articles import Article
from attribution.audit.collecting import Audit, Share
from attribution.audit.counting import DIMENSIONS, Anonymous
from attribution.audit.joining import Likeness
from attribution.audit.writing import FORMATS, write

__all__ = ["DIMENSIONS", "FORMATS", "Anonymous", "Audit", "Likeness", "Share", "audit", "write"]


def audit(
    articles: Iterable[Article],
    by: Iterable[str] = tuple(DIMENSIONS),
    aliases: Mapping[str, Sequence[str]] | str | Path | None = None,
) -> Audit:
    """Count who is quoted in articles.

    Args:
        articles: Any number of articles, which are read one by one.
        by: The dimensions to count by, as `Audit` takes them.
        aliases: Names that are one, as `Audit` takes them.

    Returns:
        The counts.

    Raises:
        FormatError: If there is no such dimension.
        LoadError: If the file of aliases cannot be read.

    >>> from attribution import read
    >>> audit([read("It rained.")]).shares("stance")
    []
    """
    found = Audit(by, aliases)
    for article in articles:
        found.add(article)
    return found
