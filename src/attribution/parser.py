"""The parser: the stages, in order."""

from __future__ import annotations

import datetime

from attribution import rulesets
from attribution._compile import compiled
from attribution._document import Document, Statement
from attribution._entities import Entity
from attribution._stages.addressee import addressee
from attribution._stages.carry import carry
from attribution._stages.continuations import continuations
from attribution._stages.dates import dates
from attribution._stages.layouts import layouts
from attribution._stages.register import register
from attribution._stages.resolve import resolve
from attribution._stages.select import select
from attribution._stages.lines import lines
from attribution._stages.negation import negation
from attribution._stages.quotations import quotations
from attribution._stages.stance import stance
from attribution._stages.statements import statements
from attribution._stages.tags import tags
from attribution._stages.tokens import tokens
from attribution.errors import InputTypeError
from attribution.models import Kind, Person, Quote, Span
from attribution.rules import RuleSet


class Parser:
    def __init__(self, rules: str | RuleSet = "en") -> None:
        self.rules = rulesets.load(rules) if isinstance(rules, str) else rules
        self._grammar = compiled(self.rules)

    def parse(self, text: str, published: datetime.date | None = None) -> list[Quote]:
        if not isinstance(text, str):
            raise InputTypeError("text", text, "str")
        document = self._document(text, _day(published))
        found = statements(document)
        carry(document, found)
        kept = select(document, found)
        continuations(document, kept)
        kept = layouts(document, kept)
        for stage in (dates, negation, stance, addressee):
            stage(document, kept)
        if kept:
            resolve(document, kept, register(document))
        return [self._quote(document, s) for s in kept]

    def people(self, text: str) -> list[Person]:
        """Give the people and bodies that the text names."""
        return [_person(document, entity) for document in (self._document(text, None),) for entity in register(document)]

    def _document(self, text: str, published: datetime.date | None) -> Document:
        document = Document(text, self._grammar, published)
        if text.strip():
            for stage in (tokens, lines, quotations, tags):
                stage(document)
        return document

    def _quote(self, document: Document, s: Statement) -> Quote:
        contents = tuple(document.span(c) for c in s.contents)
        return Quote(text=" ".join(c.text for c in contents), kind=Kind.DIRECT, contents=contents,
            source=document.span(s.source) if s.source else None, cue=document.span(s.cue) if s.cue else None, rule=s.rule, stance=s.stance,
            negated=s.negated, addressee=s.addressee, speaker=s.speaker, role=s.role, organisation=s.organisation,
            role_span=s.role_span, organisation_span=s.organisation_span, date=s.date, date_span=s.date_span)


def _person(document: Document, entity: Entity) -> Person:
    mentions = entity.mentions
    return Person(
        name=entity.name,
        names=tuple(entity.names),
        body=entity.body,
        roles=tuple(dict.fromkeys(m.role for m in mentions if m.role)),
        organisations=tuple(dict.fromkeys(m.organisation for m in mentions if m.organisation)),
        mentions=tuple(document.span((m.start, m.end)) for m in mentions),
    )


def _day(published: object) -> datetime.date | None:
    if isinstance(published, datetime.datetime):
        return published.date()
    if published is None or isinstance(published, datetime.date):
        return published
    raise InputTypeError("published", published, "datetime.date or None")


_default: dict[str, Parser] = {}


def parse(text: str, published: datetime.date | None = None, rules: str | RuleSet = "en") -> list[Quote]:
    if isinstance(rules, str):
        if rules not in _default:
            _default[rules] = Parser(rules)
        return _default[rules].parse(text, published)
    return Parser(rules).parse(text, published)
