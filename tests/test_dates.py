"""The day on which a statement was made."""

from __future__ import annotations

import datetime
import subprocess
import sys

import attrs
import pytest
from tracing import calls_of

import attribution
from attribution import Parser, Quote, rulesets

TUESDAY = datetime.date(2024, 3, 12)


def first(text: str, published: datetime.date | None = TUESDAY) -> Quote:
    return attribution.parse(text, published=published)[0]


def day(text: str, published: datetime.date | None = TUESDAY) -> str | None:
    found = first(text, published).date
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Moor said on Monday that it rained.", "2024-03-11"),
        ("Ada Moor said Monday that it rained.", "2024-03-11"),
        ("Ada Moor told Radio Marran late Monday that it rained.", "2024-03-11"),
        ("On Monday, Ada Moor said that it rained.", "2024-03-11"),
        ("On 29 February 2020, Ada Moor said that it rained.", "2020-02-29"),
        ("But on Monday Ada Moor said that it rained.", "2024-03-11"),
        ("Ada Moor on Monday claimed that it rained.", "2024-03-11"),
        ("Ada Moor, the mayor of Wexhaven, on Monday claimed that it rained.", "2024-03-11"),
        ("In a statement Sunday, Ada Moor said it rained.", "2024-03-10"),
        ("In a letter posted Friday, Ada Moor said it rained.", "2024-03-08"),
        ("Ada Moor said in a Facebook post on Sunday that it rained.", "2024-03-10"),
        ("“It rained,” Ada Moor said in an interview on Sunday night.", "2024-03-10"),
        ("“It rained,” said Ada Moor on Sunday.", "2024-03-10"),
        ("“It rained,” Ada Moor said on Sunday. “It always does.”", "2024-03-10"),
        ("Ada Moor said at Monday's hearing that it rained.", "2024-03-11"),
        ("A Friday report by the council said that it rained.", "2024-03-08"),
        ("Ada Moor denied the claims on Monday.", "2024-03-11"),
        ("Ada Moor criticized Lem Harrow on Monday over his plan.", "2024-03-11"),
        ("An aide, Lem Harrow, hit back on Monday, calling the plan a joke.", "2024-03-11"),
        ("Ada Moor told Coast Today on Monday that it rained.", "2024-03-11"),
    ],
)
def test_expression_in_the_clause_of_the_cue(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor told Coast Today that it rained.",
        "Born in 1939, Ada Moor liked to say that it rained.",
        "Founded in 1980, the port said that it rained.",
        "Ada Moor said that the bridge would open on Friday.",
        "Ada Moor said the bridge opened Monday.",
        "“It rained on Monday,” Ada Moor said.",
        "“It rained,” said Ada Moor, who was elected on Friday.",
        "Ada Moor, who was elected on Friday, said it rained.",
        "Ada Moor, elected on Friday, said it rained.",
        "After the port closed on Monday, Ada Moor said it rained.",
        "On Monday the port closed. Ada Moor said it rained.",
        "Ada Moor said it rained. On Monday the port closed.",
        "Ada Moor said since Monday that it rained.",
        "Ada Moor has condemned the attack on Monday in Wexhaven.",
        "Ada Moor told the Sunday Courier that it rained.",
        "Ada Moor said it may rain. The sun shone.",
        "“It rained,” said Ada Moor ahead of the vote on Friday.",
        "Ada Moor, elected in 1999, rarely speaks, instead urging the crew to work.",
    ],
)
def test_other_dates_are_not_the_day_of_the_statement(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("on Tuesday", "2024-03-12"),
        ("on Wednesday", "2024-03-06"),
        ("on Sunday night", "2024-03-10"),
        ("early Monday", "2024-03-11"),
        ("last Tuesday", "2024-03-05"),
        ("last Friday", "2024-03-08"),
        ("this past Friday", "2024-03-08"),
        ("yesterday", "2024-03-11"),
        ("last night", "2024-03-11"),
        ("today", "2024-03-12"),
        ("tonight", "2024-03-12"),
        ("this morning", "2024-03-12"),
        ("earlier today", "2024-03-12"),
        ("earlier in the day", "2024-03-12"),
        ("three days ago", "2024-03-09"),
        ("a week ago", "2024-03-05"),
        ("three weeks ago", "2024-02-20"),
        ("several weeks ago", None),
        ("a month ago", "2024-02-01"),
        ("2,000 days ago", "2018-09-20"),
        ("on the 6th", "2024-03-06"),
        ("on the 31st", "2024-01-31"),
        ("on the 6th floor", None),
        ("minus two days ago", None),
        ("on March 5", "2024-03-05"),
        ("on Feb. 3", "2024-02-03"),
        ("on 3 February", "2024-02-03"),
        ("on the 3rd of February", "2024-02-03"),
        ("on September 6", "2023-09-06"),
        ("on Feb. 29", "2024-02-29"),
        ("on September 6, 2021", "2021-09-06"),
        ("on Monday, September 6, 2021,", "2021-09-06"),
        ("on 6 September 2021", "2021-09-06"),
        ("on Sept. 6, 2021,", "2021-09-06"),
        ("on 6/9/2021", "2021-06-09"),
        ("on 2021-09-06", "2021-09-06"),
        ("in February", "2024-02-01"),
        ("in May", "2023-05-01"),
        ("last October", "2023-10-01"),
        ("last month", "2024-02-01"),
        ("in May 2019", "2019-05-01"),
        ("in 2015", "2015-01-01"),
        ("last year", "2023-01-01"),
        ("next Friday", None),
        ("last week", None),
        ("every Monday", None),
        ("in 500 letters", None),
    ],
)
def test_what_an_expression_means(expression: str, expected: str | None) -> None:
    assert day(f"Ada Moor said {expression} that it rained.") == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Two days later", None),
        ("The next day", "2024-03-12"),
        ("A day later", "2024-03-12"),
        ("Later that day", "2024-03-11"),
        ("The previous day", "2024-03-10"),
    ],
)
def test_counted_from_the_statement_before(expression: str, expected: str | None) -> None:
    quotes = attribution.parse(
        f"Ada Moor said on Monday that it rained. {expression}, Lem Harrow said it was dry.",
        published=datetime.date(2024, 3, 15),
    )
    assert quotes[1].date == (datetime.date.fromisoformat(expected) if expected else None)


