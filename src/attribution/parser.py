"""The parser: the stages, in order."""

from __future__ import annotations

import datetime
import functools
import warnings
from collections.abc import Iterable, Iterator

from attribution import rulesets
from attribution._compile import Grammar, compiled
from attribution._discovery import AUTO
from attribution._document import Document, Statement
from attribution._entities import Entity
from attribution._quotes import candidate, quote
from attribution._stages.addressee import addressee
from attribution._stages.carry import carry
from attribution._stages.continuations import continuations
from attribution._stages.dates import dates
from attribution._stages.layouts import layouts
from attribution._stages.lines import lines
from attribution._stages.negation import negation
from attribution._stages.quotations import quotations
from attribution._stages.quoted_parts import quoted_parts
from attribution._stages.register import register
from attribution._stages.reported import reported
from attribution._stages.resolve import resolve
from attribution._stages.select import select
from attribution._stages.silence import silence
from attribution._stages.stance import stance
from attribution._stages.statements import statements
from attribution._stages.tags import tags
from attribution._stages.tokens import tokens
from attribution._stages.turns import turns
from attribution.errors import InputTypeError, UnknownRuleSetError
from attribution.models import Explanation, Person, Quote
from attribution.rules import RuleSet


class Parser:
    """Reads texts by one rule set, or each by that of its language; holds no state between them.

    Args:
        rules: A rule set, the name of one that is shipped or installed, or "auto" for the shipped
            one whose function words a text has most of: for whole texts in a language that is
            shipped.

    Raises:
        InputTypeError: If `rules` is neither a name nor a rule set.
        UnknownRuleSetError: If no rule set of that name can be had.

    >>> parser = Parser()
    >>> [quote.speaker for quote in parser.parse("Ada Moor said the ferry was late.")]
    ['Ada Moor']
    >>> try:
    ...     Parser("tlh")
    ... except LookupError as error:
    ...     print(str(error).partition(";")[0])
    no rule set named 'tlh'
    """

    rules: RuleSet | None
    """The rule set; `None` with "auto", where `rules_for` gives that of a text."""

    def __init__(self, rules: str | RuleSet = "en") -> None:
        """Load the rule set; its patterns are compiled with the first text."""
        self.rules = None if rules == AUTO else _loaded(rules)

    def __reduce__(self) -> tuple[type[Parser], tuple[str | RuleSet]]:
        """Pickle the rule set alone: another process compiles its patterns itself."""
        return Parser, (AUTO if self.rules is None else self.rules,)

    def rules_for(self, text: str) -> RuleSet:
        """Give the rule set that a text is read by: always the same one, save with "auto".

        Args:
            text: A news text.

        Raises:
            InputTypeError: If `text` is no `str`.

        >>> Parser("auto").rules_for("Der Bürgermeister sagte, dass die Fähre zu spät war.").name
        'de'
        """
        if not isinstance(text, str):
            raise InputTypeError("text", text, "str")
        if self.rules is not None:
            return self.rules
        # The words of two languages are looked up, which a parser of one has no use for.
        from attribution._languages import language_of

        return rulesets.load(language_of(text))

    def parse(
        self,
        text: str,
        published: datetime.date | None = None,
        *,
        min_confidence: float = 0.0,
    ) -> list[Quote]:
        """Find who said what.

        Args:
            text: A news text, as it is: with its own line ends, quotation marks and entities.
            published: The day of publication, which "on Sunday" counts from; where it is not
                given, the text's own header or dateline is used, if it has one.
            min_confidence: Leave out statements of less confidence than this.

        Returns:
            The statements in the order of the text; empty where nobody says anything.

        Raises:
            InputTypeError: If `text` is no `str` or `published` no `datetime.date`.

        >>> quote, = Parser().parse("The ferry was late, Ada Moor admitted on Monday.")
        >>> quote.text, quote.stance.value, quote.date
        ('The ferry was late', 'admit', None)
        >>> quote, = Parser().parse(
        ...     "The ferry was late, Ada Moor admitted on Monday.", datetime.date(2031, 5, 7)
        ... )
        >>> quote.date
        datetime.date(2031, 5, 5)
        """
        document, _, kept = self._run(text, published)
        for error in document.errors:
            warnings.warn(error, stacklevel=2)
        found = (item for item, _ in _quoted(document, kept))
        return [item for item in found if item.confidence >= min_confidence]

    def parse_many(self, texts: Iterable[str], workers: int | None = None) -> Iterator[list[Quote]]:
        """Parse texts one after the other, lazily and in their order.

        Args:
            texts: Any iterable; no more of it is read than the results ask for, save a few texts
                ahead for each worker.
            workers: How many processes to use; one, this process, by default.

        Returns:
            An iterator of what `parse` returns, a list for each text.

        >>> [len(quotes) for quotes in Parser().parse_many(["Ada Moor denied it.", "It rained."])]
        [1, 0]
        """
        if workers is None or workers <= 1:
            return map(self.parse, texts)
        from attribution._workers import parse_in_processes

        return parse_in_processes(self.parse, texts, workers)

    def explain(self, text: str, published: datetime.date | None = None) -> Explanation:
        """Tell which constructions proposed what, what dropped it, and where each field is from.

        Args:
            text: A news text.
            published: The day of publication.

        Returns:
            The statements with every candidate and the evidence for each field.

        >>> told = Parser().explain("Ada Moor said the ferry was late.")
        >>> [(item.rule, item.kept) for item in told.candidates]
        [('source-cue-clause', True)]
        >>> told.fields[0]["stance"]
        "cue 'said' -> say"
        """
        document, found, kept = self._run(text, published)
        quoted = _quoted(document, kept)
        everything = {id(statement): statement for statement in [*found, *kept]}
        ordered = sorted(everything.values(), key=lambda item: (item.contents, item.rule))
        return Explanation(
            quotes=tuple(item for item, _ in quoted),
            candidates=tuple(candidate(document, statement) for statement in ordered),
            fields=tuple(statement.told() for _, statement in quoted),
            errors=tuple(document.errors),
        )

    def people(self, text: str) -> list[Person]:
        """List the people and bodies that a text names, with mentions, roles and organisations.

        Args:
            text: A news text.

        Returns:
            One `Person` for each of them, in the order of first mention.

        >>> [person.name for person in Parser().people("Mayor Ada Moor met Lem Harrow.")]
        ['Ada Moor', 'Lem Harrow']
        """
        document = self._read(text, None)
        found = register(document)
        return [_person(document, entity) for entity in found if entity.notable]

    def _grammar_for(self, text: str) -> Grammar:
        rules = self.rules_for(text)
        grammar = self._grammars.get(rules)
        if grammar is None:
            grammar = self._grammars[rules] = compiled(rules)
        return grammar

    @functools.cached_property
    def _grammars(self) -> dict[RuleSet, Grammar]:
        return {}

    def _run(
        self, text: str, published: datetime.date | None
    ) -> tuple[Document, list[Statement], list[Statement]]:
        document = self._read(text, published)
        found = statements(document)
        carry(document, found)
        kept = turns(document, select(document, found))
        continuations(document, kept)
        kept = layouts(document, kept)
        kept = quoted_parts(document, reported(document, kept))
        dates(document, kept)
        negation(document, kept)
        kept = silence(document, kept)
        stance(document, kept)
        addressee(document, kept)
        if kept:
            resolve(document, kept, register(document))
        return document, found, kept

    def _read(self, text: str, published: datetime.date | None) -> Document:
        document = Document(text, self._grammar_for(text), _day(published))
        if not text.isspace():
            for stage in (tokens, lines, quotations, tags):
                stage(document)
        return document


