"""Patterns say the same however they are run: guarded, backwards, or ruled out beforehand."""

from __future__ import annotations

import math
import re
from typing import Any

import attrs
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from attribution import Construction, Cue, Parser, RuleSet, rulesets
from attribution._language.grammar import compiled
from attribution._notation.anchored import Anchored
from attribution._notation.filter import DEPTH, Filter
from attribution._notation.memo import Memo
from attribution._notation.patterns import Forwards, Groups, Match, Numbered, numbered
from attribution._notation.syntax import read
from attribution._notation.tag_string import TagString
from attribution._notation.tails import without_tails
from attribution._notation.translate import Translator

PIECES = {"pair": "<a> <b>?", "stretch": "((?!<pair> <c>) <any>){1,3}"}
PATTERNS = (
    "((?!<a>) <any>)",
    "((?!<a>) <any>+) <c>",
    "((?!<a>)|<any>) <c>",
    "<stretch> (?=<c>|$)",
    "(?<=^|<a>) <b>{1,2} (?!<c>) <any>?",
    "(?<=<a> <b>?) <c>",
    "(?<!<a> <b>?) <c>",
    "<pair>* (<c>|<b> <c>)",
    "(?<!<a> <b>{0,3}) <c>",
    "<a> <pair>|<b>+ <pair>|<c>",
    "<a>? (<b>* <pair>|<pair>|<c> <a> <pair>) <c>?",
    "<any>? (<pair> <c>|<pair> <b>|<pair>|<b>) <any>",
)
TAIL_PIECES = {"rest": "<any>{1,3}", "that": "<a> <rest:content> | <b>"}
TAILED = (
    "<a>? <rest:content>",
    "<b>* (<a> <rest:content>|<c>|<rest:source>)",
    "<b>? <that>",
    "<any> (<b> <that>|<a>)?",
    "(<a> <any>{0,2}|<b> (?:<rest:content>|<c>))",
    "<c> <rest:content>?",
    "<b> (<rest:content>)+",
    "<a> (?=<rest:content>)",
    "<that:source>",
)
tags = st.text("abc", max_size=8)


def resolve(selector: str) -> str:
    return "abc" if selector == "any" else selector


