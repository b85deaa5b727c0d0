"""What the library returns: spans, statements and the people who made them."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable
from typing import Any, Self, cast

import attrs
from attrs.validators import ge, instance_of, le, min_len, optional

from attribution._values.plain import plain, read
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


class SourceType(enum.StrEnum):
    """What stands behind a statement, in the terms of journalism research.

    The kinds are those of Gans, *Deciding What's News* (1979), as the sourcing benchmark of the
    Markkula Center for Applied Ethics parts them.
    """

    PERSON = "person"
    """Somebody whom the article names, also where it says "he" or "the mayor" here."""
    ORGANISATION = "organisation"
    """A body, and those who speak for it without a name: ``A spokesman for Quay Foods said no.``"""
    DOCUMENT = "document"
    """What speaks for itself: ``The report says that the dam is safe.``"""
    ANONYMOUS = "anonymous"
    """Whom the article leaves unnamed on purpose: ``An official who asked not to be named said``"""
    UNNAMED = "unnamed"
    """One person without a name: ``A neighbour said that it rained.``"""
    GROUP = "group"
    """Several people without a name: ``Witnesses said that it rained.``"""


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
        _SET_START(self, start)
        _SET_END(self, end)
        _SET_TEXT(self, text)

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
        >>> try:
        ...     Span.from_dict({"start": 0, "end": 3})
        ... except ValueError as error:
        ...     print(error)
        Span must be a dictionary with the key 'text', not ['start', 'end']
        """
        return read(cls, values)


# What no instance may do, and what costs least.
_SET_START = Span.__dict__["start"].__set__
_SET_END = Span.__dict__["end"].__set__
_SET_TEXT = Span.__dict__["text"].__set__


