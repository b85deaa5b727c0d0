"""The parser: a rule set, and what is done with texts by it."""

from __future__ import annotations

import datetime
import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attribution._rules.discovery import AUTO
from attribution._values.arguments import (
    Record,
    checked_records,
    checked_share,
    checked_text,
    checked_workers,
    day_of,
)
from attribution.articles import Article
from attribution.errors import InputTypeError, RecordError, UnknownRuleSetError
from attribution.models import Explanation, Person, Quote, Span
from attribution.rules import RuleSet, load

if TYPE_CHECKING:
    from attribution._parsing.many import Outcome
    from attribution._parsing.reader import Reader


class Parser:
    """Reads texts by one rule set, or each by that of its language; holds no state between them.

    Args:
        rules: A rule set, the name of one that is shipped or installed, the path of one in TOML,
            or "auto" for the shipped one whose function words a text has most of: for whole texts
            in a language that is shipped.

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

    def __init__(self, rules: str | Path | RuleSet = "en") -> None:
        """Load the rule set; its patterns are compiled with the first text."""
        self.rules = None if rules == AUTO else _loaded(rules)
        self._given = rules

    def __reduce__(self) -> tuple[type[Parser], tuple[str | Path | RuleSet]]:
        """Pickle the rule set alone, or its name: another process compiles its patterns itself."""
        return Parser, (self._given,)

    def rules_for(self, text: str) -> RuleSet:
        """Give the rule set that a text is read by: always the same one, save with "auto".

        Args:
            text: A news text.

        Raises:
            InputTypeError: If `text` is no `str`.

        >>> Parser("auto").rules_for("Der Bürgermeister sagte, dass die Fähre zu spät war.").name
        'de'
        """
        text = checked_text(text)
        if self.rules is not None:
            return self.rules
        # The words of two languages are looked up, which a parser of one has no use for.
        from attribution._language.languages import language_of
        from attribution._reading.plain import plain_text

        return load(language_of(plain_text(text)[0]))

    def parse(
        self,
        text: str,
        published: datetime.date | str | None = None,
        *,
        min_confidence: float = 0.0,
    ) -> list[Quote]:
        """Find who said what.

        Args:
            text: A news text, as it is: with its own line ends, quotation marks and entities.
            published: The day of publication, which "on Sunday" counts from, as a date or in ISO
                8601 ("2031-05-07"); where it is not given, the text's own header or dateline is
                used, if it has one.
            min_confidence: Leave out statements of less confidence than this, from 0 to 1.

        Returns:
            The statements in the order of the text; empty where nobody says anything.

        Raises:
            InputTypeError: If `text` is no `str`, `published` no date, or `min_confidence` no
                number.
            InputValueError: If `published` names no day, or `min_confidence` is not from 0 to 1.

        >>> text = "The ferry was late, Ada Moor admitted on Monday."
        >>> quote, = Parser().parse(text)
        >>> quote.text, quote.stance.value, quote.date
        ('The ferry was late', 'admit', None)
        >>> quote, = Parser().parse(text, published="2031-05-07")
        >>> quote.date
        datetime.date(2031, 5, 5)
        """
        least = checked_share(min_confidence)
        quotes, stopped = self._outcome(Record(checked_text(text), day_of(published)))
        _warn(stopped)
        return [item for item in quotes if item.confidence >= least]

    def parse_many(
        self,
        records: Iterable[str | Mapping[str, object]],
        workers: int | None = None,
        on_error: Callable[[RecordError], list[Quote] | None] | None = None,
    ) -> Iterator[list[Quote]]:
        """Parse texts one after the other, lazily and in their order.

        Args:
            records: Any iterable of texts, or of mappings with a `text` and, if there are any, the
                day it was `published` and its `id`; other keys are left alone. No more of it is
                read than the results ask for, save a few records ahead for each worker.
            workers: How many processes to use; one, this process, by default. They are started
                as `multiprocessing` starts them, and by "forkserver" where it would fork a process
                of several threads, so a script needs `if __name__ == "__main__":`.
            on_error: What to do with the error of a record that cannot be read: what it returns
                stands in the place of the result, and with `None` nothing does. By default the
                error is raised. With `failed.append` for a list `failed`, all others are read.

        Returns:
            An iterator of what `parse` returns, a list for each record.

        Raises:
            InputTypeError: If `records` is a single text or record, or `workers` no whole number.
            InputValueError: If `workers` is less than 1.
            RecordError: Without `on_error`, at the turn of a record that is neither a text nor a
                mapping with one, or whose day is none.
            WorkerError: If a worker process ended before its time, once all results before are
                given.

        >>> [len(quotes) for quotes in Parser().parse_many(["Ada Moor denied it.", "It rained."])]
        [1, 0]
        >>> record = {"id": 17, "text": "Ada Moor denied it on Monday.", "published": "2031-05-07"}
        >>> failed = []
        >>> for quote, in Parser().parse_many([record, {"id": 18}], on_error=failed.append):
        ...     print(quote.date)
        2031-05-05
        >>> [(error.index, error.id) for error in failed]
        [(1, 18)]
        """
        from attribution._parsing.many import each

        return each(checked_records(records), self._outcome, checked_workers(workers), on_error)

    def read(
        self,
        text: str,
        published: datetime.date | str | None = None,
        *,
        id: str | None = None,  # noqa: A002 the word that users look for
        meta: Mapping[str, object] | None = None,
        min_confidence: float = 0.0,
    ) -> Article:
        """Read a text: its statements, and the people and bodies that it names.

        Args:
            text: A news text, as `parse` takes it.
            published: The day of publication, as `parse` takes it.
            id: What you call the article.
            meta: What else you know of it.
            min_confidence: Leave out statements of less confidence than this, from 0 to 1.

        Returns:
            The text with what was read in it.

        Raises:
            InputTypeError: If `text` is no `str`, `published` no date, or `min_confidence` no
                number.
            InputValueError: If `published` names no day, or `min_confidence` is not from 0 to 1.

        >>> article = Parser().read("Ada Moor, the mayor, denied it.", id="a1")
        >>> [quote.stance.value for quote in article], [person.roles for person in article.people]
        (['deny'], [('mayor',)])
        >>> len(Parser().read("It rained."))
        0
        """
        least = checked_share(min_confidence)
        record = Record(checked_text(text), day_of(published), id, dict(meta or {}))
        article, stopped = self._article(record, least)
        _warn(stopped)
        return article

    def read_many(
        self,
        records: Iterable[str | Mapping[str, object]],
        workers: int | None = None,
        on_error: Callable[[RecordError], Article | None] | None = None,
        *,
        min_confidence: float = 0.0,
    ) -> Iterator[Article]:
        """Read texts one after the other, lazily and in their order.

        Args:
            records: As `parse_many` takes them; what a mapping holds besides `text`, `published`
                and `id` becomes `Article.meta`.
            workers: How many processes to use, as `parse_many` takes it.
            on_error: What to do with the error of a record, as `parse_many` takes it.
            min_confidence: Leave out statements of less confidence than this, from 0 to 1.

        Returns:
            An iterator of what `read` returns, an article for each record.

        Raises:
            InputTypeError: If `records` is a single text or record, or `workers` no whole number.
            InputValueError: If `workers` is less than 1, or `min_confidence` not from 0 to 1.
            RecordError: Without `on_error`, at the turn of a record that cannot be read.
            WorkerError: If a worker process ended before its time.

        >>> records = [{"text": "Ada Moor denied it.", "id": "a1", "desk": "local"}, "It rained."]
        >>> [(item.id, len(item), dict(item.meta)) for item in Parser().read_many(records)]
        [('a1', 1, {'desk': 'local'}), (None, 0, {})]
        """
        from attribution._parsing.many import each

        apply = functools.partial(self._article, least=checked_share(min_confidence))
        return each(checked_records(records), apply, checked_workers(workers), on_error)

    def _article(self, record: Record, least: float) -> Outcome[Article]:
        return self._reader.article(record, least)

    def _outcome(self, record: Record) -> Outcome[list[Quote]]:
        return self._reader.quotes(record)

    def explain(self, text: str, published: datetime.date | str | None = None) -> Explanation:
        """Tell what was proposed, what dropped it, where each field is from, and what was missed.

        Args:
            text: A news text.
            published: The day of publication.

        Returns:
            The statements with every candidate, the evidence for each field, and for each
            quotation, cue and label that became nothing the reason.

        Raises:
            InputTypeError: If `text` is no `str`, or `published` no date.
            InputValueError: If `published` names no day.

        >>> told = Parser().explain("Ada Moor said the ferry was late.")
        >>> [(item.rule, item.kept) for item in told.candidates]
        [('source-cue-clause', True)]
        >>> told.fields[0]["stance"]
        "cue 'said' -> say"
        """
        return self._reader.explanation(Record(checked_text(text), day_of(published)))

    def people(self, text: str) -> list[Person]:
        """List the people and bodies that a text names, with mentions, roles and organisations.

        Args:
            text: A news text.

        Returns:
            One `Person` for each of them, in the order of first mention.

        Raises:
            InputTypeError: If `text` is no `str`.

        >>> [person.name for person in Parser().people("Mayor Ada Moor met Lem Harrow.")]
        ['Ada Moor', 'Lem Harrow']
        """
        people, stopped = self._reader.people(Record(checked_text(text)))
        _warn(stopped)
        return people

    def quotations(self, text: str) -> list[Span]:
        """List what stands in quotation marks, whether somebody says it or not.

        Args:
            text: A news text.

        Returns:
            What the marks enclose, without them, in the order of the text.  A quotation inside
            another is part of that, and names such as titles of books are left out.

        Raises:
            InputTypeError: If `text` is no `str`.

        >>> text = "Ada Moor called the “quite safe” dam, the subject of “The Long Quay”, “a risk”."
        >>> [span.text for span in Parser().quotations(text)]
        ['quite safe', 'a risk']
        """
        spans, stopped = self._reader.quotations(Record(checked_text(text)))
        _warn(stopped)
        return spans

    @functools.cached_property
    def _reader(self) -> Reader:
        # All stages come with it, which take longer to import than everything else.
        from attribution._parsing.reader import Reader

        return Reader(self.rules_for)


def _warn(errors: Iterable[Warning]) -> None:
    """Tell the caller of a method which rules were stopped."""
    for error in errors:
        warnings.warn(error, stacklevel=3)


def _loaded(rules: object) -> RuleSet:
    if isinstance(rules, RuleSet):
        return rules
    if isinstance(rules, Path) or (isinstance(rules, str) and _names_a_file(rules)):
        return RuleSet.from_toml(rules)
    if not isinstance(rules, str):
        raise InputTypeError("rules", rules, "str, pathlib.Path or RuleSet")
    try:
        return load(rules)
    except UnknownRuleSetError as error:
        raise UnknownRuleSetError(error.name, [*error.available, AUTO]) from None


def _names_a_file(rules: str) -> bool:
    # No name of a rule set looks like that, and a folder may be called like one.
    return rules.endswith(".toml") or any(sign in rules for sign in ("/", "\\"))


@functools.lru_cache(maxsize=8)
def _named(rules: str) -> Parser:
    return Parser(rules)


def parse(
    text: str,
    published: datetime.date | str | None = None,
    rules: str | Path | RuleSet = "en",
    *,
    min_confidence: float = 0.0,
) -> list[Quote]:
    """Find who said what: `Parser.parse` of one parser a rule set.

    Args:
        text: A news text.
        published: The day of publication, which "on Sunday" counts from, as a date or in ISO 8601.
        rules: A rule set, the name or path of one, or "auto", as `Parser` takes it.
        min_confidence: Leave out statements of less confidence than this, from 0 to 1.

    Returns:
        The statements in the order of the text.

    Raises:
        InputTypeError: If `text` is no `str`, `published` no date, `min_confidence` no number, or
            `rules` neither a name nor a rule set.
        InputValueError: If `published` names no day, or `min_confidence` is not from 0 to 1.
        UnknownRuleSetError: If no rule set of that name can be had.

    >>> [(q.speaker, q.text) for q in parse("Ada Moor denied the claims and promised to resign.")]
    [('Ada Moor', 'the claims'), ('Ada Moor', 'to resign')]
    >>> parse("It rained.")
    []
    """
    parser = _named(rules) if isinstance(rules, str) else Parser(rules)
    return parser.parse(text, published, min_confidence=min_confidence)


def read(  # noqa: PLR0913
    text: str,
    published: datetime.date | str | None = None,
    rules: str | Path | RuleSet = "en",
    *,
    id: str | None = None,  # noqa: A002 the word that users look for
    meta: Mapping[str, object] | None = None,
    min_confidence: float = 0.0,
) -> Article:
    """Read a text: `Parser.read` of one parser a rule set.

    Args:
        text: A news text.
        published: The day of publication, as a date or in ISO 8601.
        rules: A rule set, the name or path of one, or "auto", as `Parser` takes it.
        id: What you call the article.
        meta: What else you know of it.
        min_confidence: Leave out statements of less confidence than this, from 0 to 1.

    Returns:
        The text with what was read in it.

    Raises:
        InputTypeError: As `parse` raises it.
        InputValueError: As `parse` raises it.
        UnknownRuleSetError: If no rule set of that name can be had.

    >>> [person.name for person in read("Ada Moor met Lem Harrow.").people]
    ['Ada Moor', 'Lem Harrow']
    """
    parser = _named(rules) if isinstance(rules, str) else Parser(rules)
    return parser.read(text, published, id=id, meta=meta, min_confidence=min_confidence)
