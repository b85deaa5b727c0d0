"""On which day each statement was made, where the text says so."""

from __future__ import annotations

import datetime
import functools
import math
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

import attrs
import regex

from attribution._article.document import Document
from attribution._article.statement import Statement
from attribution._language.days import calendar
from attribution._language.grammar import Derived, Grammar
from attribution._notation.limits import Limited
from attribution._notation.patterns import Match, Pattern, group_name
from attribution._reading.plain import plain_text
from attribution._rules.shapes import TEXTS
from attribution._rules.wanted import piece, setting, single
from attribution.models import Span

DATE = piece(
    "date",
    choice=frozenset({
        "absolute", "year", "month", "yearless", "monthday", "weekday", "previous", "relative",
        "publication", "following", "same", "preceding",
    }),
    doc="an expression that may date a statement; its groups tell how it is read",
    without="no statement has a date but by a dateline",
)  # fmt: skip
DATE_ANCHOR = piece(
    "date-anchor",
    doc="a unit without one of which no expression is looked for",
    without="no statement has a date but by a dateline",
)
DATE_MISSIVE = piece(
    "date-missive",
    doc="right behind what somebody is to do, the letter in which it was said: its day counts",
    without='"told the crew to wait in a letter on Monday" has no date',
    optional=True,
)
DATE_AFTER_PERSON = piece(
    "date-after-person",
    doc="from right to left, a person before an expression",
    without="no date is found inside a noun phrase",
    optional=True,
)
BARRIERS = {
    place: piece(
        f"date-barrier-{place}", doc=doc, without="a day is taken across it", optional=True
    )
    for place, doc in {
        "after": "what cuts an expression off from the cue before it",
        "between": "the same between source and cue",
        "lead": "the same at the start of the sentence",
        "then": "the same between that and the source",
        "adjunct": "the same before an adjunct",
        "object": "the same at the end of a noun phrase",
    }.items()
}
PUBLISHED = setting(
    "published",
    TEXTS,
    doc="headers that give the day of publication: regular expressions over the beginning of the "
    "text, in which `DATE` stands for any full date",
    without="relative days need the argument `published` or a dateline",
    optional=True,
)
GERUND = single("gerund")
# Any date that names its year, in figures or with the name of the month.
_DATE = r"""(?P<date>
    \d{4}-\d\d?-\d\d?(?!\d)
  | \d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)
  | (?:\p{L}+\.?,?\ )?\p{L}+\.?\ \d{1,2}\p{L}{0,2},?\ \d{4}(?!\d)
  | (?:\p{L}+\.?,?\ )?\d{1,2}(?:\.|\p{L}{0,2})\ \p{L}+\.?,?\ \d{4}(?!\d)
)"""


@Derived
def headers(grammar: Grammar) -> tuple[Pattern, ...]:
    """Compile the headers that give the day of publication, the surest first."""
    flags = regex.VERBOSE | regex.MULTILINE | regex.IGNORECASE
    patterns = [regex.compile(p.replace("DATE", _DATE), flags) for p in grammar[PUBLISHED]]
    limit = grammar.rules.time_limit
    if math.isinf(limit):
        return tuple(patterns)
    return tuple(Limited(pattern, PUBLISHED.name, limit) for pattern in patterns)


_YEAR_FIGURES = 4
_YEAR = regex.compile(rf"\d{{{_YEAR_FIGURES}}}")
_HEAD = 1500
"""How many characters at the start of a text may hold the day of publication."""
_BASE = datetime.date(2000, 3, 1)
"""Any day will do to read what does not depend on one; a leap day lies just behind this one."""
_LATER = {"following": 1, "same": 0, "preceding": -1}
"""Groups that count from the day of the statement before."""
_DATED = ("absolute", "year")
"""Groups that say their year and need no other day."""
_COARSE = ("month", "year")
_REACH = 80
"""How many units away from the cue, or from its source or content, an expression may stand."""
_PHRASE = 40
"""How many units a noun phrase may have that the day of the statement follows."""
_TOLD = {"lead": "before", "object": "after"}
"""Place of an expression -> how it is told, where that differs."""
_OBJECTS = ("np",)
"""Frames whose content is a noun phrase, which the day of the statement may follow."""


