"""What the library returns: spans, statements and the people who made them."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable
from typing import Any, Self

import attrs
from attrs.validators import ge, instance_of, le, optional

from attribution.errors import RuleTimeoutError


class Kind(enum.StrEnum):
    """How much of a statement stands in quotation marks."""

    DIRECT = "direct"
    """All of it: ``"We won," she said.``"""
    INDIRECT = "indirect"
    """None of it: ``She said that they had won.``"""
    MIXED = "mixed"
    """Some of it: ``She said that they had "won big".``"""


class Stance(enum.StrEnum):
    """How a statement is put forward, from its cue and what goes with the cue."""

    SAY = "say"
    """Neutral report: ``Ada Moor said the ferry was late.``"""
    ANNOUNCE = "announce"
    """Makes something known officially: ``The port announced a new ferry.``"""
    ASSERT = "assert"
    """The speaker commits strongly: ``Moor insisted that the ferry was safe.``"""
    CLAIM = "claim"
    """The reporter keeps a distance: ``Moor claimed that nobody was hurt.``"""
    SUGGEST = "suggest"
    """Weak or hinted: ``Moor suggested that the crew was tired.``"""
    CONFIRM = "confirm"
    """Corroborates: ``Moor confirmed that the ferry had sunk.``"""
    ADMIT = "admit"
    """Concedes: ``Moor admitted that the alarm was off.``"""
    DENY = "deny"
    """Rejects: ``Moor denied the allegations.``"""
    SUPPORT = "support"
    """Sides with: ``Moor praised the crew.``"""
    CRITICIZE = "criticize"
    """Attacks: ``Moor accused the owner of neglect.``"""
    WARN = "warn"
    """Announces a danger: ``Moor warned that more ferries may sink.``"""
    PREDICT = "predict"
    """About the future: ``Moor predicted a hard winter.``"""
    BELIEVE = "believe"
    """Opinion or feeling: ``Moor believes that the owner knew.``"""
    ASK = "ask"
    """A question: ``Moor asked whether the owner knew.``"""
    URGE = "urge"
    """Wants others to act: ``Moor urged the owner to resign.``"""
    PROMISE = "promise"
    """Commits to act: ``Moor promised to publish the report.``"""
    DECLINE = "decline"
    """Will not say: ``Moor declined to comment.``"""


@attrs.frozen(init=False)
class Span:
    """A piece of the caller's text.

    `start` and `end` are half-open offsets in code points, so that
    ``text[span.start:span.end] == span.text``.

    >>> Span(0, 3, "She")
    Span(start=0, end=3, text='She')
    >>> Span(3, 0, "She")
    Traceback (most recent call last):
    ...
    ValueError: a span of 3 characters cannot run from 3 to 0
    """

    start: int
    end: int
    text: str

    def __init__(self, start: int, end: int, text: str) -> None:
        """Hold the offsets and the text together."""
        # One check and no validators: spans are made by the thousand.
        if start < 0 or end - start != len(text):
            msg = f"a span of {len(text)} characters cannot run from {start} to {end}"
            raise ValueError(msg)
        self.__attrs_init__(start, end, text)

    def to_dict(self) -> dict[str, Any]:
        """Give the span as plain values.

        >>> Span(0, 3, "She").to_dict()
        {'start': 0, 'end': 3, 'text': 'She'}
        """
        return {"start": self.start, "end": self.end, "text": self.text}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build the span back from `to_dict`.

        >>> Span.from_dict({"start": 0, "end": 3, "text": "She"})
        Span(start=0, end=3, text='She')
        """
        return cls(**values)


