"""Why not: what `Parser.explain` tells of signs of a statement that became none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Explanation, Missed, Parser, RuleSet
from attribution._rules.toml import to_toml

PARSER = Parser()


def missed(text: str) -> list[tuple[str, str, str]]:
    return [(item.sign.value, item.span.text, item.reason) for item in PARSER.explain(text).missed]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ada Moor sighed that the quay was hers.",
            ("cue", "sighed", "cue 'sigh' (say) has the frames quote only; here stands that"),
        ),
        ("“We sail.” And so to bed.", ("quotation", "“We sail.”", "no cue stands beside it")),
        (
            "She slept over “The Old Harbour” all night.",
            ("quotation", "“The Old Harbour”", "all its words have capitals"),
        ),
        (
            "Moor is of the opinion that it rains.",
            (
                "cue",
                "opinion",
                "cue 'opinion' (believe) has the frames that, view; no construction",
            ),
        ),
        (
            "“It is late,” Ada Moor foghorned.",
            ("verb", "foghorned", "'foghorned' is no cue; if it were one, quotation-source-cue"),
        ),
        (
            "Ada Moor: We will sail.",
            ("label", "Ada Moor", "the text is no talk, as these layouts ask: talk"),
        ),
    ],
)
def test_the_reason_is_told(text: str, found: tuple[str, str, str]) -> None:
    sign, words, reason = found
    told = [why for one, span, why in missed(text) if (one, span) == (sign, words)]
    assert len(told) == 1, missed(text)
    assert told[0].startswith(reason)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Ada Moor sighed that the quay was hers.",
            'verbs.sigh = {stance = "say", frames = ["quote", "that"]}',
        ),
        ("“It is late,” Ada Moor foghorned.", "verbs.foghorn = "),
        ("Ada Moor tried that the quay was hers.", "verbs.try = "),
        ("Ada Moor: We will sail.", "layouts = [{"),
    ],
)
def test_the_hint_finds_it(text: str, line: str, tmp_path: Path) -> None:
    assert PARSER.parse(text) == []
    [hint] = [item.hint for item in PARSER.explain(text).missed if item.hint]
    assert hint.startswith(line)
    tables = {"ruleset": {"name": "mine", "extends": "en"}, **tomllib.loads(hint)}
    path = tmp_path / "mine.toml"
    path.write_text(to_toml(tables), encoding="utf-8")
    [quote] = Parser(RuleSet.from_toml(path)).parse(text)
    assert quote.speaker == "Ada Moor"


def test_there_is_always_something_to_tell() -> None:
    for text in ("", "  ", "It rained."):
        assert str(PARSER.explain(text)).startswith("Nothing here looks like a statement")
    told = str(PARSER.explain("Ada Moor sighed that the quay was hers."))
    assert "a line of TOML that finds it: verbs.sigh = " in told


def test_what_was_missed_is_where_it_is() -> None:
    text = "Ada Moor sighed that it rained.\n\nLem Harrow: We will sail."
    told = PARSER.explain(text)
    assert [item.span.text for item in told.within(33, len(text)).missed] == ["Lem Harrow"]
    assert [item.span.text for item in told.within(0, 31).missed] == ["sighed"]


WORDS = st.sampled_from(
    ["Ada Moor", "she", "said", "sighed", "foghorned", "that", "it", "rained", "the message", ",",
     ".", "“We sail.”", "“we,", "go”", "\n\n", "Lem Harrow:", "according to", "&quot;no&quot;"]
)  # fmt: skip


def complete(text: str, told: Explanation) -> None:
    taken = {
        at
        for quote in told.quotes
        for span in (*quote.contents, *filter(None, (quote.cue,)))
        for at in range(span.start, span.end)
    }
    taken |= {at for item in told.missed for at in range(item.span.start, item.span.end)}
    for mark in ("“We sail.”", "said", "sighed", "according to"):
        at = text.find(mark)
        while at >= 0:
            inside = text.rfind("“", 0, at) > text.rfind("”", 0, at)
            # "That said" is an adverb.
            inside |= text[:at].split()[-1:] == ["that"]
            assert inside or taken & set(range(at, at + len(mark))), (mark, at, text)
            at = text.find(mark, at + 1)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_every_quotation_and_cue_is_in_a_statement_or_missed(text: str) -> None:
    told = PARSER.explain(text)
    assert all(text[item.span.start : item.span.end] == item.span.text for item in told.missed)
    assert all(item.reason for item in told.missed)
    complete(text, told)


def test_spans_are_of_the_given_text_also_behind_entities() -> None:
    text = "&quot;We sail.&quot; And so to bed."
    [found] = PARSER.explain(text).missed
    assert isinstance(found, Missed)
    assert text[found.span.start : found.span.end] == found.span.text
    assert "We sail." in found.span.text
