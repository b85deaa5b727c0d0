"""The stages in their order, and what each of them needs and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeAlias, TypeVar

import attrs

from attribution._article.document import Document
from attribution._article.statement import Statement
from attribution._fields.addressee import addressee
from attribution._fields.confidence import confidence
from attribution._fields.dates import dates
from attribution._fields.negation import negation
from attribution._fields.silence import silence
from attribution._fields.stance import stance
from attribution._finding.candidates import candidates
from attribution._finding.carry import carry
from attribution._finding.continuations import continuations
from attribution._finding.introduced import introduced
from attribution._finding.layouts import layouts
from attribution._finding.quoted_parts import quoted_parts
from attribution._finding.reported import reported
from attribution._finding.select import select
from attribution._finding.turns import turns
from attribution._people.register import register
from attribution._reading.plain import plain
from attribution._reading.quotations import quotations
from attribution._reading.stops import stops
from attribution._reading.tags import tags
from attribution._reading.tokens import tokens
from attribution._reading.wraps import wraps
from attribution._speakers.resolve import resolve

OfDocument: TypeAlias = Callable[[Document], None]
OfStatements: TypeAlias = Callable[[Document, list[Statement]], list[Statement]]
Run = TypeVar("Run", bound=Callable[..., object])


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


@attrs.frozen
class Stage(Generic[Run]):
    """A stage: its function, the fields that it needs of earlier ones, and those that it gives.

    The fields are those of `Document`, of `Candidate` and of `Statement`; all that comes after
    the reading may need what the reading gives, which is not said again.
    """

    run: Run
    needs: frozenset[str] = attrs.field(converter=_names)
    gives: frozenset[str] = attrs.field(converter=_names)

    @property
    def name(self) -> str:
        """The name of its function, which its module has too."""
        return str(getattr(self.run, "__name__", ""))


READING: tuple[Stage[OfDocument], ...] = (
    Stage(plain, needs="", gives="rewritings"),
    Stage(wraps, needs="rewritings", gives="rewritings"),
    Stage(tokens, needs="", gives="words starts ends chars keys"),
    Stage(stops, needs="words starts ends chars", gives="breaks"),
    Stage(quotations, needs="words starts ends chars breaks", gives="quotations breaks"),
    Stage(
        tags,
        needs="words chars keys breaks quotations",
        gives="tags first last quotation_at",
    ),
)
"""What makes units of a text, before anything is looked for in it."""

CANDIDATES = Stage(
    candidates,
    needs="",
    gives="rule contents source cue hearer frame cue_stance precision sourceless",
)
"""What finds the first statements."""

STAGES: tuple[Stage[OfStatements], ...] = (
    Stage(
        carry,
        needs="cue sourceless contents source",
        gives="source borrowed contents subordinate",
    ),
    Stage(
        select,
        needs="rule cue sourceless contents source borrowed subordinate",
        gives="contents dropped inner",
    ),
    Stage(
        turns,
        needs="cue contents source",
        gives="rule contents source precision sourceless verbatim turn turns",
    ),
    Stage(introduced, needs="cue contents", gives="rule contents source precision verbatim"),
    Stage(
        continuations,
        needs="cue cue_stance frame contents source borrowed turn",
        gives="rule contents source borrowed cue frame cue_stance precision dropped",
    ),
    Stage(
        layouts,
        needs="rule cue contents source borrowed",
        gives="rule contents source precision sourceless verbatim label office byline part dropped",
    ),
    Stage(
        reported,
        needs="cue label contents source precision",
        gives="rule contents source borrowed precision",
    ),
    Stage(
        quoted_parts,
        needs="cue hearer frame cue_stance sourceless verbatim label office byline part contents "
        "source borrowed turn precision inner",
        gives="rule contents source borrowed cue hearer frame cue_stance precision dropped",
    ),
    Stage(dates, needs="cue frame byline contents source borrowed", gives="date date_span"),
    Stage(negation, needs="cue source borrowed", gives="negated"),
    Stage(silence, needs="cue cue_stance source negated", gives="dropped"),
    Stage(stance, needs="rule cue cue_stance source negated", gives="stance"),
    Stage(addressee, needs="cue hearer contents", gives="listener addressee"),
    Stage(
        confidence,
        needs="cue frame contents source borrowed negated stance precision",
        gives="confidence dropped",
    ),
    Stage(register, needs="source turn turns", gives="entities"),
    Stage(
        resolve,
        needs="cue label office part contents source listener stance turn turns entities",
        gives="speaker source_type role organisation role_span organisation_span entities dropped",
    ),
)
"""What becomes of the statements, in this order."""

TABLE: tuple[Stage[Any], ...] = (*READING, CANDIDATES, *STAGES)
"""All stages."""


def read(document: Document) -> None:
    """Make units of the text of a document."""
    if not document.text.isspace():
        for stage in READING:
            stage.run(document)


def run(document: Document, stages: tuple[Stage[OfStatements], ...] = STAGES) -> list[Statement]:
    """Give the statements of a document that was read."""
    statements = CANDIDATES.run(document)
    for stage in stages:
        statements = stage.run(document, statements)
    return statements


def steps(document: Document) -> Iterator[tuple[str, list[Statement]]]:
    """Give each stage, as its turn is over, with the statements that it leaves."""
    statements = CANDIDATES.run(document)
    yield CANDIDATES.name, statements
    for stage in STAGES:
        statements = stage.run(document, statements)
        yield stage.name, statements