def _spans(values: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(values)


def _kind(value: str) -> Kind:
    return value if isinstance(value, Kind) else Kind(value)


def _stance(value: str | None) -> Stance | None:
    return value if value is None or isinstance(value, Stance) else Stance(value)


@attrs.frozen(kw_only=True)
class Quote:
    """One attributed statement: who said what, in what role, when, and how it is put.

    Every span indexes the text that was parsed; ``None`` means "the text does not say".

    >>> from attribution import parse
    >>> quote, = parse("The mayor, Ada Moor, denied the allegations.")
    >>> quote.speaker, quote.role, quote.stance.value, quote.text
    ('Ada Moor', 'mayor', 'deny', 'the allegations')
    >>> Quote.from_dict(quote.to_dict()) == quote
    True
    """

    text: str = attrs.field(validator=instance_of(str))
    """The statement's words: its content spans joined by one space."""
    kind: Kind = attrs.field(converter=_kind)
    """Whether the words stand in quotation marks."""
    speaker: str | None = None
    """Canonical name of whoever made the statement."""
    role: str | None = None
    """Title, office or function of the speaker."""
    organisation: str | None = None
    """The body that the speaker speaks for or belongs to in that role."""
    date: datetime.date | None = attrs.field(
        default=None, validator=optional(instance_of(datetime.date))
    )
    """The day on which the statement was made."""
    stance: Stance | None = attrs.field(default=None, converter=_stance)
    """How the statement is put forward."""
    contents: tuple[Span, ...] = attrs.field(converter=_spans)
    """Where the words stand; several spans where the statement is split."""
    source: Span | None = None
    """The mention of the speaker next to the cue."""
    cue: Span | None = None
    """The reporting words."""
    addressee: str | None = None
    """Whom the statement was made to, where the cue names a hearer."""
    negated: bool = False
    """Whether the cue is negated: "did not say"."""
    confidence: float = attrs.field(default=1.0, validator=[ge(0.0), le(1.0)])
    """Measured precision of the construction that found the statement, 0 to 1."""
    rule: str = ""
    """Name of that construction."""
    role_span: Span | None = None
    """Where the role stands in the text."""
    organisation_span: Span | None = None
    """Where the organisation stands in the text."""
    date_span: Span | None = None
    """Where the date expression stands in the text."""

    def to_dict(self) -> dict[str, Any]:
        """Give the statement as plain values that JSON can hold.

        Returns:
            A new dictionary, with spans as dictionaries, the date as an ISO string, `kind` and
            `stance` as strings.

        >>> from attribution import parse
        >>> parse("Ada Moor denied it.")[0].to_dict()["cue"]
        {'start': 9, 'end': 15, 'text': 'denied'}
        """
        return {name: _plain(getattr(self, name)) for name in _FIELDS}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build the statement back from `to_dict`.

        Args:
            values: What `to_dict` gave, also after a journey through JSON.

        Returns:
            A statement equal to the one that was written.
        """
        read = dict(values)
        read["contents"] = tuple(Span.from_dict(span) for span in values["contents"])
        for name in _SPANS:
            if read.get(name) is not None:
                read[name] = Span.from_dict(read[name])
        if isinstance(read.get("date"), str):
            read["date"] = datetime.date.fromisoformat(read["date"])
        return cls(**read)


_FIELDS = tuple(field.name for field in attrs.fields(Quote))
_SPANS = ("source", "cue", "role_span", "organisation_span", "date_span")


def _plain(value: object) -> object:
    if isinstance(value, Span):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, enum.StrEnum):
        return value.value
    return value


@attrs.frozen(kw_only=True)
class Person:
    """A person or body of the article, with every mention of it.

    >>> from attribution import Parser
    >>> people = Parser().people("Ada Moor, the mayor of Wexhaven, spoke. Moor was calm.")
    >>> [(p.name, p.roles, p.organisations) for p in people]
    [('Ada Moor', ('mayor',), ('Wexhaven',))]
    """

    name: str
    """The fullest name that the article gives."""
    names: tuple[str, ...]
    """All names, acronyms and handles by which the article calls it, the fullest first."""
    body: bool = False
    """Whether it is an organisation or group rather than a person."""
    roles: tuple[str, ...] = ()
    """Titles, offices and functions, in the order of the text."""
    organisations: tuple[str, ...] = ()
    """The bodies that go with the roles, in the order of the text."""
    mentions: tuple[Span, ...] = ()
    """Where it is named, in the order of the text."""


@attrs.frozen(kw_only=True)
class Candidate:
    """A statement that a construction proposed, and what became of it."""

    rule: str
    """Name of the construction."""
    contents: tuple[Span, ...]
    """Where the proposed words stand."""
    source: Span | None
    """The proposed mention of the speaker."""
    cue: Span | None
    """The cue that set the construction off."""
    kept: bool
    """Whether it became a `Quote`."""
    reason: str
    """Why it was kept or what dropped it."""


@attrs.frozen(kw_only=True)
class Explanation:
    """What `Parser.explain` tells: every candidate, and where each field comes from."""

    quotes: tuple[Quote, ...]
    """The statements, as `Parser.parse` returns them."""
    candidates: tuple[Candidate, ...]
    """What the constructions proposed, in text order."""
    fields: tuple[dict[str, str], ...]
    """For each statement of `quotes`, field name -> the rule or evidence behind its value."""
    errors: tuple[RuleTimeoutError, ...] = ()
    """The rules that took too long and were stopped, each once."""

    def __str__(self) -> str:
        """Show the candidates and the evidence, a line each."""
        lines = [
            f"{'kept' if item.kept else 'dropped':8}{item.rule}: "
            f"{' … '.join(span.text for span in item.contents)!r} ({item.reason})"
            for item in self.candidates
        ]
        for quote, evidence in zip(self.quotes, self.fields, strict=True):
            lines.append(f"{quote.text!r}")
            lines += [f"    {name}: {why}" for name, why in evidence.items()]
        lines += map(str, self.errors)
        return "\n".join(lines)