def dates(document: Document, statements: list[Statement]) -> list[Statement]:
    r"""Give each statement the day that the clause of its cue, or its byline, names.

    A date inside the statement itself is not the day on which it was made.  Relative expressions
    count from the day of publication, which a header of the text may give; a month or a year
    alone stands for its first day.

    >>> from attribution import parse
    >>> head = "Published: March 12, 2024\n\n"
    >>> [quote] = parse(head + "Ada Moor said on Monday that it would rain on Friday.")
    >>> quote.date, quote.date_span.text
    (datetime.date(2024, 3, 11), 'Monday')
    """
    calendar = _Calendar(document)
    finder = _Finder(document, statements, calendar)
    before: Statement | None = None
    for statement in statements:
        if statement.proposed.byline is not None:
            _byline(calendar, statement, statement.proposed.byline)
        elif statement.cue is not None:
            # Most statements are not dated at all, which is soon known.
            dated = finder.may_find(statement) and _date(finder, calendar, statement, before)
            if not dated and before is not None:
                _go_on(finder, statement, before)
        before = statement
    return statements


def _byline(calendar: _Calendar, statement: Statement, span: Span) -> None:
    statement.date_span, statement.date = span, calendar.byline(plain_text(span.text)[0])
    statement.because("date", "byline", span.text, statement.date)


def _date(
    finder: _Finder, calendar: _Calendar, statement: Statement, before: Statement | None
) -> bool:
    """Date a statement by an expression of its own, if it has one."""
    found = finder.find(statement)
    if found is None:
        return False
    statement.date_span = finder.document.span((found.start, found.end))
    text = finder.document.words_of(found.part)
    statement.date = calendar.day(found.group, text, before.date if before else None)
    words = statement.date_span.text
    statement.because("date", found.group, words, statement.date, f"{found.place} the cue")
    return True


def _go_on(finder: _Finder, statement: Statement, before: Statement) -> None:
    if before.date_span is not None and finder.goes_on(statement, before):
        statement.date, statement.date_span = before.date, before.date_span
        words = before.date_span.text
        statement.because("date", "date", words, before.date, "of the cue before")


# Finding ----------------------------------------------------------------------------------------


@attrs.frozen
class _Found:
    """A date expression: its units, how it is to be read, and where it stands."""

    start: int
    end: int
    group: str
    part: tuple[int, int]
    place: str

    @property
    def coarse(self) -> bool:
        """Whether it may name less than a day."""
        return self.group in _COARSE


