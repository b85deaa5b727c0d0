"""What `Parser.explain` tells of each field: a rule, the words it read, the value it gave."""

from __future__ import annotations

import datetime

import pytest
import regex
from field_articles import FIELDS, articles

from attribution.parser import Parser

PARSER = Parser()
PUBLISHED = datetime.date(2031, 5, 7)
EVIDENCE = regex.compile(r"[\w -]+( '.+')?( -> .+)?( \([\w ,]+\))?")

TEXT = (
    "Ada Moor, the mayor of Wexhaven, denied on Monday that the ferry was late. "
    "She told the Quay Courier that she would not resign. "
    "The Quay Workers Front (QWF) insisted that it was. "
    "A senior official at the ministry reportedly said no. "
    "Moor did not say when."
)


def evidence(text: str) -> list[dict[str, str]]:
    """Tell where the fields come from, save the confidence, which any rule may change."""
    fields = PARSER.explain(text, PUBLISHED).fields
    return [{name: why for name, why in told.items() if name != "confidence"} for told in fields]


def test_the_points_of_a_statement_are_told() -> None:
    told = PARSER.explain("Ada Moor denied it.", PUBLISHED).fields[0]["confidence"]
    assert regex.fullmatch(r"precision '0\.\d\d' -> 0\.\d\d \(always [+-]\d\.\d\d, .+\)", told)


def test_person_with_an_apposition() -> None:
    assert evidence(TEXT)[0] == {
        "speaker": "name 'Ada Moor, the mayor of Wexhaven' -> Ada Moor",
        "source_type": "person with a name -> person",
        "role": "apposition 'mayor'",
        "organisation": "apposition 'Wexhaven'",
        "date": "weekday 'Monday' -> 2031-05-05 (after the cue)",
        "stance": "cue 'denied' -> deny",
    }


def test_pronoun() -> None:
    told = evidence(TEXT)[1]
    assert told["speaker"] == "pronoun 'She' -> Ada Moor (who spoke last)"
    assert told["addressee"] == "hearer 'the Quay Courier'"
    assert told["stance"] == "cue 'told' -> say"


def test_body() -> None:
    told = evidence(TEXT)[2]
    assert told["organisation"].endswith("-> Quay Workers Front (body)")
    assert told["stance"] == "cue 'insisted' -> assert"


@pytest.mark.parametrize(
    ("text", "field", "why"),
    [
        ("A senior official at the ministry said that it rained.", "speaker",
         "description 'A senior official at the ministry' -> senior official (unnamed)"),
        ("A senior official at the ministry said that it rained.", "role",
         "description 'senior official'"),
        ("Ada Moor reportedly said that it rained.", "stance", "modifier 'reportedly' -> claim"),
        ("Ada Moor did not say when.", "stance", "negated cue 'say' -> decline"),
        ("Ada Moor did not say when.", "negated", "negation 'not'"),
        ("Sen. Ada Moor left. The senator said that it rained.", "speaker",
         "description 'The senator' -> Ada Moor (person with this role)"),
        ("Quay Front spokesman Ada Moor said that it rained.", "role",
         "owner-role-before 'spokesman'"),
        ("He said that it rained.", "speaker", "pronoun 'He' -> He (unresolved)"),
    ],
)  # fmt: skip
def test_evidence(text: str, field: str, why: str) -> None:
    assert evidence(text)[-1][field] == why


def test_every_value_has_evidence_of_one_form() -> None:
    for article in articles():
        told = PARSER.explain(article.text, article.published)
        for quote, fields in zip(told.quotes, told.fields, strict=True):
            given = {field for field in FIELDS if getattr(quote, field) is not None}
            assert given <= fields.keys(), (quote, fields)
            assert all(EVIDENCE.fullmatch(why) for why in fields.values()), fields


def test_evidence_gives_the_value() -> None:
    for article in articles():
        told = PARSER.explain(article.text, article.published)
        for quote, fields in zip(told.quotes, told.fields, strict=True):
            for field in given_fields(fields):
                value = str(getattr(quote, field))
                assert value in " ".join(fields[field].split()), (quote, fields[field])


def given_fields(fields: dict[str, str]) -> set[str]:
    return set(FIELDS) & fields.keys() - {"date", "role"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "Ada Moor said that the ferry was late but she paid the fine.",
            "candidates: ended before 'but': but-somebody",
        ),
        (
            "Ada Moor said that the ferry was late, adding that it rained.",
            "candidates: ended before ', adding': comma-adding",
        ),
        (
            "When Ada Moor said that the ferry was late, the crew slept.",
            "carry: ends with its clause, before 'the'",
        ),
    ],
)
def test_it_tells_what_ends_the_words(text: str, note: str) -> None:
    assert Parser().explain(text).candidates[0].notes == (note,)


def test_it_tells_of_no_end_where_the_sentence_ends() -> None:
    assert Parser().explain("Ada Moor said that the ferry was late.").candidates[0].notes == ()
    told = Parser().explain("“The ferry,” Ada Moor said, adding that it rained, “is late.”")
    assert not any("ended" in note for note in told.candidates[0].notes)
