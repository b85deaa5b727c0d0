"""Values and their plain forms."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from attribution import AttributionError, Quote, Span, parse

[QUOTE] = parse("Ada Moor, the mayor of Wexhaven, denied on Monday that it rained.", "2031-05-07")
VALUES = QUOTE.to_dict()


def test_a_statement_comes_back_from_json() -> None:
    assert VALUES["date"] == "2031-05-05"
    assert Quote.from_dict(json.loads(json.dumps(VALUES))) == QUOTE
    assert Quote.from_dict(VALUES | {"date": QUOTE.date, "kind": QUOTE.kind}) == QUOTE


def test_what_has_a_default_may_be_absent() -> None:
    given = {name: VALUES[name] for name in ("text", "kind", "contents")}
    assert (
        Quote.from_dict(given).to_dict() == Quote(**given | {"contents": QUOTE.contents}).to_dict()
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": 1}, "a key of Quote must be of the keys text, kind, .*, not 'x'"),
        ({"speakr": 1}, r"did you mean 'speaker'\?\), not 'speakr'"),
        ({3: 1}, "a key of Quote must be of the keys .*, not 3"),
        ({"text": 3}, "Quote.text must be str, not int: 3"),
        ({"speaker": 3}, "Quote.speaker must be str or None, not int: 3"),
        ({"kind": "mixd"}, r"direct, indirect, mixed \(did you mean 'mixed'\?\), not 'mixd'"),
        ({"kind": None}, "Quote.kind must be str, not NoneType: None"),
        ({"stance": "sigh"}, "Quote.stance must be one of say, announce, .*, not 'sigh'"),
        ({"stance": 3}, "Quote.stance must be str or None, not int: 3"),
        ({"date": "Monday"}, "Quote.date must be a day in ISO 8601 .*, not 'Monday'"),
        ({"date": 3}, "Quote.date must be date or None, not int: 3"),
        ({"contents": "abc"}, "Quote.contents must be a list, not str: 'abc'"),
        ({"contents": []}, "Quote must be sound .*contents"),
        ({"contents": [3]}, r"Quote.contents\[0\] must be a dictionary, not int: 3"),
        ({"contents": [{}]}, r"Quote.contents\[0\] must be a dictionary with the key 'start'"),
        ({"source": {"start": "0", "end": 1, "text": "x"}}, "Quote.source.start must be int"),
        ({"source": {"start": 0, "end": 2, "text": "x"}}, "Quote.source must be sound .* 0 to 2"),
        ({"cue": []}, "Quote.cue must be a dictionary, not list"),
        ({"negated": "no"}, "Quote.negated must be bool, not str: 'no'"),
        ({"confidence": "1"}, "Quote.confidence must be float, not str: '1'"),
        ({"confidence": True}, "Quote.confidence must be float, not bool: True"),
        ({"confidence": float("nan")}, "Quote must be sound .*confidence"),
        ({"confidence": None}, "Quote.confidence must be float, not NoneType"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused_by_name(change: dict[Any, object], message: str) -> None:
    with pytest.raises(AttributionError, match=message):
        Quote.from_dict({**VALUES, **change})


@pytest.mark.parametrize("values", [None, [], "abc", 3])
def test_what_is_no_dictionary_is_refused(values: object) -> None:
    with pytest.raises(TypeError, match=f"Quote must be a dictionary, not {type(values).__name__}"):
        Quote.from_dict(values)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["text", "kind", "contents"])
def test_what_has_no_default_must_be_there(name: str) -> None:
    values = {key: value for key, value in VALUES.items() if key != name}
    with pytest.raises(ValueError, match=f"Quote must be a dictionary with the key {name!r}"):
        Quote.from_dict(values)
    with pytest.raises(ValueError, match="Span must be a dictionary with the key 'text'"):
        Span.from_dict({"start": 0, "end": 1})


def test_a_time_counts_as_its_day() -> None:
    time = datetime.datetime(2031, 5, 7, 12, tzinfo=datetime.UTC)
    quote = Quote(text="x", kind="direct", contents=[Span(0, 1, "x")], date=time)
    assert quote.date == datetime.date(2031, 5, 7)
    assert Quote.from_dict(quote.to_dict()) == quote