class _Finder:
    """Looks for date expressions in the clauses of cues."""

    def __init__(
        self, document: Document, statements: list[Statement], calendar: _Calendar
    ) -> None:
        self.document = document
        self._calendar = calendar
        self.tags = document.tags
        self.grammar = document.grammar
        self._ends = document.sentence_ends
        self._statements = statements
        anchor = self.grammar[DATE_ANCHOR]
        self._anchors = [match.start() for match in anchor.finditer(self.tags)]
        # The sentences, by their numbers, in which an expression may begin.
        self._dated = [bisect_left(self._ends, unit) for unit in self._anchors]

    @functools.cached_property
    def _walls(self) -> list[int]:
        return _walls(self._statements)

    def find(self, statement: Statement) -> _Found | None:
        """Find the expression that dates a statement, one that names a day if there is one."""
        coarse = None
        for place in (self._between, self._after, self._lead, self._object):
            for found in place(statement):
                if not found.coarse:
                    return found
                coarse = coarse or found
        return coarse

    def may_find(self, statement: Statement) -> bool:
        """Whether anything in the sentences of a statement may begin an expression."""
        first, last = _extent(statement)
        start = bisect_left(self._ends, first)
        end = bisect_left(self._ends, last - 1, start)
        at = bisect_left(self._dated, start)
        return at < len(self._dated) and self._dated[at] <= end

    def goes_on(self, statement: Statement, before: Statement) -> bool:
        """Whether a cue such as "adding" leans on the dated one before it."""
        return (
            before.cue is not None
            and statement.cue is not None
            and statement.borrowed
            and statement.source == before.source
            and self.tags[statement.cue[0]] in self.grammar[GERUND]
            and self._sentence(statement.cue[0]) == self._sentence(before.cue[0])
        )

    def _sentence(self, unit: int) -> tuple[int, int]:
        at = bisect_left(self._ends, unit)
        start = self._ends[at - 1] + 1 if at else 0
        return start, self._ends[at] if at < len(self._ends) else len(self.tags)

    def _after(self, statement: Statement) -> Iterator[_Found]:
        cue = statement.cue or (0, 0)
        _, stop = self._sentence(cue[1] - 1)
        if not self._anchored(cue[1], stop):
            return
        own = {statement.source[0]} if statement.source else set()
        at = cue[1]
        for start, end in [*statement.contents, (stop, stop)]:
            if end <= at and start < stop:
                continue
            limit = self._wall(at, min(start, stop, at + _REACH), own)
            yield from self._search("after", at, limit)
            if limit < start or end >= stop:
                return
            at = end

    def _between(self, statement: Statement) -> Iterator[_Found]:
        cue, source = statement.cue or (0, 0), statement.source
        if source is None or source[1] > cue[0] or not self._anchored(source[0], cue[0]):
            return
        # A date may stand at the end of the source itself: "the crew on Monday said".
        start = max(source[0], self._wall_before(cue[0]), cue[0] - _REACH)
        yield from self._search("adjunct" if statement.borrowed else "between", start, cue[0])
        if statement.borrowed:
            # "The crew on Monday denied it and said": the day holds for both cues.
            limit = self._wall(source[1], min(cue[0], source[1] + _REACH), set())
            yield from self._search("between", source[0], limit)

    def _lead(self, statement: Statement) -> Iterator[_Found]:
        limit = _extent(statement)[0]
        start = self._sentence(limit)[0]
        if not self._anchored(start, limit):
            return
        start = max(start, self._wall_before(limit), limit - _REACH)
        barrier = self._barrier("then")
        for found in self._search("lead", start, limit):
            if barrier is not None and barrier.search(self.tags, found.end, limit):
                continue
            if not self._calendar.heads(self.document.starts[self.document.first[found.start]]):
                yield found

    def _object(self, statement: Statement) -> Iterator[_Found]:
        start, end = statement.contents[-1]
        if statement.proposed.frame not in _OBJECTS:
            if DATE_MISSIVE in self.grammar and self.grammar[DATE_MISSIVE].match(self.tags, end):
                limit = self._wall(end, self._sentence(end - 1)[1], {end})
                yield from self._search("after", end, min(limit, end + _PHRASE))
            return
        person = self.grammar[DATE_AFTER_PERSON.leftwards]
        for found in self._search("object", start, min(end, start + _PHRASE)):
            if found.end == end or person.match(self.document.tape, start, found.start):
                yield found
        # ... or right behind it: "praised the crew in an interview on Monday".
        limit = self._wall(end, self._sentence(end - 1)[1], {end})
        yield from self._search("object", end, min(limit, end + _PHRASE))

    def _anchored(self, start: int, end: int) -> bool:
        """Whether there may be an expression in a range of units."""
        at = bisect_left(self._anchors, start)
        return at < len(self._anchors) and self._anchors[at] < end

    def _barrier(self, place: str) -> Pattern | None:
        """Give what cuts an expression off from the cue at a place, if there is such a thing."""
        barrier = BARRIERS.get(place)
        known = barrier is not None and barrier in self.grammar
        return self.grammar[barrier] if barrier is not None and known else None

    def _search(self, place: str, start: int, end: int) -> Iterator[_Found]:
        if not self._anchored(start, end):
            return
        barrier = self._barrier(place)
        barred = barrier.search(self.tags, start, end) if barrier else None
        for match in self.grammar[DATE.numbered].finditer(self.tags, start, end):
            found = _found(match, _TOLD.get(place, place))
            if found is not None and (barred is None or found.start < barred.start()):
                yield found

    def _wall(self, start: int, end: int, own: set[int]) -> int:
        at = bisect_left(self._walls, start)
        while at < len(self._walls) and self._walls[at] < end:
            if self._walls[at] not in own:
                return self._walls[at]
            at += 1
        return end

    def _wall_before(self, unit: int) -> int:
        at = bisect_left(self._walls, unit)
        return self._walls[at - 1] if at else 0


