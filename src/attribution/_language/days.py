"""Reads the day that an expression names: the common forms by itself, the rest by dateparser.

The words are settings of the rule set; without them dateparser, which takes long to import, reads
everything.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from attribution._language.grammar import Derived, Grammar
from attribution._language.tagging import ORDINAL_ENDINGS
from attribution._rules.shapes import NAMES, NUMBER, TEXT, TEXTS, choice, keyed, table_of
from attribution._rules.wanted import setting

DATE_ORDER = setting(
    "date_order",
    choice("DMY", "DYM", "MDY", "MYD", "YDM", "YMD"),
    doc='the order of day, month and year in figures alone: "DMY"',
    optional=True,
)
MONTHS = setting(
    "calendar_months",
    TEXTS,
    doc="the names of each month, in their order",
    without="dateparser, which takes long to import, reads every day",
    optional=True,
)
WEEKDAYS = setting(
    "calendar_weekdays",
    TEXTS,
    doc="the names of each day of the week, in their order",
    without="dateparser reads every weekday",
    optional=True,
)
NUMBERS = setting(
    "calendar_numbers", TEXTS, doc="the words for each number, from one on", optional=True
)
SKIPPED = setting(
    "calendar_skipped", NAMES, doc="words of a date that say nothing of it", optional=True
)
AGO = setting(
    "calendar_ago",
    TEXT,
    doc="how to count back, with NUMBER and UNIT in their places",
    without='dateparser reads "two days ago"',
    optional=True,
)
UNITS = setting(
    "calendar_units",
    keyed(choice("day", "week", "month", "year"), NAMES),
    doc="the words for `day`, `week`, `month` and `year`",
    optional=True,
)
BEFORE = setting(
    "calendar_before",
    keyed(choice("day", "week", "month", "year"), table_of(NUMBER)),
    doc="for such a unit, expressions that count back by themselves, and by how many",
    optional=True,
)
NOON = datetime.time(12)
_REMEMBERED = 4096
_LARGE = 9
"""A number of more figures is no number of days."""
_NUMBER, _UNIT = "NUMBER", "UNIT"
"""What stands in the setting for a number and for a unit of time."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NUMERIC = re.compile(r"(\d{1,4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_YEAR_FIGURES = 4
_WEEK = 7
_MONTHS = 12
_LEAP = 8
"""So many years may lie between two 29ths of February."""
_LEFT: Final = object()
"""What is given for an expression that is left to dateparser."""
_Parts: TypeAlias = "dict[str, int]"


class Days:
    """The calendar of a rule set."""

    def __init__(self, grammar: Grammar) -> None:
        """Index the words."""
        self._months = _numbers(grammar[MONTHS])
        self._weekdays = _numbers(grammar[WEEKDAYS])
        self._counts = _numbers(grammar[NUMBERS])
        self._skipped = grammar[SKIPPED]
        units = grammar[UNITS]
        self._units = {word: unit for unit, words in units.items() for word in words}
        self._ago = tuple(grammar[AGO].split())
        self._spans = {
            tuple(phrase.split()): (unit, int(number))
            for unit, phrases in grammar[BEFORE].items()
            for phrase, number in phrases.items()
        }
        ordinals = grammar[ORDINAL_ENDINGS]
        self._monthday = re.compile(rf"(\d{{1,2}})(?:{'|'.join(map(re.escape, ordinals))})?")
        self._order = grammar[DATE_ORDER]
        self._language = grammar.rules.language
        self.read = functools.lru_cache(maxsize=_REMEMBERED)(self._read)
        """Give the day that an expression names, the latest up to a base where it names several."""

    def _read(self, text: str, base: datetime.date) -> datetime.date | None:
        found = self._own(text, base)
        if isinstance(found, datetime.date) or found is None:
            return found
        return _by_dateparser(text, base, self._language, self._order)

    def monthday(self, text: str, base: datetime.date) -> datetime.date | None:
        """Give the latest day up to a base that has a number in its month: "the 6th"."""
        figure = self._monthday.fullmatch(text.lower())
        if figure is None:
            return None
        for back in range(_MONTHS):
            first = _months_before(base, back)
            day = _made(first.year, first.month, int(figure[1])) if first is not None else None
            if day is not None and day <= base:
                return day
        return None

    def _own(self, text: str, base: datetime.date) -> datetime.date | object | None:
        numeric = _NUMERIC.fullmatch(text)
        if numeric is not None:
            return self._numeric(numeric[1], numeric[3], numeric[4])
        words = tuple([word.strip(",").removesuffix(".") for word in text.lower().split()])
        if words in self._spans:
            return _before(base, *self._spans[words])
        if self._ago and len(words) == len(self._ago):
            found = self._counted(words, base)
            if found is not _LEFT:
                return found
        return self._named(words, base)

    def _numeric(self, first: str, second: str, third: str) -> datetime.date | object | None:
        if len(first) == _YEAR_FIGURES:
            return _made(int(first), int(second), int(third))
        if len(third) != _YEAR_FIGURES or not self._order:
            return _LEFT
        day, month = int(first), int(second)
        if self._order.index("M") < self._order.index("D"):
            day, month = month, day
        # What cannot be a month is the day, whatever the order.
        if month > _MONTHS:
            day, month = month, day
        return _made(int(third), month, day)

    def _counted(
        self, words: tuple[str, ...], base: datetime.date
    ) -> datetime.date | object | None:
        number, unit = None, None
        for word, place in zip(words, self._ago, strict=True):
            if place == _NUMBER:
                number = self._count(word)
            elif place == _UNIT:
                unit = self._units.get(word)
            elif word != place:
                return _LEFT
        return _LEFT if number is None or unit is None else _before(base, unit, number)

    def _count(self, word: str) -> int | None:
        if _GROUPED.fullmatch(word):
            word = re.sub("[.,]", "", word)
        if word.isascii() and word.isdigit():
            return int(word[: _LARGE + 1])
        return self._counts.get(word)

    def _named(self, words: tuple[str, ...], base: datetime.date) -> datetime.date | object | None:
        """Read a day by the names of its weekday and month, by its figure and its year."""
        parts: _Parts = {}
        for word in words:
            part = self._part(word) if word not in self._skipped else None
            if part is None and word not in self._skipped:
                return _LEFT
            if part is not None:
                # Nothing is said twice.
                if part[0] in parts:
                    return _LEFT
                parts[part[0]] = part[1]
        read = _FORMS.get(frozenset(parts))
        return read(parts, base) if read is not None else _LEFT

    def _part(self, word: str) -> tuple[str, int] | None:
        if word in self._months:
            return "month", self._months[word]
        if word in self._weekdays:
            return "weekday", self._weekdays[word] - 1
        if len(word) == _YEAR_FIGURES and word.isascii() and word.isdigit():
            return "year", int(word)
        figure = self._monthday.fullmatch(word)
        return ("day", int(figure[1])) if figure is not None else None


def _numbers(rows: Iterable[str]) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, 1) for word in row.split()}


