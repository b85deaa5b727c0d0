"""Reads texts by rule sets, and gives the public forms of what is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attribution import pipeline
from attribution._article.document import Document
from attribution._article.entities import Entity
from attribution._article.explanation import History
from attribution._article.quotes import quote, span_of
from attribution._article.statement import Statement
from attribution._fields.dates import published_day
from attribution._language.grammar import Grammar, compiled
from attribution._language.tagging import NAMED
from attribution._notation.limits import Budget, within
from attribution._parsing.many import Outcome
from attribution._parsing.missed import missed
from attribution._people.register import entities_of
from attribution._values.arguments import Record
from attribution.articles import Article
from attribution.models import Explanation, Person, Quote, Span
from attribution.rules import RuleSet

RulesFor: TypeAlias = Callable[[str], RuleSet]


class Reader:
    """Reads texts, each by the rule set that is given for it.

    Args:
        rules_for: Gives the rule set for a text.
    """

    def __init__(self, rules_for: RulesFor) -> None:
        """Take what gives the rule sets; their patterns are compiled with the first text."""
        self.rules_for = rules_for
        self._grammars: dict[RuleSet, Grammar] = {}

    def quotes(self, record: Record) -> Outcome[list[Quote]]:
        """Give the statements of a text."""
        with within(Budget(len(record.text))) as budget:
            document = self._read(record)
            return _quotes(document, pipeline.run(document)), budget.errors

    def article(self, record: Record, least: float) -> Outcome[Article]:
        """Give a text with what was read in it, and no statements of less confidence."""
        with within(Budget(len(record.text))) as budget:
            document = self._read(record)
            statements = pipeline.run(document)
            quotes = _quotes(document, statements)
            article = Article(
                text=record.text,
                quotes=tuple(item for item in quotes if item.confidence >= least),
                people=tuple(_people(document, statements)),
                published=published_day(document),
                rules=document.grammar.rules.name,
                id=None if record.id is None else str(record.id),
                meta=record.meta,
            )
        return article, budget.errors

    def explanation(self, record: Record) -> Explanation:
        """Tell how the statements of a text came about, and what became none."""
        history, statements = History(), list[Statement]()
        with within(Budget(len(record.text))) as budget:
            document = self._read(record)
            for stage, statements in pipeline.steps(document):
                history.see(stage, statements)
            quoted = _in_order(document, statements)
            candidates = history.told(document, [statement for _, statement in quoted])
            quotes = tuple(item for item, _ in quoted)
            unsaid = missed(document, quotes, candidates)
        return Explanation(
            quotes=quotes,
            candidates=candidates,
            missed=unsaid,
            fields=tuple(statement.told() for _, statement in quoted),
            errors=tuple(budget.errors),
            entities={
                entity.name: tuple(map(str, entity.evidence))
                for entity in document.entities
                if entity.evidence
            },
        )

    def people(self, record: Record) -> Outcome[list[Person]]:
        """Give the people and bodies that a text names."""
        with within(Budget(len(record.text))) as budget:
            document = self._read(record)
            # What resolves the sources knows by which pronouns the article calls whom.
            return _people(document, pipeline.run(document)), budget.errors

    def quotations(self, record: Record) -> Outcome[list[Span]]:
        """Give what stands in quotation marks, and is no name."""
        with within(Budget(len(record.text))) as budget:
            document = self._read(record)
            named = document.grammar.alphabet.char(NAMED)
            units = document.quoted(0, len(document.tags))
            found = [
                span_of(document, (unit, unit + 1))
                for unit in units
                if document.tags[unit] != named
            ]
        return found, budget.errors

    def _read(self, record: Record) -> Document:
        document = Document(record.text, self._grammar_for(record.text), record.published)
        pipeline.read(document)
        return document

    def _grammar_for(self, text: str) -> Grammar:
        rules = self.rules_for(text)
        grammar = self._grammars.get(rules)
        if grammar is None:
            grammar = self._grammars[rules] = compiled(rules)
        return grammar


def _quotes(document: Document, statements: list[Statement]) -> list[Quote]:
    return [item for item, _ in _in_order(document, statements)]


def _people(document: Document, statements: list[Statement]) -> list[Person]:
    entities = document.entities if statements else entities_of(document)
    people = [_person(document, entity) for entity in entities if entity.notable]
    return sorted(people, key=lambda person: person.mentions[0].start)


def _person(document: Document, entity: Entity) -> Person:
    mentions = entity.mentions
    places = sorted({(mention.start, mention.end) for mention in mentions})
    return Person(
        name=entity.name,
        names=tuple(entity.names),
        body=entity.body,
        pronouns=tuple(entity.pronouns),
        roles=entity.roles,
        organisations=tuple(dict.fromkeys(m.organisation for m in mentions if m.organisation)),
        mentions=tuple(map(document.span, places)),
    )


def _in_order(document: Document, statements: list[Statement]) -> list[tuple[Quote, Statement]]:
    """Give each statement its public form, in the order of the text."""
    found = [(quote(document, statement), statement) for statement in statements]
    return sorted(found, key=lambda pair: pair[0].contents[0].start)
