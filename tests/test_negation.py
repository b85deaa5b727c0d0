"""Negated cues, and whom a statement was made to."""

from __future__ import annotations

import pytest

import attribution


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor did not say whether the ferry was late.",
        "Ada Moor didn't say whether the ferry was late.",
        "Ada Moor never claimed that the ferry was late.",
        "Ada Moor has not yet said whether the ferry was late.",
        "Ada Moor would not explicitly say that the ferry was late.",
        "Ada Moor left without saying whether the ferry was late.",
        "No official said that the ferry was late.",
        "Neither of the pilots said that the ferry was late.",
        "Neither the mayor nor the crew said that the ferry was late.",
        "None of the crew said that the ferry was late.",
    ],
)
def test_negated(text: str) -> None:
    assert attribution.parse(text)[-1].negated


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor said that the ferry was not late.",
        "“It was not late,” Ada Moor said.",
        "Ada Moor, who did not sail, said that the ferry was late.",
        "Ada Moor not only said that the ferry was late, but left.",
        "Ada Moor denied that the ferry was late.",
        "Ada Moor refused to say whether the ferry was late.",
        "The ferry did not sail, Ada Moor said.",
        "She did not sail. Ada Moor said that the ferry was late.",
        "No 10 said that the ferry was late.",
        "No Anchors said that the ferry was late.",
    ],
)
def test_not_negated(text: str) -> None:
    assert not attribution.parse(text)[-1].negated


def test_each_cue_has_its_own_negation() -> None:
    quotes = attribution.parse("Ada Moor did not deny the claims but said the ferry was late.")
    assert [quote.negated for quote in quotes] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Moor told Radio Marran that the ferry was late.", "Radio Marran"),
        ("Ada Moor told reporters the ferry was late.", "reporters"),
        ("“It was late,” Ada Moor told the council.", "the council"),
        ("“It was late,” Ada Moor told the council on Monday.", "the council"),
        ("Ada Moor told the crew last week that the ferry was late.", "the crew"),
        ("Ada Moor said to reporters that the ferry was late.", "reporters"),
        ("Ada Moor urged residents to leave.", "residents"),
        ("Ada Moor appealed to residents to leave.", "residents"),
    ],
)
def test_addressee(text: str, expected: str) -> None:
    assert attribution.parse(text)[0].addressee == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor said that the ferry was late.",
        "Ada Moor told him that the ferry was late.",
        "Ada Moor told them to leave.",
        "Ada Moor promised to report the delay.",
        "Ada Moor said to be late was common.",
        "Ada Moor said that she wrote to the council.",
        "According to Ada Moor, the ferry was late.",
    ],
)
def test_no_addressee(text: str) -> None:
    assert attribution.parse(text)[0].addressee is None
