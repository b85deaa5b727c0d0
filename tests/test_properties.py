"""What holds for any text whatever: the invariants of the library."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import attribution
from attribution import Parser, Quote
from attribution.errors import InputTypeError
from attribution.models import Span

PARSER, OTHER = Parser(), Parser()
DAY = datetime.date(2021, 9, 6)
SPANS = ("source", "cue", "role_span", "organisation_span", "date_span")
TEXT_FIELDS = ("speaker", "role", "organisation", "addressee")
WEATHER = "The weather was fine."
WRAPPED = """\
The wall of the old harbour of Wexhaven broke on Monday, the mayor
said, and nobody was hurt. “We shall see,” she told reporters in the
town hall."""

PIECES = [
    "said", "says", "told", "claimed", "denied", "promised to", "according to", "adding", "asked",
    "Ada Moor", "Moor", "the mayor", "Mr. Moor", "U.S.", "he", "she", "they", "who", "that", "and",
    "whether", "not", "the claim that", "is confident", "in a statement", "on Monday", "last year",
    "May 3, 2021", "it rained", "Wexhaven", "workers'", "6'2\"", "'80s", "don't", "Moor's",
    '"', "“", "”", "'", "‘", "’", "«", "»", "„", "`", "``", "''", "&quot;", "&nbsp;", "&#39;",
    "&x;", ",", ".", ";", ":", "—", "--", "(", ")", "[", "]", "!", "?", "…", "...", "•", "@ada",
    "— Ada Moor (@ada) May 3, 2021", "https://t.co/x", "“Yes,”", "“We won.", "Q:", "A:", "MOOR:",
    "Quay Foods", "the company", "its spokesman", "the union's lawyer", "Minister of Finance",
    "on X.", "@ada wrote:", "> It rained",
    "\nMoor: hello.\nHarrow: no.\nMoor: yes.", 'And from Moor: "x"', "\n", "\n\n", "\r\n", "\t",
    "\u2028", "\x0b", "\x00", "\u200b", "\ufeff", "\u00ad", "\u00a0", "😀", "ولایت", "\ud800", "İ",
]  # fmt: skip

mixtures = st.builds(
    str.join, st.sampled_from(["", " "]), st.lists(st.sampled_from(PIECES), max_size=40)
)
anything = st.text(st.characters(exclude_categories=()), max_size=80)
texts = mixtures | anything
articles = st.lists(
    st.sampled_from(
        [
            "Ada Moor, the mayor of Wexhaven, said on Monday that the wall was safe.",
            "“The wall is safe,” Moor said. “We shall see.”",
            "“The wall is safe.\n\n“We shall see,” she said.",
            "“We shall see, Moor said.",
            "He denied it, adding that it rained.",
            "According to Lem Harrow, it rained.",
            "The wall holds. — Ada Moor (@ada) May 3, 2021",
            "MOOR: Does it hold?\nHARROW: It does.\nMOOR: Good.",
            "Harbour open again\nThe mayor said so, and everybody was glad of it.",
            WRAPPED,
        ]
    ),
    max_size=6,
).map("\n\n".join)

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(quote: Quote) -> list[Span]:
    named = (getattr(quote, name) for name in SPANS)
    return [*quote.contents, *quote.quoted, *(span for span in named if span is not None)]


def is_inside(contents: tuple[Span, ...], quoted: Span) -> bool:
    return any(span.start <= quoted.start and quoted.end <= span.end for span in contents)


@quick
@given(texts, st.none() | st.dates())
@example("“" * 50, None)
@example("\u200b", None)
@example("&nbsp;", None)
@example("a\n\x1c" + " " * 200, None)
@example("5 may come, Moor said.", DAY)
@example('And from Moor: "x"said@ada', None)
@example("Quay Foods according to Minister of Finance Jordan", None)
@example("Moor said that it rained, and Quay Foods according to the mayor", None)
def test_no_text_raises_and_every_span_is_exact(text: str, day: datetime.date | None) -> None:
    quotes = PARSER.parse(text, published=day)
    for quote in quotes:
        assert all(text[span.start : span.end] == span.text for span in spans(quote))
        assert all(span.text.strip() for span in quote.contents)
        assert quote.text == " ".join(span.text for span in quote.contents)
        assert list(quote.contents) == sorted(quote.contents, key=lambda span: span.start)
        assert all(is_inside(quote.contents, span) for span in quote.quoted)
    starts = [quote.contents[0].start for quote in quotes]
    assert starts == sorted(starts)


@quick
@given(texts)
def test_a_statement_survives_the_journey_through_json(text: str) -> None:
    for quote in PARSER.parse(text, published=DAY):
        assert Quote.from_dict(json.loads(json.dumps(quote.to_dict()))) == quote


@quick
@given(texts)
def test_what_the_text_does_not_say_is_none(text: str) -> None:
    for quote in PARSER.parse(text):
        for name in TEXT_FIELDS:
            value = getattr(quote, name)
            assert value is None or value.strip()
            assert value is None or value.lower() not in {"unknown", "none", "n/a"}


@quick
@given(texts)
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    OTHER.parse(ARTICLE)
    assert PARSER.parse(text, published=DAY) == OTHER.parse(text, published=DAY)


@quick
@given(articles)
def test_an_unrelated_paragraph_changes_no_earlier_span(text: str) -> None:
    before = PARSER.parse(text)
    after = PARSER.parse(f"{text}\n\n{WEATHER}")
    assert [spans(quote) for quote in after] == [spans(quote) for quote in before]


@pytest.mark.parametrize("text", [None, b"said", 3, ["said"]])
def test_anything_but_text_is_a_type_error(text: object) -> None:
    with pytest.raises(InputTypeError, match=f"not {type(text).__name__}"):
        attribution.parse(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "error"), [("Monday", ValueError), (2021, TypeError)])
def test_a_day_of_publication_is_a_date(day: object, error: type[Exception]) -> None:
    with pytest.raises(error, match="published must be"):
        attribution.parse("Ada Moor said so.", published=day)  # type: ignore[arg-type]


def test_a_time_of_publication_counts_as_its_day() -> None:
    text = "Ada Moor said on Sunday that it rained."
    time = datetime.datetime(2021, 9, 6, 23, 59, tzinfo=datetime.UTC)
    assert attribution.parse(text, published=time) == attribution.parse(text, published=DAY)


SENTENCE = "Ada Moor, the mayor of Wexhaven, said on Monday that the harbour was closed until May"


@pytest.mark.parametrize(
    "piece",
    ['"', "“”", "'as' b ", "said ", "said, ", f"{SENTENCE}, and ", "a", "(", "a\n\n", "&quot;"],
)
def test_a_megabyte_of_hostile_text_is_read(piece: str) -> None:
    quotes = PARSER.parse(piece * (1_000_000 // len(piece)))
    assert isinstance(quotes, list)


PROGRAM = """
import datetime, json, sys, attribution
quotes = attribution.parse(sys.stdin.read(), published=datetime.date(2021, 9, 6))
print(json.dumps([quote.to_dict() for quote in quotes]))
"""

ARTICLE = (
    "Ada Moor, the mayor of Wexhaven, said on Sunday that the wall was safe. “We shall see,” she "
    "told Radio Marran. Lem Harrow, a spokesman for the port, denied it.\n\n"
    "The wall holds. — Ada Moor (@ada) May 3, 2021\n"
)


def run(program: str, **environment: str) -> str:
    paths = [path for path in sys.path if path]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment}
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=ARTICLE,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_result_depends_on_the_arguments_alone() -> None:
    results = {
        run(PROGRAM, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale, PYTHONIOENCODING="utf-8")
        for seed, zone, locale in [
            ("0", "UTC", "C"),
            ("1", "Pacific/Kiritimati", "C.UTF-8"),
            ("271", "America/Los_Angeles", "de_DE.UTF-8"),
        ]
    }
    (result,) = results
    assert len(json.loads(result)) >= 4


def test_importing_the_package_loads_nothing_optional() -> None:
    program = """
import sys, attribution
print([name for name in sys.modules if name.split(".")[0] == "dateparser"])
"""
    assert run(program).strip() == "[]"


def test_importing_the_package_compiles_no_rule() -> None:
    program = """
import gc, attribution
from attribution._language.grammar import Grammar
from attribution.rules import RuleSet
print([item for item in gc.get_objects() if isinstance(item, (Grammar, RuleSet))])
"""
    assert run(program).strip() == "[]"