def plain(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern without anything that makes it fast."""
    source = pattern
    for name in ("stretch", "pair"):
        source = source.replace(f"<{name}>", f"(?:{PIECES[name]})")
    source = source.replace("<any>", "[abc]").replace(" ", "")
    return regex.compile(source.replace("<", "[").replace(">", "]").replace("(?[", "(?<"))


@pytest.mark.parametrize("pattern", PATTERNS)
@given(tags=tags, at=st.integers(0, 8))
def test_a_translation_matches_what_the_notation_says(pattern: str, tags: str, at: int) -> None:
    translated = regex.compile(Translator(PIECES, resolve).regex(read(pattern)))
    expected = plain(pattern).match(tags, min(at, len(tags)))
    found = translated.match(tags, min(at, len(tags)))
    assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize("pattern", PATTERNS)
@given(tags=tags)
def test_a_mirrored_translation_matches_from_right_to_left(pattern: str, tags: str) -> None:
    source = Translator(PIECES, resolve, mirrored=True).regex(read(pattern))
    found = regex.compile(source).match(tags[::-1])
    expected = any(plain(pattern).fullmatch(tags, at) for at in range(len(tags) + 1))
    assert bool(found) == expected


@pytest.mark.parametrize("backwards", [False, True])
@given(tags=tags, at=st.integers(0, 8))
def test_no_pattern_that_matches_is_ruled_out(tags: str, at: int, *, backwards: bool) -> None:
    at = min(at, len(tags))
    elements = [read(pattern) for pattern in PATTERNS]
    tape = TagString(tags)
    units = tape.mirrored_ended[tape.size - at :] if backwards else tape.ended[at:]
    fits = Filter(lambda: elements, PIECES, resolve, backwards=backwards).fitting(units[:DEPTH], -1)
    translator = Translator(PIECES, resolve, mirrored=backwards)
    text, start = (tags[::-1], len(tags) - at) if backwards else (tags, at)
    for index, pattern in enumerate(elements):
        if regex.compile(translator.regex(pattern)).match(text, start):
            assert fits >> index & 1


def test_a_filter_rules_something_out() -> None:
    elements = [read(pattern) for pattern in PATTERNS]
    assert Filter(lambda: elements, PIECES, resolve).fitting("abc", -1) != 2 ** len(elements) - 1


def test_a_look_behind_of_several_widths_runs_in_re() -> None:
    source = Translator(PIECES, resolve).regex(read("(?<=<a> <b>?) <c>"))
    assert re.compile(source).search("abc")
    assert not re.compile(source).search("bbc")


@pytest.mark.parametrize("pattern", TAILED)
@given(tags=tags)
def test_what_a_pattern_ends_in_is_the_same_when_taken_off(pattern: str, tags: str) -> None:
    regex_of = Translator(TAIL_PIECES, resolve).regex
    marked, tails = without_tails(read(pattern), TAIL_PIECES, lambda it: it.value == "rest")
    forwards = Forwards(
        re.compile(numbered(regex_of(marked))),
        [Forwards(re.compile(numbered(regex_of((tail,))))) for tail in tails],
    )
    whole = Forwards(re.compile(numbered(regex_of(read(pattern)))))
    found, expected = forwards.find(tags, 0), whole.find(tags, 0)
    assert (found and sorted(found)) == (expected and sorted(expected))


@pytest.mark.parametrize("pattern", TAILED[:5])
def test_what_several_patterns_end_in_is_taken_off(pattern: str) -> None:
    assert without_tails(read(pattern), TAIL_PIECES, lambda it: it.value == "rest")[1]


def test_what_follows_a_pattern_must_match_where_it_ends() -> None:
    tail = Forwards(re.compile("(?P<content>c+)"))
    forwards = Forwards(re.compile("(?P<source>a)b(?P<_0>)"), [tail])
    found = dict(forwards.find("abcc", 0) or ())
    assert (found["source"], found["content"]) == ((0, 1), (2, 4))
    assert forwards.find("abbc", 0) is None
    assert forwards.find("bacc", 0) is None


def test_a_last_piece_that_looks_where_it_begins_is_looked_for_at_each_place() -> None:
    rules = RuleSet.empty("harbour").extend(
        classes={"adverbs": "sadly"},
        settings={"features": {"adverbs": "adverb"}},
        pieces={"remark": ["(?=<adverb>) <!stop>{4}", "<!stop>{9}"]},
        constructions=[Construction("open", "<name:source> <cue:cue> <adverb>? <remark:content>")],
        cues=[Cue("say", forms=["says", "said", "said", "saying"])],
    )
    parser = Parser(rules)
    found = parser.parse("Ada Moor said sadly it rained hard. Ada Moor said it rained very hard.")
    assert [quote.text for quote in found] == ["sadly it rained hard"]


def test_a_last_piece_may_have_an_empty_alternative() -> None:
    rules = RuleSet.empty("harbour").extend(
        pieces={"remark": "<!stop>{3,40} |"},
        constructions=[Construction("open", "<name:source> <cue:cue> <remark:content>")],
        cues=[Cue("say", forms=["says", "said", "said", "saying"])],
    )
    found = Parser(rules).parse("Ada Moor said it rained hard.")
    assert [quote.text for quote in found] == ["it rained hard"]


def test_a_pattern_that_was_begun_is_finished_where_it_ends() -> None:
    tail = Forwards(re.compile("(?P<content>c+)"))
    forwards = Forwards(re.compile("(?P<source>a)b(?P<_0>)"), [tail])
    good, bad = (forwards.begin(text, 0) for text in ("abcc", "abbc"))
    assert good is not None
    assert bad is not None
    assert forwards.finish(good) == forwards.find("abcc", 0)
    assert forwards.finish(bad) is None
    assert forwards.begin("bacc", 0) is None


def test_what_follows_a_cue_is_not_read_to_its_end_where_nothing_fits_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parser = Parser("en")
    text = "Ada Moor, the mayor, said, " * 40
    parser.parse(text)
    finished, finish = [], Forwards.finish

    def counted(self: Forwards, match: Match) -> Groups | None:
        if self._tails:
            finished.append(match)
        return finish(self, match)

    monkeypatch.setattr(Forwards, "finish", counted)
    found = parser.explain(text).candidates
    assert len(found) <= len(finished) < 1.5 * len(found)


@pytest.mark.parametrize("limit", [math.inf, 1.0])
@pytest.mark.parametrize(("text", "found"), [
    ("Ada Moor said sadly it rained hard.", ["it rained hard"]),
    ("Ada Moor said sadly it rained.", []),
])  # fmt: skip
def test_a_time_limit_changes_nothing_that_is_found_in_time(
    text: str, found: list[str], limit: float
) -> None:
    # What stands before an open end is not matched otherwise for its sake, with a limit or without.
    pattern = "<name:source> <cue:cue> <adverb>? <remark:content>"
    rules = RuleSet.empty("harbour").extend(
        classes={"adverbs": "sadly"},
        settings={"features": {"adverbs": "adverb"}},
        pieces={"remark": "<!stop>{3,40}"},
        constructions=[Construction("open", pattern, time_limit=limit)],
        cues=[Cue("say", forms=["says", "said", "said", "saying"])],
    )
    parser = Parser(attrs.evolve(rules, time_limit=limit))
    assert [quote.text for quote in parser.parse(text)] == found


@pytest.mark.parametrize("name", rulesets.available())
def test_shipped_rules_run_in_the_faster_engine(name: str) -> None:
    grammar = compiled(rulesets.load(name))
    tables = grammar.patterns.constructions, grammar.patterns.mentions
    rules: list[Anchored[Any]] = [rule for table in tables for rule in table.rules]
    slow = {
        rule.source.name
        for rule in rules
        for side in (rule.left, rule.right)
        if side is not None and not isinstance(side._compiled, re.Pattern)
    }
    readings = zip(grammar.rules.readings, grammar.patterns.readings, strict=True)
    slow |= {rule.name for rule, it in readings if not isinstance(it.pattern, re.Pattern)}
    assert rules
    assert slow == _SLOW.get(name, set())


# It looks ahead from the start of its content, which is mirrored into a look-behind for what has
# any width.
_SLOW = {"de": {"clause-colon-quotation"}}


def test_a_name_may_stand_for_several_groups() -> None:
    grammar = compiled(rulesets.load("en"))
    pattern = grammar.patterns.piece("subject-verb")
    assert isinstance(pattern, Numbered)
    assert isinstance(pattern.compiled, re.Pattern)


def test_a_full_table_goes_on_learning() -> None:
    worked_out: list[str] = []

    def work_out(key: str) -> int:
        worked_out.append(key)
        return len(key)

    table = Memo(work_out, room=2)
    for key in ("a", "b", "c", "a", "a", "c"):
        assert table[key] == 1
    assert worked_out == ["a", "b", "c"]
    assert [table[key] for key in ("d", "e", "d", "e")] == [1, 1, 1, 1]
    assert worked_out == ["a", "b", "c", "d", "e"]
