"""Statements that the layout of a page attributes: posts, bylines, transcripts, headlines."""

from __future__ import annotations

import pytest

import attribution
from attribution import Quote, rulesets
from attribution._language.grammar import compiled
from attribution._language.layouts import LAYOUTS
from attribution.models import Kind

GRAMMAR = compiled(rulesets.load("en"))
NAMES = {rule.name for rule in GRAMMAR.rules.layouts}


def found(text: str) -> list[Quote]:
    return [quote for quote in attribution.parse(text) if quote.rule in NAMES]


def pairs(text: str) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.source.text if quote.source else None) for quote in found(text)]


@pytest.mark.parametrize(
    ("text", "content", "source", "date"),
    [
        (
            "The wall holds. We are proud. — Ada Moor (@adamoor) May 3, 2021",
            "The wall holds. We are proud.",
            "Ada Moor",
            "May 3, 2021",
        ),
        (
            "بندر باز است https://t.co/ab pic.twitter.com/cd — Port of Wexhaven (@wex) May 3, 2021",
            "بندر باز است",
            "Port of Wexhaven",
            "May 3, 2021",
        ),
        ("So proud! — Lem (..لیم) (@lem_h) May 3, 2021", "So proud!", "Lem", "May 3, 2021"),
        ("So proud!&mdash; Ada Moor (@adamoor) 3 May 2021", "So proud!", "Ada Moor", "3 May 2021"),
        ("So proud pic.twitter.com/x— Ada Moor (@ada) May 3", "So proud", "Ada Moor", "May 3"),
        ("So proud! -- Ada Moor (@ada)", "So proud!", "Ada Moor", None),
        ("So proud!\n\n— Ada Moor (@ada)\nMay 3, 2021", "So proud!", "Ada Moor", "May 3, 2021"),
        (
            "So proud of @lem! — Ada Moor (@ada) 2021-05-03",
            "So proud of @lem!",
            "Ada Moor",
            "2021-05-03",
        ),
        ("Rain?\nNo. — Ada Moor (@ada) May 3, 2021", "No.", "Ada Moor", "May 3, 2021"),
    ],
)
def test_a_post(text: str, content: str, source: str, date: str | None) -> None:
    (quote,) = found(text)
    assert quote.rule == "post"
    assert quote.text == content
    assert quote.source is not None
    assert quote.source.text == source
    assert quote.cue is None
    assert quote.stance is None
    assert (quote.date_span and quote.date_span.text) == date


def test_posts_in_one_line() -> None:
    text = (
        "The wall holds. https://t.co/ab — Ada Moor (@ada) May 3, 2021 "
        "It leaks! — Lem Harrow (@lem) May 4, 2021\n\nThe mayor said that it rained."
    )
    assert pairs(text) == [("The wall holds.", "Ada Moor"), ("It leaks!", "Lem Harrow")]
    assert [quote.text for quote in attribution.parse(text)][-1] == "it rained"


def test_a_post_after_a_long_text_is_its_last_sentence() -> None:
    text = "The harbour was closed. " * 40 + "The wall holds. — Ada Moor (@ada) May 3, 2021"
    assert pairs(text) == [("The wall holds.", "Ada Moor")]


def test_nothing_is_nested_in_a_post_but_the_quotations_of_others() -> None:
    text = "Lem said that it leaks. “It does,” Lem said. — Ada Moor (@ada) May 3, 2021"
    assert [quote.text for quote in attribution.parse(text)] == [
        "Lem said that it leaks. “It does,” Lem said.",
        "It does,",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor — Ada Moor (@ada) — spoke on Monday.",
        "— Ada Moor (@ada) May 3, 2021",
        "The ex-mayor Ada Moor (@ada) was there.",
        "https://t.co/ab — Ada Moor (@ada) May 3, 2021",
        "Published on May 3, 2021",
        "May 3, 2021 — Wexhaven",
    ],
)
def test_no_post(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("“The wall holds.” — Mayor Ada Moor", "The wall holds.", "Mayor Ada Moor"),
        ('"The wall holds." -Commissioner Moor', "The wall holds.", "Commissioner Moor"),
        ("“The wall holds.”\n\n– Moor.\n\nIt rained.", "The wall holds.", "Moor"),
        ("«It holds» — Ada de la Moor, mayor", "It holds", "Ada de la Moor"),
        ("“It holds.” — Ada Moor (Wexhaven)", "It holds.", "Ada Moor"),
    ],
)
def test_the_byline_of_a_quotation(text: str, content: str, source: str) -> None:
    assert pairs(text) == [(content, source)]