# From parts to days ------------------------------------------------------------------------------


def _made(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _in_full(parts: _Parts, _: datetime.date) -> datetime.date | None:
    return _made(parts["year"], parts.get("month", 1), parts.get("day", 1))


def _of_any_year(parts: _Parts, base: datetime.date) -> datetime.date | None:
    years = range(base.year, base.year - _LEAP - 1, -1)
    days = (_made(year, parts["month"], parts.get("day", 1)) for year in years)
    return next((day for day in days if day is not None and day <= base), None)


def _of_any_week(parts: _Parts, base: datetime.date) -> datetime.date | None:
    return _before(base, "day", (base.weekday() - parts["weekday"]) % _WEEK or _WEEK)


_FORMS: dict[frozenset[str], Callable[[_Parts, datetime.date], datetime.date | None]] = {
    frozenset(form.split()): read
    for form, read in {
        "year": _in_full,
        "month year": _in_full,
        "day month year": _in_full,
        "weekday day month year": _in_full,
        "month": _of_any_year,
        "day month": _of_any_year,
        "weekday day month": _of_any_year,
        "weekday": _of_any_week,
    }.items()
}
"""What an expression says -> how its day is found."""


def _before(base: datetime.date, unit: str, number: int) -> datetime.date | None:
    """Give the day so many days or weeks before a base, or the first of the month or year."""
    if unit == "month":
        return _months_before(base, number)
    if unit == "year":
        return _made(base.year - number, 1, 1)
    try:
        return base - datetime.timedelta(number * (_WEEK if unit == "week" else 1))
    except OverflowError:
        return None


def _months_before(base: datetime.date, number: int) -> datetime.date | None:
    year, month = divmod(base.year * _MONTHS + base.month - 1 - number, _MONTHS)
    return _made(year, month + 1, 1)


# The rest ----------------------------------------------------------------------------------------


def _by_dateparser(
    text: str, base: datetime.date, language: str, order: str
) -> datetime.date | None:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime.datetime.combine(base, NOON),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "TIMEZONE": "UTC",
        "TO_TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        **({"DATE_ORDER": order} if order else {}),
    }
    try:
        parser = DateDataParser(languages=[language], settings=settings)
        read = parser.get_date_data(text).date_obj
    except (ValueError, OverflowError, TypeError):
        return None
    return read.date() if read is not None else None


@Derived
def calendar(grammar: Grammar) -> Days:
    """Give the calendar of a rule set."""
    return Days(grammar)
