"""From what the stages did to the candidates to what `explain` tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

import attrs

from attribution._article.document import Document
from attribution._article.quotes import cue_beside, span_of
from attribution._article.statement import Candidate, Note, Statement, plain_words
from attribution.models import Candidate as Told

_KEPT = "kept"
_PROPOSING = "candidates"


@attrs.define
class History:
    """What the stages have done to the statements of a document, stage by stage."""

    _became: dict[Candidate, dict[Statement, None]] = attrs.field(factory=dict, init=False)
    _stages: dict[Note, str] = attrs.field(factory=dict, init=False)
    """Which stage made a note."""

    def see(self, stage: str, statements: Iterable[Statement]) -> None:
        """Take in what a stage has left, and what it has noted."""
        for statement in statements:
            self._became.setdefault(statement.proposed, {})[statement] = None
        for statement in chain.from_iterable(self._became.values()):
            for note in statement.notes:
                self._stages.setdefault(note, stage)

    def told(self, document: Document, final: Iterable[Statement]) -> tuple[Told, ...]:
        """Give the public form of all candidates; `final` became the quotes, in their order."""
        places = {statement: at for at, statement in enumerate(final)}
        ordered = sorted(self._became, key=lambda candidate: (candidate.contents, candidate.rule))
        return tuple([self._told(document, candidate, places) for candidate in ordered])

    def _told(self, document: Document, proposed: Candidate, places: dict[Statement, int]) -> Told:
        became = self._became[proposed]
        quotes = tuple(sorted(places[statement] for statement in became if statement in places))
        made = dict.fromkeys(note for statement in became for note in statement.notes)
        cue = cue_beside(proposed.cue, proposed.source)
        notes = [f"{self._stages[note]}: {_worded(document, note)}" for note in made]
        return Told(
            rule=proposed.rule,
            contents=tuple([span_of(document, units) for units in proposed.contents]),
            source=span_of(document, proposed.source) if proposed.source else None,
            cue=span_of(document, cue) if cue else None,
            kept=bool(quotes),
            reason=_KEPT if quotes else next(item.dropped for item in became if item.dropped),
            notes=(*_ends(document, proposed), *notes),
            quotes=quotes,
        )


def _ends(document: Document, proposed: Candidate) -> Iterator[str]:
    """Tell by which ends of the rule set the contents that a rule proposed are over."""
    grammar, tags = document.grammar, document.tags
    kinds = grammar.patterns.kinds_of_ends(proposed.rule)
    for units in proposed.contents:
        at = units[1]
        if at < len(tags) and not document.is_quotation(units):
            ends = dict.fromkeys(
                end.name for kind in kinds for end in grammar.patterns.ends_at(tags, at, kind)
            )
            if ends:
                yield f"{_PROPOSING}: ended before '{_onset(document, at)}': {', '.join(ends)}"


def _onset(document: Document, at: int) -> str:
    """Give the words at a unit; of a mark, with those of the unit behind it."""
    behind = min(at + 2, len(document.tags))
    first, second = (" ".join(document.words_of((at, end)).split()) for end in (at + 1, behind))
    return first if any(map(str.isalnum, first)) else second


def _worded(document: Document, note: Note) -> str:
    parts = zip_longest(note.what.split("{}"), _words(document, note), fillvalue="")
    return "".join(chain.from_iterable(parts))


def _words(document: Document, note: Note) -> Iterator[str]:
    for units in note.units:
        yield f"'{plain_words(document.words_of(units))}'"