@pytest.mark.parametrize(
    "text",
    [
        "He had a “plan” — Wexhaven was quiet.",
        "She called it “a fine wall.”\n\n– Wexhaven Courier",
        "“The wall holds.”\n\n– Shipping news –",
    ],
)
def test_no_byline_of_a_quotation(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('And from Chairwoman Moor: "The wall holds."', "Chairwoman Moor"),
        ("From Ada Moor, mayor of Wexhaven: “The wall holds.”", "Ada Moor"),
        ("From the desk of Lem Harrow, VP Analyst, Courier: The wall holds.", "Lem Harrow"),
    ],
)
def test_a_source_before_a_colon(text: str, source: str) -> None:
    ((content, mention),) = pairs(text)
    assert mention == source
    assert "The wall holds." in content


def test_a_transcript() -> None:
    text = (
        "ADA MOOR: Does the wall hold?\n\nHARROW (through a friend): It does. I said so.\n\n"
        "MOOR: Good.\n\nHARROW: It leaks, the divers said."
    )
    assert pairs(text) == [
        ("Does the wall hold?", "ADA MOOR"),
        ("It does. I said so.", "HARROW"),
        ("Good.", "MOOR"),
        ("It leaks, the divers said.", "HARROW"),
    ]


def test_questions_and_answers() -> None:
    text = "Q: Does it hold?\nA: It does.\nQ: Does it leak?\nA: It does not."
    assert [content for content, _ in pairs(text)] == text.replace("Q: ", "").replace(
        "A: ", ""
    ).split("\n")


def test_a_talk_with_names_in_small_letters() -> None:
    text = "Moor: Does it hold?\nHarrow: It does.\nMoor: Good."
    assert [source for _, source in pairs(text)] == ["Moor", "Harrow", "Moor"]


@pytest.mark.parametrize(
    "text",
    [
        "Place: the old harbour.\nTime: noon.\nPrice: nothing.",
        "CORRECTION: An earlier text had it wrong.",
        "Note: the harbour is closed.",
        "The Latest: Harbour opens in May\n\nThe Latest from the harbour.",
    ],
)
def test_a_line_with_a_colon_is_no_turn(text: str) -> None:
    assert found(text) == []


def test_a_headline_names_its_source() -> None:
    text = "Moor: Harbour to open in May\n\nAda Moor denied it."
    assert pairs(text) == [("Harbour to open in May", "Moor")]
    assert found(text)[0].kind is Kind.INDIRECT


@pytest.mark.parametrize(
    "text", ["It holds. — Ada Moor (@ada)", "ADA: It holds.\nLEM: No.\nADA: Ah."]
)
def test_a_post_or_a_turn_is_direct_without_marks(text: str) -> None:
    assert {quote.kind for quote in found(text)} == {Kind.DIRECT}


def _examples(kind: str) -> list[tuple[str, str]]:
    rules = rulesets.load("en").layouts
    return [(rule.name, text) for rule in rules for text in getattr(rule, kind)]


@pytest.mark.parametrize(("name", "text"), _examples("matches"))
def test_the_examples_of_a_layout_match(name: str, text: str) -> None:
    assert found(text)
    tried = [pair for pairs in GRAMMAR[LAYOUTS].fitting(text).values() for pair in pairs]
    assert any(any(pattern.finditer(text)) for rule, pattern in tried if rule.name == name)


@pytest.mark.parametrize(("name", "text"), _examples("rejects"))
def test_the_counterexamples_of_a_layout_do_not_match(name: str, text: str) -> None:
    assert name not in {quote.rule for quote in found(text)}
