"""How a statement is put forward."""

from __future__ import annotations

import pytest

import attribution
from attribution import Stance


def stance(text: str) -> Stance | None:
    return attribution.parse(text)[0].stance


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "say"),
        ("announced", "announce"),
        ("insisted", "assert"),
        ("claimed", "claim"),
        ("suggested", "suggest"),
        ("confirmed", "confirm"),
        ("admitted", "admit"),
        ("denied", "deny"),
        ("agreed", "support"),
        ("complained", "criticize"),
        ("warned", "warn"),
        ("predicted", "predict"),
        ("promised", "promise"),
    ],
)
def test_stance_of_the_cue(cue: str, expected: str) -> None:
    assert stance(f"Ada Moor {cue} that the ferry was late.") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Moor asked whether the ferry was late.", "ask"),
        ("Ada Moor asked the crew to leave.", "urge"),
        ("Ada Moor urged the crew to leave.", "urge"),
        ("Ada Moor promised to leave.", "promise"),
        ("Ada Moor agreed to leave.", "promise"),
        ("Ada Moor denied the claims.", "deny"),
        ("Ada Moor praised the crew.", "support"),
        ("According to Ada Moor, the ferry was late.", "say"),
        ("Ada Moor's claim that the ferry was late is old.", "claim"),
        ("Ada Moor declined to say whether the ferry was late.", "decline"),
        ("Ada Moor was confident that the ferry was late.", "believe"),
        ("Ada Moor left early, urging the crew to follow.", "urge"),
    ],
)
def test_frames_and_phrases(text: str, expected: str) -> None:
    assert stance(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Moor reportedly said that the ferry was late.", "claim"),
        ("Ada Moor allegedly told the crew that the ferry was late.", "claim"),
        ("Ada Moor apparently said that the ferry was late.", "suggest"),
        ("Ada Moor may have said that the ferry was late.", "suggest"),
        ("Ada Moor appeared to say that the ferry was late.", "suggest"),
        ("Ada Moor appeared to deny the claims.", "deny"),
        ("Ada Moor reportedly denied the claims.", "deny"),
        ("Ada Moor refused to confirm that the ferry was late.", "decline"),
        ("Ada Moor declined to confirm that the ferry was late.", "decline"),
        ("Ada Moor repeatedly said that the ferry was late.", "say"),
        ("Ada Moor later said that the ferry was late.", "say"),
        ("Ada Moor did not say whether the ferry was late.", "decline"),
        ("Ada Moor would not say whether the ferry was late.", "decline"),
        ("Ada Moor did not deny that the ferry was late.", "deny"),
    ],
)
def test_what_goes_with_the_cue(text: str, expected: str) -> None:
    assert stance(text) == expected


def test_words_of_the_statement_do_not_count() -> None:
    assert stance("“The claim is false,” Ada Moor said.") == Stance.SAY
    assert stance("Ada Moor said that the ferry was reportedly late.") == Stance.SAY


def test_each_cue_has_its_own_stance() -> None:
    quotes = attribution.parse("Ada Moor denied the claims and said that the ferry was late.")
    assert [quote.stance for quote in quotes] == [Stance.DENY, Stance.SAY]


def test_every_statement_with_a_cue_has_one() -> None:
    text = "“It was late,” Ada Moor said. She insisted it was safe. Lem Harrow called her brave."
    quotes = attribution.parse(text)
    assert all((quote.stance is None) == (quote.cue is None) for quote in quotes)
    assert all(isinstance(quote.stance, Stance) for quote in quotes if quote.cue)
