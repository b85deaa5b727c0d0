"""What a rule proposed, and what becomes of it: a candidate and its statements."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterable

import attrs

from attribution._article.entities import Units
from attribution.models import SourceType, Span, Stance

_EDGES = " ,;:–—-"


class Part(enum.Enum):
    """What somebody asks in an interview, or what whoever is asked answers."""

    QUESTION = enum.auto()
    ANSWER = enum.auto()


@attrs.frozen(eq=False)
class Candidate:
    """A statement as a rule proposed it; no stage changes it."""

    rule: str
    contents: tuple[Units, ...]
    source: Units | None = None
    cue: Units | None = None
    hearer: Units | None = None
    frame: str | None = None
    """The frame of the cue that the construction asks for."""
    cue_stance: Stance | None = None
    """The stance of the cue, before what goes with the cue changes it."""
    precision: float | None = None
    """The measured precision of the rule, if it was measured."""
    sourceless: bool = False
    """Whether it may do without a source."""
    verbatim: bool = False
    """Whether its words are the speaker's own even where no marks enclose them."""
    label: str = ""
    """How the source is written where a layout puts it before the words: "GOV. MOOR"."""
    office: Units | None = None
    """What such a layout tells of the office of its source."""
    byline: Span | None = None
    """The date that a layout gives."""
    part: Part | None = None
    """Which part of an interview without names it is."""


@attrs.frozen(eq=False)
class Note:
    """What a stage did to a statement, with ``{}`` for the words of each range of units."""

    what: str
    units: tuple[Units, ...] = ()


@attrs.define(eq=False)
class Statement:
    """A statement in the making: what has become of a candidate so far.

    All ranges are half-open ranges of units.
    """

    proposed: Candidate
    contents: list[Units]
    source: Units | None = None
    borrowed: bool = False
    """Whether the source stands with another cue, or with none."""
    subordinate: bool = False
    """Whether it stands in a clause that depends on another one."""
    turn: tuple[int, int] | None = None
    """The row of turns of a dialogue that it belongs to, and which of them it is."""
    inner: tuple[tuple[Candidate, Units], ...] = ()
    """What was dropped since it stands inside the content, and its source."""
    confidence: float = 0.5
    """How likely it is right, as it was measured."""
    stance: Stance | None = None
    negated: bool = False
    listener: Units | None = None
    """Whom it is said to."""
    addressee: str | None = None
    speaker: str | None = None
    source_type: SourceType | None = None
    role: str | None = None
    organisation: str | None = None
    date: datetime.date | None = None
    role_span: Span | None = None
    organisation_span: Span | None = None
    date_span: Span | None = None
    dropped: str = ""
    """Why it is no statement, if it is none."""
    notes: list[Note] = attrs.field(factory=list)
    """What the stages did to it, in their order."""
    evidence: dict[str, tuple[str, str, object, object]] = attrs.field(factory=dict)
    """Field name -> the rule behind its value, its words, the value and a detail."""

    @classmethod
    def of(cls, proposed: Candidate) -> Statement:
        """Begin with what a rule proposed."""
        return cls(proposed, list(proposed.contents), proposed.source)

    @property
    def rule(self) -> str:
        """Name of the rule that proposed it."""
        return self.proposed.rule

    @property
    def cue(self) -> Units | None:
        """The cue, if the rule has one."""
        return self.proposed.cue

    @property
    def place(self) -> tuple[Units, Units]:
        """Where it belongs among the others, in the order of the text."""
        return self.contents[0], self.proposed.cue or (0, 0)

    def part(self, contents: Iterable[Units], proposed: Candidate | None = None) -> Statement:
        """Give a statement of the same speaker in the same turn, before any field is told."""
        return Statement(
            proposed or self.proposed, [*contents], self.source, self.borrowed, turn=self.turn
        )

    def note(self, what: str, *units: Units) -> None:
        """Note what a stage does, ``{}`` for the words of units; worded when somebody asks."""
        self.notes.append(Note(what, units))

    def drop(self, why: str) -> None:
        """Note why it is no statement."""
        self.dropped = why
        self.note(why)

    def because(
        self, field: str, rule: str, words: str, value: object = None, detail: object = ""
    ) -> None:
        """Note where a field comes from; it is worded when somebody asks."""
        self.evidence[field] = rule, words, value, detail

    def told(self) -> dict[str, str]:
        """Word where the fields come from: ``pronoun 'he' -> Ada Moor (subject before)``."""
        return {field: _worded(*noted) for field, noted in self.evidence.items()}


def in_text_order(statements: Iterable[Statement]) -> list[Statement]:
    """Sort statements by their places."""
    return sorted(statements, key=_place)


def _place(statement: Statement) -> tuple[Units, Units]:
    return statement.place


def plain_words(words: str) -> str:
    """Give words of the text on one line, without the marks around them."""
    return " ".join(words.split()).strip(_EDGES)


def _worded(rule: str, words: str, value: object, detail: object) -> str:
    told = f"{rule} '{plain_words(words)}'" if words else rule
    told += f" -> {value}" if value is not None else ""
    more = str(detail)
    return told + (f" ({more})" if more else "")