def test_counted_from_nothing() -> None:
    assert day("The next day, Ada Moor said that it rained.") is None


def test_one_day_for_cues_that_share_a_subject() -> None:
    text = "On Monday, Ada Moor denied the claims and said it rained, adding that it was cold."
    assert [str(quote.date) for quote in attribution.parse(text, published=TUESDAY)] == [
        "2024-03-11"
    ] * 3


def test_each_cue_has_its_own_day() -> None:
    text = "Ada Moor said on Monday that it rained. Lem Harrow said on Sunday that it was dry."
    days = [str(quote.date) for quote in attribution.parse(text, published=TUESDAY)]
    assert days == ["2024-03-11", "2024-03-10"]


def test_no_day_is_carried_over_to_another_sentence() -> None:
    text = "Ada Moor said on Monday that it rained. She said it was cold."
    assert attribution.parse(text, published=TUESDAY)[1].date is None


def test_span_of_the_expression() -> None:
    quote = first("Ada Moor said on Monday, September 6, 2021, that it rained.")
    assert quote.date_span is not None
    assert quote.date_span.text == "Monday, September 6, 2021"


@pytest.mark.parametrize("expression", ["on Monday", "today", "last month", "on March 5", "in May"])
def test_relative_without_a_day_of_publication(expression: str) -> None:
    quote = first(f"Ada Moor said {expression} that it rained.", None)
    assert quote.date is None
    assert quote.date_span is not None


def test_absolute_without_a_day_of_publication() -> None:
    assert day("Ada Moor said on September 6, 2021 that it rained.", None) == "2021-09-06"


SAID = "Ada Moor said on Monday that it rained."


