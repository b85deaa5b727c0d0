"""What a type checker knows of the public names; checked by mypy, never run."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, assert_type

import attribution
from attribution import (
    Candidate,
    Construction,
    Cue,
    Explanation,
    Kind,
    Layout,
    Mention,
    Parser,
    Person,
    Quote,
    Reading,
    RecordError,
    RuleSet,
    Span,
    Stance,
    rulesets,
)
from attribution.testing import GoldenCase, check_golden, check_ruleset, find, read_golden, tagged


def parsing(text: str, day: datetime.date, rules: RuleSet) -> None:
    assert_type(attribution.parse(text), list[Quote])
    assert_type(attribution.parse(text, day, "en", min_confidence=0.5), list[Quote])
    assert_type(attribution.parse(text, published=day, rules=rules), list[Quote])
    assert_type(attribution.__version__, str)
    parser = Parser(rules=rules)
    assert_type(parser.rules, RuleSet | None)
    assert_type(parser.rules_for(text), RuleSet)
    assert_type(Parser("auto"), Parser)
    assert_type(parser.parse(text, published=None), list[Quote])
    assert_type(parser.parse(text, published="2031-05-07"), list[Quote])
    assert_type(parser.parse_many(iter([text]), workers=2), Iterator[list[Quote]])
    failed: list[RecordError] = []
    records = [{"text": text, "published": day, "id": 17}]
    assert_type(parser.parse_many(records, on_error=failed.append), Iterator[list[Quote]])
    assert_type(parser.parse_many([text], on_error=lambda _: []), Iterator[list[Quote]])
    parser.parse_many([3])  # type: ignore[list-item]
    assert_type(parser.people(text), list[Person])
    attribution.parse(b"raw")  # type: ignore[arg-type]
    Parser(None)  # type: ignore[arg-type]
    attribution.parse(text, published=20310507)  # type: ignore[arg-type]
    attribution.parse(text, day, "en", 0.5)  # type: ignore[call-arg]


def statements(quote: Quote, span: Span) -> None:
    assert_type(quote.text, str)
    assert_type(quote.kind, Kind)
    assert_type(quote.speaker, str | None)
    assert_type(quote.role, str | None)
    assert_type(quote.organisation, str | None)
    assert_type(quote.date, datetime.date | None)
    assert_type(quote.stance, Stance | None)
    assert_type(quote.contents, tuple[Span, ...])
    assert_type(quote.source, Span | None)
    assert_type(quote.cue, Span | None)
    assert_type(quote.addressee, str | None)
    assert_type(quote.negated, bool)
    assert_type(quote.confidence, float)
    assert_type(quote.rule, str)
    assert_type(quote.to_dict(), dict[str, Any])
    assert_type(Quote.from_dict({}), Quote)
    assert_type((span.start, span.end, span.text), tuple[int, int, str])
    quote.speaker = "Ada Moor"  # type: ignore[misc]
    quote.cue.text  # type: ignore[union-attr]  # noqa: B018


def people(person: Person) -> None:
    assert_type(person.name, str)
    assert_type(person.names, tuple[str, ...])
    assert_type(person.body, bool)
    assert_type(person.mentions, tuple[Span, ...])


def explaining(parser: Parser, text: str) -> None:
    told = parser.explain(text)
    assert_type(told, Explanation)
    assert_type(told.quotes, tuple[Quote, ...])
    assert_type(told.candidates, tuple[Candidate, ...])
    assert_type(told.fields, tuple[dict[str, str], ...])
    assert_type(told.candidates[0].kept, bool)
    assert_type(told.candidates[0].reason, str)


def rules() -> None:
    assert_type(rulesets.available(), tuple[str, ...])
    english = rulesets.load("en")
    assert_type(english, RuleSet)
    assert_type(RuleSet.from_toml("rules.toml"), RuleSet)
    assert_type(RuleSet.empty("xx"), RuleSet)
    assert_type(english.to_toml(), str)
    assert_type(english.cues, tuple[Cue, ...])
    assert_type(english.constructions, tuple[Construction, ...])
    assert_type(english.mentions, tuple[Mention, ...])
    assert_type(english.readings, tuple[Reading, ...])
    assert_type(english.layouts, tuple[Layout, ...])
    assert_type(english.classes, Mapping[str, tuple[str, ...]])
    cue = Cue("foghorn", "verbs", "say", frames=["quote"])
    assert_type(cue.stance, Stance | None)
    assert_type(cue.frames, tuple[str, ...])
    assert_type(english.extend(cues=[cue], classes={"roles": "skipper"}), RuleSet)
    assert_type(english.replace(cues=[cue]), RuleSet)
    assert_type(english.without(cues=["say"], classes={"roles": ["abbot"]}), RuleSet)
    english.extend(verbs=[cue])  # type: ignore[call-arg]
    english.name = "mine"  # type: ignore[misc]


def testing(parser: Parser) -> None:
    check_ruleset("en")
    check_golden("golden", parser)
    assert_type(read_golden("golden"), tuple[GoldenCase, ...])
    assert_type(tagged("text", "en"), list[tuple[str, tuple[str, ...]]])
    assert_type(find("<np>", "text", "en"), list[dict[str, str]])
