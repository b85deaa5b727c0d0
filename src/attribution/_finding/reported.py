"""Sentences that only the mood of their verb shows to be somebody's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import attrs

from attribution._article.document import BREAK, QUOTATION, Document
from attribution._article.entities import Units
from attribution._article.statement import Candidate, Statement, in_text_order
from attribution._rules.known import REPORTED, REPORTED_ALONE
from attribution._rules.wanted import Piece, piece, single

FREE_INDIRECT = piece(
    "free-indirect",
    doc="right after a statement, and in its paragraph, the beginning of a sentence in the mood of "
    "reported speech",
    without="a sentence in the mood of reported speech is no statement",
    optional=True,
)
FREE_INDIRECT_PARTED = piece(
    "free-indirect-parted",
    doc="the same where a paragraph ends between the two",
    without="the mood goes on with no statement of the paragraph before but by a sure sign",
    optional=True,
)
FREE_INDIRECT_SURE = piece(
    "free-indirect-sure",
    doc="the same elsewhere, where only a sure sign of the mood counts",
    without="a sentence in the mood of reported speech counts right after a statement alone",
    optional=True,
)
SPEAKER_NAME = single(
    "speaker-name",
    doc="a unit that shows that the subject of a sentence can speak, if it is its first one",
    without="a name that begins a sentence is no sign that its subject speaks",
    optional=True,
)
ABLE_TO_SPEAK = single(
    "able-to-speak",
    doc="the same anywhere in the subject",
    without="only a name can be the speaker of reported speech that goes on",
    optional=True,
)
SUBJECT_VERB = piece("subject-verb")
REPORTER = piece(
    "reporter",
    groups=("source",),
    doc="the sentence before one in the mood of reported speech, from its start up to subject and "
    "verb, if its subject may be who speaks",
    without="such a subject is found as that of any other sentence",
    optional=True,
)


def reported(document: Document, statements: list[Statement]) -> list[Statement]:
    """Add the sentences in the mood of reported speech, which go on with what somebody said.

    The rule set says in the piece `free-indirect` what such a sentence looks like right after a
    statement in its paragraph, in `free-indirect-parted` what it looks like where a new paragraph
    begins, and in `free-indirect-sure` what it looks like elsewhere, where the subject of the
    sentence before speaks (the piece `reporter`), or else whoever spoke before in the paragraph.
    A rule set without these pieces leaves the statements as they are.

    The two cases are rules of their own, `REPORTED` and `REPORTED_ALONE`; the setting `precision`
    says how precise each is.
    """
    if FREE_INDIRECT not in document.grammar:
        return statements
    return in_text_order([*statements, *_Reader(document).runs(statements)])


@attrs.define
class _Reader:
    """Goes through the sentences, and remembers who spoke."""

    document: Document
    before: Statement | None = None
    """The statement of the sentence before, if that has one or goes on with one."""
    run: Statement | None = None
    """What the sentence before is itself, if it is in the mood of reported speech."""
    earlier: Units | None = None
    """Who spoke before in the paragraph."""
    spoke: Units | None = None
    """Who spoke last, be it in a paragraph before."""
    parted: bool = False
    """Whether a paragraph ends between the sentence and the one before."""
    previous: int = 0
    """Where the sentence before starts."""

    def runs(self, statements: list[Statement]) -> Iterator[Statement]:
        """Give one statement for each run of such sentences."""
        grammar, tags = self.document.grammar, self.document.tags
        ends = [*self.document.sentence_ends, len(tags)]
        said, breaks, start = _said(statements, ends), grammar[BREAK], 0
        for end in ends:
            if end in said:
                self.before, self.run = said[end], None
                self.earlier = said[end].source or self.earlier
                self.spoke = said[end].source or self.spoke
            elif start < end:
                yield from self._sentence(start, end)
            self.previous = start if start < end else self.previous
            if end > start:
                self.parted = False
            if end < len(tags) and tags[end] in breaks:
                self.run, self.earlier, self.parted = None, None, True
            start = end + 1

    def _sentence(self, start: int, end: int) -> Iterator[Statement]:
        if self.document.grammar[self._mood()].match(self.document.tags, start, end) is None:
            self.before = self.run = None
        elif self.run is not None and not self._has_quotation(start, self.run.contents[-1][0]):
            self.run.contents[-1] = (self.run.contents[-1][0], end)
            self.run.note("goes on with {}", (start, end))
        else:
            self.run = self._begun(start, end)
            if self.run is not None:
                self.spoke = self.run.source
                yield self.run

    def _mood(self) -> Piece:
        if not self.parted and (self.before is not None or self.run is not None):
            return FREE_INDIRECT
        if self.before is not None and FREE_INDIRECT_PARTED in self.document.grammar:
            return FREE_INDIRECT_PARTED
        return FREE_INDIRECT_SURE

    def _begun(self, start: int, end: int) -> Statement | None:
        before = self.before
        if self.run is not None:
            lender = self.run
            rule, sure, source = lender.rule, lender.proposed.precision, lender.source
        elif before is not None and before.source is not None:
            rule, sure, source = REPORTED, before.proposed.precision, before.source
        else:
            rule, sure, source = REPORTED_ALONE, None, self._source(start)
        if source is None:
            return None
        precision = self.document.precision(rule, sure)
        begun = Statement.of(Candidate(rule, ((start, end),), precision=precision))
        begun.source, begun.borrowed = source, True
        begun.note("source {} from what was said before", source)
        return begun

    def _has_quotation(self, *units: int) -> bool:
        quoted, tags = self.document.grammar[QUOTATION], self.document.tags
        return any(tags[unit] in quoted for unit in units)

    def _source(self, start: int) -> Units | None:
        grammar, tags = self.document.grammar, self.document.tags
        subject = REPORTER if REPORTER in grammar else SUBJECT_VERB
        match = grammar[subject].match(tags, self.previous, start)
        if match is not None and self._able(match.span("source")):
            return match.span("source")
        if self.earlier is None and tags[start] in grammar[QUOTATION]:
            # A paragraph that is a quotation can only be somebody's words.
            return self.spoke
        return self.earlier

    def _able(self, subject: Units) -> bool:
        grammar, words = self.document.grammar, self.document.tags[slice(*subject)]
        if words[0] in grammar[SPEAKER_NAME]:
            return True
        return not grammar[ABLE_TO_SPEAK].isdisjoint(words)


def _said(statements: list[Statement], ends: list[int]) -> dict[int, Statement]:
    """Give for the end of each sentence the last statement in it."""
    said: dict[int, Statement] = {}
    for statement in statements:
        spans = [*statement.contents, *([statement.cue] if statement.cue else [])]
        said |= {ends[bisect_left(ends, end)]: statement for _, end in spans}
        for start, end in statement.contents if statement.proposed.label else ():
            inside = ends[bisect_left(ends, start) : bisect_left(ends, end)]
            said |= dict.fromkeys(inside, statement)
    return said
