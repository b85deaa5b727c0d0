"""Between the stages: sentences that only the mood of their verb shows to be somebody's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import attrs

from attribution._document import Document, Statement
from attribution._known import REPORTED, REPORTED_ALONE

_Units = tuple[int, int]


def reported(document: Document, statements: list[Statement]) -> list[Statement]:
    """Add the sentences in the mood of reported speech, which go on with what somebody said.

    The rule set says in the piece `free-indirect` what such a sentence looks like right after a
    statement, and in `free-indirect-sure` what it looks like elsewhere, where the subject of the
    sentence before speaks, or else whoever spoke before in the paragraph.  A rule set without
    these pieces leaves the statements as they are.

    The two cases are rules of their own, `REPORTED` and `REPORTED_ALONE`; the setting `precision`
    says how precise each is.
    """
    if "free-indirect" not in document.grammar.rules.pieces:
        return statements
    found = [*statements, *_Reader(document).runs(statements)]
    return sorted(found, key=lambda item: (item.contents[0], item.cue or (0, 0)))


@attrs.define
class _Reader:
    """Goes through the sentences, and remembers who spoke."""

    document: Document
    before: Statement | None = None
    """The statement of the sentence before, if that has one or goes on with one."""
    run: Statement | None = None
    """What the sentence before is itself, if it is in the mood of reported speech."""
    earlier: _Units | None = None
    """Who spoke before in the paragraph."""
    spoke: _Units | None = None
    """Who spoke last, be it in a paragraph before."""
    previous: int = 0
    """Where the sentence before starts."""

    def runs(self, statements: list[Statement]) -> Iterator[Statement]:
        """Give one statement for each run of such sentences."""
        grammar, tags = self.document.grammar, self.document.tags
        ends = [*self.document.sentence_ends, len(tags)]
        said, breaks, start = _said(statements, ends), grammar.chars_of("break"), 0
        for end in ends:
            if end in said:
                self.before, self.run = said[end], None
                self.earlier = said[end].source or self.earlier
                self.spoke = said[end].source or self.spoke
            elif start < end:
                yield from self._sentence(start, end)
            self.previous = start if start < end else self.previous
            if end < len(tags) and tags[end] in breaks:
                self.run = self.earlier = None
            start = end + 1

    def _sentence(self, start: int, end: int) -> Iterator[Statement]:
        piece = "free-indirect" if self.before is not None else "free-indirect-sure"
        if self.document.grammar.forwards(piece).match(self.document.tags, start, end) is None:
            self.before = self.run = None
        elif self.run is not None and not self._quoted(start, self.run.contents[-1][0]):
            self.run.contents[-1] = (self.run.contents[-1][0], end)
        else:
            self.run = self._begun(start, end)
            if self.run is not None:
                self.spoke = self.run.source
                yield self.run

    def _begun(self, start: int, end: int) -> Statement | None:
        precision = self.document.grammar.rules.settings.get("precision", {})
        before = self.before
        if self.run is not None:
            return attrs.evolve(self.run, contents=[(start, end)], evidence={})
        if before is not None and before.source is not None:
            rule, sure, source = REPORTED, before.confidence, before.source
        else:
            found = self._source(start)
            if found is None:
                return None
            rule, sure, source = REPORTED_ALONE, 1.0, found
        sure = precision.get(rule, sure)
        return Statement(rule, [(start, end)], source, frame=rule, confidence=sure, borrowed=True)

    def _quoted(self, *units: int) -> bool:
        quoted, tags = self.document.grammar.quotation_chars, self.document.tags
        return any(tags[unit] in quoted for unit in units)

    def _source(self, start: int) -> _Units | None:
        grammar, tags = self.document.grammar, self.document.tags
        match = grammar.subject.match(tags, self.previous, start)
        if match is not None and self._able(match.span("source")):
            return match.span("source")
        if self.earlier is None and tags[start] in grammar.quotation_chars:
            # A paragraph that is a quotation can only be somebody's words.
            return self.spoke
        return self.earlier

    def _able(self, subject: _Units) -> bool:
        grammar, words = self.document.grammar, self.document.tags[slice(*subject)]
        if words[0] in grammar.chars_of("speaker-name"):
            return True
        return not grammar.chars_of("able-to-speak").isdisjoint(words)


def _said(statements: list[Statement], ends: list[int]) -> dict[int, Statement]:
    """Give for the end of each sentence the last statement in it."""
    said: dict[int, Statement] = {}
    for statement in statements:
        spans = [*statement.contents, *([statement.cue] if statement.cue else [])]
        said |= {ends[bisect_left(ends, end)]: statement for _, end in spans}
        for start, end in statement.contents if statement.label else ():
            inside = ends[bisect_left(ends, start) : bisect_left(ends, end)]
            said |= dict.fromkeys(inside, statement)
    return said
