"""The fuzzer itself: it sees what is broken, and says the same of the same seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

import attrs
import pytest
from fuzzing import KNOWN, Violation, parser_of, problems, report, shrunk, violations
from invariants import ALWAYS, IN_TURN, Case
from texts import any_text, articles, of_sentences

from attribution import Quote, Span

TEXT = "Ada Moor, the mayor, said on Monday that it rained &amp; poured. “We shall see,” she added."
DAY = datetime.date(2031, 9, 6)
ORIGINALS = articles()


def case(change: Callable[[Quote], Quote]) -> Case:
    parser = parser_of("en")
    quotes = parser.parse(TEXT, DAY)
    return Case(TEXT, parser, parser_of("en", 1), DAY, [change(quotes[0]), *quotes[1:]])


def span(start: int, end: int) -> Span:
    return Span(start, end, TEXT[start:end])


BROKEN: dict[str, Callable[[Quote], Quote]] = {
    "exact": lambda quote: attrs.evolve(quote, cue=Span(0, 4, "said")),
    "whole": lambda quote: attrs.evolve(quote, contents=[span(42, TEXT.index("amp;"))]),
    "in_order": lambda quote: attrs.evolve(quote, contents=[span(20, 30), span(10, 15)]),
    "of_words": lambda quote: attrs.evolve(quote, contents=[span(3, 4)]),
    "apart": lambda quote: attrs.evolve(quote, source=span(0, 60)),
    "said": lambda quote: attrs.evolve(quote, speaker="unknown"),
    "known": lambda quote: attrs.evolve(quote, role=None),
    "the_same": lambda quote: attrs.evolve(quote, negated=True),
    "explained": lambda quote: attrs.evolve(quote, negated=True),
    "unmoved": lambda quote: attrs.evolve(quote, cue=None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_seen(name: str) -> None:
    (check,) = [check for check in (*ALWAYS, *IN_TURN) if check.__name__ == name]
    assert not list(check(case(lambda quote: quote)))
    assert list(check(case(BROKEN[name])))


def test_a_text_is_shrunk_to_what_breaks_it() -> None:
    assert shrunk("It rained. Ada Moor poured. It rained.", lambda text: "Moor" in text) == "Moor"


def test_what_raises_is_told() -> None:
    assert problems(3, "en", None, [])[0].startswith("error: ")  # type: ignore[arg-type]


def test_a_report_has_the_seed_and_the_text() -> None:
    told = report(Violation("exact", TEXT, "exact: x", 17, "en"))
    assert told.startswith("seed 17, en: exact: x")
    assert repr(TEXT) in told


def test_a_seed_gives_one_text() -> None:
    texts = [any_text(random.Random(seed), ORIGINALS) for seed in (*range(40), *range(40))]  # noqa: S311
    assert texts[:40] == texts[40:]
    assert len(set(texts)) > 35
    assert of_sentences(random.Random(3)) == of_sentences(random.Random(3))  # noqa: S311


@pytest.mark.parametrize(
    ("name", "rules", "text"),
    [
        ("apart", "en", "According to oo,am and confirmed d,adding am"),
        ("apart", "en", "1 p according to hope that„1"),
        ("apart", "en-attitudes", "According to r,toe and denied d,adding aosed"),
        ("able_to_speak", "en", "Then came: “No.”"),
        ("unmoved", "en", "S: .\nT: s"),
        ("unmoved", "en", "MOOR: It was late.\n\nHARROW: It was not."),
    ],
)
def test_what_once_broke_an_invariant_breaks_it_no_more(name: str, rules: str, text: str) -> None:
    checks = [check for check in (*ALWAYS, *IN_TURN) if check.__name__ == name]
    assert checks
    assert problems(text, rules, None, checks) == []


def test_a_few_texts() -> None:
    found = [each for seed in range(60) for each in violations(seed, ORIGINALS, crashes=False)]
    assert [each for each in found if each.check not in KNOWN] == []
    assert KNOWN.keys() <= {check.__name__ for check in (*ALWAYS, *IN_TURN)}
