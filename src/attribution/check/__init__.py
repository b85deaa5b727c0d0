"""Whether the quotations of a text stand in the article that it is made of.

>>> from attribution import read
>>> article = read("“We have not sold the quay,” said Ada Moor. Lem Harrow said it was late.")
>>> for item in check("“We have sold the quay,” Lem Harrow said.", article):
...     print(item)
misattributed: “We have sold the quay,” is said by Ada Moor, not by Lem Harrow; left out: “not”
"""

from __future__ import annotations

from pathlib import Path

from attribution._values.arguments import checked_text
from attribution.articles import Article
from attribution.check.results import Change, Checked, Verdict
from attribution.errors import InputValueError, MissingExtraError
from attribution.parser import Parser
from attribution.rules import RuleSet

__all__ = ["Change", "Checked", "Verdict", "check"]

_LEAST = 70.0
_MOST = 100.0


def check(
    text: str,
    article: Article | str,
    *,
    threshold: float = _LEAST,
    rules: str | Path | RuleSet = "en",
) -> list[Checked]:
    """Look up each quotation of a text in the article that the text is made of.

    Other quotation marks, dashes, spaces and case, a comma or full stop at the end, dots where
    words are left out, and words in brackets are no alterations.  Quotations in quotations are
    checked with the outer one, names of books and the like are not checked.

    Args:
        text: A summary, a draft, another paper's story.
        article: What it must agree with.
        threshold: How alike the letters of a quotation must be to those of the article, from 0 to
            100, for it to be altered rather than absent.
        rules: The rule set to read the text with, and the article if it is a `str`; as `Parser`
            takes it.

    Returns:
        Each quotation in the order of the text, with offsets into both.

    Raises:
        InputTypeError: If `text` is no `str`.
        InputValueError: If `threshold` is not from 0 to 100.
        MissingExtraError: If rapidfuzz is not installed.

    >>> said = "“We will publish the log of the ship,” said Ada Moor. She said that it was long."
    >>> draft = '''Moor said they "will publish the log", "the log of a ship", and "it was long".'''
    >>> [(item.quotation.text, item.verdict.value) for item in check(draft, said)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('will publish the log', 'verbatim'), ('the log of a ship', 'altered'),
     ('it was long', 'paraphrased')]
    >>> check("Moor denied it.", said)
    []
    """
    if not 0 <= threshold <= _MOST:
        raise InputValueError("threshold", threshold, "from 0 to 100")
    try:
        from attribution.check.comparing import Source, quotations
    except ImportError as error:
        raise MissingExtraError("checking quotations", "rapidfuzz", "check") from error
    parser = Parser(rules)
    draft = parser.read(checked_text(text))
    source = Source(article if isinstance(article, Article) else parser.read(article), parser)
    return [item.checked(source, threshold) for item in quotations(draft, parser)]