def _person(document: Document, entity: Entity) -> Person:
    mentions = entity.mentions
    return Person(
        name=entity.name,
        names=tuple(entity.names),
        body=entity.body,
        roles=entity.roles,
        organisations=tuple(dict.fromkeys(m.organisation for m in mentions if m.organisation)),
        mentions=tuple(document.span((m.start, m.end)) for m in mentions),
    )


def _quoted(document: Document, statements: list[Statement]) -> list[tuple[Quote, Statement]]:
    """Give each statement its public form, in the order of the text."""
    found = [(quote(document, statement), statement) for statement in statements]
    return sorted(found, key=lambda pair: pair[0].contents[0].start)


def _day(published: object) -> datetime.date | None:
    if isinstance(published, datetime.datetime):
        return published.date()
    if published is None or isinstance(published, datetime.date):
        return published
    raise InputTypeError("published", published, "datetime.date or None")


def _loaded(rules: object) -> RuleSet:
    if isinstance(rules, RuleSet):
        return rules
    if not isinstance(rules, str):
        raise InputTypeError("rules", rules, "str or RuleSet")
    try:
        return rulesets.load(rules)
    except UnknownRuleSetError as error:
        raise UnknownRuleSetError(error.name, [*error.available, AUTO]) from None


@functools.lru_cache(maxsize=8)
def _named(rules: str) -> Parser:
    return Parser(rules)


def parse(
    text: str,
    published: datetime.date | None = None,
    rules: str | RuleSet = "en",
    *,
    min_confidence: float = 0.0,
) -> list[Quote]:
    """Find who said what: `Parser.parse` of one parser a rule set.

    Args:
        text: A news text.
        published: The day of publication, which "on Sunday" counts from.
        rules: A rule set, the name of one, or "auto", as `Parser` takes it.
        min_confidence: Leave out statements of less confidence than this.

    Returns:
        The statements in the order of the text.

    Raises:
        InputTypeError: If `text` is no `str`, `published` no `datetime.date`, or `rules` neither a
            name nor a rule set.
        UnknownRuleSetError: If no rule set of that name can be had.

    >>> [(q.speaker, q.text) for q in parse("Ada Moor denied the claims and promised to resign.")]
    [('Ada Moor', 'the claims'), ('Ada Moor', 'to resign')]
    >>> parse("It rained.")
    []
    """
    parser = _named(rules) if isinstance(rules, str) else Parser(rules)
    return parser.parse(text, published, min_confidence=min_confidence)
