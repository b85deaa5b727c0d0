"""The parser itself: its arguments, its laziness, what it explains."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Iterator

import pytest

import attribution
from attribution import (
    InputTypeError,
    InputValueError,
    Parser,
    UnknownRuleSetError,
    parse,
    rulesets,
)
from attribution._article.document import Document
from attribution._language.grammar import Grammar
from attribution._reading.plain import plain
from attribution._reading.quotations import quotations
from attribution._reading.stops import stops
from attribution._reading.tags import tags
from attribution._reading.tokens import tokens
from attribution._reading.wraps import wraps

TEXT = "Ada Moor denied the claims on Monday. “We sold nothing,” she said. It rained."


@pytest.mark.parametrize("text", [None, 3, b"raw", ["a list"]])
def test_refuses_what_is_no_text(text: object) -> None:
    """A value that is no `str` is named with its type."""
    with pytest.raises(InputTypeError, match=f"text must be str, not {type(text).__name__}"):
        parse(text)  # type: ignore[arg-type]


def test_a_text_of_a_class_of_its_own_is_read_as_the_text_that_it_is() -> None:
    class Slow(str):
        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            raise NotImplementedError

    text = "Ada Moor said that it rained."
    assert attribution.parse(Slow(text)) == attribution.parse(text) != []


@pytest.mark.parametrize("day", [3, (2031, 5, 7), b"2031-05-07", datetime.time(3)])
def test_refuses_what_is_no_day(day: object) -> None:
    """A day of publication that is no date is named with its type."""
    with pytest.raises(InputTypeError, match=r"published must be datetime\.date, a day in ISO"):
        parse(TEXT, day)  # type: ignore[arg-type]
    with pytest.raises(InputTypeError, match=r"published must be datetime\.date, a day in ISO"):
        Parser().explain(TEXT, day)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["", "May 7", "2031-02-30", "yesterday", "07.05.2031"])
def test_refuses_what_names_no_day(day: str) -> None:
    """A string of publication is a day in ISO 8601."""
    with pytest.raises(InputValueError, match=f"published must be a day .*, not {day!r}"):
        parse(TEXT, day)


def test_takes_a_day_in_iso_8601() -> None:
    """A string counts as the day that it names, also with a time behind it."""
    day = datetime.date(2031, 5, 7)
    for written in ("2031-05-07", "2031-05-07T23:59:59Z", "20310507"):
        assert parse(TEXT, written) == parse(TEXT, day) != parse(TEXT)
        assert Parser().explain(TEXT, written) == Parser().explain(TEXT, day)


def test_takes_the_day_of_a_time() -> None:
    """A `datetime.datetime` counts as its day."""
    noon = datetime.datetime(2031, 5, 7, 12, tzinfo=datetime.UTC)
    assert parse(TEXT, noon) == parse(TEXT, noon.date())


def test_unknown_rule_set_lists_those_there_are() -> None:
    """The error names the set asked for and the shipped ones."""
    with pytest.raises(
        UnknownRuleSetError, match=r"no rule set named 'tlh'; available: auto, .*en"
    ) as raised:
        Parser("tlh")
    assert {"auto", *rulesets.available()} == set(raised.value.available)


@pytest.mark.parametrize("rules", [None, 3, b"en", ["en"]])
def test_refuses_what_is_no_rule_set(rules: object) -> None:
    """What is neither a name nor a rule set is named with its type."""
    allowed = "rules must be str, pathlib.Path or RuleSet"
    with pytest.raises(InputTypeError, match=f"{allowed}, not {type(rules).__name__}"):
        Parser(rules)  # type: ignore[arg-type]


def test_module_function_is_the_method() -> None:
    """`parse` gives what `Parser.parse` gives."""
    assert parse(TEXT) == Parser().parse(TEXT)
    assert parse(TEXT, rules=rulesets.load("en")) == Parser().parse(TEXT)


def test_min_confidence_filters() -> None:
    """Statements below the threshold are left out, and no others."""
    everything = parse(TEXT)
    threshold = max(quote.confidence for quote in everything)
    kept = parse(TEXT, min_confidence=threshold)
    assert kept == [quote for quote in everything if quote.confidence >= threshold]
    assert 0 < len(kept) < len(everything)
    assert len(parse(TEXT, min_confidence=0)) == len(everything)


@pytest.mark.parametrize("share", [-0.1, 1.1, 50, float("nan"), float("inf")])
def test_refuses_a_confidence_that_no_statement_can_have(share: float) -> None:
    """Also where there is no statement to compare it with."""
    for text in (TEXT, ""):
        with pytest.raises(InputValueError, match="min_confidence must be from 0 to 1, not"):
            parse(text, min_confidence=share)


@pytest.mark.parametrize("share", ["0.5", None, True, [0.5]])
def test_refuses_a_confidence_that_is_no_number(share: object) -> None:
    with pytest.raises(InputTypeError, match="min_confidence must be a number from 0 to 1, not"):
        parse("", min_confidence=share)  # type: ignore[arg-type]


def test_parse_many_is_lazy() -> None:
    """No more of the texts is read than was asked for."""
    read = []

    def texts() -> Iterator[str]:
        for text in (TEXT, "It rained.", TEXT):
            read.append(text)
            yield text

    results = Parser().parse_many(texts())
    assert read == []
    assert next(results) == parse(TEXT)
    assert len(read) == 1


def test_parse_many_in_processes_keeps_the_order() -> None:
    """Several processes give the same lists in the same order."""
    texts = [TEXT, "It rained.", "Lem Harrow said nothing was lost."] * 5
    parser = Parser()
    assert list(parser.parse_many(texts, workers=2)) == [parser.parse(text) for text in texts]


def test_parser_can_be_pickled() -> None:
    """A parser that travels parses as before."""
    parser = Parser()
    assert pickle.loads(pickle.dumps(parser)).parse(TEXT) == parser.parse(TEXT)  # noqa: S301


def test_explain_tells_what_was_dropped_and_why() -> None:
    """Every candidate is there with its construction and a reason."""
    told = Parser().explain("Ada Moor said that Lem Harrow had denied the claims.")
    assert list(told.quotes) == parse("Ada Moor said that Lem Harrow had denied the claims.")
    dropped = [item for item in told.candidates if not item.kept]
    assert [(item.cue and item.cue.text, item.reason) for item in dropped] == [
        ("denied", "inside the content of source-cue-that")
    ]
    assert "dropped" in str(told)


def test_explain_has_evidence_for_each_statement() -> None:
    """Speaker and stance say where they come from."""
    told = Parser().explain(TEXT)
    assert len(told.fields) == len(told.quotes) > 0
    assert all({"speaker", "stance"} <= set(fields) for fields in told.fields)


def test_people_of_no_text() -> None:
    """A text without names has nobody in it."""
    assert Parser().people("it rained.") == []


def test_unknown_attribute_of_the_package() -> None:
    """The version is there; what is not is an error as usual."""
    assert attribution.__version__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = attribution.nothing


# The rule set of each text's own language

GERMAN = "„Wir haben nichts verkauft“, sagte Ada Moor, die Leiterin der Werft, am Montag."


def test_auto_reads_each_text_by_the_rules_of_its_language() -> None:
    """One parser reads texts of two languages as the parsers of these do."""
    parser = Parser("auto")
    for text, name in ((TEXT, "en"), (GERMAN, "de"), (TEXT, "en")):
        assert parser.parse(text) == parse(text, rules="auto") == parse(text, rules=name) != []
        assert parser.explain(text) == Parser(name).explain(text)
        assert parser.people(text) == Parser(name).people(text)


def test_auto_chooses_anew_for_each_of_many_texts() -> None:
    """Also in other processes, which get the parser and no rule set."""
    parser, texts = Parser("auto"), [TEXT, GERMAN, "", TEXT]
    expected = [parse(TEXT, rules="en"), parse(GERMAN, rules="de"), [], parse(TEXT, rules="en")]
    assert list(parser.parse_many(texts)) == expected
    assert list(parser.parse_many(texts, workers=2)) == expected
    assert pickle.loads(pickle.dumps(parser)).rules is None  # noqa: S301


def test_rules_are_those_given_and_none_with_auto() -> None:
    """`rules` is no rule set where it depends on the text; `rules_for` always is one."""
    german, parser = rulesets.load("de"), Parser("auto")
    assert Parser("de").rules is Parser("de").rules_for(TEXT) is german
    assert parser.rules is None
    assert (parser.rules_for(GERMAN), parser.rules_for("").name) == (german, "en")
    with pytest.raises(InputTypeError, match="text must be str, not bytes"):
        parser.rules_for(b"raw")  # type: ignore[arg-type]


def test_auto_takes_the_day_and_the_threshold() -> None:
    """The other arguments count as they do with one rule set."""
    parser, day = Parser("auto"), datetime.date(2031, 5, 7)
    assert [quote.date for quote in parser.parse(GERMAN, day)] == [datetime.date(2031, 5, 5)]
    assert len(parser.parse(GERMAN, min_confidence=0.0)) == 1


@pytest.mark.parametrize("name", ["en", "de"])
def test_no_text_adds_to_the_alphabet(name: str) -> None:
    # A tag character that came after the patterns would be in none of their classes.
    grammar = Grammar(rulesets.load(name))
    known = set(grammar.alphabet.chars)
    text = (
        "“Good Morning Marran” 5th 2031 3.5 @ada www.x.org U.S. al-Moor; “Yes,” … &amp; R&D — “no"
    )
    document = Document(text, grammar)
    for stage in (plain, wraps, tokens, stops, quotations, tags):
        stage(document)
    assert {*document.tags, *document.chars} <= known


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“It rained,” Ada Moor said, “and hailed.”", ["It rained,", "and hailed."]),
        ("Ada Moor said that it was “wet” and “cold”.", ["wet", "cold"]),
        ("Ada Moor said that it rained.", []),
        ("MOOR: It rained.\n\nHARROW: It did not.\n\nMOOR: So I said.", ["It rained."]),
    ],
)
def test_the_parts_in_marks(text: str, quoted: list[str]) -> None:
    assert [span.text for span in parse(text)[0].quoted] == quoted
