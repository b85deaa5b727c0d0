"""The quotations of a text, and an article made ready for them to be looked up in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs

from attribution.articles import Article
from attribution.check.results import Change, Checked, Verdict
from attribution.check.searching import Difference, Match, Stream, exact, likely
from attribution.check.speakers import differ
from attribution.check.words import Segment, Word, said_words, segments
from attribution.models import Quote, Span
from attribution.parser import Parser

_NEAR = 8
"""So many words at most part two quotations of one speaker that may be quoted as one."""


def quotations(draft: Article, parser: Parser) -> list[Quotation]:
    """Give what a text quotes, each with the statement that it belongs to."""
    found = []
    for span in parser.quotations(draft.text):
        owners = (quote for quote in draft for other in quote.quoted if _overlap(span, other))
        parts = segments(draft.text, span.start, span.end)
        if parts:
            found.append(Quotation(span, next(owners, None), draft, parts))
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


# The article ------------------------------------------------------------------------------------


class Source:
    """An article made ready for quotations to be looked up in it."""

    def __init__(self, article: Article, parser: Parser) -> None:
        self.article = article
        self.words = said_words(article.text)
        self._starts = [word.start for word in self.words]
        owned = [(span, quote) for quote in article for span in quote.quoted]
        taken = [span for span, _ in owned]
        loose = [
            (span, None)
            for span in parser.quotations(article.text)
            if not any(_overlap(span, other) for other in taken)
        ]
        quoted = sorted([*owned, *loose], key=lambda pair: pair[0].start)
        self.marked = {word for span, _ in quoted for word in self._within(span)}
        self.streams = [*map(Stream, self._rows(quoted)), Stream(self.words)]

    def _within(self, span: Span) -> Sequence[Word]:
        first = bisect_left(self._starts, span.start)
        return self.words[first : bisect_left(self._starts, span.end)]

    def _rows(self, quoted: Sequence[tuple[Span, Quote | None]]) -> Iterator[list[Word]]:
        """Give the words of quotations; those of one speaker that follow on each other as one."""
        row: list[Word] = []
        last: tuple[Span, Quote | None] | None = None
        for span, quote in quoted:
            if last is not None and not self._goes_on(last, span, quote):
                yield row
                row = []
            row.extend(word for word in self._within(span) if not row or word.start > row[-1].start)
            last = span, quote
        if row:
            yield row

    def _goes_on(self, last: tuple[Span, Quote | None], span: Span, quote: Quote | None) -> bool:
        before, first = last
        if first is None or quote is None or first.speaker != quote.speaker:
            return False
        between = Span(
            min(before.end, span.start),
            span.start,
            self.article.text[min(before.end, span.start) : span.start],
        )
        return first is quote or len(self._within(between)) <= _NEAR

    def said(self, run: Sequence[Word]) -> Quote | None:
        """Give the statement that some words belong to."""
        best: Quote | None = None
        most = 0
        for quote in self.article:
            for span in quote.contents:
                count = sum(span.start <= word.start < span.end for word in run)
                if count > most:
                    best, most = quote, count
        return best

    def span(self, run: Sequence[Word]) -> Span:
        """Give the place of some words."""
        return _span(self.article.text, run)


def _span(text: str, run: Sequence[Word]) -> Span:
    start, end = run[0].start, run[-1].end
    return Span(start, end, text[start:end])


# A quotation ------------------------------------------------------------------------------------


@attrs.frozen
class Quotation:
    """A quotation of a text that is checked."""

    span: Span
    quote: Quote | None
    """The statement that it belongs to, if somebody says it."""
    draft: Article
    parts: list[Segment]
    """Its words between the gaps that it shows."""

    def checked(self, source: Source, least: float) -> Checked:
        """Say what an article has of it."""
        whole = [match for row in source.streams for match in exact(row, self.parts)]
        found = [self._judged(source, match) for match in whole]
        if not found:
            near = (likely(row, self.parts, least) for row in source.streams)
            found = [self._judged(source, match) for match in near if match is not None]
        absent = Checked(
            quotation=self.span, verdict=Verdict.ABSENT, speaker=self._speaker, score=0.0
        )
        return min(found, key=_badness, default=absent)

    @property
    def _speaker(self) -> str | None:
        return self.quote.speaker if self.quote is not None else None

    def _judged(self, source: Source, match: Match) -> Checked:
        owners = [source.said(run) for run in match.runs]
        theirs = [quote for quote in owners if quote is None or not self._differs(quote, source)]
        said = (theirs or owners)[0]
        # What dots part may be another's, as little as what nothing parts.
        joined = match.joined or len({quote.speaker for quote in owners if quote}) > 1
        marked = all(word in source.marked for run in match.runs for word in run)
        return Checked(
            quotation=self.span,
            verdict=_verdict(exact=match.exact and not joined, marked=marked, other=not theirs),
            speaker=self._speaker,
            places=tuple(source.span(run) for run in match.runs),
            said=said,
            changes=tuple(self._change(source, item) for item in match.differences),
            joined=joined,
            score=match.score,
        )

    def _differs(self, said: Quote, source: Source) -> bool:
        return self.quote is not None and differ(self.quote, self.draft, said, source.article)

    def _change(self, source: Source, item: Difference) -> Change:
        quoted = _span(self.draft.text, item.quoted) if item.quoted else None
        return Change(quoted, source.span(item.said) if item.said else None)


def _verdict(*, exact: bool, marked: bool, other: bool) -> Verdict:
    if other:
        return Verdict.MISATTRIBUTED
    if not marked:
        return Verdict.PARAPHRASED
    return Verdict.VERBATIM if exact else Verdict.ALTERED


_APART = 12
"""So much likeness of letters it is worth if words stand in one place rather than in several."""
_ORDER = (Verdict.VERBATIM, Verdict.ALTERED, Verdict.MISATTRIBUTED, Verdict.PARAPHRASED)


def _badness(item: Checked) -> tuple[float, int]:
    """Give by what the likeliest of several places is chosen: the words, then the verdict."""
    return item.joined * _APART - item.score, _ORDER.index(item.verdict)