def _spans(values: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(values)


def _kind(value: str) -> Kind:
    return value if isinstance(value, Kind) else Kind(value)


def _source_type(value: str | None) -> SourceType | None:
    return value if value is None or isinstance(value, SourceType) else SourceType(value)


def _day(value: datetime.date | None) -> datetime.date | None:
    return value.date() if isinstance(value, datetime.datetime) else value


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
    """The statement's words: its content spans joined by one space, or by nothing where only markup
    parts them."""
    kind: Kind = attrs.field(converter=_kind)
    """Whether the words stand in quotation marks."""
    speaker: str | None = None
    """Canonical name of whoever made the statement."""
    source_type: SourceType | None = attrs.field(default=None, converter=_source_type)
    """What stands behind it: a person, a body, a document, somebody without a name."""
    role: str | None = None
    """Title, office or function of the speaker."""
    organisation: str | None = None
    """The body that the speaker speaks for or belongs to in that role."""
    date: datetime.date | None = attrs.field(
        default=None, converter=_day, validator=optional(instance_of(datetime.date))
    )
    """The day on which the statement was made."""
    stance: Stance | None = attrs.field(default=None, converter=_stance)
    """How the statement is put forward."""
    contents: tuple[Span, ...] = attrs.field(converter=_spans, validator=min_len(1))
    """Where the words stand; several spans where the statement is split."""
    quoted: tuple[Span, ...] = attrs.field(default=(), converter=_spans)
    """Those parts of the words that stand in quotation marks, without the marks."""
    source: Span | None = None
    """The mention of the speaker next to the cue."""
    cue: Span | None = None
    """The reporting words."""
    addressee: str | None = None
    """Whom the statement was made to, where the cue names a hearer."""
    negated: bool = False
    """Whether the cue is negated: "did not say"."""
    confidence: float = attrs.field(default=1.0, validator=[ge(0.0), le(1.0)])
    """How likely the statement is right, 0 to 1: the measured precision of the construction that
    found it, and in English points for what is true of the statement.

    Where it was not measured, the average of those of the rule set that were, or else 0.5.
    """
    rule: str = ""
    """Name of that construction; a page of the documentation shows each with an example."""
    role_span: Span | None = None
    """Where the role stands in the text."""
    organisation_span: Span | None = None
    """Where the organisation stands in the text; `None` where the article names it elsewhere."""
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
        return {name: plain(getattr(self, name)) for name in _FIELDS}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build the statement back from `to_dict`.

        Args:
            values: What `to_dict` gave, also after a journey through JSON.

        Returns:
            A statement equal to the one that was written.

        Raises:
            InputTypeError: If a value has the wrong type.
            InputValueError: If a key is unknown or absent, or a value means nothing; the message
                says where, and what is allowed.
        """
        return read(cls, values)


_FIELDS = tuple(field.name for field in attrs.fields(Quote))


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
    pronouns: tuple[str, ...] = ()
    """The pronouns by which the article calls it as a source: "she", "they"; never guessed."""
    roles: tuple[str, ...] = ()
    """Titles, offices and functions, in the order of the text."""
    organisations: tuple[str, ...] = ()
    """The bodies that go with the roles, in the order of the text."""
    mentions: tuple[Span, ...] = ()
    """Where it is named, in the order of the text."""

    def to_dict(self) -> dict[str, Any]:
        """Give the person as plain values that JSON can hold.

        >>> Person(name="Ada Moor", names=("Ada Moor",)).to_dict()["names"]
        ['Ada Moor']
        """
        return cast("dict[str, Any]", plain(self))

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Build the person back from `to_dict`.

        Args:
            values: What `to_dict` gave, also after a journey through JSON.

        Returns:
            A person equal to the one that was written.

        Raises:
            InputTypeError: If something in it has the wrong type.
            InputValueError: If a key is unknown or absent.
        """
        return read(cls, values)


@attrs.frozen(kw_only=True)
class Candidate:
    """A statement as a rule proposed it, and what became of it.

    >>> from attribution import Parser
    >>> told = Parser().explain("Ada Moor denied the claims and promised to resign.")
    >>> [(item.source and item.source.text, item.notes) for item in told.candidates]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Ada Moor', ("candidates: ended before 'and': second-cue, object-and-does",)),
     (None, ("carry: source 'Ada Moor' from the cue 'denied' before it",))]
    """

    rule: str
    """Name of the construction or layout, or of the engine's own rule."""
    contents: tuple[Span, ...]
    """Where the proposed words stand."""
    source: Span | None
    """The proposed mention of the speaker; stages may find one for a candidate without."""
    cue: Span | None
    """The cue that set the construction off."""
    kept: bool
    """Whether anything of it became a `Quote`."""
    reason: str
    """Why it was dropped, or "kept"."""
    notes: tuple[str, ...] = ()
    """What the stages did to it, each with the name of the stage before it."""
    quotes: tuple[int, ...] = ()
    """The places of what became of it in `Explanation.quotes`; several where it was parted."""


class Sign(enum.StrEnum):
    """What it was that looked like the sign of a statement."""

    QUOTATION = "quotation"
    """A pair of quotation marks."""
    CUE = "cue"
    """A reporting word of the rule set."""
    VERB = "verb"
    """A verb that is no cue, where one would give a statement."""
    LABEL = "label"
    """A name before a colon at the start of a paragraph."""


@attrs.frozen(kw_only=True)
class Missed:
    """What looks like the sign of a statement and became none.

    >>> from attribution import Parser
    >>> missed, = Parser().explain("Ada Moor sighed that the quay was hers.").missed
    >>> print(missed.reason)
    cue 'sigh' (say) has the frames quote only; here stands that, as in source-cue-that
    >>> print(missed.hint)
    verbs.sigh = {stance = "say", frames = ["quote", "that"]}
    """

    sign: Sign
    """What it is."""
    span: Span
    """Where it stands."""
    reason: str
    """Why nothing became of it."""
    hint: str = ""
    """The line of TOML with which a rule set would find a statement here, if one line would do."""


@attrs.frozen(kw_only=True)
class Explanation:
    """What `Parser.explain` tells: every candidate, the evidence, and what was missed."""

    quotes: tuple[Quote, ...]
    """The statements, as `Parser.parse` returns them."""
    candidates: tuple[Candidate, ...]
    """What the constructions proposed, in text order."""
    fields: tuple[dict[str, str], ...]
    """For each statement of `quotes`, field name -> the rule or evidence behind its value."""
    missed: tuple[Missed, ...] = ()
    """The quotations, cues, verbs and labels that became nothing, in text order."""
    errors: tuple[RuleTimeoutError, ...] = ()
    """The rules that took too long and were stopped, each once."""
    entities: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Whom or what the text names -> the signs that tell a person from a body or a place."""

    def within(self, start: int, end: int) -> Explanation:
        """Give what is told of a stretch of the text alone.

        Args:
            start: Where it begins, in code points.
            end: Where it ends.

        Returns:
            The statements, the candidates and what was missed of which any words stand there.

        >>> from attribution import Parser
        >>> told = Parser().explain("Ada Moor denied it. Lem Harrow left.")
        >>> len(told.within(0, 19).quotes), len(told.within(20, 36).quotes)
        (1, 0)
        """
        kept = [at for at, quote in enumerate(self.quotes) if _meet(quote.contents, start, end)]
        places = {at: number for number, at in enumerate(kept)}
        candidates = [
            attrs.evolve(item, quotes=tuple(places[at] for at in item.quotes if at in places))
            for item in self.candidates
            if _meet(item.contents, start, end)
        ]
        return attrs.evolve(
            self,
            quotes=tuple(self.quotes[at] for at in kept),
            candidates=tuple(candidates),
            fields=tuple(self.fields[at] for at in kept),
            missed=tuple(item for item in self.missed if _meet((item.span,), start, end)),
        )

    def __str__(self) -> str:
        """Show the candidates, the evidence and what was missed, a line each; never nothing."""
        lines: list[str] = []
        for item in self.candidates:
            words = " … ".join(span.text for span in item.contents)
            lines.append(f"{'kept' if item.kept else 'dropped':8}{item.rule}: {words!r}")
            lines += [f"    {note}" for note in item.notes]
        for quote, evidence in zip(self.quotes, self.fields, strict=True):
            lines.append(f"{quote.text!r}")
            lines += [f"    {name}: {why}" for name, why in evidence.items()]
        for missed in self.missed:
            lines.append(f"missed  {missed.sign} {missed.span.text!r}: {missed.reason}")
            lines += [f"    a line of TOML that finds it: {missed.hint}"] if missed.hint else []
        lines += map(str, self.errors)
        return _NOTHING if not lines else "\n".join(lines)


_NOTHING = "Nothing here looks like a statement: no quotation, no reporting word, no label."


def _meet(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in spans)