@pytest.mark.parametrize(
    "head",
    [
        "date 2024-03-12 Follow us ",
        "Date: 2024-03-12\n\n",
        "Published: March 12, 2024\n\n",
        "A storm\nPublished on 12 March 2024\n\n",
        "A storm\n\nPosted Tuesday, March 12, 2024\n\n",
        "Updated Mar. 12, 2024\n\n",
        "Last updated: 2024-03-12\n\n",
        "By Lem Harrow | March 12, 2024\n\n",
        "A storm\n2024-03-12\n\n",
        "Tuesday, March 12, 2024\n\n",
        "By Lem Harrow | Published March 12, 2024 | Wexhaven\n\n",
        "WEXHAVEN, March 12, 2024 (Courier) — ",
        "Updated March 14, 2024\nPublished March 12, 2024\n\n",
    ],
)
def test_day_of_publication_in_the_text(head: str) -> None:
    assert day(head + SAID, None) == "2024-03-11"


@pytest.mark.parametrize(
    "head",
    [
        "",
        "WEXHAVEN, March 12 (Courier) — ",
        "The bridge was built on March 12, 2024.\n\n",
        "Published: soon\n\n",
        "A study published on March 12, 2024 found little.\n\n",
        "In Wexhaven, March 12, 2024 — a cold day — is well remembered.\n\n",
        "date 2024-99-99\n\n",
    ],
)
def test_no_day_of_publication_in_the_text(head: str) -> None:
    assert day(head + SAID, None) is None


def test_the_argument_goes_before_the_header() -> None:
    assert day("Published: May 1, 2020\n\n" + SAID) == "2024-03-11"


@pytest.mark.parametrize(
    ("expression", "last"),
    [
        ("on Monday", "9999-12-27"),
        ("yesterday", "9999-12-30"),
        ("last year", "9998-01-01"),
        ("on Feb. 29", "9996-02-29"),
        ("in May", "9999-05-01"),
        ("last Friday", "9999-12-24"),
    ],
)
def test_ends_of_the_calendar(expression: str, last: str) -> None:
    text = f"Ada Moor said {expression} that it rained."
    assert day(text, datetime.date.max) == last
    # The first day is a Monday, and before it there is none.
    first = "0001-01-01" if expression == "on Monday" else None
    assert day(text, datetime.date.min) == first


def test_impossible_dates() -> None:
    assert day("Ada Moor said on Feb. 30, 2021 that it rained.") is None


def test_order_of_figures_is_a_setting() -> None:
    rules = rulesets.load("en")
    british = attrs.evolve(rules, settings={**rules.settings, "date_order": "DMY"})
    quote = Parser(british).parse("Ada Moor said on 6/9/2021 that it rained.")[0]
    assert str(quote.date) == "2021-09-06"


def _imports_dateparser(text: str) -> bool:
    code = (
        f"import attribution, sys; attribution.parse({text!r}); print('dateparser' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip() == "True"


def test_dateparser_waits_for_the_first_date_that_needs_it() -> None:
    assert not _imports_dateparser("Ada Moor said that it rained.")
    assert not _imports_dateparser("Ada Moor said on March 12, 2024 that it rained.")
    unknown = "Published: 12 Mrz 2024\n\nAda Moor said on Monday that it rained."
    assert _imports_dateparser(unknown)


@pytest.mark.parametrize(
    "unit",
    [
        "on Monday ",
        "said on Monday ",
        "Ada Moor on Monday said Monday, Monday ",
        "said 6/9/2021 on May 5, 2020 and ",
        "denied Monday ",
    ],
)
def test_hostile_text_takes_linear_work(unit: str) -> None:
    def calls(times: int) -> int:
        return calls_of(lambda: attribution.parse(unit * times, published=TUESDAY))

    calls(100)
    assert 0 < calls(800) < 6 * calls(200)


def test_the_header_dates_no_statement() -> None:
    assert day("date 2024-03-12 Ada Moor said that it rained.", None) is None
    assert day("WEXHAVEN, March 12 (Courier) — Ada Moor said that it rained.") is None
