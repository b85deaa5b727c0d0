"""What is found out about a quotation."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Any, cast

import attrs

from attribution._values.plain import plain
from attribution.models import Quote, Span


class Verdict(enum.StrEnum):
    """What was found out about a quotation."""

    VERBATIM = "verbatim"
    """The article has these words in quotation marks."""
    ALTERED = "altered"
    """The article has nearly these words in quotation marks, or has them in different places."""
    PARAPHRASED = "paraphrased"
    """The article has these or nearly these words, but nobody is quoted with them."""
    MISATTRIBUTED = "misattributed"
    """Somebody else says them in the article."""
    ABSENT = "absent"
    """The article has nothing like them."""


@attrs.frozen
class Change:
    """A difference between a quotation and the article."""

    quoted: Span | None
    """The words of the quotation, in the text that was checked; `None` where words are left out."""
    said: Span | None
    """The words of the article in their place; `None` where words were put in."""

    def __str__(self) -> str:
        """Say what the difference is."""
        if self.quoted is None:
            return f"left out: “{self.said.text if self.said else ''}”"
        if self.said is None:
            return f"put in: “{self.quoted.text}”"
        return f"“{self.quoted.text}” for “{self.said.text}”"


def _rows(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Checked:
    """A quotation of a text, and what the article has of it."""

    quotation: Span
    """The quotation, without its marks, in the text that was checked."""
    verdict: Verdict
    """What was found out."""
    speaker: str | None = None
    """Who says it according to the text; `None` where the text does not tell."""
    places: tuple[Span, ...] = attrs.field(default=(), converter=_rows)
    """Where the article has the words; several where dots or brackets part them, or where the
    quotation was put together."""
    said: Quote | None = None
    """The statement of the article that they belong to; `None` in narration."""
    changes: tuple[Change, ...] = attrs.field(default=(), converter=_rows)
    """In what the words differ."""
    joined: bool = False
    """Whether words that stand apart in the article were put together without a sign of it."""
    score: float = 0.0
    """How alike the letters are, from 0 to 100."""

    @property
    def sound(self) -> bool:
        """Whether the quotation may stand as it is."""
        return self.verdict is Verdict.VERBATIM

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values that JSON can hold."""
        return cast("dict[str, Any]", plain(self))

    def __str__(self) -> str:
        """Say in a line what was found out."""
        told = [f"{self.verdict.value}: “{self.quotation.text}”"]
        if self.verdict is Verdict.MISATTRIBUTED and self.said is not None:
            told = [f"{told[0]} is said by {self.said.speaker}, not by {self.speaker}"]
        elif self.verdict is Verdict.PARAPHRASED:
            who = self.said.speaker if self.said is not None else None
            whose = f"the words of the article about {who}" if who else "words of the article"
            told = [f"{told[0]} are {whose}, not a quotation"]
        if self.joined:
            told.append("put together from several places")
        return "; ".join([*told, *map(str, self.changes)])