def _extent(statement: Statement) -> tuple[int, int]:
    """Give the units from the first to the last of a statement with its cue and source."""
    source, cue = statement.source or (), statement.cue or ()
    units = [*chain.from_iterable(statement.contents), *cue, *source]
    return min(units), max(units)


def _walls(statements: list[Statement]) -> list[int]:
    walls: list[int] = []
    for statement in statements:
        for content in statement.contents:
            walls += content
        if statement.cue is not None:
            walls.append(statement.cue[0])
        if statement.source is not None and not statement.borrowed:
            walls.append(statement.source[0])
    return sorted(walls)


def _found(match: Match, place: str) -> _Found | None:
    """Give what was found, if a group tells how it is to be read."""
    group = match.lastgroup
    if group is None:
        group = next((name for name, value in match.groupdict().items() if value), None)
    if group is None:
        return None
    return _Found(*match.span(), group_name(group), match.span(group), place)


# Resolving --------------------------------------------------------------------------------------


def published_day(document: Document) -> datetime.date | None:
    """Give the day of publication: the one given, else the one that a header names."""
    return _Calendar(document).published


class _Calendar:
    """Works out the days that expressions name."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._grammar = document.grammar
        self._given = document.published
        self._days = document.grammar[calendar]

    @functools.cached_property
    def published(self) -> datetime.date | None:
        """The day of publication: the one given, else the one that a header names."""
        return self._given or self._header[0]

    def heads(self, offset: int) -> bool:
        """Whether the header that names the day of publication stands at an offset."""
        return offset < _HEAD and offset in self._header[1]

    @functools.cached_property
    def _header(self) -> tuple[datetime.date | None, range]:
        head = self._text[:_HEAD]
        if not _YEAR.search(head):
            # No header names a day without its year.
            return None, range(0)
        matches = (match for p in self._grammar[headers] for match in p.finditer(head))
        for match in matches:
            day = self._read(match["date"])
            if day is not None:
                return day, range(*match.span())
        return None, range(0)

    def byline(self, text: str) -> datetime.date | None:
        """Give the day of a date in figures or with the name of its month."""
        figures = "".join(char if char.isdigit() else " " for char in text).split()
        dated = any(len(figure) == _YEAR_FIGURES for figure in figures)
        return self.day("absolute" if dated else "yearless", text, None)

    def day(self, group: str, text: str, before: datetime.date | None) -> datetime.date | None:
        """Give the day that an expression of some group names."""
        if group in _LATER:
            return _shifted(before, _LATER[group])
        if group in _DATED:
            return self._read(text)
        return self._counted(group, text, self.published) if self.published else None

    def _counted(self, group: str, text: str, published: datetime.date) -> datetime.date | None:
        if group == "publication":
            return published
        if group == "relative":
            return self._read(text, published)
        if group == "monthday":
            return self._days.monthday(text, published)
        read = self._read(text)
        if read is None:
            return None
        if group in ("weekday", "previous"):
            back = (published.weekday() - read.weekday()) % 7
            return _shifted(published, -(back or 7 * (group == "previous")))
        return _latest(read, published)

    def _read(self, text: str, base: datetime.date = _BASE) -> datetime.date | None:
        return self._days.read(" ".join(text.split()), base)


def _shifted(day: datetime.date | None, days: int) -> datetime.date | None:
    try:
        return day + datetime.timedelta(days) if day is not None else None
    except OverflowError:
        return None


def _latest(read: datetime.date, published: datetime.date) -> datetime.date | None:
    # Only the 29th of February may have to look further back than a year.
    for year in range(published.year, max(published.year - 9, 0), -1):
        try:
            day = read.replace(year=year)
        except ValueError:
            continue
        if day <= published:
            return day
    return None
