"""The days that our own rules read, against what dateparser reads in the same words."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from attribution import RuleSet, rulesets
from attribution._language.days import _LEFT, Days, _by_dateparser, calendar
from attribution._language.grammar import Grammar, compiled

BASES = tuple(
    map(datetime.date.fromisoformat, ("2000-03-01", "2023-03-31", "2024-02-29", "2031-12-31"))
)
YEARS = ("1899", "1987", "2000", "2023", "2024")
DAYS = (1, 2, 3, 9, 10, 28, 29, 30, 31)
_EVERY = 3
"""dateparser takes some milliseconds for each."""
UNREAD = {
    # dateparser knows neither word; "2,000" it takes for no number of days.
    "en": ("weds", "thur", "thurs", "2,000"),
    "de": ("sonnabend", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
           "neunzehn", "zwanzig"),
}  # fmt: skip
"""Words that dateparser does not read, or not as they are meant."""


def days_of(rules: str) -> Days:
    return compiled(rulesets.load(rules))[calendar]


def words(rules: str, field: str) -> list[list[str]]:
    settings: Mapping[str, Any] = rulesets.load(rules).settings
    return [row.split() for row in settings[f"calendar_{field}"]]


def in_english() -> Iterator[str]:
    for month in itertools.chain(*words("en", "months")):
        for figure in DAYS:
            yield from (f"{month.title()} {figure}", f"{figure} {month.title()}")
            yield f"{figure}{_ordinal(figure)} of {month.title()}"
            for year in YEARS:
                yield f"{month.title()} {figure}, {year}"
                yield f"{figure} {month.title()} {year}"
        yield from (f"{month.title()} {year}" for year in YEARS)
        yield month.title()
        if month != "may" and len(month) < 5:
            yield from (f"{month.title()}. 5", f"{month.title()}. 5, 2024")
    for weekday in itertools.chain(*words("en", "weekdays")):
        yield from (weekday.title(), f"{weekday.title()}, May 5, 2024")
    yield from ("yesterday", "last night", "last month", "last year", "2,000 days ago")
    for number in [*itertools.chain(*words("en", "numbers")), *map(str, range(1, 400, 7))]:
        plural = "" if number in ("one", "a", "an", "1") else "s"
        yield from (f"{number} {unit}{plural} ago" for unit in ("day", "week", "month", "year"))


def _ordinal(figure: int) -> str:
    return {1: "st", 2: "nd", 3: "rd", 31: "st"}.get(figure, "th")


def in_german() -> Iterator[str]:
    for month in itertools.chain(*words("de", "months")):
        for figure in DAYS:
            yield f"{figure}. {month.title()}"
            yield from (f"{figure}. {month.title()} {year}" for year in YEARS)
        yield from (f"{month.title()} {year}" for year in YEARS)
        yield month.title()
    for weekday in itertools.chain(*words("de", "weekdays")):
        yield from (weekday.title(), f"{weekday.title()}, 5. Mai 2024")
    yield from ("gestern", "vorgestern")
    numbers = [word for row in words("de", "numbers")[1:] for word in row]
    for number in [*numbers, *map(str, range(2, 400, 7))]:
        for unit in ("Tagen", "Wochen", "Monaten", "Jahren"):
            yield f"vor {number} {unit}"
    yield from ("vor einem Tag", "vor einer Woche", "vor einem Monat", "vor einem Jahr")


def in_figures() -> Iterator[str]:
    for year, month, figure in itertools.product(YEARS, (1, 2, 6, 11, 12), DAYS):
        yield f"{year}-{month:02d}-{figure:02d}"
        yield f"{figure}.{month}.{year}"
        yield from (f"{month}/{figure}/{year}", f"{figure}/{month}/{year}")
    yield from YEARS


EXPRESSIONS = {
    "en": [*in_english(), *in_figures()],
    "de": [*in_german(), *in_figures()],
}


@pytest.mark.parametrize("rules", sorted(EXPRESSIONS))
def test_our_own_rules_read_what_dateparser_reads(rules: str) -> None:
    days, order = days_of(rules), rulesets.load(rules).settings["date_order"]
    left, wrong, more = [], [], set()
    for expression, base in zip(EXPRESSIONS[rules][::_EVERY], itertools.cycle(BASES), strict=False):
        own = days._own(expression, base)
        if own is _LEFT:
            left.append(expression)
            continue
        read = _by_dateparser(expression, base, rules, order)
        parts = expression.lower().replace(", ", " ").split()
        unread = next((word for word in UNREAD[rules] if word in parts), None)
        if own != read and unread is None:
            wrong.append((expression, base, own, read))
        elif own != read:
            more.add(unread)
    assert left == []
    assert wrong == []
    assert more <= set(UNREAD[rules])


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("Tuesday", "2024-03-12", "2024-03-05"),
        ("February 29", "2023-03-01", "2020-02-29"),
        ("February 29", "1905-03-01", "1904-02-29"),
        ("February 29", "1903-03-01", "1896-02-29"),
        ("February 30", "2024-03-12", None),
        ("January 1, 0000", "2024-03-12", None),
        ("2,000 days ago", "2024-03-12", "2018-09-20"),
        ("999999999999 days ago", "2024-03-12", None),
        ("99999 months ago", "2024-03-12", None),
        ("99999 years ago", "2024-03-12", None),
    ],
)
def test_the_edges_of_the_calendar(text: str, base: str, expected: str | None) -> None:
    found = days_of("en").read(text, datetime.date.fromisoformat(base))
    assert (found.isoformat() if found is not None else None) == expected


@pytest.mark.parametrize("text", ["past month", "a couple of days ago", "half past two", "May May"])
def test_the_rest_is_left_to_dateparser(text: str) -> None:
    assert days_of("en")._own(text, BASES[0]) is _LEFT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6th", "2024-03-06"),
        ("13", "2024-02-13"),
        ("31st", "2024-01-31"),
        ("32", None),
        ("x", None),
    ],
)
def test_the_latest_such_day_of_a_month(text: str, expected: str | None) -> None:
    found = days_of("en").monthday(text, datetime.date(2024, 3, 12))
    assert (found.isoformat() if found is not None else None) == expected


@pytest.mark.parametrize("rules", sorted(EXPRESSIONS))
def test_every_name_of_a_month_and_a_weekday_is_known(rules: str) -> None:
    for field in ("months", "weekdays"):
        known = set(itertools.chain(*words(rules, field)))
        listed = rulesets.load(rules).classes[field]
        assert {word.lower().removesuffix(".") for word in listed} <= known


def test_without_the_setting_dateparser_reads_everything() -> None:
    days = Days(Grammar(RuleSet.empty("xx", "en")))
    assert days._own("May 5, 2024", BASES[0]) is _LEFT
    assert days.read("May 5, 2024", BASES[0]) == datetime.date(2024, 5, 5)
